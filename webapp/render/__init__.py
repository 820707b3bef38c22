"""Geometry to pictures. The only room that starts a process.

What only the server needs (`layouts`, `shared_cache`) is imported from its own module, so that `lanestep render`
starts quickly.
"""

from webapp.render.cache import PictureCache
from webapp.render.renderer import Renderer
from webapp.render.themes import THEMES

__all__ = ["THEMES", "PictureCache", "Renderer"]

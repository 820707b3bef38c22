"""Draws geometries. The only room that starts processes.

What only the server needs (`layout_pool`, `shared_cache`) is imported from its own module, so that `lanestep render`
starts quickly.
"""

from webapp.render.cache import PictureCache
from webapp.render.renderer import Renderer
from webapp.render.svg_parts import Drawn, svg_parts
from webapp.render.themes import THEMES

__all__ = ["THEMES", "Drawn", "PictureCache", "Renderer", "svg_parts"]

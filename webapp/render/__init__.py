"""Geometry to pictures. The only room that starts a process."""

from webapp.render.animation import Step
from webapp.render.cache import PictureCache
from webapp.render.layouts import Layouts
from webapp.render.renderer import Renderer
from webapp.render.shared_cache import SharedCache, open_shared
from webapp.render.themes import THEMES

__all__ = ["THEMES", "Layouts", "PictureCache", "Renderer", "SharedCache", "Step", "open_shared"]

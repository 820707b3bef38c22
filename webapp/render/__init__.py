"""Geometry to pictures. The only room that starts a process."""

from webapp.render.renderer import Renderer
from webapp.render.themes import THEMES

__all__ = ["THEMES", "Renderer"]

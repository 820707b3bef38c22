"""Lanestep: workflows as swimlane diagrams, drawn from text, shared by link, run step by step."""

__version__ = "0.2.0"

"""Paths of edges on the grid, and what they cost among each other."""

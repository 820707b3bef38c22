"""Columns and rows: where nodes stand on the grid of levels."""

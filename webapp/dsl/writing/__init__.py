"""Changes of a text: where lines go, how values and lane names are written, what became of each part."""

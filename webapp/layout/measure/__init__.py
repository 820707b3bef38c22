"""Sizes of text, nodes, labels and headers, before anything has a place."""

"""Sizes of words, nodes, labels and headers, before anything has a place."""

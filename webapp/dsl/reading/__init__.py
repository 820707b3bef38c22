"""A text read: tokens, statements, lanes and braces, the diagram that is meant."""

"""The local search that moves nodes and routes edges again while the drawing gets cheaper."""

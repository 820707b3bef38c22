"""From levels to pixels: ports, tracks, channels, labels and badges."""

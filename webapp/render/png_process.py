"""SVG on standard input to PNG on standard output: `png_process.py WIDTH HEIGHT FONT...`.

A program of its own, because drawing pixels takes seconds, holds Python's lock all the while and may need much memory.
It imports nothing of ours, so that it starts at once.
"""

from __future__ import annotations

import sys

import resvg_py


def main() -> None:
    """Draw one picture."""
    width, height, *fonts = sys.argv[1:]
    picture = resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        width=int(width),
        height=int(height),
        font_files=fonts,
        sans_serif_family="Arimo",
    )
    sys.stdout.buffer.write(picture)


if __name__ == "__main__":
    main()

"""Converts an SVG on standard input to a PNG on standard output: `png_process.py WIDTH HEIGHT bundled|system FONT...`.

It is a program of its own, because drawing pixels takes seconds, holds Python's lock all the time and may need much
memory. It imports nothing of ours, so that it starts quickly. With `bundled` it uses only the given fonts and gives the
same picture everywhere; `system` adds the installed fonts, for scripts that the given ones lack.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import resvg_py

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
KINDS = {".ttf", ".otf", ".ttc"}


def main() -> None:
    """Draw one picture."""
    width, height, which, *fonts = sys.argv[1:]
    picture = resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        width=int(width),
        height=int(height),
        font_files=[*in_order(map(Path, fonts)), *(in_order(system_fonts()) if which == "system" else ())],
        sans_serif_family="Arimo",
        skip_system_fonts=True,
    )
    sys.stdout.buffer.write(picture)


def system_fonts() -> Iterable[Path]:
    """Return the files of the installed fonts."""
    folders = (Path(folder).expanduser() for folder in FOLDERS)
    return (file for folder in folders for file in folder.rglob("*") if file.suffix.lower() in KINDS)


def in_order(files: Iterable[Path]) -> list[str]:
    """Return fonts with upright sans-serif ones first: a letter is drawn by the first font that has it."""
    return [str(file) for file in sorted(files, key=_rank)]


def _rank(file: Path) -> tuple[bool, bool, bool, int, str]:
    name = file.stem.lower()
    odd = any(word in name for word in ("bold", "italic", "oblique", "black", "light", "thin", "condensed"))
    return odd, "serif" in name or "mono" in name, "sans" not in name, len(name), name


if __name__ == "__main__":
    main()

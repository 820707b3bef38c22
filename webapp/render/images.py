"""Converts a finished SVG to PNG."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from webapp.errors import ExportTooLarge, RenderFailed
from webapp.layout.measure.text_metrics import is_baked
from webapp.render.png_text import text_for_png

PNG_SIDE_LIMIT = 32_767
PNG_PIXEL_LIMIT = 40_000_000
USUAL_PNG_SCALE = 2.0
# A PNG without a scale is drawn at these shares of it in turn, each for this share of the time, until one is in time.
TRIES = ((1.0, 0.5), (0.5, 0.5), (0.25, 1.0))

_PNG_PROGRAM = Path(__file__).with_name("png_process.py")
_SIZE = re.compile(r'<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"')


class _TooSlow(RenderFailed):
    """A PNG took longer than it may."""


def png(svg: str, scale: float | None = 1.0, seconds: float = 10.0) -> bytes:
    """Return a finished SVG as PNG; at scale 1, a CSS pixel is one pixel.

    Without a scale it is `USUAL_PNG_SCALE` or the largest possible, and less where drawing it takes too long.

    Raises:
        ExportTooLarge: it would have too many pixels; `details["largest_scale"]` is the largest possible scale.
        RenderFailed: it could not be drawn, or not in time.
    """
    width, height = size_of(svg)
    largest = largest_png_scale(width, height)
    if scale is None:
        return _drawn_in_time(svg, min(USUAL_PNG_SCALE, largest), seconds)
    if scale > largest:
        raise ExportTooLarge(
            f"The PNG would be {width * scale:,.0f} x {height * scale:,.0f} pixels, which is too large. "
            f"Use a scale of {largest:g} or less, or SVG or PDF.",
            largest_scale=largest,
        )
    return _drawn(svg, scale, seconds)


def _drawn_in_time(svg: str, scale: float, seconds: float) -> bytes:
    *tries, last = [(scale * share, seconds * patience) for share, patience in TRIES]
    for smaller, patience in tries:
        try:
            return _drawn(svg, smaller, patience)
        except _TooSlow:
            continue
    return _drawn(svg, *last)


def _drawn(svg: str, scale: float, seconds: float) -> bytes:
    sides = [str(max(1, round(side * scale))) for side in size_of(svg)]
    fonts = "bundled" if all(char < " " or is_baked(char) for char in set(svg)) else "system"
    command = [sys.executable, "-I", str(_PNG_PROGRAM), *sides, fonts, *map(str, font_files())]
    try:
        done = subprocess.run(
            command,
            input=text_for_png(_with_borders(svg, scale)).encode(),
            capture_output=True,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise _TooSlow(
            f"Drawing the PNG took longer than {seconds:g} seconds. Use a smaller scale, SVG or PDF."
        ) from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise RenderFailed(f"The PNG could not be drawn: {_last_line(error)}") from None
    return done.stdout


def largest_png_scale(width: float, height: float) -> float:
    """Return the largest scale of two decimals at which a drawing of this size fits into a PNG."""
    by_side = PNG_SIDE_LIMIT / max(width, height)
    by_pixels = math.sqrt(PNG_PIXEL_LIMIT / (width * height))
    return math.floor(min(by_side, by_pixels) * 100) / 100


def _with_borders(svg: str, scale: float) -> str:
    """Return an SVG whose lane borders are one pixel wide at this scale.

    resvg does not support lines that keep their width, and lines thinner than a pixel would be blurred.
    """
    return svg.replace(' vector-effect="non-scaling-stroke"', f' stroke-width="{1 / scale:.4g}"') if scale < 1 else svg


def size_of(svg: str) -> tuple[float, float]:
    """Return width and height of a finished SVG."""
    match = _SIZE.match(svg)
    assert match, "only our own SVG comes here"
    return float(match[1]), float(match[2])


def _last_line(error: OSError | subprocess.CalledProcessError) -> str:
    said = (
        error.stderr.decode("utf-8", "replace").split("\n") if isinstance(error, subprocess.CalledProcessError) else []
    )
    return next((line for line in reversed(said) if line.strip()), str(error))


@cache
def font_files() -> tuple[Path, ...]:
    """Return the files of the bundled font, which has the metrics of Arial."""
    import fontpkg_arimo

    return tuple(Path(fontpkg_arimo.__file__).parent.rglob("*.ttf"))

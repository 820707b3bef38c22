"""Marks differences in a finished SVG, by classes for CSS, and by colours, dashes and signs.

The SVG comes from `svg.finished_svg`: each element is on a line of its own, and each lane, edge, node and loop is a
group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from webapp.render.themes import CONTRAST, DARK, LIGHT, PRINT, Theme


class MarkInk(NamedTuple):
    """The colour of a marked part, and the light background of its text."""

    line: str
    ground: str


INKS: Mapping[str, Mapping[str, MarkInk]] = {
    LIGHT.name: {
        "added": MarkInk("#1B7540", "#E6F4EA"),
        "removed": MarkInk("#C02A2E", "#FDECEC"),
        "changed": MarkInk("#9A6500", "#FFF5DC"),
    },
    DARK.name: {
        "added": MarkInk("#6CC48D", "#14281C"),
        "removed": MarkInk("#F28B86", "#331A1B"),
        "changed": MarkInk("#E0B04A", "#2C2310"),
    },
    PRINT.name: {
        "added": MarkInk("#1B7540", "#FFFFFF"),
        "removed": MarkInk("#C02A2E", "#FFFFFF"),
        "changed": MarkInk("#9A6500", "#FFFFFF"),
    },
    CONTRAST.name: {
        "added": MarkInk("#5CFF9D", "#000000"),
        "removed": MarkInk("#FF8A80", "#000000"),
        "changed": MarkInk("#FFD23F", "#000000"),
    },
}
LINE = {"added": 2.2, "removed": 1.8, "changed": 2.2}
DASHES = "5 4"
FADED = 0.5
SIGN_RADIUS = 8
SMALL = 0.7  # of a sign on a loop's badge
SIGNS = {"added": "M-4 0H4M0 -4V4", "removed": "M-4 0H4", "changed": "M-4.5 .5C-2.5 -4 -1 -2 0 0S2.5 4 4.5 -.5"}
NAMES = {"added": "Added", "removed": "Removed", "changed": "Changed"}

_OPENING = re.compile(r'<g id="(lane|header|edge|node|loop)-([^"]*)" class="([^"]*)"')
_NUMBER = re.compile(r' (x|y|cx|cy|rx|ry)="([^"]*)"')
_POINTS = re.compile(r' points="([^"]*)"')


def marked_svg(svg: str, marks: Mapping[str, str], theme: Theme) -> str:
    """Return the SVG with marks; `marks` maps SVG ids (`node-n3`) to `added`, `removed` or `changed`.

    Everything else is faded. A lane is marked on its header. Without marks, nothing is faded.
    """
    return "\n".join(_lines(svg, marks, theme)) if marks else svg


def _lines(svg: str, marks: Mapping[str, str], theme: Theme) -> Iterator[str]:
    kind = mark = ""
    corner = (0.0, 0.0)
    for line in svg.split("\n"):
        opening = _OPENING.match(line)
        if opening is not None:
            kind, name, classes = opening.groups()
            corner = (0.0, 0.0)
            mark = marks.get(f"{'lane' if kind == 'header' else kind}-{unescape(name)}", "")
            if mark:
                line = line.replace(f'class="{classes}"', f'class="{classes} {mark}"', 1)
            elif kind in ("edge", "node", "loop"):
                line = f'{line[:-1]} opacity="{FADED}">'
        elif mark and line.startswith("<title>"):
            line = f"<title>{NAMES[mark]}: {line.removeprefix('<title>')}"
        elif mark and kind != "lane" and line.startswith("<"):
            if line == "</g>":
                if kind != "edge":
                    yield _sign(mark, corner, theme, SMALL if kind == "loop" else 1)
                kind = mark = ""
            else:
                corner = _corner(line) or corner
                line = _marked(line, kind, mark, INKS[theme.name][mark])
        yield line


def _marked(line: str, kind: str, mark: str, ink: MarkInk) -> str:
    if line.startswith("<text"):
        if mark == "removed" or kind == "edge":
            line = _with(line, "fill", ink.line)
        if mark == "removed":
            # The halo around an edge's label would cover the line through it.
            line = _with(_with(line, "text-decoration", "line-through"), "stroke", "none")
        return line
    if kind == "edge" and line.startswith("<polygon"):
        return _with(line, "fill", ink.line)
    line = _with(line, "stroke", ink.line)
    if kind == "loop" and line.startswith("<path"):
        return line
    line = _with(line, "stroke-width", f"{LINE[mark]:g}")
    if mark == "removed":
        line = _with(line, "stroke-dasharray", DASHES)
    return _with(line, "fill", ink.ground) if kind != "edge" and mark != "added" else line


def _with(line: str, attribute: str, value: str) -> str:
    """Return an element's line with an attribute set."""
    new, found = re.subn(rf' {attribute}="[^"]*"', f' {attribute}="{value}"', line, count=1)
    if found:
        return new
    name = line.split(" ", 1)[0]
    return f'{name} {attribute}="{value}"{line[len(name) :]}'


def _corner(line: str) -> tuple[float, float] | None:
    """Return the point of an outline that is nearest to its upper left corner, or None for other elements."""
    if line.startswith("<polygon"):
        points = _POINTS.search(line)
        assert points is not None
        xs, ys = zip(*((float(number) for number in pair.split(",")) for pair in points[1].split()), strict=True)
        return min(xs) + (max(xs) - min(xs)) / 4, min(ys) + (max(ys) - min(ys)) / 4
    values = {name: float(value) for name, value in _NUMBER.findall(line)}
    if line.startswith("<ellipse"):
        return values["cx"] - values["rx"] * 0.7, values["cy"] - values["ry"] * 0.7
    return (values["x"], values["y"]) if line.startswith("<rect") else None


def _sign(mark: str, corner: tuple[float, float], theme: Theme, size: float) -> str:
    """Return the sign of a mark: a disc with a plus, a minus or a wave, completely inside the picture."""
    x, y = (max(number, SIGN_RADIUS + 1) for number in corner)
    colour = INKS[theme.name][mark].line
    scale = f" scale({size:g})" if size != 1 else ""
    return (
        f'<g class="sign" transform="translate({x:g} {y:g}){scale}"><circle r="{SIGN_RADIUS}" fill="{colour}"/>'
        f'<path d="{SIGNS[mark]}" fill="none" stroke="{theme.bands[0]}" stroke-width="2" stroke-linecap="round"/></g>'
    )

"""Colours of the drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from webapp.domain import Shape
from webapp.errors import InvalidRequest


class Ink(NamedTuple):
    """The colours of a shape: fill, outline and text."""

    fill: str
    stroke: str
    text: str


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of a drawing as `#RRGGBB`. Lanes alternate between two `bands` and `headers`; `run` marks a run."""

    name: str
    bands: tuple[str, str]
    headers: tuple[str, str]
    header_text: str
    lane_line: str
    shapes: Mapping[Shape, Ink]
    edge: str
    edge_text: str
    run: str


LIGHT = Theme(
    name="light",
    bands=("#FBFCFD", "#F6F8FA"),
    headers=("#EDF0F4", "#E6EAF0"),
    header_text="#37404D",
    lane_line="#D3D9E2",
    shapes=MappingProxyType(
        {
            Shape.CIRCLE: Ink("#E3F4E8", "#3B8A5A", "#12402A"),
            Shape.RECTANGLE: Ink("#FFFFFF", "#7F8EA3", "#1B222D"),
            Shape.DIAMOND: Ink("#FFF4D6", "#B07D18", "#453203"),
            Shape.TASKBOX: Ink("#F2EDFD", "#8468C4", "#33235F"),
        }
    ),
    edge="#5E6B7D",
    edge_text="#36404D",
    run="#2F5FD0",
)

DARK = Theme(
    name="dark",
    bands=("#141920", "#171D25"),
    headers=("#1C232C", "#202833"),
    header_text="#C6CDD8",
    lane_line="#2D3541",
    shapes=MappingProxyType(
        {
            Shape.CIRCLE: Ink("#153022", "#55A87A", "#CDEEDB"),
            Shape.RECTANGLE: Ink("#202833", "#6F7F95", "#E4E8EE"),
            Shape.DIAMOND: Ink("#33290F", "#C4962F", "#F6E3B4"),
            Shape.TASKBOX: Ink("#281F42", "#9880DA", "#E2DAFB"),
        }
    ),
    edge="#8793A5",
    edge_text="#C3CAD5",
    run="#7AA2FF",
)

_BLACK_ON_WHITE = Ink("#FFFFFF", "#1B222D", "#000000")

PRINT = Theme(
    name="print",
    bands=("#FFFFFF", "#FFFFFF"),
    headers=("#FFFFFF", "#FFFFFF"),
    header_text="#000000",
    lane_line="#8A94A3",
    shapes=MappingProxyType(dict.fromkeys(Shape, _BLACK_ON_WHITE)),
    edge="#1B222D",
    edge_text="#000000",
    run="#000000",
)

CONTRAST = Theme(
    name="contrast",
    bands=("#000000", "#0C0C0C"),
    headers=("#1A1A1A", "#262626"),
    header_text="#FFFFFF",
    lane_line="#9A9A9A",
    shapes=MappingProxyType(
        {
            Shape.CIRCLE: Ink("#000000", "#5CFF9D", "#FFFFFF"),
            Shape.RECTANGLE: Ink("#000000", "#FFFFFF", "#FFFFFF"),
            Shape.DIAMOND: Ink("#000000", "#FFD23F", "#FFFFFF"),
            Shape.TASKBOX: Ink("#000000", "#D2B3FF", "#FFFFFF"),
        }
    ),
    edge="#FFFFFF",
    edge_text="#FFFFFF",
    run="#4DE1FF",
)

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, PRINT, CONTRAST)})


def theme_named(name: str) -> Theme:
    """Return the theme of this name.

    Raises:
        InvalidRequest: there is none; the message lists the themes.
    """
    if name not in THEMES:
        raise InvalidRequest(f"There is no theme {name!r}: use one of {', '.join(THEMES)}.")
    return THEMES[name]

"""The front end keeps its rooms apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "static" / "src"
FOR_ALL = {"core", "api", "dialogs"}
ALLOWED = {
    "core": {"core"},
    "api": {"api", "core"},
    "dialogs": FOR_ALL,
    # The editor's rooms, in their order.
    "gestures": FOR_ALL | {"gestures", "picture"},
    "session": FOR_ALL | {"session", "code"},
    "saving": FOR_ALL | {"saving", "session"},
    "frame": FOR_ALL | {"frame", "code"},
}
MODULES = sorted(SOURCES.rglob("*.js"))
IMPORT = re.compile(r"""^\s*(?:(?:import|export)\b[^'"]*?from|import)\s*['"](\.[^'"]+)['"]""", re.MULTILINE)


def room(path: Path) -> str:
    return path.relative_to(SOURCES).parts[0]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_a_feature_imports_only_itself_and_what_is_there_for_all(module: Path) -> None:
    """Features talk through the bus, so that each can be read, tested and replaced alone; only pages wire them."""
    found = IMPORT.findall(module.read_text(encoding="utf-8"))
    rooms = {room((module.parent / target).resolve()) for target in found}

    allowed = ALLOWED.get(room(module), FOR_ALL | {room(module)})

    assert room(module) == "pages" or rooms <= allowed


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_only_the_api_room_fetches(module: Path) -> None:
    """One place knows addresses, headers and how a refusal looks."""
    fetches = re.search(r"(?<![\w.])fetch\(", module.read_text(encoding="utf-8"))

    assert room(module) == "api" or not fetches


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_no_module_writes_markup_from_text(module: Path) -> None:
    """Labels are hostile: text is set as text."""
    source = module.read_text(encoding="utf-8")

    assert not re.search(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b", source)


ROOTED = r"""(?<!at\()(?<!wholeAddress\()['"`]/(?:d|e|new|help|samples|api|icon)\b|(?:href|src)(?::| =) ['"`]/"""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_every_address_of_ours_takes_the_prefix_of_a_proxy(module: Path) -> None:
    """Where all of Lanestep stands under a path, an address from the root leads elsewhere; the API's `send` adds it."""
    code = re.sub(r"/\*.*?\*/", "", module.read_text(encoding="utf-8"), flags=re.DOTALL)

    bare = [line for line in code.splitlines() if re.search(ROOTED, line)]

    assert room(module) == "api" or bare == []


def test_every_address_in_a_template_is_made_by_the_server() -> None:
    pages = (SOURCES.parents[1] / "templates").glob("*.html")

    assert [page.name for page in pages if re.search(r"""\b(href|src|action)=["']/""", page.read_text())] == []

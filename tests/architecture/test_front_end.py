"""The front end keeps its rooms apart."""

from __future__ import annotations

import re
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "static" / "src"
FOR_ALL = {"core", "api", "dialogs"}
ALLOWED = {
    "core": {"core"},
    "api": {"api", "core"},
    "dialogs": FOR_ALL,
    # The editor's rooms, in their order.
    "gestures": FOR_ALL | {"gestures", "picture"},
    "history": FOR_ALL | {"history", "picture"},
    "session": FOR_ALL | {"session", "code"},
    "saving": FOR_ALL | {"saving", "session"},
    "frame": FOR_ALL | {"frame", "code"},
}
MODULES = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.js"))}
IMPORT = re.compile(r"""^\s*(?:(?:import|export)\b[^'"]*?from|import)\s*['"](\.[^'"]+)['"]""", re.MULTILINE)


def room(path: Path) -> str:
    return path.relative_to(SOURCES).parts[0]


# The service worker stands between all pages and the server: it passes on what others ask for.
ADDRESSES = {"api", "worker"}


def outside_api(pattern: str) -> list[str]:
    """Find the lines of code with a pattern outside the room of the API, with the file of each."""
    found = []
    for path, source in MODULES.items():
        code = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
        if room(path) not in ADDRESSES:
            found += [f"{path.relative_to(SOURCES)}: {line}" for line in code.splitlines() if re.search(pattern, line)]
    return found


def test_a_feature_imports_only_itself_and_what_is_there_for_all() -> None:
    """Features talk through the bus, so that each can be read, tested and replaced alone; only pages wire them."""
    wrong = [
        (str(path.relative_to(SOURCES)), target)
        for path, source in MODULES.items()
        for target in IMPORT.findall(source)
        if room(path) != "pages"
        and room((path.parent / target).resolve()) not in ALLOWED.get(room(path), FOR_ALL | {room(path)})
    ]

    assert wrong == []


def test_only_the_api_room_fetches() -> None:
    """One place knows addresses, headers and how a refusal looks."""
    assert outside_api(r"(?<![\w.])fetch\(") == []


def test_no_module_writes_markup_from_text() -> None:
    """Labels are hostile: text is set as text."""
    markup = re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write)\b")

    assert [str(path.relative_to(SOURCES)) for path, source in MODULES.items() if markup.search(source)] == []


def test_every_address_of_ours_takes_the_prefix_of_a_proxy() -> None:
    """Where all of Lanestep stands under a path, an address from the root leads elsewhere; the API's `send` adds it."""
    rooted = r"""(?<!at\()(?<!wholeAddress\()['"`]/(?:d|e|new|help|samples|api|icon)\b|(?:href|src)(?::| =) ['"`]/"""

    assert outside_api(rooted) == []


def test_every_address_in_a_template_is_made_by_the_server() -> None:
    pages = (SOURCES.parents[1] / "templates").glob("*.html")

    assert [page.name for page in pages if re.search(r"""\b(href|src|action)=["']/""", page.read_text())] == []

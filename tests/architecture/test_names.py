"""The name of a module says which one is meant, in an import and in a README."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

WEBAPP = Path(__file__).parents[2] / "webapp"
MODULES = [path.relative_to(WEBAPP) for path in sorted(WEBAPP.rglob("*.py"))]


def test_no_two_modules_or_rooms_have_the_same_name():
    found: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        # Python decides what an entry is called: it has the name of its room.
        meant = path.parent if path.stem in ("__init__", "__main__") else path
        found[meant.stem].add(meant.as_posix())

    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}


def test_a_module_that_holds_sentences_says_whose():
    assert [path.as_posix() for path in MODULES if path.stem in ("words", "wording", "sentences", "messages")] == []

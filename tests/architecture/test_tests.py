"""The modules that tests share are found by their bare names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parent.parent


def test_every_module_that_tests_share_has_a_name_of_its_own() -> None:
    names = Counter(path.stem for path in TESTS.rglob("*.py") if not path.stem.startswith("test_"))
    assert [name for name, count in names.items() if count > 1 and name != "conftest"] == []

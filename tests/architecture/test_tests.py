"""The modules that tests share are found by their bare names."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from shares import long_ones_first

TESTS = Path(__file__).parent.parent
# What a browser test may do with the context of its page: the fixture `page` undoes these, or they end with the page.
UNDONE = {"expect_page", "grant_permissions", "new_cdp_session", "new_page", "pages", "set_offline"}


def test_every_module_that_tests_share_has_a_name_of_its_own() -> None:
    names = Counter(path.stem for path in TESTS.rglob("*.py") if not path.stem.startswith("test_"))
    assert [name for name, count in names.items() if count > 1 and name != "conftest"] == []


def test_browser_tests_that_change_what_stays_with_a_context_have_one_of_their_own() -> None:
    functions = (
        (path.name, node)
        for path in (TESTS / "browser").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert [(name, it.name) for name, it in functions if changes_its_context(it) and not has_a_context(it)] == []


def changes_its_context(function: ast.FunctionDef) -> bool:
    """Return whether a function installs a clock, or uses more of `page.context` than may be shared."""
    used = [
        (of.attr, it.attr)
        for it in ast.walk(function)
        if isinstance(it, ast.Attribute) and isinstance(of := it.value, ast.Attribute)
    ]
    return ("clock", "install") in used or any(of == "context" and name not in UNDONE for of, name in used)


def has_a_context(function: ast.FunctionDef) -> bool:
    """Return whether a function asks for the fixture `context`."""
    return "context" in {argument.arg for argument in function.args.args} or any(
        "usefixtures('context')" in ast.unparse(decorator) for decorator in function.decorator_list
    )


def test_each_process_begins_with_its_share_of_the_tests_that_take_long() -> None:
    tests = ["a", "browser 1", "b", "slow 1", "c", "browser 2", "d", "e"]
    order = long_ones_first(tests, 2, lambda test: ("browser" in test) + 2 * ("slow" in test))

    assert order == ["slow 1", "a", "b", "c", "browser 1", "browser 2", "d", "e"]

"""Fixtures for all tests: golden files with an accept flag."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import digits
import examples  # noqa: F401 (it registers the profiles of Hypothesis)
import pytest
from hypothesis import is_hypothesis_test, settings
from shares import long_ones_first

import webapp

CI = os.environ.get("CI") == "true"
# In CI the examples are the same every time: CI judges the change, not the luck of the draw.
settings.load_profile("ci" if CI else "default")
if CI:
    # Hypothesis draws from the constants of all loaded modules: every worker loads all of them, or its luck differs.
    for module in walk_packages(webapp.__path__, "webapp."):
        if not module.name.endswith(("__main__", ".env")):
            import_module(module.name)
# Properties make much that goes without the collector, which would look through all that is loaded again and again.
gc.freeze()
gc.set_threshold(20_000)

GOLDEN = Path(__file__).parent / "golden"
BROWSER = Path(__file__).parent / "browser"
SAMPLES = Path(__file__).parent.parent / "samples"


# Seconds for one property: 5,000 examples in CI took four minutes beside other work.
PROPERTY_SECONDS = 900


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what needs a browser; mark properties as slow, give them longer than others; begin with what takes long."""
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.browser)
        if is_hypothesis_test(getattr(item, "obj", None)) or item.get_closest_marker("draws"):
            item.add_marker(pytest.mark.slow)
            if not item.get_closest_marker("timeout"):
                item.add_marker(pytest.mark.timeout(PROPERTY_SECONDS))
    yield  # markers choose the tests here, and pytest brings all that are in a browser together
    items[:] = long_ones_first(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")), how_long)


def how_long(item: pytest.Item) -> int:
    """Return 2 for a test that takes seconds, 1 for one in a browser, and 0 for others."""
    return 2 if item.get_closest_marker("slow") else int(item.get_closest_marker("browser") is not None)


def pytest_configure(config: pytest.Config) -> None:
    """Let Hypothesis's option for a seed hold for all properties."""
    digits.seed = config.getoption("--hypothesis-seed", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`: store what came out as the new golden files, to be looked at in the diff."""
    parser.addoption("--accept", action="store_true", help="store results as the new golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Any], None]:
    """Compare a result with `tests/golden/<name>`: text as it is, anything else as JSON."""

    def compare(name: str, result: Any) -> None:
        path = GOLDEN / name
        text = result if isinstance(result, str) else json.dumps(result, indent=1, ensure_ascii=False) + "\n"
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.exists(), f"no golden file {path.name}: look at the result and store it with --accept"
        assert path.read_text(encoding="utf-8") == text

    return compare


@pytest.fixture(scope="session")
def blue_green() -> str:
    """The text of the commissioned document."""
    return (SAMPLES / "blue-green.fz").read_text(encoding="utf-8")

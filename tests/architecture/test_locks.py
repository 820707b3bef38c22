"""The lock files name a version, with hashes, of everything that is asked for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
# What people install, and what the tests use besides. Fuzzing has its own programs, and is not locked.
EXTRAS = {
    "requirements.lock": ("lsp", "pdf", "postgresql", "redis"),
    "requirements-test.lock": ("lsp", "pdf", "postgresql", "redis", "test"),
}
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


@cache
def locked(name: str) -> dict[str, tuple[str, int]]:
    """Return version and number of hashes of each package."""
    found: dict[str, tuple[str, int]] = {}
    text = re.sub(r"^#.*\n", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", "")
    for line in text.splitlines():
        pin = Requirement(line.partition("--hash")[0])
        [only] = pin.specifier
        assert only.operator == "=="
        found[canonicalize_name(pin.name)] = (only.version, len(HASH.findall(line)))
    return found


def asked_for(lock: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra in EXTRAS[lock] for line in project["optional-dependencies"][extra]]
    return [Requirement(line) for line in (*project["dependencies"], *extras)]


@pytest.mark.parametrize("lock", EXTRAS)
def test_a_lock_has_an_allowed_version_of_everything_that_is_asked_for(lock: str) -> None:
    versions = {name: version for name, (version, _) in locked(lock).items()}

    missing = [
        str(one)
        for one in asked_for(lock)
        if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0"), prereleases=True)
        or canonicalize_name(one.name) not in versions
    ]

    assert missing == []


@pytest.mark.parametrize("lock", EXTRAS)
def test_every_package_of_a_lock_has_hashes(lock: str) -> None:
    assert [name for name, (_, hashes) in locked(lock).items() if hashes == 0] == []


def test_tests_use_the_versions_that_people_install() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-test.lock").items()

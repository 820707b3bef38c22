"""Small documents that went wrong in real use; each is a file in `tests/cases`."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def case(name: str) -> str:
    """Return the text of one of them, without changing a byte."""
    return (CASES / f"{name}.fz").read_bytes().decode("utf-8")


def all_cases() -> list[str]:
    """Return the texts of all of them."""
    return [case(path.stem) for path in sorted(CASES.glob("*.fz"))]

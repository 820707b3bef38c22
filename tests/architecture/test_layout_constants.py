"""Every number by which the layout is tuned says what it is, and the paper of the room names it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

LAYOUT = Path(__file__).parents[2] / "webapp" / "layout"
SIGNS = {
    "NOTHING",
    "ARRIVED",
    "_NO_EDGE",
    "NO_EDGE",
    "GOING_ON",
    "NO_LABEL",
    "SHAPE",
    "STEP",
    "_PARTS",
    "_RANGES",
    "_SAME",
    "REGULAR",
    "BOLD",
}
"""Numbers that are no choice: signs, directions and tables."""


def test_every_constant_has_a_sentence_of_its_own_and_stands_in_the_paper() -> None:
    paper = (LAYOUT / "README.md").read_text(encoding="utf-8")
    tuned = [*_tuned()]

    assert [f"{file.name}: {name}" for file, name, said in tuned if not said] == []
    assert [f"{file.name}: {name}" for file, name, _ in tuned if f"`{name}`" not in _section(paper, file)] == []
    assert len(tuned) > 150


def test_the_paper_names_no_constant_that_is_gone() -> None:
    paper = (LAYOUT / "README.md").read_text(encoding="utf-8")
    known = {(_heading(file), name) for file, name, _ in _tuned()}
    told = set()
    for section in paper.split("\n### ")[1:]:
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        told |= {(section.split("`")[1], row.split("`")[1]) for row in rows}

    assert sorted(told - known) == []


def _tuned() -> Iterator[tuple[Path, str, bool]]:
    """Yield file, name and whether it says what it is, for each constant of a module that holds numbers."""
    for file in sorted(LAYOUT.rglob("*.py")):
        body = ast.parse(file.read_text(encoding="utf-8")).body
        for statement, after in zip(body, [*body[1:], None], strict=True):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
            value = getattr(statement, "value", None)
            if not isinstance(target, ast.Name) or not target.id.isupper() or target.id in SIGNS or value is None:
                continue
            if any(isinstance(part, ast.Constant) and type(part.value) in (int, float) for part in ast.walk(value)):
                yield file, target.id, isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)


def _section(paper: str, file: Path) -> str:
    return paper.partition(f"\n### `{_heading(file)}`\n")[2].partition("\n### ")[0]


def _heading(file: Path) -> str:
    return file.relative_to(LAYOUT).with_suffix("").as_posix()

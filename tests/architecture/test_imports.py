"""The rooms of the Python package keep their direction of imports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PURE = ["domain", "graph", "dsl", "layout", "simulation"]
FORBIDDEN = {"flask", "sqlalchemy", "subprocess", "time", "datetime", "socket", "threading"}


def test_rooms_import_only_downwards() -> None:
    """The drawing of the architecture is a contract that import-linter executes."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_loads_no_server_no_database_and_no_process(room: str) -> None:
    """Language, layout and simulation are functions of their input: no Flask, no database, no process, no clock."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "webapp" / room).rglob("*.py"))
    imported = {line.split()[1].split(".")[0] for line in sources.splitlines() if line.startswith(("import ", "from "))}

    assert not imported & FORBIDDEN


def test_rendering_on_the_command_line_loads_neither_flask_nor_sqlalchemy() -> None:
    """The command line starts quickly because it loads only the rooms it needs."""
    program = "import sys, webapp.cli; sys.exit(bool({'flask', 'sqlalchemy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)

    assert done.returncode == 0


@pytest.mark.parametrize(
    ("words", "needless"),
    [
        (["check"], {"networkx", "graphviz", "typst", "flask", "sqlalchemy", "pydantic", "webapp.render"}),
        (["fmt", "--check"], {"networkx", "graphviz", "typst", "flask", "sqlalchemy", "pydantic"}),
    ],
    ids=["check", "fmt"],
)
def test_a_command_that_reads_one_text_loads_no_library_that_it_does_not_need(words: list[str], needless: set[str]):
    """Loading networkx alone takes longer than checking a text."""
    arguments = [*words, str(ROOT / "samples" / "saga.fz")]
    program = f"""
import sys
from webapp.cli import main
try:
    main({arguments!r})
except SystemExit:
    print(*sorted({needless!r} & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "\n")

"""The rooms of the Python package keep their direction of imports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PURE = ["domain", "graph", "dsl", "layout", "simulation", "interchange"]
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
    """Language, layout, runs and formats are functions of their input: no Flask, no database, no process, no clock."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "webapp" / room).rglob("*.py"))
    imported = {line.split()[1].split(".")[0] for line in sources.splitlines() if line.startswith(("import ", "from "))}

    assert not imported & FORBIDDEN


SERVER = {"flask", "sqlalchemy", "pydantic", "limits", "redis", "a2wsgi", "uvicorn", "asyncio", "webapp.storage"}
FILES = {
    "networkx",
    "graphviz",
    "typst",
    "resvg_py",
    "fontpkg_arimo",
    "fontTools",
    "regex",
    "wcwidth",
    "importlib.metadata",
}
DRAWING = {"webapp.layout", "webapp.render", "webapp.simulation", "webapp.dsl.edits", "webapp.dsl.difference"}
OTHERS = {
    "webapp.simulation",
    "webapp.dsl.difference",
    "webapp.render.layout_pool",
    "webapp.render.shared_cache",
    "pickle",
}


@pytest.mark.parametrize(
    ("arguments", "needless"),
    [
        (["--version"], SERVER | FILES | DRAWING | {"webapp.dsl"}),
        (["check", "tests/cases/run-orders.fz"], SERVER | FILES | DRAWING),
        (["fmt", "--check", "samples/saga.fz"], SERVER | FILES | {"webapp.render", "webapp.simulation"}),
        (["render", "samples/saga.fz", "-o", "saga.svg"], SERVER | FILES | OTHERS),
        (
            ["diff", "samples/saga.fz", "samples/saga.fz"],
            SERVER | FILES | {"webapp.simulation", "webapp.render.layout_pool"},
        ),
        (
            ["run", "samples/saga.fz"],
            SERVER | (FILES - {"networkx", "importlib.metadata"}) | {"webapp.render", "webapp.dsl.difference"},
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
@pytest.mark.slow
def test_a_command_loads_no_library_and_no_room_that_it_does_not_need(
    tmp_path: Path, arguments: list[str], needless: set[str]
):
    """Starting takes most of the time of a command: loading networkx alone takes longer than checking a text."""
    arguments = [str(ROOT / item) if item.endswith(".fz") else item for item in arguments]
    program = f"""
import sys
from webapp.cli import main
try:
    main({arguments!r})
finally:
    print(*sorted({needless!r} & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode in {0, 1}, done.stderr) == (True, "\n")

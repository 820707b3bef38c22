"""Whichever process answers, all editors end with one text, also where one is killed: PostgreSQL and SQLite."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from served import Served, free_port, serving
from sqlalchemy import create_engine, text

ROOT = Path(__file__).parents[2]
EDITORS = 6
EDITS = int(os.environ.get("LANESTEP_LIVE_EDITS", "12"))
"""Of each editor; 200 for the long form, which prints how long changes take to be seen."""


pytestmark = [
    pytest.mark.timeout(3600),
    pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js"),
]


@pytest.mark.postgresql
def test_editors_on_two_processes_end_with_one_text_where_one_of_them_is_killed(postgresql_server: str, tmp_path: Path):
    engine = create_engine(postgresql_server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    url = postgresql_server.replace("postgresql+psycopg", "postgresql")
    with (
        serving(tmp_path / "one", DATABASE_URL=url) as one,
        serving(tmp_path / "two", DATABASE_URL=url) as two,
    ):
        key = make_document(one)
        found = let_editors_work(key, [one.port, two.port], half_way=two.process.kill)
        assert_nothing_is_lost(one, key, found)


@pytest.mark.slow
def test_editors_on_one_process_with_sqlite_end_with_one_text_where_it_is_killed_and_started_twice(tmp_path: Path):
    port = free_port()
    with ExitStack() as started:
        running = [started.enter_context(serving(tmp_path, at=port))]

        def restart() -> None:
            running[-1].process.kill()
            running[-1].process.wait()
            running.append(started.enter_context(serving(tmp_path, at=port)))

        key = make_document(running[0])
        found = let_editors_work(key, [port], half_way=lambda: (restart(), restart()))
        assert_nothing_is_lost(running[-1], key, found)


def make_document(server: Served) -> str:
    """Store a document with all that is hard to keep: a byte-order mark, CR LF and letters of two units."""
    begun = "\ufeffA { # Caf\u00e9 \U0001f600\r\n  n1: circle\r\n}\r\n"
    _, made = server.ask("POST", "/api/documents", {"code": begun, "companion": {"title": "T"}})
    return str(made["edit_key"])


def let_editors_work(key: str, ports: list[int], *, half_way: Callable[[], Any]) -> dict[str, Any]:
    """Let the editors do all their edits; return what `live_editors.mjs` tells."""
    task = {
        "addresses": [f"http://127.0.0.1:{port}" for port in ports],
        "key": key,
        "editors": EDITORS,
        "edits": EDITS,
        "seed": 7,
    }
    program = ["node", str(ROOT / "tests" / "benchmarks" / "live_editors.mjs"), json.dumps(task)]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as editing:
        assert editing.stderr.readline() == "half\n"
        half_way()
        out, err = editing.communicate(timeout=3000)
    assert editing.returncode == 0, err
    found: dict[str, Any] = json.loads(out)
    print({name: found[name] for name in ("acknowledged", "p50", "p95", "seen")})
    return found


def assert_nothing_is_lost(server: Served, key: str, found: dict[str, Any]) -> None:
    """Hold the texts of all editors to what is stored, and the acknowledged steps to those that are there."""
    _, stored = server.ask("GET", f"/api/documents/{key}")
    _, steps = server.ask("GET", f"/api/documents/{key}/steps?since=0")
    works = [*found["works"], {name: stored[name] for name in ("code", "companion")}]
    assert works == [works[0]] * (EDITORS + 1)
    # Every step that was acknowledged is there; of the last answers of the process that was killed, some were lost.
    assert found["acknowledged"] <= len(steps["steps"]) == steps["version"] == stored["live"]
    assert steps["version"] - found["acknowledged"] <= 2 * EDITORS
    assert "\n" not in stored["code"].replace("\r\n", "")

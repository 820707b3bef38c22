"""Several processes on one PostgreSQL: whichever answers, all editors end with one text, also where one is killed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from served import serving
from sqlalchemy import create_engine, text

ROOT = Path(__file__).parents[2]
EDITORS = 6
EDITS = int(os.environ.get("LANESTEP_LIVE_EDITS", "12"))
"""Of each editor; 200 for the long form, which prints how long changes take to be seen."""


@pytest.mark.postgresql
@pytest.mark.timeout(3600)
@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
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
        begun = "\ufeffA { # Caf\u00e9 \U0001f600\r\n  n1: circle\r\n}\r\n"
        _, made = one.ask("POST", "/api/documents", {"code": begun, "companion": {"title": "T"}})
        task = {
            "addresses": [f"http://127.0.0.1:{one.port}", f"http://127.0.0.1:{two.port}"],
            "key": made["edit_key"],
            "editors": EDITORS,
            "edits": EDITS,
            "seed": 7,
        }
        program = ["node", str(ROOT / "tests" / "benchmarks" / "live_editors.mjs"), json.dumps(task)]
        with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as editing:
            assert editing.stderr.readline() == "half\n"
            two.process.kill()
            out, err = editing.communicate(timeout=3000)
        assert editing.returncode == 0, err

        found = json.loads(out)
        _, stored = one.ask("GET", f"/api/documents/{made['view_key']}")
        _, steps = one.ask("GET", f"/api/documents/{made['view_key']}/steps?since=0")
        print({name: found[name] for name in ("acknowledged", "p50", "p95", "seen")})

    works = [*found["works"], {name: stored[name] for name in ("code", "companion")}]
    assert works == [works[0]] * (EDITORS + 1)
    # Every step that was acknowledged is there; of the last answers of the process that was killed, some were lost.
    assert found["acknowledged"] <= len(steps["steps"]) == steps["version"] == stored["live"]
    assert steps["version"] - found["acknowledged"] <= EDITORS
    assert "\n" not in stored["code"].replace("\r\n", "")

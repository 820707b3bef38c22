"""What the operator of a server does on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ready_database import begin_with_tables

from webapp.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty database, named by the environment."""
    folder = tmp_path / "data"
    folder.mkdir()
    begin_with_tables(folder / "lanestep.db")
    monkeypatch.setenv("LANESTEP_DATA", str(folder))
    monkeypatch.setenv("LANESTEP_PUBLIC_URL", "https://flow.example.org")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return folder


def lanestep(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two samples, one of them in a folder of its own."""
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    for name, where in (("saga", "in"), ("blue-green", "in/deeper")):
        for ending in (".fz", ".lanestep.json"):
            shutil.copy(SAMPLES / f"{name}{ending}", tmp_path / where)
    return tmp_path / "in"


def test_a_folder_is_imported_listed_and_exported_to_the_byte(folder: Path, tmp_path: Path):
    made = lanestep("documents", "import", folder)
    assert made.exit_code == 0
    assert made.output.count("https://flow.example.org/e/") == 2
    listed = json.loads(lanestep("documents", "--format", "json").output)
    assert [info["title"] for info in listed] == ["Blue-green deployment", "Saga across services"]
    assert lanestep("documents", "export", tmp_path / "out").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "1-blue-green-deployment.fz",
        "1-blue-green-deployment.lanestep.json",
        "2-saga-across-services.fz",
        "2-saga-across-services.lanestep.json",
    ]
    assert (tmp_path / "out" / "2-saga-across-services.fz").read_bytes() == (SAMPLES / "saga.fz").read_bytes()
    companion = json.loads((tmp_path / "out" / "2-saga-across-services.lanestep.json").read_bytes())
    assert companion == json.loads((SAMPLES / "saga.lanestep.json").read_bytes())


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_imported(folder: Path):
    (folder / "broken.fz").write_bytes(b"sales { # Caf\xe9")
    result = lanestep("documents", "import", folder)
    assert result.exit_code == 1
    assert "broken.fz is not UTF-8" in result.output
    assert "2 diagrams" in lanestep("documents").output


def test_nothing_is_exported_into_a_folder_with_files(folder: Path):
    lanestep("documents", "import", folder)
    result = lanestep("documents", "export", folder)
    assert result.exit_code == 2
    assert "is not empty: choose a new folder" in result.output


def test_whoever_lost_a_browser_gets_another_link_to_own_a_diagram(folder: Path):
    lanestep("documents", "import", folder)
    address = lanestep("owner", 1).output.strip()
    links = lanestep("links", address).output.splitlines()
    assert [line.split()[0] for line in links] == ["view", "edit", "own", "own"]
    assert address in links[-1]


@pytest.mark.parametrize("name", ["7", "https://flow.example.org/d/AAAAAAAAAAAAAAAAAAAAAAAA", "saga"])
def test_a_diagram_that_is_not_there_is_named(name: str):
    result = lanestep("links", name)
    assert result.exit_code == 2
    assert f"there is no diagram {name}: name it by its number" in result.output


def test_a_backup_is_restored_into_an_empty_database(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lanestep("documents", "import", folder)
    made = lanestep("backup", tmp_path / "backup.zip")
    assert made.output == f"{tmp_path / 'backup.zip'}: 2 diagrams with 2 versions\n"
    listed = lanestep("documents").output
    monkeypatch.setenv("LANESTEP_DATA", str(tmp_path / "empty"))
    assert lanestep("restore", tmp_path / "backup.zip").output.startswith("restored 2 diagrams with 2 versions, as")
    assert lanestep("documents").output == listed


def test_a_backup_replaces_a_file_only_if_it_is_told_to(tmp_path: Path):
    (tmp_path / "backup.zip").write_bytes(b"yesterday")
    refused = lanestep("backup", tmp_path / "backup.zip")
    assert (refused.exit_code, "add --replace" in refused.output) == (2, True)
    assert (tmp_path / "backup.zip").read_bytes() == b"yesterday"
    assert lanestep("backup", tmp_path / "backup.zip", "--replace").exit_code == 0


def test_purge_removes_deleted_diagrams_for_good(folder: Path, data: Path):
    import sqlite3

    lanestep("documents", "import", folder)
    with sqlite3.connect(data / "lanestep.db") as connection:
        connection.execute("UPDATE documents SET deleted_at = '2026-11-30 00:00:00' WHERE id = 1")
    connection.close()
    assert "deleted 2026-11-30" in lanestep("documents").output
    assert lanestep("purge", "--days", 3650).output == "removed 0 diagrams and 0 autosaves\n"
    assert lanestep("purge", "--days", 0).output == "removed 1 diagram and 0 autosaves\n"
    assert "Saga" in lanestep("documents").output
    assert "Blue-green" not in lanestep("documents").output

"""The wheel is whole: built, and installed where nothing else is, it serves and draws."""

from __future__ import annotations

import email.message
import email.parser
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import empty_environment
import pytest
from served import ROOT, Served, environment, serving

import webapp

pytestmark = pytest.mark.slow

SAMPLE = ROOT / "samples" / "blue-green.fz"
LICENCES = "webapp/static/dist/LICENSES.txt"
HEADING = re.compile(r"^(\S+) [\d.]+ \((.+)\)$", re.MULTILINE)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout."""
    pytest.importorskip("hatchling", reason="hatchling is not installed: run python3 dev.py test")
    if not (shutil.which("npm") and (ROOT / "node_modules").is_dir()):
        pytest.skip("npm and the packages of the front end are not installed: run python3 dev.py test")
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", *build, str(ROOT)], check=True, cwd=folder)
    [made] = folder.glob("*.whl")
    return zipfile.ZipFile(made)


@pytest.fixture(scope="module")
def programs(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, and only the packages that it asks for."""
    assert wheel.filename
    return empty_environment.install(Path(wheel.filename), tmp_path_factory.mktemp("empty") / "environment")


@pytest.fixture
def served(programs: Path, tmp_path: Path) -> Iterator[Served]:
    """The installed server."""
    with serving(tmp_path, program=[str(programs / "lanestep")], cwd=tmp_path) as server:
        yield server


def text_of(wheel: zipfile.ZipFile, name: str) -> str:
    return wheel.read(name).decode("utf-8")


def metadata(wheel: zipfile.ZipFile) -> email.message.Message:
    [name] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    return email.parser.Parser().parsestr(text_of(wheel, name))


def test_a_wheel_has_what_the_program_needs_and_nothing_for_its_developers(wheel: zipfile.ZipFile) -> None:
    inside = {name for name in wheel.namelist() if not name.split("/")[0].endswith(".dist-info")}
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "webapp").rglob("*.py")}
    shipped = {f"webapp/{p.relative_to(ROOT)}" for name in ("templates", "samples") for p in (ROOT / name).iterdir()}
    bundle = {
        f"webapp/static/dist/{name}"
        for name in ("app.css", "boot.js", "document.js", "embed.js", "help.js", "home.js", "pages.css", "shared.js")
    }

    assert modules | shipped | bundle | {"webapp/py.typed"} <= inside
    assert [name for name in inside if name.endswith((".map", ".md"))] == []
    assert [
        name for name in inside if name.endswith((".js", ".css")) and "sourceMappingURL" in text_of(wheel, name)
    ] == []
    assert [name for name in wheel.namelist() if name.endswith(".dist-info/licenses/LICENSE")] != []


def test_a_wheel_has_the_licences_of_all_packages_in_its_bundle(wheel: zipfile.ZipFile) -> None:
    named = dict(HEADING.findall(text_of(wheel, LICENCES)))
    asked_for = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    covered = str(metadata(wheel)["License-Expression"]).split(" AND ")

    assert set(asked_for) <= set(named)
    assert set(named.values()) <= set(covered)


def test_the_version_stands_in_one_place(wheel: zipfile.ZipFile, programs: Path, tmp_path: Path) -> None:
    said = subprocess.run(
        [programs / "lanestep", "--version"], cwd=tmp_path, capture_output=True, check=True, text=True
    )

    assert said.stdout == f"lanestep {webapp.__version__}\n"
    assert metadata(wheel)["Version"] == webapp.__version__


def test_an_installed_wheel_serves_pages_scripts_and_pictures(served: Served) -> None:
    status, made = served.ask("POST", "/api/documents", {"code": SAMPLE.read_text(encoding="utf-8"), "companion": {}})
    assert status == 201
    home, page, picture, png = (
        served.ask("GET", path)
        for path in ("/", f"/d/{made['view_key']}", f"/d/{made['view_key']}.svg", "/samples/blue-green.png")
    )
    scripts = re.findall(r'"(/static/[^"]+)"', page[1].decode())

    assert [status for status, _ in (home, page, picture, png)] == [200] * 4
    assert b"Blue-green deployment" in home[1]
    assert picture[1].startswith(b"<svg")
    assert png[1].startswith(b"\x89PNG")
    assert len(scripts) == 3
    assert [served.ask("GET", path)[0] for path in (*scripts, "/static/LICENSES.txt")] == [200] * 4


def test_an_installed_wheel_draws(programs: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "drawn.svg"
    line = [programs / "lanestep", "render", str(SAMPLE), "-o", str(drawn)]
    subprocess.run(line, cwd=tmp_path, env=environment(tmp_path), check=True)

    assert 'id="node-n1"' in drawn.read_text(encoding="utf-8")

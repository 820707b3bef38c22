"""The papers name only what is there: files and what is in them, links, settings, routes, commands."""

from __future__ import annotations

import json
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, RequestRedirect

from webapp.cli import main
from webapp.config import Settings
from webapp.dsl.edits.operations import KINDS
from webapp.factory import create_app
from webapp.services.editing import TIDY
from webapp.services.export import MIMETYPES
from webapp.web.error_answers import HTTP_CODES, STATUS

ROOT = Path(__file__).parents[2]
# The CHANGELOG speaks of what was, and may name what is gone.
PAPERS = sorted(
    path
    for pattern in ("*.md", "webapp/**/*.md", "static/**/*.md")
    for path in ROOT.glob(pattern)
    if path.name != "CHANGELOG.md"
)
# What the program, or one who works on it, makes; it is not there in a fresh checkout.
MADE = {".data", ".fuzz-corpus", ".venv", "node_modules", "dist", "static/dist"}
# The tools by which drawings are judged are no part of the project: benchmarks take their folder by `--tools`.
TOOLS = {"measure_layout.py"}
ENDINGS = "py|js|mjs|ts|md|css|html|svg|json|toml|ini|lock|sh|yaml|yml"

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
BEHIND = re.compile(r"`([^`\n]+)`\s+`([A-Za-z_]\w*)`")
DOTTED = re.compile(r"[a-z_]+(?:\.\w+)+(?::\w+)?")
LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)")
FILE = re.compile(rf"(?:[\w.*-]+/)*[\w*-][\w.*-]*\.(?:{ENDINGS})|(?:[\w.*-]+/)+[\w.*-]*")
MEDIA_TYPE = re.compile(r"(?:text|image|application)/[\w.+-]+")
SETTING = re.compile(r"\bLANESTEP_[A-Z_]+\b")
ROUTE = re.compile(r"(?:(GET|POST|PUT|DELETE) )?(/(?:[a-z][\w.{}<>():=/-]*)?)(?:\?.*)?")
API = re.compile(r"(?:\b(GET|POST|PUT|DELETE) )?(?<!\w)(/api/[\w{}<>():=/.-]*)")
PARAMETER = re.compile(r"<[^>]*>|\{[^}]*\}")
COMMANDS = {
    "dev.py": re.compile(r"\bdev\.py ([a-z]+)"),
    "lanestep": re.compile(r"^(?:\.venv/bin/|python3? -m )?(?:lanestep|webapp) ([a-z]+)", re.MULTILINE),
    "npm run": re.compile(r"\bnpm run (?:--\w+ )?([a-z-]+)"),
}


@cache
def settings_read() -> set[str]:
    """Return the settings that the program, its tests or `dev.py` take from the environment."""
    read = set(re.findall(r'"(LANESTEP_[A-Z_]+)"', (ROOT / "webapp/config.py").read_text(encoding="utf-8")))
    for path in (ROOT / "dev.py", *(ROOT / "tests").rglob("*.py")):
        read |= set(re.findall(r'environ\S*\(?"(LANESTEP_[A-Z_]+)"', path.read_text(encoding="utf-8")))
    return read


@cache
def routes() -> Map:
    """Return the routes of the application."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(Path(folder), f"sqlite:///{folder}/papers.db"), migrate=False)
        app.extensions["lanestep.close"]()
    return app.url_map


@cache
def verbs() -> dict[str, set[str]]:
    """Return what may follow each command."""
    listed = re.search(r"verbs = \{(.*?)\}", (ROOT / "dev.py").read_text(encoding="utf-8"), re.DOTALL)
    assert listed, "dev.py has a table of its verbs"
    scripts = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["scripts"]
    return {"dev.py": set(re.findall(r'"(\w+)":', listed[1])), "lanestep": set(main.commands), "npm run": set(scripts)}


@cache
def rooms() -> set[str]:
    """Return the names of the rooms and modules of the program."""
    return {path.stem for path in (ROOT / "webapp").iterdir() if path.is_dir() or path.suffix == ".py"}


def faults(text: str, paper: Path) -> list[str]:
    """Return what a paper names that is not there."""
    prose = FENCED.sub("", text)
    spans = SPAN.findall(prose)
    code = "\n".join([*spans, *FENCED.findall(text)])
    files = [name for name in spans if looks_like_file(name)]
    # A name without its folder may repeat a path of the same paper.
    whole = {name.rpartition("/")[2] for name in files if "/" in name and is_there(name, paper)}
    return [
        *(f"no file {name}" for name in files if name not in whole and not is_there(name, paper)),
        *(f"no {name} in {file}" for file, name in BEHIND.findall(prose) if not is_in_file(file, name, paper)),
        # In the papers of the front end, names with dots are events of the bus.
        *(f"no name {name}" for name in spans if not paper.is_relative_to(ROOT / "static") and not is_python(name)),
        *(f"no file {link} (link)" for link in LINK.findall(prose) if not leads_somewhere(link, paper)),
        *(f"no setting {name}" for name in sorted(set(SETTING.findall(text)) - settings_read())),
        *(f"no route {route}" for route in routes_named(spans, text) if not is_route(*route)),
        *(f"no command {name} {verb}" for name, verb in commands_named(code) if verb not in verbs()[name]),
    ]


def looks_like_file(name: str) -> bool:
    return bool(FILE.fullmatch(name)) and not MEDIA_TYPE.fullmatch(name) and name not in MIMETYPES


def is_there(name: str, paper: Path) -> bool:
    plain = name.rstrip("/")
    made = any(plain == one or plain.startswith(f"{one}/") for one in MADE)
    return made or plain in TOOLS or bool(meant(plain, paper))


def meant(name: str, paper: Path) -> list[Path]:
    """Return what a paper can mean by the name of a file: from a room that readers expect, or inside its own."""
    folders = (paper.parent, ROOT, ROOT / "webapp", ROOT / "static", ROOT / "static/src")
    # Papers may leave out the ending of a module, as imports do.
    found = [path for folder in folders for ending in ("", ".py", ".js") for path in folder.glob(f"{name}{ending}")]
    inside = paper.parent.rglob(name) if paper.parent != ROOT and "/" not in name else ()
    return [*found, *inside]


def is_in_file(file: str, name: str, paper: Path) -> bool:
    """Return whether a file has the name that a paper tells right behind it; True where the file is another matter."""
    files = [path for path in meant(file, paper) if path.is_file()] if looks_like_file(file) else []
    word = re.compile(rf"\b{name}\b")
    return not files or any(word.search(path.read_text(encoding="utf-8")) for path in files)


def is_python(name: str) -> bool:
    """Return whether a name with dots, such as `dsl.edits.apply`, can be imported; True where it is no such name."""
    plain = name.removesuffix("()").removeprefix("webapp.")
    if not DOTTED.fullmatch(plain) or FILE.fullmatch(plain) or plain.split(".")[0] not in rooms():
        return True
    try:
        pkgutil.resolve_name(f"webapp.{plain}")
    except (ImportError, AttributeError):
        return False
    return True


def leads_somewhere(link: str, paper: Path) -> bool:
    if re.match(r"https?://|mailto:|#", link):
        return True
    target = (paper.parent / link.partition("#")[0]).resolve()
    return target.exists() and target.is_relative_to(ROOT)


def routes_named(spans: list[str], text: str) -> Iterator[tuple[str, str]]:
    """Give the routes of a paper as method (or an empty string) and path."""
    named = [(found[1] or "", found[2]) for found in map(ROUTE.fullmatch, spans) if found]
    named += [(method, path.rstrip(".")) for method, path in API.findall(text)]
    yield from dict.fromkeys(named)


def is_route(method: str, path: str) -> bool:
    """Return whether the application answers there; what ends in a slash is the beginning of routes."""
    if path.endswith("/") and path != "/":
        return any(rule.rule.startswith(path) for rule in routes().iter_rules())
    adapter = routes().bind("localhost")
    sample = PARAMETER.sub("1", path)
    try:
        return bool(adapter.allowed_methods(sample)) if not method else bool(adapter.match(sample, method))
    except RequestRedirect:
        return True
    except HTTPException:
        return False


def commands_named(code: str) -> Iterator[tuple[str, str]]:
    for name, pattern in COMMANDS.items():
        for verb in pattern.findall(code):
            yield name, verb


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_paper_names_only_what_is_there(paper: Path) -> None:
    assert "\n".join(faults(paper.read_text(encoding="utf-8"), paper)) == ""


MADE_UP = """
Read `webapp/nowhere.py`, `nothing_*.py`, `webapp/config.py` and `dsl/` [here](nowhere.md), [there](README.md#top) and
[outside](../secret.md). Set `LANESTEP_NONSENSE` or LANESTEP_PORT. Ask `POST /api/nothing`, `PUT /api/edit`,
`POST /api/edit?preview`, `/api/documents/{key}/versions/<number>` and `/nowhere`; the type is `text/html`. Look at
`webapp/config.py` `Settings`, `webapp/config.py` `Nonsense`, `dsl.parse` and `dsl.nonsense`.

```
python3 dev.py dance
python3 dev.py check
lanestep dream FILE      does nothing
lanestep check FILE      lists problems
```
"""


def test_what_is_not_there_is_found() -> None:
    assert faults(MADE_UP, ROOT / "README.md") == [
        "no file webapp/nowhere.py",
        "no file nothing_*.py",
        "no Nonsense in webapp/config.py",
        "no name dsl.nonsense",
        "no file nowhere.md (link)",
        "no file ../secret.md (link)",
        "no setting LANESTEP_NONSENSE",
        "no route ('POST', '/api/nothing')",
        "no route ('PUT', '/api/edit')",
        "no route ('', '/nowhere')",
        "no command dev.py dance",
        "no command lanestep dream",
    ]


def test_the_paper_of_the_web_names_every_route() -> None:
    paper = (ROOT / "webapp/web/README.md").read_text(encoding="utf-8")
    prose = FENCED.sub("", paper)
    named = {(method, PARAMETER.sub("*", path)) for method, path in routes_named(SPAN.findall(prose), prose)}

    missing = [
        f"{method} {rule.rule}"
        for rule in routes().iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if {(method, PARAMETER.sub("*", rule.rule)), ("", PARAMETER.sub("*", rule.rule))}.isdisjoint(named)
    ]

    assert missing == []


def test_the_readme_names_every_setting() -> None:
    source = (ROOT / "webapp/config.py").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert set(re.findall(r'"(LANESTEP_[A-Z_]+)"', source)) <= set(SETTING.findall(readme))


def test_the_paper_of_the_web_names_every_error() -> None:
    paper = (ROOT / "webapp/web/README.md").read_text(encoding="utf-8")
    codes = {error.code for error in STATUS} | {code for code, _ in HTTP_CODES.values()}

    assert codes - set(SPAN.findall(paper)) == set()


def test_the_paper_of_the_house_names_every_operation_and_every_room() -> None:
    paper = (ROOT / "webapp/README.md").read_text(encoding="utf-8")
    rooms_with_paper = {path.parent.name for path in (ROOT / "webapp").glob("*/README.md")}

    assert {*KINDS, TIDY} - set(re.findall(r"^\| `(\w+)` \|", paper, re.MULTILINE)) == set()
    assert rooms_with_paper - set(re.findall(r"^\| \[`(\w+)`\]\(\w+/README.md\)", paper, re.MULTILINE)) == set()

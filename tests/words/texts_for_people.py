"""Collects what people read. A new kind of text is one function more, listed in `COLLECTORS`."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple, TypeGuard

import pytest

from webapp import cli
from webapp.config import Settings
from webapp.factory import create_app

ROOT = Path(__file__).parents[2]


class Text(NamedTuple):
    """Words that people read, and where they are written."""

    position: str
    sentence: str


def front_end() -> list[Text]:
    """Return the strings of the scripts."""
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "typescript").exists():
        pytest.skip("node and the packages of the front end are not installed: run python3 dev.py setup")
    script = Path(__file__).with_name("front_end_texts.mjs")
    output = subprocess.run(
        [node, str(script)], cwd=ROOT, capture_output=True, check=True, text=True, timeout=120
    ).stdout
    return [Text(item["position"], item["text"]) for item in json.loads(output)]


def templates() -> list[Text]:
    """Return the words of the HTML templates: what stands between tags, and the attributes that people meet."""
    return [text for path in sorted((ROOT / "templates").glob("*.html")) for text in _of_template(path)]


def _of_template(path: Path) -> Iterator[Text]:
    source = re.sub(r"\{#.*?#\}|\{% block body_class %\}.*?\{% endblock %\}", "", path.read_text(encoding="utf-8"))
    attributes = re.findall(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"', source)
    between = re.split(r"<[^>]*>", re.sub(r"\{%.*?%\}", "\n", source, flags=re.DOTALL))
    for sentence in [*attributes, *between]:
        plain = " ".join(unescape(re.sub(r"\{\{.*?\}\}", "{}", sentence)).split())
        if re.search(r"[^\W\d_]{2}", plain):
            yield Text(f"templates/{path.name}", plain)


def read_me() -> list[Text]:
    """Return the paragraphs of the README, without its code."""
    source = re.sub(r"```.*?```", "", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    paragraphs = re.split(r"\n\s*\n|\n(?=[-|#])", re.sub(r"`[^`]*`", "{}", source))
    return [Text("README.md", " ".join(paragraph.split())) for paragraph in paragraphs if paragraph.strip()]


def changelog() -> list[Text]:
    """Return the lines of the changelog."""
    source = re.sub(r"`[^`]*`", "{}", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    return [
        Text("CHANGELOG.md", " ".join(item.split())) for item in re.split(r"\n\s*\n|\n(?=[-#])", source) if item.strip()
    ]


def messages() -> list[Text]:
    """Return the sentences of the Python package: problems, fixes, help, errors, and the words of a run.

    A sentence is a string with two blanks at least that is neither a docstring nor a pattern, a query or markup.
    """
    return [text for path in sorted((ROOT / "webapp").rglob("*.py")) for text in _of_module(path)]


def _of_module(path: Path) -> Iterator[Text]:
    name = path.relative_to(ROOT).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    inside = {
        id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node
    }
    alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    logged = {id(argument) for node in nodes if _logs(node) for argument in node.args}
    unread = inside | alone | logged
    for node in nodes:
        if id(node) in unread or not isinstance(node, (ast.Constant, ast.JoinedStr)):
            continue
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        sentence = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        if isinstance(node, ast.Constant) and not isinstance(node.value, str):
            continue
        if sentence.count(" ") >= 2 and re.search(r"[a-z]{3}", sentence) and not NO_SENTENCE.search(sentence):
            yield Text(f"{name}:{node.lineno}", " ".join(sentence.split()))


def _logs(node: ast.AST) -> TypeGuard[ast.Call]:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "log"
    )


def api() -> list[Text]:
    """Return the summaries and descriptions of the API's document."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(Path(folder), f"sqlite:///{folder}/words.db"))
        described = app.test_client().get("/api/openapi.json").get_json()
        app.extensions["lanestep.close"]()
    return [Text("/api/openapi.json", " ".join(sentence.split())) for sentence in _descriptions(described) if sentence]


def _descriptions(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("description", "summary") and isinstance(item, str):
                yield item
            else:
                yield from _descriptions(item)
    elif isinstance(value, list):
        for item in value:
            yield from _descriptions(item)


def command_line() -> list[Text]:
    """Return the help of every command and option."""
    found = [("lanestep", cli.main), *((f"lanestep {name}", command) for name, command in cli.main.commands.items())]
    return [
        Text(name, " ".join(sentence.split()))
        for name, command in found
        for sentence in (command.help, *(getattr(option, "help", None) for option in command.params))
        if sentence
    ]


NO_SENTENCE = re.compile(
    r"\\|\(\?|[<>]\w|\w=|SELECT|PRAGMA"
    r"|handle\(|: (?:circle|rectangle|diamond|taskbox)|[{]\s*#|^//|;\s*\w+:|://|^digraph |^#set "
)
COLLECTORS: dict[str, Callable[[], list[Text]]] = {
    "front end": front_end,
    "templates": templates,
    "README": read_me,
    "changelog": changelog,
    "messages": messages,
    "API": api,
    "command line": command_line,
}

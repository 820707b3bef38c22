"""Collects what people read. A new kind of text is one function more, listed in `COLLECTORS`."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Text(NamedTuple):
    """Words that people read, and where they are written."""

    place: str
    words: str


def front_end() -> list[Text]:
    """Return the strings of the scripts."""
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "typescript").exists():
        pytest.skip("node and the packages of the front end are not installed: run python3 dev.py setup")
    script = Path(__file__).with_name("front_end_texts.mjs")
    output = subprocess.run(
        [node, str(script)], cwd=ROOT, capture_output=True, check=True, text=True, timeout=120
    ).stdout
    return [Text(item["place"], item["text"]) for item in json.loads(output)]


def templates() -> list[Text]:
    """Return the words of the HTML templates: what stands between tags, and the attributes that people meet."""
    return [text for path in sorted((ROOT / "templates").glob("*.html")) for text in _of_template(path)]


def _of_template(path: Path) -> Iterator[Text]:
    source = re.sub(r"\{#.*?#\}|\{% block body_class %\}.*?\{% endblock %\}", "", path.read_text(encoding="utf-8"))
    attributes = re.findall(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"', source)
    between = re.split(r"<[^>]*>", re.sub(r"\{%.*?%\}", "\n", source, flags=re.DOTALL))
    for words in [*attributes, *between]:
        plain = " ".join(unescape(re.sub(r"\{\{.*?\}\}", "{}", words)).split())
        if re.search(r"[^\W\d_]{2}", plain):
            yield Text(f"templates/{path.name}", plain)


def read_me() -> list[Text]:
    """Return the paragraphs of the README, without its code."""
    source = re.sub(r"```.*?```", "", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    paragraphs = re.split(r"\n\s*\n|\n(?=[-|#])", re.sub(r"`[^`]*`", "{}", source))
    return [Text("README.md", " ".join(paragraph.split())) for paragraph in paragraphs if paragraph.strip()]


COLLECTORS: dict[str, Callable[[], list[Text]]] = {"front end": front_end, "templates": templates, "README": read_me}

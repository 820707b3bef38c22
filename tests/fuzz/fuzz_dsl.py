#!/usr/bin/env python3
"""Feed the language with texts that coverage leads to, for as long as you like; not part of the test suite.

    pip install -e '.[fuzz]'
    python tests/fuzz/fuzz_dsl.py .fuzz-corpus -max_total_time=600 -timeout=10

The corpus folder keeps every text that reached new code; the run begins with the samples and goes on where the last
one ended. A text that breaks a promise is written to a file `crash-...` and belongs into a test.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["webapp.dsl"]):
    from webapp.domain import Diagram, TextEdit
    from webapp.dsl import Document, findings_of, parse
    from webapp.dsl.fixing import fix_text
    from webapp.dsl.formatting import format_text
    from webapp.dsl.help import HELP, TOUR
    from webapp.dsl.reading.names import SHAPES, SIDES

WORDS = [
    *SHAPES,
    *SIDES,
    *("n1", "n2", "n3", "n12", "A", "B", ".handle(", "->", " -> ", "loop [", "] n1 n2", "{ # ", "{", "}", "\n", "\r\n"),
    *(
        'label:"',
        'label="',
        '[label="',
        '"]',
        "owner:",
        "description:",
        "system:",
        "// ",
        "# ",
        "rect",
        "digraph {",
        "graph LR",
        "strict graph",
        "%%",
        "<!DOCTYPE",
        "\\",
        "\ufeff",
        "\u202e",
    ),
    *("\ud800", "\x00", "\u2028", "e\u0301", "\U0001f680", "flowchart TD", "digraph G {", "@startuml", "<?xml"),
    # Line breaks in labels, other spellings, comments of other languages.
    *("\\n", "<br>", "<br/>", "|", "“", "”", "‘", "’", "→", "-->", "=>", "—>", "CIRCLE", ".HANDLE(Left)", "LOOP ["),
    *("/*", "*/", "-- ", "' ", "## ", "\u200b", "\u00a0"),
    # Any words as lanes, words as ids, pasted answers, nodes and copies of edges outside their lanes.
    *("Sales Team", "R&D", '"Ops team"', "Ops [EU]", "C#", "2nd", "{ # ", "\n{\n", "order_received", "sent"),
    *("```flowzap\n", "```mermaid\n", "\n```\n", "Sure! Here it is:\n", "- item one\n", "Enjoy!\n"),
    *("}\nn1: circle\n", "n1.handle(right) -> n2.handle(left)\n", "n1.handle(top) -> B.n2.handle(bottom)\n"),
]
assert len(WORDS) <= 128
# Short texts and few fixes of each: many runs find more than thorough ones.
FULL = 400
FIXES = 3


def text_of(data: bytes) -> str:
    """Return bytes as a text in which the bytes above 127 stand for words of the language."""
    return "".join(WORDS[byte - 128] if 128 <= byte < 128 + len(WORDS) else chr(byte) for byte in data[:FULL])


def hold(promise: bool, message: str) -> None:
    """Stop the run when a promise is broken."""
    if not promise:
        raise AssertionError(message)


def meaning(diagram: Diagram) -> tuple[object, ...]:
    """Return what a diagram says whatever the order of its edges and loops."""
    edges = sorted((e.source, e.target, e.source_side.value, e.target_side.value, e.label) for e in diagram.edges)
    return diagram.lanes, sorted(map(repr, diagram.nodes)), edges, sorted((x.condition, x.nodes) for x in diagram.loops)


def patched(text: str, edits: tuple[TextEdit, ...]) -> str:
    """Apply edits, which must lie in the text and apart from each other."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    hold(all(0 <= edit.start <= edit.end <= len(text) for edit in ordered), "an edit lies outside the text")
    hold(all(a.end <= b.start for a, b in pairwise(ordered)), "two edits of one fix overlap")
    for edit in reversed(ordered):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def check(document: Document) -> None:
    """Hold a document to what is promised of every text."""
    text = document.text
    hold("".join(token.text for token in document.tokens) == text, "the tokens do not join to the text")
    places = [(item.start, item.end) for item in findings_of(document)]
    hold(places == sorted(places), "findings are out of order")
    hold(all(0 <= start <= end <= len(text) for start, end in places), "a finding lies outside the text")
    fixes = [item for item in findings_of(document) if item.fix is not None]
    first = sum(map(ord, text)) % max(len(fixes), 1)
    for item in (fixes + fixes)[first : first + min(FIXES, len(fixes))]:
        assert item.fix is not None
        after = patched(text, item.fix.edits)
        if item.fix.safe:
            same = meaning(parse(after).diagram) == meaning(document.diagram)
            hold(same, f"the safe fix of {item.code} changes the diagram")


def one_input(data: bytes) -> None:
    """Check one text, its canonical form and its mended form."""
    text = text_of(data)
    document = parse(text)
    check(document)
    formatted = format_text(text).text
    if formatted != text:
        hold(format_text(formatted).text == formatted, "formatting twice differs from once")
        hold(parse(formatted).diagram == document.diagram, "formatting changes the diagram")
    mended = fix_text(text).text
    if mended != text:
        hold(fix_text(mended).text == mended, "a second run of fix changes something")


def seed(folder: Path) -> None:
    """Put the samples and the examples of the help into an empty corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        return
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.fz"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "cases").glob("*.fz"))]
    texts += [entry.wrong for entry in HELP.values()] + [example.text for example in TOUR]
    for number, text in enumerate(texts):
        (folder / f"seed-{number}").write_bytes(encoded(text))


def encoded(text: str) -> bytes:
    """Return bytes that `text_of` reads as this text, as far as its letters allow."""
    for place, word in enumerate(WORDS):
        if len(word) > 2:
            text = text.replace(word, chr(128 + place))
    return bytes(ord(letter) if ord(letter) < 256 else ord("?") for letter in text)[:FULL]


if __name__ == "__main__":
    folders = [word for word in sys.argv[1:] if not word.startswith("-")]
    if folders:
        seed(Path(folders[0]))
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()

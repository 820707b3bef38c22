"""All formats: their names, how a text in one is known, and who reads and writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from webapp.domain import Companion, Diagram
from webapp.errors import ImportRefused
from webapp.interchange.exchange_values import Exported, Imported

if TYPE_CHECKING:
    from webapp.layout.geometry import Geometry

Read = Callable[[str], Imported]
Write = Callable[[Diagram, "Geometry | None", Companion], Exported]
OURS = "fz"
HEAD_LENGTH = 20_000
"""Characters at the beginning by which a format is known; comments and front matter may stand before its first word."""


@dataclass(frozen=True)
class Format:
    """One format. `reader` and `writer` are modules of this room with their functions, loaded when they are used."""

    name: str
    title: str
    endings: tuple[str, ...]
    mimetype: str
    reader: str = ""
    writer: str = ""
    needs_geometry: bool = False

    def read(self, text: str) -> Imported:
        """Read a text. Raises: ImportRefused where it is not of this format, or the format can only be written."""
        if not self.reader:
            raise ImportRefused(
                f"{self.title} can be written here, but not read: choose one of {', '.join(readable())}"
            )
        reader: Read = _loaded(self.reader)
        return reader(text)

    def write(self, diagram: Diagram, geometry: Geometry | None, companion: Companion) -> Exported:
        """Write a diagram; `geometry` may be None where it is not needed."""
        writer: Write = _loaded(self.writer)
        return writer(diagram, geometry, companion)


def _loaded(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(f"webapp.interchange.{module}"), function)


FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        Format("json", "JSON graph", (".json",), "application/json", "json_graph:read_json", "json_graph:write_json"),
        Format("csv", "CSV", (".csv", ".tsv"), "text/csv", "csv_rows:read_csv", "csv_rows:write_csv"),
        Format(
            "mermaid",
            "Mermaid flowchart",
            (".mmd", ".mermaid"),
            "text/vnd.mermaid",
            "mermaid_reading:read_mermaid",
            "mermaid_writing:write_flowchart",
        ),
        Format(
            "swimlane",
            "Mermaid swimlane-beta",
            (".swimlane.mmd",),
            "text/vnd.mermaid",
            "mermaid_reading:read_mermaid",
            "mermaid_writing:write_swimlane",
        ),
        Format(
            "sequence",
            "Mermaid sequence",
            (".sequence.mmd",),
            "text/vnd.mermaid",
            writer="sequence_writing:write_sequence",
        ),
        Format("dot", "DOT", (".dot", ".gv"), "text/vnd.graphviz", writer="dot_writing:write_dot"),
        Format(
            "bpmn", "BPMN 2.0", (".bpmn",), "application/xml", writer="bpmn_writing:write_bpmn", needs_geometry=True
        ),
    )
}
# What is known by its first words; the first that fits decides.
HEADS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*[{\[]\s*(?:[\"{}\[\]]|\Z)"), "json"),
    (re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|[\w:]+[\s>])"), "xml"),
    (re.compile(r"PK\x03\x04|%PDF|\x89PNG|\x1f\x8b|\xd0\xcf\x11\xe0"), "binary"),
    (re.compile(r"\s*(?:strict\s+)?(?:di)?graph\s*(?:[\w\"]+\s*)?\{"), "dot"),
    (re.compile(r"\s*@start"), "plantuml"),
)
MERMAID = re.compile(
    r"""(?:\s*---[ \t]*\n(?s:.*?)\n---[ \t]*\n)?(?:\s*%%[^\n]*\n)*\s*
        (?:(?:flowchart(?:-elk)?|graph)\s+(?:TB|TD|BT|RL|LR)\b|(?:flowchart|swimlane-beta|sequenceDiagram|classDiagram|
        stateDiagram(?:-v2)?|erDiagram|journey|gantt|mindmap|timeline|gitGraph|kanban)\s*(?:;|\n|\Z|(?:TB|TD|BT|RL|LR)))""",
    re.VERBOSE,
)
FENCE = re.compile(r"^[ \t]*```[ \t]*mermaid[ \t]*$", re.MULTILINE)
OUR_WORDS = re.compile(r"\.handle\(|:\s*(?:circle|rectangle|diamond|taskbox)\b")
UNREAD = {
    "xml": "this is XML; BPMN and draw.io cannot be read yet",
    "binary": "this is no text, but a packed or binary file, such as .xlsx, .vsdx or .zip: export it as CSV or as text",
    "plantuml": "this is PlantUML, which cannot be read here: save it as Mermaid or CSV",
}


def readable() -> Iterator[str]:
    """Yield the names of the formats that can be read, ours first."""
    yield OURS
    yield from (item.name for item in FORMATS.values() if item.reader)


def writable() -> Iterator[str]:
    """Yield the names of the formats that can be written, ours first."""
    yield OURS
    yield from (item.name for item in FORMATS.values() if item.writer)


def format_of_file(name: str) -> str:
    """Return the format that the name of a file promises; empty for no known one."""
    lower = name.lower()
    if lower.endswith(f".{OURS}"):
        return OURS
    fitting = [
        (len(ending), item.name) for item in FORMATS.values() for ending in item.endings if lower.endswith(ending)
    ]
    return max(fitting)[1] if fitting else ""


def format_of_text(text: str) -> str:
    """Return the format of a text by its content: the name of one of `FORMATS`, else `fz`.

    Raises:
        ImportRefused: it is known to be in a format that cannot be read, or no text.
    """
    from webapp.interchange.csv_rows import head_of

    head = text[:HEAD_LENGTH].removeprefix("\ufeff").replace("\r\n", "\n")
    if MERMAID.match(head) or FENCE.search(head):
        return "swimlane" if re.search(r"^\s*swimlane-beta\b", head, re.MULTILINE) else "mermaid"
    found = next((name for pattern, name in HEADS if pattern.match(head)), "")
    if found == "dot" and OUR_WORDS.search(head):
        # A lane may be called graph.
        return OURS
    if found in UNREAD:
        raise ImportRefused(UNREAD[found])
    if found:
        return found
    return "csv" if head_of(head) else OURS

"""First lines of other languages, by which a text in one of them is told."""

from __future__ import annotations

import re

LANGUAGES = {"mermaid": "Mermaid", "plantuml": "PlantUML", "dot": "DOT", "xml": "BPMN or other XML"}
HEAD = re.compile(
    r"""(?P<mermaid>```mermaid|%%\{|(?:flowchart(?:-elk)?|graph|swimlane-beta)\s+(?:TB|TD|BT|RL|LR)\b|
        (?:flowchart|swimlane-beta|sequenceDiagram|classDiagram|stateDiagram(?:-v2)?|erDiagram|journey|gantt|mindmap|timeline|gitGraph|C4Context|zenuml|kanban|
        requirementDiagram|quadrantChart|block-beta|architecture-beta|packet-beta)\s*;?\s*$)
      | (?P<plantuml>@start\w+)
      | (?P<dot>(?:strict\s+(?:di)?graph\b|(?:di)?graph\s+["\w])[^{]*\{|digraph\s*\{(?!\s*\#)
        |(?:strict\s+)?(?:di)?graph\s+(?:\w+|"[^"]*")\s*$)
      | (?P<xml><\?xml|<!DOCTYPE|<[\w:]*(?:definitions|mxfile|mxGraphModel)\b)""",
    re.VERBOSE,
)

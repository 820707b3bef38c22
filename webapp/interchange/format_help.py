"""What the help says about each format: what is read, what is written, what it cannot hold, and an example."""

from __future__ import annotations

from typing import NamedTuple

SALES = (
    'Sales { # Sales\n  n1: circle label:"Order"\n  n2: circle label:"Sent"\n  n1.handle(right) -> n2.handle(left)\n}\n'
)
"""The diagram of all examples; they are made from it, so that they are what the program writes."""


class FormatHelp(NamedTuple):
    """The words on one format; `read` is empty where it can only be written."""

    purpose: str
    read: str
    written: str
    not_held: str


FORMAT_HELP: dict[str, FormatHelp] = {
    "json": FormatHelp(
        "For programs: lanes, nodes, edges and loops as lists. It holds all of a diagram.",
        "Read are our own graphs, the geometry that lanestep render writes, and the graphs of export_graph. Other "
        "fields are left out, and each is listed with its path.",
        "Everything is written, also the companion. The JSON Schema is at /api/schema.",
        "Nothing is lost.",
    ),
    "csv": FormatHelp(
        "For spreadsheets: one row for each node, with the nodes that come next.",
        "The first line names the columns: id, lane, label, shape, next, condition, owner, description, system. The "
        "columns of Visio's data visualizer are read too. Commas, semicolons or tabs separate the cells. Several next "
        "nodes are in one cell with semicolons between them, and so are their conditions.",
        "The file is in UTF-8. A cell that a spreadsheet would compute, because it begins with = + - or @, gets an "
        "apostrophe in front; reading takes it away again.",
        "Sides of edges, loops, empty lanes and everything in the companion are lost.",
    ),
    "mermaid": FormatHelp(
        "For Markdown pages and wikis that draw Mermaid.",
        "Read are flowchart and graph, also in a code fence: nodes in all brackets, links with labels, chains, and "
        "subgraphs as lanes. Nodes in no subgraph are put into the lane Process. Comments, colours, classes, click and "
        "shapes that the language does not have are left out, and each is listed with its line.",
        "Each lane is a subgraph. The direction is that of the diagram.",
        "Sides of edges, loops, and the owner, description and system of nodes are lost.",
    ),
    "swimlane": FormatHelp(
        "For Mermaid 11.16 and newer, which draws swimlane-beta with real lanes.",
        "Read as a flowchart; phases are left out too.",
        "Each lane is a subgraph, which Mermaid draws as a lane.",
        "Sides of edges, loops, and the owner, description and system of nodes are lost.",
    ),
    "sequence": FormatHelp(
        "For Markdown pages that draw Mermaid: who tells whom what, one message after the other.",
        "",
        "Lanes are participants, and edges are messages in the order of the flow. A message that leads back is dotted.",
        "Shapes, sides, loops, and which branches exclude each other are lost.",
    ),
    "dot": FormatHelp(
        "For Graphviz, which makes a layout of its own. A file with our positions is in the menu Export and in "
        "lanestep render.",
        "",
        "Each lane is a cluster; sides are ports. Owner, description and system are attributes of the nodes.",
        "Loops, the ids of lanes, and everything in the companion but title, description and direction are lost.",
    ),
    "bpmn": FormatHelp(
        "For programs that model processes: one pool with lanes, placed as in our drawing.",
        "",
        "Circles are start, intermediate or end events by their place in the flow, rectangles are tasks, taskboxes "
        "user tasks, and diamonds exclusive gateways. Loops are texts beside their first node. Sides, owner, system "
        "and ids are attributes in a namespace of our own.",
        "Everything in the companion but title and description is lost.",
    ),
}

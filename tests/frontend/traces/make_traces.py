"""Write the traces that the tests of the player replay: `python tests/frontend/traces/make_traces.py`."""

from __future__ import annotations

import json
from pathlib import Path

from webapp.dsl import parse
from webapp.simulation import Choice, compact, run
from webapp.web.schemas import diagram_json

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "samples"

PARALLEL = """\
Team { # Team
n1: circle label:"Start"
n2: rectangle label:"Split"
n3: rectangle label:"Write"
n4: rectangle label:"Draw"
n5: rectangle label:"Check drawing"
n6: rectangle label:"Publish"
n7: circle label:"End"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n2.handle(bottom) -> n4.handle(left) [label="Pictures"]
n3.handle(right) -> n6.handle(left)
n4.handle(right) -> n5.handle(left)
n5.handle(right) -> n6.handle(bottom)
n6.handle(right) -> n7.handle(left)
}
"""

RETRY = """\
Caller { # Caller
n1: circle label:"Start"
n2: rectangle label:"Call"
n3: diamond label:"Answer?"
n4: rectangle label:"Use it"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n3.handle(top) -> n2.handle(top) [label="No"]
n3.handle(right) -> n4.handle(left) [label="Yes"]
loop [retry up to 1 times] n2 n3
}
"""

REPLY = """\
Shop { # Shop
n1: circle label:"Start"
n2: rectangle label:"Ask"
n3: rectangle label:"Look up"
n4: circle label:"End"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n3.handle(bottom) -> n2.handle(bottom) [label="Found"]
n2.handle(top) -> n4.handle(left)
}
"""


def main() -> None:
    """Write one file for each run, with the diagram that it is a run of."""
    blue_green = (SAMPLES / "blue-green.fz").read_text(encoding="utf-8")
    write("blue-green-open", blue_green)
    write("blue-green-green", blue_green, Choice("n7", "Green"))
    write("blue-green-green-no", blue_green, Choice("n7", "Green"), Choice("n11", "No"))
    write("parallel", PARALLEL)
    write("retry", RETRY, Choice("n3", "No"))
    write("reply", REPLY)


def write(name: str, text: str, *choices: Choice) -> None:
    """Run a text and keep diagram and trace."""
    document = parse(text)
    kept = {"diagram": diagram_json(document), "trace": compact(run(document.diagram, choices))}
    (HERE / f"{name}.json").write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

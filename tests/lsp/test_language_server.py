"""The language server as another editor meets it: a process, standard input and output, exact places."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from language_client import Client

from webapp.cli import main

TEXT = """A { # Sales 𝕏
  n1: circle label:"𝕏 Start"
  n2: diamond label:"Big?"
  n1.handle(right) -> n2.handle(left)
  n2.handle(bottom) -> B.n3.handle(top) [label="Big"]
  n2.handle(right) -> B.n4.handle(top) [label="Small"]
}
B { # Stock
  n3: taskbox label:"Pack" owner:"Bo"
  n4: circle label:"End"
  n3.handle(right) -> n4.handle(left)
}
"""


def spot(line: int, start: int, end: int) -> dict[str, Any]:
    """A range on one line."""
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """The text after edits, whose columns count UTF-16 units."""
    lines = [line.encode("utf-16-le") for line in text.split("\n")]
    for edit in sorted(edits, key=lambda one: tuple(one["range"]["start"].values()), reverse=True):
        first, last = edit["range"]["start"], edit["range"]["end"]
        head = lines[first["line"]][: 2 * first["character"]]
        tail = lines[last["line"]][2 * last["character"] :]
        lines[first["line"] : last["line"] + 1] = [head + edit["newText"].encode("utf-16-le") + tail]
    return "\n".join(line.decode("utf-16-le") for line in lines)


def test_findings_come_when_a_text_opens_and_after_it_changes(client: Client):
    assert client.open(TEXT) == []

    client.change(TEXT.replace("diamond", "diamnd"))
    [found] = [item for item in client.findings() if item["code"] == "unknown-shape"]

    assert found["range"] == spot(2, 6, 12)
    assert (found["severity"], found["source"]) == (1, "lanestep")


def test_findings_go_when_a_text_closes(client: Client):
    client.open("n1")
    client.tell("textDocument/didClose", {"textDocument": {"uri": client.uri}})

    assert client.findings() == []


def test_a_shape_is_offered_and_replaces_what_is_typed(client: Client):
    client.open("A { # A\n  n1: cir\n}\n")

    items = client.at("completion", (1, 9))["items"]

    assert [item["label"] for item in items] == ["circle", "rectangle", "diamond", "taskbox"]
    assert items[0]["textEdit"] == {"range": spot(1, 6, 9), "newText": "circle"}


def test_a_target_comes_with_its_lane_and_side(client: Client):
    client.open(TEXT.replace("B.n3.handle(top)", ""))

    items = client.at("completion", (4, 23))["items"]

    assert [item["textEdit"]["newText"] for item in items if item["label"] == "n3"] == ["B.n3.handle(top)"]


def test_words_about_a_node_behind_a_letter_of_two_units_stand_at_its_place(client: Client):
    client.open(TEXT)

    found = client.at("hover", (3, 23))

    assert found["range"] == spot(3, 22, 24)
    assert found["contents"]["kind"] == "plaintext"
    assert found["contents"]["value"].splitlines() == [
        "n2 Big?",
        "Decision in Sales 𝕏",
        "from n1 𝕏 Start",
        "to n3 Pack (Big)",
        "to n4 End (Small)",
    ]


def test_a_finding_is_explained_under_the_pointer(client: Client):
    client.open("A { # A\n  n1: circel\n}\n")

    assert "circel" in client.at("hover", (1, 8))["contents"]["value"]


def test_the_declaration_of_a_prefix_is_its_lane(client: Client):
    client.open(TEXT)

    assert client.at("definition", (4, 23)) == {"uri": client.uri, "range": spot(7, 0, 1)}


def test_the_uses_of_a_node_are_found_with_and_without_its_declaration(client: Client):
    client.open(TEXT)

    both = client.at("references", (2, 3), context={"includeDeclaration": True})
    uses = client.at("references", (2, 3), context={"includeDeclaration": False})

    assert [item["range"] for item in both] == [spot(2, 2, 4), spot(3, 22, 24), spot(4, 2, 4), spot(5, 2, 4)]
    assert [item["range"] for item in uses] == [spot(3, 22, 24), spot(4, 2, 4), spot(5, 2, 4)]


def test_renaming_changes_every_use(client: Client):
    client.open(TEXT)

    assert client.at("prepareRename", (4, 23)) == {"range": spot(4, 23, 24), "placeholder": "B"}
    edits = client.at("rename", (4, 23), newName="Stock")["changes"][client.uri]

    assert applied(TEXT, edits) == TEXT.replace("B {", "Stock {").replace("B.", "Stock.")


def test_renaming_maps_the_companion_beside_the_file(client: Client, tmp_path: Path):
    beside = tmp_path / "flow.lanestep.json"
    old = '{\n  "captions": {\n    "n1": "Begin 😀",\n    "n2": "Look"\n  }\n}\n'
    beside.write_text(old)
    client.open(TEXT, tmp_path / "flow.fz")

    changes = client.at("rename", (2, 3), newName="n7")["changes"]

    assert set(changes) == {client.uri, beside.as_uri()}
    assert json.loads(applied(old, changes[beside.as_uri()]))["captions"] == {"n1": "Begin 😀", "n7": "Look"}


def test_a_companion_that_cannot_be_read_is_left_alone_and_the_client_hears_so(client: Client, tmp_path: Path):
    (tmp_path / "flow.lanestep.json").write_text("{ no companion")
    client.open(TEXT, tmp_path / "flow.fz")

    changes = client.at("rename", (2, 3), newName="n7")["changes"]

    assert set(changes) == {client.uri}
    assert "keeps the old name" in client.told[-1]["params"]["message"]


def test_a_name_that_is_taken_is_refused_in_words(client: Client):
    client.open(TEXT)

    refused = client.at("rename", (2, 3), newName="n1")

    assert (refused["code"], refused["message"]) == (-32803, "there is already a node n1")


def test_formatting_gives_the_canonical_form_and_keeps_what_is_in_it(client: Client):
    client.open(TEXT.replace('  n2: diamond label:"Big?"', 'n2:   diamond   label:"Big?"').replace("\nB {", "\n\nB {"))

    edits = client.about("formatting", options={"tabSize": 2, "insertSpaces": True})

    assert [(edit["range"]["start"]["line"], edit["range"]["end"]["line"]) for edit in edits] == [(2, 2)]


def test_a_fix_stands_where_the_finding_is_and_mends_it(client: Client):
    text = TEXT.replace('label:"Big?"', 'label="Big?"')
    client.open(text)

    actions = client.about("codeAction", range=spot(2, 20, 20), context={"diagnostics": [], "only": ["quickfix"]})

    assert [action["diagnostics"][0]["code"] for action in actions] == ["attribute-separator"]
    assert applied(text, actions[0]["edit"]["changes"][client.uri]) == TEXT
    elsewhere = client.about("codeAction", range=spot(3, 2, 2), context={"diagnostics": [], "only": ["quickfix"]})
    assert elsewhere in (None, [])


def test_all_safe_fixes_are_one_action(client: Client):
    text = TEXT.replace('label:"Big?"', 'label="Big?"').replace("B.n3.handle(top)", "n3.handle(up)")
    client.open(text)

    [action] = client.about("codeAction", range=spot(0, 0, 0), context={"diagnostics": [], "only": ["source.fixAll"]})

    assert applied(text, action["edit"]["changes"][client.uri]) == TEXT


def test_lanes_fold_to_the_line_above_their_brace(client: Client):
    client.open(TEXT)

    assert [(fold["startLine"], fold["endLine"]) for fold in client.about("foldingRange")] == [(0, 5), (7, 10)]


def test_the_outline_has_the_lanes_with_their_parts(client: Client):
    client.open(TEXT)

    lanes = client.about("documentSymbol")

    assert [lane["name"] for lane in lanes] == ["Sales 𝕏", "Stock"]
    assert [part["name"] for part in lanes[0]["children"]] == [
        "𝕏 Start",
        "Big?",
        "n1 → n2",
        "n2 → n3 Big",
        "n2 → n4 Small",
    ]
    assert lanes[1]["selectionRange"] == spot(7, 0, 1)


@pytest.mark.slow
def test_places_are_counted_in_the_units_of_the_client(counting_bytes: Client):
    client = counting_bytes
    assert client.server["capabilities"]["positionEncoding"] == "utf-8"

    found = client.open('A { # A\n  n1: circle label:"𝕏" owner="Bo"\n}\n')

    assert [item["range"] for item in found if item["code"] == "attribute-separator"] == [spot(1, 31, 32)]


@pytest.mark.parametrize("text", ["", "}", '"' * 50, "\ufeffA {\r\n\x00n1:\rn1 ->", "graph TD; a-->b"])
def test_no_text_upsets_the_server(client: Client, text: str):
    client.open(text)

    answers = {
        "hover": client.at("hover", (9, 9)),
        "completion": client.at("completion", (0, 7)),
        "definition": client.at("definition", (0, 0)),
        "symbols": client.about("documentSymbol"),
        "folds": client.about("foldingRange"),
        "actions": client.about("codeAction", range=spot(0, 0, 9), context={"diagnostics": []}),
        "edits": client.about("formatting", options={"tabSize": 2, "insertSpaces": True}),
    }

    assert [name for name, answer in answers.items() if isinstance(answer, dict) and "code" in answer] == []


@pytest.mark.slow
def test_the_server_leaves_in_order():
    pytest.importorskip("pygls", reason="the extra lsp is not installed")
    client = Client()
    client.open(TEXT)

    assert client.close() == 0


def test_without_pygls_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in sys.modules if name.startswith("webapp.lsp")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)

    result = CliRunner().invoke(main, ["lsp"])

    assert result.exit_code == 2
    assert "pip install 'lanestep[lsp]'" in result.stderr

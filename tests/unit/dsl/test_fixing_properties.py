"""What holds for the mended form of every text, found by Hypothesis."""

from __future__ import annotations

from itertools import pairwise

from damaged_texts import damaged_texts
from dsl_texts import TEXTS, patch_text, sound_texts
from hypothesis import given

from webapp.dsl import findings_of, parse
from webapp.dsl.fixing import fix_text

ALL_TEXTS = TEXTS | sound_texts() | damaged_texts()


@given(ALL_TEXTS)
def test_one_run_mends_all_that_is_safe_to_mend_by_its_edits_and_loses_no_node_and_no_edge(text: str):
    document = parse(text)
    result = fix_text(document)
    before, after = document.diagram, result.document.diagram

    assert not [item for item in findings_of(result.document) if item.fix and item.fix.safe]
    assert fix_text(result.document).text == result.text

    assert patch_text(text, result.edits) == result.text
    assert all(before.end < after.start for before, after in pairwise(result.edits))
    assert bool(result.applied) == bool(result.edits)

    assert {node.id for node in before.nodes} <= {node.id for node in after.nodes}
    assert len(before.edges) <= len(after.edges)
    assert len(before.loops) <= len(after.loops)

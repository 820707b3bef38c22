"""Every operation on every sample, and on texts with comments, tabs, odd indentation and mixed line endings."""

from __future__ import annotations

from pathlib import Path

import pytest
from crooked_texts import TEXTS, every_operation, write_edits

from webapp.dsl import parse
from webapp.dsl.edits.operations import KINDS

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.fz"))
READ = {sample.stem: sample.read_bytes().decode() for sample in SAMPLES} | TEXTS


@pytest.mark.parametrize("name", READ)
def test_the_edits_are_the_ones_that_were_looked_at(golden, name):
    golden(f"edits/{name}.txt", write_edits(READ[name]))


def test_every_kind_of_operation_is_tried():
    tried = {operation.name for operation in every_operation(parse(READ["tabs-and-comments"]).diagram)}

    assert tried == set(KINDS)

"""The mutants of `dev.py mutate`: each can still be put into its file, and every room has some."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutants import ROOT, Mutant, all_mutants

MUTANTS = all_mutants()
# What is left out has no code of its own to get wrong.
ROOMS = {path.name for path in (ROOT / "webapp").iterdir() if (path / "__init__.py").exists()}
FRONT_END = {"core", "picture", "gestures", "session", "saving", "player"}


@pytest.mark.parametrize("mutant", MUTANTS, ids=[f"{mutant.file} {number}" for number, mutant in enumerate(MUTANTS)])
def test_a_mutant_changes_one_place_of_its_file_and_names_tests(mutant: Mutant):
    text = (ROOT / mutant.file).read_text("utf-8")

    assert mutant.applied(text) != text
    assert mutant.tests
    assert [test for test in mutant.tests if not Path(ROOT, test).exists()] == []


def test_there_are_sixty_mutants_in_every_room():
    assert len(MUTANTS) >= 60
    assert (ROOMS | FRONT_END) - {mutant.room for mutant in MUTANTS} == set()

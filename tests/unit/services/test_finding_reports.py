"""Problems at a terminal stand right over their carets, and cost no more than they need to."""

from __future__ import annotations

import sys

import pytest
from wcwidth import wcswidth

from webapp.dsl import parse
from webapp.services.finding_reports import findings_text, printable


def test_every_letter_before_the_combining_marks_takes_one_column() -> None:
    """So those letters are counted; only others ask the tables of widths."""
    shown = [letter for letter in map(chr, range(0x300)) if printable(letter) == letter]

    assert len(shown) > 600
    assert [letter for letter in shown if wcswidth(letter) != 1] == []


def test_a_line_of_latin_letters_loads_no_table_of_widths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wcwidth", None)

    report = findings_text("a.fz", parse('Büro { # Büro\n  n1: circle label:"Prüfen" farbe:"grün"\n}\n'))

    rows = report.splitlines()
    [found] = [number for number, row in enumerate(rows) if "[unknown-attribute]" in row]
    assert rows[found + 2].index("^") == rows[found + 1].index("farbe")

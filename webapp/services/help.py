"""The help on the language: what each code means, shown on an example, and the language by example."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain import Finding
from webapp.dsl import LineIndex, findings_of, parse
from webapp.dsl.codes import CODES
from webapp.dsl.help import GROUPS, HELP, TOUR, Example, Help
from webapp.dsl.writing.prefixes import apply_edits_at
from webapp.errors import NotFound

_UNSHOWN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069]")


@dataclass(frozen=True)
class CodeHelp:
    """The page on one code.

    `said` and `place` are what the program says of the wrong example and where, `marked` is that example in three
    parts of which the middle one is meant, `fixed` is what the fix makes of it; all empty where there is no example.
    """

    code: str
    title: str
    explanation: str
    severity: str
    marked: tuple[str, str, str] = ("", "", "")
    said: str = ""
    place: str = ""
    fix: str = ""
    fix_is_safe: bool = False
    fixed: str = ""
    right: str = ""


def help_on(code: str) -> CodeHelp:
    """Return the help on a code.

    Raises:
        NotFound: there is no such code.
    """
    entry = _entry(code)
    words = (code, entry.title, entry.explanation, severity_words(code))
    if not entry.wrong:
        return CodeHelp(*words)
    problem = findings_of(parse(entry.wrong))[0]
    begin = LineIndex(entry.wrong).position(problem.start)
    return CodeHelp(
        *words,
        _marked(entry.wrong, problem),
        shown(problem.message),
        f"line {begin.line}, column {begin.column}",
        problem.fix.title if problem.fix else "",
        problem.fix.safe if problem.fix else False,
        shown(apply_edits_at(entry.wrong, 0, problem.fix.edits)) if problem.fix else "",
        entry.right,
    )


def severity_words(code: str) -> str:
    """Return how grave a finding is, in words."""
    kind = CODES[code]
    return "warning; an error in strict mode" if kind.strict else kind.severity.value


def groups() -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """Return all codes with their titles, by group."""
    return [(name, [(code, entry.title) for code, entry in group.items()]) for name, group in GROUPS]


def examples() -> Sequence[Example]:
    """Return the language by example."""
    return TOUR


def example_text(number: int) -> str:
    """Return the text of an example, counted from 1.

    Raises:
        NotFound: there is no such example.
    """
    if not 1 <= number <= len(TOUR):
        raise NotFound(f"there is no example {number}: choose a number from 1 to {len(TOUR)}")
    return TOUR[number - 1].text


def right_text(code: str) -> str:
    """Return the right example of a code.

    Raises:
        NotFound: there is no such code, or no example of it.
    """
    text = _entry(code).right
    if not text:
        raise NotFound(f"there is no example for {code}")
    return text


def shown(text: str) -> str:
    """Return a text with a name in place of each character that nobody could see."""
    return _UNSHOWN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def _entry(code: str) -> Help:
    if code not in HELP:
        raise NotFound(f"there is no problem with the code {code}: see the list in the help")
    return HELP[code]


def _marked(text: str, problem: Finding) -> tuple[str, str, str]:
    """Return a text in three parts; the middle one is what a finding points at."""
    return shown(text[: problem.start]), shown(text[problem.start : problem.end]), shown(text[problem.end :])

"""The texts of the help: what each code means, shown by an example, and the language by example."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain import Companion, Finding
from webapp.dsl import LineIndex, findings_of, parse
from webapp.dsl.codes import CODES
from webapp.dsl.help import GROUPS, HELP, TOUR, Example, Help
from webapp.dsl.writing.prefixes import apply_edits_at
from webapp.errors import NotFound
from webapp.interchange import FORMATS
from webapp.interchange.format_help import FORMAT_HELP, SALES, FormatHelp
from webapp.layout import lay_out

_UNSHOWN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069]")


@dataclass(frozen=True)
class CodeHelp:
    """The page of one code.

    `said` is the message about the wrong example and `position` where it points. `marked` is that example in three
    parts, the middle one being the range of the finding. `fixed` is the example after the fix. All are empty if there
    is no example.
    """

    code: str
    title: str
    explanation: str
    severity: str
    marked: tuple[str, str, str] = ("", "", "")
    said: str = ""
    position: str = ""
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
    described = (code, entry.title, entry.explanation, severity_name(code))
    if not entry.wrong:
        return CodeHelp(*described)
    finding = findings_of(parse(entry.wrong))[0]
    begin = LineIndex(entry.wrong).position(finding.start)
    return CodeHelp(
        *described,
        _marked(entry.wrong, finding),
        shown(finding.message),
        f"line {begin.line}, column {begin.column}",
        finding.fix.title if finding.fix else "",
        finding.fix.safe if finding.fix else False,
        shown(apply_edits_at(entry.wrong, 0, finding.fix.edits)) if finding.fix else "",
        entry.right,
    )


def severity_name(code: str) -> str:
    """Return the severity of a code as people read it."""
    kind = CODES[code]
    return "warning; an error in strict mode" if kind.strict else kind.severity.value


def groups() -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """Return the groups of codes, each code with its title."""
    return [(name, [(code, entry.title) for code, entry in group.items()]) for name, group in GROUPS]


def examples() -> Sequence[Example]:
    """Return the examples that introduce the language."""
    return TOUR


@dataclass(frozen=True)
class FormatPage:
    """The page of one format: its name, its title, the endings of its files, what it is for, and an example."""

    name: str
    title: str
    endings: str
    ending: str
    words: FormatHelp
    example: str


def formats() -> Sequence[tuple[str, str, str]]:
    """Return the name, the title and the purpose of each format."""
    return [(item.name, item.title, FORMAT_HELP[item.name].purpose) for item in FORMATS.values()]


def help_on_format(name: str) -> FormatPage:
    """Return the help on a format.

    Raises:
        NotFound: there is no such format.
    """
    if name not in FORMATS:
        raise NotFound(f"there is no format {name}: use one of {', '.join(FORMATS)}")
    found = FORMATS[name]
    diagram = parse(SALES).diagram
    drawn = found.write(diagram, lay_out(diagram) if found.needs_geometry else None, Companion())
    example = drawn.data.decode("utf-8").removeprefix("\ufeff")
    return FormatPage(name, found.title, ", ".join(found.endings), found.endings[0], FORMAT_HELP[name], shown(example))


def example_text(number: int) -> str:
    """Return the text of an example; the first one has the number 1.

    Raises:
        NotFound: there is no such example.
    """
    if not 1 <= number <= len(TOUR):
        raise NotFound(f"there is no example {number}: choose a number from 1 to {len(TOUR)}")
    return TOUR[number - 1].text


def right_text(code: str) -> str:
    """Return the right example of a code.

    Raises:
        NotFound: there is no such code, or it has no example.
    """
    text = _entry(code).right
    if not text:
        raise NotFound(f"there is no example for {code}")
    return text


def shown(text: str) -> str:
    """Return a text in which invisible characters are replaced by their names."""
    return _UNSHOWN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def _entry(code: str) -> Help:
    if code not in HELP:
        raise NotFound(f"there is no problem with the code {code}: see the list in the help")
    return HELP[code]


def _marked(text: str, finding: Finding) -> tuple[str, str, str]:
    """Return a text in three parts; the middle one is the range of a finding."""
    return shown(text[: finding.start]), shown(text[finding.start : finding.end]), shown(text[finding.end :])

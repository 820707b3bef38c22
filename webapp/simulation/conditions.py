"""Parses the condition of a loop, such as `retry up to 3 times`, `until valid` or `for each order`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class LoopKind(StrEnum):
    """How a loop repeats."""

    UPTO = "upto"
    TIMES = "times"
    UNTIL = "until"
    EACH = "each"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class LoopRule:
    """The meaning of a condition.

    Attributes:
        kind: how the loop repeats.
        count: the retries of `upto` or the passes of `times`, else 0.
        subject: what an `until` loop waits for or an `each` loop goes through, else empty.
    """

    kind: LoopKind
    count: int = 0
    subject: str = ""


NUMBER_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# The end of a longer number does not count: 1.000 and 1 000 do not mean 0, while 1,000 can only be a thousand.
DIGITS = r"(?<![0-9][.,])(?!000)(?:[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,9})"
NUMBER = r"(?P<count>" + DIGITS + "|" + "|".join(NUMBER_NAMES[1:]) + r")(?=\b|x\b)"
TIMES = NUMBER + r"\s*(?:times\b|x\b)"

# The first pattern that matches decides, so `retry until valid, at most 3 times` has a limit.
PATTERNS = (
    (LoopKind.UPTO, r"\b(?:up\s+to|at\s+most|no\s+more\s+than)\s+" + NUMBER),
    (LoopKind.UPTO, r"\bmax(?:imum)?\b\.?(?:\s+[a-z]+)?\s*[:=]?\s*" + NUMBER),
    (LoopKind.UPTO, r"\bretry\b.*?\b" + TIMES),
    (LoopKind.UPTO, r"\bretry\s+(?P<once>once|twice)\b"),
    (LoopKind.TIMES, r"\b" + TIMES),
    (LoopKind.TIMES, r"\b(?P<once>once|twice)\b"),
    (LoopKind.UNTIL, r"\b(?:until|while)\s+(?P<subject>\S.*)"),
    (LoopKind.EACH, r"\b(?:for\s+each|for\s+every|for\s+all|per|every|each)\s+(?P<subject>(?![0-9])\S.*)"),
)
# A longer text is not a condition, and patterns with gaps are slow on it.
LONGEST = 300
COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in PATTERNS)


def read_condition(condition: str) -> LoopRule:
    """Parse a condition; an unknown one gives a loop that only groups its nodes.

    >>> read_condition("retry up to 3 times")
    LoopRule(kind=<LoopKind.UPTO: 'upto'>, count=3, subject='')
    """
    for kind, pattern in COMPILED:
        if found := pattern.search(condition[:LONGEST]):
            parts = found.groupdict()
            return LoopRule(kind, _count(parts), (parts.get("subject") or "").strip())
    return LoopRule(LoopKind.FREE)


def _count(parts: dict[str, str | None]) -> int:
    once, number = parts.get("once"), parts.get("count")
    if once:
        return 1 if once.lower() == "once" else 2
    if not number:
        return 0
    return int(number.replace(",", "")) if number[0].isdecimal() else NUMBER_NAMES.index(number.lower())

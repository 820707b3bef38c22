"""Parses the condition of a loop, such as `retry up to 3 times`, `bis gültig` or `pour chaque commande`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class LoopKind(StrEnum):
    """How a loop repeats."""

    UPTO = "upto"
    RANGE = "range"
    TIMES = "times"
    UNTIL = "until"
    EACH = "each"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class LoopRule:
    """The meaning of a condition.

    Attributes:
        kind: how the loop repeats.
        count: the retries of `upto`, the passes of `times`, the most passes of `range`, else 0.
        subject: what an `until` loop waits for or an `each` loop goes through, else empty.
        least: the least passes of `range`, else 0.
        rhythm: whether the condition says how often something happens, such as `every 5 minutes`.
    """

    kind: LoopKind
    count: int = 0
    subject: str = ""
    least: int = 0
    rhythm: bool = False


# The names of the numbers up to twenty in English, German and French, some with several forms.
NAMES = (
    ("one", "eins", "einen", "eine", "ein", "une", "un"),
    ("two", "zwei", "deux"),
    ("three", "drei", "trois"),
    ("four", "vier", "quatre"),
    ("five", "fünf", "fuenf", "cinq"),
    ("six", "sechs"),
    ("seven", "sieben", "sept"),
    ("eight", "acht", "huit"),
    ("nine", "neun", "neuf"),
    ("ten", "zehn", "dix"),
    ("eleven", "elf", "onze"),
    ("twelve", "zwölf", "zwoelf", "douze"),
    ("thirteen", "dreizehn", "treize"),
    ("fourteen", "vierzehn", "quatorze"),
    ("fifteen", "fünfzehn", "fuenfzehn", "quinze"),
    ("sixteen", "sechzehn", "seize"),
    ("seventeen", "siebzehn", "dix-sept"),
    ("eighteen", "achtzehn", "dix-huit"),
    ("nineteen", "neunzehn", "dix-neuf"),
    ("twenty", "zwanzig", "vingt"),
)
VALUE = {name: value for value, names in enumerate(NAMES, start=1) for name in names}
VALUE |= {"once": 1, "twice": 2}

# The end of a longer number does not count: 1.000 and 1 000 do not mean 0, while 1,000 can only be a thousand.
DIGITS = r"(?<![0-9][.,])(?<![0-9])(?!000)(?:[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,9})(?![0-9]|[.,][0-9])"
NAMED = r"\b(?:" + "|".join(sorted(VALUE.keys() - {"once", "twice"}, key=lambda name: -len(name))) + ")"
UNIT = (
    r"(?:(?:business|working)\s+)?"
    r"(?:milliseconds?|seconds?|secs?|ms|s|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|quarters?|years?"
    r"|(?:milli)?sekunden?|minuten|stunden?|uhr|tage?n?|wochen?|monate?n?|quartale?n?|jahre?n?"
    r"|secondes?|heures?|jours?|semaines?|mois|trimestres?|ann[ée]es?|ans?)\b"
)
EACH_UNIT = (
    r"(?:every|per|each|an?|jede[nmrs]?|pro|je|alle|am|im|in\s+der|chaque|par|tous\s+les|toutes\s+les|/)\s*" + UNIT
)
DAILY = (
    r"(?:hourly|daily|weekly|monthly|quarterly|yearly|annually"
    r"|stündlich|täglich|wöchentlich|monatlich|vierteljährlich|jährlich)\b"
)
# "3 times" and its like in three languages; what is told a day or an hour is a rhythm.
OFTEN = r"\s*-?\s*(?:times|x|mal|fois)\b"
NO_RHYTHM = "(?!(?:" + OFTEN + r")?\s*(?:" + EACH_UNIT + "|" + DAILY + "|" + UNIT + "))"
COUNT = r"(?P<count>" + DIGITS + "|" + NAMED + r")(?=\b|x\b|mal\b)"
TRIES = r"(?:retries|attempts?|tries|try|versuchen?|wiederholungen|essais?|tentatives?)\b"
ONCE = r"\b(?P<once>once|twice)\b"
A_NUMBER = COUNT + "(?:" + OFTEN + ")?" + NO_RHYTHM
TIMES = COUNT + OFTEN + NO_RHYTHM

# The first pattern that matches decides, so `retry until valid, at most 3 times` has a limit.
PATTERNS = (
    (LoopKind.RANGE, r"(?P<least>" + DIGITS + r")\s*[-–]\s*" + TIMES),
    (LoopKind.RANGE, r"(?P<least>" + DIGITS + "|" + NAMED + r"\b)(?:\s*-?\s*mal)?\s+(?:to|bis|à)\s+" + TIMES),
    (LoopKind.UPTO, r"\b(?:fewer|less|weniger|moins)\s+(?:than|als|de)\s+(?P<below>)" + A_NUMBER),
    (LoopKind.UPTO, r"(?:\b(?:up\s+to|at\s+most|no\s+more\s+than|bis\s+zu|höchstens|hoechstens)|<=|≤)\s*" + A_NUMBER),
    (LoopKind.UPTO, r"\b(?:au\s+plus|au\s+maximum)\s+" + A_NUMBER),
    (LoopKind.UPTO, r"\bmax(?:imum|imal)?\b\.?(?:\s+[a-zäöüéè]+)?\s*[:=]?\s*" + A_NUMBER),
    (LoopKind.UPTO, r"\b(?:at\s+most|max(?:imum|imal)?\.?|up\s+to|retry)\s+" + ONCE + NO_RHYTHM),
    (LoopKind.UPTO, r"\bbis\s+" + TIMES),
    (LoopKind.UPTO, r"\bbis\s+" + COUNT + r"\s*" + TRIES),
    (LoopKind.UPTO, r"\bjusqu['’]à\s+" + TIMES),
    (LoopKind.UPTO, r"\b" + COUNT + r"\s*" + TRIES + NO_RHYTHM),
    (LoopKind.UPTO, r"\bretry\b.*?" + TIMES),
    (LoopKind.UPTO, r"\bretry\s+" + A_NUMBER),
    (LoopKind.UPTO, r"\(\s*" + COUNT + r"\s*\)"),
    (LoopKind.TIMES, TIMES),
    (LoopKind.TIMES, ONCE + NO_RHYTHM),
    (
        LoopKind.UNTIL,
        r"\b(?:until|while|bis|so\s?lange|jusqu['’](?:à\s+ce\s+qu(?:e\s+|['’])|au\s+|aux\s+|à\s+)|tant\s+qu(?:e\s+|['’]))"
        r"\s*(?P<subject>\S.*)",
    ),
    (
        LoopKind.FREE,
        r"\b(?:every|per|once\s+an?|each|jede[nmrs]?|pro|je|alle|chaque|par|tous\s+les|toutes\s+les)\s+"
        r"(?:(?:" + DIGITS + "|" + NAMED + r"\b)\s*)?" + UNIT,
    ),
    (LoopKind.FREE, r"\b" + DAILY),
    (
        LoopKind.EACH,
        r"\b(?:for\s*each|for\s+every|for\s+all|per|every|each|(?:für\s+|fuer\s+)?jede[nmrs]?|pro|je"
        r"|(?:pour\s+)?chaque|par)\s+(?P<subject>(?![0-9])\S.*)",
    ),
    (LoopKind.FREE, r"(?<!\w)" + EACH_UNIT),
)
# A longer text is not a condition, and patterns with gaps are slow on it.
LONGEST = 300


@cache
def _patterns() -> tuple[tuple[LoopKind, re.Pattern[str]], ...]:
    """Return the patterns, compiled for the first text with a loop: that takes longer than to check a short text."""
    return tuple((kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in PATTERNS)


def read_condition(condition: str) -> LoopRule:
    """Parse a condition; an unknown one gives a loop that only groups its nodes.

    >>> read_condition("retry up to 3 times")
    LoopRule(kind=<LoopKind.UPTO: 'upto'>, count=3, subject='', least=0, rhythm=False)
    """
    for kind, pattern in _patterns():
        if found := pattern.search(condition[:LONGEST]):
            parts = found.groupdict()
            if kind is LoopKind.FREE:
                return LoopRule(kind, rhythm=True)
            count = _number(parts.get("count") or parts.get("once"))
            if parts.get("below") is not None:
                count -= 1
            least = _number(parts.get("least"))
            subject = (parts.get("subject") or "").strip()
            return LoopRule(kind, max(count, least), subject, min(count, least))
    return LoopRule(LoopKind.FREE)


def _number(written: str | None) -> int:
    if not written:
        return 0
    return VALUE[written.lower()] if written.lower() in VALUE else int(written.replace(",", ""))

"""The conditions of loops, in English, German and French."""

from __future__ import annotations

import pytest

from webapp.domain.conditions import LoopKind, LoopRule, read_condition


def rules(kind: LoopKind, texts: str) -> list[tuple[str, LoopRule]]:
    """Read lines such as `up to 3 times = 3`, `2 to 4 times = 2 4` or `until valid = valid`."""
    found = []
    for line in filter(None, map(str.strip, texts.splitlines())):
        text, _, meaning = line.partition(" = ")
        if kind in (LoopKind.UNTIL, LoopKind.EACH):
            found.append((text, LoopRule(kind, subject=meaning)))
        else:
            numbers = [int(word) for word in meaning.split()]
            found.append((text, LoopRule(kind, numbers[-1], least=numbers[0] if len(numbers) > 1 else 0)))
    return found


UPTO = rules(
    LoopKind.UPTO,
    """
    retry up to 3 times = 3
    Up To three attempts = 3
    up to twenty times = 20
    max 5 = 5
    max. 5 = 5
    max retries: 4 = 4
    maximum 4 = 4
    at most 2 tries = 2
    at most once = 1
    at most twice = 2
    no more than 3 = 3
    <= 3 = 3
    ≤ 3 = 3
    retry 3 = 3
    retry 3 times = 3
    retry the call 3 times = 3
    retry once = 1
    retry twice = 2
    3 retries = 3
    five attempts = 5
    4 tries = 4
    Retry the call (3) = 3
    fewer than 3 times = 2
    less than two times = 1
    retry until valid, at most 3 times = 3
    up to 3x = 3
    up to 3 x = 3
    retry max 3x = 3
    retry 3X = 3
    up to 1,000 times = 1000
    up to 3 orders = 3
    bis zu 3 Mal = 3
    bis 3 Mal = 3
    bis zu drei Versuche = 3
    bis 3 Versuche = 3
    bis zu dreimal = 3
    höchstens 3 Mal = 3
    höchstens zweimal = 2
    maximal 3 = 3
    maximal einmal = 1
    jusqu'à 3 fois = 3
    jusqu’à trois fois = 3
    au plus 2 fois = 2
    au plus deux fois = 2
    """,
)
RANGE = rules(
    LoopKind.RANGE,
    """
    2 to 4 times = 2 4
    two to four times = 2 4
    2-4 times = 2 4
    4 to 2 times = 2 4
    2 bis 4 Mal = 2 4
    zwei bis vier Mal = 2 4
    2 à 4 fois = 2 4
    deux à quatre fois = 2 4
    """,
)
TIMES = rules(
    LoopKind.TIMES,
    """
    repeat 3 times = 3
    repeat 3x = 3
    repeat 1,000 times = 1000
    1,000,000x = 1000000
    10 times = 10
    seventeen times = 17
    do it twice = 2
    repeat 5 times every 10 minutes = 5
    3-mal = 3
    3 Mal wiederholen = 3
    dreimal = 3
    zwanzigmal = 20
    zweimal = 2
    3 fois = 3
    deux fois = 2
    dix-sept fois = 17
    """,
)
UNTIL = rules(
    LoopKind.UNTIL,
    """
    retry until valid format = valid format
    refine until quality threshold met = quality threshold met
    while items are left = items are left
    until 5 minutes have passed = 5 minutes have passed
    bis gültig = gültig
    bis es passt = es passt
    solange Fälle offen sind = Fälle offen sind
    jusqu'à validation = validation
    jusqu'à ce que ce soit valide = ce soit valide
    jusqu’à ce qu’il réponde = il réponde
    tant que c'est ouvert = c'est ouvert
    """,
)
EACH = rules(
    LoopKind.EACH,
    """
    for each order = order
    foreach item = item
    for all orders = orders
    per item = item
    every customer = customer
    für jede Bestellung = Bestellung
    für jeden Kunden = Kunden
    für jedes Teil = Teil
    pro Auftrag = Auftrag
    je Kunde = Kunde
    pour chaque commande = commande
    par client = client
    """,
)
RHYTHMS = """
every 5 minutes
every second
each month
per day
once per hour
once a day
3 times per day
up to 3 times per day
twice a week
every quarter
3 times daily
retry every 5 minutes
alle 5 Minuten
jede Woche
pro Tag
einmal pro Monat
3 Mal am Tag
täglich
toutes les 5 minutes
chaque jour
par mois
une fois par jour
"""
OTHERS = [
    "repeat 1.000 times",
    "repeat 1 000 times",
    "build 3xl shirts",
    "retry loop",
    "",
    "5 minutes",
    "every 5th one",
    "up to 5 minutes",
    "max 30 seconds",
]
FREE = [(text, LoopRule(LoopKind.FREE)) for text in [*OTHERS, "retry " * 100_000]]
RHYTHM = [(text, LoopRule(LoopKind.FREE, rhythm=True)) for text in RHYTHMS.strip().splitlines()]


@pytest.mark.parametrize(
    ("condition", "rule"), [*UPTO, *RANGE, *TIMES, *UNTIL, *EACH, *FREE, *RHYTHM], ids=lambda _: ""
)
def test_conditions_are_read_as_people_write_them(condition: str, rule: LoopRule) -> None:
    assert read_condition(condition) == rule


@pytest.mark.parametrize(
    ("value", "names"),
    [(4, "four vier quatre"), (9, "nine neun neuf"), (12, "twelve zwölf douze"), (20, "twenty zwanzig vingt")],
)
def test_numbers_up_to_twenty_are_read_in_three_languages(value: int, names: str) -> None:
    words = zip(names.split(), ("times", "Mal", "fois"), strict=True)
    assert [read_condition(f"{name} {often}").count for name, often in words] == [value] * 3

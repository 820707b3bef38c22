"""Real documents mutated at random: letters lost, doubled or swapped, lines lost, doubled or moved, words of others."""

from __future__ import annotations

from pathlib import Path

from case_texts import all_cases
from hypothesis import strategies as st

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
REAL_TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.fz"))] + all_cases()
WORDS = [
    *("n1", "n2", "n9", "order", "Sales Team", "R&D", "Sales", "{", "}", "{ # Label", ".", "->", "-->", "→", "=>"),
    *('"', "“", "”", "\\", "[", "]", "(", ")", ":", "=", "#", "//", "/*", "*/", "%% ", "-- ", "'", "```", " ", "\n"),
    *("\r", ".handle(right)", ".HANDLE(Left)", 'label:"x"', "Circle", "loop [x] n1 n2", "LOOP [", "\u200b", "\ufeff"),
    *("\u202e", "Here it is:\n", "n1: circle\n", "n1.handle(right) -> n2.handle(left)\n", "|", "<br>", "\\n", ","),
]  # fmt: skip


def mutated_texts() -> st.SearchStrategy[str]:
    """Return samples and cases with up to four small damages each."""
    return st.binary(min_size=1, max_size=21).map(_mutated)


def _mutated(data: bytes) -> str:
    """Take five bytes for each of the damages, after one for the text."""
    text = REAL_TEXTS[data[0] % len(REAL_TEXTS)]
    for begin in range(1, len(data) - 4, 5):
        kind = data[begin] % 8
        here, there = (int.from_bytes(data[begin + at : begin + at + 2], "big") for at in (1, 3))
        lines = text.splitlines(keepends=True) or [""]
        place, number = here % (len(text) + 1), here % len(lines)
        if kind == 0:
            text = text[:place] + text[place + 1 :]
        elif kind == 1:
            text = text[:place] + WORDS[there % len(WORDS)] + text[place:]
        elif kind == 2:
            text = "".join(lines[:number] + lines[number + 1 :])
        elif kind == 3:
            text = "".join([*lines[:number], lines[number], *lines[number:]])
        elif kind == 4:
            moved = lines.pop(number)
            lines.insert(there % (len(lines) + 1), moved)
            text = "".join(lines)
        elif kind == 5:
            text = text[:place] + text[place : place + 1].swapcase() + text[place + 1 :]
        elif kind == 6:
            other = REAL_TEXTS[there % len(REAL_TEXTS)].splitlines(keepends=True)
            text = "".join([*lines[:number], other[here % len(other)], *lines[number:]])
        else:
            text = text[:place] + text[place:][there % 12 :]
    return text

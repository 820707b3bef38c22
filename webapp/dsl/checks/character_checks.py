"""Characters in labels that show otherwise than they are written: emoji, and text that changes direction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.checks.label_checks import shown_texts
from webapp.dsl.checks.message_parts import shown
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import Part

# The property Emoji_Presentation of Unicode 16 (emoji-data.txt).
_PRESENTED = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f"
    "\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a"
    "\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
    "\U0001f004\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001f1ff\U0001f201\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f320\U0001f32d-\U0001f335"
    "\U0001f337-\U0001f37c\U0001f37e-\U0001f393\U0001f3a0-\U0001f3ca\U0001f3cf-\U0001f3d3\U0001f3e0-\U0001f3f0"
    "\U0001f3f4\U0001f3f8-\U0001f43e\U0001f440\U0001f442-\U0001f4fc\U0001f4ff-\U0001f53d\U0001f54b-\U0001f54e"
    "\U0001f550-\U0001f567\U0001f57a\U0001f595\U0001f596\U0001f5a4\U0001f5fb-\U0001f64f\U0001f680-\U0001f6c5"
    "\U0001f6cc\U0001f6d0-\U0001f6d2\U0001f6d5-\U0001f6d7\U0001f6dc-\U0001f6df\U0001f6eb\U0001f6ec"
    "\U0001f6f4-\U0001f6fc\U0001f7e0-\U0001f7eb\U0001f7f0\U0001f90c-\U0001f93a\U0001f93c-\U0001f945"
    "\U0001f947-\U0001f9ff\U0001fa70-\U0001fa7c\U0001fa80-\U0001fa89\U0001fa8f-\U0001fac6\U0001face-\U0001fadc"
    "\U0001fadf-\U0001fae9\U0001faf0-\U0001faf8"
)
_ONE = f'(?:[^\\s"\\\\]\ufe0f\u20e3?|[{_PRESENTED}])[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*+'
_JOINED = f'{_ONE}(?:\u200d(?:{_ONE}|[^\\s"\\\\]))*'
_EMOJI = re.compile(f"{_JOINED}(?: *+{_JOINED})*")
_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def check(document: Document) -> Iterator[Finding]:
    """Yield emoji and bidi-control, each once a label or other value that is shown."""
    if document.text.isascii():
        return
    for part in shown_texts(document):
        if not part.text.isascii():
            yield from _emoji(document, part)
            yield from _bidi(document, part)


def _emoji(document: Document, part: Part) -> Iterator[Finding]:
    runs = list(_EMOJI.finditer(document.text, part.start, part.end))
    if runs:
        edits = tuple(_removal(document.text, run.start(), run.end(), part) for run in runs)
        message = f"{shown(runs[0].group())} is an emoji, which other tools reject: use words instead"
        yield finding("emoji", message, runs[0].start(), runs[-1].end(), Fix("Remove it", False, edits))


def _removal(text: str, start: int, end: int, part: Part) -> TextEdit:
    """Return the edit that removes an emoji with the blank that only parts it from its neighbours."""
    if end < part.end and text[end] == " " and (start == part.start or text[start - 1] == " "):
        return TextEdit(start, end + 1, "")
    if end == part.end and start > part.start and text[start - 1] == " ":
        return TextEdit(start - 1, end, "")
    return TextEdit(start, end, "")


def _bidi(document: Document, part: Part) -> Iterator[Finding]:
    """Yield bidi-control for what is opened and not closed by the label's end (UAX 9, rules BD9 and BD11)."""
    open_ones: list[re.Match[str]] = []
    for control in _BIDI.finditer(document.text, part.start, part.end):
        if control.group() in _OPENING:
            open_ones.append(control)
            continue
        while open_ones:
            last = open_ones[-1]
            if _OPENING[last.group()] == control.group():
                open_ones.pop()
                break
            if control.group() == "\u202c":
                break
            open_ones.pop()
    if open_ones:
        edits = tuple(TextEdit(item.start(), item.end(), "") for item in open_ones)
        name = f"U+{ord(open_ones[0].group()):04X}"
        message = f"the direction mark {name} is not closed and can reverse the text that follows: remove it"
        fix = Fix("Remove it" if len(edits) == 1 else "Remove them", False, edits)
        yield finding("bidi-control", message, open_ones[0].start(), open_ones[-1].end(), fix)

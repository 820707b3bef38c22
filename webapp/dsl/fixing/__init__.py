"""Apply every fix that is marked safe, again and again, until none is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from webapp.domain import PartKey, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.fixing.choosing import compatible, safe_fixes
from webapp.dsl.fixing.rounds import Round
from webapp.dsl.reading.positions import LineIndex
from webapp.dsl.writing.identities import Identities, parts_after
from webapp.dsl.writing.text_changes import text_changes

MOST_ROUNDS = 100
MOST_READ = 3 * 2**19  # characters, in all rounds: a text at the limit once more, a smaller one more often


class Applied(NamedTuple):
    """One fix that was applied: the finding's code, its line in the original text (from 1), and what the fix did."""

    code: str
    line: int
    title: str


@dataclass(frozen=True)
class FixResult:
    """The mended text, read already, the edits that lead there, and what was done, in order of lines.

    The edits are in offsets of the original.
    `renamed` has the new ids of parts where they differ: those of parallel edges and of loops follow their order.
    `complete` is false where so much was left to mend that another run goes on with it.
    """

    document: Document = field(compare=False, repr=False)
    edits: tuple[TextEdit, ...]
    applied: tuple[Applied, ...]
    renamed: Mapping[PartKey, str] = field(default_factory=dict)
    complete: bool = True

    @property
    def text(self) -> str:
        """The mended text."""
        return self.document.text


def fix_text(text: str | Document) -> FixResult:
    """Apply all safe fixes; a second run finds nothing left to do, unless this one had too much to do."""
    original = document = text if isinstance(text, Document) else Document(text)
    identities = Identities(document)
    rounds: list[Round] = []
    applied: list[Applied] = []
    index = LineIndex(original.text)
    read = len(original.text)
    while chosen := compatible(safe_fixes(document)):
        if rounds and (len(rounds) >= MOST_ROUNDS or read > MOST_READ):
            break
        for finding in chosen:
            assert finding.fix is not None
            offset = finding.start
            for earlier in reversed(rounds):
                offset = earlier.origin(offset)
            applied.append(Applied(finding.code, index.position(offset).line, finding.fix.title))
        rounds.append(Round(document.text, chosen))
        mended = Document(rounds[-1].text)
        read += len(mended.text)
        identities.follow(parts_after(document, rounds[-1].edits, mended))
        document = mended
    changes = text_changes(original.text, document.text)
    done = tuple(sorted(applied, key=lambda item: item.line))
    return FixResult(document, changes, done, identities.renamed, not chosen)

"""Two people's works in one: their texts, and their companions with the ids of the merged text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webapp.domain import Companion
from webapp.domain.tidy_json import tidy_json
from webapp.dsl import parse
from webapp.dsl.difference import compare
from webapp.dsl.difference.difference_clauses import clauses
from webapp.dsl.merging import Choice, Clash, Picks, Side, merge_texts, merge_values
from webapp.dsl.merging.markers import lines_with_markers
from webapp.dsl.merging.three_texts import Became, Merge, ThreeTexts
from webapp.errors import InvalidRequest
from webapp.services.clash_words import ClashWords, ToldClash
from webapp.services.references import follow

Decided = Mapping[tuple[str, str, str], Choice]


@dataclass(frozen=True)
class Work:
    """A text with its companion as JSON values."""

    code: str
    companion: Mapping[str, Any]


@dataclass(frozen=True)
class TakenWhole:
    """The decision to take one of both works as it is; `version` is the one of theirs that the person saw."""

    take: Side
    version: int

    def counts_for(self, version: int) -> bool:
        """Return whether the decision holds for a version of theirs: nobody replaces a text that they have not seen."""
        return self.take == "theirs" or version == self.version


@dataclass(frozen=True)
class MergedWork:
    """The merged work, with theirs where something clashes that nobody decided; `clashes` has what that is.

    `came_in` says what theirs changed beside that, `went_in` what mine did, in a few words each.
    """

    work: Work
    clashes: tuple[ToldClash, ...]
    came_in: tuple[str, ...]
    went_in: tuple[str, ...] = ()
    refused: frozenset[Side] = frozenset()
    """Whose way was refused by a decision."""


@dataclass(frozen=True)
class MarkedText:
    """A merged text; both ways of each clash stand in it between git's markers."""

    text: str
    clashes: tuple[Clash, ...]


def merge_with_markers(base: str, mine: str, theirs: str) -> MarkedText:
    """Return the merge of three texts of diagrams."""
    three = (parse(base), parse(mine), parse(theirs))
    merged = merge_texts(*three)
    text = ThreeTexts(*three).with_markers() if merged.clashes else merged.document.text
    return MarkedText(text, merged.clashes)


def merge_json_texts(base: str, mine: str, theirs: str) -> MarkedText:
    """Return the merge of three companions, in the form of mine where nothing else was changed.

    Raises:
        InvalidRequest: one of them is no JSON object.
    """
    was, first, second = (_object(text) for text in (base, mine, theirs))
    if mine.strip() == theirs.strip() or theirs.strip() == base.strip():
        return MarkedText(mine, ())
    if mine.strip() == base.strip():
        return MarkedText(theirs, ())
    usual = Picks(usual="theirs")
    as_theirs = _written(merge_values(was, first, second, usual))
    if not usual.open:
        return MarkedText(as_theirs, ())
    as_mine = _written(merge_values(was, first, second, Picks(usual="mine")))
    return MarkedText(lines_with_markers(as_mine, as_theirs), usual.open)


def _object(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(f"the companion is not JSON: {error}") from None
    if not isinstance(data, dict):
        raise InvalidRequest("the companion must hold a JSON object")
    return data


def _written(companion: Mapping[str, Any]) -> str:
    return tidy_json(companion)


def merge_works(base: Work, mine: Work, theirs: Work, decided: Decided | None = None) -> MergedWork:
    """Return what both made of the base; `theirs` was stored first. `decided` says whose is taken, by clash."""
    three = (base, mine, theirs)
    merge, work, clashes, refused = _merged(three, decided, "theirs")
    if not clashes:
        return MergedWork(work, (), _told(mine, merge, work), refused=refused)
    words = ClashWords(parse(base.code), parse(mine.code), parse(theirs.code), merge.places)
    as_mine, work_as_mine, *_ = _merged(three, decided, "mine")
    came_in, went_in = _told(mine, as_mine, work_as_mine), _told(theirs, merge, work)
    return MergedWork(work, tuple(words.tell(clash) for clash in clashes), came_in, went_in)


def take_whole(whole: TakenWhole, mine: Work, theirs: Work) -> MergedWork:
    """Return the work that was taken as it is; the other one is refused."""
    if whole.take == "mine":
        return MergedWork(mine, (), (), refused=frozenset({"theirs"}))
    return MergedWork(theirs, (), (), refused=frozenset({"mine"}))


def _merged(
    three: tuple[Work, Work, Work], decided: Decided | None, usual: Side
) -> tuple[Merge, Work, tuple[Clash, ...], frozenset[Side]]:
    base, mine, theirs = three
    texts, values = Picks(decided, usual), Picks(decided, usual)
    merge = merge_texts(parse(base.code), parse(mine.code), parse(theirs.code), texts)
    companion = merge_companions(merge, base.companion, mine.companion, theirs.companion, values)
    refused = texts.refused | values.refused
    return merge, Work(merge.document.text, companion), (*texts.open, *values.open), refused


def _told(before: Work, merge: Merge, now: Work) -> tuple[str, ...]:
    difference = compare(parse(before.code).diagram, merge.document.diagram)
    if difference:
        return clauses(difference)
    if now.companion != before.companion:
        return ("changed the title or settings",)
    return () if now.code == before.code else ("changed comments or blanks",)


def merge_companions(
    merge: Merge, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], picks: Picks
) -> dict[str, Any]:
    """Return the companion of a merged text; what it says of parts that are gone goes with them."""
    first, second, third = (
        _with_ids(companion, became)
        for companion, became in ((base, merge.base), (mine, merge.mine), (theirs, merge.theirs))
    )
    merged: dict[str, Any] = merge_values(first, second, third, picks)
    return merged


def _with_ids(companion: Mapping[str, Any], became: Became) -> dict[str, Any]:
    renamed = {key: now[1] for key, now in became.items() if now is not None and now[1] != key[1]}
    gone = {key for key, now in became.items() if now is None}
    return follow(Companion.from_json(companion), renamed, gone).to_json()

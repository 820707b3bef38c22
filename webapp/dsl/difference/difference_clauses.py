"""A difference in a few words: what changed, for one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from webapp.domain import Lane, Loop, Node, one_line
from webapp.dsl.difference.changes import Altered, Difference, Item, Kind

SHOWN = 40
MOST_NAMED = 2


def clauses(difference: Difference) -> tuple[str, ...]:
    """Return what changed, such as `renamed “Check”` and `added 2 edges`; parts are counted where they are many."""
    return tuple(_clauses(difference))


def _clauses(difference: Difference) -> Iterator[str]:
    named = [it for it in difference.altered if any(change.field == "label" for change in it.changes)]
    renamed = [_last_label(it) for it in named if it.kind in (Kind.LANE, Kind.NODE)]
    if renamed:
        yield f"renamed {_listed(renamed, 'part')}"
    for verb, items in (
        ("added", [(it.kind, it.item) for it in difference.added]),
        ("removed", [(it.kind, it.item) for it in difference.removed]),
    ):
        for kind in Kind:
            found = [_name(item) for its_kind, item in items if its_kind is kind]
            if found:
                yield f"{verb} {_counted(len(found), kind.value)}{_named(found)}"
    told = {id(it) for it in named if it.kind in (Kind.LANE, Kind.NODE) and len(it.changes) == 1}
    for kind in Kind:
        changed = [it for it in difference.altered if it.kind is kind and it.changes and id(it) not in told]
        if changed:
            yield f"changed {_counted(len(changed), kind.value)}"
    if not any(it.changes for it in difference.altered) and difference.altered:
        yield "changed the order"
    if any(difference.renamed.get(kind) for kind in (Kind.LANE, Kind.NODE)):
        yield "changed ids"


def _last_label(altered: Altered) -> str:
    return _quoted(next(str(change.now) for change in altered.changes if change.field == "label") or altered.id)


def _name(item: Item) -> str:
    if isinstance(item, Node):
        return _quoted(item.text)
    if isinstance(item, Lane):
        return _quoted(item.label or item.id)
    return _quoted(item.condition) if isinstance(item, Loop) else _quoted(item.label) if item.label else ""


def _named(names: Sequence[str]) -> str:
    return f" {names[0]}" if len(names) == 1 and names[0] else ""


def _listed(names: Sequence[str], word: str) -> str:
    return " and ".join(names) if len(names) <= MOST_NAMED else _counted(len(names), word)


def _counted(number: int, word: str) -> str:
    return f"{word}" if number == 1 else f"{number} {word}s"


def _quoted(text: str) -> str:
    text = one_line(text)
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[: SHOWN - 1]}…”"

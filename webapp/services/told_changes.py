"""What changed from one work to the next, in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webapp.domain import one_line
from webapp.dsl import parse
from webapp.dsl.difference import compare
from webapp.dsl.difference.difference_clauses import clauses
from webapp.services.merged_works import Work

SHOWN = 40


def told_changes(was: Work, now: Work) -> tuple[str, ...]:
    """Return what changed, such as `added 2 edges`; nothing where both are the same."""
    told = () if was.code == now.code else _of_texts(was.code, now.code)
    return (*told, *_of_companions(was.companion, now.companion))


def _of_texts(was: str, now: str) -> tuple[str, ...]:
    difference = compare(parse(was).diagram, parse(now).diagram)
    return clauses(difference) if difference else ("changed comments or blanks",)


def _of_companions(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    names = {name for name in (*was, *now) if was.get(name) != now.get(name)}
    told = []
    if "title" in names:
        title = one_line(str(now.get("title") or ""))
        title = title if len(title) <= SHOWN else f"{title[: SHOWN - 1]}…"
        told.append(f"changed the title to “{title}”" if title else "removed the title")
    if "layout" in names:
        told.append("changed the layout")
    if names - {"title", "layout"}:
        told.append("changed the settings")
    return told

"""The step that leads from one stored text and companion to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webapp.dsl.writing.text_changes import text_changes
from webapp.live_changes.change_sets import Changes, changes_of
from webapp.live_changes.live_text import changed_text, live_text
from webapp.live_changes.merge_patch import patch_between


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a live text: `changes` of the text, `companion` the patch of what stands beside it, or None.

    `client` names the page that made it.
    """

    client: str
    changes: Changes
    companion: Mapping[str, Any] | None = None


def step_between(
    before: str, beside_before: Mapping[str, Any], after: str, beside_after: Mapping[str, Any], client: str = ""
) -> Step | None:
    """Return the step between two stored texts and their companions, or None where no step leads there to the byte.

    That is so where line endings or the byte-order mark of kept lines differ, or the companion has nulls.
    """
    live = live_text(before)
    changes = changes_of(live, text_changes(live, live_text(after)))
    patch = patch_between(beside_before, beside_after)
    if patch is None or changed_text(before, changes) != after:
        return None
    return Step(client, changes, patch or None)

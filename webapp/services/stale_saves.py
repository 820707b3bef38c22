"""What is answered to a save that is based on an old version: both texts, who saved since, and what clashes."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.errors import StaleVersion
from webapp.services.merged_works import MergedWork, Work
from webapp.storage import Snapshot, VersionInfo, VersionKind


def stale_version(
    based_on: int, mine: Work, theirs: Snapshot, history: Sequence[VersionInfo], merged: MergedWork | None = None
) -> StaleVersion:
    """Return the error for a save of `mine`; `history` has the versions of the document, newest first."""
    clashes = merged and {
        "clashes": [clash.to_json() for clash in merged.clashes],
        "came_in": [*merged.came_in],
        "went_in": [*merged.went_in],
    }
    return StaleVersion(
        f"this diagram was saved elsewhere: version {theirs.number} is newer than your version {based_on}. "
        "Nothing was overwritten; the answer contains both texts",
        yours={"version": based_on, "code": mine.code, "companion": dict(mine.companion)},
        theirs={
            "version": theirs.number,
            "code": theirs.code,
            "companion": dict(theirs.companion),
            "changed_at": theirs.changed_at.isoformat(),
            "authors": authors_since(history, based_on),
        },
        **(clashes or {}),
    )


def authors_since(history: Sequence[VersionInfo], version: int) -> list[str]:
    """Return who saved after a version, by first save; an empty name stands for all who gave none."""
    since = [it for it in reversed(history) if it.number > version and it.kind != VersionKind.SET_ASIDE]
    # Those who changed one version together are separated by commas.
    return list(dict.fromkeys(name for it in since for name in it.author.split(", ")))

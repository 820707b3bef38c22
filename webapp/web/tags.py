"""ETags as browsers send them back: compression appends its method, so that "7" comes back as "7:br"."""

from __future__ import annotations

from flask import Request
from werkzeug.datastructures import ETags


def known_tags(request: Request) -> dict[str, str]:
    """Return the tags of the answers that the browser has; values are the tags as they were sent."""
    return _given(request.if_none_match)


def expected_tag(request: Request) -> str | None:
    """Return the tag on which a write is based, or None if it names none, several or any."""
    tags = list(_given(request.if_match))
    return tags[0] if len(tags) == 1 else None


def _given(tags: ETags) -> dict[str, str]:
    return {sent.partition(":")[0]: sent for sent in tags.as_set(include_weak=True)}

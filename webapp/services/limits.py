"""Checks of texts and companions before anything is drawn or stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from webapp.domain import Companion, CompanionError
from webapp.errors import InvalidRequest, TextTooLarge
from webapp.layout import HintError, Hints


def check_text(code: str, limit: int) -> None:
    """Check that a text can be kept as UTF-8 and fits the limit (bytes).

    Raises:
        InvalidRequest: it contains half of a surrogate pair, which UTF-8 cannot encode.
        TextTooLarge: it is over the limit.
    """
    try:
        size = len(code.encode())
    except UnicodeEncodeError as error:
        raise InvalidRequest(
            f"the text contains an invalid character (half of a surrogate pair) at offset {error.start}: remove it",
            field="code",
            offset=error.start,
        ) from None
    if size > limit:
        raise TextTooLarge(
            f"the text has {size:,} bytes, but the limit is {limit:,} bytes: shorten it", size=size, limit=limit
        )


def read_companion(data: Mapping[str, Any] | None, limit: int) -> Companion:
    """Return the companion of a request; None gives an empty one.

    Raises:
        InvalidRequest: it is not a companion, or contains numbers or characters that a JSON file cannot contain.
        TextTooLarge: as JSON it is over the limit (bytes).
    """
    try:
        companion = Companion.from_json(data or {})
        Hints.from_json(companion.layout_hints)
        size = len(json.dumps(companion.to_json(), allow_nan=False, ensure_ascii=False).encode())
    except (CompanionError, HintError) as error:
        raise InvalidRequest(str(error), field="companion") from None
    except UnicodeEncodeError:
        message = "the companion contains an invalid character (half of a surrogate pair): remove it"
        raise InvalidRequest(message, field="companion") from None
    except (ValueError, RecursionError):
        message = "the companion contains a number or a nesting that JSON does not allow"
        raise InvalidRequest(message, field="companion") from None
    if size > limit:
        raise TextTooLarge(
            f"the companion has {size:,} bytes, but the limit is {limit:,} bytes", size=size, limit=limit
        )
    return companion

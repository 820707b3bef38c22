"""Limits how many requests one browser and one address can send."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterable

from flask import Blueprint, Flask, request
from limits import RateLimitItem, parse_many
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from webapp.config import Settings
from webapp.web.shared_counting import open_counts

CLIENT_HEADER = "Lanestep-Client"
"""Identifies the browser, as `client` does in a save. Requests of an address without this header share one count."""
CLIENT = re.compile("[A-Za-z0-9_.:-]{1,64}")
BROWSERS_PER_ADDRESS = 20
"""An address can send as many requests as this number of browsers, because a team may share it."""

DRAWING, SAVES, CHANGES, PRESENCE, PAGES = "drawing", "saves", "changes", "presence", "pages"
BUDGETS = {
    **dict.fromkeys(
        ("texts", "analyses", "companions", "formats", "assist", "files", "scenarios", "simulations"), DRAWING
    ),
    **dict.fromkeys(("documents", "history"), SAVES),
    "steps": CHANGES,
    "presence": PRESENCE,
}
"""The budget of each blueprint; all others are pages. Drawing and presence have budgets of their own, so that they
cannot prevent saving."""
STORING = "texts.create_playground"


class Limiter:
    """Counts requests by browser and by address; one that a browser's limit refuses does not count for its address."""

    def __init__(self, limit: str, counts: Storage) -> None:
        """Parse the limit.

        Raises:
            ValueError: it cannot be read; the message names its variable.
        """
        self._counts = FixedWindowRateLimiter(counts)
        try:
            self._of_browsers = parse_many(limit)
        except ValueError:
            raise ValueError(f"LANESTEP_RATE_LIMIT is {limit!r}; write it for example as 1200 per minute") from None
        self._of_addresses = [
            type(item)(BROWSERS_PER_ADDRESS * item.amount, item.multiples, item.namespace) for item in self._of_browsers
        ]

    def count(self, budget: str, address: str, client: str) -> None:
        """Count a request.

        Raises:
            TooManyRequests: there were too many already.
        """
        for item in self._of_addresses:
            if not self._counts.test(item, budget, address):
                self._refuse(item, budget, address)
        for item in self._of_browsers:
            if not self._counts.hit(item, budget, address, client):
                self._refuse(item, budget, address, client)
        for item in self._of_addresses:
            self._counts.hit(item, budget, address)

    def _refuse(self, item: RateLimitItem, *key: str) -> None:
        wait = self._counts.get_window_stats(item, *key).reset_time - time.time()
        raise TooManyRequests(retry_after=max(1, math.ceil(wait)))


def register(app: Flask, settings: Settings, unlimited: Iterable[Blueprint]) -> None:
    """Limit the requests to all blueprints that are not `unlimited`.

    Raises:
        ValueError: the limit cannot be parsed; the message names its variable.
    """
    limiter = Limiter(settings.rate_limit, open_counts(settings.cache))
    free = {blueprint.name for blueprint in unlimited}

    @app.before_request
    def count() -> None:
        if request.blueprint not in free:
            limiter.count(_budget(), request.remote_addr or "", asking_client())


def _budget() -> str:
    return SAVES if request.endpoint == STORING else BUDGETS.get(request.blueprint or "", PAGES)


def asking_client() -> str:
    """Return the name that the browser gives itself, or nothing."""
    sent = request.headers.get(CLIENT_HEADER, "")
    return sent if CLIENT.fullmatch(sent) else ""

"""How much may come from one browser and from one address, and how small it goes out."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterable

from flask import Blueprint, Flask, request
from flask_compress import Compress
from limits import RateLimitItem, parse_many
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from webapp.config import Settings
from webapp.web.shared_counting import open_counts

COMPRESSED = ["text/html", "text/css", "text/plain", "text/javascript", "application/json", "image/svg+xml"]

CLIENT_HEADER = "Lanestep-Client"
"""Names the browser that asks, as `client` in a save does. All of an address who send none share one count."""
CLIENT = re.compile("[A-Za-z0-9_.:-]{1,64}")
AN_ADDRESS_MAY = 20
"""How many times as much as a browser an address may send: a team may sit behind it."""

DRAWING, SAVES, PAGES = "drawing", "saves", "pages"
BUDGETS = {"texts": DRAWING, "assist": DRAWING, "files": DRAWING, "documents": SAVES}
"""What each part of the program is counted as, so that drawing leaves room for saving; all else are pages."""
STORING = "texts.create_playground"


class Limiter:
    """Counts requests by browser and by address; a request that is refused to a browser costs its address nothing."""

    def __init__(self, words: str, counts: Storage) -> None:
        """Read the limit.

        Raises:
            ValueError: it cannot be read; the message names its variable.
        """
        self._counts = FixedWindowRateLimiter(counts)
        try:
            self._of_browsers = parse_many(words)
        except ValueError:
            raise ValueError(f"LANESTEP_RATE_LIMIT is {words!r}; write it for example as 1200 per minute") from None
        self._of_addresses = [
            type(item)(AN_ADDRESS_MAY * item.amount, item.multiples, item.namespace) for item in self._of_browsers
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
    """Limit requests and compress answers.

    Raises:
        ValueError: the limit cannot be read; the message names its variable.
    """
    app.config["COMPRESS_MIMETYPES"] = COMPRESSED
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    Compress(app)
    limiter = Limiter(settings.rate_limit, open_counts(settings.cache))
    free = {blueprint.name for blueprint in unlimited}

    @app.before_request
    def count() -> None:
        if request.blueprint not in free:
            limiter.count(_budget(), request.remote_addr or "", _client())


def _budget() -> str:
    return SAVES if request.endpoint == STORING else BUDGETS.get(request.blueprint or "", PAGES)


def _client() -> str:
    sent = request.headers.get(CLIENT_HEADER, "")
    return sent if CLIENT.fullmatch(sent) else ""

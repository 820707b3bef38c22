"""Checks the host name of requests, because the server builds addresses from it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request

from webapp.config import Settings
from webapp.errors import UnknownHost
from webapp.web import health
from webapp.web.context import settings

REFUSED = "lanestep.host_refused"
# The form of valid names; some others make Werkzeug fail in the middle of an answer.
LABEL = "[A-Za-z0-9_-]{1,63}"
NAME = rf"(?=.{{1,253}}(?::|$)){LABEL}(?:\.{LABEL})*"
HOST = re.compile(rf"(?:(?P<name>{NAME})\.?|\[(?P<address>[0-9A-Fa-f:.]{{2,45}})\])(?::[0-9]{{1,5}})?")
PREFIX = re.compile(r"(?:/[A-Za-z0-9._~%!$&'()*+,;=:@-]+)*/?")
MALFORMED = "the Host header of this request is not valid: check it, and what proxies add to it"
UNKNOWN = (
    "this server does not answer to the host name in the address: use localhost or 127.0.0.1 with its port, or set "
    "LANESTEP_PUBLIC_URL to the address that people use, or LANESTEP_TRUSTED_PROXIES if it is behind a proxy"
)

log = logging.getLogger("lanestep")


def register(app: Flask, chosen: Settings) -> None:
    """Register the check."""
    app.wsgi_app = _HostCheck(app.wsgi_app, chosen)  # type: ignore[method-assign]
    app.before_request(refuse_unknown_hosts)


def refuse_unknown_hosts() -> None:
    """Refuse requests to unknown host names, except those of monitoring programs.

    Raises:
        UnknownHost: the message says what to set.
    """
    message = request.environ.get(REFUSED)
    if message and request.blueprint != health.bp.name:
        raise UnknownHost(message)


def own_address() -> str:
    """Return the address at which people reach this server: scheme, host and port."""
    named = settings().public_urls
    same = (address for address in named if urlsplit(address).hostname == urlsplit(request.host_url).hostname)
    return next(same, named[0] if named else request.host_url.rstrip("/"))


def is_own_origin(origin: str) -> bool:
    """Return whether the `Origin` of a request is this server."""
    return origin.split("://", 1)[-1] == request.host or origin in settings().public_urls


class _HostCheck:
    """Marks requests to unknown host names, and replaces the name, so that no answer repeats it."""

    def __init__(self, app: Any, chosen: Settings) -> None:
        self._app = app
        self._names = {urlsplit(address).hostname for address in chosen.public_urls}
        self._behind_proxy = chosen.trusted_proxies > 0
        self._has_warned = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if message := self._refusal(environ):
            environ |= {REFUSED: message, "HTTP_HOST": "localhost", "SERVER_NAME": "localhost", "SCRIPT_NAME": ""}
        answer: Iterable[bytes] = self._app(environ, start_response)
        return answer

    def _refusal(self, environ: dict[str, Any]) -> str | None:
        host = environ.get("HTTP_HOST")
        if not host:
            return None
        found = HOST.fullmatch(host)
        if not found or not PREFIX.fullmatch(environ.get("SCRIPT_NAME", "")):
            return MALFORMED
        name = (found["name"] or found["address"]).lower()
        if found["address"] and not _is_address(name):
            return MALFORMED
        if self._behind_proxy or name in self._names or _is_loopback(name):
            return None
        if self._names or _is_loopback(environ["SERVER_NAME"]):
            return UNKNOWN
        self._warn(environ["SERVER_NAME"])
        return None

    def _warn(self, listening: str) -> None:
        if not self._has_warned:
            self._has_warned = True
            log.warning(
                "listening on %s, this server believes every name that it is called by: set LANESTEP_PUBLIC_URL to the "
                "address that people use",
                listening,
            )


def _is_loopback(name: str) -> bool:
    return name == "localhost" or (_is_address(name) and ip_address(name).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True

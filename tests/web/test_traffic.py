"""Limits by address, small answers, and proxies in front."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/", "/samples/blue-green", "/samples/blue-green.svg", "/api/samples"])
@pytest.mark.parametrize("method", ["br", "gzip"])
def test_text_goes_out_compressed(client: FlaskClient, path: str, method: str):
    assert client.get(path, headers={"Accept-Encoding": method}).headers["Content-Encoding"] == method


def test_health_answers_are_not_counted(make_app: Callable[..., Flask]):
    client = make_app(rate_limit="1 per minute").test_client()

    assert [client.get("/healthz").status_code for _ in range(3)] == [200, 200, 200]


def test_a_limit_counts_each_visitor_behind_a_trusted_proxy(make_app: Callable[..., Flask]):
    client = make_app(rate_limit="1 per minute", trusted_proxies=1).test_client()

    answers = [client.get("/", headers={"X-Forwarded-For": address}) for address in ("192.0.2.1", "192.0.2.2")]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_nobody_escapes_the_limit_by_naming_another_address(make_app: Callable[..., Flask]):
    client = make_app(rate_limit="1 per minute").test_client()

    answers = [client.get("/", headers={"X-Forwarded-For": address}) for address in ("192.0.2.1", "192.0.2.2")]

    assert [answer.status_code for answer in answers] == [200, 429]


def test_addresses_follow_the_prefix_of_a_trusted_proxy(make_app: Callable[..., Flask]):
    client = make_app(trusted_proxies=1).test_client()

    page = client.get("/new", headers={"X-Forwarded-Prefix": "/draw"}).text

    assert 'href="/draw/' in page

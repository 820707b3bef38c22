"""By which names a server is called, and that nobody makes it answer with a foreign one."""

from __future__ import annotations

import http.client
import logging
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from running_server import running

LISTENING_ELSEWHERE = {"SERVER_NAME": "0.0.0.0"}


def asked(client: FlaskClient, host: str, elsewhere: bool = False, **headers: str) -> Any:
    """Store a text as another program does, calling the server by a name."""
    environ = {"HTTP_HOST": host, **(LISTENING_ELSEWHERE if elsewhere else {})}
    return client.post("/api/playground/create", json={"code": ""}, headers=headers, environ_overrides=environ)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "127.9.8.7", "[::1]:8000"])
def test_a_server_on_loopback_answers_to_loopback_names(client: FlaskClient, host: str):
    assert asked(client, host).json["url"].startswith(f"http://{host.lower()}/d/".replace(":80/", "/"))


@pytest.mark.parametrize("path", ["/", "/new", "/api/samples", "/nothing", "/samples/blue-green.svg"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "192.0.2.1"])
def test_a_server_on_loopback_refuses_other_names_and_says_what_to_set(client: FlaskClient, path: str, host: str):
    answer = client.get(path, headers={"Host": host})

    assert answer.status_code == 400
    assert "LANESTEP_PUBLIC_URL" in answer.text
    assert "LANESTEP_TRUSTED_PROXIES" in answer.text
    assert host not in answer.text


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize(
    "host",
    [
        "a" * 5000,
        "a." * 2500,
        "x" * 64 + ".example",
        "a..b",
        "ü.example",
        "[::1",
        "a/b",
        "a b",
        "user@localhost",
        "localhost:port",
        "localhost:123456",
        "\x00",
        ",",
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/samples", "/nothing"])
def test_no_host_name_is_a_fault_of_ours(client: FlaskClient, host: str, path: str, elsewhere: bool):
    environ = {"HTTP_HOST": host, **(LISTENING_ELSEWHERE if elsewhere else {})}

    answer = client.get(path, environ_overrides=environ)

    assert answer.status_code == 400
    assert "Host" in answer.text


@pytest.mark.parametrize("host", ["[::::]", "[1.2.3.4.5]", "a" * 5000])
def test_no_host_name_is_a_fault_of_the_real_server(app: Flask, host: str):
    with running(app) as server, closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as line:
        line.request("GET", "/", headers={"Host": host})

        assert line.getresponse().status == 400


def test_what_watches_the_server_may_call_it_by_any_name(client: FlaskClient):
    assert client.get("/healthz", headers={"Host": "10.1.2.3:8000"}).status_code == 200


def test_the_public_address_is_believed_and_put_into_links(make_app: Callable[..., Flask]):
    client = make_app(public_urls=("https://flow.example.org",)).test_client()

    assert asked(client, "flow.example.org").json["url"].startswith("https://flow.example.org/d/")
    assert asked(client, "localhost:8000").json["url"].startswith("https://flow.example.org/d/")
    assert asked(client, "evil.example").status_code == 400


def test_each_of_several_public_addresses_is_put_into_its_own_links(make_app: Callable[..., Flask]):
    client = make_app(public_urls=("https://flow.example.org", "http://flow.lan:8000")).test_client()

    assert asked(client, "flow.lan:8000").json["url"].startswith("http://flow.lan:8000/d/")
    assert asked(client, "127.0.0.1").json["url"].startswith("https://flow.example.org/d/")


def test_a_public_address_holds_wherever_the_server_listens(make_app: Callable[..., Flask]):
    client = make_app(public_urls=("https://flow.example.org",)).test_client()

    assert asked(client, "evil.example", elsewhere=True).status_code == 400
    assert asked(client, "flow.example.org:8000", elsewhere=True).status_code == 200


def test_a_page_at_the_public_address_may_write_behind_a_proxy_that_changes_the_host(make_app: Callable[..., Flask]):
    client = make_app(public_urls=("https://flow.example.org",)).test_client()

    assert asked(client, "127.0.0.1:8000", Origin="https://flow.example.org").status_code == 200
    assert asked(client, "127.0.0.1:8000", Origin="https://evil.example").status_code == 403


def test_a_trusted_proxy_is_believed(make_app: Callable[..., Flask]):
    client = make_app(trusted_proxies=1).test_client()
    told = {"X-Forwarded-Host": "flow.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/flow"}

    assert asked(client, "127.0.0.1", **told).json["url"].startswith("https://flow.example.org/flow/d/")


@pytest.mark.parametrize("prefix", ["//evil.example", "https://evil.example", "x", "/a b"])
def test_a_prefix_that_is_no_path_is_refused(make_app: Callable[..., Flask], prefix: str):
    client = make_app(trusted_proxies=1).test_client()

    answer = client.get("/new", headers={"X-Forwarded-Prefix": prefix})

    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_a_server_that_listens_elsewhere_goes_on_and_says_so_once(
    make_app: Callable[..., Flask], caplog: pytest.LogCaptureFixture
):
    client = make_app().test_client()
    caplog.set_level(logging.WARNING, "lanestep")

    urls = [asked(client, "flow.lan:8000", elsewhere=True).json["url"] for _ in range(3)]

    assert all(url.startswith("http://flow.lan:8000/d/") for url in urls)
    assert [record.message for record in caplog.records if "LANESTEP_PUBLIC_URL" in record.message] == [
        "listening on 0.0.0.0, this server believes every name that it is called by: set LANESTEP_PUBLIC_URL to the "
        "address that people use"
    ]

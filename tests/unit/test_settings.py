"""Settings as they stand in the environment."""

from __future__ import annotations

import pytest

from webapp.config import Settings


def test_no_proxy_is_trusted_where_the_setting_says_so():
    assert Settings.from_environment({"LANESTEP_TRUSTED_PROXIES": "0"}).trusted_proxies == 0


def test_a_setting_that_is_empty_is_one_that_is_not_there():
    assert Settings.from_environment({"LANESTEP_THREADS": ""}).threads == Settings.from_environment({}).threads


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LANESTEP_PORT", "²"),
        ("LANESTEP_PORT", "٨٠"),
        ("LANESTEP_PORT", "9" * 5000),
        ("LANESTEP_PORT", "70000"),
        ("LANESTEP_THREADS", "0"),
        ("LANESTEP_RENDER_TIMEOUT", "-1"),
        ("LANESTEP_TRUSTED_PROXIES", "-1"),
    ],
    ids=["a power", "other digits", "very long", "no port", "none", "below zero", "proxies below zero"],
)
def test_a_number_that_cannot_be_used_is_refused_with_its_variable(variable: str, value: str):
    with pytest.raises(ValueError, match=f"^{variable} is .*; it must be a whole number from"):
        Settings.from_environment({variable: value})


def test_public_addresses_are_read_without_their_last_slash():
    given = {"LANESTEP_PUBLIC_URL": "https://Flow.Example.org/, http://[fe80::1]:8000"}

    assert Settings.from_environment(given).public_urls == ("https://flow.example.org", "http://[fe80::1]:8000")


@pytest.mark.parametrize(
    "value", ["flow.example.org", "ftp://flow.example.org", "https://example.org/flow", "https://[::::]"]
)
def test_a_public_address_that_cannot_be_used_is_refused_with_its_variable(value: str):
    with pytest.raises(ValueError, match=r"^LANESTEP_PUBLIC_URL is .*; it must be an address without a path"):
        Settings.from_environment({"LANESTEP_PUBLIC_URL": value})

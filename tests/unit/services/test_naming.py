"""Documents that came without a title are called after their lanes."""

from __future__ import annotations

import pytest

from webapp.domain import Companion, Diagram, Lane
from webapp.services.naming import title_after_lanes


@pytest.mark.parametrize(
    ("labels", "title"),
    [
        ([], ""),
        (["Customer"], "Customer"),
        (["Customer", "Sales"], "Customer and Sales"),
        (["Customer", "Sales", "Billing"], "Customer, Sales and Billing"),
        (["Customer", "Sales", "Billing", "Bank", "Post"], "Customer, Sales, Billing and 2 more"),
        (["Customer\nservice", "A\u202eb"], "Customer service and A b"),
        (["", "Sales"], "Sales"),
        (["a" * 150, "b" * 150], "a" * 150 + " and 1 more"),
        (["a" * 300], "a" * 199 + "…"),
    ],
)
def test_a_title_names_the_first_lanes(labels: list[str], title: str):
    found = title_after_lanes(Diagram(lanes=tuple(Lane(f"l{number}", label) for number, label in enumerate(labels))))

    assert found == title
    assert Companion.from_json({"title": found}).title == title

"""What a page of the help says about one code, and the texts that most examples begin with."""

from __future__ import annotations

from typing import NamedTuple


class Help(NamedTuple):
    """The help on one code. `wrong` triggers exactly this finding, `right` triggers none; both are whole documents.

    What the program says about `wrong`, and what its fix makes of it, is not written down: it is asked for.
    """

    title: str
    explanation: str
    wrong: str
    right: str


START = 'n1: circle label:"Order"'
END = 'n2: circle label:"Sent"'
GO = "n1.handle(right) -> n2.handle(left)"


def lane(*lines: str, head: str = "Sales { # Sales desk") -> str:
    """Return a lane with these lines."""
    return "".join(f"{line}\n" for line in (head, *(f"  {line}" for line in lines), "}"))


def sales(*lines: str) -> str:
    """Return a lane with a start, an end, and these lines."""
    return lane(START, END, *lines)


def sales_and_store(*lines: str, store: tuple[str, ...] = (), extra: str = "") -> str:
    """Return two lanes: n1 and `lines` in the first, n2 and `store` in the second, then `extra`."""
    return lane(START, *lines) + lane(END, *store, head="Store { # Store") + extra

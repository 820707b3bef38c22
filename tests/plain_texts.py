"""Texts of one lane, small and large, for what asks a server to draw them."""

from __future__ import annotations


def code_named(name: str) -> str:
    """Return a text of two nodes, the first called so: its picture is known by that."""
    nodes = f'  n1: circle label:"{name}"\n  n2: rectangle label:"Next"\n'
    return f"a {{ # Lane\n{nodes}  n1.handle(right) -> n2.handle(left)\n}}\n"


def chain(length: int) -> str:
    """Return a text of so many steps in a row."""
    nodes = "".join(f'  n{n}: rectangle label:"Step {n}"\n' for n in range(1, length + 1))
    edges = "".join(f"  n{n}.handle(right) -> n{n + 1}.handle(left)\n" for n in range(1, length))
    return f"a {{ # Lane\n{nodes}{edges}}}\n"


def hub(edges: int) -> str:
    """Return a text in which one side of a node has so many edges."""
    nodes = "".join(f'  n{n}: rectangle label:"Step {n}"\n' for n in range(1, edges + 2))
    lines = "".join(f"  n1.handle(right) -> n{n}.handle(left)\n" for n in range(2, edges + 2))
    return f"a {{ # Lane\n{nodes}{lines}}}\n"

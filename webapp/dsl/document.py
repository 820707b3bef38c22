"""A text and everything that is computed from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from webapp.domain import Diagnostic, Diagram, Severity
from webapp.dsl import checks
from webapp.dsl.meaning import Meaning, understand
from webapp.dsl.outline import Outline, outline
from webapp.dsl.parser import Syntax, read
from webapp.dsl.syntax import Line, Statement
from webapp.dsl.tokens import Token, tokenize


class Span(NamedTuple):
    """A half-open range of the text, in code points."""

    start: int
    end: int


class Document:
    """One text, read once; every answer is computed when it is first asked for, and none of them raises."""

    def __init__(self, text: str) -> None:
        """Keep the text; `parse` is the usual way to make one."""
        self.text = text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens; their texts join to the text."""
        return tokenize(self.text)

    @cached_property
    def _syntax(self) -> Syntax:
        return read(self.text)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, with their comments; at least one."""
        return self._syntax.lines

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements in order, with the exact range of every part."""
        return self._syntax.statements

    @property
    def line_findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong with single lines, before anything is known of the others."""
        return self._syntax.findings

    @cached_property
    def outline(self) -> Outline:
        """Which statement stands in which lane."""
        return outline(self.statements, self.lines)

    @cached_property
    def _meaning(self) -> Meaning:
        return understand(self.statements, self.outline)

    @property
    def diagram(self) -> Diagram:
        """The diagram of all that could be understood."""
        return self._meaning.diagram

    @property
    def declared_by(self) -> Mapping[tuple[str, str], int]:
        """The place among `statements` of what declares each part of the diagram, by kind and id."""
        return self._meaning.declared_by

    @cached_property
    def spans(self) -> Mapping[tuple[str, str], Span]:
        """The range of the declaring statement, by `("node", "n1")`, `("edge", "n1-n2")`, `("lane", "CI")` ..."""
        return MappingProxyType(
            {
                name: Span(self.statements[index].start, self.statements[index].end)
                for name, index in self.declared_by.items()
            }
        )

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings, in order of place."""
        return checks.diagnose(self)

    def diagnostics_for(self, *, strict: bool = False) -> tuple[Diagnostic, ...]:
        """Return the findings; under strict reading the strict ones are errors."""
        if not strict:
            return self.diagnostics
        return tuple(replace(item, severity=Severity.ERROR) if item.strict else item for item in self.diagnostics)

    def valid(self, *, strict: bool = False) -> bool:
        """Tell whether there is no error; warnings and hints do not count."""
        return all(item.severity is not Severity.ERROR for item in self.diagnostics_for(strict=strict))


def parse(text: str) -> Document:
    r"""Read a text; never raises, and takes time in proportion to its length.

    >>> parse('CI {\n n1: circle label:"Start"\n}').diagram.node["n1"].text
    'Start'
    """
    return Document(text)

"""The table of mutants: small faults, each with the tests that should notice it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLES = Path(__file__).parent


@dataclass(frozen=True)
class Mutant:
    """One fault: `new` in the place of `old`, which stands exactly once in the file."""

    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    @property
    def room(self) -> str:
        """The folder in which the file stands, below `webapp` or `static/src`."""
        parts = Path(self.file).parts
        return parts[1] if parts[0] == "webapp" else parts[2]

    def applied(self, text: str) -> str:
        """Return the text of the file with the fault. Raises: ValueError where `old` does not stand exactly once."""
        count = text.count(self.old)
        if count != 1:
            raise ValueError(f"{self.file} has {self.old!r} {count} times, not once: correct the table of mutants")
        return text.replace(self.old, self.new)


def all_mutants() -> list[Mutant]:
    """Return the mutants of all tables, in the order of the files."""
    rows = [row for table in sorted(TABLES.glob("*.toml")) for row in tomllib.loads(table.read_text("utf-8"))["mutant"]]
    return [Mutant(row["file"], row["old"], row["new"], tuple(row["tests"])) for row in rows]

"""The sample documents that come with the program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from webapp.domain import Companion
from webapp.errors import NotFound
from webapp.services.sources import companion_path

FIRST = "blue-green"


@dataclass(frozen=True)
class Sample:
    """One sample; `code` is the text of its file, unchanged."""

    name: str
    code: str
    companion: Companion

    @property
    def title(self) -> str:
        """The title, or else the name with spaces."""
        return self.companion.title or self.name.replace("-", " ").capitalize()


class SampleService:
    """Reads the samples folder once; `blue-green` comes first, the others in order of title."""

    def __init__(self, folder: Path) -> None:
        samples = [_read(path) for path in sorted(folder.glob("*.fz"))]
        samples.sort(key=lambda sample: (sample.name != FIRST, sample.title.casefold()))
        self._samples = {sample.name: sample for sample in samples}

    def all(self) -> list[Sample]:
        """Return every sample in the order in which they are shown."""
        return list(self._samples.values())

    def get(self, name: str) -> Sample:
        """Return one sample.

        Raises:
            NotFound: there is no such sample.
        """
        if name not in self._samples:
            raise NotFound(f"there is no sample {name}: choose one of {', '.join(self._samples)}")
        return self._samples[name]


def _read(path: Path) -> Sample:
    companion = companion_path(path)
    data = json.loads(companion.read_text(encoding="utf-8")) if companion.is_file() else {}
    return Sample(path.stem, path.read_bytes().decode("utf-8"), Companion.from_json(data))

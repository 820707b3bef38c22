"""Documents on disk: a text and its companion, the file of the same name with another ending."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.domain.encodings import UTF_8, encoded, encoding_of
from webapp.domain.tidy_json import tidy_json
from webapp.errors import InvalidRequest, LanestepError, NotFound, TextTooLarge

STDIN = "-"


class NotUtf8(InvalidRequest):
    """The file is not text in UTF-8 or UTF-16; `details["offset"]` is the first invalid byte."""

    code = "not-utf-8"


@dataclass(frozen=True)
class Source:
    """A document read from disk; `path` is as the user gave it."""

    path: str
    code: str
    companion: dict[str, Any]
    encoding: str = UTF_8


def read_source(path: str, limit: int) -> Source:
    """Read a document and its companion; `-` is standard input, which has no companion.

    Raises:
        NotFound, NotUtf8, TextTooLarge: see `read_text`.
        InvalidRequest: the companion is not JSON.
    """
    code, encoding = read_text(path, limit)
    return Source(path, code, companion_of(path, limit), encoding)


def read_text(path: str, limit: int) -> tuple[str, str]:
    """Read one file, and say in which encoding it is; `-` is standard input.

    Raises:
        NotFound: there is no such file, or it cannot be read.
        NotUtf8: it is not UTF-8, nor UTF-16 with a byte-order mark.
        TextTooLarge: it has more bytes than the limit.
    """
    data = _bytes(path, 2 * limit + 2)
    encoding = encoding_of(data)
    code = _decoded(path, data, encoding) if encoding != UTF_8 or len(data) <= limit else None
    if code is None or len(code.encode()) > limit:
        raise TextTooLarge(f"{path} is larger than the limit of {limit:,} bytes", limit=limit)
    return code, encoding


def _bytes(path: str, limit: int) -> bytes:
    try:
        if path == STDIN:
            return sys.stdin.buffer.read(limit + 1)
        with Path(path).open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise NotFound(f"{path} cannot be read: {_reason(error)}") from None


def _decoded(path: str, data: bytes, encoding: str = UTF_8) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-8" if encoding == UTF_8 else "UTF-16"
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise NotUtf8(
            f"{path} is not {name}: byte 0x{data[error.start]:02x} at offset {error.start} (line {line}); "
            "save the file as UTF-8 and try again",
            offset=error.start,
        ) from None


def companion_path(path: Path) -> Path:
    """Return the path of the companion of a text; there need not be such a file."""
    return path.with_suffix(".lanestep.json")


def companion_of(path: str, limit: int) -> dict[str, Any]:
    """Return the companion beside a text; empty where there is none, or the text is standard input.

    Raises:
        NotFound, InvalidRequest: as `read_json`.
    """
    file = companion_path(Path(path))
    return read_json(str(file), limit) if path != STDIN and file.is_file() else {}


def read_json(path: str, limit: int) -> dict[str, Any]:
    """Read a file that holds a JSON object.

    Raises:
        NotFound: there is no such file, or it cannot be read.
        InvalidRequest: it is not JSON in UTF-8, or no object.
    """
    try:
        data = json.loads(_decoded(path, _bytes(path, limit)))
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(f"{path} is not JSON: {error}") from None
    if not isinstance(data, dict):
        raise InvalidRequest(f"{path} must hold a JSON object")
    return data


def write_file(path: str, data: bytes) -> None:
    """Write a file; `-` is standard output.

    Raises:
        WriteFailed: it cannot be written.
    """
    try:
        if path == STDIN:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            Path(path).write_bytes(data)
    except OSError as error:
        raise WriteFailed(f"{path} cannot be written: {_reason(error)}") from None


def rewrite_source(source: Source, code: str, companion: Mapping[str, Any]) -> None:
    """Write a changed text or companion back to its file; an unchanged one is not written.

    Raises:
        WriteFailed: a file cannot be written; it is as it was.
    """
    if source.path == STDIN:
        write_file(STDIN, encoded(code, source.encoding))
        return
    path = Path(source.path)
    if code != source.code:
        _replace(path, encoded(code, source.encoding))
    if companion != source.companion:
        _replace(companion_path(path), tidy_json(companion).encode())


def _replace(path: Path, data: bytes) -> None:
    """Replace a file; after a crash or on a full disk, the old one is still there."""
    whole = path.resolve()
    new = whole.with_name(f"{whole.name}.new")
    try:
        try:
            new.write_bytes(data)
            shutil.copymode(whole, new)
            new.replace(whole)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise WriteFailed(f"{path} cannot be written: {_reason(error)}") from None


class WriteFailed(LanestepError):
    """A file could not be written."""

    code = "write-failed"


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()

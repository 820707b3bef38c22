"""A cache of exported files that processes share and that survives restarts, in a folder or in Redis.

It only saves work. If it fails (full disk, no permission, no answer, a truncated file), this is logged once a minute
and the file is made again. Each entry has a checksum, so that a damaged one is never sent.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Protocol

from webapp.config import MIB
from webapp.errors import LanestepError

FOLDER_LIMIT = 256 * MIB
ENTRY_LIMIT = 16 * MIB
REDIS_DAYS = 7

_REDIS_SECONDS = 0.5
_QUIET_SECONDS = 60.0
_DIGEST = hashlib.sha256().digest_size

# Shares of the limit. Each process counts what it wrote itself, and looks at the folder often enough that several
# processes together stay within the limit.
_LOOK_AFTER = 1 / 64
_FULL = 15 / 16
_SWEEP_TO = 0.8

_HALF = ".half"
_HALF_SECONDS = 3600.0

log = logging.getLogger("lanestep")


class CacheUnavailable(LanestepError):
    """The cache in `LANESTEP_CACHE` cannot be used; the message says what to do."""

    code = "cache-unavailable"


class _Store(Protocol):
    def read(self, key: str) -> bytes | None: ...

    def write(self, key: str, entry: bytes) -> None: ...


class SharedCache:
    """Bytes by name. Thread-safe, and never raises."""

    def __init__(self, store: _Store) -> None:
        self._store = store
        self._quiet_until = 0.0

    def get(self, key: str) -> bytes | None:
        """Return the value of a key, or None."""
        if time.monotonic() < self._quiet_until:
            return None
        try:
            entry = self._store.read(key)
        except Exception as error:
            self._trouble("read", error)
            return None
        if entry is None or hashlib.sha256(entry[_DIGEST:]).digest() != entry[:_DIGEST]:
            return None
        return entry[_DIGEST:]

    def put(self, key: str, data: bytes) -> None:
        """Store a value, unless it is too large or the store has failed recently."""
        if len(data) > ENTRY_LIMIT or time.monotonic() < self._quiet_until:
            return
        try:
            self._store.write(key, hashlib.sha256(data).digest() + data)
        except Exception as error:
            self._trouble("written", error)

    def _trouble(self, what: str, error: Exception) -> None:
        # Otherwise every request would wait for a time-out.
        self._quiet_until = time.monotonic() + _QUIET_SECONDS
        log.warning("the cache in LANESTEP_CACHE cannot be %s (%s); pictures are made without it", what, error)


def open_shared(address: str) -> SharedCache | None:
    """Return the cache at an address, which is empty (no cache), `redis://...` or a folder.

    Raises:
        CacheUnavailable: the folder cannot be created or written to, or the extra `redis` is missing.
    """
    if not address:
        return None
    if address.startswith(("redis://", "rediss://")):
        return SharedCache(_Redis(address))
    return SharedCache(_Folder(Path(address)))


class _Folder:
    """One file per entry; the oldest are removed if they take too much space."""

    def __init__(self, folder: Path, limit: int = FOLDER_LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._lock = threading.Lock()
        self._size = self._unseen = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
            self._look()
        except OSError as error:
            reason = error.strerror or error
            raise CacheUnavailable(f"LANESTEP_CACHE names {folder}, which cannot be written to ({reason})") from None

    def read(self, key: str) -> bytes | None:
        path = self._folder / f"{key}.entry"
        try:
            entry = path.read_bytes()
        except FileNotFoundError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return entry

    def write(self, key: str, entry: bytes) -> None:
        # Written under another name first, so that nobody reads an incomplete file.
        number, name = tempfile.mkstemp(suffix=_HALF, dir=self._folder)
        half = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(entry)
            half.replace(self._folder / f"{key}.entry")
        except OSError:
            half.unlink(missing_ok=True)
            raise
        with self._lock:
            self._unseen += len(entry)
            if self._unseen > self._limit * _LOOK_AFTER or self._size + self._unseen > self._limit * _FULL:
                self._look()

    def _look(self) -> None:
        """Count the bytes that all processes wrote, and remove old entries if they are too many."""
        for written, _, path in self._files(_HALF):
            # Another process may still be writing a younger one.
            if written < time.time() - _HALF_SECONDS:
                path.unlink(missing_ok=True)
        entries = sorted(self._files(".entry"))
        self._unseen = 0
        self._size = sum(size for _, size, _ in entries)
        if self._size <= self._limit * _FULL:
            return
        for _, size, path in entries:
            if self._size <= self._limit * _SWEEP_TO:
                return
            path.unlink(missing_ok=True)
            self._size -= size

    def _files(self, ending: str) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.glob(f"*{ending}"):
            with contextlib.suppress(FileNotFoundError):
                facts = path.stat()
                found.append((facts.st_mtime, facts.st_size, path))
        return found


class _Redis:
    """Entries that expire after some days; the memory limit of Redis bounds them all."""

    def __init__(self, address: str) -> None:
        try:
            import redis
        except ImportError:
            message = "LANESTEP_CACHE names Redis, which needs the extra: pip install 'lanestep[redis]'"
            raise CacheUnavailable(message) from None
        try:
            self._client: Any = redis.Redis.from_url(
                address, socket_timeout=_REDIS_SECONDS, socket_connect_timeout=_REDIS_SECONDS
            )
        except ValueError as error:
            raise CacheUnavailable(f"LANESTEP_CACHE is not the address of a Redis server: {error}") from None

    def read(self, key: str) -> bytes | None:
        found: bytes | None = self._client.get(f"lanestep:{key}")
        return found

    def write(self, key: str, entry: bytes) -> None:
        self._client.set(f"lanestep:{key}", entry, ex=REDIS_DAYS * 24 * 3600)

"""Finished files in a folder or in Redis."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from webapp.render.shared_cache import CacheUnavailable, SharedCache, _Folder, open_shared


class Dictionary:
    """A store in memory, which can be out of order."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}
        self.broken = False
        self.asked = 0

    def read(self, key: str) -> bytes | None:
        self.asked += 1
        if self.broken:
            raise ConnectionError("no answer")
        return self.entries.get(key)

    def write(self, key: str, entry: bytes) -> None:
        if self.broken:
            raise ConnectionError("no answer")
        self.entries[key] = entry


def test_without_an_address_there_is_none():
    assert open_shared("") is None


def test_a_folder_keeps_files_over_a_restart(tmp_path: Path):
    first = open_shared(str(tmp_path / "new" / "cache"))
    assert first
    first.put("a", b"picture")

    again = open_shared(str(tmp_path / "new" / "cache"))

    assert again
    assert again.get("a") == b"picture"
    assert again.get("b") is None


def test_a_folder_stays_within_its_size_and_drops_what_was_not_asked_for_longest(tmp_path: Path):
    cache = SharedCache(_Folder(tmp_path, limit=1000))
    for number in range(5):
        cache.put(f"{number}", b"x" * 300)
        os.utime(tmp_path / f"{number}.entry", (number, number))
        cache.get("0")

    assert cache.get("0") == b"x" * 300
    assert cache.get("1") is None
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1000


@pytest.mark.slow
def test_processes_that_share_a_folder_stay_within_its_size_together(tmp_path: Path):
    processes = [SharedCache(_Folder(tmp_path, limit=100_000)) for _ in range(4)]
    sizes = []

    for number in range(400):
        processes[number % 4].put(f"{number}", b"x" * 1000)
        sizes.append(sum(path.stat().st_size for path in tmp_path.iterdir()))

    assert max(sizes) <= 100_000
    assert sizes[-1] > 50_000


def test_a_file_that_cannot_be_written_whole_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    cache = SharedCache(_Folder(tmp_path))
    monkeypatch.setattr("pathlib.Path.replace", full)
    cache.put("a", b"picture")

    assert list(tmp_path.iterdir()) == []


def test_what_a_process_that_was_killed_left_behind_goes_with_the_next_start(tmp_path: Path):
    old, young = tmp_path / "tmpold.half", tmp_path / "tmpyoung.half"
    for half in (old, young):
        half.write_bytes(b"half")
    os.utime(old, (1, 1))

    open_shared(str(tmp_path))

    assert list(tmp_path.iterdir()) == [young]


def test_a_damaged_entry_is_not_sent(tmp_path: Path):
    cache = SharedCache(_Folder(tmp_path))
    cache.put("a", b"picture")
    entry = tmp_path / "a.entry"
    entry.write_bytes(entry.read_bytes()[:-1] + b"!")

    assert cache.get("a") is None


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("")

    with pytest.raises(CacheUnavailable, match=r"LANESTEP_CACHE names .*file/cache, which cannot be written to"):
        open_shared(str(tmp_path / "file" / "cache"))


def test_a_store_out_of_order_costs_no_picture_and_is_left_alone_for_a_while(caplog: pytest.LogCaptureFixture):
    store = Dictionary()
    store.broken = True
    cache = SharedCache(store)

    assert [cache.get("a"), cache.get("a"), cache.get("a")] == [None, None, None]
    cache.put("a", b"picture")

    assert store.asked == 1
    assert len(caplog.records) == 1


def test_a_file_too_large_for_the_cache_is_not_put_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("webapp.render.shared_cache.ENTRY_LIMIT", 3)
    store = Dictionary()

    SharedCache(store).put("a", b"aaaa")

    assert store.entries == {}


def test_redis_without_its_extra_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "redis", None)

    with pytest.raises(CacheUnavailable, match=r"pip install 'lanestep\[redis\]'"):
        open_shared("redis://localhost")


def test_redis_is_asked_with_names_of_our_own_and_forgets_after_days(monkeypatch: pytest.MonkeyPatch):
    redis = pytest.importorskip("redis")
    kept: dict[str, tuple[bytes, int]] = {}

    class Client:
        def get(self, key: str) -> bytes | None:
            return kept[key][0] if key in kept else None

        def set(self, key: str, value: bytes, ex: int) -> None:
            kept[key] = (value, ex)

    def client(_address: str, **_limits: Any) -> Client:
        return Client()

    monkeypatch.setattr(redis.Redis, "from_url", client)
    cache = open_shared("redis://localhost:6379/2")
    assert cache
    cache.put("a", b"picture")

    assert cache.get("a") == b"picture"
    assert {name: days // 86400 for name, (_, days) in kept.items()} == {"lanestep:a": 7}


def test_a_redis_that_does_not_answer_costs_no_picture():
    pytest.importorskip("redis")
    cache = open_shared("redis://127.0.0.1:1")

    assert cache
    assert cache.get("a") is None

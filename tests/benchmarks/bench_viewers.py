#!/usr/bin/env python3
"""Measures a server that many people watch: what open pages cost others, and how soon a change is on all of them.

    python3 tests/benchmarks/bench_viewers.py                  500 viewers
    python3 tests/benchmarks/bench_viewers.py --viewers 100 --changes 20
    DATABASE_URL=postgresql://... python3 tests/benchmarks/bench_viewers.py

A viewer is a stream of `/live/<key>`, as an open page keeps one. The time of a page (`/d/<key>`, one request after the
other) is told without viewers, with all of them, and while the document changes in front of them. Of each change is
told how long it takes from the request until a viewer has read its event, and how many of the events came. The same is
told of the steps of a run that one presents and some follow (`--followers`).
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from live_server import serving

PAGES = 40
"""Requests for a page in each of the three states: enough for a median."""
PAUSE = 0.25
"""Seconds between two changes: four a second, about as fast as one person types with pauses."""
STEPS = 40
"""Steps of a run that is presented: ten seconds of it."""
PATIENCE = 20.0
"""Seconds to wait for events that have not come."""
CODE = (Path(__file__).resolve().parents[2] / "samples" / "blue-green.fz").read_text()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viewers", type=int, default=500)
    parser.add_argument("--changes", type=int, default=10)
    parser.add_argument("--followers", type=int, default=30)
    chosen = parser.parse_args()
    kept = {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}
    with serving(**kept) as server:
        asyncio.run(_measure(server.port, chosen.viewers, chosen.changes))
        asyncio.run(_present(server.port, chosen.followers))


async def _measure(port: int, viewers: int, changes: int) -> None:
    made = await asyncio.to_thread(_ask, port, "POST", "/api/documents", {"code": CODE})
    page = f"/d/{made['view_key']}"
    seen: list[dict[int, float]] = [{} for _ in range(viewers)]
    await asyncio.to_thread(_page_times, port, page)
    alone = await asyncio.to_thread(_page_times, port, page)
    reading = [asyncio.create_task(_watch(port, made["view_key"], one)) for one in seen]
    # Each stream begins with the version that is there.
    while not all(seen):
        await asyncio.sleep(0.1)
    begun = max(seen[0])
    watched = await asyncio.to_thread(_page_times, port, page)
    changing = asyncio.create_task(asyncio.to_thread(_change, port, made["edit_key"], changes))
    busy = await asyncio.to_thread(_page_times, port, page)
    sent = await changing
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline and not all(max(one) >= max(sent) for one in seen):
        await asyncio.sleep(0.1)
    for task in reading:
        task.cancel()
    _print(viewers, alone, watched, busy)
    # A stream that has fallen behind gets the newest version alone: it then stands for those before it.
    waits = [
        min((at for number, at in one.items() if number >= version and number > begun), default=float("inf")) - started
        for version, started in sent.items()
        for one in seen
    ]
    came = [wait for wait in waits if wait < float("inf")]
    print(
        f"\n{len(came):,} of {len(waits):,} changes seen; from the request until a viewer has read it "
        f"{1000 * median(came):.0f} ms (95th percentile {1000 * quantiles(came, n=20)[-1]:.0f} ms)"
    )
    if len(came) < len(waits):
        sys.exit(1)


async def _present(port: int, followers: int) -> None:
    made = await asyncio.to_thread(_ask, port, "POST", "/api/documents", {"code": CODE})
    seen: list[dict[int, float]] = [{} for _ in range(followers)]
    reading = [asyncio.create_task(_follow(port, made["view_key"], one)) for one in seen]
    await asyncio.sleep(1)
    sent: dict[int, float] = {}
    turn: dict[str, object] = {}
    for step in range(STEPS):
        sent[step] = time.perf_counter()
        place = {"x": step, "y": 0, "width": 900, "height": 600, "scale": 1, "drawing": [900, 600]}
        body = {"secret": "s" * 32, "number": step, "name": "Presenter", "place": place, **turn}
        found = await asyncio.to_thread(_ask, port, "POST", f"/api/documents/{made['view_key']}/presenter", body)
        turn = {"turn": found["turn"]}
        await asyncio.sleep(PAUSE)
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline and not all(STEPS - 1 in one for one in seen):
        await asyncio.sleep(0.1)
    for task in reading:
        task.cancel()
    waits = [one[step] - sent[step] for step in sent for one in seen if step in one]
    print(
        f"\n1 presenter, {followers} followers: {len(waits):,} of {len(sent) * followers:,} steps seen, after "
        f"{1000 * median(waits):.0f} ms (95th percentile {1000 * quantiles(waits, n=20)[-1]:.0f} ms)"
    )
    if len(waits) < len(sent) * followers:
        sys.exit(1)


def _print(viewers: int, alone: list[float], watched: list[float], busy: list[float]) -> None:
    print("| viewers | a page, ms (95th percentile) | ratio |\n|---|---|---|")
    rows = [("0", alone), (f"{viewers}", watched), (f"{viewers}, the document changes", busy)]
    for name, times in rows:
        print(
            f"| {name} | {1000 * median(times):.1f} ({1000 * quantiles(times, n=20)[-1]:.1f}) "
            f"| {median(times) / median(alone):.2f} |"
        )


def _ask(port: int, method: str, path: str, body: object = None) -> dict[str, object]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(method, path, json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path}: {answer.status} {data[:300]!r}")
    found: dict[str, object] = json.loads(data)
    return found


def _page_times(port: int, page: str) -> list[float]:
    times = []
    for _ in range(PAGES):
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", page)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{page}: {answer.status}")
        times.append(time.perf_counter() - started)
    return times


def _change(port: int, key: str, changes: int) -> dict[int, float]:
    """Send steps of live editing; return when each was sent, by the version that it made."""
    sent: dict[int, float] = {}
    version = int(str(_ask(port, "GET", f"/api/documents/{key}")["live"]))
    length = len(CODE)
    for _ in range(changes):
        step = {"client": "bench", "changes": [length, [0, "# changed", ""]]}
        started = time.perf_counter()
        found = _ask(port, "POST", f"/api/documents/{key}/steps", {"version": version, "steps": [step]})
        version = int(str(found["version"]))
        sent[version] = started
        length += len("# changed\n")
        time.sleep(PAUSE)
    return sent


async def _watch(port: int, key: str, seen: dict[int, float]) -> None:
    """Note when each version came."""
    async for name, data in _events(port, key):
        if name == "version":
            seen.setdefault(data["version"], time.perf_counter())


async def _follow(port: int, key: str, seen: dict[int, float]) -> None:
    """Note when each step of a presenter came: the left end of what is seen tells which it is."""
    async for name, data in _events(port, key):
        if name == "follow" and data.get("place"):
            seen.setdefault(round(data["place"]["x"]), time.perf_counter())


async def _events(port: int, key: str) -> AsyncIterator[tuple[str, Any]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /live/{key} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n\r\n".encode())
    name = ""
    try:
        while line := await reader.readline():
            if line.startswith(b"event: "):
                name = line[7:].strip().decode()
            elif line.startswith(b"data: "):
                yield name, json.loads(line[6:])
    finally:
        writer.close()


if __name__ == "__main__":
    main()

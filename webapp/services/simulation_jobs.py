"""Computations of many runs, each in a process of its own: start, progress, cancel, result.

Nobody outside of this module knows that there is a process: a queue can stand behind the same four verbs.
"""

from __future__ import annotations

import json
import pickle
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from webapp.config import MIB
from webapp.errors import NotFound, RunRefused, SimulationFailed
from webapp.render.workers import limit
from webapp.services.simulation_process import DONE, FAILED, REFUSED
from webapp.simulation.many_runs.wanted_runs import Setting, Wanted

MOST_SECONDS = 60.0
"""Seconds that one computation has."""
MEMORY = 3072 * MIB
"""Bytes of address space of a process: the largest schedule needs about a third; NumPy's threads reserve the rest."""
FORGOTTEN = 30.0
"""Seconds after which a computation is ended that nobody asks about any more; results are kept so long too."""
PROGRAM = Path(__file__).with_name("simulation_process.py")
TOO_LONG = "these runs take longer than {:g} seconds: ask for fewer, or for a diagram with fewer steps"
BUSY = "other runs are being computed: try again in a moment"


class Computation:
    """One computation.

    Attributes:
        id: a name that nobody can guess.
        progress: the share that is done, from 0 to 1.
    """

    def __init__(self, question: bytes, seconds: float) -> None:
        self.id = secrets.token_urlsafe(16)
        self.progress = 0.0
        self.asked = time.monotonic()
        self._changed = threading.Condition()
        self._answer = ""
        self._ended = False
        self._seconds = seconds
        self._late = False
        command = [sys.executable, "-I", "-W", "ignore", str(PROGRAM)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        limit(self._process.pid, MEMORY)
        self._timer = threading.Timer(seconds, self._give_up)
        self._timer.daemon = True
        self._timer.start()
        threading.Thread(target=self._follow, args=(question,), daemon=True).start()

    @property
    def ended(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self._ended

    @property
    def pid(self) -> int:
        """The id of its process."""
        return self._process.pid

    def wait(self, seconds: float) -> None:
        """Wait until it makes progress or has ended, at most so long."""
        with self._changed:
            if not self._ended:
                self._changed.wait(seconds)

    def wait_for_end(self, seconds: float) -> None:
        """Wait until it has ended, at most so long."""
        with self._changed:
            self._changed.wait_for(lambda: self._ended, seconds)

    def cancel(self) -> None:
        """End it at once, and free its process."""
        self._timer.cancel()
        self._process.kill()
        self._process.wait()

    def result(self) -> dict[str, Any] | None:
        """Return the result, or None while there is none.

        Raises:
            RunRefused: it cannot be computed, or takes too long.
            SimulationFailed: the process ended without a result.
        """
        if not self._ended:
            return None
        kind, text = self._answer[:1], self._answer[1:]
        if kind == DONE:
            found: dict[str, Any] = json.loads(text)
            return found
        if self._late:
            raise RunRefused(TOO_LONG.format(self._seconds))
        if kind == REFUSED:
            raise RunRefused(json.loads(text))
        reason = f" ({json.loads(text)})" if kind == FAILED else ""
        raise SimulationFailed(f"the computation of the runs ended unexpectedly{reason}: try again in a moment")

    def _give_up(self) -> None:
        self._late = True
        self._process.kill()

    def _follow(self, question: bytes) -> None:
        process = self._process
        try:
            if process.stdin and process.stdout:
                process.stdin.write(question)
                process.stdin.close()
                for line in process.stdout:
                    self._take(line.decode().rstrip("\n"))
        except (OSError, ValueError):
            pass  # it was ended in the middle
        finally:
            self._timer.cancel()
            process.wait()
            if process.stdout:
                process.stdout.close()
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def _take(self, line: str) -> None:
        with self._changed:
            if line[:1] in (DONE, REFUSED, FAILED):
                self._answer = line
            else:
                self.progress = float(line)
            self._changed.notify_all()


class Simulations:
    """The computations of one server. Thread-safe.

    Args:
        size: how many may be under way at once.
        seconds: how long each may take.
        clock: seconds that pass.
    """

    def __init__(self, size: int, seconds: float = MOST_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = size
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, Computation] = {}

    def start(self, setting: Setting, wanted: Wanted, other: Setting | None = None) -> Computation:
        """Start a computation.

        Raises:
            SimulationFailed: too many are under way.
        """
        question = pickle.dumps((setting, wanted, other))
        with self._lock:
            self._forget()
            if sum(not one.ended for one in self._known.values()) >= self._size:
                raise SimulationFailed(BUSY)
            started = Computation(question, self._seconds)
            started.asked = self._clock()
            self._known[started.id] = started
        return started

    def find(self, name: str) -> Computation:
        """Return a computation.

        Raises:
            NotFound: there is none with this id, or it was forgotten.
        """
        with self._lock:
            self._forget()
            found = self._known.get(name)
            if found:
                found.asked = self._clock()
        if not found:
            raise NotFound("these runs are not being computed (any more): compute them again")
        return found

    def cancel(self, name: str) -> None:
        """End a computation, and forget it.

        Raises:
            NotFound: there is none with this id.
        """
        found = self.find(name)
        with self._lock:
            self._known.pop(name, None)
        found.cancel()

    def finish(self, computation: Computation) -> None:
        """Forget a computation whose result was taken."""
        with self._lock:
            self._known.pop(computation.id, None)

    def close(self) -> None:
        """End all computations."""
        with self._lock:
            known, self._known = list(self._known.values()), {}
        for computation in known:
            computation.cancel()

    def _forget(self) -> None:
        now = self._clock()
        for name, computation in list(self._known.items()):
            if now - computation.asked > FORGOTTEN:
                del self._known[name]
                computation.cancel()

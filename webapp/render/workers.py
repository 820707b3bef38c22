"""A pool of warm processes (native Graphviz, large layouts), each of which answers one question after another.

A warm process answers in a tenth of the time that it takes to start one. It may hang, die or grow. So each question has
a deadline, after which the process is killed, and each process has limits and is replaced after a number of answers.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import subprocess
import threading
import time
from collections.abc import Callable, Sequence

DRAWINGS_PER_PROCESS = 500
MEMORY_LIMIT = 2 * 1024**3
CPU_LIMIT = 600

# Whether an answer is complete; whether a complete answer belongs to the question.
Ended = Callable[[bytearray], bool]
Believed = Callable[[bytes], bool]

_END = b"</svg>"
_TAIL = 16
_CHUNK = 1 << 16

# graphviz-pure writes the first for each label that is not ASCII; native Graphviz complains about fonts and caches.
_HARMLESS = ("no value for width of non-ASCII", "Fontconfig", "Pango")


class WorkerLost(Exception):
    """The process ended, hung or reported an error; another process must answer the question."""


class AllBusy(WorkerLost):
    """No process became free in time."""


class TooSlow(WorkerLost):
    """The process had no complete answer in time and was killed."""


def svg_ended(answer: bytearray) -> bool:
    """Return whether an answer ends with the end of an SVG."""
    return answer[-_TAIL:].rstrip().endswith(_END)


class Worker:
    """One process. Not thread-safe: the pool gives it to one request at a time."""

    def __init__(self, command: Sequence[str], ended: Ended = svg_ended, memory: int = MEMORY_LIMIT) -> None:
        """Start the process.

        Raises:
            OSError: the program cannot be started.
        """
        self.drawings = 0
        self._ended = ended
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0)
        streams = (self._process.stdin, self._process.stdout, self._process.stderr)
        self._in, self._out, self._err = (stream.fileno() for stream in streams if stream)
        for stream in (self._in, self._out, self._err):
            os.set_blocking(stream, False)
        limit(self._process.pid, memory)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def draw(self, dot: bytes, seconds: float) -> bytes:
        """Return the answer to one question; Graphviz answers a graph with an SVG.

        Raises:
            TooSlow: no complete answer in time; the worker cannot be used any more.
            WorkerLost: it ended or reported an error; the worker cannot be used any more.
        """
        deadline = time.monotonic() + seconds
        self.drawings += 1
        answer = bytearray()
        rest = memoryview(dot)
        with selectors.DefaultSelector() as selector:
            selector.register(self._out, selectors.EVENT_READ)
            selector.register(self._in, selectors.EVENT_WRITE)
            while not self._ended(answer):
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TooSlow("it did not answer in time")
                for key, _ in selector.select(left):
                    if key.fd == self._out:
                        answer += self._read(self._out)
                    else:
                        rest = rest[self._write(rest) :]
                        if not rest:
                            selector.unregister(self._in)
        if reason := complaints(self._read(self._err)):
            raise WorkerLost(reason)
        return bytes(answer)

    def close(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()

    def _read(self, stream: int) -> bytes:
        try:
            data = os.read(stream, _CHUNK)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise WorkerLost(f"reading from it failed: {error}") from error
        if not data:
            raise WorkerLost("it ended in the middle")
        return data

    def _write(self, data: memoryview) -> int:
        try:
            return os.write(self._in, data[:_CHUNK])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise WorkerLost(f"writing to it failed: {error}") from error


class Pool:
    """Gives workers to threads. Processes are started when they are first needed."""

    def __init__(self, command: Sequence[str], size: int, ended: Ended = svg_ended, memory: int = MEMORY_LIMIT) -> None:
        self._command = tuple(command)
        self._ended = ended
        self._memory = memory
        self._free: list[Worker] = []
        self._slots = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._closed = False

    def draw(self, dot: bytes, seconds: float, believed: Believed | None = None) -> bytes:
        """Return the answer of a warm process, after waiting for a free one if necessary.

        A process whose answer is not `believed` is killed, because other answers may be left in its pipe.

        Raises:
            WorkerLost: no answer; the process was killed, and the next request gets a new one.
            OSError: the program cannot be started.
        """
        deadline = time.monotonic() + seconds
        if not self._slots.acquire(timeout=seconds):
            raise AllBusy("all processes were busy")
        try:
            with self._lock:
                worker = self._free.pop() if self._free else None
            worker = worker or Worker(self._command, self._ended, self._memory)
            try:
                answer = worker.draw(dot, deadline - time.monotonic())
                if believed and not believed(answer):
                    raise WorkerLost("it answered something else")
            except BaseException:
                worker.close()
                raise
            self._give_back(worker)
            return answer
        finally:
            self._slots.release()

    def pids(self) -> list[int]:
        """Return the ids of the idle processes."""
        with self._lock:
            return [worker.pid for worker in self._free]

    def close(self) -> None:
        """End all processes; busy ones end after their answer."""
        with self._lock:
            self._closed = True
            workers, self._free = self._free, []
        for worker in workers:
            worker.close()

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if worker.drawings < DRAWINGS_PER_PROCESS and not self._closed:
                self._free.append(worker)
                return
        worker.close()


def complaints(stderr: bytes) -> str:
    """Return the errors that Graphviz reported, without messages that do not matter here."""
    lines = stderr.decode("utf-8", "replace").splitlines()
    return "\n".join(line for line in lines if line.strip() and not any(word in line for word in _HARMLESS))


def limit(pid: int, memory: int = MEMORY_LIMIT) -> None:
    """Limit memory and processor time of a child process, if the system supports it.

    This is done after the start, because `preexec_fn` is not safe with threads.
    """
    try:
        import resource

        prlimit = resource.prlimit
    except (ImportError, AttributeError):
        return
    with contextlib.suppress(OSError, ValueError):
        prlimit(pid, resource.RLIMIT_AS, (memory, memory))
        prlimit(pid, resource.RLIMIT_CPU, (CPU_LIMIT, CPU_LIMIT))
        prlimit(pid, resource.RLIMIT_CORE, (0, 0))

"""Draws by Graphviz: native `dot` in warm processes if it is installed, else the bundled `graphviz-pure`."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from itertools import count
from pathlib import Path

from webapp.config import Settings
from webapp.errors import RenderFailed
from webapp.render.workers import AllBusy, Pool, WorkerLost, complaints

PURE = "graphviz-pure"
INSTALL = "Install Graphviz (Debian: apt install graphviz) or the Python package graphviz-pure, then start again."

# After this number of consecutive failures, warm processes are not used for a while.
_WARM_FAILURES = 3
_COLD_SECONDS = 60.0
_NAMED = "digraph workflow {"


class Engine:
    """Draws DOT text as SVG. Thread-safe."""

    def __init__(self, settings: Settings) -> None:
        self.name, self._program = _choose(settings.engine)
        self._timeout = settings.render_timeout
        self._pool: Pool | None = None
        if self.name == "dot" and os.name == "posix":
            self._pool = Pool([str(self._program), "-Knop2", "-Tsvg"], settings.render_workers)
        self._cold_slots = threading.BoundedSemaphore(settings.render_workers)
        self._lock = threading.Lock()
        self._names = count(1)
        self._failures = 0
        self._cold_until = 0.0

    def draw(self, dot: str) -> str:
        """Return Graphviz's SVG of a graph with fixed positions.

        A warm process that fails is replaced, and the graph is drawn once more by a new process.

        Raises:
            RenderFailed: Graphviz is missing, too slow, or could not draw; the message says what to do.
        """
        deadline = time.monotonic() + self._timeout
        if self._program is None:
            raise RenderFailed(f"Graphviz is missing, so nothing can be drawn. {INSTALL}")
        if self._pool and time.monotonic() >= self._cold_until:
            try:
                answer = self._ask(self._pool, dot)
            except AllBusy:
                pass
            except (WorkerLost, OSError):
                self._note_warm_failure()
            else:
                self._failures = 0
                return answer
        return self._draw_cold(dot, max(deadline - time.monotonic(), self._timeout / 2))

    def _ask(self, pool: Pool, dot: str) -> str:
        # Each drawing has a name of its own, which shows whether an answer belongs to another one.
        name = f"drawing{next(self._names)}"
        groups = dot.count('id="')

        def believed(answer: bytes) -> bool:
            return f"<title>{name}</title>".encode() in answer and answer.count(b'<g id="') > groups

        question = dot.replace(_NAMED, f"digraph {name} {{", 1).encode()
        return pool.draw(question, self._timeout / 2, believed).decode()

    def close(self) -> None:
        """End all processes."""
        if self._pool:
            self._pool.close()

    def _note_warm_failure(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= _WARM_FAILURES:
                self._failures = 0
                self._cold_until = time.monotonic() + _COLD_SECONDS

    def _draw_cold(self, dot: str, seconds: float) -> str:
        # Loaded when it is needed: a warm process is asked without it.
        from graphviz.backend import dot_command, execute

        command = dot_command.command("neato", "svg", neato_no_op=2)
        command[0] = str(self._program)
        if not self._cold_slots.acquire(timeout=seconds):
            raise RenderFailed("too many pictures are being drawn: try again in a moment")
        try:
            done = execute.run_check(command, input=dot.encode(), capture_output=True, timeout=seconds, quiet=True)
        except subprocess.TimeoutExpired:
            raise RenderFailed(
                f"Graphviz took longer than {self._timeout:g} seconds. Please try again; a smaller diagram is faster."
            ) from None
        except execute.ExecutableNotFound:
            raise RenderFailed(f"Graphviz ({self._program}) no longer exists. {INSTALL}") from None
        except subprocess.CalledProcessError as error:
            raise RenderFailed(f"Graphviz could not draw: {_reason(error.stderr)} Please try again.") from None
        except OSError as error:
            raise RenderFailed(f"Graphviz cannot be started ({error}). {INSTALL}") from None
        finally:
            self._cold_slots.release()
        if reason := complaints(done.stderr):
            raise RenderFailed(f"Graphviz could not draw as asked: {reason}")
        return str(done.stdout, "utf-8")


def _choose(wanted: str) -> tuple[str, Path | None]:
    native = shutil.which("dot")
    if native and wanted in {"auto", "dot"}:
        return "dot", Path(native)
    if wanted == "dot":
        return "dot", None
    return "pure", pure_program()


def pure_program() -> Path | None:
    """Return the path of the bundled Graphviz, or None if it is not installed."""
    import sysconfig

    bundled = Path(sysconfig.get_path("scripts")) / PURE
    found = str(bundled) if bundled.exists() else shutil.which(PURE)
    return Path(found) if found else None


def _reason(stderr: bytes) -> str:
    return complaints(stderr) or "it ended in the middle."

"""Lays out small diagrams at once, and large ones in a few processes with a deadline and a memory limit.

The layout is pure Python, so a large one would delay all other requests. A diagram of usual size takes less time than
sending it to another process and back.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from pathlib import Path

from webapp.config import MIB, Settings
from webapp.domain import Diagram
from webapp.errors import PictureTooLarge, RenderFailed
from webapp.layout import LaidOut, LayoutOptions, is_planned, lay_out_with_plan
from webapp.render.layout_process import HEAD
from webapp.render.workers import AllBusy, Pool, TooSlow, WorkerLost

# Up to this number of nodes, edges, lanes or loops, a layout takes a few hundredths of a second; refining it takes ten
# times as long. One whose plan is there takes a tenth of a second at most: sending the plan to another process and back
# would take this process as long.
AT_ONCE = 200
REFINED_AT_ONCE = 40
PLANNED_AT_ONCE = 1_500

# The layout's share of the time limit of a drawing; the rest is for Graphviz and the SVG.
_SHARE = 0.7
_MEMORY = 768 * MIB
_PROGRAM = Path(__file__).with_name("layout_process.py")
_USUAL = LayoutOptions()
_KEPT = "The text is kept: split the diagram to see it drawn"


class LayoutFault(Exception):
    """The layout failed in its process; the message is that of the exception there."""


class LayoutPool:
    """Lays out diagrams of any size. Thread-safe."""

    def __init__(self, settings: Settings) -> None:
        self._seconds = settings.render_timeout * _SHARE
        self._size = settings.render_workers
        self._pool: Pool | None = None
        self._lock = threading.Lock()

    def lay_out(self, diagram: Diagram, options: LayoutOptions = _USUAL) -> LaidOut:
        """Return the geometry and the plan of a diagram.

        Raises:
            PictureTooLarge: it takes too much memory.
            RenderFailed: it took too long, or all processes are busy; the message says which.
            LayoutFault: an internal error.
        """
        at_once = REFINED_AT_ONCE if options.refine else AT_ONCE
        edges = len(diagram.edges) + len(options.hints.ghosts)
        counted = (len(diagram.nodes), edges, len(diagram.lanes), len(diagram.loops))
        most = max(counted)
        if os.name != "posix" or most <= at_once or (most <= PLANNED_AT_ONCE and is_planned(diagram, options)):
            return lay_out_with_plan(diagram, options)
        question = pickle.dumps((diagram, options))
        answer = pickle.loads(self._ask(len(question).to_bytes(HEAD) + question)[HEAD:])  # noqa: S301  # from our own process
        if isinstance(answer, LaidOut):
            return answer
        if answer == "memory":
            raise PictureTooLarge(f"laying out this diagram takes more than {_MEMORY // MIB} MB of memory. {_KEPT}")
        raise LayoutFault(answer)

    def close(self) -> None:
        """End all processes."""
        if self._pool:
            self._pool.close()

    def _ask(self, question: bytes) -> bytes:
        pool = self._started()
        for last in (False, True):
            try:
                return pool.draw(question, self._seconds)
            except AllBusy:
                raise RenderFailed("other large diagrams are being drawn: try again in a moment") from None
            except TooSlow:
                raise RenderFailed(
                    f"laying out this diagram takes longer than {self._seconds:g} seconds. {_KEPT}"
                ) from None
            except (WorkerLost, OSError) as error:
                if last:
                    raise RenderFailed(
                        f"the layout process ended unexpectedly ({error}): try again in a moment"
                    ) from None
        raise AssertionError

    def _started(self) -> Pool:
        with self._lock:
            if self._pool is None:
                command = [sys.executable, "-I", "-W", "ignore", str(_PROGRAM)]
                self._pool = Pool(command, self._size, _ended, _MEMORY)
            return self._pool


def _ended(answer: bytearray) -> bool:
    return len(answer) >= HEAD and len(answer) - HEAD >= int.from_bytes(answer[:HEAD])

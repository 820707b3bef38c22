"""Keep Python's garbage collector from walking what is being built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the collector inside the block.

    Reading a text makes many small values and no cycles; walking them again and again takes as long as reading.
    Whoever of several threads found the collector on turns it on again, so it is never left off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

"""Numbers at random that depend on the run, the part and the visit alone, and on nothing that was drawn before.

So two settings, or two versions of a diagram, meet the same luck; and runs can be computed in blocks of any size.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import numpy as np

Array = Any
"""An array of NumPy, whose types are not checked."""

MASK = (1 << 64) - 1
RUN_STEP, VISIT_STEP, PURPOSE_STEP = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0x8CB92BA72F3D8DD7
FIRST_FACTOR, SECOND_FACTOR = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
"""The constants of splitmix64, and two odd numbers of the same kind."""
UNIT = 2.0**-53

BRANCH, DURATION, SECOND = 0, 1, 2
"""Purposes: a branch, a duration, and the second number that some durations need."""
TURN = 8
"""The purpose of the first question at a step where loops turn; the next ones follow."""


def part_key(name: str) -> int:
    """Return a number for the id of a part, below 2**64."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def purpose_key(key: int, purpose: int) -> int:
    """Return a number for what is drawn at a part, from the number of the part."""
    return _mixed(key + purpose * PURPOSE_STEP & MASK)


def run_keys(seed: int, first: int, count: int) -> Array:
    """Return a number below 2**64 for each run, from the run with the number `first` on."""
    start = _mixed(seed & MASK)
    keys: Array = np.arange(first, first + count, dtype=np.uint64)
    keys *= np.uint64(RUN_STEP)
    keys += np.uint64(start)
    return _mix(keys)


def drawn(keys: Array, key: int, visits: Array | None = None) -> Array:
    """Return numbers from 0 on, below 1, one for each run.

    Args:
        keys: the numbers of the runs.
        key: the number of what is drawn (`purpose_key`).
        visits: for each run which visit it is, from 1; None where it is the first.
    """
    if visits is None:
        mixed = keys + np.uint64(key + VISIT_STEP & MASK)
    else:
        mixed = visits.astype(np.uint64)
        mixed *= np.uint64(VISIT_STEP)
        mixed += np.uint64(key)
        mixed += keys
    _mix(mixed)
    mixed >>= np.uint64(11)
    return mixed.view(np.int64) * UNIT


def _mix(values: Array) -> Array:
    shifted = values >> np.uint64(30)
    values ^= shifted
    values *= np.uint64(FIRST_FACTOR)
    np.right_shift(values, np.uint64(27), out=shifted)
    values ^= shifted
    values *= np.uint64(SECOND_FACTOR)
    np.right_shift(values, np.uint64(31), out=shifted)
    values ^= shifted
    return values


def _mixed(value: int) -> int:
    value = (value ^ value >> 30) * FIRST_FACTOR & MASK
    value = (value ^ value >> 27) * SECOND_FACTOR & MASK
    return value ^ value >> 31

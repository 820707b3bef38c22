"""Means with the interval in which the true mean is, in 95 of 100 cases."""

from __future__ import annotations

import math

import numpy as np

from webapp.simulation.many_runs.chance import Array

NORMAL = 1.959964
"""Half the width of the interval in standard errors."""
BATCHES = 20
"""Groups of runs whose means are compared where runs that follow each other are alike."""
OF_BATCHES = 2.093024
"""As `NORMAL`, for the means of so many groups: Student's distribution with 19 degrees of freedom."""

Mean = tuple[float, float | None]
"""A mean and half the width of its interval; None where it cannot be told."""


def mean_of(values: Array, queued: bool) -> Mean:
    """Return the mean of some runs in their order.

    Args:
        values: a value for each run.
        queued: whether neighbours are alike, because they wait in the same queues. Then groups of neighbours are
            compared instead of single runs.
    """
    count = len(values)
    if not count:
        return 0.0, None
    mean = float(values.mean())
    if count < 2 or (queued and count < 2 * BATCHES):
        return mean, None
    if not queued:
        return mean, NORMAL * float(values.std(ddof=1)) / math.sqrt(count)
    size = count // BATCHES
    means = values[count - size * BATCHES :].reshape(BATCHES, size).mean(axis=1)
    return mean, OF_BATCHES * float(means.std(ddof=1)) / math.sqrt(BATCHES)


def mean_of_counts(total: float, squares: float, runs: int) -> Mean:
    """Return the mean of counts by run, from their sum and the sum of their squares."""
    mean = total / runs
    if runs < 2:
        return mean, None
    variance = max(squares - total * mean, 0) / (runs - 1)
    return mean, NORMAL * math.sqrt(variance / runs)


def percentiles(values: Array) -> tuple[float, float, float]:
    """Return the times within which 50, 90 and 99 of 100 runs are complete."""
    low, high, highest = np.percentile(values, (50, 90, 99)) if len(values) else (0, 0, 0)
    return float(low), float(high), float(highest)

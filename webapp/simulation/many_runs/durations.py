"""How long something takes: a fixed time, or one that is drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from webapp.simulation.many_runs.chance import DURATION, SECOND, Array, drawn, purpose_key


class Duration(NamedTuple):
    """A time in the unit of the profile.

    Attributes:
        kind: `fixed`, `uniform`, `triangular`, `exponential` or `log-normal`.
        first: the time itself; the least time; the mean; the mean of the logarithm.
        second: the most; for `log-normal` the standard deviation of the logarithm.
        usual: the most frequent time, for `triangular`.
        mean: the mean time.
    """

    kind: str
    first: float
    second: float
    usual: float
    mean: float

    def drawn(self, keys: Array, key: int, visits: Array | None) -> Array:
        """Return a time for each run; the arguments are those of `chance.drawn`, with the number of the part."""
        share = drawn(keys, purpose_key(key, DURATION), visits)
        if self.kind == "uniform":
            share *= self.second - self.first
            share += self.first
            return share
        if self.kind == "exponential":
            np.negative(share, out=share)
            np.log1p(share, out=share)
            share *= -self.first
            return share
        if self.kind == "triangular":
            return self._triangular(share)
        if self.kind == "fixed":
            share.fill(self.first)
            return share
        turn = drawn(keys, purpose_key(key, SECOND), visits)
        normal = np.sqrt(-2 * np.log1p(-share)) * np.cos(2 * math.pi * turn)
        return np.exp(self.first + self.second * normal)

    def _triangular(self, share: Array) -> Array:
        least, most, usual = self.first, self.second, self.usual
        width = most - least
        if width == 0:
            share.fill(least)
            return share
        rising = share < (usual - least) / width
        up, down = np.sqrt(share * (width * (usual - least))), np.sqrt((1 - share) * (width * (most - usual)))
        return np.where(rising, least + up, most - down)

    def longer(self, factor: float) -> Duration:
        """Return the duration with all times multiplied."""
        if self.kind == "log-normal":
            return self._replace(first=self.first + math.log(factor), mean=self.mean * factor)
        return Duration(self.kind, self.first * factor, self.second * factor, self.usual * factor, self.mean * factor)


def duration_from_json(data: float | Mapping[str, Any]) -> Duration:
    """Return the duration that a companion describes; its shape has been checked.

    >>> duration_from_json({"kind": "uniform", "least": 1, "most": 3}).mean
    2.0
    """
    if not isinstance(data, Mapping):
        return Duration("fixed", float(data), 0, 0, float(data))
    kind = data["kind"]
    if kind == "exponential":
        return Duration(kind, float(data["mean"]), 0, 0, float(data["mean"]))
    if kind == "log-normal":
        mean, deviation = float(data["mean"]), float(data["deviation"])
        spread = math.log1p((deviation / mean) ** 2)
        return Duration(kind, math.log(mean) - spread / 2, math.sqrt(spread), 0, mean)
    least, most = float(data["least"]), float(data["most"])
    if kind == "uniform":
        return Duration(kind, least, most, 0, (least + most) / 2)
    usual = float(data["usual"])
    return Duration(kind, least, most, usual, (least + usual + most) / 3)

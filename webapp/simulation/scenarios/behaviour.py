"""What two versions of a diagram do differently: scenarios, and simple paths that appeared, vanished, end elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from webapp.domain import Diagram
from webapp.simulation.replay import Replay, write_replay
from webapp.simulation.run_options import RunOptions
from webapp.simulation.scenarios import behaviour_sentences as sentences
from webapp.simulation.scenarios.judging import Judged
from webapp.simulation.scenarios.simple_paths import SimplePath, simple_paths
from webapp.simulation.script import Choice

Key = tuple[tuple[str, str, int], ...]
"""A path as it is found again in the other version: its choices as (node, label or target, number of the target)."""


class Change(StrEnum):
    """How behaviour differs."""

    APPEARED = "appeared"
    VANISHED = "vanished"
    ENDS_ELSEWHERE = "ends-elsewhere"
    BROKEN = "broken"
    MENDED = "mended"
    FAILS_OTHERWISE = "fails-otherwise"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a diagram.

    Attributes:
        diagram: it.
        options: how it is understood.
        scenarios: what scenarios give on it, by name.
    """

    diagram: Diagram
    options: RunOptions
    scenarios: Mapping[str, Judged] = field(default_factory=dict)


class Played(NamedTuple):
    """A run of one version, up to where it can be followed."""

    choices: tuple[Choice, ...]
    at: int
    ends_at: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the run as JSON values; `replay` is its text for links."""
        return {
            "choices": [choice.to_json() for choice in self.choices],
            "at": self.at,
            "ends_at": list(self.ends_at),
            "replay": write_replay(Replay(self.at, self.choices)),
        }


class BehaviourChange(NamedTuple):
    """One difference.

    Attributes:
        kind: `scenario` or `path`.
        change: how it differs.
        name: the name of the scenario, or the labels of the path.
        message: the difference in a sentence.
        before: the run in the earlier version, None where there is none.
        after: the run in the later version, None where there is none.
    """

    kind: str
    change: Change
    name: str
    message: str
    before: Played | None
    after: Played | None

    def to_json(self) -> dict[str, Any]:
        """Return the difference as JSON values."""
        return {
            "kind": self.kind,
            "change": self.change.value,
            "name": self.name,
            "message": self.message,
            "before": self.before.to_json() if self.before else None,
            "after": self.after.to_json() if self.after else None,
        }


class BehaviourDifference(NamedTuple):
    """What two versions do differently.

    Attributes:
        changes: scenarios first, then paths with few choices first.
        compared_to: up to how many choices all paths were compared; None where all were.
        paths: how many paths are in both and the same.
    """

    changes: tuple[BehaviourChange, ...]
    compared_to: int | None
    paths: int

    def to_json(self) -> dict[str, Any]:
        """Return the differences as JSON values."""
        return {
            "changes": [change.to_json() for change in self.changes],
            "compared_to": self.compared_to,
            "same_paths": self.paths,
        }


def compare_behaviour(before: Version, after: Version, renamed: Mapping[str, str]) -> BehaviourDifference:
    """Return what two versions do differently.

    Args:
        before: the earlier version.
        after: the later one.
        renamed: the ids of nodes of the earlier version that have another id in the later one.

    Raises:
        RunRefused: a diagram cannot be run.
    """
    paths, compared_to, same = _of_paths(before, after, renamed)
    return BehaviourDifference((*_of_scenarios(before, after, renamed), *paths), compared_to, same)


def _of_scenarios(before: Version, after: Version, renamed: Mapping[str, str]) -> Sequence[BehaviourChange]:
    found = []
    for name in dict.fromkeys((*before.scenarios, *after.scenarios)):
        was, now = before.scenarios.get(name), after.scenarios.get(name)
        if was is None or now is None:
            continue
        if was.passed and not now.passed:
            change, message = Change.BROKEN, sentences.broken(name, now.failures[0].message)
        elif now.passed and not was.passed:
            change, message = Change.MENDED, sentences.mended(name, was.failures[0].message)
        elif _ends(was.facts.ends, renamed) != set(now.facts.ends):
            change = Change.ENDS_ELSEWHERE
            message = sentences.ends_elsewhere(
                name, sentences.places(before.diagram, was.facts.ends), sentences.places(after.diagram, now.facts.ends)
            )
        elif not now.passed and [each.message for each in was.failures] != [each.message for each in now.failures]:
            change, message = Change.FAILS_OTHERWISE, sentences.fails_otherwise(name, now.failures[0].message)
        else:
            continue
        found.append(BehaviourChange("scenario", change, name, message, _of_test(was), _of_test(now)))
    return found


def _of_test(judged: Judged) -> Played:
    steps = [failure.step for failure in judged.failures if failure.step]
    at = min(steps) if steps else judged.trace.steps
    return Played(judged.trace.choices, at, judged.facts.ends)


def _of_paths(
    before: Version, after: Version, renamed: Mapping[str, str]
) -> tuple[Sequence[BehaviourChange], int | None, int]:
    was, now = (simple_paths(version.diagram, version.options) for version in (before, after))
    limits = [found.complete_to for found in (was, now) if found.complete_to is not None]
    most = min(limits) if limits else None
    old = _by_key(before.diagram, was.paths, most, renamed)
    new = _by_key(after.diagram, now.paths, most, {})
    found, same = [], 0
    for key in sorted({**old, **new}, key=len):
        first, second = old.get(key), new.get(key)
        name = sentences.path_name((new.get(key) or old[key]).choices)
        if first is None and second is not None:
            ends = sentences.places(after.diagram, second.facts.ends)
            change, message = Change.APPEARED, sentences.appeared(name, ends)
        elif second is None and first is not None:
            ends = sentences.places(before.diagram, first.facts.ends)
            change, message = Change.VANISHED, sentences.vanished(name, ends)
        elif first and second and _ends(first.facts.ends, renamed) != set(second.facts.ends):
            change = Change.ENDS_ELSEWHERE
            message = sentences.ends_elsewhere(
                name,
                sentences.places(before.diagram, first.facts.ends),
                sentences.places(after.diagram, second.facts.ends),
            )
        else:
            same += 1
            continue
        found.append(BehaviourChange("path", change, name, message, _of_path(first), _of_path(second)))
    return found, most, same


def _by_key(
    diagram: Diagram, paths: Sequence[SimplePath], most: int | None, renamed: Mapping[str, str]
) -> dict[Key, SimplePath]:
    return {_key(diagram, path.choices, renamed): path for path in paths if most is None or len(path.choices) <= most}


def _key(diagram: Diagram, choices: Sequence[Choice], renamed: Mapping[str, str]) -> Key:
    """Return a path by what a reader would call it: at each decision its label, or the node to which it leads.

    The number tells several unlabelled branches to one node apart.
    """
    key = []
    for choice in choices:
        node = renamed.get(choice.node, choice.node)
        edges = [diagram.edge[edge] for edge in choice.edges if edge in diagram.edge]
        if choice.label and (not edges or any(edge.label for edge in edges)):
            key.append((node, choice.label, 0))
        else:
            targets = ", ".join(renamed.get(edge.target, edge.target) for edge in edges)
            alike = [edge.id for edge in diagram.outgoing[choice.node] if edge.target == edges[0].target]
            key.append((node, targets, alike.index(edges[0].id)))
    return tuple(key)


def _ends(ends: Sequence[str], renamed: Mapping[str, str]) -> set[str]:
    return {renamed.get(node, node) for node in ends}


def _of_path(path: SimplePath | None) -> Played | None:
    return None if path is None else Played(path.choices, path.steps, path.facts.ends)

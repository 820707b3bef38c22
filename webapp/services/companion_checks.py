"""Finds what is wrong in a companion, with its path in the JSON: shapes, unknown ids, weights that are all zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from webapp.domain import Companion, CompanionError, Diagram, Shape
from webapp.errors import InvalidRequest, RunRefused
from webapp.services.references import ITEM, KEY, NAMES, VALUES, FieldPath
from webapp.simulation.run_options import MOST_WEIGHT

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

SHOWN = 5
OPTIONS, WEIGHTS, STATEMENTS = ("options",), ("simulation", "weights"), ("simulation", "statements")
Place: TypeAlias = tuple[str | int, ...]


class CompanionProblem(NamedTuple):
    """One thing that is wrong: where in the JSON, and what is right, as the rest of a sentence."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path} {self.message}".strip()


def companion_problems(data: object, diagram: Diagram) -> list[CompanionProblem]:
    """Return what is wrong in the whole companion of this diagram, given as parsed JSON."""
    from webapp.layout import HintError, Hints
    from webapp.services.companion_models import CompanionFile

    if not isinstance(data, Mapping):
        return [CompanionProblem("", "the companion must be a JSON object")]
    if problems := _of_shape(CompanionFile, data, ()):
        return problems
    try:
        companion = Companion.from_json(data)
        Hints.from_json(companion.layout_hints)
    except (CompanionError, HintError) as error:
        return [CompanionProblem("", str(error))]
    # What the layout remembers may outlive its parts.
    used = {name: value for name, value in data.items() if name != "layout"}
    options = companion.simulation.get("options", {})
    return [
        *_of_ids(used, diagram, (), ()),
        *_of_starts(companion.options, OPTIONS),
        *_of_starts(options, ("simulation", *OPTIONS)),
        *_of_weights(companion.simulation.get("weights", {}), options, diagram, WEIGHTS),
        *_of_names(companion.scenarios),
    ]


def check_options(options: object, diagram: Diagram, place: Place = OPTIONS) -> None:
    """Check the options of a run, which stand at this place in the JSON.

    Raises:
        InvalidRequest: their shape is wrong.
        RunRefused: they name a node or edge that the diagram does not have.
    """
    if options == {}:
        return
    from webapp.services.profile_models import RunOptions

    _refuse(InvalidRequest, _of_shape(RunOptions, options, place))
    _refuse(RunRefused, _of_ids(options, diagram, place, OPTIONS))


def check_weights(weights: object, place: Place = WEIGHTS) -> None:
    """Check the shape of weights, which stand at this place in the JSON.

    Raises:
        InvalidRequest: it is wrong.
    """
    if isinstance(weights, Mapping) and all(_is_weight(weight) for weight in weights.values()):
        # Loading the models takes longer than a run.
        return
    from webapp.services.profile_models import WeightTable

    _refuse(InvalidRequest, _of_shape(WeightTable, weights, place))


def _is_weight(weight: object) -> bool:
    return isinstance(weight, int | float) and not isinstance(weight, bool) and 0 <= weight <= MOST_WEIGHT


def check_profile(
    profile: Mapping[str, Any], options: Mapping[str, Any], diagram: Diagram, place: Place = ("simulation",)
) -> None:
    """Check a profile for many runs, which stands at this place in the JSON, with the options that hold.

    Raises:
        InvalidRequest: its shape is wrong.
        RunRefused: it names what the diagram does not have, or all weights of a decision are zero.
    """
    from webapp.services.profile_models import Profile

    _refuse(InvalidRequest, _of_shape(Profile, profile, place))
    _refuse(RunRefused, _of_ids(profile, diagram, place, ("simulation",)))
    weights = profile.get("weights", {})
    _refuse(RunRefused, _of_weights(weights, options, diagram, (*place, "weights")))


def check_statements(statements: object, diagram: Diagram) -> None:
    """Check statements about runs.

    Raises:
        InvalidRequest: their shape is wrong.
        RunRefused: they name a node or edge that the diagram does not have.
    """
    if statements == []:
        return
    from webapp.services.statement_models import StatementList

    _refuse(InvalidRequest, _of_shape(StatementList, statements, STATEMENTS))
    _refuse(RunRefused, _of_ids(statements, diagram, STATEMENTS, STATEMENTS))


def check_scenarios(scenarios: object) -> None:
    """Check the shape of the scenarios of a companion.

    Raises:
        InvalidRequest: it is wrong.
    """
    if scenarios == []:
        return
    from webapp.services.companion_models import ScenarioList

    _refuse(InvalidRequest, _of_shape(ScenarioList, scenarios, ("scenarios",)) or _of_names(scenarios))


def check_drawing(
    weights: Mapping[str, Any], options: Mapping[str, Any], diagram: Diagram, place: Place = WEIGHTS
) -> None:
    """Check that branches can be drawn by these weights, whose shape is right.

    Raises:
        RunRefused: they name an edge that the diagram does not have, or all weights of a decision are zero.
    """
    _refuse(RunRefused, _of_ids(weights, diagram, place, WEIGHTS))
    _refuse(RunRefused, _of_weights(weights, options, diagram, place))


def _refuse(kind: type[InvalidRequest], problems: Iterable[CompanionProblem]) -> None:
    if shown := list(islice(problems, SHOWN)):
        fields = [{"field": path, "message": message} for path, message in shown]
        raise kind("; ".join(str(problem) for problem in shown), fields=fields)


def _of_shape(model: type[BaseModel], data: object, place: Place) -> list[CompanionProblem]:
    from pydantic import ValidationError

    try:
        model.model_validate(data)
    except ValidationError as error:
        return list(_explained(error, data, place))
    return []


def _explained(error: ValidationError, data: object, place: Place) -> Iterator[CompanionProblem]:
    for item in error.errors():
        yield CompanionProblem(_path((*place, *_followed(item["loc"], data, item["type"]))), _message(item))


def _followed(steps: Place, data: object, kind: str) -> Iterator[str | int]:
    """Leave out of a path what is no place in the data, such as the kind of a duration."""
    for number, step in enumerate(steps, 1):
        there = step in data if isinstance(data, Mapping) else isinstance(data, list | tuple) and isinstance(step, int)
        if there:
            data = data[step]  # type: ignore[index]
            yield step
        elif kind == "missing" and number == len(steps):
            yield step


def _message(item: Any) -> str:
    context: Mapping[str, Any] = item.get("ctx", {})
    match item["type"]:
        case "extra_forbidden":
            return "is no field of this object: remove it, or correct its name"
        case "missing":
            return "is missing"
        case "literal_error":
            return f"must be {str(context['expected']).replace(chr(39), '')}"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "must be a JSON object"
        case "list_type":
            return "must be an array"
        case "string_type":
            return "must be a string"
        case "string_too_long":
            return f"has more than {context['max_length']:,} characters"
        case "string_too_short":
            return "is empty"
        case "too_long":
            return f"has more than {context['max_length']:,} items"
        case "too_short":
            least = context["min_length"]
            return "is empty" if least == 1 else f"has fewer than {least} items"
        case "float_type" | "finite_number":
            return "must be a number"
        case "int_type" | "int_from_float":
            return "must be a whole number"
        case "greater_than_equal":
            return f"must be {_number(context['ge'])} or more"
        case "greater_than":
            return f"must be more than {_number(context['gt'])}"
        case "string_pattern_mismatch":
            return "must be a time of day such as 09:00"
        case "less_than_equal":
            return f"must be {_number(context['le'])} or less"
    return str(item["msg"])


def _number(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def _of_ids(value: Any, diagram: Diagram, place: Place, path: FieldPath) -> Iterator[CompanionProblem]:
    """Yield where ids stand that the diagram does not have, by the tables of `references`."""
    if isinstance(value, str):
        kinds = VALUES.get(path, ())
        if kinds and not _is_known(value, kinds, diagram):
            yield CompanionProblem(_path(place), _unknown(kinds))
    elif isinstance(value, Mapping):
        kinds = NAMES.get(path, ())
        for name, item in value.items():
            if kinds and not _is_known(name, kinds, diagram):
                yield CompanionProblem(_path((*place, name)), _unknown(kinds))
            else:
                yield from _of_ids(item, diagram, (*place, name), (*path, KEY if kinds else name))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            inner = path if isinstance(item, str) else (*path, ITEM)
            yield from _of_ids(item, diagram, (*place, number), inner)


def _is_known(name: str, kinds: Sequence[str], diagram: Diagram) -> bool:
    return any(name in getattr(diagram, kind) for kind in kinds)


def _unknown(kinds: Sequence[str]) -> str:
    *others, last = kinds
    named = f"{', '.join(others)} or {last}" if others else last
    return f"names {'an' if named[0] == 'e' else 'a'} {named} that the diagram does not have: correct or remove it"


def _of_starts(options: Mapping[str, Any], place: Place) -> Iterator[CompanionProblem]:
    if options.get("start") == "chosen" and not options.get("also_start"):
        path = _path((*place, "also_start"))
        yield CompanionProblem(path, "must name the nodes at which a run starts, because start is chosen")


def _of_weights(
    weights: Mapping[str, float], options: Mapping[str, Any], diagram: Diagram, place: Place
) -> Iterator[CompanionProblem]:
    """Yield the decisions of which every branch has the weight zero."""
    if 0 not in weights.values():
        return
    for node in diagram.nodes:
        edges = diagram.outgoing[node.id]
        rule = options.get("nodes", {}).get(node.id, {}).get("outgoing", options.get("outgoing", "all"))
        if len(edges) < 2 or (node.shape is not Shape.DIAMOND and rule == "all"):
            continue
        branches: dict[str, list[float]] = {}
        for edge in edges:
            branches.setdefault(edge.label or f"\n{edge.id}", []).extend(
                [weights[edge.id]] if edge.id in weights else []
            )
        if len(branches) > 1 and all(given and sum(given) == 0 for given in branches.values()):
            yield CompanionProblem(
                _path((*place, edges[0].id)),
                f"is 0, and so is the weight of every other branch of {node.id}: "
                "give at least one of them a weight above 0",
            )


def _of_names(scenarios: Any) -> list[CompanionProblem]:
    """Return where scenarios have the name of an earlier one."""
    first: dict[str, int] = {}
    found = []
    for index, scenario in enumerate(scenarios):
        earlier = first.setdefault(scenario["name"], index)
        if earlier != index:
            found.append(CompanionProblem(f"scenarios[{index}].name", f"is the name of scenarios[{earlier}] too"))
    return found


def _path(place: Place) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")

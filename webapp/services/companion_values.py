"""Kinds of values in a companion: what its models have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    FailFast,
    Field,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

MOST_IDS = 15_000
MOST_CHOICES = 20_000
MOST_EXPECTED = 1_000
MOST_TIME = 1_000_000_000

Model = TypeVar("Model", bound=BaseModel)


def _whole(value: object) -> object:
    # JSON has only one kind of number, and some programs write 25.0 for 25.
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
Whole = Annotated[int, WHOLE]
Times = Annotated[int, Field(ge=0, le=MOST_CHOICES), WHOLE]
Time = Annotated[float, Field(ge=0, le=MOST_TIME)]
Ids = Annotated[list[str], Field(max_length=MOST_IDS), FailFast()]
Many = Field(max_length=MOST_IDS)


class Strict(BaseModel):
    """An object without further fields, whose values are not converted."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Open(BaseModel):
    """An object that may have further fields."""

    model_config = ConfigDict(extra="allow")


def in_order(model: Model, names: tuple[str, ...]) -> Model:
    """Return the model, if the values of these fields grow in this order.

    Raises:
        PydanticCustomError: they do not.
    """
    values = [getattr(model, name) for name in names]
    if values != sorted(values):
        raise PydanticCustomError("order", "must have {names} in this order of size", {"names": " <= ".join(names)})
    return model


class CountRange(Strict):
    """How often something happens at least and at most."""

    least: Times = 0
    most: Times = MOST_CHOICES

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        return in_order(self, ("least", "most"))


Count = Annotated[
    Annotated[Times, Tag("exact")] | Annotated[CountRange, Tag("range")],
    Discriminator(lambda value: "range" if isinstance(value, Mapping | CountRange) else "exact"),
]
Parts = Annotated[list[str], Field(max_length=MOST_EXPECTED), FailFast()]

"""Requests and answers of those who have a diagram open: where they are, and what they let others follow."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from webapp.web.schemas.described import WHOLE
from webapp.web.schemas.live_models import Count
from webapp.web.schemas.reply_base import Reply
from webapp.web.schemas.requests import Body

MOST_RUN = 30_000
"""Characters of a run that others follow: some 2,000 choices, where what chance chose needs none. Each step sends
all of them to each follower, 8 times a second at most."""
FARTHEST = 1e7
"""Units of a drawing; none is so large."""
MOST_TURN = 2**53 - 1
"""Milliseconds; scripts have no larger whole numbers."""

Person = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$")]
Name = Annotated[str, Field(max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")]
Colour = Annotated[int, Field(ge=0, le=7), WHOLE]
Turn = Annotated[int, Field(ge=0, le=MOST_TURN), WHOLE]
Where = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
Length = Annotated[float, Field(gt=0, le=FARTHEST)]


class PresenceRequest(Body):
    """Where a person is: what they have selected on the canvas, and where their cursor is in the live text.

    `person` names the page, and `colour` is a number that the pages of others show it by. `follows` is the presenter
    that they follow. `gone` says that it closes.
    """

    person: Person
    name: Name = ""
    colour: Colour = 0
    selection: list[Annotated[str, Field(max_length=100)]] = Field(default_factory=list, max_length=20)
    cursor: Annotated[list[Count], Field(min_length=2, max_length=2)] | None = None
    follows: Annotated[str, Field(max_length=20, pattern="^[0-9a-f]*$")] = ""
    gone: bool = False


class PlaceJson(Body):
    """What a presenter sees: a rectangle of the diagram, in its units, and how many pixels a unit has.

    `width` and `height` of the whole tell whether a follower sees the same layout; where it is another one, such as a
    folded one, `node` is what the presenter has in the middle.
    """

    x: Where
    y: Where
    width: Length
    height: Length
    scale: Annotated[float, Field(gt=0, le=100)]
    drawing: Annotated[list[Length], Field(min_length=2, max_length=2)]
    node: Annotated[str, Field(max_length=200)] = ""


class PresenterRequest(Body):
    """What a presenter shows: a run as replay text, and a place.

    `secret` is known to the page that presents, and to nobody else. `turn` is 0 to begin, and what the answer said from
    then on; `number` grows with each state. `version` is the number of changes of the live text that is shown.
    `takes_over` begins where somebody else presents, `gone` ends.
    """

    secret: Annotated[str, Field(min_length=22, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
    turn: Turn = 0
    number: Count
    name: Name = ""
    colour: Colour = 0
    run: Annotated[str, Field(max_length=MOST_RUN, pattern=r"^[\x20-\x7e]*$")] = ""
    place: PlaceJson | None = None
    version: Count = 0
    takes_over: bool = False
    gone: bool = False


class PresenterReply(Reply):
    """`presenter` names who presents in the events of the bell; `followers` is how many pages follow."""

    presenter: str
    turn: int
    followers: int

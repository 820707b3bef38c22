"""The bodies of a request to convert, and of its answer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, RootModel

from webapp.web.schemas.described import CompanionJson, CompanionObject
from webapp.web.schemas.reply_base import Reply
from webapp.web.schemas.requests import Body

ReadFormat = Literal["fz", "json", "csv", "mermaid", "swimlane"]
WrittenFormat = Literal["fz", "json", "csv", "mermaid", "swimlane", "sequence", "dot", "bpmn"]


class ConvertRequest(Body):
    """A diagram in some format; the companion is that of a text in our language."""

    text: str
    to: Annotated[WrittenFormat, Field(description="the format to write; `fz` is our language, `json` a JSON graph")]
    source: Annotated[
        ReadFormat | None, Field(alias="from", description="the format to read; by default, the content decides")
    ] = None
    name: Annotated[str, Field(max_length=300, description="the name of the file; another ending is told")] = ""
    companion: CompanionJson = Field(default_factory=dict)


class OmissionFacts(Reply):
    """Something that did not come along: what it is, where it stood, and why."""

    what: str
    where: str
    why: str


class ConvertReply(Reply):
    """The file as a text, and the companion of what was read; `left_out` is from reading, `lost` from writing."""

    source: Annotated[ReadFormat, Field(alias="from")]
    to: WrittenFormat
    text: str
    companion: CompanionObject
    file_name: str
    mimetype: str
    left_out: list[OmissionFacts]
    lost: list[OmissionFacts]


class GraphSchemaReply(RootModel[dict[str, Any]]):
    """A JSON Schema (draft 2020-12)."""

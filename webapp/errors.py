"""The one base of everything that the program raises for people to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar


class LanestepError(Exception):
    """A problem that a person can read and act on.

    `code` is stable: programs and help pages refer to it. `details` joins the error's JSON beside code and message.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.details: Mapping[str, Any] = details


class InvalidRequest(LanestepError):
    """The request's words are off: not JSON, an unknown field, a wrong type."""

    code = "invalid-request"


class RunRefused(InvalidRequest):
    """The run names a node or branch that this diagram does not have, or the diagram is too large to be run."""

    code = "run-refused"


class UnknownHost(LanestepError):
    """The request calls this server by a name that it does not answer to; the message says what to set."""

    code = "unknown-host"


class TextTooLarge(LanestepError):
    """The text is over the limit of bytes; nothing was stored or drawn."""

    code = "text-too-large"


class NotFound(LanestepError):
    """No document, version, sample or link stands behind this key."""

    code = "not-found"


class NotAllowed(LanestepError):
    """The key that was shown does not carry this right."""

    code = "not-allowed"


class StaleVersion(LanestepError):
    """Somebody saved in between; `details` has both texts."""

    code = "stale-version"


class VersionMissing(LanestepError):
    """A save must name the version that it is based on."""

    code = "version-missing"


class EditRefused(LanestepError):
    """The operation cannot be done on this text; the message says why."""

    code = "edit-refused"


class RenderFailed(LanestepError):
    """There is no picture just now: Graphviz is missing, too slow, or ended in the middle. Asking again may help."""

    code = "render-failed"


class PictureTooLarge(RenderFailed):
    """The diagram has too many parts for a picture, or takes too much memory: only another text helps."""

    code = "picture-too-large"


class StorageFailed(LanestepError):
    """The database did not answer or could not be written: away, locked for too long, read-only, or its disk full."""

    code = "storage-failed"


class OutcomeUnknown(StorageFailed):
    """The database fell silent after it was told to commit: the change may be stored or not."""

    code = "outcome-unknown"


class DatabaseUnfit(StorageFailed):
    """This version of the program cannot work with the database that is there; the message says what to do."""

    code = "database-unfit"


class ExportTooLarge(LanestepError):
    """The picture would be larger than its format can hold; the message says what works."""

    code = "export-too-large"


class ExportUnavailable(LanestepError):
    """This format needs a program or extra that is not installed; the message says which."""

    code = "export-unavailable"

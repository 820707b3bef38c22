"""The errors whose messages are for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar


class LanestepError(Exception):
    """An error that a person can understand and act on.

    `code` is stable, because programs and help pages refer to it. `details` are further fields of the error's JSON,
    `beside` those that stand beside the error in the answer.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.details: Mapping[str, Any] = details
        self.beside: Mapping[str, Any] = {}


class InvalidRequest(LanestepError):
    """The request is not valid: not JSON, an unknown field, a wrong type."""

    code = "invalid-request"


class RunRefused(InvalidRequest):
    """The run names a node or branch that this diagram does not have, or the diagram is too large to be run."""

    code = "run-refused"


class ImportRefused(InvalidRequest):
    """A file of another format cannot be read: not this format, nested too deeply, dangerous; the message says why."""

    code = "import-refused"


class UnknownHost(LanestepError):
    """The host name of the request is not one of this server's; the message says what to set."""

    code = "unknown-host"


class TextTooLarge(LanestepError):
    """The text has more bytes than the limit; nothing was stored or drawn."""

    code = "text-too-large"


class NotFound(LanestepError):
    """There is no such document, version, sample or link."""

    code = "not-found"


class NotAllowed(LanestepError):
    """The key does not include the needed right."""

    code = "not-allowed"


class StaleVersion(LanestepError):
    """Somebody else saved in the meantime; `details` has both texts."""

    code = "stale-version"


class ChangesMissing(LanestepError):
    """Others changed the live text in the meantime; `beside` has their changes."""

    code = "changes-missing"

    def __init__(self, message: str, **beside: Any) -> None:
        super().__init__(message)
        self.beside = beside


class ChangesGone(ChangesMissing):
    """The changes that a client missed are not kept any more; `beside` has the whole text."""

    code = "changes-gone"


class ChangeRefused(LanestepError):
    """A change does not fit the live text, or leads to one that cannot be stored; nothing was stored."""

    code = "change-refused"


class TooManyStreams(LanestepError):
    """So many pages follow diagrams already that no further one can; the message says what to do."""

    code = "too-many-streams"


class SomebodyPresents(LanestepError):
    """Somebody else lets others follow their run; `details` has their name, and whether they may edit."""

    code = "somebody-presents"


class LinksFull(LanestepError):
    """The document keeps as many versions or runs for links as it can."""

    code = "links-full"


class VersionMissing(LanestepError):
    """A save must name the version on which it is based."""

    code = "version-missing"


class EditRefused(LanestepError):
    """The operation cannot be done on this text; the message says why."""

    code = "edit-refused"


class RenderFailed(LanestepError):
    """The picture could not be drawn: Graphviz is missing, too slow or broken. Trying again may help."""

    code = "render-failed"


class SimulationFailed(LanestepError):
    """Many runs could not be computed: others are being computed, or the process ended. Trying again may help."""

    code = "simulation-failed"


class PictureTooLarge(RenderFailed):
    """The diagram has too many parts for a picture, or takes too much memory. Trying again does not help."""

    code = "picture-too-large"


class StorageFailed(LanestepError):
    """The database does not answer or cannot be written: unreachable, locked for too long, read-only, or disk full."""

    code = "storage-failed"


class OutcomeUnknown(StorageFailed):
    """The database stopped answering during a commit: the change may or may not be stored."""

    code = "outcome-unknown"


class DatabaseUnfit(StorageFailed):
    """This version of the program cannot use this database; the message says what to do."""

    code = "database-unfit"


class ExportTooLarge(LanestepError):
    """The picture would be too large for its format; the message says what is possible."""

    code = "export-too-large"


class ExportUnavailable(LanestepError):
    """This format needs a program or extra that is not installed; the message says which."""

    code = "export-unavailable"

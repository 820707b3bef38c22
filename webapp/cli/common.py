"""What all commands share: settings, reading a document, saying what went wrong, exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from webapp.config import Settings
from webapp.errors import DatabaseUnfit, ExportTooLarge, InvalidRequest, LanestepError, PictureTooLarge, TextTooLarge

if TYPE_CHECKING:
    from webapp.services.reading import Reading

GOOD, FOUND, WRONG_USE = 0, 1, 2


def chosen_settings() -> Settings:
    """Return the settings from the environment."""
    with told(WRONG_USE):
        return Settings.from_environment()


def read(path: str, settings: Settings) -> Reading:
    """Read a document with its companion, or say why not and leave."""
    from webapp.dsl import parse
    from webapp.services.limits import read_companion
    from webapp.services.reading import Reading
    from webapp.services.sources import read_source

    with told():
        source = read_source(path, settings.text_limit)
        return Reading(parse(source.code), read_companion(source.companion, settings.text_limit))


def end(path: str, reading: Reading) -> NoReturn:
    """Leave, and say on standard error how many errors the document has."""
    raise SystemExit(judged(path, reading))


def judged(path: str, reading: Reading) -> int:
    """Return the exit code of a document, and say on standard error how many errors it has."""
    from webapp.dsl import findings_of, is_valid

    if is_valid(reading.document):
        return GOOD
    errors = sum(item.severity == "error" for item in findings_of(reading.document))
    complain(f"{path} has {errors} error{'s' if errors > 1 else ''}; `lanestep check {path}` shows where")
    return FOUND


@contextmanager
def told(status: int | None = None) -> Iterator[None]:
    """Say what went wrong in one line and leave; what nobody foresaw goes on as it is."""
    try:
        yield
    except (LanestepError, ValueError) as error:
        if not isinstance(error, LanestepError) and type(error) is not ValueError:
            raise
        complain(str(error))
        raise SystemExit(status_of(error) if status is None else status) from None


def status_of(error: Exception) -> int:
    """Return the exit code of an error: of the input or the data at hand, or of wrong use."""
    of_input = isinstance(error, InvalidRequest | TextTooLarge | ExportTooLarge | PictureTooLarge | DatabaseUnfit)
    return FOUND if of_input else WRONG_USE


def complain(message: str) -> None:
    """Say something on standard error."""
    click.echo(f"lanestep: {message}", err=True)

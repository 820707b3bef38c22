"""What the commands share: settings, reading a document, error messages, exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from webapp.config import Settings
from webapp.errors import DatabaseUnfit, ExportTooLarge, InvalidRequest, LanestepError, PictureTooLarge, TextTooLarge

if TYPE_CHECKING:
    from webapp.services.parsed_text import ParsedText

GOOD, FOUND, WRONG_USE = 0, 1, 2


def chosen_settings() -> Settings:
    """Return the settings from the environment."""
    with errors_reported(WRONG_USE):
        return Settings.from_environment()


def read(path: str, settings: Settings) -> ParsedText:
    """Return a document with its companion, or report the error and exit."""
    from webapp.dsl import parse
    from webapp.services.limits import read_companion
    from webapp.services.parsed_text import ParsedText
    from webapp.services.sources import read_source

    with errors_reported():
        source = read_source(path, settings.text_limit)
        return ParsedText(parse(source.code), read_companion(source.companion, settings.text_limit))


def exit_with(path: str, parsed: ParsedText) -> NoReturn:
    """Exit with the code of a document, and report the number of its errors."""
    raise SystemExit(exit_code(path, parsed))


def exit_code(path: str, parsed: ParsedText) -> int:
    """Return the exit code of a document, and report the number of its errors on standard error."""
    from webapp.dsl import findings_of, is_valid

    if is_valid(parsed.document):
        return GOOD
    errors = sum(item.severity == "error" for item in findings_of(parsed.document))
    complain(f"{path} has {errors} error{'s' if errors > 1 else ''}; `lanestep check {path}` shows where")
    return FOUND


@contextmanager
def errors_reported(status: int | None = None) -> Iterator[None]:
    """Report an expected error in one line and exit; other exceptions are raised."""
    try:
        yield
    except (LanestepError, ValueError) as error:
        if not isinstance(error, LanestepError) and type(error) is not ValueError:
            raise
        complain(str(error))
        raise SystemExit(exit_code_of(error) if status is None else status) from None


def exit_code_of(error: Exception) -> int:
    """Return the exit code of an error, which depends on whether the input is the cause."""
    of_input = isinstance(error, InvalidRequest | TextTooLarge | ExportTooLarge | PictureTooLarge | DatabaseUnfit)
    return FOUND if of_input else WRONG_USE


def complain(message: str) -> None:
    """Print a message on standard error."""
    click.echo(f"lanestep: {message}", err=True)


def read_choice(argument: str) -> dict[str, Any]:
    """Return the choice that an argument `NODE=LABEL` makes.

    Raises:
        UsageError: it is written in another way.
    """
    node, equals, label = argument.partition("=")
    if not (node and equals and label):
        raise click.UsageError(f"--choose {argument}: write it as NODE=LABEL, such as --choose n7=Blue")
    return {"node": node.strip(), "label": label}

"""`merge`: what two people made of one file, as git's merge driver or by hand."""

from __future__ import annotations

import click

from webapp.cli.common import FOUND, GOOD, chosen_settings, complain, errors_reported

COMPANION = ".lanestep.json"


@click.command()
@click.argument("base", metavar="BASE")
@click.argument("mine", metavar="MINE")
@click.argument("theirs", metavar="THEIRS")
@click.option("-o", "--output", help="File to write; `-` is standard output (default: MINE, as git wants it).")
@click.option("--path", "name", default="", help="Name of the file in the repository (git's %P); tells what it holds.")
def merge(base: str, mine: str, theirs: str, output: str | None, name: str) -> None:
    """Merge a diagram, or a companion, by meaning; BASE is what MINE and THEIRS began with.

    If something clashes, the result has both ways of it between git's markers, and the exit code is 1.
    """
    from webapp.domain.encodings import encoded
    from webapp.services.merged_works import merge_json_texts, merge_with_markers
    from webapp.services.sources import read_text, write_file

    settings = chosen_settings()
    with errors_reported():
        read = [read_text(path, settings.text_limit) for path in (base, mine, theirs)]
        texts = [text for text, _ in read]
        is_companion = any(it.endswith(COMPANION) for it in ((name,) if name else (base, mine, theirs)))
        merged = merge_json_texts(*texts) if is_companion else merge_with_markers(*texts)
        write_file(output or mine, encoded(merged.text, read[1][1]))
    for clash in merged.clashes:
        complain(f"{name or mine}: {_sentence(clash.kind, clash.id, clash.field)}")
    raise SystemExit(FOUND if merged.clashes else GOOD)


def _sentence(kind: str, name: str, field: str) -> str:
    from webapp.services.finding_reports import printable

    about = f"{kind} {name}, {field}" if field else f"{kind} {name}"
    return printable(f"both sides changed this in different ways: {about}")

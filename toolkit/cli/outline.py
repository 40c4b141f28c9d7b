"""``zhdoc outline``: the section tree."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.console import emit, emit_json

__all__ = ["outline"]


@click.command()
@click.argument("source", metavar="INPUT")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="A list of level, label, number, title, line, start, end, parent.",
)
@click.option("--no-repair", is_flag=True, help="Take the text as it is.")
def outline(source: str, as_json: bool, no_repair: bool) -> None:
    """Print INPUT's outline: level by level, with labels, titles and lines."""
    from toolkit.outline import outline_rows, outline_text
    from toolkit.pipeline import outline_file

    document = outline_file(Path(source), repair=not no_repair)
    if as_json:
        emit_json(outline_rows(document))
    else:
        emit(outline_text(document))

"""``zhdoc repair``: the repaired text, and the log of what was done."""

from __future__ import annotations

import json
from pathlib import Path

import click

from toolkit.cli.console import emit, note

__all__ = ["repair"]


@click.command()
@click.argument("source", metavar="INPUT")
@click.option(
    "--log",
    "log",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write what was done as JSON: kind, start, end, before, after.",
)
@click.option("-q", "--quiet", is_flag=True, help="Do not list what the source lost.")
def repair(source: str, log: str | None, quiet: bool) -> None:
    """Print INPUT's repaired text, a paragraph a line, headings on their own lines.

    What the source lost (digits, marks, item numbers) is listed on standard error, never invented.
    """
    from toolkit.files import write_atomically
    from toolkit.pipeline import outline_file

    document = outline_file(Path(source))
    for line in document.lines:
        emit(line)
    if log is not None:
        entries = [
            {"kind": e.kind, "start": e.start, "end": e.end, "before": e.before, "after": e.after}
            for e in document.log
        ]
        text = json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
        write_atomically(Path(log), text.encode("utf-8"))
    if not quiet:
        for damage in document.damage:
            note(f"{source}: character {damage.start:,}: {damage.message}")

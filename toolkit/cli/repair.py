"""``zhdoc repair``: the repaired text, and the log of what was done."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from toolkit.cli.console import emit, emit_json, note

__all__ = ["repair"]


@click.command()
@click.argument("source", metavar="INPUT")
@click.option(
    "--log",
    metavar="FILE",
    help="Write what was done as JSON: kind, start, end, before, after. - prints it instead of the"
    " text.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Lines, losses and log as one object, for programs."
)
@click.option("-q", "--quiet", is_flag=True, help="Do not list what the source lost.")
def repair(source: str, log: str | None, as_json: bool, quiet: bool) -> None:
    """Print INPUT's repaired text, a paragraph a line, headings on their own lines.

    What the source lost (digits, marks, item numbers) is listed on standard error, never invented.
    """
    from toolkit.files import write_atomically
    from toolkit.pipeline import outline_file

    document = outline_file(Path(source))
    entries = [asdict(entry) for entry in document.log]
    if as_json:
        emit_json(
            {
                "lines": document.lines,
                "damage": [asdict(d) for d in document.damage],
                "log": entries,
            }
        )
    elif log == "-":
        emit_json(entries)
    else:
        emit("\n".join(document.lines))
    if log is not None and log != "-":
        text = json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
        write_atomically(Path(log), text.encode("utf-8"))
    if not quiet and not as_json:
        for damage in document.damage:
            note(f"{source}: character {damage.start:,}: {damage.message}")

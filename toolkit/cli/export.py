"""``zhdoc export``: an aligned .xlf in other formats."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.bilingual import FORMATS, write
from toolkit.cli.console import emit_bytes, note, warn_of_unsaved
from toolkit.errors import OutputError, UsageError

__all__ = ["export"]


@click.command()
@click.argument("source", metavar="FILE.xlf")
@click.option(
    "--to",
    "formats",
    default="",
    metavar="FORMATS",
    help=f"Comma-separated: {', '.join(name for name in FORMATS if name != 'xlf')}.",
)
@click.option(
    "-o",
    "--output",
    default=None,
    metavar="DIR",
    help="Folder; that of FILE.xlf unless given. - writes to standard output.",
)
@click.option("--approved", is_flag=True, help="tmx: approved segments only.")
@click.option("--force", is_flag=True, help="Overwrite existing files.")
def export(source: str, formats: str, output: str | None, approved: bool, force: bool) -> None:
    """Write FILE.xlf, with whatever was edited in it, in other formats."""
    from toolkit.aligned import open_aligned
    from toolkit.files import ensure_folder, exists, write_all
    from toolkit.quality import with_findings
    from toolkit.runs import parse_formats

    names = parse_formats(formats)
    if not names:
        raise UsageError(f"--to needs a format: {', '.join(FORMATS)}")
    if output == "-" and len(names) > 1:
        raise UsageError("standard output takes one format")
    if source == "-":
        raise UsageError("export reads a file: name the .xlf")
    path = Path(source)
    document = with_findings(open_aligned(path))
    warn_of_unsaved(path)
    if output == "-":
        emit_bytes(write(document, names[0], approved=approved))
        return
    folder = Path(output) if output is not None else path.parent
    targets = {}
    for name in names:
        target = folder / f"{path.stem}{FORMATS[name].suffix}"
        is_original = target.name.casefold() == document.name.casefold()
        if is_original and output is None:
            # The document stands beside its .xlf and keeps its name, as with translate.
            target = folder / f"{document.name}{FORMATS[name].suffix}"
        elif is_original and exists(target):
            raise OutputError(
                f"{target} has the name of the document itself, so that it is never overwritten;"
                " remove it or choose another folder"
            )
        targets[name] = target
    for target in targets.values():
        if exists(target) and (not force or target.resolve() == path.resolve()):
            raise OutputError(
                f"{target} exists already; --force overwrites it, -o DIR writes elsewhere"
            )
    ensure_folder(folder)
    write_all(
        {target: write(document, name, approved=approved) for name, target in targets.items()}
    )
    for target in targets.values():
        note(str(target))

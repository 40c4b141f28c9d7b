"""What the commands print: results to standard output, everything else to standard error."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.errors import OutputError

if TYPE_CHECKING:
    from toolkit.pipeline import Progress

__all__ = [
    "FINDINGS",
    "INTERRUPTED",
    "counted",
    "emit",
    "emit_bytes",
    "emit_json",
    "fail",
    "note",
    "prepare_streams",
    "progress_bar",
    "warn_of_unsaved",
]

FINDINGS = 3
"""Exit code: done, and there is a finding to look at."""

INTERRUPTED = 130
"""Exit code: Ctrl-C."""


def prepare_streams() -> None:
    """Make every stream able to print every character.

    A pipe or file gets UTF-8 whatever the locale; a terminal keeps its encoding (a Chinese Windows
    console has GBK), and what it cannot show is replaced rather than raised.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def emit(text: str) -> None:
    """A line of the result."""
    click.echo(text)


def emit_bytes(content: bytes) -> None:
    """The result itself, a file's content."""
    if sys.stdout is None:
        raise OutputError("standard output is closed; write to a file or a pipe")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def emit_json(value: Any) -> None:
    """The result for a program: UTF-8 JSON, indented."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def note(text: str = "") -> None:
    """Something the user may want to know, on standard error."""
    click.echo(text, err=True)


def warn_of_unsaved(path: Path) -> None:
    """A note where a review has edits of the file at ``path`` that are not in it."""
    from toolkit.review.unsaved import find_unsaved

    unsaved = find_unsaved(path)
    if unsaved is not None:
        note(unsaved)


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 row`` and ``2,000 rows``; ``plural`` is for a noun that takes no s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def fail(text: str) -> None:
    """One line of error, on standard error."""
    click.echo(f"zhdoc: {text}", err=True)


@contextmanager
def progress_bar(label: str, *, quiet: bool = False) -> Iterator[Progress | None]:
    """A progress bar on standard error while the block runs; None where that is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("segments"),
        TimeRemainingColumn(),
        console=Console(stderr=True),  # rich obeys NO_COLOR
        transient=True,
    )
    with bar:
        task = bar.add_task(label, total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield report

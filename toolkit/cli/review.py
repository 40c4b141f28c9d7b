"""``zhdoc review``: an aligned file in the browser, on this machine only."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, closing
from importlib.util import find_spec
from pathlib import Path

import click

from toolkit.cli.console import counted, note
from toolkit.cli.options import beam, glossaries, login_name, threads
from toolkit.errors import UsageError

__all__ = ["review"]

_EXTRA = ("starlette", "uvicorn", "jinja2")


@click.command()
@click.argument("source", metavar="FILE.xlf")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="Port on 127.0.0.1; any free one unless given.",
)
@click.option("--no-browser", is_flag=True, help="Print the link only.")
@click.option("--reviewer", metavar="NAME", help="Who reviews; your login name unless given.")
@glossaries
@click.option("--memory", metavar="FILE", help="Show matches of this translation memory.")
@click.option(
    "--remember",
    is_flag=True,
    help="Add every segment to the --memory as you approve it; the memory is made where it is missing.",
)
@beam
@threads
def review(
    source: str,
    port: int,
    no_browser: bool,
    reviewer: str | None,
    glossaries: tuple[str, ...],
    memory: str | None,
    remember: bool,
    beam: int,
    threads: int | None,
) -> None:
    """Review FILE.xlf in the browser: read, correct, approve.

    Every change is on disk at once; FILE.xlf itself is rewritten when you pause and at the end. Terms
    you add go to the first --glossary that is a .tsv, else to FILE.terms.tsv.
    """
    missing = [name for name in _EXTRA if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"the review app needs {', '.join(missing)}; install it with"
            " pip install 'zhdoc-toolkit[review]'"
        )
    if remember and not memory:
        raise UsageError("--remember needs --memory FILE, which names the memory to add to")
    from toolkit.review.assist import Assistant
    from toolkit.review.remembering import Remembering
    from toolkit.review.server import serve
    from toolkit.review.session import ReviewSession

    path = Path(source)
    named = tuple(Path(name) for name in glossaries)
    own = next((name for name in named if name.suffix.lower() == ".tsv"), None)
    assistant = Assistant(
        own_terms=own or Path(source.removesuffix(".xlf") + ".terms.tsv"),
        glossaries=named,
        beam=beam,
        threads=threads,
        memory=Path(memory) if memory else None,
    )
    with closing(assistant), ReviewSession.open(path, reviewer or login_name()) as session:
        if session.replayed:
            note(
                f"{path}: {counted(session.replayed, 'change')} of an earlier review came from its journal"
            )
        for line in session.notices:
            note(line)
        told = len(session.notices)
        with ExitStack() as stack:
            keeping = Remembering(Path(memory), session) if memory and remember else None
            serve(
                session,
                assistant,
                port=port,
                browser=not no_browser and _has_display(),
                say=note,
                approved=stack.enter_context(keeping).approved if keeping else None,
            )
        for line in session.notices[told:]:
            note(line)
        done = session.progress()
    note(f"{path}: saved; {done.approved:,} of {done.total:,} segments approved")


def _has_display() -> bool:
    """Whether a browser on this machine's screen would be seen by the person."""
    if os.environ.get("SSH_CONNECTION"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

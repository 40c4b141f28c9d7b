"""Options that several commands have."""

from __future__ import annotations

import getpass

import click

__all__ = ["beam", "glossaries", "login_name", "threads"]

glossaries = click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="FILE",
    help="Your own terms (TSV, CSV, XLSX or TBX); before the built-in ones. May be repeated.",
)

beam = click.option(
    "--beam",
    type=click.IntRange(1, 32),
    default=4,
    show_default=True,
    help="Beam width of the search.",
)

threads = click.option(
    "--threads",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processors to use; all of them, at most 8, unless given.",
)


def login_name() -> str:
    """Who works on a file, unless named: the login name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no such user, or a system without users
        return "reviewer"

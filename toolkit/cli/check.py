"""``zhdoc check``: the findings of an aligned file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.console import (
    FINDINGS,
    counted,
    emit,
    emit_bytes,
    emit_json,
    note,
    warn_of_unsaved,
)
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.document import Document, Finding

__all__ = ["check"]


@click.command()
@click.argument("source", metavar="FILE")
@click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="FILE",
    help="Check against your own terms too, before the built-in ones.",
)
@click.option("--json", "as_json", is_flag=True, help="File, signature, counts and findings.")
@click.option(
    "--html",
    "page",
    metavar="FILE",
    help="Also write the findings as a page to read; - writes the page alone, to standard output.",
)
@click.option("--force", is_flag=True, help="Overwrite an existing page.")
@click.option("--all", "show_all", is_flag=True, help="Ignored findings too.")
def check(
    source: str,
    glossaries: tuple[str, ...],
    as_json: bool,
    page: str | None,
    force: bool,
    show_all: bool,
) -> int:
    """List the findings of FILE, an aligned xlf, tmx or tsv, also one made elsewhere.

    Exits with 3 where a major or critical finding is open.
    """
    from toolkit.aligned import open_aligned
    from toolkit.quality import open_findings, with_findings
    from toolkit.summary import count_severities

    if source == "-":
        raise UsageError("check reads a file; standard input has no name to tell its format by")
    if page == "-" and as_json:
        raise UsageError("--json and --html - would both go to standard output; give --html a file")
    document = open_aligned(Path(source), canonical=False)
    warn_of_unsaved(Path(source))
    if glossaries or not any(segment.constraints for segment in document.segments()):
        document = _with_terms(document, glossaries)
    document = with_findings(document)
    opened = open_findings(document)
    shown = document.findings if show_all else opened
    counts = count_severities(shown)
    if page is not None:
        _write_page(page, document, shown, force=force)
    if as_json:
        emit_json(
            {
                "file": source,
                "signature": dict(document.signature),
                "counts": counts,
                "findings": [finding.to_json() for finding in shown],
            }
        )
    elif page != "-":
        for finding in shown:
            emit(f"{finding.segment}: {finding.severity} {finding.code}: {finding.message}")
        emit(
            f"{source}: {counted(sum(1 for _ in document.segments()), 'segment')}, "
            + (", ".join(f"{n:,} {name}" for name, n in counts.items() if n) or "no findings")
        )
    return FINDINGS if any(f.severity in ("critical", "major") for f in opened) else 0


def _write_page(name: str, document: Document, shown: tuple[Finding, ...], *, force: bool) -> None:
    from toolkit.bilingual.findings_page import write_findings_page
    from toolkit.files import refuse_existing, write_atomically

    if name == "-":
        emit_bytes(write_findings_page(document, shown))
        return
    path = Path(name)
    if not force:
        refuse_existing(path)
    write_atomically(path, write_findings_page(document, shown))


def _with_terms(document: Document, glossaries: tuple[str, ...]) -> Document:
    """The glossary says which terms the English should have: of a file from elsewhere, which
    carries none, and of any file when the user names a glossary."""
    from toolkit.pipeline import Options, Translator

    options = Options(glossaries=tuple(Path(name) for name in glossaries))
    translator = Translator(options, tell=note).within(document)
    return document.with_segments(
        {
            s.id: replace(
                s,
                constraints=(
                    *(c for c in s.constraints if c.kind != "term"),
                    *translator.terms_in(s),
                ),
            )
            for s in document.segments()
        }
    )

"""``zhdoc translate``: documents, or with ``--lines`` bare lines."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from toolkit.bilingual import FORMATS
from toolkit.cli import options
from toolkit.cli.console import (
    FINDINGS,
    emit_bytes,
    emit_json,
    fail,
    note,
    progress_bar,
)
from toolkit.errors import UsageError, ZhdocError

if TYPE_CHECKING:
    from toolkit.document import Document, Finding
    from toolkit.pipeline import Translator
    from toolkit.runs import Plan

__all__ = ["translate"]

_NOT_WITH_LINES = {
    "output": "-o",
    "formats": "--to",
    "update": "--update",
    "force": "--force",
    "as_json": "--json",
    "no_repair": "--no-repair",
}


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
@click.option(
    "-o",
    "--output",
    default=".",
    metavar="DIR",
    show_default=True,
    help="Folder for the outputs; made where it is missing. - is standard output, for one format.",
)
@click.option(
    "--to",
    "formats",
    default="xlf,html",
    show_default=True,
    metavar="FORMATS",
    help=f"Comma-separated: {', '.join(FORMATS)}. The .xlf is always written.",
)
@options.glossaries
@click.option(
    "--memory",
    metavar="FILE",
    help="A translation memory (`zhdoc memory`): what was approved before is not translated again.",
)
@click.option("--engine", metavar="NAME", help="An Argos package (`zhdoc model list`).")
@options.beam
@options.threads
@click.option("--no-repair", is_flag=True, help="Take the text as it is.")
@click.option(
    "--lines",
    is_flag=True,
    help="Every line is one segment; English on standard output, line by line.",
)
@click.option(
    "--update",
    is_flag=True,
    help="Translate again and keep what was approved or edited; the old .xlf goes to .bak.",
)
@click.option("--force", is_flag=True, help="Start over: overwrite existing outputs.")
@click.option(
    "--discard-review",
    is_flag=True,
    help="With --force: also where segments were approved or edited.",
)
@click.option("--strict", is_flag=True, help="Exit with 3 on any major or critical finding.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="List the findings too.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, no summary.")
@click.pass_context
def translate(
    context: click.Context,
    inputs: tuple[str, ...],
    output: str,
    formats: str,
    glossaries: tuple[str, ...],
    memory: str | None,
    engine: str | None,
    beam: int,
    threads: int | None,
    no_repair: bool,
    lines: bool,
    update: bool,
    force: bool,
    discard_review: bool,
    strict: bool,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Translate INPUT (docx, html or text; - is standard input) into aligned sections.

    report.docx becomes report.xlf, the aligned file that CAT tools open, and report.html for
    reading. Nothing leaves this machine.
    """
    from toolkit.pipeline import Options, Translator
    from toolkit.recall import recall_from
    from toolkit.runs import parse_formats, plan_runs, translate_to_files

    options = Options(
        repair=not no_repair,
        glossaries=tuple(Path(name) for name in glossaries),
        engine=engine,
        beam=beam,
        threads=threads,
        memory=Path(memory) if memory is not None else None,
    )
    translator = Translator(options, tell=note)
    if update and force:
        raise UsageError("--update keeps a review and --force starts over: give one of them")
    if discard_review and not force:
        raise UsageError("--discard-review goes with --force")
    if lines:
        for name, option in _NOT_WITH_LINES.items():
            if context.get_parameter_source(name) is not ParameterSource.DEFAULT:
                raise UsageError(f"--lines writes lines to standard output: {option} has no place")
        if len(inputs) > 1:
            raise UsageError("--lines takes one INPUT (- is standard input)")
        return _translate_lines(translator, inputs[0], strict, quiet)
    if output == "-":
        given = context.get_parameter_source("formats") is not ParameterSource.DEFAULT
        names = parse_formats(formats) if given else ["xlf"]
        if len(inputs) > 1 or len(names) != 1 or as_json:
            raise UsageError("-o - writes one INPUT in one format (--to) to standard output")
        return _translate_to_standard_output(translator, inputs[0], names[0], strict, quiet)
    plans = plan_runs(
        inputs,
        Path(output),
        parse_formats(formats, first=("xlf",)),
        update=update,
        force=force,
        discard_review=discard_review,
    )
    # A malformed glossary, an unknown engine or memory is one error, not one for each input.
    _ = translator.glossary, translator.engine
    with recall_from(options.memory):
        pass
    codes = []
    summaries: list[dict[str, Any]] = []
    for plan in plans:
        try:
            show = partial(progress_bar, quiet=quiet)
            document, figures = translate_to_files(translator, plan, show)
        except ZhdocError as error:
            fail(str(error))
            codes.append(error.exit_code)
            continue
        except KeyboardInterrupt:
            if plan.journal.exists():
                note(f"what was finished is in {plan.journal}; the same command goes on from there")
            raise
        summaries.append(figures)
        codes.append(_report(document, figures, plan, strict, verbose, quiet or as_json))
    if as_json:
        emit_json(summaries[0] if len(plans) == 1 and summaries else summaries)
    return next((code for code in (1, 2, FINDINGS) if code in codes), 0)


def _report(
    document: Document,
    figures: dict[str, Any],
    plan: Plan,
    strict: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    from toolkit.summary import summary_lines

    if not quiet:
        note(f"{plan.source}: {figures['seconds']:.1f} s → {', '.join(figures['outputs'])}")
        for line in summary_lines(figures):
            note(line)
        if "kept" in figures:
            note(f"  kept from the review: {figures['kept']:,}")
        for damage in document.damage:
            if damage.kind == "undecodable":
                note(f"  {damage.message}")
    for segment in figures.get("lost", ()):
        note(f"  no longer in the source, only in the .bak: {segment['id']} {segment['target']}")
    if verbose:
        for finding in document.findings:
            note(f"  {finding.segment} {finding.severity} {finding.code}: {finding.message}")
    return _document_exit_code(document, strict)


def _document_exit_code(document: Document, strict: bool) -> int:
    from toolkit.quality import open_findings

    opened = open_findings(document)
    unusable = any(segment.state == "none" for segment in document.segments())
    return _exit_code(opened, strict, unusable or any(f.code == "empty" for f in opened))


def _exit_code(findings: Iterable[Finding], strict: bool, unusable: bool) -> int:
    """FINDINGS where there is no usable English, or with ``strict`` a major or critical finding."""
    serious = any(finding.severity in ("major", "critical") for finding in findings)
    return FINDINGS if unusable or (strict and serious) else 0


def _translate_to_standard_output(
    translator: Translator, name: str, format: str, strict: bool, quiet: bool
) -> int:
    from toolkit.bilingual import write

    outlined = translator.outline(Path(name))
    with progress_bar(name, quiet=quiet) as progress:
        document = translator.translate(outlined, progress=progress)
    emit_bytes(write(document, format))
    return _document_exit_code(document, strict)


def _translate_lines(translator: Translator, name: str, strict: bool, quiet: bool) -> int:
    from toolkit.files import read_standard_input
    from toolkit.reading import read_lines

    lines, damage = read_lines(Path(name), read_standard_input() if name == "-" else None)
    with progress_bar("lines", quiet=quiet) as progress:
        english, findings = translator.translate_lines(lines, progress=progress)
    emit_bytes("".join(f"{line}\n" for line in english).encode("utf-8"))
    for lost in damage:
        note(lost.message)
    if not quiet:
        for finding in findings:
            note(f"line {finding.segment}: {finding.severity} {finding.code}: {finding.message}")
    unusable = any(finding.code in ("empty", "echo") for finding in findings)
    return _exit_code(findings, strict, unusable)

"""``zhdoc translate``: documents, or with ``--lines`` bare lines."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.console import emit_bytes, emit_json, fail, note, progress_bar
from toolkit.errors import UsageError, ZhdocError

if TYPE_CHECKING:
    from toolkit.document import Document
    from toolkit.pipeline import Translator

__all__ = ["Plan", "translate", "translate_one"]

FINDINGS = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """One input and what becomes of it."""

    source: Path
    outputs: dict[str, Path]
    """Format → file; the canonical "xlf" is always among them."""
    update: bool = False
    force: bool = False
    discard_review: bool = False

    @property
    def xliff(self) -> Path:
        """The canonical aligned file."""
        return self.outputs["xlf"]


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
@click.option(
    "-o",
    "--output",
    default=".",
    metavar="DIR",
    show_default=True,
    help="Folder for the outputs; made where it is missing.",
)
@click.option(
    "--to",
    "formats",
    default="xlf,html",
    show_default=True,
    metavar="FORMATS",
    help="Comma-separated: xlf, html, tsv, jsonl, md. The .xlf is always written.",
)
@click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="FILE",
    help="Your own terms (TSV or CSV); before the built-in ones. May be repeated.",
)
@click.option("--engine", metavar="NAME", help="An Argos package (`zhdoc model list`).")
@click.option(
    "--beam",
    type=click.IntRange(1, 32),
    default=4,
    show_default=True,
    help="Beam width of the search.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processors to use; all of them, at most 8, unless given.",
)
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
def translate(
    inputs: tuple[str, ...],
    output: str,
    formats: str,
    glossaries: tuple[str, ...],
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

    options = Options(
        repair=not no_repair,
        glossaries=tuple(Path(name) for name in glossaries),
        engine=engine,
        beam=beam,
        threads=threads,
    )
    translator = Translator(options)
    if lines:
        if len(inputs) > 1:
            raise UsageError("--lines takes one INPUT (- is standard input)")
        return _translate_lines(translator, inputs[0], strict, quiet)
    if update and force:
        raise UsageError("--update keeps a review and --force starts over: give one of them")
    if discard_review and not force:
        raise UsageError("--discard-review goes with --force")
    plans = _plans(inputs, Path(output), _formats(formats), update, force, discard_review)
    codes = []
    summaries: list[dict[str, Any]] = []
    translator.glossary  # noqa: B018 (a malformed glossary is one error, not one for each input)
    for plan in plans:
        try:
            document, figures = translate_one(translator, plan, quiet=quiet)
        except ZhdocError as error:
            fail(str(error))
            codes.append(error.exit_code)
            continue
        summaries.append(figures)
        codes.append(_report(document, figures, plan, strict, verbose, quiet or as_json))
    if as_json:
        emit_json(summaries[0] if len(plans) == 1 and summaries else summaries)
    return next((code for code in (1, 2, FINDINGS) if code in codes), 0)


def translate_one(
    translator: Translator, plan: Plan, *, quiet: bool = False
) -> tuple[Document, dict[str, Any]]:
    """Translate one input and write its outputs; returns the document and its figures."""
    from toolkit.bilingual import write
    from toolkit.files import ensure_folder, write_atomically
    from toolkit.journal import journal_path
    from toolkit.summary import summarise
    from toolkit.update import carry_over

    started = time.monotonic()
    old = _existing(plan)
    outlined = translator.outline(plan.source)
    carried = carry_over(old, outlined) if old is not None and plan.update else None
    ensure_folder(plan.xliff.parent)
    part = journal_path(plan.xliff)
    with progress_bar(plan.source.name, quiet=quiet) as progress:
        document = translator.translate(
            outlined,
            keep=carried.kept if carried else None,
            journal=part,
            progress=progress,
        )
    contents = {path: write(document, name) for name, path in plan.outputs.items()}
    if plan.update and plan.xliff.exists():
        backup = plan.xliff.with_name(plan.xliff.name + ".bak")
        write_atomically(backup, plan.xliff.read_bytes())
    for path, content in contents.items():
        write_atomically(path, content)
    part.unlink(missing_ok=True)
    figures = summarise(document)
    figures["seconds"] = round(time.monotonic() - started, 2)
    figures["outputs"] = [str(path) for path in plan.outputs.values()]
    if carried is not None:
        figures["kept"] = len(carried.kept)
        figures["lost"] = [
            {"id": s.id, "source": s.source, "target": s.target, "state": s.state}
            for s in carried.lost
        ]
    return document, figures


def _existing(plan: Plan) -> Document | None:
    """The .xlf of an earlier run, where it may be replaced; raises OutputError where it may not."""
    from toolkit.aligned import open_aligned
    from toolkit.errors import BilingualError, OutputError

    there = [path for path in plan.outputs.values() if path.exists()]
    if there and not (plan.update or plan.force):
        raise OutputError(
            f"{there[0]} exists already; --update translates again and keeps what was approved,"
            " --force starts over"
        )
    if not plan.xliff.exists():
        return None
    if plan.discard_review:
        return None
    try:
        old = open_aligned(plan.xliff)
    except BilingualError as error:
        raise OutputError(
            f"{plan.xliff}: cannot tell whether it holds a review ({error}); move it away, or use"
            " --force --discard-review"
        ) from error
    if plan.force:
        reviewed = sum(1 for s in old.segments() if s.state in ("approved", "edited"))
        if reviewed:
            raise OutputError(
                f"{plan.xliff} holds {reviewed:,} approved or edited segments; --update keeps them,"
                " --force --discard-review does not"
            )
    return old


def _formats(text: str) -> list[str]:
    from toolkit.bilingual import FORMATS

    names = ["xlf"]
    for name in (part.strip().lower() for part in text.split(",")):
        if name and name not in FORMATS:
            raise UsageError(f"no format {name!r}; --to takes {', '.join(FORMATS)}")
        if name and name not in names:
            names.append(name)
    return names


def _plans(
    inputs: tuple[str, ...],
    folder: Path,
    formats: list[str],
    update: bool,
    force: bool,
    discard_review: bool,
) -> list[Plan]:
    from toolkit.bilingual import FORMATS

    sources = [Path(name) for name in dict.fromkeys(inputs)]
    stems = [_stem(source) for source in sources]
    plans = []
    names: dict[str, Path] = {}
    for source, stem in zip(sources, stems, strict=True):
        name = source.name if stems.count(stem) > 1 and str(source) != "-" else stem
        if name in names:
            raise UsageError(
                f"{names[name]} and {source} would both be written to {folder / name}.xlf;"
                " translate them into different folders with -o"
            )
        names[name] = source
        outputs = {fmt: folder / f"{name}{FORMATS[fmt].suffix}" for fmt in formats}
        plans.append(Plan(source, outputs, update, force, discard_review))
    return plans


def _stem(source: Path) -> str:
    return "stdin" if str(source) == "-" else source.stem or source.name


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
    for segment in figures.get("lost", ()):
        note(f"  no longer in the source, only in the .bak: {segment['id']} {segment['target']}")
    if verbose:
        for finding in document.findings:
            note(f"  {finding.segment} {finding.severity} {finding.code}: {finding.message}")
    if figures["states"].get("none"):
        return FINDINGS
    serious = figures["findings"]["critical"] + figures["findings"]["major"]
    return FINDINGS if strict and serious else 0


def _translate_lines(translator: Translator, name: str, strict: bool, quiet: bool) -> int:
    from toolkit.reading import read_lines

    data = sys.stdin.buffer.read() if name == "-" else None
    lines = read_lines(Path(name), data)
    with progress_bar("lines", quiet=quiet) as progress:
        english, findings = translator.translate_lines(lines, progress=progress)
    emit_bytes("".join(f"{line}\n" for line in english).encode("utf-8"))
    if not quiet:
        for finding in findings:
            note(f"line {finding.segment}: {finding.severity} {finding.code}: {finding.message}")
    if any(finding.code in ("empty", "echo") for finding in findings):
        return FINDINGS
    serious = any(finding.severity in ("major", "critical") for finding in findings)
    return FINDINGS if strict and serious else 0

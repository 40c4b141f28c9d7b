"""``zhdoc glossary``: look up terms, check and count them, exchange them with other programs."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.console import FINDINGS, emit, emit_bytes, emit_json, note
from toolkit.errors import GlossaryError, UsageError

if TYPE_CHECKING:
    from toolkit.terms import Entry, Glossary, Proposal, TermMatch, TermMatcher

__all__ = ["glossary"]

MOST_SHOWN = 50

_own = click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="FILE",
    help="Your own terms (TSV, CSV, XLSX, TBX); they come before the built-in ones.",
)
_json = click.option("--json", "as_json", is_flag=True, help="For programs.")


@click.group()
def glossary() -> None:
    """Look up terms, check glossaries, exchange them with other programs."""


@glossary.command()
@click.argument("texts", metavar="TEXT…", nargs=-1, required=True)
@_own
@_json
def lookup(texts: tuple[str, ...], glossaries: tuple[str, ...], as_json: bool) -> int:
    """Look up TEXT: a Chinese term or a part of one, an English word, or a sentence.

    \b
    zhdoc glossary lookup 科技局
    zhdoc glossary lookup incubator
    zhdoc glossary lookup 洛江区科技局组织申报国家级星火计划项目
    """
    from toolkit.segmenter import Segmenter
    from toolkit.terms import TermMatcher, load_glossary

    terms = load_glossary([Path(name) for name in glossaries], tell=note)
    matcher = TermMatcher(terms, Segmenter(terms.words()))
    answers = [_look_up(text, terms, matcher) for text in texts]
    if as_json:
        emit_json(
            [
                {
                    "text": text,
                    "kind": kind,
                    "entries": [_as_dict(entry) for entry in entries],
                    "matches": [
                        {"start": m.start, "end": m.end, **_as_dict(m.entry)} for m in matches
                    ],
                }
                for text, (kind, entries, matches) in zip(texts, answers, strict=True)
            ]
        )
        return 0
    for text, (kind, entries, matches) in zip(texts, answers, strict=True):
        if kind == "none":
            note(f"{text}: no entry")
        for match in matches:
            emit(f"{match.start}-{match.end}\t{_line(match.entry)}")
        for entry in entries[:MOST_SHOWN]:
            emit(_line(entry))
        if len(entries) > MOST_SHOWN:
            note(f"{text}: {len(entries) - MOST_SHOWN:,} more; say more of the term")
    return 0


@glossary.command()
@click.argument("files", metavar="[FILE]…", nargs=-1)
@_json
def lint(files: tuple[str, ...], as_json: bool) -> int:
    """Check FILEs, in their order of priority, or the built-in glossary.

    Exits with 3 where there is a major finding.
    """
    from toolkit.terms import lint as find
    from toolkit.terms import load_glossary

    paths = [Path(name) for name in files]
    try:
        findings = find(load_glossary(paths, builtin=not files, tell=note))
    except GlossaryError:
        findings = find(paths)  # which says what is wrong with each of them
    counts = {
        severity: sum(f.severity == severity for f in findings)
        for severity in ("major", "minor", "neutral")
    }
    if as_json:
        rows = [
            {"severity": f.severity, "file": f.file, "line": f.line, "message": f.message}
            for f in findings
        ]
        emit_json({"counts": counts, "findings": rows})
    else:
        for f in findings:
            emit(f"{f.file}:{f.line}: {f.severity}: {f.message}")
        note(", ".join(f"{n:,} {name}" for name, n in counts.items() if n) or "no findings")
    return FINDINGS if counts["major"] else 0


@glossary.command()
@_own
@_json
def stats(glossaries: tuple[str, ...], as_json: bool) -> None:
    """Count the entries by status, part of speech and domain."""
    from toolkit.terms import load_glossary, statistics

    figures = statistics(load_glossary([Path(name) for name in glossaries], tell=note))
    if as_json:
        emit_json(figures)
        return
    for name, value in figures.items():
        if isinstance(value, dict):
            emit(f"{name}:")
            for key, count in value.items():
                emit(f"  {key}: {count:,}")
        else:
            emit(f"{name}: {value:,}" if isinstance(value, int) else f"{name}: {value}")


@glossary.command("export")
@click.argument("files", metavar="[FILE]…", nargs=-1)
@click.option(
    "--to",
    "format_name",
    required=True,
    metavar="FORMAT",
    help="tbx, tbx2008, xlsx, csv, tsv, deepl (CSV of pairs), omegat (tab-separated list).",
)
@click.option(
    "--domain", "domains", multiple=True, metavar="NAME", help="Only this domain; see stats."
)
@click.option("-o", "--output", required=True, metavar="FILE", help="- writes to standard output.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
def export_terms(
    files: tuple[str, ...], format_name: str, domains: tuple[str, ...], output: str, force: bool
) -> None:
    """Write the entries of FILEs, or the built-in glossary, for another program.

    \b
    zhdoc glossary export --to tbx -o zhdoc.tbx
    zhdoc glossary export own.tsv --to xlsx -o own.xlsx
    """
    from toolkit.terms.exchange import FORMATS, write_entries

    if format_name not in FORMATS:
        raise UsageError(f"there is no format {format_name!r}; known are {', '.join(FORMATS)}")
    entries = _entries(files)
    known = sorted({entry.domain for entry in entries})
    for domain in domains:
        if domain not in known:
            raise UsageError(f"there is no domain {domain!r} here; known are {', '.join(known)}")
    chosen = [entry for entry in entries if not domains or entry.domain in domains]
    written = write_entries(chosen, format_name)
    _write({Path(output): written.content}, force=force)
    left_out = ", ".join(f"{n:,} {what}" for what, n in written.left_out.items())
    note(
        f"{output}: {len(chosen):,} entries"
        + (f"; the format cannot hold {left_out}" if left_out else "")
    )


@glossary.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE.tsv|DIR",
    help="One file, or a folder that gets one file a domain. - writes to standard output.",
)
@click.option("--force", is_flag=True, help="Overwrite existing files.")
def import_terms(files: tuple[str, ...], output: str, force: bool) -> None:
    """Make glossary files for zhdoc of FILEs: TBX, XLSX, CSV or tab-separated lists.

    `translate --glossary` reads all of these too; imported, they can be edited and checked.
    """
    from toolkit.files import ensure_folder
    from toolkit.terms.exchange import write_entries

    entries = _entries(files)
    folder = Path(output)
    if output.endswith(("/", os.sep)) or folder.is_dir():
        domains = dict.fromkeys(entry.domain for entry in entries)
        parts = {
            folder / f"{_file_name(domain)}.tsv": [e for e in entries if e.domain == domain]
            for domain in domains
        }
        if len(parts) < len(domains):
            raise UsageError(f"two domains would share a file in {output}; name one FILE.tsv")
        ensure_folder(folder)
    else:
        parts = {folder: entries}
    _write({path: write_entries(part, "tsv").content for path, part in parts.items()}, force=force)
    for path, part in parts.items():
        note(f"{path}: {len(part):,} entries")


@glossary.command()
@click.argument("documents", metavar="DOC…", nargs=-1, required=True)
@_own
@click.option("--least", type=click.IntRange(1), default=3, help="Occurrences at least; 3.")
@click.option("--limit", type=click.IntRange(1), default=200, help="Terms at most; 200.")
@click.option(
    "-o", "--output", default=None, metavar="FILE.tsv", help="A glossary file to fill in."
)
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@_json
def extract(
    documents: tuple[str, ...],
    glossaries: tuple[str, ...],
    least: int,
    limit: int,
    output: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Propose terms that DOCs repeat and the glossary lacks, with where they stand.

    Sorted by C-value: how often a run of words stands for itself and not inside a longer one.
    """
    from toolkit.pipeline import Options, Translator
    from toolkit.terms import extract_terms

    if as_json and output == "-":
        raise UsageError("--json and -o - would both go to standard output; give -o a file")
    translator = Translator(Options(glossaries=tuple(Path(name) for name in glossaries)), tell=note)
    texts = [
        (f"{name}:{segment.line}", segment.source)
        for name in documents
        for segment in translator.outline(Path(name)).segments()
    ]
    found = extract_terms(
        texts, translator.glossary, translator.segmenter, least=least, limit=limit
    )
    if output is not None:
        _write({Path(output): _to_fill_in(found)}, force=force)
        note(f"{output}: {len(found):,} terms; fill in the column en, delete what is no term")
    if as_json:
        emit_json([proposal.to_json() for proposal in found])
    elif output is None:
        for proposal in found:
            context = proposal.contexts[0]
            emit(f"{proposal.zh}\t{proposal.frequency}\t{proposal.c_value:.1f}\t{context}")
        note(f"{len(found):,} terms: term, occurrences, C-value, where")


def _entries(files: tuple[str, ...]) -> list[Entry]:
    """The entries of these files in their order, or of the built-in glossary."""
    from toolkit.terms import load_glossary

    paths = [Path(name) for name in files]
    return list(load_glossary(paths, builtin=not files, tell=note).entries)


def _to_fill_in(found: Sequence[Proposal]) -> bytes:
    """A glossary file whose English a person adds; the note says why the term is there."""
    lines = ["zh\ten\tnote"]
    for proposal in found:
        why = f"{proposal.frequency}x, C-value {proposal.c_value:.1f}; " + " / ".join(
            proposal.contexts
        )
        lines.append(f"{proposal.zh}\t\t{' '.join(why.split())}")
    return "\n".join([*lines, ""]).encode("utf-8")


def _file_name(domain: str) -> str:
    """A domain as a file's name: what a file system may refuse, or take for a path, is a hyphen."""
    return re.sub(r"[^\w.-]+", "-", domain).strip(".-") or "terms"


def _write(contents: Mapping[Path, bytes], *, force: bool) -> None:
    from toolkit.files import refuse_existing, write_all

    for path, content in contents.items():
        if str(path) == "-":
            emit_bytes(content)
            return
        if not force:
            refuse_existing(path)
    write_all(contents)


def _look_up(
    text: str, terms: Glossary, matcher: TermMatcher
) -> tuple[str, tuple[Entry, ...], tuple[TermMatch, ...]]:
    """What TEXT is taken for, the entries it names, and the terms found inside it."""
    from toolkit.traditional import to_simplified

    if text.isascii():
        found = terms.search_english(text)
        return ("english" if found else "none"), found, ()
    exact = terms.lookup(text)
    if exact:
        return "exact", exact, ()
    inside = matcher.match(to_simplified(text))
    if inside:
        return "sentence", (), inside
    part = terms.search_part(text)
    return ("part" if part else "none"), part, ()


def _as_dict(entry: Entry) -> dict[str, Any]:
    return {
        "zh": entry.zh,
        "en": entry.en,
        "pos": entry.pos,
        "status": entry.status,
        "variants": list(entry.variants),
        "note": entry.note,
        "source": entry.source,
        "domain": entry.domain,
        "origin": entry.origin,
    }


def _line(entry: Entry) -> str:
    mark = {"preferred": "", "admitted": " (admitted)", "forbidden": " (forbidden)"}[entry.status]
    also = f"; also {', '.join(entry.variants)}" if entry.variants else ""
    remark = f"  [{entry.note}]" if entry.note else ""
    return f"{entry.zh}\t{entry.en}{mark}{also}{remark}\t{entry.domain or entry.origin}"

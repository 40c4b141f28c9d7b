"""``zhdoc glossary``: look up terms, check glossaries, count them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.console import FINDINGS, emit, emit_json, note

if TYPE_CHECKING:
    from toolkit.terms import Entry, Glossary, TermMatch, TermMatcher

__all__ = ["glossary"]

MOST_SHOWN = 50

_own = click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="FILE",
    help="Your own terms (TSV or CSV); they come before the built-in ones.",
)
_json = click.option("--json", "as_json", is_flag=True, help="For programs.")


@click.group()
def glossary() -> None:
    """Look up terms, check glossaries."""


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

    terms = load_glossary([Path(name) for name in glossaries])
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

    findings = find([Path(name) for name in files] if files else load_glossary())
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

    figures = statistics(load_glossary([Path(name) for name in glossaries]))
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

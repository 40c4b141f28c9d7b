"""Markdown: headings of both languages, pairs in a table for each section, its findings below.

A table of the document is a table here too, with ``source / target`` in its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from toolkit.bilingual.headings import heading_english
from toolkit.bilingual.tables import Table, with_tables
from toolkit.document import SEVERITIES, Document, Finding, Section, Segment
from toolkit.quality import by_segment, open_findings
from toolkit.shorten import shorten

__all__ = ["write_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&])")
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def write_markdown(document: Document) -> bytes:
    """``document`` as UTF-8 Markdown (CommonMark with GitHub's tables)."""
    still_open = open_findings(document)
    findings = by_segment(still_open)
    parts = [_summary(document, still_open)]
    parts.extend(_section(section, findings) for section in document.sections())
    return "\n".join(part for part in parts if part).encode("utf-8", "backslashreplace")


def _summary(document: Document, findings: Sequence[Finding]) -> str:
    segments = list(document.segments())
    counts = [
        f"{number} {severity}"
        for severity in reversed(SEVERITIES)
        if (number := sum(f.severity == severity for f in findings))
    ]
    empty = sum(not segment.target for segment in segments)
    texts = (document.root.title or document.name, heading_english(document.root))
    lines = [
        f"# {' · '.join(_inline(text) for text in texts if text)}",
        "",
        f"- Original: {_inline(document.name)}",
        f"- Segments: {len(segments)}" + (f", {empty} without English" if empty else ""),
        f"- Findings: {', '.join(counts) if counts else 'none'}",
        "",
    ]
    return "\n".join(lines)


def _section(section: Section, findings: dict[str, list[Finding]]) -> str:
    lines: list[str] = []
    segments = section.segments
    if section.level > 0:
        marks = "#" * min(6, section.level + 1)
        texts = (f"{section.label}{section.title}", heading_english(section))
        if heading := " · ".join(_inline(shorten(text)) for text in texts if text):
            lines += [f"{marks} {heading}", ""]
    for is_table, pieces in groupby(with_tables(segments), lambda p: isinstance(p, Table)):
        if not is_table:
            lines += ["| Segment | Chinese | English | State |", "| --- | --- | --- | --- |"]
        for piece in pieces:
            lines += [*_table(piece), ""] if isinstance(piece, Table) else [_row(piece)]
        if not is_table:
            lines.append("")
    notes = [
        f"- {_inline(s.id)}, **{f.severity}** ({f.code}): {_inline(f.message)}"
        for s in segments
        for f in findings.get(s.id, [])
    ]
    if notes:
        lines += [*notes, ""]
    return "\n".join(lines)


def _row(segment: Segment) -> str:
    texts = (segment.id, segment.source, segment.target, segment.state)
    return f"| {' | '.join(_inline(text) for text in texts)} |"


def _table(table: Table) -> Iterator[str]:
    """The document's table; its first row has to be the heading, Markdown knows no other."""
    ids = [segment.id for segment in table.segments()]
    yield f"{_inline(table.name[:1].upper() + table.name[1:])}, {_inline(ids[0])} to {_inline(ids[-1])}:"
    yield ""
    for number, row in enumerate(table.rows):
        yield f"| {' | '.join('<br>'.join(_cell(s) for s in cell) for cell in row)} |"
        if number == 0:
            yield f"|{' --- |' * len(row)}"


def _cell(segment: Segment) -> str:
    return f"{_inline(segment.source)} / {_inline(segment.target) or '—'}"


def _inline(text: str) -> str:
    """``text`` as plain words on one line: nothing in it is markup."""
    return _BREAKS.sub("<br>", _SPECIAL.sub(r"\\\1", text.replace("\t", " ")))

"""All kinds of repair in their order, over one document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.document import (
    Damage,
    RawDocument,
    RepairedDocument,
    RepairedParagraph,
    RepairEntry,
    Span,
)
from toolkit.offsets import OffsetMap
from toolkit.repair.broken_lines import join_broken_lines
from toolkit.repair.broken_numbers import find_broken_numbers, join_numbers
from toolkit.repair.chrome import remove_chrome
from toolkit.repair.chunk_numbers import remove_chunk_numbers
from toolkit.repair.losses import find_losses
from toolkit.repair.page_lines import remove_page_lines
from toolkit.repair.page_numbers import remove_page_numbers
from toolkit.repair.paragraphs import Repaired, paragraphs_of, split_lines
from toolkit.repair.quotes import repair_quotes
from toolkit.repair.spaces import repair_spaces
from toolkit.repair.stray_numbers import find_stray_numbers
from toolkit.repair.widths import repair_widths
from toolkit.segmenter import Segmenter

__all__ = ["repair_document", "unrepaired"]

_ROUNDS = 3
"""Most rounds over a document; a clean one takes one, nearly every damaged one two."""


def repair_document(raw: RawDocument, segmenter: Segmenter) -> RepairedDocument:
    """The document repaired, with a log of every change and the damage that cannot be mended.

    The order matters: the page's frame goes first, so that the rest sees the body alone; the chunks are
    joined before the page numbers are looked for, whose series runs through the sentences; the marks come
    before the spaces beside them. What one round uncovers (a site's line behind a page number) the
    next one takes, so that repairing the result again changes nothing.
    """
    paragraphs = split_lines(paragraphs_of(raw))
    log: list[RepairEntry] = []

    def take(repaired: Repaired) -> tuple[RepairedParagraph, ...]:
        log.extend(repaired.log)
        return repaired.paragraphs

    for _ in range(_ROUNDS):
        before = len(log)
        paragraphs = take(remove_chrome(paragraphs))
        paragraphs = take(remove_chunk_numbers(paragraphs, segmenter, framed=bool(log)))
        paragraphs = take(remove_page_lines(paragraphs, segmenter))
        paragraphs = take(remove_page_numbers(paragraphs, segmenter))
        paragraphs = take(join_broken_lines(paragraphs, segmenter))
        paragraphs = take(repair_quotes(paragraphs))
        paragraphs = take(repair_widths(paragraphs))
        paragraphs = take(join_numbers(paragraphs))
        paragraphs = take(repair_spaces(paragraphs, segmenter))
        if len(log) == before:
            break
    return RepairedDocument(
        raw,
        paragraphs,
        tuple(sorted(_as_read(raw, log), key=lambda one: (one.start, one.end))),
        (*raw.damage, *_damage(paragraphs, segmenter)),
    )


def _damage(paragraphs: tuple[RepairedParagraph, ...], segmenter: Segmenter) -> tuple[Damage, ...]:
    found = (
        *find_losses(paragraphs, segmenter),
        *find_stray_numbers(paragraphs, segmenter),
        *find_broken_numbers(paragraphs),
    )
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def unrepaired(raw: RawDocument) -> RepairedDocument:
    """The document as it is (``--no-repair``): only white space at the ends of lines is gone."""
    paragraphs = []
    for paragraph in split_lines(paragraphs_of(raw)):
        start = len(paragraph.text) - len(paragraph.text.lstrip())
        end = len(paragraph.text.rstrip())
        offsets: OffsetMap = paragraph.offsets.cut(start, end)
        paragraphs.append(replace(paragraph, text=paragraph.text[start:end], offsets=offsets))
    return RepairedDocument(raw, tuple(paragraphs), (), raw.damage)


def _as_read(raw: RawDocument, log: Sequence[RepairEntry]) -> Iterator[RepairEntry]:
    """The entries with the source's own text: what an earlier repair changed reads as it was.

    The seam of two lines is the white space between them: what was dropped there has entries of its own.
    """
    seams = [entry for entry in log if entry.before == "" and entry.after == ""]
    others = [entry for entry in log if entry.before or entry.after]
    for entry in others:
        yield replace(entry, before=raw.text[entry.start : entry.end])
    known = _merged(others)
    for seam in seams:
        position = seam.start
        gaps = []
        for start, end in known[bisect_left(known, seam.start, key=_end) :]:
            if start >= seam.end:
                break
            gaps.append((position, start))
            position = end
        gaps = [gap for gap in (*gaps, (position, seam.end)) if gap[0] < gap[1]]
        for start, end in gaps or [(seam.start, seam.start)]:
            yield replace(seam, start=start, end=end, before=raw.text[start:end])


def _merged(entries: Sequence[RepairEntry]) -> list[Span]:
    """The places of ``entries``, apart and in order."""
    merged: list[Span] = []
    for start, end in sorted((entry.start, entry.end) for entry in entries):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def _end(span: Span) -> int:
    return span[1]

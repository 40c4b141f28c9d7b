"""All kinds of repair in their order, over one document."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.document import Damage, RawDocument, RepairedDocument, RepairedParagraph, RepairEntry
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

_WHITE = re.compile(r"\s+")


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
        tuple(
            sorted((_as_read(raw, entry) for entry in log), key=lambda one: (one.start, one.end))
        ),
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


def _as_read(raw: RawDocument, entry: RepairEntry) -> RepairEntry:
    """The entry with the source's own text: what an earlier repair changed reads as it was."""
    end = entry.end
    if entry.before == "" and entry.after == "":  # the seam of two lines: its white space only
        match = _WHITE.match(raw.text, entry.start, end)
        end = match.end() if match else entry.start
    return replace(entry, end=end, before=raw.text[entry.start : end])

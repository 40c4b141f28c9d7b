"""What a document is made of on paper: headings, paragraphs and tables, with their Word styles.

A paragraph is a line of the source again, the segments it was cut into together. Who signs and the
date stand right, what stands above the title in the middle, as GB/T 9704 sets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from toolkit.bilingual.docx_writing import cell, english, paragraph, row
from toolkit.bilingual.docx_writing import chinese as chinese_run
from toolkit.bilingual.docx_writing import table as table_of
from toolkit.bilingual.tables import Table, with_tables
from toolkit.document import Document, Section, Segment

__all__ = ["Block", "blocks", "chinese_runs", "english_runs", "table_markup"]

_DEEPEST = 9  # Word's heading levels
_END_MARK = re.compile(r"[。！？；：，、.!?;:,]\s*$")
_LONGEST_SIGNATURE = 40  # characters
_LOST = re.compile(r"(\[\?\])")
_WIDEST, _NARROWEST, _PADDING = 56, 8, 4  # in Latin characters, of a column


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or paragraph; ``style`` is the id of its Word style."""

    style: str
    segments: tuple[Segment, ...]

    @property
    def is_heading(self) -> bool:
        return self.style == "Title" or self.style.startswith("Heading")


def blocks(document: Document) -> Iterator[Block | Table]:
    """The document in order; no segment is left out."""
    found = list(_joined(document))
    for block, following in zip(found, [*found[1:], None], strict=True):
        if (
            isinstance(block, Block)
            and isinstance(following, Block)
            and following.style == "Date"
            and _may_sign(block)
        ):
            yield replace(block, style="Signature")
        else:
            yield block


def english_runs(segments: Sequence[Segment]) -> str:
    """The English of a paragraph; what has none is marked, with its Chinese, and so is ``[?]``."""
    runs = []
    for segment in segments:
        place = f"segment {segment.id}"
        if not segment.target.strip():
            if segment.body.strip():
                runs.append(
                    english("[untranslated: ", place, "Unfinished")
                    + chinese_run(segment.source.strip(), place, "Unfinished")
                    + english("]", place, "Unfinished")
                )
            continue
        pieces = _LOST.split(segment.target.strip())
        runs.append(
            "".join(
                english(piece, place, "Unfinished" if n % 2 or segment.state == "none" else "")
                for n, piece in enumerate(pieces)
            )
        )
    return english(" ", "").join(runs)


def chinese_runs(segments: Sequence[Segment]) -> str:
    """The Chinese of a paragraph."""
    return "".join(chinese_run(segment.source, f"segment {segment.id}") for segment in segments)


def table_markup(table: Table, width: int, *, bilingual: bool) -> str:
    """A table of the document, ``width`` wide, in English or in both languages cell by cell."""
    wanted = [_NARROWEST] * len(table.rows[0])
    for line in table.rows:
        for index, segments in enumerate(line):
            for segment in segments:
                # A Chinese character is as wide as two Latin ones; it stands for a missing English.
                chinese = 2 * len(segment.source) if bilingual or not segment.target else 0
                widest = max(len(segment.target), chinese)
                wanted[index] = max(wanted[index], min(widest, _WIDEST))
    wanted = [each + _PADDING for each in wanted]
    widths = [width * each // sum(wanted) for each in wanted]

    def content(segments: Sequence[Segment]) -> str:
        paragraphs = []
        for segment in segments:
            if bilingual:
                paragraphs.append(paragraph(chinese_runs([segment]), "TableText"))
            paragraphs.append(paragraph(english_runs([segment]), "TableText"))
        return "".join(paragraphs) or paragraph("", "TableText")

    rows = (
        row(cell(content(segments), each) for segments, each in zip(line, widths, strict=True))
        for line in table.rows
    )
    return table_of(rows, widths, "TableGrid") + paragraph("", "Gap")


def _joined(document: Document) -> Iterator[Block | Table]:
    titled = False
    styled: list[tuple[str, Segment | Table]] = []
    has_title = any(segment.kind == "title" for segment in document.root.segments)
    for section in document.sections():
        for piece in with_tables(section.segments):
            if isinstance(piece, Table):
                styled.append(("", piece))
                continue
            titled |= piece.kind == "title"
            styled.append((_style(piece, section, above=has_title and not titled), piece))

    def together(item: tuple[str, Segment | Table]) -> tuple[str, int]:
        style, piece = item
        if isinstance(piece, Table):
            return "", id(piece)
        return style, 0 if style == "Title" else piece.line

    for (style, _), group in groupby(styled, together):
        pieces = [piece for _, piece in group]
        for piece in pieces:
            if isinstance(piece, Table):
                yield piece
        segments = tuple(piece for piece in pieces if isinstance(piece, Segment))
        if segments:
            yield Block(style, segments)


def _style(segment: Segment, section: Section, *, above: bool) -> str:
    place = segment.place.split(" ")[0]
    if place in ("footnote", "endnote"):
        return "FootnoteText"
    if place in ("header", "footer"):
        return "Header"
    if segment.kind == "title":
        return "Title"
    if segment.kind == "heading":
        return f"Heading{min(max(section.level, 1), _DEEPEST)}"
    if above:
        return "Subtitle"
    return "Date" if segment.kind == "date" else "Normal"


def _may_sign(block: Block) -> bool:
    source = "".join(segment.source for segment in block.segments)
    return (
        block.style == "Normal"
        and len(source) <= _LONGEST_SIGNATURE
        and _END_MARK.search(source) is None
    )

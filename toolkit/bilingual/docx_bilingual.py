"""Chinese and English side by side as a Word file, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from toolkit.bilingual.docx_blocks import Block, blocks, chinese_runs, english_runs, table_markup
from toolkit.bilingual.docx_writing import PORTRAIT_WIDTH, cell, docx_bytes, paragraph, row, table
from toolkit.bilingual.headings import heading_english
from toolkit.document import Document

__all__ = ["write_bilingual_docx"]

_COLUMN = PORTRAIT_WIDTH // 2
_BREAK = "<w:r><w:br/></w:r>"
_ALIGNED = {"Subtitle": "center", "Signature": "right", "Date": "right"}


def write_bilingual_docx(document: Document) -> bytes:
    """``document`` in two columns, its headings across both: Word lists no heading within a table.

    What has no English yet is marked as in :mod:`toolkit.bilingual.docx_english`. Raises
    :class:`toolkit.errors.OutputError` for a character that XML cannot hold.
    """
    titles = (document.root.title, heading_english(document.root))
    title = " · ".join(title for title in titles if title)
    return docx_bytes(_body(document), title=title or document.name)


def _body(document: Document) -> Iterator[str]:
    for side_by_side, group in groupby(blocks(document), _is_side_by_side):
        if side_by_side:
            rows = [_row(block) for block in group if isinstance(block, Block)]
            yield table(rows, [_COLUMN, _COLUMN], "BilingualTable") + paragraph("", "Gap")
            continue
        for block in group:
            if isinstance(block, Block):
                texts = (chinese_runs(block.segments), english_runs(block.segments))
                yield paragraph(_BREAK.join(filter(None, texts)), block.style)
            else:
                yield table_markup(block, PORTRAIT_WIDTH, bilingual=True)


def _is_side_by_side(block: object) -> bool:
    return isinstance(block, Block) and not block.is_heading


def _row(block: Block) -> str:
    aligned = _ALIGNED.get(block.style)
    properties = f'<w:jc w:val="{aligned}"/>' if aligned else ""
    texts = (chinese_runs(block.segments), english_runs(block.segments))
    return row(
        (cell(paragraph(runs, "TableText", properties), _COLUMN) for runs in texts), whole=False
    )

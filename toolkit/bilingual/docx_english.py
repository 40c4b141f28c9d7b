"""The English document as a Word file, to hand over."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.bilingual.docx_blocks import Block, blocks, english_runs, table_markup
from toolkit.bilingual.docx_writing import PORTRAIT_WIDTH, docx_bytes, paragraph
from toolkit.bilingual.headings import heading_english
from toolkit.document import Document

__all__ = ["write_english_docx"]


def write_english_docx(document: Document) -> bytes:
    """The English of ``document``: its headings as Word's, its paragraphs and tables as in the source.

    What has no English yet stands as ``[untranslated: 原文]``, coloured, and so does the ``[?]`` of a
    lost number. Raises :class:`toolkit.errors.OutputError` for a character that XML cannot hold.
    """
    return docx_bytes(_body(document), title=heading_english(document.root) or document.name)


def _body(document: Document) -> Iterator[str]:
    for block in blocks(document):
        if isinstance(block, Block):
            if runs := english_runs(block.segments):
                yield paragraph(runs, block.style)
        else:
            yield table_markup(block, PORTRAIT_WIDTH, bilingual=False)

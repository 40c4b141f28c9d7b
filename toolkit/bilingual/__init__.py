"""Aligned files: XLIFF, the one everything else is made from, and the formats of :data:`FORMATS`.

``write(document, format)`` gives a file's bytes; ``read_xliff(path)`` and ``read_bilingual(path)``
give a :class:`toolkit.document.Document` back. Writers and readers are imported when they are used.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from toolkit.document import Document
from toolkit.errors import UsageError

__all__ = ["FORMATS", "Format", "read_bilingual", "read_xliff", "write"]


class Format(NamedTuple):
    """A format that can be written."""

    suffix: str
    """With its dot."""
    module: str
    function: str
    """``function(document) -> bytes`` in ``module``."""
    office: bool = False
    """Whether LibreOffice is needed to make it."""
    approvable: bool = False
    """Whether the function takes ``approved=True``, to write what was approved and nothing else."""


FORMATS: dict[str, Format] = {
    "xlf": Format(".xlf", "toolkit.bilingual.xliff_writer", "write_xliff"),
    "html": Format(".html", "toolkit.bilingual.html", "write_html"),
    "review-docx": Format(
        ".review.docx", "toolkit.bilingual.docx_review_writer", "write_review_docx"
    ),
    "docx": Format(".en.docx", "toolkit.bilingual.docx_english", "write_english_docx"),
    "bilingual-docx": Format(
        ".bilingual.docx", "toolkit.bilingual.docx_bilingual", "write_bilingual_docx"
    ),
    "pdf": Format(".en.pdf", "toolkit.bilingual.pdf", "write_pdf", office=True),
    "tsv": Format(".tsv", "toolkit.bilingual.tsv", "write_tsv"),
    "jsonl": Format(".jsonl", "toolkit.bilingual.jsonl", "write_jsonl"),
    "tmx": Format(".tmx", "toolkit.bilingual.tmx_writer", "write_tmx", approvable=True),
    "xliff2": Format(".xliff2.xlf", "toolkit.bilingual.xliff2_writer", "write_xliff2"),
    "xlsx": Format(".xlsx", "toolkit.bilingual.xlsx_writer", "write_xlsx"),
    "audit": Format(".audit.csv", "toolkit.bilingual.audit", "write_audit"),
    "md": Format(".md", "toolkit.bilingual.markdown", "write_markdown"),
}
"""Every format by the name ``--to`` takes."""


def write(document: Document, format: str, *, approved: bool = False) -> bytes:
    """``document`` in the format of that name (see :data:`FORMATS`), as the bytes of one file.

    ``approved`` leaves out what no person has approved, where the format can. Raises
    :class:`toolkit.errors.UsageError` for an unknown name or an ``approved`` that the format has
    no use for, and :class:`toolkit.errors.OutputError` for a text that the format cannot hold.
    """
    known = FORMATS.get(format)
    if known is None:
        raise UsageError(f"unknown format {format!r}; choose from {', '.join(FORMATS)}")
    function = getattr(import_module(known.module), known.function)
    if not approved:
        return cast(bytes, function(document))
    if not known.approvable:
        able = ", ".join(name for name, each in FORMATS.items() if each.approvable)
        raise UsageError(f"only {able} can be limited to approved segments, not {format}")
    return cast(bytes, function(document, approved=True))


def read_xliff(path: Path) -> Document:
    """The document in an XLIFF 1.2 file, zhdoc's own or another tool's, its findings not computed.

    Raises :class:`toolkit.errors.BilingualError` that names the file and the line.
    """
    from toolkit.bilingual.xliff_reader import read_xliff as read

    return read(path)


def read_bilingual(path: Path) -> Document:
    """The pairs in an XLIFF 1.2, TMX or TSV file, told apart by their content.

    Raises :class:`toolkit.errors.BilingualError` that names the file and the line.
    """
    from toolkit.bilingual.any_file import read_any

    return read_any(path)

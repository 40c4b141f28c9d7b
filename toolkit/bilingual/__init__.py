"""Aligned files: XLIFF (the one everything else is made from), HTML, TSV, JSONL, Markdown; TMX.

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


FORMATS: dict[str, Format] = {
    "xlf": Format(".xlf", "toolkit.bilingual.xliff_writer", "write_xliff"),
    "html": Format(".html", "toolkit.bilingual.html", "write_html"),
    "tsv": Format(".tsv", "toolkit.bilingual.tsv", "write_tsv"),
    "jsonl": Format(".jsonl", "toolkit.bilingual.jsonl", "write_jsonl"),
    "md": Format(".md", "toolkit.bilingual.markdown", "write_markdown"),
}
"""Every format by the name ``--to`` takes."""


def write(document: Document, format: str) -> bytes:
    """``document`` in the format of that name (see :data:`FORMATS`), as the bytes of one file.

    Raises :class:`toolkit.errors.UsageError` for an unknown name and
    :class:`toolkit.errors.OutputError` for a text that the format cannot hold.
    """
    known = FORMATS.get(format)
    if known is None:
        raise UsageError(f"unknown format {format!r}; choose from {', '.join(FORMATS)}")
    function = getattr(import_module(known.module), known.function)
    return cast(bytes, function(document))


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

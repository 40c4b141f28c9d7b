"""The English document as PDF, made by LibreOffice from the Word file."""

from __future__ import annotations

import hashlib
import re

from toolkit.bilingual.docx_english import write_english_docx
from toolkit.document import Document
from toolkit.office import convert

__all__ = ["write_pdf"]

# What LibreOffice makes from the clock; all of one length, so that no offset in the file moves.
_MOMENT = re.compile(rb"(?<=Date\(D:)[0-9]{14}")
_IDENTITY = re.compile(rb"(?<=/ID \[ <)[0-9A-F]{32}>\n<[0-9A-F]{32}(?=> \])")
_CHECKSUM = re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}")


def write_pdf(document: Document) -> bytes:
    """The English of ``document`` as PDF, with bookmarks; see :mod:`toolkit.bilingual.docx_english`.

    One LibreOffice gives the same bytes for the same document. Raises
    :class:`toolkit.errors.OfficeError` where LibreOffice is missing or fails.
    """
    content = convert(write_english_docx(document), ".docx", "pdf")
    content = _MOMENT.sub(b"19800101000000", content)
    name = hashlib.md5(_CHECKSUM.sub(b"", _IDENTITY.sub(b"", content)), usedforsecurity=False)
    digest = name.hexdigest().upper().encode()
    content = _IDENTITY.sub(digest + b">\n<" + digest, content)
    return _CHECKSUM.sub(digest, content)

"""Bytes into paragraphs: plain text in any Chinese encoding, HTML and docx, told by content."""

from toolkit.reading.archive import Archive, member_names
from toolkit.reading.reader import read_bytes, read_document, read_lines
from toolkit.reading.sniff import sniff_bytes

__all__ = [
    "Archive",
    "member_names",
    "read_bytes",
    "read_document",
    "read_lines",
    "sniff_bytes",
]

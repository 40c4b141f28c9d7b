"""Bytes into paragraphs: plain text in any Chinese encoding, HTML and docx, told by content."""

from toolkit.reading.reader import read_bytes, read_document, read_lines

__all__ = ["read_bytes", "read_document", "read_lines"]

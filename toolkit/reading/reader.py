"""A file into a RawDocument, whatever of the readable formats it is in."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.document import Damage, RawDocument
from toolkit.errors import ReadingError
from toolkit.reading.characters import control_share
from toolkit.reading.encoding import Decoded, UnknownEncoding, decode
from toolkit.reading.sniff import READABLE, looks_like_html, sniff_bytes, wrong_format
from toolkit.reading.text import read_text
from toolkit.traditional import has_chinese

__all__ = ["MAX_FILE", "read_bytes", "read_document", "read_lines"]

MAX_FILE = 500_000_000  # bytes

_CONTROL_SHARE = 0.02  # more control characters than this no text has
_META = re.compile(rb"<(?:meta|\?xml)\b", re.I)


def read_document(path: Path) -> RawDocument:
    """Read the file at ``path``. Raises ReadingError, one line that names it and the next step."""
    return read_bytes(_file_bytes(path), path.name)


def read_lines(path: Path, data: bytes | None = None) -> tuple[list[str], tuple[Damage, ...]]:
    """The lines of the text file at ``path`` (or of ``data``), blank ones too, and what is damaged.

    Lines end with \\n, \\r\\n or \\r only, so that their count is what other programs count.
    """
    shown = _one_line(path.name)
    content = _file_bytes(path) if data is None else data
    if not content:
        return [], ()
    if sniff_bytes(content, shown) == "docx":
        raise ReadingError(f"{shown}: a Word document has no lines; translate it without --lines")
    decoded = _decode(content, shown)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n"), decoded.damage


def _file_bytes(path: Path) -> bytes:
    shown = _one_line(str(path))
    try:
        if path.is_dir():
            raise ReadingError(f"{shown}: this is a folder; name a document in it")
        size = path.stat().st_size
        if size > MAX_FILE:
            raise _too_large(shown, size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError(f"{shown}: there is no such file; check its name and folder") from error
    except PermissionError as error:
        raise ReadingError(
            f"{shown}: no permission to read it; ask its owner, or copy it to a folder of yours"
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadingError(
            f"{shown}: cannot be read ({reason}); check its name and disk"
        ) from error
    except ValueError as error:  # a NUL in the name
        raise ReadingError(f"{shown}: this is not a file name; check it") from error


def read_bytes(data: bytes, name: str) -> RawDocument:
    """Read a document's bytes; ``name`` is its file name, for messages and outputs.

    Raises ReadingError where the bytes are empty, broken, unsafe, of another format, or hold no
    Chinese at all.
    """
    shown = _one_line(name)
    if not data:
        raise ReadingError(f"{shown}: the file is empty; name a document with Chinese text")
    if len(data) > MAX_FILE:
        raise _too_large(shown, len(data))
    if sniff_bytes(data, shown) == "docx":
        from toolkit.reading.docx import read_docx

        document = read_docx(data, shown)
    else:
        document = _read_decoded(data, shown)
    if not has_chinese(document.text):
        raise ReadingError(
            f"{shown}: there is no Chinese text in it; zhdoc translates from Chinese, "
            "so check that this is the right file"
        )
    return document


def _read_decoded(data: bytes, name: str) -> RawDocument:
    decoded = _decode(data, name)
    if looks_like_html(decoded.text):
        from toolkit.reading.html import read_html

        return read_html(decoded, name)
    if decoded.text.lstrip().startswith("<?xml"):
        raise wrong_format(name, "an XML file", "save its text as plain text")
    return read_text(decoded, name)


def _decode(data: bytes, name: str) -> Decoded:
    declared = ""
    if _META.search(data[:4096]):
        from toolkit.reading.html import declared_encoding

        declared = declared_encoding(data)
    try:
        decoded = decode(data, declared)
    except UnknownEncoding as error:
        raise _not_text(name) from error
    if control_share(decoded.text) > _CONTROL_SHARE:
        raise _not_text(name)
    return decoded


def _not_text(name: str) -> ReadingError:
    return ReadingError(
        f"{name}: this is neither text nor a format that zhdoc knows; zhdoc reads {READABLE} "
        "(UTF-8, UTF-16, GB18030, Big5), so save it as one of these"
    )


def _too_large(name: str, size: int) -> ReadingError:
    return ReadingError(
        f"{name}: {size // 1_000_000} MB is more than the {MAX_FILE // 1_000_000} MB that zhdoc "
        "reads at once; split it"
    )


def _one_line(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)

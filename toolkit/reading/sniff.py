"""What a file is, told from its content; its extension is never trusted."""

from __future__ import annotations

import re
from typing import Literal

from toolkit.errors import ReadingError
from toolkit.reading.archive import member_names

__all__ = ["READABLE", "looks_like_html", "sniff_bytes", "wrong_format"]

READABLE = "Word .docx, HTML and plain text"

_SAVE_AS = "open it in the program that made it and save it as .docx"
_EXTRACT = "recognise or copy out its text and save it as plain text"
_UNPACK = "unpack it and name the document inside"

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF document", _SAVE_AS),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _EXTRACT),
    (b"\xff\xd8\xff", "a JPEG image", _EXTRACT),
    (b"GIF87a", "a GIF image", _EXTRACT),
    (b"GIF89a", "a GIF image", _EXTRACT),
    (b"II*\x00", "a TIFF image", _EXTRACT),
    (b"MM\x00*", "a TIFF image", _EXTRACT),
    (b"AT&TFORM", "a DjVu document", _EXTRACT),
    (b"CAJ\x00", "a CAJ document", _EXTRACT),
    (b"HN\x00\x00", "a CAJ document", _EXTRACT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", "export its text"),
    (b"\x7fELF", "a program", "name a document instead"),
)

# Names inside a zip file, the first that fits decides; Office's own folders come after the formats
# that may carry such a folder as an attachment.
_ZIP_CONTENTS: tuple[tuple[str, str, str], ...] = (
    ("ofd.xml", "an OFD document", _EXTRACT),
    ("meta-inf/container.xml", "an EPUB book", _EXTRACT),
    ("xl/", "an Excel workbook", "save the sheet as plain text"),
    ("ppt/", "a PowerPoint presentation", "save its outline as plain text"),
    ("content.xml", "an OpenDocument file", _SAVE_AS),
)

_OLE2_STREAMS: tuple[tuple[str, str, str], ...] = (  # [MS-OFFCRYPTO] 2.3.4.4 and the Office formats
    (
        "EncryptedPackage",
        "an encrypted Office document",
        "open it with its password, remove the password and save it as .docx",
    ),
    ("WordDocument", "a legacy Word or WPS document (.doc, .wps)", _SAVE_AS),
    ("Workbook", "a legacy Excel workbook (.xls)", "save the sheet as plain text"),
    ("Book", "a legacy Excel workbook (.xls)", "save the sheet as plain text"),
    (
        "PowerPoint Document",
        "a legacy PowerPoint presentation (.ppt)",
        "save its outline as plain text",
    ),
)

_HTML_HEAD = 1 << 16  # characters
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*|<!--(?>.*?-->)\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_HTML_TAG = re.compile(
    r"</?(a|article|b|body|br|center|dd|div|dl|dt|em|font|form|h[1-6]|head|hr|i|iframe|img|input|li"
    r"|link|main|meta|nav|ol|option|p|pre|script|section|select|span|strong|style|sub|sup|table|tbody"
    r"|td|th|thead|title|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.I,
)
_MHTML = re.compile(rb"(?:mime-version|from|content-type)\s*:", re.I)
_WORD_XML = (b"<w:wordDocument", b"<pkg:package", b"<office:document", b"<uof:UOF", b"<uof:uof")


def sniff_bytes(data: bytes, name: str) -> Literal["docx", "text"]:
    """Whether ``data`` is a docx or must be decoded as text (which may be HTML).

    Raises ReadingError, with the format's name and what to do, for anything else that is known.
    """
    head = data[:1024]
    if head.startswith(_ZIP):
        return _sniff_zip(data, name)
    if head.startswith(_OLE2):
        for stream, what, advice in _OLE2_STREAMS:
            if stream.encode("utf-16-le") in data:
                raise wrong_format(name, what, advice)
        raise wrong_format(name, "a legacy Office file", _SAVE_AS)
    if b"%PDF-" in head:
        raise wrong_format(name, "a PDF", _EXTRACT)
    for signature, what, advice in _SIGNATURES:
        if head.startswith(signature):
            raise wrong_format(name, what, advice)
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise wrong_format(name, "an image, sound or film", _EXTRACT)
    if head.startswith(b"MZ") and b"PE\x00\x00" in head:
        raise wrong_format(name, "a program", "name a document instead")
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        raise wrong_format(name, "a BMP image", _EXTRACT)
    if _MHTML.match(head) and b"multipart/" in head.lower():
        raise wrong_format(name, "a web archive or mail (MHTML)", "save the page as HTML")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and any(
        root in data[:4096] for root in _WORD_XML
    ):
        raise wrong_format(name, "an Office document in a single XML file", _SAVE_AS)
    return "text"


def wrong_format(name: str, what: str, advice: str) -> ReadingError:
    """The error for a file of a known format that is not read."""
    return ReadingError(f"{name}: this is {what}, and zhdoc reads {READABLE}; {advice}")


def looks_like_html(text: str) -> bool:
    """Whether decoded ``text`` is HTML, a whole page or a fragment without <html>.

    A fragment begins with a tag or has one at least every 400 characters; a text that merely
    mentions a tag does not.
    """
    head = text[:_HTML_HEAD]
    if _HTML_START.match(head) or _HTML_TAG.match(head.lstrip("\ufeff\u3000 \t\r\n")):
        return True
    # A text may quote a script; what lays out a page is what makes it one.
    tags = sum(match[1].lower() not in ("script", "style") for match in _HTML_TAG.finditer(head))
    return tags >= 2 and 400 * tags >= len(head)


def _sniff_zip(data: bytes, name: str) -> Literal["docx"]:
    names = member_names(data)
    if names is None:
        raise ReadingError(
            f"{name}: the file is broken (as a zip archive, which .docx files are); "
            "fetch it again, or open it in a word processor and save it again"
        )
    if "[content_types].xml" in names and any(part.startswith("word/") for part in names):
        return "docx"
    for part, what, advice in _ZIP_CONTENTS:
        if part in names or (part.endswith("/") and any(n.startswith(part) for n in names)):
            raise wrong_format(name, what, advice)
    raise wrong_format(name, "a zip archive", _UNPACK)

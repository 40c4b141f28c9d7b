"""A docx into paragraphs: headers, the body with its notes and text boxes, footers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lxml import etree

from toolkit.document import RawDocument
from toolkit.errors import ReadingError
from toolkit.reading.archive import Archive
from toolkit.reading.assembly import Piece, assemble
from toolkit.reading.docx_body import Story, Where
from toolkit.reading.docx_numbering import Numbering
from toolkit.reading.docx_styles import Styles
from toolkit.reading.docx_xml import Part, attribute, child, main_part, name_of

__all__ = ["read_docx"]


def read_docx(data: bytes, name: str) -> RawDocument:
    """The paragraphs of a docx; ``text`` is the paragraphs, one a line. Raises ReadingError."""
    document = main_part(Archive(data, name), name)
    body = child(document.root, "w:body")
    if body is None:
        raise ReadingError(
            f"{name}: the .docx has no document body; open it in a word processor and save it again"
        )
    story = Story(
        Styles(_root(document.sibling("styles"))),
        Numbering(_root(document.sibling("numbering"))),
        dict(_notes(document)),
        name,
    )
    pieces = [
        *_margin(document, story, "header"),
        *story.pieces(document, body, Where()),
        *_margin(document, story, "footer"),
    ]
    return assemble(pieces, name, "docx")


def _root(part: Part | None) -> etree._Element | None:
    return None if part is None else part.root


def _notes(document: Part) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    for kind in ("footnote", "endnote"):
        part = document.sibling(f"{kind}s")
        for note in part.root if part is not None else ():
            # Those with a type are the lines between text and notes.
            if name_of(note) == f"w:{kind}" and attribute(note, "w:type") in ("", "normal"):
                yield (kind, attribute(note, "w:id")), note


def _margin(document: Part, story: Story, kind: Literal["header", "footer"]) -> Iterator[Piece]:
    """The headers or footers that the sections use, each distinct text once."""
    paths = document.related(kind)
    read: set[str] = set()
    seen: set[str] = set()
    for reference in document.root.iter():
        if name_of(reference) != f"w:{kind}Reference":
            continue
        path = paths.get(attribute(reference, "r:id"), "")
        if path in read or path not in document.archive:
            continue
        read.add(path)
        part = Part.load(document.archive, document.name, path)
        for piece in story.pieces(part, part.root, Where(kind, kind)):
            if piece.text.strip() not in seen:
                seen.add(piece.text.strip())
                yield piece

"""The story of a docx (body, header, note …) into paragraphs, in reading order.

Read as Word prints it: tracked insertions are in, deletions and hidden text are out, a field shows its
result, a text box and a note stand right behind the paragraph that holds or refers to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from toolkit.document import ParagraphKind
from toolkit.errors import ReadingError
from toolkit.reading.assembly import Piece
from toolkit.reading.characters import is_blank
from toolkit.reading.docx_numbering import Numbering
from toolkit.reading.docx_styles import Styles
from toolkit.reading.docx_xml import Part, attribute, child, is_on, name_of, value_of

__all__ = ["Story", "Where"]

_DELETED = frozenset({"w:del", "w:moveFrom"})
_NOT_TEXT = _DELETED | {"w:pPr", "w:rPr", "w:sectPr", "w:sdtPr", "w:rt"}
_BREAKS = frozenset({"w:br", "w:cr"})
_CHARACTERS = {"w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "-"}
_FLOATING = frozenset({"w:drawing", "w:pict", "w:object"})
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_ROW_WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"})

_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_PAGE_RESIDUE = re.compile(r"(?:[\s第共页頁/·.,，、:：()（）~\-‐-―－_]|page|of)*", re.I)
_CONTENTS = "table of contents"


@dataclass(frozen=True, slots=True)
class Where:
    """What the paragraphs of a story are, and where they stand."""

    kind: ParagraphKind = "text"
    place: str = ""


@dataclass(slots=True)
class _Field:
    """An open complex field: its instruction, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    @property
    def name(self) -> str:
        words = self.instruction.split(None, 1)
        return words[0].upper() if words else ""


@dataclass(slots=True)
class _Inline:
    """What one paragraph holds: its text, and what stands beside it."""

    text: list[str] = field(default_factory=list)
    floating: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    has_page_field: bool = False
    in_contents: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.floating or self.notes)


class Story:
    """Reads one story after the other; lists count on through all of them."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        notes: Mapping[tuple[str, str], etree._Element],
        name: str,
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = dict(notes)
        self._name = name
        self._note_count: Counter[str] = Counter()
        self._table_count: Counter[str] = Counter()
        self._fields: list[_Field] = []
        self._part: Part | None = None

    def pieces(self, part: Part, container: etree._Element, where: Where) -> Iterator[Piece]:
        """The paragraphs of ``container``, an element of ``part``."""
        self._part = part
        self._fields = []
        yield from self._blocks(container, where)

    # ------------------------------------------------------------------------------ blocks

    def _blocks(self, container: etree._Element, where: Where) -> Iterator[Piece]:
        carried = _Inline()  # of paragraphs whose mark is deleted: they continue in the next
        for element in self._flat(container):
            if name_of(element) == "w:tbl":
                if not carried.is_empty:
                    yield from self._paragraph(None, carried, where)
                    carried = _Inline()
                yield from self._table(element, where)
                continue
            self._collect(element, carried, where)
            properties = child(element, "w:pPr")
            if _mark_is_deleted(properties):
                continue
            yield from self._paragraph(properties, carried, where)
            carried = _Inline()
        if not carried.is_empty:
            yield from self._paragraph(None, carried, where)

    def _flat(self, container: etree._Element) -> Iterator[etree._Element]:
        """Paragraphs and tables of ``container``, out of the wrappers around them."""
        for element in container:
            name = name_of(element)
            if name in ("w:p", "w:tbl"):
                yield element
            elif name == "w:altChunk":
                raise ReadingError(
                    f"{self._name}: another document is embedded in it as a whole (altChunk); "
                    "open it in Word, save it again as .docx and try again"
                )
            elif name == "mc:AlternateContent":
                chosen = _chosen(element)
                if chosen is not None:
                    yield from self._flat(chosen)
            elif name not in _NOT_TEXT:
                yield from self._flat(element)

    def _table(self, table: etree._Element, where: Where) -> Iterator[Piece]:
        rows = [row for row in _rows(table) if not _is_deleted_row(row)]
        if len(rows) == 1 and sum(1 for _ in _cells(rows[0])) == 1:
            for cell in _cells(rows[0]):  # a frame around text
                yield from self._blocks(cell, where)
            return
        self._table_count[where.place] += 1
        number = f"table {self._table_count[where.place]}"
        for line, row in enumerate(rows, 1):
            column = 1 + _integer(value_of(row, "w:trPr", "w:gridBefore"), 0)
            for cell in _cells(row):
                place = f"{number}, row {line}, column {column}"
                if where.place:
                    place = f"{where.place}, {place}"
                kind: ParagraphKind = "cell" if where.kind == "text" else where.kind
                yield from self._blocks(cell, Where(kind, place))
                column += _integer(value_of(cell, "w:tcPr", "w:gridSpan"), 1)

    def _paragraph(
        self, properties: etree._Element | None, inline: _Inline, where: Where
    ) -> Iterator[Piece]:
        text = "".join(inline.text).lstrip("\n")
        identity, depth, style = self._styles.numbering(properties)
        label = self._numbering.label(identity, depth, style) if identity else ""
        page_number = inline.has_page_field and _PAGE_RESIDUE.fullmatch(text) is not None
        if not is_blank(text) and not page_number:
            kind, level, place = where.kind, None, where.place
            if inline.in_contents or self._styles.is_contents(properties):
                place = place or _CONTENTS
            elif kind == "text":
                level = self._styles.heading_level(properties)
                kind = "text" if level is None else "heading"
            yield Piece(label + text, kind, level, place)
        yield from self._beside(inline, where)

    def _beside(self, inline: _Inline, where: Where) -> Iterator[Piece]:
        fields, self._fields = self._fields, []
        for element in inline.floating:
            if name_of(element) == "w:txbxContent":
                place = f"{where.place}, text box" if where.place else "text box"
                kind: ParagraphKind = "text" if where.kind == "cell" else where.kind
                yield from self._blocks(element, Where(kind, place))
            else:
                yield from self._diagram(attribute(element, "r:dm"), where)
        for reference in inline.notes:
            note = self._notes.pop(reference, None)  # a note is read once
            if note is not None:
                kind_of_note = reference[0]
                self._note_count[kind_of_note] += 1
                place = f"{kind_of_note} {self._note_count[kind_of_note]}"
                yield from self._blocks(note, Where("footnote", place))
        self._fields = fields

    def _diagram(self, identity: str, where: Where) -> Iterator[Piece]:
        """The texts of a SmartArt diagram, which stand in a part of their own."""
        if self._part is None:
            return
        path = self._part.related("diagramData").get(identity, "")
        if path not in self._part.archive:
            return
        data = Part.load(self._part.archive, self._name, path)
        for paragraph in data.root.iter():
            if name_of(paragraph) == "a:p":
                text = "".join(t.text or "" for t in paragraph.iter() if name_of(t) == "a:t")
                yield Piece(text, "text" if where.kind == "cell" else where.kind, None, "diagram")

    # ------------------------------------------------------------------------------ inline

    def _collect(self, element: etree._Element, inline: _Inline, where: Where) -> None:
        for inner in element:
            name = name_of(inner)
            if name in ("w:t", "m:t"):
                self._add(inner.text or "", inline, where)
            elif name in _BREAKS:
                self._add("\n", inline, where)
            elif name in _CHARACTERS:
                self._add(_CHARACTERS[name], inline, where)
            elif name == "w:sym":
                self._add(_symbol(attribute(inner, "w:char")), inline, where)
            elif name == "w:fldChar":
                self._field_character(attribute(inner, "w:fldCharType"))
            elif name == "w:instrText":
                if self._fields:
                    self._fields[-1].instruction += inner.text or ""
            elif name == "w:fldSimple":
                self._fields.append(_Field(attribute(inner, "w:instr"), result=True))
                self._collect(inner, inline, where)
                self._fields.pop()
            elif name in _NOTES:
                inline.notes.append((_NOTES[name], attribute(inner, "w:id")))
            elif name in _FLOATING:
                inline.floating.extend(_floating(inner))
            elif name == "mc:AlternateContent":
                chosen = _chosen(inner)
                if chosen is not None:
                    self._collect(chosen, inline, where)
            elif name and name not in _NOT_TEXT and not (name == "w:r" and _is_hidden(inner)):
                self._collect(inner, inline, where)

    def _add(self, text: str, inline: _Inline, where: Where) -> None:
        if any(not outer.result for outer in self._fields[:-1]):
            return  # a field that only computes the instruction of another
        names = {each.name for each in self._fields}
        if where.kind in ("header", "footer") and names & _PAGE_FIELDS:
            inline.has_page_field = True
            return
        inline.in_contents |= "TOC" in names
        inline.text.append(text)

    def _field_character(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()


# -------------------------------------------------------------------------------- helpers


def _chosen(alternatives: etree._Element) -> etree._Element | None:
    """The first alternative that holds text, else the first: one of them stands for all."""
    for alternative in alternatives:
        for inner in alternative.iter():
            if name_of(inner) in ("w:t", "w:txbxContent", "dgm:relIds"):
                return alternative
    return next(iter(alternatives), None)


def _floating(element: etree._Element) -> Iterator[etree._Element]:
    """Text boxes and diagrams within a drawing."""
    for inner in element:
        name = name_of(inner)
        if name in ("w:txbxContent", "dgm:relIds"):
            yield inner
        elif name == "mc:AlternateContent":
            chosen = _chosen(inner)
            if chosen is not None:
                yield from _floating(chosen)
        else:
            yield from _floating(inner)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        name = name_of(element)
        if name == "w:tr":
            yield element
        elif name in _ROW_WRAPPERS:
            yield from _rows(element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        name = name_of(element)
        if name == "w:tc":
            if child(element, "w:tcPr", "w:cellDel") is None:
                yield element
        elif name in _ROW_WRAPPERS:
            yield from _cells(element)


def _is_deleted_row(row: etree._Element) -> bool:
    return child(row, "w:trPr", "w:del") is not None


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    mark = child(properties, "w:rPr")
    return mark is not None and any(name_of(inner) in _DELETED for inner in mark)


def _is_hidden(run: etree._Element) -> bool:
    return is_on(run, "w:rPr", "w:vanish")


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _integer(text: str, otherwise: int) -> int:
    return min(int(text), 1000) if text.isascii() and text.isdigit() else otherwise

"""The tables of a Word document as a person sees them: rows, cells, who changed what, comments.

Tracked insertions are in, deletions are out, as after "accept all"; a moved text stands where it was
moved to. Markup: ISO/IEC 29500-1, 17.4 (tables), 17.13 (annotations).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from toolkit.reading.docx_xml import Part, attribute, child, is_on, name_of

__all__ = ["Cell", "Comment", "TableRow", "comments", "table_rows", "tables", "text_behind"]

_DELETED = frozenset({"w:del", "w:moveFrom"})
_ADDED = frozenset({"w:ins", "w:moveTo"})
_NOT_TEXT = frozenset({"w:pPr", "w:rPr", "w:tcPr", "w:trPr", "w:tblPr", "w:tblGrid", "w:sdtPr"}) | {
    "w:instrText",
    "w:rt",
    "mc:Fallback",  # says the same once more, for old programs
}
_CHARACTERS = {
    "w:br": "\n",
    "w:cr": "\n",
    "w:tab": "\t",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}


@dataclass(slots=True)
class Cell:
    """A cell's text, its paragraphs on lines of their own."""

    text: str = ""
    goes_on: bool = False
    """Whether it is merged with the cell above."""


@dataclass(slots=True)
class TableRow:
    """A row that "accept all" would leave."""

    cells: list[Cell] = field(default_factory=list)
    author: str = ""
    """Who made the last tracked change in it."""
    changed: str = ""
    """When that was, as the file says it; "" where it does not."""
    comments: list[str] = field(default_factory=list)
    """Ids of the comments that begin in it."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin."""

    author: str
    when: str
    text: str


def tables(root: etree._Element) -> Iterator[etree._Element]:
    """Every table, a table in another's cell after that one."""
    for element in root.iter():
        if name_of(element) == "w:tbl" and not _stands_twice(element):
            yield element


def table_rows(table: etree._Element) -> list[TableRow]:
    """The table's rows in order, out of the content controls and changes around them."""
    rows = []
    for element in _inner(table, "w:tr"):
        properties = child(element, "w:trPr")
        if child(properties, "w:del") is not None:
            continue
        row = TableRow()
        _note_change(child(properties, "w:ins"), row)
        for cell in _inner(element, "w:tc"):
            if child(cell, "w:tcPr", "w:cellDel") is not None:
                continue
            merge = child(cell, "w:tcPr", "w:vMerge")
            goes_on = merge is not None and attribute(merge, "w:val") in ("", "continue")
            row.cells.append(Cell(_text(cell, row), goes_on))
        rows.append(row)
    return rows


def text_behind(table: etree._Element) -> tuple[str, str]:
    """The text of the paragraphs behind the table, other tables left out, and who changed it last."""
    row, parts = TableRow(), []
    for element in table.itersiblings():
        if name_of(element) == "w:p":
            parts.append(_text(element, row).strip())
    return "\n".join(filter(None, parts)), row.author


def comments(document: Part) -> dict[str, Comment]:
    """The document's comments by their ids, in the order of the file."""
    part = document.sibling("comments")
    return {
        attribute(element, "w:id"): Comment(
            attribute(element, "w:author").strip(),
            attribute(element, "w:date"),
            _text(element, TableRow()).strip(),
        )
        for element in (part.root if part is not None else ())
        if name_of(element) == "w:comment"
    }


def _stands_twice(element: etree._Element) -> bool:
    return any(name_of(outer) == "mc:Fallback" for outer in element.iterancestors())


def _inner(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row; those of tables within are not."""
    for found in element:
        kind = name_of(found)
        if kind == name:
            yield found
        elif kind not in ("w:tr", "w:tc", "w:p") and kind not in _NOT_TEXT | _DELETED:
            yield from _inner(found, name)


def _text(container: etree._Element, row: TableRow) -> str:
    """The text of a cell or comment; changes and comments in it are noted in ``row``."""
    parts: list[str] = []
    _collect(container, parts, row)
    if parts and parts[-1] == "\n":
        parts.pop()  # the end of the last paragraph
    return "".join(parts)


def _collect(element: etree._Element, parts: list[str], row: TableRow) -> None:
    for inner in element:
        name = name_of(inner)
        if name in ("w:t", "m:t"):
            parts.append(inner.text or "")
        elif name in _CHARACTERS:
            parts.append(_CHARACTERS[name])
        elif name == "w:sym":
            parts.append(_symbol(attribute(inner, "w:char")))
        elif name in _DELETED:
            _note_change(inner, row)
        elif name in ("w:commentRangeStart", "w:commentReference"):
            if (identity := attribute(inner, "w:id")) not in row.comments:
                row.comments.append(identity)
        elif name == "w:p":
            _collect(inner, parts, row)
            mark = child(inner, "w:pPr", "w:rPr")
            changes = [] if mark is None else list(mark)
            for change in changes:
                if name_of(change) in _DELETED | _ADDED:
                    _note_change(change, row)
            if not any(name_of(change) in _DELETED for change in changes):
                parts.append("\n")
        elif name == "w:r" and is_on(inner, "w:rPr", "w:vanish"):
            continue
        elif name and name not in _NOT_TEXT and not _is_prompt(inner):
            if name in _ADDED:
                _note_change(inner, row)
            _collect(inner, parts, row)


def _is_prompt(element: etree._Element) -> bool:
    """Whether it is an empty content control, which shows what to type there."""
    return name_of(element) == "w:sdt" and is_on(element, "w:sdtPr", "w:showingPlcHdr")


def _note_change(change: etree._Element | None, row: TableRow) -> None:
    if change is not None and attribute(change, "w:date") >= row.changed:
        row.changed = attribute(change, "w:date")
        row.author = attribute(change, "w:author").strip()


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""

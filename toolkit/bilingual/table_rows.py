"""Rows of zhdoc's table, TSV or a workbook's sheet, as people gave it back: columns in any order.

A column is known by its name in :data:`toolkit.bilingual.tsv.COLUMNS` or by a word of its heading in
English or Chinese (:mod:`toolkit.bilingual.review_table`); what people put into others is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from toolkit.bilingual.review_table import STATE_REMARK, column_of, state_of
from toolkit.bilingual.rows import Row
from toolkit.bilingual.tsv import COLUMNS, read_lines, unescape
from toolkit.document import Note
from toolkit.errors import BilingualError

__all__ = ["ABOUT_REFUSED", "Cell", "is_heading", "read_tsv_rows", "rows_of_table"]

ABOUT_REFUSED = ("place", "reason", "document")
"""Columns that zhdoc itself adds to a table of rows that were not taken."""


class Cell(NamedTuple):
    """A cell's text, and why it is not what was typed, where a program changed it."""

    text: str
    trouble: str = ""
    remarks: tuple[Note, ...] = ()
    """Comments that people put on the cell."""


def read_tsv_rows(path: Path, content: bytes) -> tuple[Row, ...]:
    """The rows of zhdoc's TSV, also as a spreadsheet saves it ("Unicode text").

    Raises :class:`toolkit.errors.BilingualError` with the line.
    """
    lines = (
        (f"line {number}", [Cell(unescape(_unquoted(field))) for field in fields])
        for number, fields in read_lines(path, content)
    )
    return rows_of_table(path, lines)


def is_heading(texts: Iterable[str]) -> bool:
    """Whether these are the headings of a table that can be brought home."""
    positions = _positions(texts)
    return {"id", "target"} <= positions.keys() and bool({"source", "hash"} & positions.keys())


def rows_of_table(path: Path, lines: Iterable[tuple[str, Sequence[Cell]]]) -> tuple[Row, ...]:
    """The rows under the first of ``lines``, (place, cells) each, which has the headings.

    A word in the state column that is no state becomes part of the comment, ``state: word``; so does
    what stands in a column that people added, after its heading. Comments on cells are the row's notes,
    those on the headings a row of their own without an id. Blank rows are left out. Raises
    :class:`toolkit.errors.BilingualError` where columns are missing.
    """
    every = iter(lines)
    place, header = next(every, ("line 1", []))
    if not is_heading(cell.text for cell in header):
        raise BilingualError(
            f"{path}, {place}: the headings must name id, target and source or hash, as in"
            f" {' '.join(COLUMNS)}"
        )
    positions = _positions(cell.text for cell in header)
    others = {
        index: cell.text.strip()
        for index, cell in enumerate(header)
        if index not in positions.values() and cell.text.strip().lower() not in ABOUT_REFUSED
    }
    remarks = _with_remarks(Row(place, "", "", "", ""), header)
    return (*([remarks] if remarks.notes else []), *_rows(every, positions, others, len(header)))


def _rows(
    lines: Iterator[tuple[str, Sequence[Cell]]],
    positions: Mapping[str, int],
    others: Mapping[int, str],
    width: int,
) -> Iterator[Row]:
    for place, cells in lines:

        def field(name: str, cells: Sequence[Cell] = cells) -> Cell:
            index = positions.get(name, len(cells))
            return cells[index] if index < len(cells) else Cell("")

        used = {
            name: field(name) for name in ("id", "hash", "source", "target", "state", "comment")
        }
        more = [
            f"{heading}: {said}" if heading else said
            for index, heading in others.items()
            if index < len(cells) and (said := cells[index].text.strip())
        ]
        remarked = any(cell.remarks for cell in cells)
        if not (more or remarked or any(cell.text.strip() for cell in used.values())):
            continue
        keys = ("id", "hash", "source", "target")  # a remark may well be a date
        trouble = next((used[name].trouble for name in keys if used[name].trouble), "")
        if any(cell.text.strip() for cell in cells[width:]):
            trouble = (
                f"it has {len(cells)} fields where the headings have {width}; write a tab inside a"
                " field as \\t"
            )
        word = used["state"].text.strip()
        state = state_of(word)
        comment = used["comment"].text if "comment" in positions else None
        if word and state is None:
            more.append(f"{STATE_REMARK}{word}")
        if more:
            comment = "\n".join(filter(None, [comment, *more]))
        row = Row(
            place=place,
            id=used["id"].text.strip(),
            hash=used["hash"].text.strip().lower(),
            source=used["source"].text,
            target="" if used["target"].trouble else used["target"].text,
            state=state,
            comment=comment,
            trouble=trouble,
        )
        yield _with_remarks(row, cells) if remarked else row


def _with_remarks(row: Row, cells: Iterable[Cell]) -> Row:
    """``row`` with the comments on its cells behind its own."""
    said = [remark for cell in cells for remark in cell.remarks]
    notes = [Note("", row.comment)] if row.comment else []
    texts = [note.text for note in (*notes, *said)]
    return replace(row, comment="\n".join(texts), notes=(*notes, *said))


def _unquoted(field: str) -> str:
    """``field`` without the quotes that a spreadsheet puts around one with quotes in it."""
    inner = field[1:-1]
    if field == f'"{inner}"' and '""' in inner and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return field


def _positions(headings: Iterable[str]) -> dict[str, int]:
    """Where each known column stands; the first of two with one meaning counts."""
    names = [heading.strip().lower() for heading in headings]
    exact = {name: names.index(name) for name in COLUMNS if name in names}
    meant: dict[str, int] = {}
    for index, name in enumerate(names):
        column = column_of(name)
        if column is not None and index not in exact.values():
            meant.setdefault(column, index)
    return meant | exact

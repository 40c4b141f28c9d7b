"""Rows of a workbook that people edited in Excel, WPS or LibreOffice Calc.

Text is text, also where it looks like a formula. English that a spreadsheet made something else of, a
date or a formatted number, is not guessed back: such a row says so.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from pathlib import Path
from typing import Any

from toolkit.bilingual.rows import Row
from toolkit.bilingual.table_rows import Cell, is_heading, rows_of_table
from toolkit.document import Note
from toolkit.errors import BilingualError, ReadingError
from toolkit.reading import member_names
from toolkit.workbook import read_sheets

__all__ = ["read_xlsx_rows"]

_COMMENTS = re.compile("^xl/.*comments", re.IGNORECASE)
_TEXT = "format the cell as text and type it again"


def read_xlsx_rows(path: Path, content: bytes) -> tuple[Row, ...]:
    """The rows of the first sheet that has zhdoc's headings, hidden ones too.

    Raises :class:`toolkit.errors.BilingualError` for a workbook that is broken, encrypted or unsafe
    (see :mod:`toolkit.workbook`) or has no such sheet.
    """
    remarked = any(_COMMENTS.search(name) for name in member_names(content) or ())
    try:
        sheets = read_sheets(content, str(path), _lines, values=False, comments=remarked)
    except ReadingError as error:
        raise BilingualError(str(error)) from error
    for lines in sheets.values():
        if lines and is_heading(cell.text for cell in lines[0][1]):
            return rows_of_table(path, lines)
    raise BilingualError(
        f"{path}: no sheet has the headings id, target and source or hash in its first row;"
        " `zhdoc export FILE.xlf --to xlsx` writes one"
    )


def _lines(sheet: Any) -> list[tuple[str, list[Cell]]]:
    lines = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_cell(cell)._replace(remarks=_remarks(cell)) for cell in row]
        if any(cell.text or cell.remarks for cell in cells):
            lines.append((f"row {number}", cells))
    return lines


def _remarks(cell: Any) -> tuple[Note, ...]:
    """The comment on the cell, which cells that are read alone do not have."""
    comment = getattr(cell, "comment", None)
    if comment is None:
        return ()
    author, text = (comment.author or "").strip(), (comment.text or "").strip()
    if author.startswith("tc="):  # a thread, behind two paragraphs for programs that know none
        author, text = "", text.split("\n\n", 2)[-1].strip()
    text = text.removeprefix(f"{author}:").strip() if author else text
    return (Note(author, text),) if text else ()


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "e":
        return Cell(str(value), f"a formula in it has failed ({value}); {_TEXT}")
    if isinstance(value, str):
        return Cell(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = isinstance(value, int) or value.is_integer()
        if cell.number_format in ("General", "@", "0"):
            return Cell(str(int(value) if whole else value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    shown = str(getattr(value, "text", value))  # an array formula has a text
    return Cell(shown, f"the spreadsheet made {shown} of a text; {_TEXT}")

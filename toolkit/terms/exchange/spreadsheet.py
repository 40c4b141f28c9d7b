"""Glossaries as spreadsheets (XLSX), through openpyxl."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from toolkit.errors import GlossaryError, ReadingError
from toolkit.terms.entries import COLUMNS, Entry, Origin, entries_of_rows, has_header
from toolkit.terms.exchange.tables import cells
from toolkit.workbook import read_sheets

__all__ = ["read_xlsx", "write_xlsx"]

_WIDTHS = (24, 48, 10, 11, 40, 40, 24)


def read_xlsx(
    data: bytes, name: str, origin: Origin, tell: Callable[[str], None] = lambda line: None
) -> tuple[Entry, ...]:
    """The entries of every sheet whose header names the columns of a TSV file; raises GlossaryError.

    Where no sheet has such a header, those of the first that says something, as in a list without
    header. ``tell`` gets a line for each sheet that is left out.
    """
    sheets = _sheets(data, name)
    chosen = [title for title, rows in sheets.items() if has_header(rows[0][1])]
    chosen = chosen or list(sheets)[:1]
    for title in sheets:
        if title not in chosen:
            tell(f"{name}: the sheet {title} has no header with zh and en and was left out")
    several = len(chosen) > 1
    return tuple(
        entry
        for title in chosen
        for entry in entries_of_rows(sheets[title], name, origin, title if several else "")
    )


def _sheets(data: bytes, name: str) -> dict[str, list[tuple[int, list[str]]]]:
    """By title, the number and the stripped cells of each row that says something."""
    try:
        found = read_sheets(data, name, _rows, values=True)
    except ReadingError as error:
        raise GlossaryError(str(error)) from error
    return {title: rows for title, rows in found.items() if rows}


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    rows = (
        (number, ["" if cell is None else str(cell).strip() for cell in row])
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
        if any(cell is not None for cell in row)
    )
    return [row for row in rows if any(row[1])]


def write_xlsx(entries: Sequence[Entry]) -> bytes:
    """One sheet, a frozen header line, all cells text."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "glossary"
    sheet.append(COLUMNS)
    for column, width in enumerate(_WIDTHS, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    for number, entry in enumerate(entries, 2):
        for column, text in enumerate(cells(entry), 1):
            if text:
                # Never a formula or an error, whatever the text looks like.
                sheet.cell(number, column, text).data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()

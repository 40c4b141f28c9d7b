"""XLSX, one segment a row, to review in a spreadsheet: the columns of the TSV, all cells text."""

from __future__ import annotations

import io
from typing import get_args

from toolkit.bilingual.package_dates import fixed_dates
from toolkit.bilingual.tsv import COLUMNS, table_rows
from toolkit.document import Document, State
from toolkit.errors import OutputError

__all__ = ["write_xlsx"]

# Limits of a worksheet: Microsoft, "Excel specifications and limits".
MAX_CELL = 32_767
"""UTF-16 code units."""
MAX_ROWS = 1_048_576

_WIDTHS = {"id": 9, "hash": 19, "section": 9, "label": 8, "source": 52, "target": 68, "state": 11}
_COMMENT_WIDTH = 36
_KEYS = ("id", "hash")
"""What ties a row to its segment: grey, not to be edited."""
_WRITTEN = ("target", "comment")
"""What people write in: cells for text, so that a number or date they type stays as typed."""
_FORMULA_MARKS = ("=", "+", "-", "@", "'")


def write_xlsx(document: Document) -> bytes:
    """``document`` as a workbook of one sheet, its header frozen and with filters.

    The bytes depend on the document alone. Raises :class:`toolkit.errors.OutputError` where a text
    is longer than a cell can hold, or holds a character that a workbook cannot.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "review"
    sheet.append(COLUMNS)
    header, grey = PatternFill("solid", fgColor="DDE3EA"), PatternFill("solid", fgColor="EEEEEE")
    wrapped = Alignment(wrap_text=True, vertical="top")
    faint = Font(color="808080")
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, column)
        cell.font, cell.fill = Font(bold=True), header
        width = _WIDTHS.get(name, _COMMENT_WIDTH)
        sheet.column_dimensions[get_column_letter(column)].width = width
    number = 1
    for number, row in enumerate(table_rows(document), 2):
        if number > MAX_ROWS:
            raise OutputError(
                f"{document.name}: more than the {MAX_ROWS:,} rows of a worksheet; export tsv instead"
            )
        for column, (name, value) in enumerate(zip(COLUMNS, row, strict=True), 1):
            place = f"segment {row[0]}: its {name}"
            if ILLEGAL_CHARACTERS_RE.search(value):
                raise OutputError(
                    f"{place} holds a control character, which a workbook cannot; export tsv instead"
                )
            if len(value.encode("utf-16-le", "replace")) // 2 > MAX_CELL:
                raise OutputError(
                    f"{place} is longer than the {MAX_CELL:,} characters of a cell; export tsv instead"
                )
            cell = sheet.cell(number, column, value or None)
            cell.alignment = wrapped
            if value:
                cell.data_type = "s"  # never a formula or an error, whatever the text looks like
                cell.quotePrefix = value.startswith(_FORMULA_MARKS)  # nor when it is edited
            if name in _KEYS:
                cell.font, cell.fill = faint, grey
            if name in _WRITTEN:
                cell.number_format = "@"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{number}"
    states = DataValidation("list", formula1=f'"{",".join(get_args(State))}"', allow_blank=True)
    letter = get_column_letter(COLUMNS.index("state") + 1)
    states.add(f"{letter}2:{letter}{max(2, number)}")
    sheet.add_data_validation(states)
    stream = io.BytesIO()
    book.save(stream)
    return fixed_dates(stream.getvalue())

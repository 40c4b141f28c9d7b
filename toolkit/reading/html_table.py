"""Tables of a page: which hold data and which only lay the page out, and where a cell stands."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

__all__ = ["Table", "is_data_table"]

_SPAN_LIMIT = 1000  # columns and rows; HTML's own limit for colspan
_CELL_LENGTH = 400  # characters: a longer cell holds text, not data
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})


def is_data_table(table: etree._Element) -> bool:
    """Whether the table's cells are data.

    Many pages put their whole body into the cell of a table. A table is for layout where it says
    so, has another table or a heading inside, a single row or column, or a cell with long text.
    """
    if table.get("role") in ("presentation", "none"):
        return False
    for inside in table.iterdescendants("table", "h1", "h2", "h3", "h4", "h5", "h6"):
        if inside.tag == "table" or not _within_header_cell(inside, table):
            return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return all(_text_length(cell) <= _CELL_LENGTH for row in rows for cell in row)


def _within_header_cell(element: etree._Element, table: etree._Element) -> bool:
    for parent in element.iterancestors():
        if parent is table:
            break
        if parent.tag in ("th", "caption"):
            return True
    return False


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from (row for row in child if row.tag == "tr")


def _text_length(cell: etree._Element) -> int:
    return sum(len("".join(str(text).split())) for text in cell.itertext())


class Table:
    """A data table being walked through; knows the place of the cell that was opened last."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._row = 0
        self._column = 0
        self._next_column = 1
        self._occupied: dict[int, int] = {}  # column → rows below that a cell above reaches into

    @property
    def place(self) -> str:
        """``table 1, row 2, column 3``; in the caption only the table."""
        if not self._column:
            return f"table {self._number}"
        return f"table {self._number}, row {self._row}, column {self._column}"

    def next_row(self) -> None:
        """Enter the next row."""
        if self._row:
            # Columns that this row's own cells did not touch are one row closer to their end.
            for column in list(self._occupied):
                self._occupied[column] -= 1
                if self._occupied[column] <= 0:
                    del self._occupied[column]
        self._row += 1
        self._next_column = 1

    def next_cell(self, cell: etree._Element) -> None:
        """Enter the next cell of the row, behind those that reach in from above."""
        while self._next_column in self._occupied:
            self._next_column += 1
        self._column = self._next_column
        width, height = _span(cell, "colspan"), _span(cell, "rowspan")
        for column in range(self._column, self._column + width):
            if height > 1:
                self._occupied[column] = height
        self._next_column += width


def _span(cell: etree._Element, attribute: str) -> int:
    value = cell.get(attribute, "1").strip()
    if not (value.isascii() and value.isdigit()):
        return 1
    return max(1, min(int(value), _SPAN_LIMIT)) if len(value) <= 6 else _SPAN_LIMIT

"""Workbooks from anywhere: sheets in order, formulas either way, nothing broken or unsafe."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from toolkit.errors import ReadingError
from toolkit.workbook import read_sheets


def texts(sheet: Any) -> list[Any]:
    return [cell.value for row in sheet.iter_rows() for cell in row]


def packed(name: str, part: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return stream.getvalue()


def test_sheets_in_order_and_formulas_as_typed_or_as_what_they_came_to() -> None:
    book = Workbook()
    book.worksheets[0].append(["a", "=1+1"])
    book.create_sheet("first", 0).append(["b"])
    stream = io.BytesIO()
    book.save(stream)
    content = stream.getvalue()
    typed = read_sheets(content, "x.xlsx", texts, values=False)
    assert list(typed.items()) == [("first", ["b"]), ("Sheet", ["a", "=1+1"])]
    # Nobody has computed it yet.
    assert read_sheets(content, "x.xlsx", texts, values=True)["Sheet"] == ["a", None]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04rest", r"^x\.xlsx: no spreadsheet that can be read; open it"),
        (packed("xl/workbook.xml", b"<broken"), r"^x\.xlsx: no spreadsheet that can be read"),
        (packed("xl/workbook.xml", bytes(30_000_000)), r"^x\.xlsx: refused, it unpacks to more"),
    ],
)
def test_broken_and_unsafe_ones_are_refused_in_a_line(content: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read_sheets(content, "x.xlsx", texts, values=True)

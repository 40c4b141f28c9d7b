"""XLSX: the rows of the TSV as a spreadsheet shows them, text and nothing but text."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from toolkit.bilingual import write, xlsx_writer
from toolkit.bilingual.tsv import COLUMNS, table_rows
from toolkit.document import Document
from toolkit.errors import OutputError


def sheet_of(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def with_target(demo: Document, target: str) -> Document:
    segment = next(demo.segments())
    return demo.with_segments({segment.id: replace(segment, target=target)})


def test_the_rows_are_those_of_the_tsv(demo: Document) -> None:
    rows = list(sheet_of(write(demo, "xlsx")).values)
    assert rows[0] == COLUMNS
    assert [tuple(value or "" for value in row) for row in rows[1:]] == list(table_rows(demo))


def test_it_is_set_up_for_review(demo: Document) -> None:
    sheet = sheet_of(write(demo, "xlsx"))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:H{1 + sum(1 for _ in demo.segments())}"
    source, hash_ = sheet["E2"], sheet["B2"]
    assert source.alignment.wrap_text and sheet.column_dimensions["E"].width > 40
    assert hash_.fill.fgColor.rgb == "00EEEEEE" != source.fill.fgColor.rgb
    assert [sheet.cell(2, n).number_format for n in range(1, 9)] == [
        "@" if name in ("target", "comment") else "General" for name in COLUMNS
    ]
    choice = sheet.data_validations.dataValidation[0]
    assert choice.formula1 == '"machine,memory,edited,approved,none"'
    assert str(choice.sqref) == "G2:G16"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "'quoted", "#N/A", "2020", "TRUE"]
)
def test_a_text_stays_a_text_whatever_it_looks_like(demo: Document, text: str) -> None:
    cell = sheet_of(write(with_target(demo, text), "xlsx"))["F2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == (text[0] in "=+-@'")


def test_breaks_and_spaces_come_back(demo: Document) -> None:
    text = "  first line\nsecond\tline  "
    assert sheet_of(write(with_target(demo, text), "xlsx"))["F2"].value == text


def test_the_bytes_depend_on_the_document_alone(
    demo: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write(demo, "xlsx")
    later = time.time() + 86_400 * 400
    monkeypatch.setattr(time, "time", lambda: later)
    assert write(demo, "xlsx") == content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_what_a_cell_cannot_hold_is_refused_in_one_line(
    demo: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(sheet_of(write(with_target(demo, "x" * 32_767), "xlsx"))["F2"].value) == 32_767
    for text in ("x" * 32_768, "\U00020000" * 16_384):
        with pytest.raises(
            OutputError, match=r"^segment s0001: its target is longer than the 32,767 char[^\n]*$"
        ):
            write(with_target(demo, text), "xlsx")
    with pytest.raises(OutputError, match="segment s0001: its target holds a control character"):
        write(with_target(demo, "a\x01b"), "xlsx")
    monkeypatch.setattr(xlsx_writer, "MAX_ROWS", 15)
    with pytest.raises(OutputError, match=r"qingxi-2019.txt: more than the 15 rows"):
        write(demo, "xlsx")

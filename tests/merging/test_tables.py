"""TSV and workbooks back from people's programs: columns in any order, Excel's ways with text."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from toolkit.bilingual import write
from toolkit.bilingual.rows import Row
from toolkit.bilingual.table_rows import read_tsv_rows
from toolkit.bilingual.xlsx_rows import read_xlsx_rows
from toolkit.document import Document, Note
from toolkit.errors import BilingualError

HERE = Path("edited")


def tsv(*lines: str, encoding: str = "utf-8") -> tuple[Row, ...]:
    return read_tsv_rows(HERE, "\n".join(lines).encode(encoding))


Make = Callable[..., tuple[Row, ...]]


@pytest.fixture
def sheet() -> Make:
    """The rows of a workbook with these rows of cells."""

    def made(*lines: list[Any], **formats: str) -> tuple[Row, ...]:
        book = Workbook()
        for line in lines:
            book.worksheets[0].append(line)
        for name, number_format in formats.items():
            book.worksheets[0][name].number_format = number_format
        stream = io.BytesIO()
        book.save(stream)
        return read_xlsx_rows(HERE, stream.getvalue())

    return made


@pytest.mark.parametrize("name", ["tsv", "xlsx"])
def test_an_export_is_its_rows(summary: Document, rows: dict[str, Row], name: str) -> None:
    read = {"tsv": read_tsv_rows, "xlsx": read_xlsx_rows}[name]
    found = read(HERE, write(summary, name))
    word = {"tsv": "line", "xlsx": "row"}[name]
    assert [r.place for r in found] == [f"{word} {n}" for n in range(2, 10)]
    assert [(r.id, r.hash, r.source, r.target, r.state, r.comment, r.trouble) for r in found] == [
        (r.id, r.hash, r.source, r.target, r.state, r.comment, "") for r in rows.values()
    ]


def test_columns_in_any_order_under_their_names_or_chinese_ones(sheet: Make) -> None:
    line = ["已审核", "One", "一", "mine", "s0001", "x"]
    head = ["状态", "译文", "原文", "unknown", "ID", "备注"]
    expected = Row("row 2", "s0001", "", "一", "One", "approved", "x\nunknown: mine")
    assert sheet(head, line) == (expected,)
    (found,) = tsv("\t".join(head), "\t".join(line))
    assert (found.target, found.state, found.comment) == ("One", "approved", "x\nunknown: mine")


def test_columns_that_are_not_there_say_nothing(sheet: Make) -> None:
    (row,) = tsv("id\thash\ttarget", "s0001\t00FF\tOne")
    assert (row.state, row.comment, row.source, row.hash) == (None, None, "", "00ff")
    for head in (["id", "source"], ["source", "target"], ["id", "target"]):
        with pytest.raises(BilingualError, match="id, target and source or hash"):
            tsv("\t".join(head), "\t".join(head))
        with pytest.raises(BilingualError, match="no sheet has the headings"):
            sheet(head, head)


def test_a_word_that_is_no_state_is_a_remark() -> None:
    first, second = tsv(
        "id\tsource\ttarget\tstate\tcomment", "s1\t一\tOne\tlater?\tCheck.", "s2\t二\tTwo\t\t"
    )
    assert (first.state, first.comment) == (None, "Check.\nstate: later?")
    assert (second.state, second.comment) == (None, "")


def test_blank_rows_are_left_out_and_too_long_ones_say_so() -> None:
    found = tsv("id\tsource\ttarget", "\t\t", "s1\t一\tOne\tand\tmore", "s2\t二\tTwo\t\t")
    assert [r.id for r in found] == ["s1", "s2"]
    assert found[0].trouble.startswith("it has 5 fields") and not found[1].trouble


def test_a_table_saved_as_unicode_text_by_a_spreadsheet() -> None:
    found = tsv(
        "id\tsource\ttarget\tcomment",
        's1\t一\t"The ""first"", he said"\t',
        's2\t二\t"Two\nlines"\t"One, two"',
        encoding="utf-16",
    )
    assert [r.target for r in found] == ['The "first", he said', "Two\nlines"]
    assert found[1].comment == "One, two"
    plain = tsv("id\tsource\ttarget", 's1\t一\t"First" of all', encoding="utf-16")
    assert plain[0].target == '"First" of all'


def test_doubled_quotes_in_utf_8_are_a_spreadsheets_others_are_a_persons() -> None:
    found = tsv(
        "id\tsource\ttarget",
        's1\t一\t"The ""first"" of all"',
        's2\t二\t"Two, or three"',
        's3\t三\t""Three""',
        "s4\t四\tone\\ttab and a \\\\ stroke",
    )
    assert [r.target for r in found] == [
        'The "first" of all',
        '"Two, or three"',
        '""Three""',
        "one\ttab and a \\ stroke",
    ]


def test_what_looks_like_a_formula_is_text(sheet: Make) -> None:
    found = sheet(
        ["id", "source", "target"], ["s1", "一", "=One+1"], ["s2", "二", "@two"], ["s3", "三", "+3"]
    )
    assert [r.target for r in found] == ["=One+1", "@two", "+3"]
    assert not any(r.trouble for r in found)


def test_numbers_are_read_as_typed_and_what_excel_changed_says_so(sheet: Make) -> None:
    found = sheet(
        ["id", "source", "target"],
        ["s1", "2019", 2019],
        ["s2", "12.5", 12.5],
        ["s3", "百分之十二", 0.12],
        ["s4", "2019年12月30日", datetime.datetime(2019, 12, 30)],
        ["s5", "真", True],
        ["s6", "差", "#N/A"],
        C4="0%",
    )
    assert [r.target for r in found[:2]] == ["2019", "12.5"]
    assert [bool(r.trouble) for r in found] == [False, False, True, True, True, True]
    assert "made 2019-12-30 of a text" in found[3].trouble and not found[3].target
    dated = sheet(
        ["id", "source", "target", "comment"], ["s1", "一", "One", datetime.date(2026, 4, 1)]
    )
    assert (dated[0].comment, dated[0].trouble) == ("2026-04-01", "")


def test_comments_on_cells_are_the_rows_notes(summary: Document) -> None:
    book = load_workbook(io.BytesIO(write(summary, "xlsx")))
    page = book.worksheets[0]
    page["F2"].comment = Comment("陈静:\nTitle case?", "陈静")
    page["H2"].value = "Mine."
    page["F3"].comment = Comment(
        "[Threaded comment]\n\nYour version of Excel …\n\nComment:\n    Which year?", "tc={9-A}"
    )
    page["A1"].comment = Comment("All good.", "Li")
    page["B20"].comment = Comment("And the annex?", "Li")
    stream = io.BytesIO()
    book.save(stream)
    head, first, second, *_, last = read_xlsx_rows(HERE, stream.getvalue())
    assert first.notes == (Note("", "Mine."), Note("陈静", "Title case?"))
    assert first.comment == "Mine.\nTitle case?" and first.target == "I. Main work"
    assert second.notes[-1] == Note("", "Comment:\n    Which year?")
    assert [(row.place, row.id, row.comment) for row in (head, last)] == [
        ("row 1", "", "All good."),
        ("row 20", "", "And the annex?"),
    ]


def test_the_sheet_with_the_headings_is_taken(summary: Document) -> None:
    book = load_workbook(io.BytesIO(write(summary, "xlsx")))
    book.create_sheet("notes", 0).append(["To do"])
    book.worksheets[1].row_dimensions[3].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    assert len(read_xlsx_rows(HERE, stream.getvalue())) == 8


def test_workbooks_that_cannot_be_read(summary: Document) -> None:
    content = write(summary, "xlsx")
    with pytest.raises(BilingualError, match="edited: no spreadsheet that can be read"):
        read_xlsx_rows(HERE, content[:2000])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<broken")
    with pytest.raises(BilingualError, match=r"save it as \.xlsx again"):
        read_xlsx_rows(HERE, stream.getvalue())
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(30_000_000))
    with pytest.raises(BilingualError, match="unpacks to more"):
        read_xlsx_rows(HERE, stream.getvalue())

"""Glossary files as people have them, and errors that name the line."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import GlossaryError
from toolkit.terms import load_glossary, parse_entries, read_glossary_file

HEADER = "zh\ten\tpos\tstatus\tvariants\tnote\tsource\n"


def test_all_columns_are_read() -> None:
    line = "孵化器\tincubator\tnoun\tadmitted\tbusiness incubator| hatchery \ta note\tusage\n"
    (entry,) = parse_entries((HEADER + line).encode(), "mine.tsv")
    assert (entry.zh, entry.en, entry.pos, entry.status) == (
        "孵化器",
        "incubator",
        "noun",
        "admitted",
    )
    assert entry.variants == ("business incubator", "hatchery")
    assert (entry.note, entry.source, entry.domain) == ("a note", "usage", "mine")
    assert (entry.file, entry.line, entry.origin) == ("mine.tsv", 2, "user")


def test_columns_come_in_any_order_and_may_be_few() -> None:
    (entry,) = parse_entries("en\tzh\nincubator\t孵化器\n".encode(), "a.tsv")
    assert (entry.zh, entry.en, entry.status, entry.pos) == (
        "孵化器",
        "incubator",
        "preferred",
        "noun",
    )


def test_a_name_is_guessed_from_its_capital() -> None:
    (entry,) = parse_entries("火炬计划\tTorch Program".encode(), "a.tsv")
    assert entry.pos == "name"


@pytest.mark.parametrize(
    "header", ["中文\t英文\t备注", "source\ttarget\tnote", "原文\t译文\t说明", "ZH\tEN\tNote"]
)
def test_people_name_the_columns_in_their_own_words(header: str) -> None:
    entries = parse_entries(f"{header}\n专利\tpatent\tn".encode(), "a.tsv")
    assert [(e.zh, e.en, e.note) for e in entries] == [("专利", "patent", "n")]


def test_a_file_without_header_is_source_target_note() -> None:
    entries = parse_entries("# ours\n\n专利\tpatent\tn\n商标\ttrademark\n".encode(), "a.tsv")
    assert [(e.zh, e.en, e.note, e.line) for e in entries] == [
        ("专利", "patent", "n", 3),
        ("商标", "trademark", "", 4),
    ]


def test_csv_keeps_quoted_commas_and_counts_lines() -> None:
    data = '# list\nzh,en,note\n"一、二","one, ""two""",\n专利,patent,x\n'.encode()
    entries = parse_entries(data, "a.csv")
    assert [(e.zh, e.en, e.line) for e in entries] == [
        ("一、二", 'one, "two"', 3),
        ("专利", "patent", 4),
    ]


def test_csv_with_semicolons_is_read() -> None:
    entries = parse_entries("专利;patent;note\n".encode(), "a.csv")
    assert [(e.zh, e.en, e.note) for e in entries] == [("专利", "patent", "note")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same(encoding: str, newline: str) -> None:
    text = newline.join(["zh\ten", "科技局\tScience Bureau", "地震局\tEarthquake Bureau", ""])
    entries = parse_entries(text.encode(encoding), "a.tsv")
    assert [(e.zh, e.en, e.line) for e in entries] == [
        ("科技局", "Science Bureau", 2),
        ("地震局", "Earthquake Bureau", 3),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("zh\ten\n专利\t\n", "a.tsv, line 2: en is empty"),
        ("zh\ten\n\tpatent\n", "a.tsv, line 2: zh is empty"),
        ("专利\n", "a.tsv, line 1: en is empty"),
        ("zh\ten\n“”\tquotes\n", "a.tsv, line 2: '“”' is no term"),
        ("zh\ten\tpos\n专利\tpatent\tthing\n", "a.tsv, line 2: there is no part of speech 'thing'"),
        ("zh\ten\tstatus\n专利\tpatent\tgood\n", "a.tsv, line 2: there is no status 'good'"),
        ("zh\ten\tcolour\n专利\tpatent\tred\n", "a.tsv, line 1: there is no column 'colour'"),
        ("zh\ten\ten\n专利\tpatent\tx\n", "a.tsv, line 1: the column en is there twice"),
        ("zh\tnote\n专利\tpatent\n", "a.tsv, line 1: the column en is missing"),
        ("#\n专利\tpatent\tn\tmore\n", "a.tsv, line 2: 4 fields where 3 are expected"),
        ('zh,en\n"专利,patent\n', "no valid CSV"),
    ],
)
def test_an_error_names_file_line_and_reason(text: str, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        parse_entries(text.encode(), "a.tsv")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    for data in (b"\x00\x01\x02\xff\xff", codecs.BOM_UTF16_LE + b"\x00"):
        with pytest.raises(GlossaryError, match="no text in UTF-8"):
            parse_entries(data, "a.tsv")


def test_an_empty_file_has_no_entries() -> None:
    assert parse_entries(b"", "a.tsv") == ()
    assert parse_entries(b"# only a comment\n", "a.tsv") == ()


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"none\.tsv: cannot read the glossary file"):
        read_glossary_file(tmp_path / "none.tsv")
    with pytest.raises(GlossaryError, match="a folder"):
        read_glossary_file(tmp_path)
    sheet = tmp_path / "terms.xlsx"
    sheet.write_bytes(b"PK\x03\x04rest")
    with pytest.raises(GlossaryError, match=r"terms\.xlsx: no spreadsheet that can be read"):
        load_glossary([sheet])


@given(st.binary(max_size=200))
def test_any_bytes_give_entries_or_one_clear_error(data: bytes) -> None:
    try:
        entries = parse_entries(data, "a.tsv")
    except GlossaryError as error:
        assert str(error).startswith("a.tsv")
    else:
        assert all(entry.zh and entry.en and entry.form for entry in entries)

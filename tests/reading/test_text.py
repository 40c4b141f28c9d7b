"""Plain text: the file's own lines are its paragraphs."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import RawDocument
from toolkit.reading import read_bytes


def texts(document: RawDocument) -> list[str]:
    return [document.text[p.start : p.end] for p in document.paragraphs]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_line_ends(end: str) -> None:
    assert texts(read_bytes(f"第一段{end}{end}第二段{end}".encode(), "x.txt")) == [
        "第一段",
        "第二段",
    ]


def test_blank_lines_are_no_paragraphs_and_spaces_stay() -> None:
    document = read_bytes("　　甲 乙 \n \u3000\t\n\u200b\n乙".encode(), "x.txt")
    assert texts(document) == ["　　甲 乙 ", "乙"]
    assert document.format == "text"
    assert {p.kind for p in document.paragraphs} == {"text"}


def test_offsets_count_in_the_decoded_text() -> None:
    text = "很长的正文" * 20 + "甲\r\n乙\x00丙\r\n"
    document = read_bytes(b"\xef\xbb\xbf" + text.encode(), "x.txt")
    assert document.text == text.replace("\x00", " ")
    assert texts(document) == ["很长的正文" * 20 + "甲", "乙 丙"]


def test_control_characters_become_spaces_of_the_same_length() -> None:
    controls = "\x00\x08\x1b\x7f\x9b\ufffe\ufdd0"
    document = read_bytes((f"甲{controls}乙" + "很长的正文" * 100).encode(), "x.txt")
    assert document.text.startswith("甲" + " " * len(controls) + "乙很")


def test_a_text_padded_with_zeros_is_read() -> None:
    document = read_bytes("工作总结".encode() + bytes(4096), "x.txt")
    assert texts(document)[0].rstrip() == "工作总结"


def test_traditional_chinese_stays_as_it_is() -> None:
    assert texts(read_bytes("文化局關於發展情況的報告".encode("big5"), "x.txt")) == [
        "文化局關於發展情況的報告"
    ]


def test_the_damage_of_decoding_is_handed_on() -> None:
    document = read_bytes("第一段。\n第二".encode() + b"\xff" + "段完成。".encode(), "x.txt")
    (damage,) = document.damage
    assert document.text[damage.start : damage.end] == "\ufffd"


@given(st.text(max_size=200))
def test_paragraphs_are_in_order_and_fit_for_xml(text: str) -> None:
    document = read_bytes(("中文" * 6000 + text).encode("utf-8", "replace"), "x.txt")
    cursor = 0
    for paragraph in document.paragraphs:
        assert cursor <= paragraph.start < paragraph.end
        line = document.text[paragraph.start : paragraph.end]
        assert len(line.splitlines()) == 1
        escaped = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert ElementTree.fromstring(f"<p>{escaped}</p>").text == line  # noqa: S314
        cursor = paragraph.end

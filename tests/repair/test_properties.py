"""What holds for every document: nothing is invented, nothing is lost, twice is once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.document import RawDocument, RepairedDocument
from toolkit.repair import repair_document, unrepaired
from toolkit.segmenter import Segmenter

Make = Callable[..., RawDocument]

PIECES = [
    *"的和在有为个项家名年月日人工作发展，。、；：“”（）《》\u3000 ",
    *"0123456789１２３.,:;?!\"()-—%％ ",
    "全县", "经济社会", "农业生产", "进一步加强", "工作总结", "万元", "第一条", "一、", "（二）", "1、", "2、",
    "3、", "一是", "附件", "GDP",
    "http://example.com/a.b", "2011", "2013年", "增长 5.2%", "，为全面完成今年的目标任务而努力奋斗",
]  # fmt: skip
FRAME = [
    "- 1 -",
    "- 2 -",
    "第2页 共5页",
    "首页 > 通知",
    "来源：某局 浏览次数：3",
    "版权所有：某局",
    "4",
    "某局文件汇编",
]
LINE = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.sampled_from(FRAME)
LINES = st.lists(LINE, max_size=14)


def texts(document: RepairedDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def check_account(raw: RawDocument, document: RepairedDocument) -> None:
    """Every visible character of the source is in the output or in the log, in its order."""
    seen = {place for entry in document.log for place in range(entry.start, entry.end)}
    last = -1
    for paragraph in document.paragraphs:
        for offset, character in enumerate(paragraph.text):
            place = paragraph.offsets.to_source(offset)
            assert place > last
            last = place
            assert raw.text[place] == character or place in seen
            seen.add(place)
    for part in raw.paragraphs:
        missing = [
            place
            for place in range(part.start, part.end)
            if place not in seen and not raw.text[place].isspace()
        ]
        assert not missing, raw.text[missing[0] - 5 : missing[0] + 5]
    for entry in document.log:
        assert raw.text[entry.start : entry.end] == entry.before


def plain(text: str) -> str:
    """Width, straight quotes and white space aside: what repair may not change."""
    folded = unicodedata.normalize("NFKC", text)
    for marks, one in (("“”＂", '"'), ("。．", "."), ("、､", "、")):
        for mark in marks:
            folded = folded.replace(mark, one)
    return "".join(folded.split())


@given(lines=LINES)
@settings(max_examples=300, derandomize=True)
def test_nothing_is_lost_and_nothing_invented(
    lines: list[str], raw: Make, segmenter: Segmenter
) -> None:
    source = raw(*lines)
    document = repair_document(source, segmenter)
    check_account(source, document)
    characters = iter(plain(source.text))
    kept = plain("".join(texts(document)))
    assert all(character in characters for character in kept)  # a subsequence of the source


@given(lines=LINES)
@settings(max_examples=300, derandomize=True)
def test_repairing_twice_changes_nothing_more(
    lines: list[str], raw: Make, segmenter: Segmenter
) -> None:
    once = texts(repair_document(raw(*lines), segmenter))
    assert texts(repair_document(raw(*once), segmenter)) == once


@given(lines=LINES)
def test_unrepaired_text_is_the_text(lines: list[str], raw: Make) -> None:
    document = unrepaired(raw(*lines))
    assert texts(document) == [line.strip() for line in lines if line.strip()]
    assert document.log == ()


@given(text=st.text(max_size=400))
def test_any_text_at_all_is_repaired_or_left(text: str, raw: Make, segmenter: Segmenter) -> None:
    source = raw(*text.split("\n"))
    check_account(source, repair_document(source, segmenter))


@pytest.mark.parametrize(
    "line",
    [
        " " * 100_000 + "中",
        "a." * 50_000 + "中",
        "占" * 100_000,
        "1 " * 50_000 + "中",
        "((" * 20_000 + "中",
    ],
)
def test_a_long_odd_line_takes_no_longer_than_a_plain_one(
    line: str, raw: Make, segmenter: Segmenter
) -> None:
    document = repair_document(raw(line), segmenter)
    assert len(document.paragraphs) == 1

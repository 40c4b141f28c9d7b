"""The sentence splitter keeps every character and cuts at the marks of GB/T 15834."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.outline import split_sentences
from toolkit.outline.sentences import MAX_SEGMENT, sentence_end


def pieces(text: str, *starts: int) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, starts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你好。再见！好吗？好。", ["你好。", "再见！", "好吗？", "好。"]),
        ("他说：“好。”大家走了。", ["他说：“好。”", "大家走了。"]),
        ("落实“早发现。早报告。”的要求。", ["落实“早发现。早报告。”的要求。"]),
        ("参见《通知。补充》一文。完。", ["参见《通知。补充》一文。", "完。"]),
        ("合格（含补考。）的发证。完。", ["合格（含补考。）的发证。", "完。"]),
        ("增长3.5%。达到6.18亿元。", ["增长3.5%。", "达到6.18亿元。"]),
        ("真的？！当然。", ["真的？！", "当然。"]),
        ("甲；乙；丙。", ["甲；乙；丙。"]),
        ("没有句号", ["没有句号"]),
        ("缺了右引号“甲。乙。丙。", ["缺了右引号“甲。", "乙。", "丙。"]),
        ("", []),
    ],
)
def test_cuts_at_sentence_marks(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_long_sentence_is_cut_at_semicolons_first() -> None:
    clause = "各单位要按照职责分工认真抓好落实，及时报送有关情况"
    text = "；".join([clause] * 4) + "。"
    assert [len(piece) for piece in pieces(text)] == [len(clause) + 1] * 4


def test_an_over_long_sentence_is_cut_at_commas_into_like_pieces() -> None:
    text = "，".join(["认真学习有关文件精神"] * 30) + "。"
    lengths = [len(piece) for piece in pieces(text)]
    assert max(lengths) <= MAX_SEGMENT
    assert min(lengths) * 2 > max(lengths)


def test_a_sentence_of_moderate_length_stays_whole() -> None:
    text = "，".join(["认真学习有关文件精神"] * 9) + "。"
    assert pieces(text) == [text]


def test_commas_within_brackets_and_figures_do_not_cut() -> None:
    inner = "甲单位承担，" * 12
    text = f"实施重点项目（{inner[:-1]}）和其他项目{'建设' * 40}，合计1,200万元。"
    for piece in pieces(text):
        assert piece.count("（") == piece.count("）")
        assert not piece.endswith("1,")


def test_items_begin_segments() -> None:
    text = "要做到：一是快；二是好。"
    assert pieces(text, 4, 8) == ["要做到：", "一是快；", "二是好。"]


def test_a_megabyte_without_a_mark_is_cut_in_linear_time() -> None:
    started = time.process_time()
    found = split_sentences("甲" * 1_000_000)
    assert time.process_time() - started < 5
    assert max(end - start for start, end in found) <= 300


def test_the_first_sentence_ends_behind_its_closing_marks() -> None:
    text = "一、落实“放管服”。”下文。"
    assert text[: sentence_end(text, 2)] == "一、落实“放管服”。”"


@given(
    st.text("甲乙丙。！？；，：、…“”（）《》()!?;,.5 \u3000", max_size=400),
    st.sets(st.integers(0, 400), max_size=5),
)
def test_pieces_joined_are_the_text(text: str, starts: set[int]) -> None:
    spans = split_sentences(text, starts)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
    assert {start for start in starts if 0 < start < len(text)} <= {start for start, _ in spans}

"""Traditional characters read as Simplified, offset by offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import traditional
from toolkit.traditional import to_simplified


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("全縣文化事業發展情況的報告", "全县文化事业发展情况的报告"),
        ("臺灣", "台湾"),
        ("圖書館，２０１２年！", "图书馆，２０１２年！"),
        ("科技局與財政局", "科技局与财政局"),
        ("公里和里長", "公里和里长"),
    ],
)
def test_traditional_characters(written: str, read: str) -> None:
    assert to_simplified(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain ASCII 1",
        "全县文化事业发展情况的报告。",
        "著作、乾隆、瞭望、后里",
        "ⅢⅤ①㎡《》“”…—",
    ],
)
def test_what_is_not_traditional_stays(text: str) -> None:
    assert to_simplified(text) == text


def test_only_traditional_characters_of_a_mixed_text_change() -> None:
    text = "一、發展经济\n（二）3.5億元"
    assert to_simplified(text) == "一、发展经济\n（二）3.5亿元"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_the_length_stays(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


@given(st.text("會議總結臺發後裏麵鍾隻餘乾著瞭麼於 ，a1\n", max_size=60))
def test_reading_twice_changes_nothing_more(text: str) -> None:
    once = to_simplified(text)
    assert len(once) == len(text)
    assert to_simplified(once) == once


class _Changing:
    """A converter that turns one pair of characters into three, as a phrase table might."""

    def convert(self, text: str) -> str:
        return text.replace("軟體", "软件的").replace("體", "体").replace("倆", "两个")


def test_a_phrase_of_another_length_is_read_character_by_character(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(traditional, "_converter", _Changing)
    assert to_simplified("軟體") == "軟体"
    assert to_simplified("倆人") == "倆人"

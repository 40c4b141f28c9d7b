"""One Chinese number at a place: figures, characters, mixtures, and what is not one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from toolkit.numerals.chinese_numbers import fold, read_number, read_whole
from toolkit.numerals.value import DateParts, clock, decimal_string


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三百二十万", "3200000"),
        ("一百九十万零三千", "1903000"),
        ("一千零五", "1005"),
        ("一万零五十", "10050"),
        ("两亿三千万", "230000000"),
        ("一百五", "150"),
        ("三千五", "3500"),
        ("十", "10"),
        ("二十", "20"),
        ("十五", "15"),
        ("三点五", "3.5"),
        ("一点二万", "12000"),
        ("零", "0"),
        ("二〇〇六", "2006"),
        ("13万2", "132000"),
        ("16.4亿", "1640000000"),
        ("1.2万亿", "1200000000000"),
        ("3亿5千万", "350000000"),
        ("1,200", "1200"),
        ("5百万", "5000000"),
        ("0.85", "0.85"),
        ("壹佰贰拾", "120"),
        ("百万", "1000000"),
        ("万亿", "1000000000000"),
    ],
)
def test_exact_numbers(text: str, value: str) -> None:
    assert read_whole(text) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("两三", 2, 3), ("七八十", 70, 80), ("三五", 3, 5), ("两三百", 200, 300)],
)
def test_neighbours_are_a_range(text: str, low: int, high: int) -> None:
    reading = read_number(text, 0)
    assert reading is not None
    assert (reading.low, reading.high, reading.end) == (low, high, len(text))
    assert read_whole(text) is None


@pytest.mark.parametrize("text", ["十几", "120多", "30余万", "十多万", "2000多", "十来"])
def test_more(text: str) -> None:
    reading = read_number(text, 0)
    assert reading is not None
    assert reading.more
    assert reading.end == len(text)


@pytest.mark.parametrize(("text", "scale"), [("几十", 10), ("数百", 100), ("几万", 10_000)])
def test_several(text: str, scale: int) -> None:
    reading = read_number(text, 0)
    assert reading is not None
    assert (reading.several, reading.low) == (True, scale)


@pytest.mark.parametrize("text", ["", "元", "多", "几", "数", "余万", "点五", " 3"])
def test_no_number(text: str) -> None:
    assert read_number(text, 0) is None


@pytest.mark.parametrize(
    ("text", "read"), [("12,34", "12"), ("十十", "十"), ("5千瓦", "5"), ("3万万", "3万")]
)
def test_the_rest_is_not_swallowed(text: str, read: str) -> None:
    reading = read_number(text, 0)
    assert reading is not None
    assert text[: reading.end] == read


def test_fold_keeps_every_offset() -> None:
    text = "１２．５％（ＡＢ）：～　"
    assert fold(text) == "12.5%(AB):~ "
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1, 3), "1/3"),
        (Fraction(820_000_000), "820000000"),
        (Fraction("12.50"), "12.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(10) ** 30 + Fraction(1, 1000), "1000000000000000000000000000000.001"),
        (Fraction(0), "0"),
    ],
)
def test_decimal_string_is_exact(number: Fraction, text: str) -> None:
    assert decimal_string(number) == text


def test_dates_as_text() -> None:
    assert DateParts(2006, 11, 29).iso() == "2006-11-29"
    assert DateParts(2006, part="end").iso() == "2006/end"
    assert DateParts(None, None, 20).iso() == "---20"
    assert clock(Fraction(570)) == "09:30"

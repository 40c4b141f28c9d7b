"""Finding every numeral of a Chinese text: :func:`find_values`."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.numerals.chinese_codes import code_end
from toolkit.numerals.chinese_dates import read_date
from toolkit.numerals.chinese_limits import join_limits
from toolkit.numerals.chinese_money import read_price
from toolkit.numerals.chinese_names import read_document_number, read_name
from toolkit.numerals.chinese_numbers import ARABIC, fold
from toolkit.numerals.chinese_quantities import read_quantity
from toolkit.numerals.chinese_references import read_reference
from toolkit.numerals.chinese_shares import read_share
from toolkit.numerals.chinese_words import word_spans
from toolkit.numerals.value import Value
from toolkit.traditional import to_simplified

__all__ = ["find_values"]

# A numeral can only begin at one of these.
_START = re.compile(
    r"(?P<figure>\d)"
    r"|[“\"‘'「『]\s*[一二三四五六七八九十]{1,2}五"
    r"|(?P<bracket>[〔\[(【﹝])\s*(?:(?P<listed>(?<=^.)\d{1,2}\s*\)|(?<=[；;:：。.，,]\()\d{1,2}\s*\))|(?=(?:19|20)\d\d))"
    r"|[零〇○一二两三四五六七八九十百千万亿几数半双首第翻上下元壹贰叁肆伍陆柒捌玖拾佰仟Ⅰ-Ⅻ]"
)
_TRADITIONAL = re.compile("[萬億兩幾數個餘點貳陸圓畝噸頃雙戶項]")


def find_values(chinese: str) -> tuple[Value, ...]:
    """The numerals of ``chinese`` in order, not overlapping; offsets count in ``chinese`` itself.

    Traditional characters and full-width figures are read as well. Numerals inside words, names and
    codes (统一, “三个代表”, QLB30) and enumerators (1. (2)) are left alone.
    """
    text = fold(to_simplified(chinese) if _TRADITIONAL.search(chinese) else chinese)
    blocked = word_spans(text)
    block = 0
    values: list[Value] = []
    position = 0
    floor = 0
    while True:
        match = _START.search(text, position)
        if match is None:
            break
        start = match.start()
        while block < len(blocked) and blocked[block][1] <= start:
            block += 1
        if block < len(blocked) and blocked[block][0] <= start:
            position = max(start + 1, blocked[block][1])
            continue
        if match["listed"]:
            position = match.end()
            continue
        value: Value | None
        if match["figure"]:
            skip = code_end(text, start)
            if skip is not None:
                position = skip
                continue
        if match["bracket"]:
            value = read_document_number(text, start, floor)
            if value is not None and values and values[-1].end > value.start:
                values.pop()
        else:
            value = (
                read_reference(text, start)
                or read_date(text, start)
                or read_name(text, start)
                or read_share(text, start)
                or read_price(text, start)
                or read_quantity(text, start)
            )
        if value is None:
            position = _past(text, start)
            continue
        if value.start < floor:
            # A word before the number that the last value ended with already.
            number_start = max(floor, value.number_start) if value.number_start >= 0 else -1
            value = replace(value, start=floor, number_start=number_start)
        values.append(value)
        position = floor = value.end
    values = join_limits(text, values)
    return tuple(replace(value, text=chinese[value.start : value.end]) for value in values)


def _past(text: str, start: int) -> int:
    """Where to go on after a place where nothing was found: never inside a figure."""
    figure = _FIGURE.match(text, start)
    return start + 1 if figure is None else figure.end()


_FIGURE = re.compile(ARABIC)

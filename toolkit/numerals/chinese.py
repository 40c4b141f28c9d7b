"""Finding every numeral of a Chinese text: :func:`find_values`."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.numerals.chinese_dates import read_date
from toolkit.numerals.chinese_measures import read_measure
from toolkit.numerals.chinese_names import read_document_number, read_name
from toolkit.numerals.chinese_numbers import ARABIC, fold
from toolkit.numerals.chinese_quantities import read_quantity
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
    r"|[零〇○一二两三四五六七八九十百千万亿几数半首第翻上下元壹贰叁肆伍陆柒捌玖拾佰仟]"
)
_TRADITIONAL = re.compile("[萬億兩幾數個餘點貳陸圓畝噸頃雙戶項]")
_LATIN_BEFORE = re.compile(r"[A-Za-z_@](?:[-./#]?|-\d+[-.])$")
_CODE = re.compile(r"[\dA-Za-z]+(?:[-./_][\dA-Za-z]+)*")
_LETTERED = re.compile(r"\d[\d.,]*\s?(?P<letters>[A-Za-zμ]+)")
_TELEPHONE = re.compile(
    r"0\d{2,3}[-—]\d{7,8}(?!\d)|1\d{10}(?!\d)|[48]00-\d{3,4}-\d{3,4}(?!\d)|\d{7,}(?![\d.]|\s*[十百千万亿])"
)
_TELEPHONE_BEFORE = re.compile(r"(?:电话|传真|手机|热线)(?:号码)?[:\s]*[+(]?$|\+$")
# Some digits may be masked: 0578-6822×××.
_TELEPHONE_GROUPS = re.compile(r"\d{1,11}[×*]*(?:[\s()-]{1,2}[\d×*]{2,11}){0,5}(?![\d,.%])")
_GROUPED_TELEPHONE = re.compile(r"0\d{2,3}(?:[\s-]|\)\s?)\d{3,4}[\s-]?\d{4}(?![\d,.%])")
_TELEPHONE_DIGITS = 7
_ENDLESS = re.compile(r"\d[\d.,]{39,}")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}")
_ENUMERATOR = re.compile(r"\d{1,2}(?:[.、)]|\.\s)(?![\d%])")
_LINE_START = re.compile(r"(?:^|[。；;：:\n])\s*$")


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
            skip = _code_end(text, start)
            if skip is not None:
                position = skip
                continue
        if match["bracket"]:
            value = read_document_number(text, start, floor)
            if value is not None and values and values[-1].end > value.start:
                values.pop()
        else:
            value = (
                read_date(text, start)
                or read_name(text, start)
                or read_share(text, start)
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
    return tuple(replace(value, text=chinese[value.start : value.end]) for value in values)


def _past(text: str, start: int) -> int:
    """Where to go on after a place where nothing was found: never inside a figure."""
    figure = _FIGURE.match(text, start)
    return start + 1 if figure is None else figure.end()


_FIGURE = re.compile(ARABIC)


def _code_end(text: str, start: int) -> int | None:
    """The end of a code, telephone number or enumerator at ``start``; None for a numeral."""
    if _LATIN_BEFORE.search(text, max(0, start - 6), start):
        code = _CODE.match(text, start)
        return code.end() if code is not None else start + 1
    telephone = _TELEPHONE.match(text, start) or _GROUPED_TELEPHONE.match(text, start)
    if telephone is None and _TELEPHONE_BEFORE.search(text, max(0, start - 8), start):
        groups = _TELEPHONE_GROUPS.match(text, start)
        if groups and len(re.sub(r"[^\d×*]", "", groups.group())) >= _TELEPHONE_DIGITS:
            telephone = groups
    if telephone is not None and read_measure(text, telephone.end(), han=False) is None:
        return telephone.end()
    endless = _ENDLESS.match(text, start)
    if endless is not None:
        return endless.end()
    version = _VERSION.match(text, start)
    if version is not None and read_date(text, start) is None:
        return version.end()
    lettered = _LETTERED.match(text, start)
    if lettered is not None and read_measure(text, lettered.start("letters"), han=False) is None:
        code = _CODE.match(text, lettered.start("letters"))
        return code.end() if code is not None else lettered.end()
    enumerator = _ENUMERATOR.match(text, start)
    if enumerator is not None and _LINE_START.search(text, max(0, start - 3), start):
        return enumerator.end()
    return None

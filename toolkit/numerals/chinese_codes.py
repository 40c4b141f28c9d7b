"""Figures of Chinese text that count nothing: codes, standards, telephones, versions, enumerators."""

from __future__ import annotations

import re

from toolkit.numerals.chinese_dates import read_date
from toolkit.numerals.chinese_measures import read_measure

__all__ = ["code_end"]

_LATIN_BEFORE = re.compile(r"[A-Za-z_@](?:[-./#]?|-\d+[-.])$")
_CURRENCY_BEFORE = re.compile(r"(?<![A-Za-z])(?:RMB|CNY|USD|EUR|HKD|JPY|GBP)$")
_CODE = re.compile(r"[\dA-Za-z]+(?:[-./_+][\dA-Za-z]+)*")
_LETTERED = re.compile(r"\d[\d.,]*\s?(?P<letters>[A-Za-zμ]+)")
# GB/T 15834, DB35/T 1036, JGJ 59-2011: an abbreviation, a space, a number and perhaps a year.
_STANDARD_BEFORE = re.compile(r"(?<![A-Za-z])[A-Z]{2,5}\d{0,2}(?:/[A-Z]{1,2})?\s$")
_STANDARD = re.compile(
    r"\d{2,6}(?:\.\d{1,3})?(?:[-—](?:19|20)\d\d)?(?![\d.,%‰十百千万亿-]|\s[万亿])"
)
_SUM = re.compile(r"\d+(?:\s?\+\s?\d+)*\s?\+\s?[A-Z](?![a-z])")
_COORDINATES = re.compile(
    r"\d{1,3}°\s?\d{1,2}(?:\.\d+)?[′'](?:\s?\d{1,2}(?:\.\d+)?[″\"])?|(?<=[经纬])\d{1,3}度\d{1,2}分(?:\d{1,2}(?:\.\d+)?秒)?"
)
_TELEPHONE = re.compile(
    r"0\d{2,3}[-—]\d{7,8}(?!\d)|1\d{10}(?!\d)|[48]00-\d{3,4}-\d{3,4}(?!\d)|\d{7,}(?![\d.]|\s*[十百千万亿多余来])"
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


def code_end(text: str, start: int) -> int | None:
    """The end of a code, telephone number or enumerator at ``start``; None for a numeral."""
    latin = _LATIN_BEFORE.search(text, max(0, start - 6), start)
    if latin is not None and not _CURRENCY_BEFORE.search(text, max(0, start - 4), start):
        code = _CODE.match(text, start)
        return code.end() if code is not None else start + 1
    if _STANDARD_BEFORE.search(text, max(0, start - 12), start):
        standard = _STANDARD.match(text, start)
        if standard is not None and read_measure(text, standard.end(), han=False) is None:
            return standard.end()
    for pattern in (_SUM, _COORDINATES):
        odd = pattern.match(text, start)
        if odd is not None:
            return odd.end()
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

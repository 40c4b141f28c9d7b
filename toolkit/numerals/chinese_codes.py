"""Figures of Chinese text that count nothing: codes, standards, telephones, versions, enumerators."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.document import Span
from toolkit.numerals.chinese_dates import read_date
from toolkit.numerals.chinese_measures import read_measure
from toolkit.numerals.chinese_numbers import fold
from toolkit.numerals.value import Value

__all__ = ["code_end", "copy_code", "find_codes"]

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

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w.:/?=&%#~+-]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII
)
_LETTERS_BEFORE = re.compile(r"[A-Za-z](?:[A-Za-z\d]|[-./_#](?=[A-Za-z\d]|$))*$")
_COPIED = re.compile(r"(?=.*\d{3}|.*[A-Za-z].*\d|.*\d.*[A-Za-z])[!-~°′″×—\s]+", re.DOTALL)


def find_codes(chinese: str, values: Iterable[Value]) -> tuple[Span, ...]:
    """Spans of ``chinese`` that English has as they are, in order, not overlapping.

    Telephone numbers, numbers of standards, names of types, web and mail addresses; ``values`` are what
    :func:`toolkit.numerals.find_values` finds there. Single figures and enumerators are none.
    """
    text = fold(chinese)
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    taken = [*spans, *((value.start, value.end) for value in values)]
    position = 0
    while figure := _FIGURE.search(text, position):
        position = figure.end()
        inside = next((end for start, end in taken if start <= figure.start() < end), None)
        if inside is not None:
            position = inside
            continue
        end = _copied_end(text, figure.start())
        if end is None:
            continue
        while end < len(text) and _LETTER.match(text, end):
            end += 1
        position = end
        standard = _STANDARD_BEFORE.search(text, max(0, figure.start() - 12), figure.start())
        before = standard or _LETTERS_BEFORE.search(
            text, max(0, figure.start() - 24), figure.start()
        )
        start = before.start() if before else figure.start()
        if standard and spans and spans[-1][0] >= start:
            taken.remove(spans.pop())  # DB35/T of DB35/T 1036
        if _COPIED.fullmatch(text, start, end) and all(e <= start or end <= s for s, e in taken):
            spans.append((start, end))
            taken.append((start, end))
    return tuple(sorted(spans))


def copy_code(chinese: str, code: Span) -> str:
    """A code of :func:`find_codes` as English has it: in half-width characters, with hyphens."""
    return fold(chinese[code[0] : code[1]]).replace("—", "-").strip()


_FIGURE = re.compile(r"\d+")
_LETTER = re.compile(r"[A-Za-z\d]")


def code_end(text: str, start: int) -> int | None:
    """The end of a code, telephone number or enumerator at ``start``; None for a numeral."""
    end = _copied_end(text, start)
    if end is not None:
        return end
    enumerator = _ENUMERATOR.match(text, start)
    if enumerator is not None and _LINE_START.search(text, max(0, start - 3), start):
        return enumerator.end()
    return None


def _copied_end(text: str, start: int) -> int | None:
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
    return None

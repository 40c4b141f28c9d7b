"""Prices in jiao and fen, and what speech leaves out of them: 1元5角, 三元零五分, 4角5, 两块五."""

from __future__ import annotations

import re
from fractions import Fraction

from toolkit.numerals.chinese_measures import bound_before, prefix_before, suffix_after
from toolkit.numerals.chinese_numbers import ARABIC, read_whole
from toolkit.numerals.value import Approximate, Value

__all__ = ["read_price"]

_NUMBER = rf"(?:{ARABIC}|[一二两三四五六七八九十百千万零]{{1,8}})"
_DIGIT = "[1-9一二三四五六七八九两](?![0-9一二三四五六七八九十百千万亿.])"
_PRICE = re.compile(
    rf"(?P<yuan>{_NUMBER})[元块](?P<jiao>{_DIGIT})[角毛](?:(?P<fen>{_DIGIT})分?(?!之))?钱?"
    rf"|(?P<yuan2>{_NUMBER})[元块]零?(?P<fen2>{_DIGIT})分(?!之)钱?"
    rf"|(?P<jiao3>{_DIGIT})[角毛](?P<fen3>{_DIGIT})分(?!之)钱?"
    r"|(?P<jiao5>[1-9])角(?P<fen5>[1-9])(?![\d.个家名项人只件])"
    rf"|(?P<jiao4>{_NUMBER})[角毛]钱|(?P<fen4>{_NUMBER})分钱"
)
# Alone, these also mean corners, hair, points, pieces: something about a price must stand before.
_IN_CONTEXT = re.compile(
    rf"(?P<jiao>{_NUMBER})[角毛](?![度形楼落色])|(?P<fen>{_NUMBER})分(?![之钟数制为成])"
    rf"|(?P<yuan>{_DIGIT[: _DIGIT.index('(')]})块(?P<tenth>{_DIGIT})(?=[，。；、,;)一每的左]|$)"
)
_EACH = r"每(?:千瓦时|度电|公斤|斤|吨|亩|升|立方米|公里|件|份|册|张)"
_ABOUT_A_PRICE = re.compile(rf"(?:价|费|钱|票款|补贴|{_EACH})[^，。；、,;分\d]{{0,8}}$")
# Points are also added to a price or a fee in a score; what is counted by the unit is a price.
_ABOUT_A_RATE = re.compile(rf"(?:[电水气油运]价|{_EACH})[^，。；、,;分\d]{{0,8}}$")


def read_price(text: str, start: int) -> Value | None:
    """The price with jiao or fen that begins at ``start`` of folded ``text``."""
    match = _PRICE.match(text, start)
    if match is not None:
        parts = [
            (match["yuan"] or match["yuan2"], Fraction(1)),
            (_first(match, "jiao", "jiao3", "jiao4", "jiao5"), Fraction(1, 10)),
            (_first(match, "fen", "fen2", "fen3", "fen4", "fen5"), Fraction(1, 100)),
        ]
    else:
        match = _IN_CONTEXT.match(text, start)
        before = text[max(0, start - 16) : start]
        cue = _ABOUT_A_RATE if match is not None and match["fen"] else _ABOUT_A_PRICE
        if match is None or not cue.search(before):
            return None
        parts = [
            (match["yuan"], Fraction(1)),
            (match["jiao"] or match["tenth"], Fraction(1, 10)),
            (match["fen"], Fraction(1, 100)),
        ]
    amount = Fraction(0)
    for written, worth in parts:
        if written:
            number = _read(written)
            if number is None:
                return None
            amount += number * worth
    # 不收一分钱: not a cent.
    one = text[start] == "一" and amount in (Fraction(1, 10), Fraction(1, 100))
    return _price(text, start, match.end(), amount, required=not one)


def _first(match: re.Match[str], *names: str) -> str | None:
    return next((match[name] for name in names if match[name]), None)


def _read(written: str) -> Fraction | None:
    return Fraction(written.replace(",", "")) if written[0].isdigit() else read_whole(written)


def _price(text: str, start: int, end: int, amount: Fraction, *, required: bool) -> Value:
    approximate: Approximate = ""
    first, number_end = start, end
    prefix = prefix_before(text, start, scale=False)
    if prefix is not None:
        approximate, first = prefix
    suffix = suffix_after(text, end)
    if suffix is not None:
        approximate, end = approximate or suffix[0], suffix[1]
    return Value(
        first,
        end,
        text[first:end],
        "money",
        amount,
        unit="yuan",
        approximate=approximate,
        bound=bound_before(text, first),
        measure="元",
        required=required,
        enforce=required,
        number_start=first,
        number_end=number_end,
    )

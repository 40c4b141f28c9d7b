"""Counts, measured quantities, money, percentages and their ranges in English."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.english_limits import approximated, around
from toolkit.numerals.english_numbers import EnglishNumber, read_english_number
from toolkit.numerals.units import CURRENCIES, ENGLISH_UNITS
from toolkit.numerals.value import Value, ValueType

__all__ = ["SMALL", "currency_before", "read_decades", "read_english_quantity"]

SMALL = 10
"""Up to here good English may count in words what the Chinese only lists."""

_UNIT = re.compile(
    r"(?:\s|-)?(?:of\s+)?(?P<unit>"
    + "|".join(
        sorted(
            (re.escape(form) for form in ENGLISH_UNITS if form not in ("second", "w", "in")),
            key=len,
            reverse=True,
        )
    )
    + r")(?![\w²³])",
    re.IGNORECASE,
)
_PER = re.compile(
    r"(?:\s+per\s+|\s?/\s?|\s+an?\s+(?=\w\w))(?P<unit>"
    + "|".join(sorted(map(re.escape, ENGLISH_UNITS), key=len, reverse=True))
    + r")(?![\w²³-])",
    re.IGNORECASE,
)
_CURRENCY_BEFORE = re.compile(
    r"(?P<currency>RMB|CNY|HK\$|US\$|USD|EUR|HKD|JPY|GBP|[$€£¥])\s?$", re.IGNORECASE
)
_CURRENCY_NAMES = {
    "rmb": "yuan",
    "cny": "yuan",
    "¥": "yuan",
    "hk$": "Hong Kong dollar",
    "us$": "US dollar",
    "usd": "US dollar",
    "$": "US dollar",
    "eur": "euro",
    "€": "euro",
    "£": "pound",
    "gbp": "pound",
    "hkd": "Hong Kong dollar",
    "jpy": "Japanese yen",
}
_PERCENT = re.compile(
    r"\s?(?P<points>%?\s?percentage[\s-]points?|%[\s-]points?\b|[\s-]?(?:pct\.?|per\s?cent)[\s-]points?\b|-percentage-point|pp\b)"
    r"|(?P<percent>\s?%|[\s-]?(?:per\s?cent|pct)\b)(?!age)|(?P<bare>\s?points?\b(?!\s+of\b))"
    r"|(?P<permille>\s?‰|\s+per\s+(?:mille|thousand)\b(?!\s+(?:people|persons|residents|inhabitants|households|children|farmers|employe|population)))",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?:[\s-]+times?\b(?!\s+a\s+(?:year|month|week|day))|-?fold\b)", re.IGNORECASE)
_AS_MUCH_BEFORE = re.compile(r"\b(?:to|is|was|are|were)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_AS_MUCH = re.compile(r"\s+(?:that|those|the|as|what|its|their|last)\b")
_BY_BEFORE = re.compile(r"\b(?:by|up)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_COINS = re.compile(r"[\s-](?P<coin>jiao|fen)\b")
_COIN_VALUES = {"jiao": Fraction(1, 10), "fen": Fraction(1, 100)}
_IN_A_ROW = re.compile(r"[\s-](?:consecutive|successive|straight|full|whole|more)(?=\s)")
_MAGNITUDE_BEFORE = re.compile(r"\bmagnitude[\s-](?:of\s)?$", re.IGNORECASE)
_MAGNITUDE_BEHIND = re.compile(r"[\s-]magnitude\b", re.IGNORECASE)
_ODD = re.compile(r"-odd\b")
_MINUS = re.compile(r"(?:(?<![\w.,)%°])[-−–]|\b(?<!plus or )(?:minus|negative)\s)$", re.IGNORECASE)
_SECOND_MINUS = re.compile(r"minus\s|[-−](?=\d)", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"\s+below\s+(?:zero|freezing)\b", re.IGNORECASE)
_SIGNED = frozenset({"percent", "permille", "points"})
_FALL_BEFORE = re.compile(
    r"\b(?:f[ae]ll(?:en|s|ing)?|drop(?:p\w+|s)?|declin\w+|decreas\w+|reduc\w+|down|lower\w*|shr[aiu]nk\w*"
    r"|contract\w+|los[est]\w*|slid|slipped|cut|less)\b[^.,;:]{0,30}$",
    re.IGNORECASE,
)
_OCCASIONS = re.compile(r"\s+times\b", re.IGNORECASE)
_TO = re.compile(r"\s*(?:–|—|-)\s*|\s+to\s+")
_AND = re.compile(r"\s+and\s+")
_OR = re.compile(r"\s+or\s+")
_CURRENCY = re.compile(r"(?:RMB|CNY|US\$|HK\$|[$€£¥])\s?")
_ACRONYM_BEFORE = re.compile(r"\b(?!RMB|CNY|USD|EUR|HKD|JPY|GDP)[A-Z]{2,}(?:/[A-Z]+)?\s$")
_QUOTE_BEFORE = re.compile(r"[\"'“‘]$")
_INSIDE_SENTENCE = re.compile(r"[a-zA-Z,]\s$")
_DECADES = re.compile(r"[\s-]decades?\b")
_DECADE = re.compile(r"(?:a|past|last|next|coming)\s+decade\b", re.IGNORECASE)


def currency_before(text: str, start: int) -> re.Match[str] | None:
    """A currency sign or code that ends at ``start``."""
    return _CURRENCY_BEFORE.search(text, max(0, start - 5), start)


def read_english_quantity(text: str, start: int) -> Value | None:
    """The quantity, amount or percentage whose number begins at ``start``."""
    number = read_english_number(text, start)
    if number is None:
        return None
    currency = currency_before(text, start)
    unit = _CURRENCY_NAMES[currency["currency"].lower()] if currency is not None else None
    span_start = currency.start() if currency is not None else start
    kind, unit, end = _kind(text, number.end, unit)
    value = number.value
    coin = _COINS.match(text, number.end)
    if coin is not None:
        return _coins(text, start, coin, value)
    ranged = _ranged(text, start, number, kind, unit, end)
    high: Fraction | None = None
    second: EnglishNumber | None = None
    if ranged is not None:
        second, value, high, kind, unit, end = ranged
        if unit in CURRENCIES and kind == "cardinal":
            kind = "money"
    per, end = _per(text, end) if unit is not None else ("", end)
    minus = _minus(text, span_start, kind, unit)
    if minus is not None:
        value = value if ranged is not None else -value  # a range has its sign already
        span_start = minus
    elif unit == "degree Celsius" and high is None and (below := _BELOW_ZERO.match(text, end)):
        value, end = -value, below.end()
    approximate, span_start, end = around(text, span_start, end)
    if _ODD.match(text, number.end):
        approximate = "over"
    if _MAGNITUDE_BEFORE.search(text, max(0, start - 14), start):
        unit = "magnitude"
    if number.several:
        approximate = "several"
    words = number.words and (second is None or second.words)
    alternatives: tuple[tuple[ValueType, Fraction], ...] = ()
    label = ""
    if kind == "multiple":
        alternatives = (("cardinal", value),)
        if not _AS_MUCH_BEFORE.search(text, max(0, start - 24), start) and not _AS_MUCH.match(
            text, end
        ):
            alternatives = (("growth", value), *alternatives)
    elif kind == "percent" and value >= 100 and _BY_BEFORE.search(text, max(0, start - 24), start):
        label = "by"
    elif (
        kind == "percent" and high is None and _FALL_BEFORE.search(text[max(0, start - 44) : start])
    ):
        alternatives = (("percent", -value),)
    elif kind == "points" and (sign := _PERCENT.match(text, number.end)) and sign["bare"]:
        # Points may be of anything: 三点 three points.
        alternatives = (("cardinal", value),)
    elif words and value == 12:
        alternatives = (("cardinal", Fraction(10)),)
    return Value(
        span_start,
        end,
        text[span_start:end],
        kind,
        value,
        unit=unit,
        high=high,
        per=per,
        approximate=approximate,
        required=_required(text, start, number, kind, unit, words),
        alternatives=alternatives,
        label=label,
    )


def _coins(text: str, start: int, coin: re.Match[str], number: Fraction) -> Value:
    """5 jiao are half a yuan."""
    amount = number * _COIN_VALUES[coin["coin"]]
    per, end = _per(text, coin.end())
    # "Not one fen" is an idiom.
    value = approximated(text, start, end, "money", amount, required=number != 1)
    return replace(value, unit="yuan", per=per)


def _minus(text: str, start: int, kind: ValueType, unit: str | None) -> int | None:
    """Where the minus sign before a share or a temperature stands."""
    if kind not in _SIGNED and unit != "degree Celsius":
        return None
    match = _MINUS.search(text, max(0, start - 9), start)
    return None if match is None else match.start()


def _per(text: str, end: int) -> tuple[str, int]:
    """What the amount is counted for (per ton, /kWh, a month), and where it all ends."""
    names: list[str] = []
    while len(names) < 2 and (match := _PER.match(text, end)) is not None:
        names.append(ENGLISH_UNITS[match["unit"].lower()].singular)
        end = match.end()
    return " per ".join(names), end


def read_decades(text: str, start: int) -> Value | None:
    """``two decades`` as years."""
    match = _DECADE.match(text, start)
    if match is not None:
        value = approximated(text, start, match.end(), "cardinal", Fraction(10), required=False)
        return replace(value, unit="year")
    number = read_english_number(text, start)
    match = _DECADES.match(text, number.end) if number is not None else None
    if number is None or match is None or number.several:
        return None
    return replace(
        approximated(text, start, match.end(), "cardinal", number.value * 10), unit="year"
    )


def _kind(text: str, end: int, currency: str | None) -> tuple[ValueType, str | None, int]:
    """What the number counts, from what follows it."""
    odd = _ODD.match(text, end)
    end = odd.end() if odd is not None else end
    match = _PERCENT.match(text, end)
    if match is not None:
        kind: ValueType = (
            "points"
            if match["points"] or match["bare"]
            else "percent"
            if match["percent"]
            else "permille"
        )
        return kind, None, match.end()
    match = _UNIT.match(text, end)
    row = _IN_A_ROW.match(text, end) if match is None else None
    later = _UNIT.match(text, row.end()) if row is not None else None
    if later is not None and ENGLISH_UNITS[later["unit"].lower()].dimension == "time":
        return "cardinal", ENGLISH_UNITS[later["unit"].lower()].singular, later.end()
    magnitude = _MAGNITUDE_BEHIND.match(text, end)
    if magnitude is not None:
        return "cardinal", "magnitude", magnitude.end()
    if (
        match is not None
        and match.group()[0] not in " -"
        and len(match["unit"]) < 2
        and not text[end - 1].isdigit()
    ):
        match = None
    if match is not None:
        unit = ENGLISH_UNITS[match["unit"].lower()].singular
        if (unit == "day" and "working" in match["unit"].lower()) or match[
            "unit"
        ].lower() == "workdays":
            unit = "working day"
        if currency is not None and unit not in CURRENCIES:
            return "money", currency, end
        return ("money" if unit in CURRENCIES else "cardinal"), unit, match.end()
    if currency is not None:
        return "money", currency, end
    if _TIMES.match(text, end):
        times = _TIMES.match(text, end)
        return "multiple", None, times.end() if times is not None else end
    occasions = _OCCASIONS.match(text, end)
    if occasions is not None:
        return "cardinal", None, occasions.end()
    return "cardinal", None, end


_Range = tuple[EnglishNumber, Fraction, Fraction, ValueType, "str | None", int]


def _ranged(
    text: str, start: int, first: EnglishNumber, kind: ValueType, unit: str | None, end: int
) -> _Range | None:
    """The rest of a range that begins with ``first``."""
    if first.several:
        return None
    joint = _TO.match(text, end)
    if joint is None and text[max(0, start - 9) : start].lower().endswith("between "):
        joint = _AND.match(text, end)
    if joint is None:
        joint = _OR.match(text, end) if first.words else None
    if joint is None:
        return None
    position = joint.end()
    currency = _CURRENCY.match(text, position)
    position = currency.end() if currency is not None else position
    below = _SECOND_MINUS.match(text, position)
    position = below.end() if below is not None else position
    second = read_english_number(text, position)
    if second is None or second.several:
        return None
    second_kind, second_unit, second_end = _kind(text, second.end, unit if currency else None)
    if kind in ("percent", "points", "multiple", "permille") and kind != second_kind:
        return None
    if unit is not None and second_unit is not None and unit != second_unit:
        return None
    if unit is not None and second_unit is None and kind == "cardinal":
        return None
    low = first.value
    if not low and first.words:
        return None
    if first.scale == 1 and second.scale > 1 and low * second.scale < second.value:
        low *= second.scale
    high = second.value
    if _minus(text, start, second_kind, second_unit or unit) is not None:
        low = -low
        high = -high if below is not None else high
    elif below is not None:
        return None
    if not low < high:
        return None
    return second, low, high, second_kind, second_unit or unit, second_end


def _required(
    text: str, start: int, number: EnglishNumber, kind: ValueType, unit: str | None, words: bool
) -> bool:
    if number.several or (words and number.value == 12):
        return False
    if not words:
        return _ACRONYM_BEFORE.search(text, max(0, start - 12), start) is None
    if _QUOTE_BEFORE.search(text, max(0, start - 1), start):
        return False
    if unit == "year" and text[start : start + 9].lower() == "a hundred":
        return False  # 百年大计: a plan for a hundred years
    if number.value == 1 or kind == "multiple":
        return False
    if text[start].isupper() and _INSIDE_SENTENCE.search(text, max(0, start - 2), start):
        return False  # part of a name: Ten Thousand Talents Program
    if number.value > SMALL:
        return True
    # "two" may join what the Chinese lists without counting.
    return unit is not None or kind != "cardinal"

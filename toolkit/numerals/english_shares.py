"""Fractions, ratios and multiples in English: two thirds, 3:1, doubled, threefold."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.english_limits import approximated
from toolkit.numerals.english_numbers import FIGURE, read_english_number
from toolkit.numerals.value import Value, ValueType

__all__ = ["read_english_fraction", "read_english_multiple", "read_ratio"]

_MULTIPLES = {
    "doubl": 2,
    "tripl": 3,
    "trebl": 3,
    "quadrupl": 4,
    "quintupl": 5,
    "sextupl": 6,
    "twofold": 2,
    "threefold": 3,
    "fourfold": 4,
    "fivefold": 5,
    "sixfold": 6,
    "sevenfold": 7,
    "eightfold": 8,
    "ninefold": 9,
    "tenfold": 10,
    "twice": 2,
    "thrice": 3,
}
_MULTIPLE = re.compile(
    r"(?P<stem>doubl|tripl|trebl|quadrupl|quintupl|sextupl)(?P<form>e|es|ed|ing)\b(?!-)"
    r"|(?P<fold>(?:two|three|four|five|six|seven|eight|nine|ten)fold|twice|thrice)\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"(?P<above>an?|one|two|three|four|five|six|seven|eight|nine)(?:[\s-])"
    r"(?P<below>half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twentieths?|hundredths?|thousandths?)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"\s+(?:of|shorter|longer|less|more|lower|higher|fewer)\b|\s*(?:[.,;:)]|$)")
_BELOW = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}
_ABOVE = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_HALF_TIME = re.compile(
    r"half[\s-](?:an?\s+)?(?P<unit>year|month|hour|day)\b|half-yearly\b", re.IGNORECASE
)
_HALF_POINT = re.compile(r"half\s+a\s+(?:percentage|percent)\s+point\b", re.IGNORECASE)
_HALF = re.compile(r"half\b", re.IGNORECASE)
_RATIO = re.compile(rf"{FIGURE}(?:\s?:\s?{FIGURE}){{1,3}}(?![\d:])")
_SLASH_FRACTION = re.compile(r"(?P<above>\d{1,2})/(?P<below>\d{1,4})(?![\d/])")


def read_ratio(text: str, start: int) -> Value | None:
    """``3:1`` at ``start``."""
    match = _RATIO.match(text, start)
    if match is None:
        return None
    parts = tuple(Fraction(part.strip().replace(",", "")) for part in match.group().split(":"))
    if not parts[-1]:
        return None
    return Value(start, match.end(), match.group(), "ratio", parts[0] / parts[1], parts=parts)


def read_english_fraction(text: str, start: int) -> Value | None:
    """``two thirds``, ``half``, ``half a year``, ``half a percentage point``, ``3/4`` at ``start``."""
    match = _HALF_TIME.match(text, start)
    if match is not None:
        unit = (match["unit"] or "year").lower()
        value = approximated(text, start, match.end(), "cardinal", Fraction(1, 2), required=False)
        return replace(value, unit=unit)
    match = _FRACTION.match(text, start)
    if match is not None:
        below = _BELOW[match["below"].lower().removesuffix("s")]
        above = _ABOVE[match["above"].lower()]
        article = match["above"].lower() in ("a", "an") and not _PART_OF.match(text, match.end())
        if not article and above < below and (above == 1) != match["below"].lower().endswith("s"):
            value = approximated(text, start, match.end(), "fraction", Fraction(above, below))
            if match["below"].lower().startswith("quarter"):
                # Three quarters may be of a year.
                value = replace(value, alternatives=(("cardinal", Fraction(above)),))
            return replace(value, required=below not in (2, 4))
    match = _HALF_POINT.match(text, start)
    if match is not None:
        return approximated(text, start, match.end(), "points", Fraction(1, 2))
    match = _HALF.match(text, start)
    if match is not None:
        number = read_english_number(text, start)
        if number is not None:
            return None
        return approximated(text, start, match.end(), "fraction", Fraction(1, 2), required=False)
    match = _SLASH_FRACTION.match(text, start)
    if match is not None and 0 < int(match["above"]) < int(match["below"]):
        return approximated(
            text, start, match.end(), "fraction", Fraction(int(match["above"]), int(match["below"]))
        )
    return None


def read_english_multiple(text: str, start: int) -> Value | None:
    """``doubled``, ``threefold``, ``twice`` at ``start``."""
    match = _MULTIPLE.match(text, start)
    if match is None:
        if text[start : start + 4].lower() != "once":
            return None
        return Value(
            start, start + 4, text[start : start + 4], "cardinal", Fraction(1), required=False
        )
    word = (match["stem"] or match["fold"]).lower()
    number = Fraction(_MULTIPLES[word])
    value = approximated(
        text, start, match.end(), "multiple", number, required=match["form"] not in ("e", "ing")
    )
    if match["fold"]:
        kinds: tuple[ValueType, ...] = (
            ("growth", "cardinal") if word.endswith("fold") else ("cardinal",)
        )
        return replace(value, alternatives=tuple((kind, number) for kind in kinds), required=False)
    return value

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
    r"(?P<below>half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twentieths?|hundredths?|ten[\s-]thousandths?|thousandths?|millionths?)\b",
    re.IGNORECASE,
)
_OF_A_SCALE = re.compile(r"\s+of\s+an?\s+(?:hundred|million|billion|trillion)\b", re.IGNORECASE)
_OUT_OF = re.compile(
    r"(?P<above>one|two|three|four|five|six|seven|eight|nine)\s+(?:in(?:\s+every)?|out\s+of(?:\s+every)?)\s+"
    r"(?P<below>two|three|four|five|six|seven|eight|nine|ten)\b(?!\s+(?:years?|months?|weeks?|days?|hours?|districts?|counties|cities|towns|villages|provinces))",
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
    "ten thousandth": 10**4,
    "millionth": 10**6,
}
_ABOVE = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_HALF_TIME = re.compile(
    r"(?P<one>an?)\s+(?P<whole>year|month|day|hour|week)\s+and\s+a\s+half\b|half[\s-](?:an?\s+)?(?P<unit>year|month|hour|day)\b|half-yearly\b",
    re.IGNORECASE,
)
_HALF_POINT = re.compile(r"half\s+a\s+(?:percentage|percent)\s+point\b", re.IGNORECASE)
_HALF = re.compile(r"half\b", re.IGNORECASE)
_RATIO = re.compile(rf"{FIGURE}(?:\s?:\s?{FIGURE}){{1,3}}(?![\d:])")
_RATIO_WORDS = re.compile(rf"(?P<left>{FIGURE}|\w+)\s+to\s+(?P<right>{FIGURE}|\w+)\b")
_RATIO_BEFORE = re.compile(
    r"\b(?:ratio|proportion|odds)\s+(?:of|was|is|at|to be)\s+$", re.IGNORECASE
)
_SCORE = re.compile(r"(?P<left>\d{1,3})[-–](?P<right>\d{1,3})(?![\d%]|[.,]\d|-)")
_SCORE_BEFORE = re.compile(
    r"\b(?:w[io]n|beat|defeat(?:ed)?|los[te]|drew|draw|tied|led|leading|lead|score|match|game)\b[^.;:\d]{0,30}$",
    re.IGNORECASE,
)
_MOST_GOALS = 99  # a score may end in nought, a ratio never does
_SLASH_FRACTION = re.compile(r"(?P<above>\d{1,2})/(?P<below>\d{1,4})(?![\d/])")


def read_ratio(text: str, start: int) -> Value | None:
    """``3:1``, ``a ratio of 3 to 1`` and the score in ``won 3-1`` at ``start``."""
    match = _RATIO.match(text, start)
    if match is not None:
        parts = tuple(Fraction(part.strip().replace(",", "")) for part in match.group().split(":"))
        return _ratio(text, start, match.end(), parts)
    match = _SCORE.match(text, start)
    if match is not None and _SCORE_BEFORE.search(text[max(0, start - 40) : start]):
        sides = (Fraction(match["left"]), Fraction(match["right"]))
        return _ratio(text, start, match.end(), sides)
    if not _RATIO_BEFORE.search(text, max(0, start - 20), start):
        return None
    match = _RATIO_WORDS.match(text, start)
    if match is None:
        return None
    numbers = [read_english_number(text, match.start(side)) for side in ("left", "right")]
    if any(
        n is None or n.end > match.end(s) for n, s in zip(numbers, ("left", "right"), strict=True)
    ):
        return None
    parts = tuple(number.value for number in numbers if number is not None)
    value = _ratio(text, start, match.end(), parts)
    return replace(value, required=text[start].isdigit()) if value is not None else None


def _ratio(text: str, start: int, end: int, parts: tuple[Fraction, ...]) -> Value | None:
    if not parts[-1] and any(part > _MOST_GOALS for part in parts):
        return None
    value = parts[0] / parts[1] if parts[1] else parts[0]
    return Value(start, end, text[start:end], "ratio", value, parts=parts)


def read_english_fraction(text: str, start: int) -> Value | None:
    """``two thirds``, ``half``, ``half a year``, ``half a percentage point``, ``3/4`` at ``start``."""
    match = _HALF_TIME.match(text, start)
    if match is not None:
        unit = (match["unit"] or match["whole"] or "year").lower()
        amount = Fraction(3, 2) if match["whole"] else Fraction(1, 2)
        value = approximated(text, start, match.end(), "cardinal", amount, required=False)
        return replace(value, unit=unit)
    match = _OUT_OF.match(text, start)
    if match is not None:
        part = Fraction(_ABOVE[match["above"].lower()], _ABOVE[match["below"].lower()])
        if part < 1:
            value = approximated(text, start, match.end(), "fraction", part, required=False)
            return replace(
                value,
                parts=(
                    Fraction(part * _ABOVE[match["below"].lower()]),
                    Fraction(_ABOVE[match["below"].lower()]),
                ),
            )
    match = _FRACTION.match(text, start)
    if match is not None and not _OF_A_SCALE.match(text, match.end()):
        below = _BELOW[re.sub(r"[\s-]", " ", match["below"].lower().removesuffix("s"))]
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

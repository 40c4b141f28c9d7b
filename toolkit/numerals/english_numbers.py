"""One English number, in figures or words, without its unit: 4.634 billion, thirty-five, dozens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

__all__ = [
    "CARDINAL_WORDS",
    "FIGURE",
    "ORDINAL",
    "ORDINAL_WORDS",
    "EnglishNumber",
    "read_english_number",
    "read_ordinal",
]

_ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 91, 10),
        strict=True,
    )
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SMALL_SCALES = {"hundred": 100, "dozen": 12, "mn": 10**6, "bn": 10**9}
CARDINAL_WORDS = [*_ONES, *_TENS, "hundred", *_SCALES, "zero", "dozen"]

_ORDINAL_ONES = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        range(1, 20),
        strict=True,
    )
)
_ORDINAL_TENS = {word.removesuffix("y") + "ieth": value for word, value in _TENS.items()}
ORDINAL_WORDS = [*_ORDINAL_ONES, *_ORDINAL_TENS, "hundredth"]

FIGURE = r"(?:\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,20})?|\d{1,18}(?:\.\d{1,20})?)"
ORDINAL = re.compile(
    r"(?P<figure>\d{1,3})(?:st|nd|rd|th)\b"
    rf"|(?:(?P<tens>{'|'.join(_TENS)})[- ])?(?P<word>{'|'.join(ORDINAL_WORDS)})\b",
    re.IGNORECASE,
)

_FIGURE = re.compile(FIGURE)
# 100 000: groups of three behind a space, as ISO 80000-1 writes them.
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?![\d,]|[ \u00a0]\d|\.\d{4})")
_CURRENCY_BEFORE = re.compile(r"(?:RMB|CNY|USD|EUR|HKD|JPY|GBP|[$€£¥])\s?$", re.IGNORECASE)
_MILLIONS = re.compile(r"\s?m(?![A-Za-z²³\d])")
_SCALE = re.compile(
    r"(?:\s|-)?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|dozen)\b", re.IGNORECASE
)
_WORD = re.compile(rf"(?P<word>{'|'.join(CARDINAL_WORDS)})\b", re.IGNORECASE)
_SCALED = re.compile(
    r"(?:[a-z]+[ -]){1,2}(?P<scale>thousand|million|billion|trillion)\b", re.IGNORECASE
)
_JOINT = re.compile(r"(?:\s+and\s+|[\s-]+)")
_VAGUE = re.compile(
    r"(?:(?:several|a few|many|tens of|dozens of|hundreds of)\s+)?"
    r"(?P<plural>dozens|scores|tens|hundreds|thousands|millions|billions)(?:\s+of\s+"
    r"(?P<more>thousands|millions|billions))?(?=\s+of\b|\s*$|[^\w])"
    r"|(?:several|a few|some)\s+(?P<singular>dozen|hundred|thousand|million|billion)(?:\s+(?P<second>thousand|million|billion))?\b",
    re.IGNORECASE,
)
_VAGUE_SCALES = {
    "dozen": 10,
    "score": 10,
    "ten": 10,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
}
_ARTICLE = re.compile(
    r"an?\s+(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b", re.IGNORECASE
)
_PART_OF_SCALE = re.compile(
    r"(?:half|(?P<quarter>an?|one|three)\s+quarters?\s+of)\s+an?\s+(?P<scale>dozen|hundred|million|billion|trillion)\b",
    re.IGNORECASE,
)
_AND_HALF = re.compile(r"\s+and\s+a\s+half\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EnglishNumber:
    """A number read up to ``end``."""

    end: int
    value: Fraction
    words: bool = False
    """Spelled out."""
    several: bool = False
    """Dozens, hundreds of: ``value`` is the scale."""
    scale: int = 1
    """The scale word behind figures: 10⁶ in 4.5 million."""
    separated: bool = False
    """Figures with a thousands separator or a decimal point, so never a year."""


def read_english_number(text: str, start: int) -> EnglishNumber | None:
    """The longest number at ``start``."""
    match = _FIGURE.match(text, start)
    if match is not None:
        return _figures(text, match)
    match = _VAGUE.match(text, start)
    if match is not None:
        word = match["plural"] or match["singular"]
        scale = _VAGUE_SCALES[word.lower().removesuffix("s")]
        second = match["more"] or match["second"]
        if second:
            scale *= _VAGUE_SCALES[second.lower().removesuffix("s")]
        before = match.group().lower()
        for prefix, factor in (("tens of ", 10), ("hundreds of ", 100)):
            if before.startswith(prefix) and match["plural"].lower() not in ("tens", "hundreds"):
                scale *= factor
        return EnglishNumber(match.end(), Fraction(scale), words=True, several=True)
    match = _PART_OF_SCALE.match(text, start)
    if match is not None:
        scale = _SMALL_SCALES.get(match["scale"].lower()) or _SCALES[match["scale"].lower()]
        quarter = (match["quarter"] or "").lower()
        part = Fraction(3 if quarter == "three" else 1, 4) if quarter else Fraction(1, 2)
        return EnglishNumber(match.end(), scale * part, words=True)
    match = _ARTICLE.match(text, start)
    if match is not None:
        word = match["scale"].lower()
        value = _SMALL_SCALES.get(word) or _SCALES[word]
        return EnglishNumber(match.end(), Fraction(value), words=True)
    return _words(text, start)


def _figures(text: str, match: re.Match[str]) -> EnglishNumber:
    figure = match.group()
    spaced = _SPACED.match(text, match.start())
    if spaced is not None and spaced.group().split()[0] == figure:
        return EnglishNumber(
            spaced.end(), Fraction(re.sub(r"\s", "", spaced.group())), separated=True
        )
    value = Fraction(figure.replace(",", ""))
    end = match.end()
    factor = 1
    millions = _MILLIONS.match(text, end)
    if millions and _CURRENCY_BEFORE.search(text, max(0, match.start() - 5), match.start()):
        return EnglishNumber(millions.end(), value * 10**6, scale=10**6, separated=True)
    scale = _SCALE.match(text, end)
    while scale is not None:
        word = scale["scale"].lower()
        factor *= _SMALL_SCALES.get(word) or _SCALES[word]
        end = scale.end()
        scale = _SCALE.match(text, end)
    return EnglishNumber(
        end, value * factor, scale=factor, separated=not figure.isdigit() or factor > 1
    )


def _words(text: str, start: int) -> EnglishNumber | None:
    total = current = 0
    last_scale = 10**15
    last = ""  # kind of the word before
    position = start
    end: int | None = None
    while True:
        match = _WORD.match(text, position)
        if match is None:
            break
        word = match["word"].lower()
        if word in ("zero", "dozen"):
            if word == "zero":
                return EnglishNumber(match.end(), Fraction(0), words=True) if end is None else None
            if last not in ("one", "ten") or total:
                break
            current, last = current * 12, "dozen"
        elif word in _ONES:
            if last == "one" or (last == "ten" and _ONES[word] > 9):
                break
            current, last = current + _ONES[word], "one"
        elif word in _TENS:
            if last in ("one", "ten"):
                break
            current, last = current + _TENS[word], "ten"
        elif word == "hundred":
            if not 0 < current < 100:
                break
            current, last = current * 100, "hundred"
        else:
            scale = _SCALES[word]
            if not current or scale >= last_scale:
                break
            total, current, last, last_scale = total + current * scale, 0, "scale", scale
        end = match.end()
        joint = _JOINT.match(text, end)
        if joint is None:
            break
        if "and" in joint.group():
            if last not in ("hundred", "scale"):
                break
            scaled = _SCALED.match(text, joint.end())
            if last == "scale" and scaled and _SCALES[scaled["scale"].lower()] >= last_scale:
                break  # one million and three million are two numbers
        position = joint.end()
    if end is None:
        return None
    value = Fraction(total + current)
    half = _AND_HALF.match(text, end)
    if half is not None:
        return EnglishNumber(half.end(), value + Fraction(1, 2), words=True)
    return EnglishNumber(end, value, words=True, scale=1 if last_scale == 10**15 else last_scale)


def read_ordinal(text: str, start: int) -> tuple[Fraction, int, bool] | None:
    """The ordinal at ``start``: its value, its end, whether it is in words."""
    match = ORDINAL.match(text, start)
    if match is None:
        return None
    if match["figure"]:
        return Fraction(int(match["figure"])), match.end(), False
    word = match["word"].lower()
    value = _ORDINAL_ONES.get(word) or _ORDINAL_TENS.get(word) or 100
    if match["tens"]:
        if value > 9:
            return None
        value += _TENS[match["tens"].lower()]
    return Fraction(value), match.end(), True

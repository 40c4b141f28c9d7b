"""Reading the numerals of an English text back: :func:`find_english`."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.english_dates import DATE_START, read_english_date
from toolkit.numerals.english_numbers import (
    CARDINAL_WORDS,
    ORDINAL_WORDS,
    read_english_number,
    read_ordinal,
)
from toolkit.numerals.english_quantities import (
    SMALL,
    currency_before,
    read_decades,
    read_english_quantity,
)
from toolkit.numerals.english_shares import (
    read_english_fraction,
    read_english_multiple,
    read_ratio,
)
from toolkit.numerals.units import ENGLISH_UNITS
from toolkit.numerals.value import DateParts, Value

__all__ = ["find_english"]

_START = re.compile(
    r"(?P<figure>(?<![\d.,])\d)"
    rf"|\b(?:{DATE_START})"
    rf"|\b(?P<word>{'|'.join(CARDINAL_WORDS)}|{'|'.join(ORDINAL_WORDS)}|half|dozens|scores|tens|hundreds|thousands|millions|billions"
    r"|an?\s+(?:hundred|thousand|million|billion|trillion|dozen|third|quarter|fifth|tenth|(?:year|month|day|hour|week)\s+and\s+a\s+half)|several\s+(?:dozen|hundred|thousand|million)|a\s+few\s+(?:dozen|hundred|thousand|million)"
    r"|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)|quintupl(?:e|es|ed|ing)"
    r"|sextupl(?:e|es|ed|ing)|twice|thrice|once|[a-z]{3,5}fold|(?:a|past|last|next|coming)\s+decade|noon|midday|midnight)\b"
    r"|\b(?P<number>Nos?\.\s*(?=\d)|No\s+(?=\d))"
    r"|(?P<bracket>[\[(〔](?=(?:19|20)\d\d[\])〕]\s*No))"
    r"|\b(?P<class>(?:class|grade|level|phase|category|type|tier|stage|part|chapter|section|group|article)[\s-]+(?=I{1,3}\b|IV\b|VI{0,3}\b))",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"VI{0,3}|IV|I{1,3}")
_ROMAN_VALUES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
_DOCUMENT = re.compile(
    r"[\[(〔](?P<year>\d{4})[\])〕]\s*No\.?\s*(?P<number>\d{1,9})", re.IGNORECASE
)
_REVERSED_DOCUMENT = re.compile(
    r"Nos?\.?\s*(?P<number>\d{1,9})\s*[\[(](?P<year>\d{4})[\])]", re.IGNORECASE
)
_NUMBER = re.compile(r"Nos?\.?\s*(?P<number>\d{1,9})(?![\dA-Za-z])", re.IGNORECASE)
# What a number behind it only names: Article 12, Table 3, Room 306.
_LABELLED = re.compile(
    r"\b(?:Articles?|Chapters?|Sections?|Paragraphs?|Items?|Clauses?|Attachments?|Annex|Appendix|Tables?|Figures?|Fig\.|Levels?"
    r"|Phases?|Grades?|Class|Buildings?|Rooms?|Units?|Issue|Page|Step|Part|Category|Type|Tier|Group|Line|Volume|Stage"
    r"|annex|appendix|page|table|figure|section|chapter|article|paragraph|item)\s$"
)
_LABELLED_NUMBER = re.compile(
    r"\d{1,4}(?![\d%‰:/]|[.,]\d|\s?[-–]\s?\d|\s+(?:to\s+\d|hundred|thousand|[mbtr]+illion|percent|per\scent))"
)
_PROGRAM = re.compile(r"\d{2,5}(?=\s+(?:Programs?|Projects?|Initiative|[Hh]otlines?)\b)")
_PLAN = re.compile(
    r"(?:(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+|\s+to\s+|\s+or\s+|\s*[–-]\s*)(?:the\s+)?[\w-]+){0,3}?\s+(?:Five|5)[-\s]Year\b",
    re.IGNORECASE,
)
_FIVE_YEAR = re.compile(r"(?:Five|5)[-\s]Year\b(?=\s+(?:Plan|Program))")
# 1+X, 1 + 4 + N; GB/T 19001—2016.
_SUM = re.compile(r"\d+(?:\s?\+\s?\d+)*\s?\+\s?[A-Z](?![a-z])")
_STANDARD_BEFORE = re.compile(r"(?<![A-Za-z])[A-Z]{2,5}\d{0,2}(?:/[A-Z]{1,2})?\s$")
_STANDARD = re.compile(r"\d{2,6}(?:\.\d{1,3})?\s?[-—–]\s?(?:19|20)\d\d(?!\d)")
_LATIN_BEFORE = re.compile(
    # A word and a hyphen begin a code only in names: Covid-19, but once-in-50-years, Mid-2006.
    r"(?:\b(?!Mid|Pre|Post|Non|Sub|End|Late|Early)[A-Z][a-z]+-|\bcovid-|[A-Za-z_@]|[A-Z][-./#]|[A-Za-z][./#]|[A-Z]-\d+[-.])$"
)
_CODE = re.compile(r"[\dA-Za-z]+(?:[-./_+][\dA-Za-z]+)*")
_COORDINATES = re.compile(r"\d{1,3}°\s?\d{1,2}(?:\.\d+)?[′'](?:\s?\d{1,2}(?:\.\d+)?[″\"])?")
_LETTERED = re.compile(r"\d[\d.,]*(?P<letters>[A-Za-zμ]+)")
_TELEPHONE = re.compile(
    r"0\d{2,3}[-—]\d{7,8}(?!\d)|1\d{10}(?!\d)|[48]00-\d{3,4}-\d{3,4}(?!\d)|\d{7,}(?![\d.,])"
)
_TELEPHONE_BEFORE = re.compile(
    r"(?:\+|\b(?:tel|telephone|phone|fax|mobile)s?(?:\s+(?:no|number))?[.:\s]*)\(?$", re.IGNORECASE
)
# Some digits may be masked: 0578-6822×××.
_TELEPHONE_GROUPS = re.compile(r"\d{1,11}[×*]*(?:[\s().-]{1,2}[\d×*]{2,11}){0,5}(?![\d,])")
_GROUPED_TELEPHONE = re.compile(
    r"0\d{2,3}(?:[\s-]|\)\s?)\d{3,4}[\s-]?\d{4}(?![\d,])|86[\s-]\(?0?\d{2,3}\)?(?:[\s-]\d{3,8}){1,2}(?![\d,])"
)
_TELEPHONE_DIGITS = 7
_ENDLESS = re.compile(r"\d[\d.,]{39,}")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}")
_ENUMERATOR = re.compile(r"\d{1,2}[.)](?=\s)")
_ARTICLE = re.compile(r"an?\s+", re.IGNORECASE)
_LINE_START = re.compile(r"(?:^|[.;:\n])\s*$")
_LIST_PLACE = re.compile(r"(?:^|[;:.,])\s*(?:and\s|or\s)?$")
_PAREN_ENUMERATOR = re.compile(r"\(\d{1,2}\)")


def find_english(english: str) -> tuple[Value, ...]:
    """The numerals of ``english`` in order, not overlapping.

    Small numbers in words, slogans ("Three Represents") and the like are ``required=False``: good
    English has them where the Chinese counts nothing.
    """
    text = english
    values: list[Value] = []
    position = 0
    while True:
        match = _START.search(text, position)
        if match is None:
            return tuple(values)
        start = match.start()
        if match["figure"]:
            skip = _code_end(text, start)
            if skip is not None:
                position = skip
                continue
        value = _read(text, start, match)
        if value is None:
            position = _past(text, match)
            continue
        values.append(value)
        position = value.end


def _past(text: str, match: re.Match[str]) -> int:
    if match["figure"]:
        number = read_english_number(text, match.start())
        return match.end() if number is None else number.end
    if match["word"]:
        # "a third prize" is no fraction, but an ordinal.
        article = _ARTICLE.match(text, match.start())
        return match.end() if article is None else article.end()
    return match.start() + 1


def _read(text: str, start: int, match: re.Match[str]) -> Value | None:
    if match["number"] or match["bracket"]:
        return _named(text, start)
    if match["class"]:
        roman = _ROMAN.match(text, match.end())
        if roman is None:
            return None
        number = Fraction(_ROMAN_VALUES[roman.group()])
        return Value(
            start, roman.end(), text[start : roman.end()], "number", number, required=False
        )
    date = None if currency_before(text, start) else read_english_date(text, start)
    if date is not None and not _ratio_like(text, date):
        return date
    for read in (
        _labelled,
        _five_year,
        read_ratio,
        read_english_fraction,
        read_english_multiple,
        _ordinal,
        read_decades,
        read_english_quantity,
    ):
        value = read(text, start)
        if value is not None:
            return value
    return None


def _ratio_like(text: str, value: Value) -> bool:
    return value.type == "time" and "ratio" in text[max(0, value.start - 24) : value.start].lower()


def _named(text: str, start: int) -> Value | None:
    for pattern in (_DOCUMENT, _REVERSED_DOCUMENT):
        match = pattern.match(text, start)
        if match is not None:
            parts = (Fraction(int(match["year"])), Fraction(int(match["number"])))
            return Value(start, match.end(), match.group(), "document", parts[1], parts=parts)
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    number = Fraction(int(match["number"]))
    return Value(start, match.end(), match.group(), "number", number)


def _labelled(text: str, start: int) -> Value | None:
    """The number of a thing: Article 12, the 863 Program, the 12345 hotline."""
    match = _PROGRAM.match(text, start)
    if match is None and _LABELLED.search(text, max(0, start - 13), start):
        match = _LABELLED_NUMBER.match(text, start)
    if match is None:
        return None
    return Value(start, match.end(), match.group(), "number", Fraction(int(match.group())))


def _five_year(text: str, start: int) -> Value | None:
    """The Five-Year Plans by their name: without a number it says nothing to compare."""
    match = _FIVE_YEAR.match(text, start)
    if match is None:
        return None
    return Value(start, match.end(), match.group(), "cardinal", Fraction(5), "year", required=False)


def _ordinal(text: str, start: int) -> Value | None:
    ordinal = read_ordinal(text, start)
    if ordinal is None:
        return None
    number, end, words = ordinal
    if _PLAN.match(text, end):
        plan = _PLAN_TAIL.match(text, end)
        end = plan.end() if plan is not None else end
        return Value(start, end, text[start:end], "plan", number)
    day = not words and number <= _LAST_DAY
    if day and _DAY_BEFORE.search(text, max(0, start - 12), start) and _DAY_BEHIND.match(text, end):
        parts = DateParts(day=int(number))
        date = Value(start, end, text[start:end], "date", Fraction(0), date=parts)
        return replace(date, alternatives=(("ordinal", number),))
    return Value(
        start, end, text[start:end], "ordinal", number, required=not (words and number <= SMALL)
    )


_LAST_DAY = 31
_DAY_BEFORE = re.compile(r"\b(?:on|by|until|till|before|after|from|since)\s+the\s+$", re.IGNORECASE)
_DAY_BEHIND = re.compile(
    r"\s*(?:[,.;)]|$|(?:day\s+)?of\s+(?:this|each|every|the|last|next)\s+month)"
)
_PLAN_TAIL = re.compile(
    r"\s+(?:Five|5)[-\s]Year(?:\s+(?:Plan|Program)s?(?:\s+periods?)?)?", re.IGNORECASE
)


def _code_end(text: str, start: int) -> int | None:
    """The end of a code, telephone number or enumerator at ``start``; None for a numeral."""
    if _LATIN_BEFORE.search(text, max(0, start - 12), start) and not currency_before(text, start):
        code = _CODE.match(text, start)
        return code.end() if code is not None else start + 1
    telephone = _TELEPHONE.match(text, start) or _GROUPED_TELEPHONE.match(text, start)
    if telephone is None and _TELEPHONE_BEFORE.search(text, max(0, start - 20), start):
        groups = _TELEPHONE_GROUPS.match(text, start)
        if groups and len(re.sub(r"[^\d×*]", "", groups.group())) >= _TELEPHONE_DIGITS:
            telephone = groups
    if telephone is not None:
        return telephone.end()
    endless = _ENDLESS.match(text, start)
    if endless is not None:
        return endless.end()
    for pattern in (_COORDINATES, _SUM):
        odd = pattern.match(text, start)
        if odd is not None:
            return odd.end()
    if _STANDARD_BEFORE.search(text, max(0, start - 12), start):
        standard = _STANDARD.match(text, start)
        if standard is not None:
            return standard.end()
    version = _VERSION.match(text, start)
    if version is not None and read_english_date(text, start) is None:
        return version.end()
    lettered = _LETTERED.match(text, start)
    if lettered is not None:
        letters = lettered["letters"]
        known = letters.lower() in ENGLISH_UNITS and not (len(letters) == 1 and letters.isupper())
        if not known and letters not in ("st", "nd", "rd", "th", "s", "am", "pm", "bn", "mn", "m"):
            code = _CODE.match(text, lettered.start("letters"))
            return code.end() if code is not None else lettered.end()
    enumerator = _ENUMERATOR.match(text, start)
    if enumerator is not None and _LINE_START.search(text, max(0, start - 3), start):
        return enumerator.end()
    if (
        start
        and _PAREN_ENUMERATOR.match(text, start - 1)
        and _LIST_PLACE.search(text, max(0, start - 7), start - 1)
    ):
        return text.index(")", start)
    return None

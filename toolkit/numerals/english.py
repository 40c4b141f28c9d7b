"""A numeral's English by the house style: :func:`render`, and what code may decide: :func:`decide`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from toolkit.numerals.chinese_numbers import fold
from toolkit.numerals.english_calendar import (
    day_long_forms,
    render_date,
    render_decade,
    render_full_period,
    render_time,
)
from toolkit.numerals.units import UNITS_BY_NAME
from toolkit.numerals.value import Approximate, Value, decimal_string

__all__ = ["Decision", "decide", "ordinal_figures", "render", "render_amount"]

_SMALL = "zero one two three four five six seven eight nine".split()
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth".split()
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_PLURAL_SCALES = {
    10: "dozens",
    100: "hundreds",
    1000: "thousands",
    10**4: "tens of thousands",
    10**5: "hundreds of thousands",
    10**6: "millions",
    10**7: "tens of millions",
    10**8: "hundreds of millions",
    10**9: "billions",
    10**10: "tens of billions",
    10**11: "hundreds of billions",
}
_DENOMINATORS = {
    2: "half",
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}
_PRECISE = re.compile(r"(?<![\d.,])\d+\.\d*0(?=%)")
# Words that a rank never goes without.
_RANKS = {"等奖": "{} prize", "等功": "{}-class merit", "年级": "{} grade", "楼": "{} floor"}
_ROMANS = ("", *"I II III IV V VI VII VIII IX X XI XII".split())
_MULTIPLE_WORDS = {2: "double", 4: "quadruple"}
_PREFIXES: dict[Approximate, str] = {
    "about": "about",
    "nearly": "nearly",
    "over": "more than",
    "more": "more than",
    "under": "less than",
    "at-least": "at least",
    "at-most": "up to",
    "within": "within",
}
_BEFORE_AMOUNT = {"yuan": "RMB ", "US dollar": "US$"}
# These stand behind the number in Chinese; a constraint on the number alone leaves them out.
_BEHIND: frozenset[Approximate] = frozenset({"at-least", "at-most", "within"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What a constraint may put for the Chinese of ``[start, end)``."""

    start: int
    end: int
    target: str
    variants: tuple[str, ...] = ()
    """Other English that says the same."""


def render(value: Value) -> str:
    """The English of the whole value, with its unit and approximation: ``more than 35,000 people``.

    A measure word that only counts (家, 项) has no English: the noun it counts follows.
    """
    text = _body(value, unit=True)
    if value.approximate == "several":
        return text
    prefix = _prefix(value, value.approximate)
    return f"{prefix} {text}" if prefix else text


def _prefix(value: Value, approximate: Approximate) -> str:
    countable = value.type == "cardinal" and (value.unit is None or UNITS_BY_NAME[value.unit].loose)
    if approximate == "under" and countable:
        return "fewer than"
    return _PREFIXES.get(approximate, "")


def decide(value: Value) -> Decision | None:
    """The constraint for ``value``; None where the model should find the words itself.

    It covers the number with its fixed unit. Measure words whose noun may vary (户 → users) and 以上,
    以下, 以内 stay outside for the model.
    """
    if not value.enforce:
        return None
    start = value.start if value.number_start < 0 else value.number_start
    end = value.end if value.number_end < 0 else value.number_end
    unit = value.unit is not None and (bool(value.per) or not UNITS_BY_NAME[value.unit].loose)
    approximate = value.approximate
    if approximate in _BEHIND or (end < value.end and value.text.endswith(("左右", "上下"))):
        approximate = ""
    text = _body(value, unit=unit)
    if value.type == "decade":
        text = text.removeprefix("the ")  # 90年代初 → the early 1990s
    prefix = _prefix(value, approximate)
    target = f"{prefix} {text}" if prefix else text
    return Decision(start, end, target, tuple(_variants(value, text, approximate, unit)))


def _variants(value: Value, text: str, approximate: Approximate, unit: bool) -> list[str]:
    prefixes = {
        "over": ("more than", "over"),
        "nearly": ("nearly", "almost", "close to"),
        "about": ("about", "around", "approximately", "some", "roughly"),
        "under": (_prefix(value, "under"), "less than", "fewer than", "under", "below"),
    }.get(approximate, ("",))
    bodies = [text, *_other_bodies(value, text, unit)]
    forms = [f"{prefix} {body}".strip() for body in bodies for prefix in prefixes]
    return [form for form in dict.fromkeys(forms) if form != forms[0]]


def _other_bodies(value: Value, text: str, unit: bool) -> list[str]:
    """The same without its approximation in other words: RMB, a dash, a hyphen, no article."""
    others: list[str] = []
    if text.startswith("the "):
        others.append(text.removeprefix("the "))
    if value.label == "limits":
        others.append(text.replace(" but ", " and "))
        others.append(_body(replace(value, label=""), unit=unit))
    elif value.high is not None or value.until is not None:
        others += [text.replace(" to ", mark) for mark in ("–", "-")]
    if value.type == "date" and value.date is not None and value.until is not None:
        others.append(text.replace(" to ", " through "))
        others.append(render_full_period(value.date, value.until))
    elif value.high is not None and value.type in ("percent", "points"):
        others.append("between " + text.replace(" to ", " and "))
    elif value.type == "money" and value.unit in _BEFORE_AMOUNT:
        named = UNITS_BY_NAME[value.unit]
        others.append(_BEFORE_AMOUNT[value.unit] + text.removesuffix(" " + named.plural))
    elif value.type == "fraction" and " " in text:
        others.append(text.replace(" ", "-"))
        if text.startswith("one "):
            others.append(("an " if text == "one eighth" else "a ") + text.removeprefix("one "))
        others += [
            form.replace("quarter", "fourth") for form in (text, *others) if "quarter" in form
        ]
    elif value.type == "time":
        others.append(text.replace(":00 ", " "))
        others += day_long_forms(value.value, value.high)
    elif value.label == "Attachment":
        others += [text.replace("Attachment", word) for word in ("Annex", "Appendix")]
    elif value.label == "Chapter":
        others.append(
            f"Chapter {_ROMANS[int(value.value)]}" if value.value < len(_ROMANS) else text
        )
    elif value.type == "ordinal" and not value.label:
        others.append(ordinal_figures(int(value.value)))
    elif value.type == "plan" and not value.text.endswith(("规划", "计划", "时期", "期间")):
        others.append(text.removesuffix(" period"))
    if value.type == "money" and value.measure == "级":
        others.append(text.replace("-", " "))
    if text.startswith("minus "):
        others.append("-" + text.removeprefix("minus "))
    if value.per:
        others += [text.replace(" per ", mark) for mark in ("/", " a ")]
    elif unit and value.high is None and value.type in ("cardinal", "money") and value.unit:
        # Before a noun: a 300-meter corridor.
        named = UNITS_BY_NAME[value.unit]
        if text.endswith(" " + named.plural):
            others.append(f"{text.removesuffix(' ' + named.plural)}-{named.singular}")
    return others


def _body(value: Value, *, unit: bool) -> str:
    kind = value.type
    if value.label == "limits" and value.high is not None:
        low = _body(replace(value, high=None, label=""), unit=unit)
        high = _body(replace(value, value=value.high, high=None, label=""), unit=unit)
        return f"not less than {low} but not more than {high}"
    if kind == "cardinal" and value.unit == "degree Celsius" and value.value < 0:
        return "minus " + _below_zero(value, unit=unit)
    if kind == "cardinal" and value.unit == "magnitude" and unit:
        return f"magnitude {decimal_string(value.value)}"
    if kind == "date" and value.date is not None:
        return render_date(value.date, value.until)
    if value.measure == "周年" and value.value.denominator == 1 and value.high is None:
        return ordinal_figures(int(value.value))
    if kind == "money" and value.measure == "级":
        # 千亿级产业: a 100-billion-yuan industry.
        return f"{render_amount(value.value)} {value.unit}".replace(" ", "-")
    if kind in ("ordinal", "number") and value.label:
        return f"{value.label} {decimal_string(value.value)}"
    if kind in ("cardinal", "money"):
        return _quantity(value, unit=unit)
    if kind == "percent":
        return _spread(value, "%", both=True)
    if kind == "points":
        one = value.value == 1 and value.high is None
        return _spread(value, " percentage point" + ("" if one else "s"))
    if kind == "permille":
        if "‰" in value.text:
            return _spread(value, "‰", both=True)
        return _spread(value, "%", both=True, factor=Fraction(1, 10))
    if kind == "fraction":
        return _fraction(value.value)
    if kind == "ratio":
        return ":".join(_grouped(part) for part in value.parts)
    if kind == "multiple":
        return _multiple(value)
    if kind == "growth":
        return _spread(value, "%", both=True, factor=100)
    if kind == "ordinal":
        return _RANKS.get(value.measure, "{}").format(_ordinal(value.value))
    if kind == "number":
        return f"No. {decimal_string(value.value)}"
    if kind == "time":
        first = render_time(value.value)
        return first if value.high is None else f"{first} to {render_time(value.high)}"
    if kind == "decade":
        if value.high is not None:
            return f"the {int(value.value)}s and {int(value.high)}s"
        return render_decade(value.value, value.date.part if value.date is not None else "")
    if kind == "century":
        return f"the {ordinal_figures(int(value.value))} century"
    if kind == "plan":
        name = f"the {ordinal_figures(int(value.value))} Five-Year Plan"
        return f"{name} period" if value.label == "period" else name
    return _document(value)


def _below_zero(value: Value, *, unit: bool) -> str:
    """What follows "minus": 5 degrees Celsius, 5 to 3 degrees Celsius, 8 to minus 5 …"""
    text = _quantity(replace(value, value=-value.value, high=None), unit=unit)
    if value.high is None:
        return text
    sign = "minus " if value.high < 0 else ""
    high = _quantity(replace(value, value=abs(value.high), high=None), unit=unit)
    return f"{_grouped(-value.value)} to {sign}{high}"


def render_amount(number: Fraction, *, large: bool = True) -> str:
    """Exact figures with thousands separators; from a million on in millions, billions, trillions.

    A number that would need more than four decimals there is written out.
    """
    if large:
        for scale, name in _SCALES:
            scaled = number / scale
            if scaled >= 1 and (scaled * 10_000).denominator == 1:
                return f"{_grouped(scaled)} {name}"
            if scaled >= 1:
                break
    return _grouped(number)


def _grouped(number: Fraction) -> str:
    whole, point, decimals = decimal_string(number).partition(".")
    if "/" in whole:
        return whole
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{point}{decimals}"


def _quantity(value: Value, *, unit: bool) -> str:
    named = UNITS_BY_NAME.get(value.unit or "") if unit else None
    if value.approximate == "several":
        scale = _PLURAL_SCALES.get(int(value.value), "")
        if not scale:
            scale = f"hundreds of {render_amount(value.value / 100)}"
        return f"{scale} of {named.plural}" if named is not None else f"{scale} of"
    if value.value == Fraction(1, 2) and named is not None and named.words and value.high is None:
        return f"half {'an' if named.singular == 'hour' else 'a'} {named.singular}"
    plain = named is None or named.words
    text = _small(value.value) if plain and value.high is None and value.type == "cardinal" else ""
    if not text:
        text = render_amount(value.value)
    if value.high is not None:
        text = f"{text} to {render_amount(value.high)}"
    if named is None:
        return text
    one = value.value == 1 and value.high is None
    per = f" per {value.per}" if value.per else ""
    return f"{text} {named.singular if one else named.plural}{per}"


def _small(number: Fraction) -> str:
    return _SMALL[int(number)] if number.denominator == 1 and 0 <= number < 10 else ""


def _spread(value: Value, sign: str, *, both: bool = False, factor: int | Fraction = 1) -> str:
    """A number or a range with its sign; ``both`` ends carry it: 5% to 10%."""
    low = _grouped(value.value * factor)
    if value.high is None:
        # 21.0% is as exact in English.
        precise = _PRECISE.search(fold(value.text)) if sign == "%" and factor == 1 else None
        return (precise.group() if precise is not None else low) + sign
    high = _grouped(value.high * factor)
    return f"{low}{sign} to {high}{sign}" if both else f"{low} to {high}{sign}"


def _fraction(number: Fraction) -> str:
    above, below = number.numerator, number.denominator
    if number == Fraction(1, 2):
        return "half"
    if below in _DENOMINATORS and 0 < above < min(below, 10):
        word = _DENOMINATORS[below]
        return f"{_SMALL[above]} {word}{'s' if above > 1 else ''}"
    decimal = decimal_string(number * 100)
    return f"{above}/{below}" if "/" in decimal else f"{decimal}%"


def _multiple(value: Value) -> str:
    if value.high is not None:
        return f"{_grouped(value.value)} to {_grouped(value.high)} times"
    if "番" in value.text and value.value in _MULTIPLE_WORDS:
        return _MULTIPLE_WORDS[int(value.value)]
    small = _small(value.value)
    return f"{small or _grouped(value.value)} time{'' if value.value == 1 else 's'}"


def _ordinal(number: Fraction) -> str:
    return _ORDINAL_WORDS[int(number) - 1] if 1 <= number <= 9 else ordinal_figures(int(number))


def ordinal_figures(number: int) -> str:
    """``1st``, ``12th``, ``23rd``."""
    suffix = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{suffix}"


def _document(value: Value) -> str:
    year, number = value.parts
    name = f"[{int(year)}] No. {int(number)}"
    if not value.label:
        return name
    # pypinyin loads its dictionaries at import; few texts need them.
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(value.label, style=Style.NORMAL)
    return " ".join([*(syllable.capitalize() for syllable in syllables), name])

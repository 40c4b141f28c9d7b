"""What a numeral means: one frozen :class:`Value` for both languages.

Values are exact (:class:`fractions.Fraction`); nothing here is ever a float. Offsets are code
points in the text the value was found in, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal

__all__ = ["Approximate", "DateParts", "Matching", "Value", "ValueType", "decimal_string"]

ValueType = Literal[
    "cardinal",  # a count or a measured quantity
    "money",  # value in the currency's main unit
    "percent",  # value 12.5 for 12.5%
    "points",  # percentage points
    "permille",
    "fraction",  # 三分之一: 1/3
    "ratio",  # 3:1; the members are in `parts`
    "multiple",  # times as much as before or as another: 是…的3倍, 翻一番
    "growth",  # added on top, in multiples of what was there: 增长3倍 is a growth of 3
    "ordinal",
    "number",  # a thing's number: 6号 → No. 6
    "date",
    "time",  # minutes since midnight
    "decade",  # its first year
    "century",
    "plan",  # a Five-Year Plan's number
    "document",  # 科发〔2019〕12号
]

Approximate = Literal[
    "", "about", "nearly", "over", "under", "more", "at-least", "at-most", "within", "several"
]
"""What is said about exactness: 约 about, 近 nearly, 多/余 over, 超过 more, 不足 under, 以上
at-least, 以下 at-most, 以内 within, 几十/数百 several (then ``value`` is the scale)."""


@dataclass(frozen=True, slots=True)
class DateParts:
    """A point in the calendar, as far as it is given."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    """"", "end", "early", "mid", "late", "H1", "H2", "Q1" … "Q4"."""

    def iso(self) -> str:
        """``2006-11-29``, ``2006-11``, ``2006``, ``--11-29``, ``--11``, ``---29``; then ``/part``."""
        if self.year is not None:
            text = f"{self.year:04d}"
            if self.month is not None:
                text += f"-{self.month:02d}"
        elif self.month is not None:
            text = f"--{self.month:02d}"
        else:
            text = "--" if self.day is not None else ""
        if self.day is not None:
            text += f"-{self.day:02d}"
        return f"{text}/{self.part}" if self.part else text


@dataclass(frozen=True, slots=True)
class Value:
    """A numeral found at ``[start, end)``, which reads ``text``."""

    start: int
    end: int
    text: str
    type: ValueType
    value: Fraction
    unit: str | None = None
    """The unit's English singular where it is fixed ("yuan", "mu", "kilometer", "person")."""
    high: Fraction | None = None
    """The upper end of a range, in the same unit."""
    approximate: Approximate = ""
    """An approximation that is written inside the span."""
    bound: Approximate = ""
    """A limit set by a verb before the span: 超过, 不低于, 达到 …; the English renders it itself."""
    measure: str = ""
    """The Chinese measure word as written (家, 项); "" where there is none."""
    date: DateParts | None = None
    until: DateParts | None = None
    """The last day, month or year of a period."""
    parts: tuple[Fraction, ...] = ()
    """Members of a ratio; year and number of a document number; hour and minute of 17:30."""
    per: str = ""
    """What the amount is counted for, in English: "ton" of 元/吨, "person per day" of 元/人·天."""
    label: str = ""
    """A document number's issuer code as written (科发); "plan" or "period" of a Five-Year Plan;
    the English word before a thing's number ("Attachment", "Article"); "limits" of a range with
    both ends named (1万元以上5万元以下); "by" of an English percentage that says by how much something grew."""
    required: bool = True
    """Its absence from the other language is an error. False for what good translations often
    leave unsaid or say otherwise: a single one, 首家, bare 万元, 几十, grades."""
    enforce: bool = False
    """Worth deciding by code before a model translates the sentence."""
    number_start: int = -1
    number_end: int = -1
    """The span a constraint replaces: the value's own where -1."""
    alternatives: tuple[tuple[ValueType, Fraction], ...] = ()
    """Other (type, value) readings of an ambiguous expression."""

    @property
    def decimal(self) -> str:
        """The exact value as a string: plain decimals, "1/3" where there is no finite decimal,
        ``low-high`` for ranges, ISO dates, ``3:1`` ratios, ``2019-12`` document numbers."""
        if self.type == "date" and self.date is not None:
            text = self.date.iso()
            return f"{text}..{self.until.iso()}" if self.until is not None else text
        if self.type == "ratio":
            return ":".join(decimal_string(part) for part in self.parts)
        if self.type == "document":
            return "-".join(decimal_string(part) for part in self.parts)
        if self.type == "time":
            text = clock(self.value)
            return f"{text}-{clock(self.high)}" if self.high is not None else text
        if self.type == "decade" and self.date is not None:
            return f"{decimal_string(self.value)}{self.date.iso()}"
        text = decimal_string(self.value)
        return f"{text}-{decimal_string(self.high)}" if self.high is not None else text


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of the values of a segment and its translation."""

    pairs: tuple[tuple[Value, Value], ...]
    """Chinese and English values that say the same."""
    missing: tuple[Value, ...]
    """Chinese values without a counterpart."""
    extra: tuple[Value, ...]
    """English values without a counterpart."""
    differing: tuple[tuple[Value, Value], ...] = ()
    """Pairs whose number agrees but not its limit: 近300 against "more than 300"."""

    @property
    def clean(self) -> bool:
        """Nothing is missing, nothing was added, no limit was turned round."""
        return not (self.missing or self.extra or self.differing)


def decimal_string(number: Fraction) -> str:
    """``number`` without exponent or trailing zeros; ``1/3`` where no finite decimal exists."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    with localcontext() as context:
        # Exact: a fraction with denominator 2^a·5^b needs at most max(a, b) decimal places.
        context.prec = len(str(number.numerator)) + 4 * len(str(number.denominator)) + 4
        text = format(Decimal(number.numerator) / Decimal(number.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def clock(minutes: Fraction) -> str:
    """``09:30`` for 570."""
    whole = int(minutes)
    return f"{whole // 60:02d}:{whole % 60:02d}"

"""What is said around a number: raised by or to, a day or a month, billions or millions, Grade II or III.

The figure itself agrees, or there is none; what the sentence makes of it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.document import Span
from toolkit.numerals import Matching, Value

__all__ = ["Contradiction", "find_contradictions"]

_CHANGE = "(?:提高|提升|增加|增长|上升|上涨|上调|扩大|降低|下降|下调|减少|压缩|缩短|精简|调整|增|降|减|升|涨)"
_AMOUNT = "(?!(?:值|率|额|幅|速))"
_ZH_TO = re.compile(
    rf"{_CHANGE}[到至为][^，。；、\d到至为]{{0,6}}$|(?<![\d至到达])[到至]$|(?<![增涨降减升].)(?<![增涨降减升幅速率])达到$"
)
_ZH_BY = re.compile(
    rf"(?>{_CHANGE}|减轻|减征|减免|收窄|节约){_AMOUNT}[^，。；、\d到至为达占共元个的]{{0,6}}$"
)
_EN_CHANGE = re.compile(
    r"\b(?:rais|ris|rose|increas|gr[eo]w|expand|reduc|cut|fell|fall|drop|declin|decreas|lower"
    r"|shorten|shr[aiu]nk|adjust|up\b|down\b|climb|jump|narrow|bring|brought)",
    re.IGNORECASE,
)
_SOME = "(?:(?:about|around|nearly|almost|some|over|just|only|more than|less than|up to) )?"
_EN_TO = re.compile(rf"\bto {_SOME}$")
_RATE_ITSELF = re.compile(r"\b(?:bring|brought|growth|rate of)\b", re.IGNORECASE)
_EN_BY = re.compile(rf"\bby {_SOME}$")
_CLAUSE = 60
"""Characters in front of a number in which its verb stands."""

# Per what: how Chinese says it, the characters without which it does not speak of it, the English.
_RATES = tuple(
    (re.compile(zh), re.compile(any_of), re.compile(en, re.IGNORECASE))
    for zh, any_of, en in (
        ("每小时", "时", r"\b(?:(?:per|an|each|every) hour|hourly)\b"),
        ("每[天日]|日均", "[天日]", r"\b(?:(?:per|a|each|every) day|daily)\b"),
        ("每个?(?:周|星期)|周均", "周|星期", r"\b(?:(?:per|a|each|every) week|weekly)\b"),
        ("每个?月|月均", "月", r"\b(?:(?:per|a|each|every) month|monthly)\b"),
        ("每个?季", "季", r"\b(?:(?:per|a|each|every) quarter|quarterly)\b"),
        ("每年|年均", "年", r"\b(?:(?:per|a|each|every) year|per annum|yearly|annual(?:ly)?)\b"),
    )
)

_ROMAN = dict(
    zip("ⅠⅡⅢⅣⅤⅥⅦⅧ", "I|1|one|first II|2|two|second III|3|three|third IV|4|four|fourth V|5|five|fifth"
        " VI|6|six|sixth VII|7|seven|seventh VIII|8|eight|eighth".split(), strict=True)
)  # fmt: skip
_ROMAN_SIGN = re.compile("[ⅠⅡⅢⅣⅤⅥⅦⅧ]")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Chinese and English that cannot both be right; offsets are those of the compared texts."""

    message: str
    source: Span | None
    target: Span | None


def find_contradictions(
    source: str,
    target: str,
    chinese: Sequence[Value],
    english: Sequence[Value],
    matching: Matching,
) -> Iterator[Contradiction]:
    """What contradicts in ``source`` and ``target``, whose values and their matching are given."""
    yield from _directions(source, target, matching)
    yield from _rates(source, target)
    yield from _roman(source, target)
    yield from _loose_ends(chinese, english, matching)


def _directions(source: str, target: str, matching: Matching) -> Iterator[Contradiction]:
    """Raised by 50% is not raised to 50%."""
    for value, other in matching.pairs:
        if value.type not in ("cardinal", "money", "percent", "points"):
            continue
        before = target[max(0, other.start - _CLAUSE) : other.start]
        if not _EN_CHANGE.search(before):
            continue
        said = source[: value.start]
        for zh, en, word in ((_ZH_TO, _EN_BY, "by"), (_ZH_BY, _EN_TO, "to")):
            found = zh.search(said)
            if word == "to" and value.type == "percent" and _RATE_ITSELF.search(before):
                continue  # a growth that is raised to 5% is one of 5%
            if found and en.search(before):
                yield Contradiction(
                    f"{found.group()}{value.text} is not “{word} {other.text}”",
                    (found.start(), value.end),
                    (other.start, other.end),
                )


def _rates(source: str, target: str) -> Iterator[Contradiction]:
    """Four yuan a day are not four yuan a month."""
    lost = [(m, en) for zh, _, en in _RATES if (m := zh.search(source)) and not en.search(target)]
    if not lost:
        return
    for _, any_of, en in _RATES:
        other = en.search(target)
        if other and not any_of.search(source):
            match = lost[0][0]
            yield Contradiction(
                f"{match.group()} is not “{other.group()}”", match.span(), other.span()
            )


def _roman(source: str, target: str) -> Iterator[Contradiction]:
    """Ⅲ of the Chinese, which is no numeral to compare, has to be somewhere."""
    for match in _ROMAN_SIGN.finditer(source):
        forms, index = _ROMAN[match.group()], match.start()
        if not re.search(rf"(?i)(?<![\w.,])(?:{forms})(?:s|-?[A-Z])?(?![\w]|[.,]\d)", target):
            yield Contradiction(f"{match.group()} is not in the English", (index, index + 1), None)


def _loose_ends(
    chinese: Sequence[Value], english: Sequence[Value], matching: Matching
) -> Iterator[Contradiction]:
    """Values that might have been left out, but that the other language has otherwise: tens of
    millions for 数十亿, third for 二等."""
    matched = {(value.start, value.end) for value, _ in matching.pairs}
    said = {(other.start, other.end) for _, other in matching.pairs}
    for kind in ("ordinal", "several"):
        left = [v for v in chinese if _is(v, kind) and (v.start, v.end) not in matched]
        if not left:
            continue
        unsaid = [v for v in english if (v.start, v.end) not in said]
        others = [v for v in unsaid if _is(v, kind)]
        if any(value.value == other.value for value in left for other in unsaid):
            continue
        for value, other in zip(left, others, strict=False):
            if not value.required and not other.required and value.unit == other.unit:
                yield Contradiction(
                    f"{value.text} is not “{other.text}”",
                    (value.start, value.end),
                    (other.start, other.end),
                )


def _is(value: Value, kind: str) -> bool:
    return value.approximate == kind if kind == "several" else value.type == kind

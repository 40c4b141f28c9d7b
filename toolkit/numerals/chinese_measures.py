"""What follows a number in Chinese: a unit, a currency, a measure word, 左右, 以上."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.numerals.units import COUNTERS, CURRENCIES, HAN_COUNTERS, UNITS
from toolkit.numerals.value import Approximate

__all__ = ["Measure", "bound_before", "more_after", "prefix_before", "read_measure", "suffix_after"]


# What a unit's character begins when it is no unit: 三年级, 5周年, 30万元旦, 10升级.
_NOT_UNIT = {
    "元": r"(?![旦月年素宵首件器老化宝代])",
    "年": r"(?![级代华糕])",
    "周": r"(?![年岁边期转密围末])",
    "日": r"(?!报[社纸刊道]|[常本程均志益历游用元光新瓦])",
    "大": r"(?![小学会队众家型量])",
    "天": r"(?![然津气文线])",
    "人": r"(?![民才大均类工社事员力心格物参防])",
    "户": r"(?![籍口外型])",
    "升": r"(?![级高至到为入学降温迁])",
    "克": r"(?![服隆])",
    "米": r"(?![粉饭兰])",
    "瓦": r"(?![斯解])",
}
_FIGURE_WORDS = re.compile(
    "|".join(
        re.escape(word) + _NOT_UNIT.get(word, r"(?![A-Za-z])" if word.isascii() else "")
        for word in sorted(
            set(UNITS) | set(COUNTERS) | {"周年", "季度", "站", "课", "集"}, key=len, reverse=True
        )
    )
)
_NOT_HAN = {
    "门": r"(?![峡市])",
    "台": r"(?![县山河湾])",
    "部": r"(?![曲分门队委])",
    "大": r"(?![队学小众会力多家])",
    "点": r"(?!点滴)",
    "面": "(?!)",
    "项": r"(?!目?规定精神)",
    "道": r"(?![路德])",
    "口": r"(?![号径气])",
    "字": r"(?![路])",
    "期": r"(?![间末望])",
    "处": r"(?![长级理置])",
    "次": r"(?![性品数生])",
    "起": "(?![来草点步])",
    "层": r"(?![次级面])",
    "步": r"(?![伐入])",
    "位": r"(?![一体数])",
    "条": r"(?![例件])",
    "首": r"(?![先要])",
    "本": r"(?![来身地科])",
}
_HAN_WORDS = re.compile(
    "|".join(
        re.escape(word) + _NOT_HAN.get(word, "") + _NOT_UNIT.get(word, "")
        for word in sorted(
            set(HAN_COUNTERS) | set(UNITS) | {"周年", "级", "季度"}, key=len, reverse=True
        )
    )
)
_SUFFIX = re.compile(
    r"\s*(?:(?P<about>左右|上下(?![功工联一都齐班游级同]))|(?P<least>(?:[(](?:含|不含)[)]\s*)?(?:及其?|或)?以上(?!所述|[情内几措工项]|问题|规定))"
    r"|(?P<most>(?:[(](?:含|不含)[)]\s*)?(?:及其?|或)?以下(?![情内几措工简列]|方面))|(?P<within>以内|之内))"
)
_MORE = re.compile(r"\s*[多余](?![种样元功媒功次年])")
_PREFIX = re.compile(
    r"(?P<about>大约|大概|约(?<![节合违条公制预签集履契邀婚隐简赴]约))\s*$"
    r"|(?P<nearly>将近|接近|(?<![附最临邻接靠逼新])近)\s*$"
    r"|(?P<over>逾|超(?!过)(?<!高超))\s*$"
    r"|(?P<under>不足|不到)\s*$"
)
_SCALE_PREFIX = re.compile(r"(?<![以之县市省路网会早晚马身纸])[上过]\s*$")
_NEGATED = r"不(?:得|应|能|宜|可|会|再|准|允许)?"
_BOUND = re.compile(
    rf"(?P<most>{_NEGATED}(?:超过|高于|多于|大于|超出|长于|晚于|迟于|突破)|最多|最高不|至多|最高可?达?|控制在)\s*(?:了)?\s*$"
    rf"|(?P<least>{_NEGATED}(?:低于|少于|小于|短于|早于|不足)|最少|至少|最低|不下)\s*(?:了)?\s*$"
    r"|(?P<more>(?:超过|突破|高于|多于|大于|超出|高出)了?)\s*$"
    r"|(?P<under>(?:低于|少于|小于|不满|未满|未达到|未达)了?)\s*$"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure word with its end; ``unit`` is its fixed English, None for a mere counter."""

    word: str
    end: int
    unit: str | None
    currency: bool = False
    loose: bool = False
    time: bool = False


def read_measure(text: str, start: int, *, han: bool) -> Measure | None:
    """The measure at ``start`` (one space before it is allowed after figures).

    ``han`` asks for those that make a number of a single character before them.
    """
    position = start
    if not han and text[position : position + 1] == " ":
        position += 1
    match = (_HAN_WORDS if han else _FIGURE_WORDS).match(text, position)
    if match is None:
        return None
    word = match.group()
    unit = UNITS.get(word)
    if unit is None:
        return Measure(word, match.end(), None)
    return Measure(
        word,
        match.end(),
        unit.singular,
        unit.singular in CURRENCIES,
        unit.loose,
        unit.dimension == "time",
    )


def suffix_after(text: str, start: int) -> tuple[Approximate, int] | None:
    """左右, 以上, 以下, 以内 at ``start``."""
    match = _SUFFIX.match(text, start)
    if match is None:
        return None
    kind: Approximate = (
        "about"
        if match["about"]
        else "at-least"
        if match["least"]
        else "at-most"
        if match["most"]
        else "within"
    )
    return kind, match.end()


def more_after(text: str, start: int) -> int | None:
    """The end of 多 or 余 behind a unit: 3年多, 5公里多."""
    match = _MORE.match(text, start)
    return None if match is None else match.end()


def prefix_before(text: str, start: int, *, scale: bool) -> tuple[Approximate, int] | None:
    """近, 约, 逾, 不足 … that end at ``start``, and where they begin; 上 and 过 before a bare scale."""
    window = max(0, start - 5)
    match = _PREFIX.search(text, window, start)
    if match is not None:
        kind: Approximate = (
            "about"
            if match["about"]
            else "nearly"
            if match["nearly"]
            else "over"
            if match["over"]
            else "under"
        )
        return kind, match.start()
    if scale:
        match = _SCALE_PREFIX.search(text, window, start)
        if match is not None:
            return "over", match.start()
    return None


def bound_before(text: str, start: int) -> Approximate:
    """The limit that a verb before ``start`` sets: 超过, 不低于, 最多."""
    match = _BOUND.search(text, max(0, start - 9), start)
    if match is None:
        return ""
    if match["most"]:
        return "at-most"
    if match["least"]:
        return "at-least"
    return "more" if match["more"] else "under"

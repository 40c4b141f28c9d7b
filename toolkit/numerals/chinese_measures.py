"""What follows a number in Chinese: a unit, a currency, a measure word, 左右, 以上."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.numerals.units import COUNTERS, CURRENCIES, HAN_COUNTERS, UNITS, UNITS_BY_NAME
from toolkit.numerals.value import Approximate

__all__ = [
    "Measure",
    "bound_before",
    "in_context",
    "minus_before",
    "more_after",
    "per_after",
    "prefix_before",
    "read_measure",
    "suffix_after",
]


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
    "里": r"(?![程面外氏约弄巷弯社院])",
    "担": r"(?![任保当负心架忧])",
    "夜": r"(?![间里晚色校总市景班])",
    "兆": r"(?![瓦帕赫欧伏])",
    "分": r"(?![地田])",
    "方": r"(?![面向案法式针位便言圆略])",
}
# 五里村, 十里铺 are places; figures and longer numbers count them.
_NEVER_BEHIND_ONE = frozenset({"里"})
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
            (set(HAN_COUNTERS) | set(UNITS) | {"周年", "级", "季度"}) - _NEVER_BEHIND_ONE,
            key=len,
            reverse=True,
        )
    )
)
_ANY = re.compile("")
_CONTEXTS: dict[str, tuple[tuple[re.Pattern[str], re.Pattern[str] | None, str], ...]] = {
    "度": (
        (
            re.compile(
                "(?:[东西]经|[南北]纬|坡度?|倾斜|角度?|烈度|温度?|烧|偏转|旋转)[^，。；、]{0,6}$"
            ),
            None,
            "degree",
        ),
        (re.compile("[用耗节发售供]电|电[量力价]"), re.compile("电"), "kWh"),
    ),
    "级": (
        (
            re.compile("里氏|震级|地震"),
            re.compile(r"(?:左右|以上|以下)?(?:、\d\.\d级以[上下])?的?(?:浅源|强|大)?地震"),
            "magnitude",
        ),
    ),
    "分": (
        (re.compile("小?时$"), re.compile(r"\s*\d{1,2}(?:\.\d+)?秒"), "minute"),
        (_ANY, None, "point"),
    ),
    "字": ((_ANY, None, "character"),),
    "兆": ((re.compile("带宽|宽带|网速|速率|光纤"), re.compile("带宽|宽带|光纤"), "Mbps"),),
    "方": (
        (
            re.compile("[水土石砂沙木气]|混凝土|库容|渣"),
            re.compile("[水土石砂沙木]"),
            "cubic meter",
        ),
    ),
}
_CLAUSE = re.compile("[，。；：、,;:]")
_CONTEXT_WIDTH = 12
_REACH = {"度": (60, re.compile("[。\n]"))}  # 第二档181至350度 goes on counting what the first did
_PER_NAMES = {"月": "month", "人": "person", "户": "household", "时": "hour"}
_PER_WORD = "|".join(sorted({*UNITS, *_PER_NAMES}, key=len, reverse=True))
_PER = re.compile(rf"\s?/\s?({_PER_WORD})(?:[·.]({_PER_WORD}))?(?![A-Za-z次均])")
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
# A hyphen is a minus sign behind a word, a bracket or nothing; behind a number it joins a range.
_MINUS = re.compile(
    r"(?:^|(?<=[\u4e00-\u9fff(:：,，、~—\s])(?<![一二三四五六七八九十百千万亿成元年月日时个亩吨]))-$|零下$"
)
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
    return _measure_of(word, match.end(), unit.singular if unit is not None else None)


def _measure_of(word: str, end: int, name: str | None) -> Measure:
    if name is None:
        return Measure(word, end, None)
    unit = UNITS_BY_NAME[name]
    return Measure(word, end, name, name in CURRENCIES, unit.loose, unit.dimension == "time")


def in_context(text: str, start: int, measure: Measure | None) -> Measure | None:
    """``measure`` with the unit that only its surroundings tell: 用电380度, 坡度25度, 得98.5分.

    ``start`` is where its number begins.
    """
    if measure is None or measure.word not in _CONTEXTS:
        return measure
    width, clause = _REACH.get(measure.word, (_CONTEXT_WIDTH, _CLAUSE))
    before = clause.split(text[max(0, start - width) : start])[-1]
    for cue, follow, unit in _CONTEXTS[measure.word]:
        if cue.search(before) or (follow is not None and follow.match(text, measure.end)):
            return _measure_of(measure.word, measure.end, unit)
    return measure


def per_after(text: str, measure: Measure) -> tuple[str, int] | None:
    """What stands behind the slash of 元/吨 and 元/人·天, in English, and where it ends."""
    match = _PER.match(text, measure.end)
    if match is None or measure.unit is None:
        return None
    names = [_PER_NAMES.get(word) or UNITS[word].singular for word in match.groups() if word]
    return " per ".join(names), match.end()


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


def minus_before(text: str, start: int) -> int | None:
    """Where a minus sign, or 零下, begins that ends at ``start``."""
    match = _MINUS.search(text, max(0, start - 2), start)
    return None if match is None else match.start()


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

"""Numbers and marks that the source lost: reported with their place, never invented.

A measure word without its number (``项目个，``), a year without its last digit, two years without the
dash between them, a share without its ``%``, empty quotation marks. Some signs are plain; others are
good Chinese now and then (``有个`` for 有一个) and count only in a document that is plainly damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.document import Damage, RepairedParagraph
from toolkit.repair.characters import HAN
from toolkit.repair.measures import COUNTED, DETERMINERS, PEOPLE, UNITS
from toolkit.repair.words import tokens_around
from toolkit.segmenter import Segmenter
from toolkit.traditional import to_simplified

__all__ = ["find_losses"]

_AROUND = 8  # characters of context in a message
_PLAIN_SIGNS = 2  # plain losses a document must have before doubtful ones count


@dataclass(frozen=True, slots=True)
class _Loss:
    place: int
    kind: Literal["lost-number", "lost-mark"]
    what: str
    plain: bool = True


def find_losses(
    paragraphs: Sequence[RepairedParagraph], segmenter: Segmenter
) -> tuple[Damage, ...]:
    """Every place where a number or a mark is missing, in document order."""
    found: list[tuple[RepairedParagraph, _Loss]] = []
    for paragraph in paragraphs:
        text = to_simplified(paragraph.text)
        in_cell = paragraph.kind == "cell" and not re.search("[，。；]", text)
        losses = {loss.place: loss for loss in _by_shape(text, in_cell)}
        if not in_cell:
            for loss in _by_measure(text, segmenter):
                if loss.place not in losses or not losses[loss.place].plain:
                    losses[loss.place] = loss
        found.extend((paragraph, losses[place]) for place in sorted(losses))
    plain = sum(loss.plain for _, loss in found)
    return tuple(
        _damage(paragraph, loss) for paragraph, loss in found if loss.plain or plain >= _PLAIN_SIGNS
    )


def _damage(paragraph: RepairedParagraph, loss: _Loss) -> Damage:
    text, place = paragraph.text, loss.place
    around = f"{text[max(0, place - _AROUND) : place]}▢{text[place : place + _AROUND]}"
    source = paragraph.offsets.to_source(place)
    return Damage(loss.kind, source, source, f"{loss.what} seems to be missing at ▢: {around}")


# ----------------------------------------------------------------------- signs of shape alone

_TWO_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d ?(?=(?:19|20)\d\d ?年)")
_YEAR_RANGE = re.compile(r"(?<![\d.])(\d{1,4})[-—–~～―－](\d{1,4}) ?(?=年)")
_SHORT_YEAR = re.compile(
    rf"(?:^|(?<=[{HAN}，。；：“（、]))(?<![近约超过达满有余逾上用第])(?:19\d|20\d)(?= ?年"
    r"(?!来|历史|前|后|以|间|内|的?(?:历史|发展)|[，。、]|树|老|纪念|期|代|一遇|洪水|大计|校庆|华诞))"
)
_EMPTY_QUOTES = re.compile("“(?=”)")
_BARE_PERCENT = re.compile(rf"(?<=[{HAN}，])(?<!位)(?=[%％‰](?:$|[，。；：、）”\s]|以|左|[{HAN}]))")
_COMPANIES = re.compile(
    r"(?:新增|净增|新认定|认定|发展到|增加到|达到|累计|共有|现有|关停)[^，。；、]{0,14}企业(?=家(?:[，。；、（]|以上|$))"
)
_BARE_FRACTION = re.compile(r"百分之(?![零〇一二三四五六七八九十百\d几点])")
_SHARE = re.compile(
    r"(?:占(?!地|用|道|线|有|据)[^，。；：、]{0,24}?|比重[^，。；：、\d]{0,8}|比例[^，。；：、\d]{0,8}"
    r"|(?<![积汇频倍效])率[^，。；：、\d]{0,6}|(?:增长|下降|递增|增幅|降幅)(?:了|达|为|到)? ?)"
    r"(?:达到?|为|至|到|上升到|提高到|的)? ?(?<![\d.])(\d{1,3}(?:\.\d+)?)(?= ?(?:[，。；）]|$))"
)
_SHARE_IN_TURN = re.compile(
    r"\d ?[%％]，[^，。；：、\d]{1,12}(?:为|达|占|达到) ?(\d{1,3}(?:\.\d+)?)(?= ?(?:[，。；）]|$))"
)
_SHARE_OF_PLAN = re.compile(
    r"(?:计划|任务|目标|指标|预算|总数|总量|同期|上年)数?的 ?(?<![\d.])(\d{2,3}(?:\.\d+)?)(?= ?(?:[，。；）]|$))"
)
_NOT_A_SHARE = re.compile(r"第 ?\d+$|\d[:：/]\d+$|(?:率|比)[^，。]{0,4}(?:分别|由|从)")
_ORDINAL = re.compile(r"(?<![次门及落等科府])第(?=[届批期](?![待望]))")
_DECIMAL = re.compile(r"\d\.(?=[万亿%％])")
_YEAR_OF_TITLE = re.compile(
    rf"(?<=[{HAN}])(?<![今去前明后本当每全历近往同整半新多数几两十百千万亿一二三四五六七八九零〇常青成少老来次上逐"
    r"连跨学末期生丰贺过拜初翌隔某该这那此元余各昨卅廿考按头周满度壮晚早中])(?=年(?:工作|国民经济|财政预算|政府工作"
    r"|重点工作|上半年|下半年))"
)


def _by_shape(text: str, in_cell: bool) -> Iterator[_Loss]:
    for match in _TWO_YEARS.finditer(text):
        yield _Loss(match.start() + 4, "lost-mark", "the dash between two years")
    for match in _YEAR_RANGE.finditer(text):
        for group in (1, 2):
            if len(match.group(group)) == 3 and match.group(group)[:2] in ("19", "20"):
                yield _Loss(match.end(group), "lost-number", "the last digit of a year")
    for match in _SHORT_YEAR.finditer(text):
        yield _Loss(match.end(), "lost-number", "the last digit of a year")
    for match in _EMPTY_QUOTES.finditer(text):
        yield _Loss(match.end(), "lost-number", "what stood between the quotation marks")
    for match in _BARE_FRACTION.finditer(text):
        yield _Loss(match.end(), "lost-number", "the number of a percentage")
    for match in _ORDINAL.finditer(text):
        yield _Loss(match.end(), "lost-number", "an ordinal's number")
    for match in _DECIMAL.finditer(text):
        yield _Loss(match.end(), "lost-number", "the decimal places of a number")
    for match in _YEAR_OF_TITLE.finditer(text):
        yield _Loss(match.start(), "lost-number", "the number of a year")
    if in_cell:
        return
    for match in _COMPANIES.finditer(text):  # 企业（5）家, which a dictionary takes for 企业家
        yield _Loss(match.end(), "lost-number", "the number in front of 家")
    for match in _BARE_PERCENT.finditer(text):
        yield _Loss(match.start(), "lost-number", "the number of a percentage")
    for match in _SHARE_IN_TURN.finditer(text):
        yield _Loss(match.end(1), "lost-mark", "the % of a share")
    for match in _SHARE_OF_PLAN.finditer(text):
        yield _Loss(match.end(1), "lost-mark", "the % of a share")
    for match in _SHARE.finditer(text):
        if float(match.group(1)) <= 100 and not _NOT_A_SHARE.search(match.group()):
            yield _Loss(match.end(1), "lost-mark", "the % of a share")


# ------------------------------------------------------- measure words without their number

_ALL_MEASURES = sorted({*COUNTED, *UNITS}, key=len, reverse=True)
_AT_LEAST = (
    "不得超过 不超过 不高于 不低于 不少于 不多于 不得少于 不得低于 不足 超过 达到 至少 至多 最多 最少 增加到 提高到 减少到 "
    "下降到 共计 总计 合计 累计 共 达 仅 约"
).split()
_HAVING = "已有 现有 设有 建有 共有".split()
_PERIOD = (
    "今后 未来 连续 期限为 为期 有效期 任期 期限 有效期为 任期为 试用期为 服务期不少于".split()
)
_FOLLOWING_MARK = r"[，。；、：！？（）”]|$"
_MEASURE_AT_MARK = re.compile(
    rf"(?<=[{HAN}”》）])(?<![{DETERMINERS}])(?:{'|'.join(_ALL_MEASURES)})(?={_FOLLOWING_MARK})"
)
_MEASURE_INSIDE = re.compile(
    rf"(?:^|(?<=[{HAN}，。；：“（、）”]))(?<![{DETERMINERS}])"
    rf"(?:个(?![人体别性案旧中头税股转])|名(?![优列为次义誉副符特称声家牌师胜贵])|(?<=[导持动扶])家(?![庭长乡园里门具中])"
    rf"|(?:^|(?<=[，。；、：]))(?:家(?=企业|公司|单位|合作社)|项(?=目?[^目])))"
    rf"(?=[{HAN}])"
)
_AFTER_LIMIT = re.compile(
    rf"(?P<limit>{'|'.join(sorted([*_AT_LEAST, *_HAVING], key=len, reverse=True))})"
    rf"(?P<measure>{'|'.join(_ALL_MEASURES)})(?=[{HAN}，。；、：）”]|$)"
)
_AFTER_PERIOD = re.compile(
    rf"(?:{'|'.join(sorted(_PERIOD, key=len, reverse=True))})(?P<measure>年|个?月|天|日)(?=的|{_FOLLOWING_MARK}|内)"
)
_AFTER_HAVE = re.compile(rf"(?<=有|盖|及)(?P<measure>家|名|处|项|个|户|位|所|起|件)(?=[{HAN}])")
_BEFORE_COUNT = frozenset(
    "有 等 对 在 由 将 的 了 及 和 与 区 县 市 镇 乡 村 局 省 成 增 内 中 共 达 后".split()
)
_OWN_WORDS = frozenset("是 作 做 搞 当 找 来 像 还有 就是 没有 没 弄 开 打 问".split())
_MAY_FOLLOW_LIMIT = re.compile(r"的|以|左右|及|并|和|，|。|；|、|：|）|”|$")
_UNSURE = frozenset("家 项 户 份 台 套 件 起 次".split())
_NOT_COUNTED = ("强弱", "类", "分", "选", "首台", *PEOPLE, *"日月年时天期初今后度段".strip())
_SURE_UNITS = frozenset(UNITS) - frozenset("元 米 亿 个月 小时 学时 课时 立方 周岁 场次".split())
_ROUND = frozenset("突破 超过 不足 达到 达 过".split())
_NOT_BEFORE_UNIT = frozenset("单位 按 以 用 计 每 上 近 过".split())


def _by_measure(text: str, segmenter: Segmenter) -> Iterator[_Loss]:
    what = "the number in front of {}"
    for match in _AFTER_LIMIT.finditer(text):
        start, end = match.span("measure")
        if _is_word(text, start, end, segmenter) and _limit_counts(text, match, segmenter):
            yield _Loss(start, "lost-number", what.format(match.group("measure")))
    for match in _AFTER_PERIOD.finditer(text):
        start, end = match.span("measure")
        if _is_word(text, start, end, segmenter):
            yield _Loss(start, "lost-number", what.format(match.group("measure")))
    for match in _MEASURE_AT_MARK.finditer(text):
        loss = _at_mark(text, match, segmenter)
        if loss is not None:
            yield loss
    for match in _MEASURE_INSIDE.finditer(text):
        loss = _inside(text, match, segmenter)
        if loss is not None:
            yield loss
    for match in _AFTER_HAVE.finditer(text):
        start, end = match.span("measure")
        around = tokens_around(text, start, end, segmenter)
        if around and around[1] and _counts(match.group("measure"), around[1]):
            yield _Loss(start, "lost-number", what.format(match.group("measure")), plain=False)


def _is_word(text: str, start: int, end: int, segmenter: Segmenter) -> bool:
    return tokens_around(text, start, end, segmenter) is not None


def _limit_counts(text: str, match: re.Match[str], segmenter: Segmenter) -> bool:
    """Whether what stands behind a limit and a measure word lets the measure be one."""
    measure, end = match.group("measure"), match.end()
    if match.group("limit") in _HAVING:
        return measure not in ("人", "年", "天", "本", "场")
    if measure in ("万元", "亿元") and match.group("limit") in _ROUND:
        return False
    if _MAY_FOLLOW_LIMIT.match(text, end):
        return measure not in ("人", "家", "本") or match.group("limit") not in ("达", "共", "约")
    around = tokens_around(text, match.start("measure"), end, segmenter)
    if around is None or not around[1]:
        return False
    return measure in ("个", "个工作日") or _counts(measure, around[1])


def _counts(measure: str, following: Sequence[str]) -> bool:
    """Whether one of the next two words is something this measure word counts."""
    nouns = COUNTED.get(measure, ())
    if not nouns:
        return measure == "个" and len("".join(following[:2])) >= 2
    return any(word.endswith(nouns) for word in following[:3])


def _at_mark(text: str, match: re.Match[str], segmenter: Segmenter) -> _Loss | None:
    measure = match.group()
    around = tokens_around(text, match.start(), match.end(), segmenter)
    if around is None:
        return None
    before = around[0]
    previous = before[-1] if before else ""
    if measure in UNITS:
        if previous in _ROUND and measure in ("万元", "亿元"):
            return None  # 首次突破万元: the unit itself is the number
        if not previous or previous in _NOT_BEFORE_UNIT or len(previous) < 2:
            return None
        plain = measure in _SURE_UNITS
    elif not previous or previous in COUNTED or previous in UNITS:
        return None
    elif measure == "个":
        plain = True
    elif previous.endswith(COUNTED[measure]) or "".join(before[-2:]).endswith(COUNTED[measure]):
        plain = measure not in ("年", "天")
    elif previous == "的" and measure in _UNSURE:
        plain = measure != "家"
    elif measure in _UNSURE and len(previous) >= 2 and not previous.endswith(_NOT_COUNTED):
        if measure == "次" and previous[-1] in COUNTED:
            return None  # 万家次
        plain = False
    else:
        return None
    return _Loss(match.start(), "lost-number", f"the number in front of {measure}", plain)


def _inside(text: str, match: re.Match[str], segmenter: Segmenter) -> _Loss | None:
    measure, start, end = match.group(), match.start(), match.end()
    around = tokens_around(text, start, end, segmenter)
    if around is None and text.startswith("个子", start):
        around = tokens_around(text, start, end + 1, segmenter)  # 个子, height, is not meant
    if around is None:
        return None
    before, after = around
    previous = before[-1] if before else ""
    if measure == "个":
        if previous in _OWN_WORDS or (len(previous) == 1 and previous not in _BEFORE_COUNT):
            return None  # 建个网站, 办个证: spoken Chinese for 一个
        if len("".join(after[:2])) < 2:
            return None
        plain = previous != "有"
    elif measure == "名":
        if not previous.endswith(PEOPLE):
            return None  # 名校长, 名教师: 名 is "famous"
        plain = True
    elif _counts(measure, after):
        plain = True
    else:
        return None
    return _Loss(start, "lost-number", f"the number in front of {measure}", plain)

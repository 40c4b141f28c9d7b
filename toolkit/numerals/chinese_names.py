"""Numbers that name rather than count: plans, document numbers, ordinals, congresses, No. 6."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.chinese_numbers import DIGITS, read_number, read_whole
from toolkit.numerals.value import Value

__all__ = ["read_document_number", "read_name"]

_HAN = "一二三四五六七八九十"
_OPEN = "[“\"‘'「『]"
_CLOSE = "[”\"’'」』]"
_PLAN = re.compile(
    # The first plan ended long ago; 十五 alone is fifteen and needs the quotation marks.
    rf"(?P<open>{_OPEN})\s*(?P<quoted>[{_HAN}]{{1,2}})五(?P<quoted_word>规划|计划|时期|期间)?\s*{_CLOSE}(?!\s*(?:世界)?环境日)"
    rf"\s*(?P<after_quote>规划(?!纲)|计划|时期|期间|以来)?"
    rf"|第(?P<counted>[{_HAN}]{{1,3}})个五年(?P<counted_word>规划|计划)"
    rf"|(?P<free>十[一二三四五六七八九])五(?!五?[个家名项岁天年人次])(?P<free_word>规划|计划|时期|期间|以来)?"
    rf"|(?P<suffixed>[一二三四五六七八九十])五(?P<suffix_word>规划|计划|时期|期间)"
)
_PLAN_LATER = re.compile(r"[^，。；：、“”]{0,14}?(?:规划|计划)")

_DOCUMENT = re.compile(
    r"[〔\[(【﹝]\s*(?P<year>(?:19|20)\d\d)\s*(?:年)?\s*[〕\])】﹞]\s*(?:第\s*)?(?P<number>\d{1,5})\s*号"
)
_ISSUER = re.compile(r"[\u4e00-\u9fff]{1,12}$")
_BEFORE_ISSUER = re.compile(
    r".*(?:根据|按照|依据|依照|参照|遵照|贯彻|落实|执行|关于|印发|转发|下发|发布|废止|见|按|以|和|及|与|或|的|由|《|文件)"
)

_BRACKETED = re.compile(r"第\s*\((?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})\)\s*[项款条目类]?")
# What a place in a law or a book is called; 第一条生产线 is none.
_PLACES = {"条": "Article", "章": "Chapter", "节": "Section", "款": "Paragraph"}
_LAW_BEFORE = re.compile(
    r"(?:[》法例则程约条款]|规定|决定|办法|删除|修[改订]|违反|依照|依据|根据|按照|参照|符合|适用|对照|[条款][、和及或至到])\s*$"
)
_LAW_BEHIND = re.compile(r"第.{1,4}[款项]|的?规定|所[列称述]|之规定|责令")
_TEXT_START = re.compile(r"(?:^|[\n\s])$")

_NUMBER = re.compile(
    r"(?P<prefix>第\s*)?(?P<number>\d{1,5}|[一二三四五六七八九十]{1,3})\s*号(?!召|称|角|码|脉)"
)
_CONGRESS = re.compile(
    r"(?P<number>十[一二三四五六七八九]?|[一二三四五六七八九]|二十[一二三]?)大(?=精神|以来|报告|召开|胜利|会议|代表|[、和]\S{1,8}精神)"
    r"|(?<=党的)(?P<party>十[一二三四五六七八九]|[七八九]|二十[一二三]?)大(?![项类个型])"
)
_PLENARY = re.compile(r"(?P<number>[一二三四五六七八九])中(?=全会|、[一二三四五六七八九]中)")
_SESSION = re.compile(
    rf"(?<=[届大])(?P<number>[{_HAN}]{{1,2}})次(?=会议|全会|全体|代表|党代|[^\W\d_]{{0,6}}会)"
)
_TERM = re.compile(
    rf"(?P<number>二?十[一二三四五六七八九]?|\d{{1,2}})届(?=[{_HAN}人政区县市省全党常]|委员|理事|中央|任期)"
)
_SMALL_TERM = re.compile(
    r"(?P<number>[一二三四五六七八九])届(?=[一二三四五六七八九十]{1,2}[次中]|人大|政协|党代|区委|县委|市委|省委|理事)"
)
_CONSECUTIVE = re.compile(rf"(?P<number>[{_HAN}]{{1,3}})连[增丰涨冠升跌]")
_SCHOOL = re.compile(rf"(?<=[县市区省])(?P<number>[{_HAN}]{{1,2}})中(?![全、心央小])")
_CENSUS = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})普(?=工作|数据)")
_GRADE = re.compile(
    rf"(?P<number>[{_HAN}])(?P<word>等奖|等功|级(?!跳|甲等)|期(?=工程|项目|建设|规划|改造|扩建|投资)|年级|类(?=[水地区用标疫费建企城事车]|水质)|等(?=秘书|座))"
)
_FIRST = re.compile(r"首(?P<word>[家个批次届台套部座例条项期张位名只片列艘架枚](?!要|长))")
_LISTED = re.compile(rf"(?P<number>[{_HAN}]{{1,2}})[是要](?!否|非)")
_ORDINAL_WORDS = re.compile(
    r"\s*(?:一季度|批次?|届|次|轮|期|条|章|节|款|项|名|位|个|家|版|代|条|部分|步|季度|阶段|类|级|部|集|场|站|台|套|年度|年|天|周|期)"
)
_LOOSE_ORDINAL = re.compile(
    r"[一二三](?:产业|、三产业|和第三产业|方|者|世界|人称|时间|手|线|把|书记|生产力|资源|动力|要务|要义|责任|议题)"
)


def read_document_number(text: str, bracket: int, floor: int) -> Value | None:
    """The document number whose bracket stands at ``bracket``: 科发〔2019〕12号.

    The issuer's code is read leftwards, not beyond ``floor``.
    """
    match = _DOCUMENT.match(text, bracket)
    if match is None:
        return None
    before = text[max(floor, bracket - 12) : bracket]
    issuer = _ISSUER.search(before)
    label = issuer.group() if issuer is not None else ""
    cut = _BEFORE_ISSUER.match(label)
    if cut is not None:
        label = label[cut.end() :]
    start = bracket - len(label)
    year, number = int(match["year"]), int(match["number"])
    return Value(
        start,
        match.end(),
        text[start : match.end()],
        "document",
        Fraction(number),
        parts=(Fraction(year), Fraction(number)),
        label=label,
        enforce=2 <= len(label) <= 8,
    )


def read_name(text: str, start: int) -> Value | None:
    """The naming number that begins at ``start`` of folded ``text``."""
    for read in (_plan, _ordinal, _congress, _thing, _school, _grade, _listed):
        value = read(text, start)
        if value is not None:
            return value
    return None


def _digits(text: str) -> Fraction | None:
    if text.isdigit():
        return Fraction(int(text))
    if len(text) > 1 and all(character in DIGITS for character in text):
        return None
    return read_whole(text)


def _plan(text: str, start: int) -> Value | None:
    match = _PLAN.match(text, start)
    if match is None:
        return None
    number = _digits(match["quoted"] or match["counted"] or match["free"] or match["suffixed"])
    if number is None or not 1 <= number <= 19:
        return None
    word = next(
        (
            match[name]
            for name in ("quoted_word", "after_quote", "counted_word", "free_word", "suffix_word")
            if match[name]
        ),
        "",
    )
    end = match.end()
    if word == "以来":
        # 十五以来: since the period began; the words are the sentence's own.
        end -= len(word)
        word = "时期"
    elif not word:
        word = "规划" if _PLAN_LATER.match(text, end) else "时期"
    kind = "plan" if word in ("规划", "计划") else "period"
    return Value(start, end, text[start:end], "plan", number, label=kind, enforce=True)


def _ordinal(text: str, start: int) -> Value | None:
    if text[start] == "首":
        match = _FIRST.match(text, start)
        if match is None:
            return None
        return Value(
            start,
            match.end(),
            match.group(),
            "ordinal",
            Fraction(1),
            measure=match["word"],
            required=False,
            number_start=start,
            number_end=start + 1,
        )
    if text[start] != "第":
        return None
    position = start + 1
    while position < len(text) and text[position] == " ":
        position += 1
    thing = _NUMBER.match(text, start)
    if thing is not None:
        return _thing(text, start)
    bracketed = _BRACKETED.match(text, start)
    if bracketed is not None:
        item = _digits(bracketed["number"])
        if item is None:
            return None
        return Value(start, bracketed.end(), bracketed.group(), "ordinal", item, label="Item")
    reading = read_number(text, position)
    if reading is None or reading.high is not None or reading.more or reading.several:
        return None
    measure = _ORDINAL_WORDS.match(text, reading.end)
    loose = _LOOSE_ORDINAL.match(text, position)
    end = measure.end() if measure is not None and loose is None else reading.end
    number = reading.low
    required = loose is None and not (
        number == 1 and (measure is None or measure.group() in "名位个家")
    )
    word = measure.group().strip() if measure is not None and loose is None else ""
    label = _place(text, start, end, word)
    if label:
        return Value(
            start,
            end,
            text[start:end],
            "ordinal",
            number,
            measure=word,
            label=label,
            enforce=word in ("条", "章"),
        )
    return Value(
        start,
        end,
        text[start:end],
        "ordinal",
        number,
        measure=word,
        required=required,
        enforce=number >= 4 and word not in ("", "期", "条", "章", "节", "款", "项"),
        number_start=start,
        number_end=reading.end,
    )


def _place(text: str, start: int, end: int, word: str) -> str:
    """What the place in a law or a book is called in English; "" where it is none."""
    label = _PLACES.get(word, "")
    if word in ("条", "款"):
        alone = not text[:start].strip() and not text[end:].strip()
        before = _LAW_BEFORE.search(text, max(0, start - 5), start)
        if not (alone or before or _LAW_BEHIND.match(text, end)):
            return ""
    elif word == "节" and not _TEXT_START.search(text, max(0, start - 1), start):
        return ""
    return label


def _congress(text: str, start: int) -> Value | None:
    for pattern in (_CONGRESS, _PLENARY, _SESSION, _TERM, _SMALL_TERM, _CONSECUTIVE, _CENSUS):
        match = pattern.match(text, start)
        if match is None:
            continue
        digits = next(group for group in match.groups() if group)
        number = _digits(digits)
        if number is None or (pattern is _TERM and number < 4):
            continue
        row = pattern is _CONSECUTIVE
        return Value(
            start,
            match.end(),
            match.group(),
            "ordinal",
            number,
            measure=match.group()[-1],
            required=not row,
            alternatives=(("cardinal", number),) if row else (),
            number_start=start,
            number_end=start + len(digits),
        )
    return None


def _thing(text: str, start: int) -> Value | None:
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    number = _digits(match["number"])
    if number is None:
        return None
    numbered = match["prefix"] is not None
    han = not match["number"].isdigit()
    return Value(
        start,
        match.end(),
        match.group(),
        "number",
        number,
        enforce=numbered,
        required=numbered or not han,
    )


def _school(text: str, start: int) -> Value | None:
    """县一中 → County No. 1 Middle School."""
    match = _SCHOOL.match(text, start)
    number = _digits(match["number"]) if match is not None else None
    if match is None or number is None:
        return None
    return Value(start, match.end("number"), match["number"], "number", number, required=False)


def _grade(text: str, start: int) -> Value | None:
    match = _GRADE.match(text, start)
    if match is None:
        return None
    number = _digits(match["number"])
    if number is None:
        return None
    # Prizes and school years keep their number; grades and classes may become other words.
    counted = match["word"] in ("等奖", "等功", "年级")
    ranged = text[max(0, start - 1) : start] in ("至", "到", "、", "—", "-", "~")
    return Value(
        start,
        match.end(),
        match.group(),
        "ordinal" if counted else "number",
        number,
        measure=match["word"],
        required=counted and number > 1 and not ranged,
    )


def _listed(text: str, start: int) -> Value | None:
    """一是 …；二是 …: First, … second, …"""
    if start and text[start - 1] not in "，。；：:;,、 ":
        return None
    match = _LISTED.match(text, start)
    number = _digits(match["number"]) if match is not None else None
    if match is None or number is None:
        return None
    value = Value(start, match.end(), match.group(), "ordinal", number, required=False)
    return replace(value, number_start=start, number_end=start + len(match["number"]))

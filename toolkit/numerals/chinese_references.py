"""Numbers that point at a thing by the word beside them: 附件2, 表3, 306室, 五楼, Ⅲ级, 拨打110."""

from __future__ import annotations

import re
from fractions import Fraction

from toolkit.numerals.chinese_measures import read_measure
from toolkit.numerals.chinese_numbers import read_whole
from toolkit.numerals.value import Value

__all__ = ["read_reference"]

_HAN = "[一二三四五六七八九十]{1,3}"
_LABELS = {"附件": "Attachment", "附录": "Appendix", "附表": "Table", "附图": "Figure"}
_LABELS |= {"表": "Table", "图": "Figure"}
_LABEL_BEFORE = re.compile(
    r"(?:附件|附录|附表|附图|(?:^|(?<=[\s(:,，。、；如见按据由从下上在及和与写于]))[表图])\s?$"
)
_LABELLED = re.compile(r"\d{1,2}(?![\d.,%‰万亿千百:/～~]|\s*[年月日至]|\s*[—–-]\s*\d)")
_ROOM = re.compile(r"(?P<number>\d{2,4})室(?![内外温友])")
_UNIT = re.compile(r"(?P<number>\d{1,2})单元")
_STOREY = re.compile(rf"(?P<number>{_HAN}|\d{{1,2}})楼(?![房梯盘宇市面道上下栋兰阁台村乡镇])")
_RING = re.compile(r"(?P<number>[二三四五六])环(?=[路线内外以])")
_ROMAN = re.compile(r"(?P<number>[Ⅰ-Ⅻ])(?=[级类期型])")
_RANGED_BEFORE = re.compile(r"[至到~—、和与-]\s?$")
_ROMAN_LABELS = {"级": "Level", "类": "Class", "期": "Phase", "型": "Type"}
_SERVICE = re.compile(
    r"(?:1[12]\d|12\d{3}|9[56]\d{3})(?=报警|消防|急救|投诉|热线|平台|服务|专线|举报|咨询)(?!\d)"
)
_SERVICE_BEFORE = re.compile(r"(?:拨打|请拨|[邮]政编码|邮编)[:\s]*$")
_SERVICE_NUMBER = re.compile(r"\d{3,6}(?![\d.,%万亿千百-])")
_EDITION = re.compile(r"\d{1,2}\.\d{1,2}(?=版)")
_SOFTWARE = re.compile(r"(?<=[A-Za-z]{3} )\d{1,4}(?:\.\d{1,2})?(?=系统|版|软件|平台)")
_DAY_OF_SALES = re.compile(r"(?<=双)(?:\d\d(?!\d)|十[一二])")
_VARIETY = re.compile(r"(?<=[\u4e00-\u9fff]优)\d{1,4}(?![\d.%万亿])")


def read_reference(text: str, start: int) -> Value | None:
    """The number at ``start`` of folded ``text`` that names what stands beside it."""
    if text[start].isdigit():
        for read in (_labelled, _room, _service, _named):
            value = read(text, start)
            if value is not None:
                return value
    sales = _DAY_OF_SALES.match(text, start)
    day = read_whole(sales.group()) if sales is not None else None
    if sales is not None and day is not None:
        return Value(start, sales.end(), sales.group(), "number", day, required=False)
    roman = _ROMAN.match(text, start)
    if roman is not None:
        number = Fraction(ord(roman["number"]) - ord("Ⅰ") + 1)
        label = _ROMAN_LABELS[text[roman.end()]]
        end = roman.end() + 1
        # Ⅰ至Ⅲ类: English says the word once.
        single = _RANGED_BEFORE.search(text, max(0, start - 2), start) is None
        return Value(start, end, text[start:end], "number", number, label=label, required=single)
    for pattern in (_STOREY, _RING):
        match = pattern.match(text, start)
        written = match["number"] if match is not None else ""
        whole = Fraction(int(written)) if written.isdigit() else read_whole(written or "x")
        if match is not None and whole is not None:
            end = match.end("number") + 1
            return Value(
                start,
                end,
                text[start:end],
                "ordinal",
                whole,
                measure=text[end - 1],
                required=whole > 1,
            )
    return None


def _labelled(text: str, start: int) -> Value | None:
    label = _LABEL_BEFORE.search(text, max(0, start - 4), start)
    match = _LABELLED.match(text, start) if label is not None else None
    if label is None or match is None:
        return None
    measure = read_measure(text, match.end(), han=False)
    if measure is not None and text[match.end() : match.end() + 2] not in ("所示", "所列"):
        return None
    word = _LABELS[label.group().strip()]
    return _thing(text, label.start(), match.end(), match.group(), label=word)


def _room(text: str, start: int) -> Value | None:
    match = _ROOM.match(text, start)
    if match is not None:
        return _thing(text, start, match.end(), match["number"], label="Room")
    match = _UNIT.match(text, start)
    if match is None:
        return None
    unit = Fraction(int(match["number"]))
    return Value(start, match.end(), match.group(), "number", unit, label="Unit")


def _service(text: str, start: int) -> Value | None:
    match = _SERVICE.match(text, start)
    if match is None and _SERVICE_BEFORE.search(text, max(0, start - 8), start):
        match = _SERVICE_NUMBER.match(text, start)
    if match is None:
        return None
    return Value(start, match.end(), match.group(), "number", Fraction(int(match.group())))


def _named(text: str, start: int) -> Value | None:
    """The number in the name of software or a rice variety."""
    match = _VARIETY.match(text, start)
    if match is not None:
        if read_measure(text, match.end(), han=False) is not None:
            return None
        return Value(start, match.end(), match.group(), "number", Fraction(match.group()))
    for pattern in (_EDITION, _SOFTWARE):
        match = pattern.match(text, start)
        if match is not None:
            number = Fraction(match.group())
            return Value(start, match.end(), match.group(), "number", number, required=False)
    return None


def _thing(text: str, start: int, end: int, number: str, *, label: str) -> Value:
    return Value(
        start, end, text[start:end], "number", Fraction(int(number)), label=label, enforce=True
    )

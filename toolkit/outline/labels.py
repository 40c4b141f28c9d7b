"""Outline labels: the styles a Chinese official document numbers its headings with, and their English.

Styles, outermost first (the order of GB/T 9704, 结构层次, with the chapters of measures before it):

    part     第一编 第一部分      chapter  第一章      division  第一节      article  第一条
    han      一、 一．            han-paren （一） ㈠
    arabic   1、                  arabic-dot 1. 1． ⒈  arabic-paren （1） 1） ⑴   circled ①
    is       一是                 must      一要       word      首先，      nth     第一，   qi  其一，

The last five are ordinals: they stay inside their sentence. A label whose number was lost has the
style of what is left of it: ``lost`` for a bare 、, ``lost-paren`` for （）.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = [
    "FAMILY",
    "LOST_STYLES",
    "ORDINAL_STYLES",
    "RANK",
    "Label",
    "find_block_labels",
    "find_ordinals",
    "han_number",
    "render_label",
]

RANK: dict[str, int] = {
    "part": 0,
    "chapter": 1,
    "division": 2,
    "article": 3,
    "han": 4,
    "han-paren": 5,
    "arabic": 6,
    "arabic-dot": 6,
    "arabic-paren": 7,
    "circled": 8,
    "is": 9,
    "must": 9,
    "word": 9,
    "nth": 9,
    "qi": 9,
}
"""Conventional depth of a style; a document's own nesting goes before it."""

ORDINAL_STYLES = frozenset({"is", "must", "word", "nth", "qi"})
LOST_STYLES = frozenset({"lost", "lost-paren"})

FAMILY: dict[str, str] = {style: style for style in RANK} | {"arabic-dot": "arabic"}
"""Styles that people mix within one series (1、 2. 3．) count as one family."""

_HAN_DIGIT = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0
}
_H = "[一二三四五六七八九十百零〇]{1,5}"
_SPACE = "[ \\t\u3000\xa0]?"


@dataclass(frozen=True, slots=True)
class Label:
    """A label at ``[start, end)`` of the text it was found in."""

    start: int
    end: int
    text: str
    style: str
    number: int | None

    @property
    def lost(self) -> bool:
        """Whether the label's number is missing from the source."""
        return self.style in LOST_STYLES


def han_number(text: str) -> int | None:
    """The value of a Chinese numeral below 1,000 (二十一, 一百零三); None where it is no numeral."""
    total, digit = 0, None
    for character in text:
        if character in _HAN_DIGIT:
            if digit:
                return None
            digit = _HAN_DIGIT[character]
        elif character == "十" and total % 100 == 0 and digit != 0:
            total, digit = total + 10 * (1 if digit is None else digit), None
        elif character == "百" and total == 0 and digit:
            total, digit = 100 * digit, None
        else:
            return None
    value = total + (digit or 0)
    return value or None


# What makes 条, 章, 节 part of a sentence instead of a label: 第三条规定, 第二章所列, 第一节课.
_REFERENCE = (
    r"(?!款|课|[规所](?:定|称|列|述|指)|的|[、，。；：和及至到与或]"
    r"|之|[》”）)]|中(?:的|，|规)|以[上下内]|[第（(])"
)

_BLOCK = re.compile(
    rf"""
      第{_SPACE}(?P<nth>{_H}|\d{{1,3}}){_SPACE}(?P<unit>编|章|节|条|部分){_REFERENCE}
    | (?<![第统同唯单之逐周初万专期划一二三四五六七八九十百千几])(?P<han>{_H}){_SPACE}[、.．](?![.．])
    | [（(]{_SPACE}(?P<hanparen>{_H}){_SPACE}[）)]
    | (?<![\d.．,第:/\-—－~～至A-Za-z])(?P<arabic>\d{{1,2}}){_SPACE}、
    | (?<![\d.．,第:/\-—－~～至A-Za-z])(?P<dot>\d{{1,2}})[.．](?![\d.．])
    | (?:[（(]{_SPACE}|(?<![\d.．,（(第/\-—－~～至A-Za-z]))(?P<paren>\d{{1,2}}){_SPACE}[）)]
    | (?P<sign>[①-⑳⑴-⒇⒈-⒛㈠-㈩])
    | (?:^|(?<=[。！？；：]))(?:(?P<lost>、)|(?P<lostparen>[（(]{_SPACE}[）)]))(?=\S)
    """,
    re.VERBOSE,
)
# Where a label may begin: ten times as fast as to try the whole pattern at every character.
_TRIGGER = re.compile(
    rf"[第（(①-⑳⑴-⒇⒈-⒛㈠-㈩]|{_H}{_SPACE}[、.．]|\d{{1,2}}{_SPACE}[、.．）)]|(?:^|(?<=[。！？；：]))、"
)
_UNIT_STYLE = {"编": "part", "部分": "part", "章": "chapter", "节": "division", "条": "article"}
_GROUP_STYLE = {
    "han": "han",
    "hanparen": "han-paren",
    "arabic": "arabic",
    "dot": "arabic-dot",
    "paren": "arabic-paren",
}
_NEXT_NUMBER = re.compile(rf"\s?({_H}|\d{{1,3}})(?![.．\d])")
_CANNOT_FOLLOW = "，。、；：！？）》」』”"


def find_block_labels(text: str) -> list[Label]:
    """Everything in ``text`` (simplified) that has the form of a block label, in order.

    Form only: whether 2、 is an item or stands in a list is for the series to tell. Already left
    out is what no context makes a label: decimals, dates, 一、二季度, 第六条规定.
    """
    found = []
    behind = 0
    for trigger in _TRIGGER.finditer(text):
        match = _BLOCK.match(text, trigger.start()) if trigger.start() >= behind else None
        if match is None:
            continue
        behind = match.end()
        label = _read(match)
        if label is None or not _may_follow(label, text[label.end : label.end + 1]):
            continue
        following = _NEXT_NUMBER.match(text, label.end)
        if (
            following
            and label.number is not None
            and label.style in ("han", "arabic")
            and _value(following[1]) in (label.number + 1, label.number + 2)
        ):
            continue  # 一、二季度, 1、2号线: an enumeration within a sentence
        found.append(label)
    return found


def _may_follow(label: Label, character: str) -> bool:
    if not character:
        return label.style in ("part", "chapter", "division")  # its title is on the next line
    return character not in _CANNOT_FOLLOW


def _read(match: re.Match[str]) -> Label | None:
    group = match.lastgroup or ""
    if group == "unit":
        style, number = _UNIT_STYLE[match["unit"]], _value(match["nth"])
    elif group == "sign":
        style, number = _read_sign(match["sign"])
    elif group == "lost":
        return Label(match.start(), match.end(), match[0], "lost", None)
    elif group == "lostparen":
        return Label(match.start(), match.end(), match[0], "lost-paren", None)
    else:
        style, number = _GROUP_STYLE[group], _value(match[group])
    if not number:
        return None
    return Label(match.start(), match.end(), match[0], style, number)


def _read_sign(sign: str) -> tuple[str, int | None]:
    plain = unicodedata.normalize("NFKC", sign)
    inner = plain.strip("().")
    if plain.endswith("."):
        return "arabic-dot", int(inner)
    if not plain.startswith("("):
        return "circled", int(inner)
    return ("arabic-paren", int(inner)) if inner.isdigit() else ("han-paren", han_number(inner))


def _value(text: str) -> int | None:
    return int(text) if text.isdigit() else han_number(text)


_CLAUSE_START = r"(?:^|(?<=[。！？!?；;，,：:、—”）)\s]))"
_ORDINAL = re.compile(
    rf"""{_CLAUSE_START}(?:
      (?P<is>[一二三四五六七八九十]{{1,3}})(?P<verb>[是要])(?![一二三四五六七八九十][，、。；]|素|害|件|点)
    | (?P<word>首先|其次|再次|最后)(?:[，,]|(?=[是要]))
    | 第(?P<nth>[一二三四五六七八九十]{{1,3}})[，,、：:]
    | 其(?P<qi>[一二三四五六七八九十]{{1,3}})[，,、：:]
    )""",
    re.VERBOSE,
)
_WORD_NUMBER = {"首先": 1, "其次": 2, "再次": 3}


def find_ordinals(text: str) -> list[Label]:
    """The ordinals at the starts of clauses of ``text`` (simplified), in order.

    最后 has the number 0: it closes whatever series is open. That two or more make a series is for
    the caller to see; 一是一 and 一方面 are left out here.
    """
    found = []
    for match in _ORDINAL.finditer(text):
        if match["is"] is not None:
            style = "is" if match["verb"] == "是" else "must"
            number = han_number(match["is"])
        elif match["word"] is not None:
            style, number = "word", _WORD_NUMBER.get(match["word"], 0)
        elif match["nth"] is not None:
            style, number = "nth", han_number(match["nth"])
        else:
            style, number = "qi", han_number(match["qi"])
        if number is not None:
            found.append(Label(match.start(), match.end(), match[0], style, number))
    return found


# ----------------------------------------------------------------------------------- English

_ORDINAL_WORDS = (
    "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth "
    "Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth Twentieth"
).split()
_SEQUENCE_WORDS = {"首先": "First,", "其次": "Second,", "再次": "Third,", "最后": "Finally,"}
_UNIT_ENGLISH = {"编": "Part", "部分": "Part", "章": "Chapter", "节": "Section", "条": "Article"}
_ROMAN_UNITS = frozenset({"编", "部分", "章"})
_UNIT_LABEL = re.compile(r"第\s?(\S*?)\s?(编|部分|章|节|条)")
_EMPTY_BRACKETS = re.compile(r"[（(]\s?[）)]")
_ORDINAL_LABEL = re.compile(r"[第其]?([一二三四五六七八九十]{1,3})[是要，,、：:]")


def render_label(label: str) -> str:
    """The English of an outline label: 一、 → ``I.``, （二） → ``(II)``, 一是 → ``First,``.

    A number the source lost is ``[?]``, never guessed. What is no label comes back as it is.
    """
    text = label.strip()
    if text == "、":
        return "[?]."
    if _EMPTY_BRACKETS.fullmatch(text):
        return "([?])"
    unit = _UNIT_LABEL.fullmatch(text)
    if unit:
        return f"{_UNIT_ENGLISH[unit[2]]} {_numeral(_value(unit[1]), unit[2] in _ROMAN_UNITS)}"
    word = text.rstrip("，,")
    if word in _SEQUENCE_WORDS:
        return _SEQUENCE_WORDS[word]
    block = _BLOCK.fullmatch(text)
    read = _read(block) if block else None
    if text.startswith(("第", "其")) or read is None:
        ordinal = _ORDINAL_LABEL.fullmatch(text)
        number = han_number(ordinal[1]) if ordinal else None
        if number is not None:
            return f"{_ordinal(number)},"
    if read is None:
        return label
    numeral = _numeral(read.number, read.style in ("han", "han-paren"))
    if read.style in ("han-paren", "arabic-paren", "circled"):
        return f"({numeral})"
    return f"{numeral}."


def _numeral(number: int | None, roman: bool) -> str:
    if number is None:
        return "[?]"
    return _roman(number) if roman else str(number)


def _roman(number: int) -> str:
    out = []
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def _ordinal(number: int) -> str:
    if number <= len(_ORDINAL_WORDS):
        return _ORDINAL_WORDS[number - 1]
    suffix = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{suffix}"

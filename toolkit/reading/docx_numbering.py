"""Automatic paragraph numbers of a docx, rendered as the text that Word shows.

In real documents 一、 and （一） are as often automatic as typed. Rules: ISO/IEC 29500-1, 17.9;
number formats: 17.18.59.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from toolkit.reading.docx_xml import attribute, child, is_on, name_of, value_of

__all__ = ["Numbering", "render_number"]

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_DIGITS = "〇一二三四五六七八九"
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_FORMAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟")
_PLAIN = ("〇一二三四五六七八九", "十百千")
_RUNS: dict[str, tuple[int, int]] = {  # format → first character and how many there are
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHINESE_FORMATS = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
    }
)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    """The level (1-based) whose items start this one anew; 0 never, None every higher one."""
    legal: bool = False
    """All numbers of the label in Arabic digits."""
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int]
    """Level → the number it starts from anew when this list comes first."""


class Numbering:
    """The lists of a docx, counting along as its paragraphs are asked for in document order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists = _read_lists(root) if root is not None else {}
        self._counters: dict[str, list[int | None]] = {}
        self._used: set[tuple[str, int]] = set()

    def label(self, identity: str, level: str, style: str = "") -> str:
        """The label of the next paragraph of that list; "" for bullets and unknown lists.

        ``style`` is the style that put the paragraph into the list; without a ``level`` it is the
        level that names this style.
        """
        found = self._lists.get(identity)
        if found is None:
            return ""
        depth = _number(level, -1)
        if depth < 0:
            depth = next(
                (d for d, each in found.levels.items() if style and each.style == style), 0
            )
        if not 0 <= depth < _LEVELS:
            return ""
        numbers = self._counters.setdefault(found.abstract, [None] * _LEVELS)
        self._count(identity, found, depth, numbers)
        if found.levels.get(depth, _Level()).format == "bullet":
            return ""
        return _fill(found, depth, numbers)

    def _count(self, identity: str, found: _List, depth: int, numbers: list[int | None]) -> None:
        if (identity, depth) not in self._used:
            self._used.add((identity, depth))
            if depth in found.restarts:
                numbers[depth] = found.restarts[depth] - 1
        for above in range(depth):
            if numbers[above] is None:
                numbers[above] = found.levels.get(above, _Level()).start
        current = numbers[depth]
        numbers[depth] = found.levels.get(depth, _Level()).start if current is None else current + 1
        for below in range(depth + 1, _LEVELS):
            restart = found.levels.get(below, _Level()).restart
            if restart is None or (restart and depth < restart):
                numbers[below] = None


def _fill(found: _List, depth: int, numbers: list[int | None]) -> str:
    level = found.levels.get(depth, _Level())

    def number(match: re.Match[str]) -> str:
        above = int(match.group(1)) - 1
        quoted = found.levels.get(above, _Level())
        format = "decimal" if level.legal else quoted.format
        value = numbers[above]
        return render_number(quoted.start if value is None else value, format)

    label = _PLACEHOLDER.sub(number, level.text).strip()
    # A label that ends in a letter or digit would run into the text: Word has a tab there.
    return f"{label} " if label and label[-1].isalnum() else label


def render_number(number: int, format: str) -> str:
    """``number`` in one of WordprocessingML's formats; unknown ones come out in Arabic digits."""
    if format == "none":
        return ""
    if format in _CHINESE_FORMATS and 0 < number < 10_000:
        return _chinese(number, *_PLAIN, drop_leading_one=True)
    if format == "chineseLegalSimplified" and 0 < number < 10_000:
        return _chinese(number, *_FORMAL, drop_leading_one=False)
    if format == "ideographLegalTraditional" and 0 < number < 10_000:
        return _chinese(number, *_FORMAL_TRADITIONAL, drop_leading_one=False)
    if format in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if format == "ideographTraditional" and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    if format == "ideographZodiac" and 0 < number <= len(_BRANCHES):
        return _BRANCHES[number - 1]
    if format in _RUNS and 0 < number <= _RUNS[format][1]:
        return chr(_RUNS[format][0] + number - 1)
    if format in ("lowerLetter", "upperLetter") and number > 0:
        repeat, place = divmod(number - 1, 26)  # z is followed by aa, bb …
        letters = chr(ord("a") + place) * min(repeat + 1, 100)
        return letters if format == "lowerLetter" else letters.upper()
    if format in ("lowerRoman", "upperRoman") and 0 < number < 4_000:
        numeral = _roman(number)
        return numeral if format == "lowerRoman" else numeral.upper()
    if format == "decimalZero":
        return f"{number:02d}"
    if format in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    return str(number)


def _chinese(number: int, digits: str, units: str, *, drop_leading_one: bool) -> str:
    out: list[str] = []
    gap = False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(out)
            continue
        if gap:
            out.append("零")
            gap = False
        out.append(digits[digit] + (units[place - 1] if place else ""))
    text = "".join(out)
    if drop_leading_one and text.startswith(digits[1] + units[0]):
        return text[1:]
    return text


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


# ------------------------------------------------------------------------------- the part


def _read_lists(root: etree._Element) -> dict[str, _List]:
    abstract: dict[str, dict[int, _Level]] = {}
    links: dict[str, str] = {}  # abstract list → the numbering style that defines it
    defined: dict[str, str] = {}  # numbering style → the abstract list that holds its levels
    for element in root:
        if name_of(element) != "w:abstractNum":
            continue
        identity = attribute(element, "w:abstractNumId")
        abstract[identity] = dict(
            _read_level(level) for level in element if name_of(level) == "w:lvl"
        )
        links[identity] = value_of(element, "w:numStyleLink")
        defined[value_of(element, "w:styleLink")] = identity
    lists: dict[str, _List] = {}
    for element in root:
        if name_of(element) != "w:num":
            continue
        identity = value_of(element, "w:abstractNumId")
        identity = defined.get(links.get(identity, "") or "\0", identity)
        levels = dict(abstract.get(identity, {}))
        restarts: dict[int, int] = {}
        for override in element:
            if name_of(override) != "w:lvlOverride":
                continue
            depth = _number(attribute(override, "w:ilvl"), 0)
            level = child(override, "w:lvl")
            if level is not None:
                levels[depth] = _read_level(level)[1]
            start = value_of(override, "w:startOverride")
            if start:
                restarts[depth] = _number(start, 1)
        lists[attribute(element, "w:numId")] = _List(identity, levels, restarts)
    return lists


def _read_level(level: etree._Element) -> tuple[int, _Level]:
    restart = value_of(level, "w:lvlRestart")
    return _number(attribute(level, "w:ilvl"), 0), _Level(
        start=_number(value_of(level, "w:start"), 1),
        format=value_of(level, "w:numFmt") or _alternate_format(level),
        text=value_of(level, "w:lvlText"),
        restart=_number(restart, 0) if restart else None,
        legal=is_on(level, "w:isLgl"),
        style=value_of(level, "w:pStyle"),
    )


def _alternate_format(level: etree._Element) -> str:
    # Word 2010 wraps newer formats; the fallback is what every reader knows.
    return value_of(level, "mc:AlternateContent", "mc:Fallback", "w:numFmt") or "decimal"


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise

"""What the English names or counts though the Chinese has nothing of the kind.

Names are those of the built-in glossary (bodies, programs, laws, places), and of Chinese people; a
name is no addition where the Chinese has its form, an abbreviation of it or most of its
characters. Small counts in words are looked at only where the Chinese counts nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from toolkit.document import Constraint, Finding, Segment, Span
from toolkit.numerals import Value
from toolkit.quality.findings import make_finding
from toolkit.terms import Entry, load_glossary
from toolkit.traditional import has_chinese, to_simplified

__all__ = ["Invention", "check_names", "invented_counts"]

_PLACES = "places"
"""The glossary's domain of places."""
# Characters that say what kind of thing a name stands for, not which.
_KINDS = frozenset(
    "国家全省市县区州盟旗镇乡中央人民政府局部委厅院会室处所站社团办公司法律条例规定章办心"
    "计划项目工程基金协学大总行动方案机构组织管理局员族自治共和"
)
# Characters of places that say little about which.
_COMMON = frozenset("省市区县州盟东西南北中上下大小新长山江河海湖川州安平阳城门口以")
_MARKS = str.maketrans("", "", "“”‘’《》\"' ·—-（）()")
# One character stands for a province or country: 浙 in 浙科发, 中德合作.
_SHORT = {
    "北京": "京", "天津": "津", "河北": "冀", "山西": "晋", "内蒙古": "蒙", "辽宁": "辽", "吉林": "吉",
    "黑龙江": "黑", "上海": "沪", "江苏": "苏", "浙江": "浙", "安徽": "皖", "福建": "闽", "江西": "赣",
    "山东": "鲁", "河南": "豫", "湖北": "鄂", "湖南": "湘", "广东": "粤", "广西": "桂", "海南": "琼",
    "重庆": "渝", "四川": "川蜀", "贵州": "黔贵", "云南": "滇云", "西藏": "藏", "陕西": "陕秦", "甘肃": "甘陇",
    "青海": "青", "宁夏": "宁", "新疆": "疆新", "香港": "港", "澳门": "澳", "台湾": "台", "中国": "中国华我",
    "美国": "美", "英国": "英", "法国": "法", "德国": "德", "日本": "日", "韩国": "韩", "俄罗斯": "俄",
    "加拿大": "加", "澳大利亚": "澳", "印度": "印", "意大利": "意", "以色列": "以", "荷兰": "荷",
    "中华人民共和国": "国", "共青团": "团", "少先队": "少队", "港澳台": "境", "台湾海峡": "岸",
}  # fmt: skip
# A longer name goes on here: the Ocean and Fisheries Bureau.
_INSIDE = re.compile(
    r"(?<![\w.])(?!The |Provincial |Municipal |District |County |City |State |National |In |At |Of )"
    r"[A-Z][\w'-]*,? (?:(?:and|for|of) )?$"
)
_LEVELS = {"Provincial": "省区", "Municipal": "市州京津沪渝", "County": "县旗", "District": "区旗"}
_LEVEL = re.compile(rf"\b({'|'.join(_LEVELS)}) [A-Z]\w+")
_LATIN = re.compile(r"[^A-Za-z]")
_CAPITAL = re.compile(r"(?<![\w'’-])[A-Z]")
_BEHIND = re.compile(r"(?![\w-])")
_PERSON = re.compile(
    r"(?<![\w-])(?P<family>[A-Z][a-z]{1,4}|Ou-?yang|Shangguan|Zhuge) (?P<given>[A-Z][a-z]{1,11})(?![\w-])"
)
_FAMILIES = frozenset(
    "Li Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie"
    " Han Tang Feng Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lu Su Jiang Cai Jia Ding Wei Xue Ye"
    " Yan Pan Du Dai Xia Zhong Tian Ren Fan Fang Shi Yao Tan Liao Zou Xiong Jin Hao Kong Bai Cui Kang Mao"
    " Qiu Qin Gu Hou Shao Meng Long Wan Duan Lei Qian Yin Li Yi Chang Qiao Lai Gong Wen".split()
)
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u)"
)
_COUNTED = re.compile(r"[\d二三四五六七八九十百千万亿两俩双几半首再廿]")
_SMALLEST = 3
"""One and two join and contrast what the Chinese only lists."""


@dataclass(frozen=True, slots=True)
class Invention:
    """A name or count that the Chinese has not, and its place in the target."""

    text: str
    target: Span


def check_names(segment: Segment, terms: Sequence[Constraint]) -> Iterator[Finding]:
    """A finding for each name in the target that the source has not; ``terms`` are located there."""
    source = to_simplified(segment.source)
    if not has_chinese(source):
        return
    taken = [term.target_span for term in terms if term.target_span is not None]
    for name in _names_in(segment.target, source.translate(_MARKS), taken):
        yield make_finding(
            segment,
            "addition",
            f"{name.text} is not in the Chinese",
            detail=name.text,
            target=name.target,
        )


def _names_in(target: str, source: str, taken: Sequence[Span]) -> Iterator[Invention]:
    for level in _LEVEL.finditer(target):
        if not any(character in source for character in _LEVELS[level[1]]):
            yield Invention(level.group(), level.span())
    position = 0
    for match in _CAPITAL.finditer(target):
        start = match.start()
        if start < position:
            continue
        found = _name_at(target, start)
        if found is not None:
            end, entries = found
            position = end
            asked = any(s <= start < e for s, e in taken) or _INSIDE.search(target, 0, start)
            if not asked and not any(_has(source, entry) for entry in entries):
                sound = _LATIN.sub("", target[start:end].split()[0]).lower()
                if not _spoken(source, (sound,)):  # another place that is written alike
                    yield Invention(target[start:end], (start, end))
            continue
        person = _PERSON.match(target, start)
        if person is not None and person["family"] in _FAMILIES:
            syllables = _syllables(person["given"])
            if syllables and not _spoken(source, (person["family"].lower(), *syllables)):
                position = person.end()
                yield Invention(person.group(), person.span())


def invented_counts(source: str, target: str, left: Sequence[Value]) -> Iterator[Invention]:
    """Small counts in words among ``left``, English values without a counterpart, where the Chinese
    counts nothing and lists no such row."""
    if _COUNTED.search(source):
        return
    listed = source.count("、") + source.count("，") + 1
    for value in left:
        counted = value.type in ("cardinal", "ordinal") and value.approximate != "several"
        if counted and value.value >= max(_SMALLEST, listed + 1) and not _quoted(target, value):
            yield Invention(value.text, (value.start, value.end))


def _quoted(target: str, value: Value) -> bool:
    return target.count('"', 0, value.start) % 2 == 1


@cache
def _names() -> dict[str, list[tuple[str, list[Entry]]]]:
    """The glossary's names by their first word, the longest first."""
    by_name: dict[str, list[Entry]] = {}
    for entry in load_glossary().entries:
        if entry.pos == "name" and entry.status != "forbidden":
            for english in (entry.en, *entry.variants):
                if _tells(english, entry):
                    by_name.setdefault(english, []).append(entry)
    found: dict[str, list[tuple[str, list[Entry]]]] = {}
    for name in sorted(by_name, key=len, reverse=True):
        found.setdefault(name.split()[0], []).append((name, by_name[name]))
    return found


def _tells(english: str, entry: Entry) -> bool:
    """Whether a name is of one thing only.

    Of an abbreviation the Chinese may have a short form of its own (入世 for WTO), a single word may
    be a common noun (President), and China is in everything.
    """
    many = " " in english or entry.domain == _PLACES
    return many and english[:1].isupper() and not english.isupper() and english != "China"


_FIRST = re.compile(r"\S+?(?=[\s,.;:)\"]|$)")


def _name_at(target: str, start: int) -> tuple[int, list[Entry]] | None:
    """Where the longest name that begins at ``start`` ends, and what it can stand for."""
    word = _FIRST.match(target, start)
    for name, entries in _names().get(word.group(), ()) if word is not None else ():
        end = start + len(name)
        if target.startswith(name, start) and _BEHIND.match(target, end):
            return end, entries
    return None


def _has(source: str, entry: Entry) -> bool:
    """Whether the Chinese has the name, shortened (人大) or in part."""
    form = entry.zh.translate(_MARKS)
    if form in source:
        return True
    if entry.domain == _PLACES:
        stem = form.rstrip("省市区县州盟") if len(form) > 2 else form
        short = _SHORT.get(stem, "") + "".join(set(stem) - _COMMON)
        return stem in source or any(character in source for character in short)
    if any(character in source for character in _SHORT.get(form, "")):
        return True
    for index, character in enumerate(form[1:], 1):
        if form[0] + character in source and (index > 1 or not {form[0], character} <= _KINDS):
            return True
    characters = [character for character in form if character not in _KINDS]
    if not characters:
        return any(form[at : at + 2] in source for at in range(len(form) - 1))
    return sum(c in source for c in characters) * 2 >= len(characters)


def _syllables(name: str) -> tuple[str, ...]:
    """A given name's one or two syllables; () where it is no pinyin."""
    lower = name.lower()
    for cut in range(len(lower), 0, -1):
        parts = [part for part in (lower[:cut], lower[cut:]) if part]
        if all(_SYLLABLE.fullmatch(part) for part in parts):
            return tuple(parts)
    return ()


def _spoken(source: str, syllables: Sequence[str]) -> bool:
    """Whether characters with these readings stand in a row."""
    wanted = "".join(syllables)
    return any(
        any(reading.startswith(wanted) for reading in _joined(source[at : at + len(syllables) + 1]))
        for at in range(len(source))
    )


def _joined(characters: str) -> list[str]:
    readings = [""]
    for character in characters:
        readings = [start + reading for start in readings for reading in _readings(character)]
    return readings


@lru_cache(maxsize=4096)
def _readings(character: str) -> tuple[str, ...]:
    # pypinyin loads its dictionaries at import; few texts need them.
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return tuple(
        dict.fromkeys(r for reading in readings for r in (reading, reading.replace("v", "u")))
    )

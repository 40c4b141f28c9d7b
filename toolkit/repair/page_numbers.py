"""Page numbers that a converter glued into the sentences of a text.

``社会3发展``: nothing but the series tells such a number from a real one. Every number that is not
clearly real is a candidate and gets a score: high where it cuts a word, low where a mark stands beside
it; :mod:`toolkit.repair.series` finds the runs, and a run counts only if enough of its members cut
words, if its pages are about equally long, and if its members do not all follow the same character (as
in 附件1, 附件2).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from toolkit.document import RepairedParagraph, RepairEntry
from toolkit.offsets import Edit
from toolkit.repair.characters import HAN, to_half_width_digits
from toolkit.repair.number_places import NOT_AFTER, cannot_be_number, is_measured
from toolkit.repair.paragraphs import Repaired, edit, is_running_text
from toolkit.repair.series import Candidate, ascending_runs
from toolkit.repair.words import cuts_word
from toolkit.segmenter import Segmenter

__all__ = ["remove_page_numbers"]

_D = r"[0-9０-９]"
_DASH = r"[-‐‑‒–—―─－]"
_MARKED = re.compile(
    rf"(?<![\d０-９A-Za-z.]){_DASH}{{1,2}}[ \u3000]?(?P<dashed>{_D}{{1,4}})[ \u3000]?{_DASH}{{1,2}}"
    rf"(?![\d０-９A-Za-z])"
    rf"|第[ \u3000]?(?P<page>{_D}{{1,4}})[ \u3000]?[页頁][ \u3000]*[,，/／|]?[ \u3000]*"
    rf"[共总總][ \u3000]?{_D}{{1,4}}[ \u3000]?[页頁]"
    rf"|第[ \u3000]?(?P<plain>{_D}{{1,4}})[ \u3000]?[页頁]"
)
_MARKED_SCORES = {"dashed": 2.0, "page": 4.0, "plain": 1.5}
_MARKED_OPENING = 3.5

_BESIDE = rf"\s{HAN}，。；：！？、“”‘’《》（,;"  # nothing else stands beside a page number
_BARE = re.compile(
    rf"(?<![^{_BESIDE}）:])(?<![\d０-９][,，:：])(?<![ \u3000])(?P<left>[ \u3000]*+)"
    rf"(?P<number>{_D}{{1,4}}+)(?![\d０-９])(?P<right>[ \u3000]*+)"
    rf"(?![^{_BESIDE}\d０-９.．]|[,，:：.．][\d０-９])"
)
_SPACED_NUMBER = re.compile(rf"[{HAN}] \d+ [{HAN}]")
_GLUED_NUMBER = re.compile(rf"[{HAN}]\d+[{HAN}]")
_IN_LIST = re.compile(r"(?:、[^，。；：、]{1,10}|[，“：][^，。；：、]{1,6})$")
_LIST_GOES_ON = re.compile(r"、[^，。；：、]{1,10}[、，。等和及]")
_LABEL_START = re.compile(rf"{_D}[、．.](?!{_D})")
_MARKS = "，。；：！？、,;!?”“’‘》《）（)("
_NUMERALS = frozenset("首几幾两兩一二三四五六七八九十百千万亿各")
_MEASURED = re.compile(rf"\d ?([{HAN}])$")
_COMPOUNDS = frozenset(
    "人次 场次 批次 班次 台次 车次 架次 亩次 件次 家次 户次 平米 平方 公里 公斤 公顷 公分 千米 千瓦 千克 小时 课时 学时 周岁 周年 "
    "年度 年级 年期 月份 日至 分钟 立方 海里 英亩 工时 人份 个月 个百 个工".split()
)
_HAN_ONE = re.compile(f"[{HAN}]")

_CUTS_WORD, _BETWEEN_WORDS, _BETWEEN_HAN, _AT_MARK, _AT_EDGE = 3.0, 1.7, 1.2, 0.8, 0.8
_IN_ENUMERATION = 0.4
_SPACED = 0.6  # off for white space at the number: real numbers often have it
_REAL = 1.5  # off where a word that introduces a number goes before
_OPENING = 4.0
_CLOSEST, _FARTHEST = 60, 4000  # characters of text on a page
_CUTTING_SHARE = 0.25  # of a run's members must cut a word
_SAME_NEIGHBOUR_SHARE = 0.5  # at most this share may follow the same character
_EVEN_SHARE = 0.6  # of the pages are between half and twice the median's length
_MANY, _VERY_EVEN_SHARE = 5, 0.8  # or so many pages of so equal length
_ODD = 2  # members that can be no number make a short series without a gap
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """A candidate's place: paragraph, span of the digits, and what is around it."""

    paragraph: int
    start: int
    end: int
    previous: str
    cuts: bool
    odd: bool = False
    """Stands between two whole words and counts nothing."""


def remove_page_numbers(paragraphs: Sequence[RepairedParagraph], segmenter: Segmenter) -> Repaired:
    """Takes out the page numbers within sentences, the marked ones (—3—) and the bare ones."""
    current = tuple(paragraphs)
    log: list[RepairEntry] = []
    for _ in range(_ROUNDS):  # two series may run through the same text
        spans = _marked(current)
        for index, bare in _bare(current, segmenter).items():
            spans[index].extend(bare)
        if not spans:
            break
        out = []
        for index, paragraph in enumerate(current):
            edits = [Edit(start, end, "") for start, end in sorted(spans.get(index, ()))]
            changed, entries = edit(paragraph, edits, "page-number")
            log.extend(entries)
            if changed.text.strip():
                out.append(changed)
        current = tuple(out)
    return Repaired(current, tuple(log))


def _marked(paragraphs: Sequence[RepairedParagraph]) -> dict[int, list[tuple[int, int]]]:
    by_style: dict[str, list[tuple[int, int, int, Candidate]]] = defaultdict(list)
    position = 0
    for index, paragraph in enumerate(paragraphs):
        if is_running_text(paragraph):
            for match in _MARKED.finditer(paragraph.text):
                style = match.lastgroup or "plain"
                number = int(to_half_width_digits(match.group(style)))
                candidate = Candidate(position + match.start(), number, _MARKED_SCORES[style])
                by_style[style].append((index, match.start(), match.end(), candidate))
        position += len(paragraph.text)
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for members in by_style.values():
        for run in ascending_runs(
            [member[3] for member in members], opening=_MARKED_OPENING, closest=_CLOSEST // 2
        ):
            for one in run:
                index, start, end, _ = members[one]
                spans[index].append((start, end))
    return spans


def _bare(
    paragraphs: Sequence[RepairedParagraph], segmenter: Segmenter
) -> dict[int, list[tuple[int, int]]]:
    places: list[_Place] = []
    candidates: list[Candidate] = []
    position = 0
    spaced = _numbers_are_spaced(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if is_running_text(paragraph):
            for match in _BARE.finditer(paragraph.text):
                found = _judge(paragraph.text, match, index, spaced, segmenter)
                if found is not None:
                    place, score = found
                    text = to_half_width_digits(paragraph.text[place.start : place.end])
                    places.append(place)
                    candidates.append(Candidate(position + place.start, int(text), score))
        position += len(paragraph.text)
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for run in ascending_runs(candidates, opening=_OPENING, closest=_CLOSEST, farthest=_FARTHEST):
        if _is_pagination(run, places, candidates):
            for one in run:
                spans[places[one].paragraph].append((places[one].start, places[one].end))
    return spans


def _numbers_are_spaced(paragraphs: Sequence[RepairedParagraph]) -> bool:
    """Whether the document writes `` 12 个``: then a number without spaces is suspicious."""
    spaced = sum(len(_SPACED_NUMBER.findall(paragraph.text)) for paragraph in paragraphs)
    glued = sum(len(_GLUED_NUMBER.findall(paragraph.text)) for paragraph in paragraphs)
    return spaced >= 4 * glued


def _judge(
    text: str, match: re.Match[str], index: int, spaced: bool, segmenter: Segmenter
) -> tuple[_Place, float] | None:
    start, end = match.span("number")
    if text[start] in "0０":
        return None
    previous = text[match.start() - 1] if match.start() else ""
    following = text[match.end()] if match.end() < len(text) else ""
    before, after = (
        text[max(0, match.start() - 12) : match.start()],
        text[match.end() : match.end() + 12],
    )
    if following in ("、", "．", "."):
        return _before_point(text, match, index, previous, before, after)
    if not previous and not following:
        return None  # a line of its own is another kind's business
    if following in _MARKS and (previous in _MARKS or not previous):
        return None
    between = bool(_HAN_ONE.match(previous) and _HAN_ONE.match(following))
    cuts = between and cuts_word(before, after, segmenter)
    odd = False
    off = _SPACED * (bool(match.group("left")) + bool(match.group("right")))
    if is_measured(following, after):
        # 企业3家 is no page number, though 企业家 is a word; 126 场5次, 首1次 and 几2年 have one.
        measured = _MEASURED.search(before)
        compound = measured is not None and measured.group(1) + following in _COMPOUNDS
        if previous in _NUMERALS or compound:
            score = _CUTS_WORD - off
            cuts = True
        elif cuts and spaced and not off:
            score = _AT_MARK
        else:
            return None
    elif following.isdigit():  # 扩大到4 32 个: the number of the text has spaces around it
        if match.group("left") or not match.group("right"):
            return None
        score = _AT_MARK
    elif cuts:
        score = _CUTS_WORD - off
    elif previous and previous in NOT_AFTER:
        score = _BETWEEN_HAN - _REAL - off
    elif not previous or not following:
        score = _AT_EDGE - off
    elif between:
        odd = not off and cannot_be_number(text, start, end, segmenter)
        score = _BETWEEN_WORDS if odd else _BETWEEN_HAN - off
    else:
        score = _AT_MARK - off
    return _Place(index, start, end, previous, cuts, odd), score


def _before_point(
    text: str, match: re.Match[str], index: int, previous: str, before: str, after: str
) -> tuple[_Place, float] | None:
    """A number in front of 、 is an item's, but for two cases: ``81、`` is page 8 and item 1, and
    within an enumeration (``帐篷、棉被1、药品等``) no item begins."""
    start, end = match.span("number")
    if end - start >= 2 and _LABEL_START.match(text, end - 1) and previous not in "、，":
        return _Place(index, start, end - 1, previous, False), _BETWEEN_HAN
    if _HAN_ONE.match(previous) and _IN_LIST.search(before) and _LIST_GOES_ON.match(after):
        return _Place(index, start, end, previous, False), _IN_ENUMERATION
    return None


def _is_pagination(
    run: Sequence[int], places: Sequence[_Place], candidates: Sequence[Candidate]
) -> bool:
    members = [places[one] for one in run]
    cutting = sum(member.cuts for member in members)
    odd = sum(member.cuts or member.odd for member in members)
    complete = [candidates[one].number for one in run] == list(range(1, len(run) + 1))
    if len(members) < 3 or not (cutting or (complete and odd >= _ODD)):
        return False
    _, commonest = Counter(member.previous for member in members).most_common(1)[0]
    if commonest > max(2.0, _SAME_NEIGHBOUR_SHARE * len(members)):
        return False
    lengths = [
        (candidates[b].position - candidates[a].position)
        / (candidates[b].number - candidates[a].number)
        for a, b in pairwise(run)
    ]
    middle = median(lengths)
    even = sum(middle / 2 <= length <= 2 * middle for length in lengths)
    if cutting >= _CUTTING_SHARE * len(members):
        return even >= _EVEN_SHARE * len(lengths)
    if complete and odd >= max(_ODD, len(members) / 2):
        return even >= _VERY_EVEN_SHARE * len(lengths)
    return len(members) >= _MANY and even >= _VERY_EVEN_SHARE * len(lengths)

"""Page numbers that a converter glued into the sentences of a text.

``社会3发展``: nothing but the series tells such a number from a real one. Every number that is not
clearly real is a candidate and gets a score: high where it cuts a word, low where a measure word
follows; :mod:`toolkit.repair.series` finds the runs, and a run counts only if enough of its members cut
words, if its pages are about equally long, and if its members do not all follow the same character (as
in 附件1, 附件2).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from toolkit.document import RepairedParagraph, RepairEntry
from toolkit.offsets import Edit
from toolkit.repair.characters import HAN, to_half_width_digits
from toolkit.repair.measures import AFTER_NUMBER, NOT_MEASURED
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

_BARE = re.compile(
    rf"(?<![\d０-９A-Za-z.．/%％\-－~～—–])(?<![\d０-９][,，:：])(?P<left>[ \u3000]*)(?P<number>{_D}{{1,4}}+)(?![\d０-９])(?P<right>[ \u3000]*+)"
    rf"(?![A-Za-z.．/％%‰℃\-－~～—–)）]|[,，:：][\d０-９])"
)
_LABEL_START = re.compile(rf"{_D}[、．.](?!{_D})")
_NOT_AFTER = frozenset("第附表图圖栏欄例题題标標注编編号號案式达達约約近共为為到至从從超过過仅僅满滿第計计达有")
_MARKS = "，。；：！？、,;!?”“’‘》《）（)("
_MEASURED = re.compile(rf"\d ?[{HAN}]$")
_HAN_ONE = re.compile(f"[{HAN}]")

_CUTS_WORD, _BETWEEN_HAN, _AT_MARK, _AT_EDGE = 3.0, 1.2, 0.8, 0.8
_SPACED = 0.6  # off for white space at the number: real numbers often have it
_REAL = 1.5  # off where a word that introduces a number goes before
_OPENING = 4.0
_CLOSEST, _FARTHEST = 60, 4000  # characters of text on a page
_CUTTING_SHARE = 0.25  # of a run's members must cut a word
_SAME_NEIGHBOUR_SHARE = 0.5  # at most this share may follow the same character
_EVEN_SHARE = 0.6  # of the pages are between half and twice the median's length
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class _Place:
    """A candidate's place: paragraph, span of the digits, and what is around it."""

    paragraph: int
    start: int
    end: int
    previous: str
    cuts: bool


def remove_page_numbers(paragraphs: Sequence[RepairedParagraph], segmenter: Segmenter) -> Repaired:
    """Takes out the page numbers within sentences, the marked ones (—3—) and the bare ones."""
    current = tuple(paragraphs)
    log: list[RepairEntry] = []
    for _ in range(_ROUNDS):  # two series may run through the same text
        spans = _marked(current) or _bare(current, segmenter)
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
    for index, paragraph in enumerate(paragraphs):
        if is_running_text(paragraph):
            for match in _BARE.finditer(paragraph.text):
                found = _judge(paragraph.text, match, index, segmenter)
                if found is not None:
                    place, score = found
                    text = to_half_width_digits(paragraph.text[place.start : place.end])
                    places.append(place)
                    candidates.append(Candidate(position + place.start, int(text), score))
        position += len(paragraph.text)
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for run in ascending_runs(
        candidates, opening=_OPENING, closest=_CLOSEST, farthest=_FARTHEST
    ):
        if _is_pagination(run, places, candidates):
            for one in run:
                spans[places[one].paragraph].append((places[one].start, places[one].end))
    return spans


def _judge(
    text: str, match: re.Match[str], index: int, segmenter: Segmenter
) -> tuple[_Place, float] | None:
    start, end = match.span("number")
    digits = text[start:end]
    if digits[0] in "0０":
        return None
    previous = text[match.start() - 1] if match.start() else ""
    following = text[match.end()] if match.end() < len(text) else ""
    score = -_SPACED * (bool(match.group("left")) + bool(match.group("right")))
    if following in ("、", "．", "."):
        # A page number right before an item: "81、" is page 8 and item 1.
        if end - start < 2 or not _LABEL_START.match(text, end - 1) or previous in "、，":
            return None
        return _Place(index, start, end - 1, previous, False), _BETWEEN_HAN
    if not previous and not following:
        return None  # a line of its own is another kind's business
    if following in _MARKS and (previous in _MARKS or not previous):
        return None
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() :][:12]
    cuts = bool(
        previous and following and _HAN_ONE.match(previous) and _HAN_ONE.match(following)
    ) and cuts_word(before, after, segmenter)
    real = bool(following) and following in AFTER_NUMBER and after[:2] not in NOT_MEASURED
    if real and not (cuts and _MEASURED.search(before)):
        return None  # 企业3家, though 企业家 is a word; but 126 场5次 is 126 场次
    if following.isdigit():  # 扩大到4 32 个: the number of the text has spaces around it
        score = _AT_MARK if match.group("right") and not match.group("left") else -_REAL
    elif cuts:
        score += _CUTS_WORD
    elif previous and previous in _NOT_AFTER:
        score -= _REAL
    elif not previous or not following:
        score += _AT_EDGE
    elif previous in _MARKS or following in _MARKS:
        score += _AT_MARK
    else:
        score += _BETWEEN_HAN
    return _Place(index, start, end, previous, cuts), score


def _is_pagination(
    run: Sequence[int], places: Sequence[_Place], candidates: Sequence[Candidate]
) -> bool:
    members = [places[one] for one in run]
    if len(members) < 3 or sum(member.cuts for member in members) < max(
        1.0, _CUTTING_SHARE * len(members)
    ):
        return False
    _, commonest = Counter(member.previous for member in members).most_common(1)[0]
    if commonest > max(2.0, _SAME_NEIGHBOUR_SHARE * len(members)):
        return False
    lengths = [
        (candidates[b].position - candidates[a].position)
        / (candidates[b].number - candidates[a].number)
        for a, b in zip(run, run[1:], strict=False)
    ]
    middle = median(lengths)
    even = sum(middle / 2 <= length <= 2 * middle for length in lengths)
    return even >= _EVEN_SHARE * len(lengths)

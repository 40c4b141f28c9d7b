"""Where a heading ends and its body begins, for every item of a series.

A heading that has its full stop ends there, if its siblings are headings too. One that is glued to
its body without a mark is found from three signs: the text before the series enumerates it, its
siblings' length and number of clauses, and how bodies begin (:mod:`toolkit.outline.cues`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from toolkit.outline.blocks import Block
from toolkit.outline.cues import (
    BODY_START,
    CLOSERS,
    FIGURE,
    FUNCTION_WORD_END,
    HEADING_NOUN_END,
    NOUN_HEADING,
    STRONG,
    WEAK_BODY_START,
)
from toolkit.outline.labels import find_block_labels
from toolkit.outline.sentences import sentence_end
from toolkit.outline.series import Candidate
from toolkit.segmenter import Segmenter

__all__ = ["MAX_HEADING", "Piece", "heading_ends"]

MAX_HEADING = 50
"""Characters of the longest heading that is cut from its body or taken for one on its own line."""
_CONTEXT = 400  # characters before a series in which its headings may be enumerated
_ZONE = 45  # characters behind a label in which an unmarked heading ends
_MIN_HEADING = 4
_MIN_BODY = 8
_MIN_RUN = 30  # characters of an item that a heading and a body may share
_LONGEST_EQUAL = 12
_COUNT_SOON = re.compile(r"[一-鿿]{1,2}\s?\d")
_ANY_MARK = re.compile("[，。；：！？、]")

Form = Literal["whole", "marked", "prose"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that begins with ``item``'s label, or has none; ``glued`` if it was cut from a run."""

    block: Block
    item: Candidate | None
    glued: bool

    @property
    def title_start(self) -> int:
        """Where the text behind the label begins."""
        return len(self.item.label.text) if self.item else 0


@dataclass(frozen=True, slots=True)
class _Member:
    index: int  # of its piece
    form: Form
    end: int  # of its first sentence, in the piece's text


def heading_ends(pieces: Sequence[Piece], segmenter: Segmenter) -> dict[int, int]:
    """For each piece (by index) whose heading is to be cut from its body: where the body begins."""
    ends: dict[int, int] = {}
    for members in _families(pieces):
        glued = any(pieces[member.index].glued for member in members)
        headings = [m for m in members if m.form != "prose"]
        unmarked = {}
        if glued or headings:
            unmarked = _enumerated(pieces, members)
            if not unmarked:
                unmarked = _by_shape(pieces, members, segmenter)
        named = _by_noun(pieces, members)
        if glued or len(named) >= 2:
            unmarked = named | unmarked
        if 2 * len(headings) >= len(members) or unmarked:
            ends.update((m.index, m.end) for m in headings if m.form == "marked")
        ends.update(unmarked)
    return ends


def _families(pieces: Sequence[Piece]) -> list[list[_Member]]:
    """The items of each series; an item without its number goes with the arabic one beside it."""
    grouped: dict[int, list[_Member]] = {}
    waiting: list[_Member] = []
    arabic = -1
    for index, piece in enumerate(pieces):
        item = piece.item
        if item is None or item.label.style == "article":
            continue
        member = _member(index, piece)
        if item.label.lost:
            waiting.append(member)
            continue
        if item.rank == 6:
            arabic = item.series
        if waiting and (item.rank <= 6):
            grouped.setdefault(arabic, []).extend(waiting)
            waiting = []
        grouped.setdefault(item.series, []).append(member)
    if waiting:
        grouped.setdefault(arabic, []).extend(waiting)
    return list(grouped.values())


def _member(index: int, piece: Piece) -> _Member:
    text, start = piece.block.plain, piece.title_start
    if piece.block.kind == "heading":
        return _Member(index, "whole", len(text))
    end = sentence_end(text, start)
    sentence = text[start:end].strip()
    if not text[end:].strip():
        # All there is: a heading where it is short, an item that is one long sentence otherwise.
        plain = len(sentence) <= MAX_HEADING and FIGURE.search(sentence) is None
        return _Member(index, "whole" if plain else "prose", end)
    following = find_block_labels(text[end : end + 12])
    if following and following[0].start == 0:
        return _Member(index, "prose", end)  # 1.…。2.…。3.…。typed as one paragraph
    marked = (
        len(sentence) <= MAX_HEADING and "：" not in sentence and FIGURE.search(sentence) is None
    )
    return _Member(index, "marked" if marked else "prose", end)


# ------------------------------------------------------------- headings glued to their body


def _enumerated(pieces: Sequence[Piece], members: Sequence[_Member]) -> dict[int, int]:
    """Items whose first words the text before the series lists (…甲、乙和丙三项…: 1、甲… 2、乙…)."""
    if len(members) < 2:
        return {}
    first = members[0].index
    context = pieces[first - 1].block.plain[-_CONTEXT:] if first else ""
    if not context:
        return {}
    found = {}
    for member in members:
        piece = pieces[member.index]
        text, start = piece.block.plain, piece.title_start
        mark = _ANY_MARK.search(text, start)
        longest = min(20, (mark.start() if mark else len(text)) - start)
        for length in range(longest, _MIN_HEADING - 1, -1):
            if _listed(text[start : start + length], context):
                found[member.index] = start + length
                break
    enough = len(found) >= 2 and 2 * len(found) >= len(members)
    return found if enough else {}


def _listed(phrase: str, context: str) -> bool:
    place = context.find(phrase)
    if place < 0:
        return False
    before, after = context[:place][-1:], context[place + len(phrase) :]
    return before in tuple("、和与及") or after[:1] in tuple("、和与及")


def _by_noun(pieces: Sequence[Piece], members: Sequence[_Member]) -> dict[int, int]:
    """Items that begin with a heading's noun and go on as a body does: 一、存在问题今年…"""
    found = {}
    for member in members:
        piece = pieces[member.index]
        text, start = piece.block.plain, piece.title_start
        match = NOUN_HEADING.match(text, start) if piece.block.kind != "heading" else None
        if match and len(text) - match.end() >= _MIN_BODY:
            found[member.index] = match.end()
    return found


def _by_shape(
    pieces: Sequence[Piece], members: Sequence[_Member], segmenter: Segmenter
) -> dict[int, int]:
    suspects = [m for m in members if m.form == "prose" and _runs_on(pieces[m.index])]
    if not suspects:
        return {}
    known = [_shape(pieces[m.index], m.end) for m in members if m.form != "prose"]
    shape = _common_shape(known) if known else None
    options = {m.index: _options(pieces[m.index], shape, segmenter) for m in suspects}
    found = _like_siblings(options, shape) if shape else _like_each_other(pieces, options)
    if not found and 2 * len(suspects) >= len(members):
        found = _of_one_length(pieces, members, segmenter)
    return found


def _common_shape(known: Sequence[tuple[int, int]]) -> tuple[float, int]:
    """Mean length and usual number of commas of the headings that are known."""
    clauses = Counter(shape[1] for shape in known).most_common(1)[0][0]
    return sum(shape[0] for shape in known) / len(known), clauses


def _like_siblings(
    options: Mapping[int, Sequence[_Option]], shape: tuple[float, int]
) -> dict[int, int]:
    """For each suspect the option nearest to its siblings' length, a firm one before others."""
    found = {}
    for index, choices in options.items():
        if choices:
            best = min(choices, key=lambda c: (abs(c.length - shape[0]) - 6 * c.firm, c.end))
            found[index] = best.end
    return found


def _like_each_other(
    pieces: Sequence[Piece], options: Mapping[int, Sequence[_Option]]
) -> dict[int, int]:
    """No sibling shows what a heading looks like: all must offer a firm one, of a like shape."""
    firm = {index: [c for c in choices if c.firm] for index, choices in options.items()}
    if not all(firm.values()):
        return {}
    if len(firm) == 1:
        index, choices = next(iter(firm.items()))
        text = pieces[index].block.plain
        ended = [c for c in choices if HEADING_NOUN_END.search(text[: c.end])]
        return {index: ended[0].end} if ended else {}
    first = [choices[0] for choices in firm.values()]
    alike = len({c.clauses for c in first}) == 1
    alike &= max(c.length for c in first) - min(c.length for c in first) <= 6
    return {index: choices[0].end for index, choices in firm.items()} if alike else {}


def _of_one_length(
    pieces: Sequence[Piece], members: Sequence[_Member], segmenter: Segmenter
) -> dict[int, int]:
    """Short headings of one length in three or more items, where half the bodies look like bodies."""
    if len(members) < 3 or any(not _has_body(pieces[m.index], m) for m in members):
        return {}
    common = set(range(_MIN_HEADING, _LONGEST_EQUAL + 1))
    signs: Counter[int] = Counter()
    for member in members:
        text, start = pieces[member.index].block.plain, pieces[member.index].title_start
        mark = _ANY_MARK.search(text, start)
        zone = text[start : min(mark.start() if mark else len(text), start + _ZONE)]
        boundaries = set(accumulate(len(word) for word in segmenter.cut(zone)))
        common &= {
            length
            for length in boundaries
            if length < len(zone) and not FUNCTION_WORD_END.search(zone[:length])
        }
        for length in common:
            signs[length] += _begins_body(text, start, start + length)
    enough = max(2.0, len(members) / 2)
    lengths = sorted(length for length in common if signs[length] >= enough)
    if not lengths:
        return {}
    length = max(lengths, key=lambda value: signs[value])
    return {m.index: pieces[m.index].title_start + length for m in members}


def _begins_body(text: str, start: int, place: int) -> bool:
    """A body begins as bodies do, with a count, or by taking up the heading's words."""
    return (
        BODY_START.match(text, place) is not None
        or WEAK_BODY_START.match(text, place) is not None
        or _COUNT_SOON.match(text, place) is not None
        or text[start:place] in text[place : place + _ZONE]
    )


def _has_body(piece: Piece, member: _Member) -> bool:
    return len(piece.block.plain.rstrip()) > member.end


def _runs_on(piece: Piece) -> bool:
    """Whether there is a body that an unmarked heading could be glued to."""
    return len(piece.block.plain) - piece.title_start > _MIN_RUN


def _shape(piece: Piece, end: int) -> tuple[int, int]:
    sentence = piece.block.plain[piece.title_start : end].strip().rstrip(STRONG)
    return len(sentence), sentence.count("，")


@dataclass(frozen=True, slots=True)
class _Option:
    end: int
    length: int
    clauses: int
    firm: bool


def _options(piece: Piece, shape: tuple[float, int] | None, segmenter: Segmenter) -> list[_Option]:
    """Places where an unmarked heading may end, by how the text goes on there.

    They are ends of words, and near to ``shape`` where the siblings have one.
    """
    text, start = piece.block.plain, piece.title_start
    zone_end = min(sentence_end(text, start, start + 2 * _ZONE), start + _ZONE)
    places: dict[int, bool] = {}
    for pattern, firm in ((WEAK_BODY_START, False), (BODY_START, True)):
        for match in pattern.finditer(text, start + _MIN_HEADING, zone_end + 8):
            if match.start() < zone_end:
                places[match.start()] = places.get(match.start(), False) or firm
    options = []
    for end, firm in sorted(places.items()):
        heading = text[start:end]
        option = _Option(end, len(heading.strip()), heading.count("，"), firm)
        clause = re.split("[，；：]", heading)[-1]
        if (
            (heading[-1:].isalnum() or heading[-1:] in CLOSERS)
            and len(clause) >= _MIN_HEADING
            and not FUNCTION_WORD_END.search(heading)
            and (shape is None or _is_near(option, shape))
        ):
            options.append(option)
    if not options:
        return []
    words = segmenter.cut(text[start : zone_end + 8])
    boundaries = set(accumulate((len(word) for word in words), initial=start))
    return [option for option in options if option.end in boundaries]


def _is_near(option: _Option, shape: tuple[float, int]) -> bool:
    length, clauses = shape
    allowed = max(4.0, 0.6 * length) if option.firm else max(2.0, 0.3 * length)
    return option.clauses == clauses and abs(option.length - length) <= allowed

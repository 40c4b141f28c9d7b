"""Sentences and their pieces: rule-based, offset-preserving (GB/T 15834, 标点符号用法).

A sentence ends at 。！？ or …… with the closing quotes and brackets behind it, never inside
brackets, book-title marks or a short quotation. A long one is split at ；, a longer one at ， and so
on; the pieces joined are the text again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

__all__ = ["MAX_SEGMENT", "inside", "sentence_end", "shielded", "split_sentences"]

MAX_SEGMENT = 120
"""Characters above which a sentence is split at its commas."""
_SEMICOLON = 60  # characters above which a sentence is split at its semicolons
_TARGET = 90  # characters a piece of an over-long sentence aims at
_LAST_RESORT = 300  # characters above which a run without any mark is cut all the same
_MIN_PIECE = 8
_LONGEST_QUOTATION = 120
_LONGEST_BRACKET = 200

_PAIRS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』"}
_PAIRS |= {"【": "】", "[": "]", "〔": "〕", "［": "］"}
_QUOTES = "“‘「『"
_CLOSER_OF = {close: opening for opening, close in _PAIRS.items()}
_BRACKET = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_CLOSER_OF)) + "]")
_END = re.compile(
    r"(?:[。！？]|[!?](?=\s|$|[^\x00-\x7f])|…{1,2}(?![，、；：。等的…\w]))[。！？!?…]*[”’）】》」』)\]］〕]*\s*"
)
_SPLITTERS = (
    (_SEMICOLON, re.compile(r"[；;][”’）】》」』)]*\s*")),
    (MAX_SEGMENT, re.compile(r"(?:[，：]|,(?!\d))[”’）】》」』)]*\s*")),
    (2 * MAX_SEGMENT, re.compile(r"[、][”’）】》」』)]*\s*|\s+")),
)
_FIRST_END = re.compile(r"[。！？!?][。！？!?]*[”’）】》」』)\]]*")


def sentence_end(text: str, start: int, limit: int | None = None) -> int:
    """Where the first sentence of ``text[start:limit]`` ends, its closing marks included."""
    limit = len(text) if limit is None else limit
    window = 400
    while True:
        part = text[start : min(start + window, limit)]
        shields = shielded(part)
        for match in _FIRST_END.finditer(part):
            if _ends_sentence(part, match, shields):
                return start + match.end()
        if start + window >= limit:
            return limit
        window *= 4


def split_sentences(text: str, starts: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Spans of the segments of ``text``, gapless and in order; one begins at each of ``starts``."""
    if not text:
        return []
    shields = shielded(text)
    cuts = {0, len(text), *(start for start in starts if 0 < start < len(text))}
    for match in _END.finditer(text):
        if _ends_sentence(text, match, shields):
            cuts.add(match.end())
    spans = []
    for start, end in pairwise(sorted(cuts)):
        if end - start <= _SEMICOLON:
            spans.append((start, end))
        else:
            spans.extend(_split_long(text, start, end, shields))
    return spans


def shielded(text: str) -> list[tuple[int, int]]:
    """Spans within brackets and short quotations, outermost only, ascending."""
    opened: list[tuple[str, int]] = []
    spans: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        character, place = match[0], match.start()
        if character in _PAIRS:
            opened.append((character, place))
            del opened[:-16]  # unclosed ones are damage; do not let them pile up
            continue
        opening = _CLOSER_OF[character]
        for index in range(len(opened) - 1, -1, -1):
            if opened[index][0] == opening:
                start = opened[index][1]
                longest = _LONGEST_QUOTATION if opening in _QUOTES else _LONGEST_BRACKET
                if place - start <= longest:
                    while spans and spans[-1][0] >= start:
                        spans.pop()
                    spans.append((start, place + 1))
                del opened[index:]
                break
    return spans


def _ends_sentence(text: str, match: re.Match[str], shields: list[tuple[int, int]]) -> bool:
    """Whether the mark is a sentence's, not one within brackets or a quotation that goes on."""
    if not inside(match.start(), shields):
        return True
    end = match.end()
    return not inside(end, shields) and text[end : end + 1] not in tuple("，、；：的等")


def inside(place: int, spans: list[tuple[int, int]]) -> bool:
    """Whether ``place`` lies within one of ``spans``, not at its edge."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= place:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] < place


def _split_long(
    text: str, start: int, end: int, shields: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    pieces = [(start, end)]
    for limit, pattern in _SPLITTERS:
        divided = []
        for first, last in pieces:
            if last - first <= limit:
                divided.append((first, last))
                continue
            places = [
                match.end()
                for match in pattern.finditer(text, first, last)
                if not inside(match.start(), shields)
                and match.end() - first >= _MIN_PIECE
                and last - match.end() >= _MIN_PIECE
            ]
            target = _MIN_PIECE if limit == _SEMICOLON else _TARGET
            divided.extend(_balanced(first, last, places, target))
        pieces = divided
    return [span for first, last in pieces for span in _cut_blindly(text, first, last)]


def _balanced(first: int, last: int, places: list[int], target: int) -> list[tuple[int, int]]:
    """Cut at as few of ``places`` as keep the pieces near an equal length of at most ``target``."""
    spans = []
    cursor = first
    for place, following in pairwise([*places, last]):
        count = max(1, -(-(last - cursor) // target))
        share = (last - cursor) / count
        if target == _MIN_PIECE:
            wanted = place - cursor >= _MIN_PIECE
        else:
            # Here, unless the next mark is nearer to an equal share.
            wanted = count > 1 and abs(following - cursor - share) >= abs(place - cursor - share)
        if wanted and place > cursor:
            spans.append((cursor, place))
            cursor = place
    spans.append((cursor, last))
    return spans


def _cut_blindly(text: str, first: int, last: int) -> Iterable[tuple[int, int]]:
    while last - first > _LAST_RESORT:
        place = first + _LAST_RESORT
        while place > first + _LAST_RESORT // 2 and text[place - 1 : place + 1].isascii():
            place -= 1  # not within a word or a figure
        yield first, place
        first = place
    yield first, last

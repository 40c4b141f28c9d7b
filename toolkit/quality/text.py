"""Checks of a translation as a text: nothing there, Chinese left, loops, length, punctuation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.document import Finding, Segment
from toolkit.quality.findings import make_finding
from toolkit.traditional import HAN, has_chinese

__all__ = ["check_text"]

_HAN_RUN = re.compile(rf"{HAN.pattern}(?:[\s，。；：、！？“”《》（）]*{HAN.pattern})*")
_CHINESE_MARK = re.compile(r"[\u3000-\u303f\uff01-\uff60]")
_SENTENCE_END = re.compile(r"[。！？!?…][”’』」）)\"']*\s*$")
_ENGLISH_END = re.compile(r"[.!?…:;][\"')\]”’]*\s*$")
_WORD = re.compile(r"[A-Za-z0-9][\w'’.,%-]*")
_DOUBLE = re.compile(r"(?<!\.)([,;:.])\s*\1(?!\.)|\s[,;:](?=\s)|[,;:][,;:]")

WORDS_PER_CHARACTER = (0.22, 1.6)
"""English words for a Chinese character in fluent translations of the genre; 95% of the in-domain
pairs lie well inside (median 0.6)."""
_EXTREME = (0.1, 3.0)
_LONG_ENOUGH = 12  # characters; shorter ones vary too much


def check_text(segment: Segment) -> Iterator[Finding]:
    """Findings on the target as a text."""
    source, target = segment.source, segment.target
    if not source.strip():
        return
    if not target.strip():
        yield make_finding(segment, "empty", "there is no English for this segment")
        return
    if has_chinese(source):
        share = _han(target) / max(1, _han(target) + len(_WORD.findall(target)))
        if target.strip() == source.strip() or share > 0.5:
            yield make_finding(
                segment, "echo", "the Chinese came back untranslated", target=(0, len(target))
            )
            return
    for match in _HAN_RUN.finditer(target):
        yield make_finding(
            segment,
            "untranslated",
            f"Chinese left in the English: {match.group()}",
            detail=match.group(),
            target=match.span(),
        )
    loop = find_loop(target)
    if loop is not None:
        yield make_finding(
            segment,
            "loop",
            f"the English repeats itself: “{_short(target[loop[0] : loop[1]])}”",
            target=loop,
        )
    yield from _length(segment)
    yield from _punctuation(segment)


def find_loop(text: str) -> tuple[int, int] | None:
    """The span of a phrase said over and over; None where there is none.

    Either one to twelve words stand three times in a row (four for a single word), or one sequence
    of four words makes up most of a longer text.
    """
    words = list(_WORD.finditer(text))
    plain = [word.group().lower().rstrip(".,;:") for word in words]
    for size in range(1, 13):
        run = 0
        needed = size * (3 if size == 1 else 2)
        for index in range(size, len(plain)):
            run = run + 1 if plain[index] == plain[index - size] else 0
            if run >= needed:
                return words[index - run - size + 1].start(), words[index].end()
    if len(plain) >= 24:
        grams = Counter(tuple(plain[i : i + 4]) for i in range(len(plain) - 3))
        gram, count = grams.most_common(1)[0]
        if count >= 4 and count * 4 > len(plain) * 0.4:
            first = next(i for i in range(len(plain)) if tuple(plain[i : i + 4]) == gram)
            return words[first].start(), words[first + 3].end()
    return None


def _length(segment: Segment) -> Iterator[Finding]:
    characters = _han(segment.body)
    if characters < _LONG_ENOUGH:
        return
    ratio = len(_WORD.findall(segment.target)) / characters
    low, high = WORDS_PER_CHARACTER
    if low <= ratio <= high:
        return
    severe = not _EXTREME[0] <= ratio <= _EXTREME[1]
    yield make_finding(
        segment,
        "length",
        f"the English is very {'short' if ratio < low else 'long'} for its source"
        f" ({len(_WORD.findall(segment.target))} words for {characters} characters)",
        severity="major" if severe else None,
    )


def _punctuation(segment: Segment) -> Iterator[Finding]:
    target = segment.target
    for match in _CHINESE_MARK.finditer(target):
        yield make_finding(
            segment,
            "punctuation",
            f"a Chinese mark in the English: {match.group()}",
            detail=match.group(),
            target=match.span(),
        )
        break
    for left, right in ("()", "[]"):
        if target.count(left) != target.count(right) and _balanced(segment.source):
            yield make_finding(segment, "punctuation", f"unpaired {left} or {right}", detail=left)
    if target.count('"') % 2 and _balanced(segment.source):
        yield make_finding(segment, "punctuation", 'an unpaired "', detail='"')
    match = _DOUBLE.search(target)
    if match:
        yield make_finding(
            segment,
            "punctuation",
            f"doubled mark: {match.group()}",
            detail="double",
            target=match.span(),
        )
    if _SENTENCE_END.search(segment.source) and not _ENGLISH_END.search(target):
        yield make_finding(
            segment,
            "punctuation",
            "the sentence has no end mark",
            detail="end",
            target=(len(target), len(target)),
        )


def _balanced(source: str) -> bool:
    pairs = ("（）", "()", "“”", "《》", "〔〕", "【】")
    return all(source.count(left) == source.count(right) for left, right in pairs)


def _han(text: str) -> int:
    return len(HAN.findall(text))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"

"""Checks of a translation as a text: nothing there, Chinese left, loops, length, punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.document import Finding, Segment
from toolkit.engine import find_faults
from toolkit.quality.findings import make_finding
from toolkit.traditional import HAN, has_chinese

__all__ = ["check_text"]

_HAN_RUN = re.compile(rf"{HAN.pattern}(?:[\s，。；：、！？“”《》（）]*{HAN.pattern})*")
_CHINESE_MARK = re.compile(r"[\u3000-\u303f\uff01-\uff60]")
_SENTENCE_END = re.compile(r"[。！？!?…][”’』」）)\"']*\s*$")
_ENGLISH_END = re.compile(r"[.!?…:;][\"')\]”’]*\s*$")
_WORD = re.compile(r"[A-Za-z0-9][\w'’.,%-]*")
_DOUBLE = re.compile(r"(?<!\.)([,;:.])\s*\1(?!\.)|[,;:][,;:]|[,;:]\.(?=\s|$)")
_SPACE_BEFORE = re.compile(r"(?<=[^\s,;:.])\s+(?:[,;:]|\.(?!\S))(?=\s|$)")


def check_text(segment: Segment) -> Iterator[Finding]:
    """Findings on the target as a text."""
    source, target = segment.source, segment.target
    if not source.strip():
        return
    extra = sum(len(constraint.target.split()) for constraint in segment.constraints)
    faults = find_faults(segment.source, target, extra)
    if not target.strip() or (has_chinese(source) and "empty" in faults):
        yield make_finding(segment, "empty", "there is no English for this segment")
        return
    if has_chinese(source) and "echo" in faults:
        whole = (0, len(target))
        yield make_finding(segment, "echo", "the Chinese came back untranslated", target=whole)
        return
    for match in _HAN_RUN.finditer(target):
        yield make_finding(
            segment,
            "untranslated",
            f"Chinese left in the English: {match.group()}",
            detail=match.group(),
            target=match.span(),
        )
    if "loop" in faults:
        yield make_finding(segment, "loop", "the English says the same thing over and over")
    if "length" in faults:
        words, characters = len(_WORD.findall(target)), len(HAN.findall(source))
        kind = "long" if words > characters else "short"
        yield make_finding(
            segment,
            "length",
            f"the English is very {kind} for its source ({words} words for {characters} characters)",
        )
    yield from _punctuation(segment)


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
    for left, right in (("(", ")"), ("[", "]")):
        if target.count(left) != target.count(right) and _balanced(segment.source):
            yield make_finding(segment, "punctuation", f"unpaired {left} or {right}", detail=left)
    if target.count('"') % 2 and _balanced(segment.source):
        yield make_finding(segment, "punctuation", 'an unpaired "', detail='"')
    doubled = _DOUBLE.search(target)
    if doubled:
        yield make_finding(
            segment,
            "punctuation",
            f"doubled mark: {doubled.group()}",
            detail="double",
            target=doubled.span(),
        )
    spaced = _SPACE_BEFORE.search(target)
    if spaced:
        yield make_finding(
            segment,
            "punctuation",
            f"a space before a mark: {spaced.group()!r}",
            detail="space",
            target=spaced.span(),
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
    return all(source.count(pair[0]) == source.count(pair[1]) for pair in pairs)

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
_LAST_MARK = re.compile(r"([。.！!？?：:；;])[”’』」）)\"']*\s*$")
# What the English may end with; an exclamation is often a plain sentence in English.
_SAME_END = {
    **dict.fromkeys("。.", ".!;"),
    **dict.fromkeys("！!", "!."),
    **dict.fromkeys("？?", "?"),
    **dict.fromkeys("：:", ":"),
    **dict.fromkeys("；;", ";.,"),
}
_ASKS = re.compile("[谁何哪岂吗呢怎]|是不是|能不能")
_ASIDE = re.compile(rf"（(?:{HAN.pattern}|[、，]){{4,}}）")
_SET_OFF = re.compile(r"[(\[,–—]| - |\b(?:i\.e\.|namely|including)")
_SPEECH = re.compile(r"：“[^”]{4,}”")
_UNQUOTED = re.compile(r"\w: ?[A-Z]")
_QUOTE = re.compile(r"[\"'“”‘’]")
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
        place = source.find(match.group())
        yield make_finding(
            segment,
            "untranslated",
            f"Chinese left in the English: {match.group()}",
            detail=match.group(),
            source=(place, place + len(match.group())) if place >= 0 else None,
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
            place = _unpaired(target, left, right)
            yield make_finding(
                segment,
                "punctuation",
                f"unpaired {left} or {right}",
                detail=left,
                target=(place, place + 1),
            )
    if target.count('"') % 2 and _balanced(segment.source):
        place = target.rindex('"')
        yield make_finding(
            segment, "punctuation", 'an unpaired "', detail='"', target=(place, place + 1)
        )
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
    yield from _end(segment)
    yield from _pairs_lost(segment)


def _unpaired(text: str, left: str, right: str) -> int:
    """Where the first bracket stands that has no partner."""
    opened: list[int] = []
    for place, character in enumerate(text):
        if character == left:
            opened.append(place)
        elif character == right:
            if not opened:
                return place
            opened.pop()
    return opened[0]


def _end(segment: Segment) -> Iterator[Finding]:
    """The mark at the end: there, and of the kind the Chinese has."""
    target = segment.target
    if _SENTENCE_END.search(segment.source) and not _ENGLISH_END.search(target):
        message = "the sentence has no end mark"
    else:
        chinese = _LAST_MARK.search(segment.source)
        english = _LAST_MARK.search(target)
        if chinese is None or english is None or english[1] in _SAME_END[chinese[1]]:
            return
        if english[1] == "?" and _ASKS.search(segment.source):
            return
        message = f"the Chinese ends with {chinese[1]}, the English with {english[1]}"
    yield make_finding(
        segment, "punctuation", message, detail="end", target=(len(target), len(target))
    )


def _pairs_lost(segment: Segment) -> Iterator[Finding]:
    """Brackets and quotation marks that went with nothing in their place."""
    target = segment.target
    aside = _ASIDE.search(segment.source, len(segment.label))
    if aside and not _SET_OFF.search(target):
        yield make_finding(
            segment,
            "punctuation",
            f"nothing sets off {aside.group()} in the English",
            detail="aside",
            source=aside.span(),
        )
    speech = _SPEECH.search(segment.source)
    said = _UNQUOTED.search(target)
    if speech and said and not _QUOTE.search(target):
        yield make_finding(
            segment,
            "punctuation",
            "the words of a speaker stand without quotation marks",
            detail="speech",
            source=speech.span(),
            target=said.span(),
        )


def _balanced(source: str) -> bool:
    pairs = ("（）", "()", "“”", "《》", "〔〕", "【】")
    return all(source.count(pair[0]) == source.count(pair[1]) for pair in pairs)

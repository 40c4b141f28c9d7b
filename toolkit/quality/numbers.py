"""Numbers by value: what the Chinese says against what the English says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.document import Constraint, Finding, Segment, Span
from toolkit.numerals import Matching, Value, find_english, find_values, match_values
from toolkit.outline import render_label
from toolkit.quality.changes import find_contradictions
from toolkit.quality.codes import find_wrong_codes
from toolkit.quality.exchanged import find_exchanged
from toolkit.quality.findings import make_finding
from toolkit.quality.idioms import left_unexplained
from toolkit.quality.invented import invented_counts
from toolkit.traditional import to_simplified

_UNKNOWN = re.compile(
    r"\[\?\] (?:(?:ten|hundred) )?(?:thousand|million|billion|trillion)\b", re.IGNORECASE
)

__all__ = ["ComparedNumbers", "check_numbers", "compare_numbers"]


@dataclass(frozen=True, slots=True)
class ComparedNumbers:
    """A segment's numbers outside its terms and its label, and which of them say the same."""

    source: str
    """The source's body, terms blanked."""
    target: str
    """The target without its label, terms blanked."""
    shift: int
    """Where :attr:`source` begins in the segment's source; the values' offsets count from there."""
    lead: int
    """Where :attr:`target` begins in the segment's target."""
    chinese: Sequence[Value]
    english: Sequence[Value]
    matching: Matching


def compare_numbers(segment: Segment, terms: Sequence[Constraint]) -> ComparedNumbers:
    """The numbers of both sides, paired by value.

    ``terms`` are located in the target: numbers inside them (863 Program) are theirs.
    """
    shift = len(segment.label)
    lead = _label_length(segment)
    source = _blanked(segment.body, [(c.start - shift, c.end - shift) for c in terms])
    there = [c.target_span for c in terms if c.target_span is not None]
    said = segment.target[lead:]
    # What is left of a lost number, [?] ten thousand yuan, is no number of the English.
    unknown = [m.span() for m in _UNKNOWN.finditer(said)]
    target = _blanked(said, [*((start - lead, end - lead) for start, end in there), *unknown])
    chinese = find_values(to_simplified(source))
    english = find_english(target)
    matching = match_values(chinese, english)
    return ComparedNumbers(source, target, shift, lead, chinese, english, matching)


def check_numbers(segment: Segment, terms: Sequence[Constraint]) -> Iterator[Finding]:
    """Missing, changed and added numbers. Numbers inside terms (863 Program) belong to the terms,
    which are located in the target.

    A number that the source damaged (20052007年) is left to the finding about the damage.
    """
    compared = compare_numbers(segment, terms)
    shift, lead, result = compared.shift, compared.lead, compared.matching
    source, target, chinese, said = (
        compared.source,
        compared.target,
        compared.chinese,
        compared.english,
    )
    body, places = segment.body, _damaged(segment)
    remains = {m.group() for m in _DIGITS.finditer(body) if _hit(m.span(), body, places)}
    missing, extra = left_unexplained(result.missing, result.extra, chinese, body, target)
    changed: list[tuple[Value, Value | None]] = [(value, None) for value in missing]
    changed += result.differing
    for value, other in changed:
        if _hit((value.start, value.end), body, places):
            continue
        yield make_finding(
            segment,
            "number",
            _missing_message(value, other, chinese, said),
            detail=f"{value.type}{value.decimal}@{value.start}",
            source=(value.start + shift, value.end + shift),
            target=(other.start + lead, other.end + lead) if other is not None else None,
        )
    for value in extra:
        if not _remains(value, remains):
            yield make_finding(
                segment,
                "addition",
                _extra_message(value, chinese, said),
                detail=f"{value.type}{value.decimal}",
                target=(value.start + lead, value.end + lead),
            )
    matched = {(value.start, value.end) for _, value in result.pairs}
    optional = [v for v in said if not v.required and (v.start, v.end) not in matched]
    for count in invented_counts(body, target, optional):
        yield make_finding(
            segment,
            "addition",
            f"{count.text} is not in the Chinese",
            detail=count.text,
            target=_moved(count.target, lead),
        )
    for wrong in (
        *find_contradictions(body, target, chinese, said, result),
        *find_wrong_codes(source, segment.target[lead:], chinese),
        *find_exchanged(body, target, terms, shift, lead, result),
    ):
        if wrong.source is not None and _hit(wrong.source, body, places):
            continue
        yield make_finding(
            segment,
            "number",
            wrong.message,
            detail=f"{wrong.source}",
            source=_moved(wrong.source, shift),
            target=_moved(wrong.target, lead),
        )


def _moved(span: Span | None, by: int) -> Span | None:
    return None if span is None else (span[0] + by, span[1] + by)


def _label_length(segment: Segment) -> int:
    """How much of the target is the rendered label."""
    if not segment.label:
        return 0
    label = render_label(segment.label)
    return len(label) if segment.target.startswith(label) else 0


def _blanked(text: str, spans: list[Span]) -> str:
    """``text`` with spaces in place of ``spans``, so that offsets hold."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _meaning(value: Value) -> str:
    return f"{value.decimal} {value.unit}" if value.unit else value.decimal


def _missing_message(
    value: Value, other: Value | None, chinese: Sequence[Value], english: Sequence[Value]
) -> str:
    if other is not None:
        return (
            f"{value.text} ({_meaning(value)}) is not in the English; the English says {other.text}"
        )
    here, there = _count(value, chinese), _count(value, english)
    if there:
        return (
            f"{value.text} stands {_times(here)} in the Chinese and {_times(there)} in the English"
        )
    return f"{value.text} ({_meaning(value)}) is not in the English"


def _extra_message(value: Value, chinese: Sequence[Value], english: Sequence[Value]) -> str:
    here, there = _count(value, english), _count(value, chinese)
    if there:
        return (
            f"{value.text} stands {_times(here)} in the English and {_times(there)} in the Chinese"
        )
    return f"{value.text} is not in the Chinese"


def _count(value: Value, values: Sequence[Value]) -> int:
    """How often ``values`` say the same."""
    meaning = value.type, value.decimal, value.unit
    return sum((other.type, other.decimal, other.unit) == meaning for other in values)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


_DIGITS = re.compile(r"\d+")
_NUMERAL = re.compile(r"[\d〇零一二三四五六七八九十百千万亿]")


def _damaged(segment: Segment) -> list[Span]:
    """Where the segment's body lost a mark or a digit."""
    shift = len(segment.label)
    spans = (
        segment.damage_span(damage)
        for damage in segment.damage
        if damage.kind in ("lost-mark", "lost-number")
    )
    return [(start - shift, end - shift) for start, end in spans]


def _hit(number: Span, text: str, places: Sequence[Span]) -> bool:
    """Whether a number was damaged: inside, or at an end of it that is a digit (not 3月, then a loss)."""
    first, last = number
    return any(
        (start < last and first < max(start, end))
        or (end == first and _NUMERAL.match(text[first]))
        or (start == last and _NUMERAL.match(text[last - 1]))
        for start, end in places
    )


def _remains(value: Value, damaged: set[str]) -> bool:
    """Whether an English number is what a damaged one of the Chinese shows: 2005 and 2007 of 20052007."""
    figures = _DIGITS.findall(value.text.replace(",", ""))
    return bool(figures) and any(all(figure in text for figure in figures) for text in damaged)

"""Numbers by value: what the Chinese says against what the English says."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.document import Finding, Segment, Span
from toolkit.engine import locate
from toolkit.numerals import Value, find_english, find_values, match_values
from toolkit.outline import render_label
from toolkit.quality.findings import make_finding
from toolkit.traditional import to_simplified

__all__ = ["check_numbers"]


def check_numbers(segment: Segment) -> Iterator[Finding]:
    """Missing, changed and added numbers. Numbers inside terms (863 Program) belong to the terms."""
    shift = len(segment.label)
    lead = _label_length(segment)
    terms = locate([c for c in segment.constraints if c.kind == "term"], segment.target)
    source = _blanked(segment.body, [(c.start - shift, c.end - shift) for c in terms])
    english = [c.target_span for c in terms if c.target_span is not None]
    target = _blanked(segment.target[lead:], [(start - lead, end - lead) for start, end in english])
    chinese = find_values(to_simplified(source))
    result = match_values(chinese, find_english(target))
    changed: list[tuple[Value, Value | None]] = []
    for value in result.missing:
        if value.required:
            changed.append((value, None))
    changed += result.differing
    for value, other in changed:
        said = f"; the English says {other.text}" if other is not None else ""
        yield make_finding(
            segment,
            "number",
            f"{value.text} ({_meaning(value)}) is not in the English{said}",
            detail=f"{value.type}{value.decimal}@{value.start}",
            source=(value.start + shift, value.end + shift),
            target=(other.start + lead, other.end + lead) if other is not None else None,
        )
    for value in result.extra:
        if value.required:
            yield make_finding(
                segment,
                "addition",
                f"{value.text} is not in the Chinese",
                detail=f"{value.type}{value.decimal}",
                target=(value.start + lead, value.end + lead),
            )


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

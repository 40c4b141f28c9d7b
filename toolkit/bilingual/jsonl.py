"""JSONL, one object a segment, for programs that take the pairs further.

Keys: id, section (its id), level, label, source, target, state, terms ``[{zh, en, source, target,
fate}]``, numbers ``[{type, value, unit, source, target, fate}]``, confidence (green, amber, red; null
where a person has seen to it), findings. Spans are ``[start, end]`` in code points, null where there
is none; ``value`` is a decimal string, null for a lost number.
"""

from __future__ import annotations

import json
from typing import Any

from toolkit.document import Constraint, Document, Finding, Section, Segment
from toolkit.quality import Light, by_segment, lights

__all__ = ["segment_to_json", "write_jsonl"]


def write_jsonl(document: Document) -> bytes:
    """``document`` as JSONL, UTF-8, LF."""
    findings = by_segment(document.findings)
    shown = lights(document)
    lines = [
        json.dumps(
            segment_to_json(section, segment, findings.get(segment.id, []), shown.get(segment.id)),
            ensure_ascii=False,
        )
        for section in document.sections()
        for segment in section.segments
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def segment_to_json(
    section: Section, segment: Segment, findings: list[Finding], light: Light | None
) -> dict[str, Any]:
    """One line's object."""
    return {
        "id": segment.id,
        "section": section.id,
        "level": section.level,
        "label": segment.label,
        "source": segment.source,
        "target": segment.target,
        "state": segment.state,
        "terms": [
            {"zh": segment.source[c.start : c.end], "en": c.target, **_place(c)}
            for c in segment.constraints
            if c.kind == "term"
        ],
        "numbers": [
            {"type": c.kind, "value": c.value, "unit": c.unit, **_place(c)}
            for c in segment.constraints
            if c.kind != "term"
        ],
        "confidence": light,
        "findings": [finding.to_json() for finding in findings],
    }


def _place(constraint: Constraint) -> dict[str, Any]:
    found = constraint.target_span
    return {
        "source": [constraint.start, constraint.end],
        "target": list(found) if found else None,
        "fate": constraint.fate,
    }

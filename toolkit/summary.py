"""What a run did, in figures: for the closing summary and for programs."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from toolkit.document import SEVERITIES, Document, Finding, MatchKind, Segment
from toolkit.quality import LIGHTS, lights, open_findings

__all__ = [
    "count_severities",
    "short_signature",
    "summarise",
    "summary_lines",
]

_MATCHES = {"context": "in context", "exact": "exact", "numbers": "with figures exchanged"}
_FATES = ("enforced", "produced", "repaired", "missing")


def count_severities(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, the worst first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in reversed(SEVERITIES)}


def summarise(document: Document) -> dict[str, Any]:
    """Counts of sections, segments by state, constraints by fate, findings by severity."""
    segments = list(document.segments())
    terms: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for segment in segments:
        for constraint in segment.constraints:
            (terms if constraint.kind == "term" else numbers)[constraint.fate or "missing"] += 1
    shown = Counter(lights(document).values())
    return {
        "file": document.name,
        "sections": sum(1 for _ in document.sections()) - 1,
        "segments": len(segments),
        "states": dict(sorted(Counter(s.state for s in segments).items())),
        "terms": {fate: terms[fate] for fate in _FATES},
        "numbers": {fate: numbers[fate] for fate in _FATES},
        "damage": len(document.damage),
        "findings": count_severities(open_findings(document)),
        "confidence": {light: shown[light] for light in LIGHTS},
        "signature": short_signature(document.signature),
        **({"memory": _from_memory(segments)} if "memory" in document.signature else {}),
    }


def _from_memory(segments: Iterable[Segment]) -> dict[str, int]:
    """How many segments have a memory's English, by the kind of match, or its fuzzy matches beside
    English of other origin. What a person has seen to since does not count."""
    counts: Counter[str] = Counter()
    for segment in segments:
        if segment.reviewed:
            continue
        matches = [h.match for h in segment.hypotheses]
        if segment.state == "memory" and matches and matches[0] is not None:
            counts[matches[0].kind] += 1
        elif any(match is not None for match in matches):
            counts["fuzzy"] += 1
    return {kind: counts[kind] for kind in get_args(MatchKind)}


def short_signature(signature: Mapping[str, str]) -> str:
    """First 12 hex digits of the SHA-256 of the run signature; "" without one."""
    if not signature:
        return ""
    return hashlib.sha256(json.dumps(dict(sorted(signature.items()))).encode()).hexdigest()[:12]


def summary_lines(figures: Mapping[str, Any]) -> list[str]:
    """:func:`summarise`'s figures as a person reads them."""

    def fates(counts: Mapping[str, int]) -> str:
        total = sum(counts.values())
        parts = ", ".join(f"{count:,} {fate}" for fate, count in counts.items() if count)
        return f"{total:,} ({parts})" if total else "0"

    found = ", ".join(f"{n:,} {severity}" for severity, n in figures["findings"].items() if n)
    without = figures["states"].get("none", 0)
    lines = [
        f"  sections {figures['sections']:,} · segments {figures['segments']:,}"
        + (f" · {without:,} without usable English" if without else ""),
        f"  terms {fates(figures['terms'])}",
        f"  numbers {fates(figures['numbers'])}",
        f"  findings: {found or 'none'}",
    ]
    if any(figures["confidence"].values()):
        shown = ", ".join(f"{n:,} {light}" for light, n in figures["confidence"].items() if n)
        lines.append(f"  confidence: {shown}")
    if figures["damage"]:
        lines.append(f"  places where the source lost something: {figures['damage']:,}")
    if "memory" in figures:
        counts = figures["memory"]
        ready = {_MATCHES[kind]: n for kind, n in counts.items() if n and kind in _MATCHES}
        parts = ", ".join(f"{n:,} {what}" for what, n in ready.items())
        lines.append(
            f"  from the memory: {sum(ready.values()):,}{f' ({parts})' if parts else ''}"
            f" · fuzzy matches beside {counts['fuzzy']:,} more"
        )
    if "source" in figures:
        parts = ", ".join(f"{n:,} {what}" for what, n in figures["source"].items())
        lines.append(f"  source against the last run: {parts}")
    lines.append(f"  run signature {figures['signature']}")
    return lines

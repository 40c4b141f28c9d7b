"""Markdown: headings of both languages, a table of pairs for each section, its findings below."""

from __future__ import annotations

import re

from toolkit.document import SEVERITIES, Document, Finding, Section

__all__ = ["write_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&])")
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def write_markdown(document: Document) -> bytes:
    """``document`` as UTF-8 Markdown (CommonMark with GitHub's tables)."""
    ignored = {key for segment in document.segments() for key in segment.ignored}
    findings: dict[str, list[Finding]] = {}
    for finding in document.findings:
        if finding.key not in ignored:
            findings.setdefault(finding.segment, []).append(finding)
    parts = [_summary(document, [f for found in findings.values() for f in found])]
    parts.extend(_section(section, findings) for section in document.sections())
    return "\n".join(part for part in parts if part).encode("utf-8", "backslashreplace")


def _summary(document: Document, findings: list[Finding]) -> str:
    segments = list(document.segments())
    counts = [
        f"{number} {severity}"
        for severity in reversed(SEVERITIES)
        if (number := sum(f.severity == severity for f in findings))
    ]
    empty = sum(not segment.target for segment in segments)
    lines = [
        f"# {_inline(document.root.title or document.name)}",
        "",
        f"- Original: {_inline(document.name)}",
        f"- Segments: {len(segments)}" + (f", {empty} without English" if empty else ""),
        f"- Findings: {', '.join(counts) if counts else 'none'}",
        "",
    ]
    return "\n".join(lines)


def _section(section: Section, findings: dict[str, list[Finding]]) -> str:
    lines: list[str] = []
    segments = section.segments
    if section.level > 0:
        marks = "#" * min(6, section.level + 1)
        english = segments[0].target if segments and segments[0].kind == "heading" else ""
        texts = (f"{section.label}{section.title}", english)
        if heading := " · ".join(_inline(text) for text in texts if text):
            lines += [f"{marks} {heading}", ""]
    if segments:
        lines += ["| Segment | Chinese | English | State |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {_inline(s.id)} | {_inline(s.source)} | {_inline(s.target)} | {s.state} |"
            for s in segments
        ]
        lines.append("")
    notes = [
        f"- {_inline(s.id)}, **{f.severity}** ({f.code}): {_inline(f.message)}"
        for s in segments
        for f in findings.get(s.id, [])
    ]
    if notes:
        lines += [*notes, ""]
    return "\n".join(lines)


def _inline(text: str) -> str:
    """``text`` as plain words on one line: nothing in it is markup."""
    return _BREAKS.sub("<br>", _SPECIAL.sub(r"\\\1", text.replace("\t", " ")))

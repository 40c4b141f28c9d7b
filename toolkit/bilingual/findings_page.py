"""The report of ``zhdoc check --html``: one page with every pair that has findings, worst first.

Like the page of a whole document it loads nothing, and every text is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from toolkit.bilingual.html_assets import head
from toolkit.bilingual.html_remarks import finding_item
from toolkit.bilingual.html_text import marked
from toolkit.document import SEVERITIES, Document, Finding, Segment, Severity
from toolkit.marks import pair_marks
from toolkit.quality import CATALOGUE, by_segment

__all__ = ["write_findings_page"]

_HEAD = "".join(f'<th scope="col">{name}</th>' for name in ("Kind", "Code", "MQM type", "Findings"))


def write_findings_page(document: Document, findings: tuple[Finding, ...]) -> bytes:
    """The page of ``findings``, those of ``document`` that are to be shown, as UTF-8."""
    return "".join(f"{part}\n" for part in _parts(document, findings)).encode(
        "utf-8", "backslashreplace"
    )


def _parts(document: Document, findings: tuple[Finding, ...]) -> Iterator[str]:
    segments = {segment.id: segment for segment in document.segments()}
    yield from head(f"Findings of {document.name}")
    yield '<body class="report">'
    yield '<header class="masthead">'
    yield f'<p class="file">{escape(document.name)}</p>'
    yield "<h1>Findings</h1>"
    yield _summary(findings, set(segments))
    yield "</header>"
    yield '<main id="text">'
    if not findings:
        yield '<p class="nothing">Nothing was found.</p>'
    of_segments = by_segment(findings)
    for found in of_segments.values():
        found.sort(key=lambda f: -SEVERITIES.index(f.severity))
    for severity in reversed(SEVERITIES):
        members = {k: found for k, found in of_segments.items() if found[0].severity == severity}
        if members:
            yield from _group(severity, members, segments)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _summary(findings: tuple[Finding, ...], segments: set[str]) -> str:
    """The figures, then every kind with its MQM type and its number."""
    concerned = len(segments & {finding.segment for finding in findings})
    counts = Counter(finding.code for finding in findings)
    rows = "".join(
        f"<tr><td>{escape(CATALOGUE[code].title)}</td><td><code>{code}</code></td>"
        f"<td>{CATALOGUE[code].mqm}</td><td>{number:,}</td></tr>"
        for code, number in counts.most_common()
    )
    kinds = f"<div><table><thead><tr>{_HEAD}</tr></thead><tbody>{rows}</tbody></table></div>"
    return (
        f'<dl class="summary"><div><dt>Segments</dt><dd><b>{len(segments):,}</b></dd></div>'
        f"<div><dt>With findings</dt><dd><b>{concerned:,}</b></dd></div>"
        f"<div><dt>Findings</dt><dd><b>{len(findings):,}</b></dd></div></dl>"
        f"{kinds if findings else ''}"
    )


def _group(
    severity: Severity, members: dict[str, list[Finding]], segments: dict[str, Segment]
) -> Iterator[str]:
    """The segments whose worst finding has this severity, and what is found of no segment."""
    number = len(members.keys() & segments.keys())
    count = f" <span>{number:,} segment{'' if number == 1 else 's'}</span>" if number else ""
    yield f'<section aria-label="{severity}">'
    yield f'<h2 class="group {severity}">{severity.capitalize()}{count}</h2>'
    for name, found in members.items():
        segment = segments.get(name)
        yield '<article class="segment">'
        line = f'<span class="line">line {segment.line}</span>' if segment and segment.line else ""
        yield f'<div class="gutter"><span class="id">{escape(name) or "document"}</span>{line}</div>'
        if segment is not None:
            source, target = pair_marks(segment, found)
            yield f'<p class="source" lang="zh-CN">{marked(segment.source, source)}</p>'
            english = marked(segment.target, target) or '<em class="absent">No English</em>'
            yield f'<p class="target" lang="en">{english}</p>'
        ignored = segment.ignored if segment is not None else ()
        items = "".join(finding_item(f, ignored=f.key in ignored) for f in found)
        yield f'<div class="below"><ul class="findings" role="list">{items}</ul></div>'
        yield "</article>"
    yield "</section>"

"""HTML: one self-contained page to read and print, source and target side by side.

It loads nothing, from the disk or the network: style and script stand in the page, and a content
security policy allows these two alone, by their SHA-256. Every text of the document is escaped. The
script only adds to the page (filters, search, partner marks); without it everything is readable.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from toolkit.bilingual.html_parts import (
    FILTERS,
    Counts,
    counts_of,
    damage_list,
    repair_log,
    run_signature,
    section_totals,
    summary,
)
from toolkit.bilingual.html_text import FATES, describe, marked, pair_marks
from toolkit.document import (
    SEVERITIES,
    Constraint,
    Document,
    Finding,
    Section,
    Segment,
    Severity,
    Span,
)

__all__ = ["write_html"]

_PLAIN_ID = re.compile(r"s\d+")
_STATE_WORDS = {
    "machine": "machine",
    "memory": "memory",
    "edited": "edited",
    "approved": "approved",
    "none": "untranslated",
}


def write_html(document: Document) -> bytes:
    """``document`` with its findings as a UTF-8 HTML page."""
    return "".join(f"{part}\n" for part in _Page(document).parts()).encode(
        "utf-8", "backslashreplace"
    )


class _Page:
    """A page in the making: the document and what several places of the page ask of it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: dict[str, list[Finding]] = {}
        for finding in document.findings:
            self.findings.setdefault(finding.segment, []).append(finding)
        for found in self.findings.values():
            found.sort(key=lambda f: -SEVERITIES.index(f.severity))
        self.anchors = {
            segment.id: segment.id if _PLAIN_ID.fullmatch(segment.id) else f"unit-{number}"
            for number, segment in enumerate(document.segments(), 1)
        }
        self.lines_seen: set[int] = set()
        self.total = counts_of(document.segments(), self.open_findings)
        self.total_of = section_totals(document.root, self.open_findings)

    def open_findings(self, segment: Segment) -> list[Finding]:
        """The segment's findings that nobody chose to ignore."""
        return [f for f in self.findings.get(segment.id, []) if f.key not in segment.ignored]

    def parts(self) -> Iterator[str]:
        style, script = _asset("page.css"), _asset("page.js")
        policy = (
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}';"
            " base-uri 'none'; form-action 'none'"
        )
        title = self.document.root.title or self.document.name
        yield "<!DOCTYPE html>"
        yield '<html lang="en">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="color-scheme" content="light dark">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<title>{escape(title)} · zhdoc</title>"
        yield f"<style>{style}</style>"
        yield "</head>"
        yield "<body>"
        yield '<a class="skip" href="#text">Skip to the text</a>'
        yield from self._masthead()
        yield '<div class="frame">'
        yield '<nav class="tree" aria-label="Sections">'
        yield f'<ul role="list">{"".join(self._tree(self.document.root))}</ul>'
        yield "</nav>"
        yield '<main id="text" tabindex="-1">'
        yield from self._toolbar()
        yield '<div class="columns" aria-hidden="true"><span></span><b>Source</b><b>English</b></div>'
        for section in self.document.sections():
            yield from self._section(section)
        yield '<p class="nothing" hidden>No segment matches the filter and the search.</p>'
        yield from self._appendix()
        yield "</main>"
        yield "</div>"
        yield f"<script>{script}</script>"
        yield "</body>"
        yield "</html>"

    def _masthead(self) -> Iterator[str]:
        root = self.document.root
        heading = root.segments[0] if root.segments and root.has_heading else None
        english = heading.target if heading else ""
        yield '<header class="masthead">'
        yield f'<p class="file">{escape(self.document.name)}</p>'
        yield f'<h1 lang="zh-CN">{escape(root.title or self.document.name)}</h1>'
        if english:
            yield f'<p class="subtitle">{escape(english)}</p>'
        yield summary(self.document, self.total)
        yield from self._unplaced()
        yield "</header>"

    def _unplaced(self) -> Iterator[str]:
        """Findings that belong to no segment."""
        known = self.anchors.keys()
        loose = [f for f in self.document.findings if f.segment not in known]
        if loose:
            yield f'<ul class="findings" role="list">{"".join(map(_finding, loose))}</ul>'

    def _toolbar(self) -> Iterator[str]:
        yield '<div class="toolbar" role="group" aria-label="Show">'
        yield '<div class="filters">'
        for name, words in FILTERS.items():
            number = self.total.filtered(name)
            pressed = "true" if name == "all" else "false"
            if number or name == "all":
                yield (
                    f'<button type="button" data-filter="{name}" aria-pressed="{pressed}">{words}'
                    f" <span>{number:,}</span></button>"
                )
        yield "</div>"
        yield (
            '<input type="search" id="search" placeholder="Search both languages  ( / )"'
            ' aria-label="Search both languages" autocomplete="off" spellcheck="false">'
        )
        yield '<output id="shown" aria-live="polite"></output>'
        yield "</div>"

    def _tree(self, section: Section) -> Iterator[str]:
        # Recursion is as deep as the outline, which toolkit.outline bounds.
        counts = self.total_of[section.id]
        heading = section.segments[0] if section.segments and section.has_heading else None
        english = heading.target if heading and heading.kind == "heading" else ""
        name = f"{section.label}{section.title}" or f"Section {section.id}"
        if section.level == 0 and not section.title:
            name = "Beginning"
        words = f'<span lang="zh-CN">{escape(name)}</span>'
        if english:
            words += f"<small>{escape(english)}</small>"
        link = f'<a href="#{_section_anchor(section)}">{words}</a>{_tally(counts)}'
        if section.level == 0:
            yield f'<li class="top"><div>{link}</div></li>'
            for child in section.sections:
                yield from self._tree(child)
        elif section.sections:
            yield f"<li><details open><summary>{link}</summary><ul role='list'>"
            for child in section.sections:
                yield from self._tree(child)
            yield "</ul></details></li>"
        else:
            yield f"<li><div>{link}</div></li>"

    def _section(self, section: Section) -> Iterator[str]:
        name = escape(f"{section.label}{section.title}" or f"Section {section.id}")
        yield (
            f'<section id="{_section_anchor(section)}" class="level-{min(section.level, 4)}"'
            f' aria-label="{name}">'
        )
        if section.inferred is not None and section.number is None:
            yield (
                '<p class="inferred">The number of this item was lost; its neighbours suggest'
                f" {section.inferred}.</p>"
            )
        for segment in section.segments:
            yield from self._segment(segment)
        yield "</section>"

    def _segment(self, segment: Segment) -> Iterator[str]:
        found = self.findings.get(segment.id, [])
        still_open = self.open_findings(segment)
        source, target = pair_marks(segment, still_open)
        anchor = self.anchors[segment.id]
        worst = still_open[0].severity if still_open else ""
        reviewed = "yes" if segment.state in ("approved", "edited") else "no"
        missing = [c for c in segment.constraints if c.fate == "missing"]
        line = ""
        if segment.line not in self.lines_seen:
            self.lines_seen.add(segment.line)
            line = f' id="line-{segment.line}"'
        severities = " ".join(sorted({f.severity for f in still_open}))
        yield (
            f'<article class="segment {segment.kind}" id="{anchor}" tabindex="-1"'
            f' data-severities="{severities}" data-worst="{worst}" data-reviewed="{reviewed}"'
            f' data-missing="{"yes" if missing else "no"}"'
            f' aria-label="Segment {escape(segment.id)}">'
        )
        yield (
            f'<div class="gutter"><a class="id" href="#{anchor}">{escape(segment.id)}</a>'
            f'<a class="line" href="#line-{segment.line}"{line}>line {segment.line}</a>'
            f'<span class="state {segment.state}">{_STATE_WORDS[segment.state]}</span></div>'
        )
        yield f'<p class="source" lang="zh-CN">{marked(segment.source, source)}</p>'
        english = marked(segment.target, target) or '<em class="absent">No English yet</em>'
        yield f'<p class="target" lang="en">{english}</p>'
        below = "".join(self._below(segment, found))
        if below:
            yield f'<div class="below">{below}</div>'
        yield "</article>"

    def _below(self, segment: Segment, found: list[Finding]) -> Iterator[str]:
        # Missing terms stand together below, in one line: a weak model may miss many. Missing
        # numbers have findings of their own, lost ones the damage.
        reported = {f.source for f in found if f.code == "number"}
        missing = [
            c
            for c in segment.constraints
            if c.fate == "missing" and c.kind != "lost" and not _covered(c, reported)
        ]
        told = {(c.start, c.end) for c in missing}
        items = [
            _finding(f, ignored=f.key in segment.ignored)
            for f in found
            if f.key in segment.ignored or f.code != "term-missing" or f.source not in told
        ]
        said = {f.message for f in found}
        if not any(f.code == "source-damage" for f in found):
            items += [
                f'<li class="damage"><b>Source damage</b> {escape(message)}</li>'
                for message in dict.fromkeys(d.message for d in segment.damage)
            ]
        said.update(d.message for d in segment.damage)
        items += [
            f'<li class="note"><b>{escape(n.author or "note")}</b> {escape(n.text)}</li>'
            for n in segment.notes
            if n.text not in said
        ]
        if items:
            yield f'<ul class="findings" role="list">{"".join(items)}</ul>'
        if missing:
            chips = "".join(
                f'<li title="{escape(describe(segment, c))}"><span lang="zh-CN">'
                f"{escape(segment.source[c.start : c.end])}</span> → {escape(c.target)}</li>"
                for c in missing
            )
            yield f'<ul class="missing-list" role="list" aria-label="{FATES["missing"]}">{chips}</ul>'
        yield from _more(segment)

    def _appendix(self) -> Iterator[str]:
        yield '<footer class="appendix">'
        owners = {d: segment for segment in self.document.segments() for d in segment.damage}
        yield damage_list(
            self.document, {d: self.anchors[segment.id] for d, segment in owners.items()}
        )
        yield repair_log(self.document)
        yield run_signature(self.document)
        yield "</footer>"


def _covered(constraint: Constraint, spans: Iterable[Span | None]) -> bool:
    """Whether one of ``spans`` overlaps the constraint's place in the source."""
    return any(s is not None and s[0] < constraint.end and constraint.start < s[1] for s in spans)


def _more(segment: Segment) -> Iterator[str]:
    """Other hypotheses with the retries that led to them, and the history, folded."""
    others = segment.hypotheses[1:]
    if others:
        items = "".join(
            f"<li>{escape(h.text)} <small>{escape(h.origin)}"
            f"{'' if h.score is None else f', {h.score:.2f}'}</small></li>"
            for h in others
        )
        words = "alternative" if len(others) == 1 else "alternatives"
        tried = f"; tried: {', '.join(segment.tried)}" if segment.tried else ""
        yield f"<details class='more'><summary>{len(others)} {words}{escape(tried)}</summary>"
        yield f"<ol>{items}</ol></details>"
    if segment.history:
        items = "".join(
            f"<li><small>{escape(c.when)} {escape(c.who)}</small> <del>{escape(c.before)}</del>"
            f" <ins>{escape(c.after)}</ins></li>"
            for c in segment.history
        )
        words = "change" if len(segment.history) == 1 else "changes"
        yield f"<details class='more'><summary>{len(segment.history)} {words}</summary>"
        yield f"<ol>{items}</ol></details>"


def _finding(finding: Finding, *, ignored: bool = False) -> str:
    css = f"{finding.severity} ignored" if ignored else finding.severity
    word = "Ignored" if ignored else finding.severity.capitalize()
    return (
        f'<li class="{css}"><b>{word}</b> {escape(finding.message)}'
        f" <code>{escape(finding.code)}</code></li>"
    )


def _tally(counts: Counts) -> str:
    """A section's numbers in the tree: findings by the worst severity, and review progress."""
    parts: list[str] = []
    worst: Severity | None = next((s for s in reversed(SEVERITIES) if counts.severities[s]), None)
    if worst is not None:
        number = sum(counts.severities.values())
        words = f"{number} finding{'' if number == 1 else 's'}, the worst {worst}"
        parts.append(
            f'<span class="badge {worst}" title="{words}" aria-label="{words}">{number:,}</span>'
        )
    words = f"{counts.reviewed} of {counts.segments} segments reviewed"
    parts.append(
        f'<progress max="{max(1, counts.segments)}" value="{counts.reviewed}" title="{words}"'
        f' aria-label="{words}"></progress>'
    )
    return f'<span class="tally">{"".join(parts)}</span>'


def _section_anchor(section: Section) -> str:
    return "section-" + re.sub(r"[^0-9A-Za-z.]", "-", section.id)


def _asset(name: str) -> str:
    return files("toolkit.bilingual").joinpath(name).read_text("utf-8")


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"

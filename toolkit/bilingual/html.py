"""HTML: one self-contained page to read and print, source and target side by side.

A table of the document is shown as one, its cells with the source above the target.

It loads nothing, from the disk or the network: style and script stand in the page, and a content
security policy allows these two alone, by their SHA-256. Every text of the document is escaped. The
script only adds to the page (filters, search, partner marks); without it everything is readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from toolkit.bilingual.headings import heading_english
from toolkit.bilingual.html_assets import asset, head
from toolkit.bilingual.html_parts import (
    FILTERS,
    LIGHT_WORDS,
    Counts,
    counts_of,
    damage_list,
    missing_terms,
    repair_log,
    run_signature,
    section_totals,
    summary,
)
from toolkit.bilingual.html_remarks import finding_item, folded, remarks
from toolkit.bilingual.html_text import marked
from toolkit.bilingual.tables import Table, with_tables
from toolkit.document import (
    SEVERITIES,
    Document,
    Finding,
    Section,
    Segment,
    Severity,
)
from toolkit.marks import pair_marks
from toolkit.quality import by_segment, lights
from toolkit.shorten import shorten

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
        self.findings = by_segment(document.findings)
        for found in self.findings.values():
            found.sort(key=lambda f: -SEVERITIES.index(f.severity))
        self.anchors = {
            segment.id: segment.id if _PLAIN_ID.fullmatch(segment.id) else f"unit-{number}"
            for number, segment in enumerate(document.segments(), 1)
        }
        self.lines_seen: set[int] = set()
        self.lights = lights(document)
        self.total = counts_of(document.segments(), self.open_findings, self.lights)
        self.total_of = section_totals(document.root, self.open_findings)

    def open_findings(self, segment: Segment) -> list[Finding]:
        """The segment's findings that nobody chose to ignore."""
        return [f for f in self.findings.get(segment.id, []) if f.key not in segment.ignored]

    def parts(self) -> Iterator[str]:
        script = asset("page.js")
        yield from head(self.document.root.title or self.document.name, script)
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
        english = heading_english(root)
        yield '<header class="masthead">'
        yield f'<p class="file">{escape(self.document.name)}</p>'
        yield f'<h1 lang="zh-CN">{escape(root.title or self.document.name)}</h1>'
        if english:
            yield f'<p class="subtitle">{escape(english)}</p>'
        yield summary(self.document, self.total)
        yield missing_terms(self.document, self.anchors)
        yield from self._unplaced()
        yield "</header>"

    def _unplaced(self) -> Iterator[str]:
        """Findings that belong to no segment."""
        known = self.anchors.keys()
        loose = [f for f in self.document.findings if f.segment not in known]
        if loose:
            yield f'<ul class="findings" role="list">{"".join(map(finding_item, loose))}</ul>'

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
        english = heading_english(section)
        name = f"{section.label}{section.title}" or f"Section {section.id}"
        if section.level == 0 and not section.title:
            name = "Beginning"
        words = f'<span lang="zh-CN"{_whole(name)}>{escape(shorten(name))}</span>'
        if english:
            words += f"<small{_whole(english)}>{escape(shorten(english))}</small>"
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
        for piece in with_tables(section.segments):
            yield from self._table(piece) if isinstance(piece, Table) else self._segment(piece)
        yield "</section>"

    def _segment(self, segment: Segment) -> Iterator[str]:
        anchor = self.anchors[segment.id]
        yield self._opening(segment)
        yield (
            f'<div class="gutter"><a class="id" href="#{anchor}">{escape(segment.id)}</a>'
            f'<a class="line" href="#line-{segment.line}"{self._line_anchor(segment)}>'
            f"line {segment.line}</a>"
            f'<span class="state {segment.state}">{_STATE_WORDS[segment.state]}</span>'
            f"{self._light(segment)}</div>"
        )
        yield from self._texts(segment)
        below = self._remarks(segment) + "".join(folded(segment))
        if below:
            yield f'<div class="below">{below}</div>'
        yield "</article>"

    def _table(self, table: Table) -> Iterator[str]:
        """The cells in rows and columns, the Chinese above the English; the remarks below."""
        name = escape(table.name[:1].upper() + table.name[1:])
        yield f'<figure class="table" aria-label="{name}"><figcaption>{name}</figcaption>'
        yield '<div class="scroll"><table><tbody>'
        for row in table.rows:
            yield "<tr>"
            for cell in row:
                yield f"<td>{''.join(part for s in cell for part in self._cell(s))}</td>"
            yield "</tr>"
        yield "</tbody></table></div>"
        yield self._below_table(list(table.segments()))
        yield "</figure>"

    def _below_table(self, segments: list[Segment]) -> str:
        said: list[str] = []
        quiet: list[str] = []  # cells of which there is nothing to say, but alternatives
        for segment in segments:
            anchor, remark = self.anchors[segment.id], self._remarks(segment)
            if words := remark + "".join(folded(segment)):
                (said if remark else quiet).append(
                    f'<div class="of-cell" data-of="{anchor}"><a href="#{anchor}">'
                    f"{escape(segment.id)}</a><div>{words}</div></div>"
                )
        if quiet:
            number = (
                f"{len(quiet):,} {'other ' if said else ''}cell{'' if len(quiet) == 1 else 's'}"
            )
            said.append(
                f"<details class='more'><summary>Alternatives or changes of {number}</summary>"
                f"{''.join(quiet)}</details>"
            )
        return f'<div class="below">{"".join(said)}</div>' if said else ""

    def _remarks(self, segment: Segment) -> str:
        return "".join(remarks(segment, self.findings.get(segment.id, [])))

    def _cell(self, segment: Segment) -> Iterator[str]:
        yield self._opening(segment)
        state = ""  # that of an unreviewed cell goes without saying
        if segment.state != "machine":
            state = f'<span class="state {segment.state}">{_STATE_WORDS[segment.state]}</span>'
        yield (
            f'<div class="gutter"{self._line_anchor(segment)}>'
            f'<a class="id" href="#{self.anchors[segment.id]}" title="line {segment.line}">'
            f"{escape(segment.id)}</a>{state}{self._light(segment)}</div>"
        )
        yield from self._texts(segment)
        yield "</article>"

    def _light(self, segment: Segment) -> str:
        light = self.lights.get(segment.id)
        if light is None:
            return ""
        words = LIGHT_WORDS[light]
        return (
            f'<span class="light {light}" role="img" title="{words}" aria-label="{words}"></span>'
        )

    def _opening(self, segment: Segment) -> str:
        still_open = self.open_findings(segment)
        worst = still_open[0].severity if still_open else ""
        reviewed = "yes" if segment.reviewed else "no"
        missing = any(c.fate == "missing" for c in segment.constraints)
        severities = " ".join(sorted({f.severity for f in still_open}))
        return (
            f'<article class="segment {segment.kind}" id="{self.anchors[segment.id]}" tabindex="-1"'
            f' data-severities="{severities}" data-worst="{worst}" data-reviewed="{reviewed}"'
            f' data-missing="{"yes" if missing else "no"}"'
            f' data-light="{self.lights.get(segment.id, "")}"'
            f' aria-label="Segment {escape(segment.id)}">'
        )

    def _line_anchor(self, segment: Segment) -> str:
        """The attribute by which links find the line, at its first segment."""
        if segment.line in self.lines_seen:
            return ""
        self.lines_seen.add(segment.line)
        return f' id="line-{segment.line}"'

    def _texts(self, segment: Segment) -> Iterator[str]:
        source, target = pair_marks(segment, self.open_findings(segment))
        yield f'<p class="source" lang="zh-CN">{marked(segment.source, source)}</p>'
        english = marked(segment.target, target) or '<em class="absent">No English yet</em>'
        yield f'<p class="target" lang="en">{english}</p>'

    def _appendix(self) -> Iterator[str]:
        yield '<footer class="appendix">'
        owners = {d: segment for segment in self.document.segments() for d in segment.damage}
        yield damage_list(
            self.document, {d: self.anchors[segment.id] for d, segment in owners.items()}
        )
        yield repair_log(self.document)
        yield run_signature(self.document)
        yield "</footer>"


def _whole(text: str) -> str:
    """The title attribute with the whole of a text that is shown cut."""
    return "" if shorten(text) == text else f' title="{escape(text)}"'


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

"""Parts of the HTML page that count or list: the summary, the damage, the repairs, the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from toolkit.bilingual.html_text import visible
from toolkit.document import (
    SEVERITIES,
    Constraint,
    Damage,
    Document,
    Finding,
    Section,
    Segment,
    Severity,
)
from toolkit.quality import LIGHTS, Light

__all__ = [
    "FILTERS",
    "LIGHT_WORDS",
    "Counts",
    "counts_of",
    "damage_list",
    "missing_terms",
    "repair_log",
    "run_signature",
    "section_totals",
    "summary",
]

FILTERS = {
    "all": "All",
    "findings": "With findings",
    "critical": "Critical",
    "major": "Major",
    "minor": "Minor",
    "neutral": "Neutral",
    "missing": "Missing in English",
    "red": "Doubtful",
    "unreviewed": "Not reviewed",
}
"""The filter buttons: name, words."""

LIGHT_WORDS: dict[Light, str] = {
    "green": "confident: nothing found, the model was sure",
    "amber": "read with care",
    "red": "doubtful: a major finding, or the model was at a loss",
}
"""What a confidence light means to a reader."""

_FATE_ORDER = ("enforced", "produced", "repaired", "missing", "not checked")
_MAX_REPAIRS = 2_000
_MAX_TERMS = 40
_LINKS = 6  # segments named for each of them
_FURNITURE = {
    "chrome": "in the site frame",
    "running-head": "in running heads",
    "page-number": "in page numbers",
    "chunk-number": "in chunk numbers",
}
"""Kinds of repair that take text for no part of the document: kind, words."""


@dataclass(slots=True)
class Counts:
    """What a run of segments holds."""

    segments: int = 0
    untranslated: int = 0
    reviewed: int = 0
    with_findings: int = 0
    with_missing: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    """Findings by severity."""
    marked: Counter[Severity] = field(default_factory=Counter)
    """Segments by the severities of their findings."""
    terms: Counter[str] = field(default_factory=Counter)
    """Terms by fate."""
    numbers: Counter[str] = field(default_factory=Counter)
    """Numbers by fate."""
    lights: Counter[Light] = field(default_factory=Counter)
    """Segments by confidence."""

    def add(self, segment: Segment, findings: Sequence[Finding], light: Light | None) -> None:
        """Count one segment with its open findings."""
        if light is not None:
            self.lights[light] += 1
        self.segments += 1
        self.untranslated += segment.state == "none" or not segment.target
        self.reviewed += segment.reviewed
        self.with_findings += bool(findings)
        self.with_missing += any(c.fate == "missing" for c in segment.constraints)
        self.severities.update(f.severity for f in findings)
        self.marked.update({f.severity for f in findings})
        for constraint in segment.constraints:
            counter = self.terms if constraint.kind == "term" else self.numbers
            counter[_fate(constraint)] += 1

    def filtered(self, name: str) -> int:
        """How many segments the filter of that name shows."""
        known: dict[str, int] = {
            "all": self.segments,
            "findings": self.with_findings,
            "missing": self.with_missing,
            "red": self.lights["red"],
            "unreviewed": self.segments - self.reviewed,
        }
        known.update({severity: self.marked[severity] for severity in SEVERITIES})
        return known[name]


def counts_of(
    segments: Iterable[Segment],
    findings: Callable[[Segment], Sequence[Finding]],
    lights: Mapping[str, Light] | None = None,
) -> Counts:
    """The counts of ``segments``; ``findings`` gives a segment's open findings, ``lights`` its
    confidence by id."""
    counts = Counts()
    for segment in segments:
        counts.add(segment, findings(segment), lights.get(segment.id) if lights else None)
    return counts


def section_totals(
    root: Section, findings: Callable[[Segment], Sequence[Finding]]
) -> dict[str, Counts]:
    """Counts by section id: the root's own segments, any other section's with all below it."""
    totals = {root.id: counts_of(root.segments, findings)}
    for section in root.walk():
        if section is not root:
            below = (segment for part in section.walk() for segment in part.segments)
            totals[section.id] = counts_of(below, findings)
    return totals


def summary(document: Document, counts: Counts) -> str:
    """The figures at the top."""
    sections = sum(1 for _ in document.sections()) - 1
    untranslated = _count(counts.untranslated, "untranslated") if counts.untranslated else ""
    share = round(100 * counts.reviewed / counts.segments) if counts.segments else 0
    tiles = [
        ("Segments", f"{counts.segments:,}", untranslated),
        ("Sections", f"{sections:,}", ""),
        ("Reviewed", f"{share}%", f"{counts.reviewed:,} of {counts.segments:,}"),
        ("Terms", f"{sum(counts.terms.values()):,}", _fates(counts.terms)),
        ("Numbers", f"{sum(counts.numbers.values()):,}", _fates(counts.numbers)),
    ]
    parts = [
        f"<div><dt>{name}</dt><dd><b>{figure}</b>{f'<span>{more}</span>' if more else ''}</dd></div>"
        for name, figure, more in tiles
    ]
    shown = "".join(
        f'<span class="light {light}" title="{LIGHT_WORDS[light]}">{counts.lights[light]:,}</span>'
        for light in LIGHTS
        if counts.lights[light]
    )
    if shown:
        parts.append(f'<div><dt>Confidence</dt><dd class="lights">{shown}</dd></div>')
    every = Counter(counts.severities)
    known = {segment.id for segment in document.segments()}
    every.update(f.severity for f in document.findings if f.segment not in known)
    pills = "".join(
        f'<span class="pill {severity}">{every[severity]:,} {severity}</span>'
        for severity in reversed(SEVERITIES)
        if every[severity]
    )
    parts.append(
        f"<div class='wide'><dt>Findings</dt><dd><b>{sum(every.values()):,}</b>"
        f"<span>{pills or 'none'}</span></dd></div>"
    )
    losses = len(_losses(document))
    link = '<span><a href="#damage">list</a></span>' if losses else ""
    parts.append(f"<div><dt>Source damage</dt><dd><b>{losses:,}</b>{link}</dd></div>")
    parts.append(_left_out(document))
    legend = (
        '<p class="legend"><span>Marks:</span> <mark class="term enforced">term</mark>'
        ' <mark class="number enforced">number</mark>'
        ' <mark class="term produced">produced by the model</mark>'
        ' <mark class="term repaired">put in by code</mark>'
        ' <mark class="term missing">missing in the English</mark>'
        ' <span class="finding major">finding</span></p>'
    )
    return f'<dl class="summary">{"".join(parts)}</dl>{legend}'


def _left_out(document: Document) -> str:
    """How much of the file was taken for the frame of a site or page."""
    characters: Counter[str] = Counter()
    for entry in document.log:
        if entry.kind in _FURNITURE:
            characters[_FURNITURE[entry.kind]] += len(entry.before) - len(entry.after)
    if not any(characters.values()):
        return ""
    kinds = ", ".join(_count(number, words) for words, number in characters.most_common())
    if len(characters) == 1:
        kinds = next(iter(characters))
    return (
        "<div><dt>Characters left out</dt>"
        f"<dd><b>{sum(characters.values()):,}</b><span>{kinds}</span>"
        '<span><a href="#repairs">repair log</a></span></dd></div>'
    )


def missing_terms(document: Document, anchors: Mapping[str, str]) -> str:
    """Terms that are missing in the English more than once, folded, the most frequent first.

    ``anchors`` are those of the segments, by id.
    """
    times: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], dict[str, None]] = {}
    for segment in document.segments():
        for constraint in segment.constraints:
            if constraint.kind == "term" and constraint.fate == "missing":
                term = segment.source[constraint.start : constraint.end], constraint.target
                times[term] += 1
                places.setdefault(term, {})[segment.id] = None
    often = [(term, number) for term, number in times.most_common(_MAX_TERMS) if number > 1]
    if not often:
        return ""
    rows = "".join(
        f'<tr><td lang="zh-CN">{escape(chinese)}</td><td>{escape(english)}</td>'
        f"<td>{number:,}</td><td>{_links(list(places[chinese, english]), anchors)}</td></tr>"
        for (chinese, english), number in often
    )
    more = len(times) - len(often)
    rest = f"<p>{_count(more, 'more')} with fewer misses.</p>" if more else ""
    return (
        '<details class="fold" id="missing-terms"><summary>Terms missing most often'
        f" ({len(often):,})</summary><table><thead><tr><th>Term</th><th>English asked for</th>"
        f"<th>Times</th><th>Segments</th></tr></thead><tbody>{rows}</tbody></table>{rest}</details>"
    )


def _links(segments: Sequence[str], anchors: Mapping[str, str]) -> str:
    shown = " ".join(f'<a href="#{anchors[s]}">{escape(s)}</a>' for s in segments[:_LINKS])
    return f"{shown} …" if len(segments) > _LINKS else shown


def damage_list(document: Document, places: Mapping[Damage, str]) -> str:
    """What the source lost, folded; ``places`` are the anchors of the segments they lie in."""
    losses = _losses(document)
    if not losses:
        return ""
    items = "".join(
        f"<li><code>{loss.kind}</code> {escape(loss.message)} <small>offset {loss.start:,}</small>"
        + (f' <a href="#{places[loss]}">{places[loss]}</a>' if loss in places else "")
        + "</li>"
        for loss in losses
    )
    return (
        f'<details id="damage"><summary>Damage of the source ({len(losses):,})</summary>'
        f"<ol>{items}</ol></details>"
    )


def repair_log(document: Document) -> str:
    """What repair did, folded: the number of each kind and the first entries."""
    if not document.log:
        return ""
    kinds = Counter(entry.kind for entry in document.log)
    total = ", ".join(f"{_count(number, escape(kind))}" for kind, number in kinds.most_common())
    rows = "".join(
        f"<tr><td>{escape(e.kind)}</td><td>{e.start:,}</td><td><del>"
        f"{escape(visible(e.before))}</del></td>"
        f"<td><ins>{escape(visible(e.after))}</ins></td></tr>"
        for e in document.log[:_MAX_REPAIRS]
    )
    rest = len(document.log) - _MAX_REPAIRS
    more = f"<p>{rest:,} more are in the .xlf file.</p>" if rest > 0 else ""
    return (
        f'<details id="repairs"><summary>Repair log ({len(document.log):,})</summary>'
        f"<p>{total}. Offsets count characters of the decoded source.</p>"
        "<table><thead><tr><th>Kind</th><th>Offset</th><th>Before</th><th>After</th></tr></thead>"
        f'<tbody lang="zh-CN">{rows}</tbody></table>{more}</details>'
    )


def run_signature(document: Document) -> str:
    """What the translation depends on, folded."""
    if not document.signature:
        return ""
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in document.signature.items()
    )
    return (
        '<details id="run"><summary>Run signature</summary><p>The same signature gives the same'
        f' bytes on one machine.</p><dl class="signature">{rows}</dl></details>'
    )


def _losses(document: Document) -> list[Damage]:
    """The document's damage, with what only its segments name."""
    own = (damage for segment in document.segments() for damage in segment.damage)
    return sorted({*document.damage, *own}, key=lambda d: (d.start, d.end, d.kind, d.message))


def _fate(constraint: Constraint) -> str:
    return constraint.fate or "not checked"


def _fates(counter: Counter[str]) -> str:
    return ", ".join(_count(counter[fate], fate) for fate in _FATE_ORDER if counter[fate])


def _count(number: int, words: str) -> str:
    return f"{number:,} {words}"

"""What is said of a segment below its texts: findings, damage, notes, what is missing, history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from toolkit.document import Constraint, Finding, Hypothesis, Segment, Span
from toolkit.marks import FATES, describe

__all__ = ["finding_item", "folded", "remarks"]


def remarks(segment: Segment, found: Sequence[Finding]) -> Iterator[str]:
    """Findings in the order they are given in, damage and notes; then what is missing."""
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
        finding_item(f, ignored=f.key in segment.ignored)
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
        yield _chips(segment, missing)


def _covered(constraint: Constraint, spans: Iterable[Span | None]) -> bool:
    """Whether one of ``spans`` overlaps the constraint's place in the source."""
    return any(s is not None and s[0] < constraint.end and constraint.start < s[1] for s in spans)


def _chips(segment: Segment, missing: Iterable[Constraint]) -> str:
    """What is missing in the English, each once."""
    times: Counter[tuple[str, str, str]] = Counter(
        (segment.source[c.start : c.end], c.target, describe(segment, c)) for c in missing
    )
    chips = "".join(
        f'<li title="{escape(title)}"><span lang="zh-CN">{escape(chinese)}</span> → {escape(english)}'
        f"{f' <b>×{number}</b>' if number > 1 else ''}</li>"
        for (chinese, english, title), number in times.items()
    )
    return f'<ul class="missing-list" role="list" aria-label="{FATES["missing"]}">{chips}</ul>'


def folded(segment: Segment) -> Iterator[str]:
    """Where a memory has the English from; then, folded, other hypotheses with the retries that led to
    them, and the history."""
    if segment.state == "memory" and segment.hypotheses and segment.hypotheses[0].match is not None:
        yield f"<p class='more'><small>{escape(_origin(segment.hypotheses[0]))}</small></p>"
    others = segment.hypotheses[1:]
    if others:
        items = "".join(
            f"<li>{escape(h.text)} <small>{escape(_origin(h))}"
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


def _origin(hypothesis: Hypothesis) -> str:
    """Where it comes from; for a memory's match also how alike its source is."""
    match = hypothesis.match
    if match is None:
        return hypothesis.origin
    place = " ".join(filter(None, (match.file, match.segment)))
    return f"memory {match.percent}%: {match.source} ({place})"


def finding_item(finding: Finding, *, ignored: bool = False) -> str:
    """A finding as an item of a list."""
    css = f"{finding.severity} ignored" if ignored else finding.severity
    word = "Ignored" if ignored else finding.severity.capitalize()
    return (
        f'<li class="{css}"><b>{word}</b> {escape(finding.message)}'
        f" <code>{escape(finding.code)}</code></li>"
    )

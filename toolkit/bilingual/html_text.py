"""Texts as HTML: a segment's terms, numbers and findings marked where they stand; blanks to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from toolkit.document import SEVERITIES
from toolkit.marks import Mark

__all__ = ["marked", "visible"]

_BLANKS = str.maketrans({"\n": "↵", "\r": "↵", "\t": "⇥", "\u3000": "□"})


def marked(text: str, marks: Iterable[Mark]) -> str:
    """``text`` as escaped HTML with its marks.

    Pairs never nest: of two that overlap the earlier, longer one is marked. Findings may lie across
    them and are cut where a pair begins or ends.
    """
    known = [m for m in marks if 0 <= m.start <= m.end <= len(text)]
    pairs = _apart([m for m in known if m.key])
    findings = [m for m in known if not m.key]
    parts: list[str] = []
    cursor = 0
    for pair in pairs:
        parts.append(_piece(text, cursor, pair.start, findings))
        inner = _piece(text, pair.start, pair.end, findings)
        parts.append(
            f'<mark class="{escape(pair.css)}" data-c="{escape(pair.key)}"'
            f' title="{escape(pair.title)}">{inner}</mark>'
        )
        cursor = pair.end
    parts.append(_piece(text, cursor, len(text), findings, last=True))
    return "".join(parts)


def visible(text: str) -> str:
    """``text``, not escaped, with its blanks and line breaks to be seen."""
    shown = text.replace("\r\n", "↵").translate(_BLANKS)
    return "␣" * len(shown) if shown == " " * len(shown) else shown


def _apart(pairs: Sequence[Mark]) -> list[Mark]:
    chosen: list[Mark] = []
    for pair in sorted(pairs, key=lambda m: (m.start, m.start - m.end)):
        if not chosen or pair.start >= chosen[-1].end:
            chosen.append(pair)
    return chosen


def _piece(
    text: str,
    start: int,
    end: int,
    findings: Sequence[Mark],
    *,
    last: bool = False,
) -> str:
    """``text[start:end]`` with the findings in it; one severity, the worst, at each place."""
    wide = [f for f in findings if f.start < end and f.end > start]
    points = {
        f.start: f  # a finding between two characters
        for f in findings
        if f.start == f.end and start <= f.start and (f.start < end or last)
    }
    if not wide and not points:
        return escape(text[start:end])
    cuts = {start, end, *points}
    for finding in wide:
        cuts.update({max(start, finding.start), min(end, finding.end)})
    ordered = sorted(cuts)
    parts: list[str] = []
    for position, stop in zip(ordered, [*ordered[1:], None], strict=True):
        if position in points:
            parts.append(_finding(points[position], ""))
        if stop is None:
            break
        here = [f for f in wide if f.start <= position and f.end >= stop]
        words = escape(text[position:stop])
        worst = max(here, key=lambda f: SEVERITIES.index(f.severity or "neutral"), default=None)
        parts.append(words if worst is None else _finding(worst, words))
    return "".join(parts)


def _finding(mark: Mark, words: str) -> str:
    return f'<span class="{escape(mark.css)}" title="{escape(mark.title)}">{words}</span>'

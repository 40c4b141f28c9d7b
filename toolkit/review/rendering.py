"""What the browser gets to see: parts of the page made from a review and its templates.

Every text of the document goes through Jinja's escaping, or through toolkit.bilingual's ``marked``,
which escapes by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from toolkit.bilingual.html_text import marked, visible
from toolkit.difference import Piece, difference
from toolkit.document import SEVERITIES, Change, Finding, Note, Segment, Severity
from toolkit.marks import Mark
from toolkit.review.assist import Assistant, Marks
from toolkit.review.keys import KEYS, actions
from toolkit.review.language import Words
from toolkit.review.session import ReviewSession
from toolkit.review.store import Item
from toolkit.review.views import Filter, Replacement
from toolkit.shorten import shorten

__all__ = ["Rendering", "gate_page"]

_MARKED = 8_192
"""Segments whose marks are kept, so that going back in the list costs little."""

_CONTEXT = 24
"""Characters shown on each side of a change in the history."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of a history with its place there."""

    index: int
    change: Change
    difference: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Number:
    """A number on both sides; "" where it is not."""

    key: str
    chinese: str
    english: str
    fate: str


class Rendering:
    """Makes the parts of the page."""

    def __init__(self, session: ReviewSession, assistant: Assistant) -> None:
        self._session = session
        self._assistant = assistant
        self._marks = lru_cache(_MARKED)(self._find_marks)
        environment = _environment()
        self._environment = environment
        self._panel: Any = environment.get_template("panel.html").module
        self._row: Any = environment.get_template("row.html").module

    def template(self, name: str, w: Words, **values: Any) -> str:
        """The template of that name, filled in."""
        return self._environment.get_template(name).render(w=w, **values)

    def row(self, item: Item, w: Words) -> str:
        """One line of the list."""
        source, target = self._texts(item)
        return str(self._row.row(item, source, target, w))

    def rows(self, items: Iterable[Item], w: Words) -> str:
        """Lines of the list."""
        return "\n".join(self.row(item, w) for item in items)

    def tree(self, w: Words) -> str:
        """The sections with their progress."""
        return self.template("tree.html", w, sections=self._session.sections())

    def progress(self, w: Words) -> str:
        """How far the review is."""
        return self.template("progress.html", w, p=self._session.progress())

    def panel(self, item: Item, w: Words) -> dict[str, str]:
        """What is known of a segment, by the part of the page where it stands."""
        parts = {
            "findings": self._panel.findings(*_grouped(item), w),
            "terms": self._terms(item, w),
            "numbers": self._panel.numbers(_numbers(item.segment, self._marks_of(item)), w),
            "suggestions": self._panel.suggestions(self._assistant.suggestions(item), w),
            "comments": self._panel.comments(_notes(item), w),
            "history": self._panel.history(_steps(item.segment.history), w),
        }
        return {name: str(part).strip() for name, part in parts.items()}

    def _terms(self, item: Item, w: Words) -> str:
        """The terms; while the glossary is being loaded, that it is."""
        if not self._assistant.generation:
            return str(self._panel.waiting(w))
        return str(self._panel.terms(self._assistant.terms(item.segment), w))

    def compared(self, before: str, after: str) -> str:
        """How one English differs from the other."""
        return str(self._panel.pieces(difference(before, after)))

    def original(self, item: Item, w: Words) -> str:
        """The source as it was before repair."""
        pieces = self._assistant.original(self._session.document, item.segment)
        return str(self._panel.original(pieces, item, w))

    def preview(self, found: Sequence[Replacement], most: int, w: Words) -> str:
        """What a replacement would make, the first ``most`` segments of it."""
        shown = [
            (r, difference(r.before, r.after), self._session.item(r.id).segment.state)
            for r in found[:most]
        ]
        places = sum(len(r.spans) for r in found)
        return self.template(
            "preview.html", w, shown=shown, places=places, segments=len(found), most=most
        )

    def page(self, items: Sequence[Item], w: Words, **values: Any) -> str:
        """The whole page, with the first lines of the list."""
        return self.template(
            "page.html",
            w,
            rows=_safe(self.rows(items, w)),
            tree=_safe(self.tree(w)),
            progress=_safe(self.progress(w)),
            document=self._session.document,
            reviewer=self._session.reviewer,
            file=self._session.path.name,
            replayed=self._session.replayed,
            notices=[w.message(said) for said in self._session.notices],
            keys=KEYS,
            key_map=json.dumps(actions()),
            script_words=json.dumps(w.for_script(), ensure_ascii=False),
            **values,
        )

    def print_page(self, chosen: Filter, w: Words) -> str:
        """All segments that a filter lets through, to be printed with what people remarked."""
        items = self._session.page(chosen, 0, _EVERY).items
        rows = (f"{self.row(item, w)}\n{self._row.remarks(item, w)}" for item in items)
        return self.template(
            "print.html",
            w,
            rows=_safe("\n".join(rows)),
            progress=_safe(self.progress(w)),
            document=self._session.document,
            reviewer=self._session.reviewer,
            file=self._session.path.name,
        )

    def _marks_of(self, item: Item) -> Marks:
        return self._marks(item.segment, item.open, self._assistant.generation)

    def _find_marks(self, segment: Segment, found: tuple[Finding, ...], generation: int) -> Marks:
        return self._assistant.marks(segment, found)

    def _texts(self, item: Item) -> tuple[Markup, Markup]:
        marks = self._marks_of(item)
        source = marked(item.segment.source, marks.source)
        target = marked(item.segment.target, marks.target)
        return _safe(source), _safe(target)


_EVERY = 10**9


@lru_cache(1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("toolkit.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["elided"] = _elided
    environment.filters["worst"] = _worst
    environment.filters["short"] = shorten
    environment.filters["minute"] = _minute
    environment.filters["visible"] = visible
    return environment


def gate_page(w: Words, theme: str, reason: str, *, opened: bool = False) -> str:
    """The page of whom the app does not let in, and of whom it has just let in."""
    template = _environment().get_template("gate.html")
    return template.render(w=w, theme=theme, reason=reason, opened=opened)


def _safe(html: str) -> Markup:
    """Markup of our own making, in which every text is escaped already."""
    return Markup(html)  # noqa: S704


def _worst(severities: Iterable[Severity]) -> str:
    return max(severities, key=SEVERITIES.index, default="")


def _minute(when: str) -> str:
    """``2026-01-31 13:05`` from ISO 8601; the page's script shows it in the reader's own time."""
    return when[:16].replace("T", " ")


def _elided(pieces: Iterable[Piece]) -> list[Piece]:
    """A difference with the middle of what is alike left out."""
    shown = []
    for piece in pieces:
        text = piece.text
        if piece.op == "equal" and len(text) > 3 * _CONTEXT:
            text = f"{text[:_CONTEXT]} … {text[-_CONTEXT:]}"
        shown.append(Piece(piece.op, text))
    return shown


def _notes(item: Item) -> list[Note]:
    """What people said, and what repair said that no finding repeats."""
    told = {finding.message for finding in item.findings}
    return [note for note in item.segment.notes if note.by_person or note.text not in told]


def _grouped(item: Item) -> tuple[list[list[Finding]], list[Finding]]:
    """The open findings, those of one code and severity together, the worst first; the ignored ones."""
    groups: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in item.open:
        groups.setdefault((finding.code, finding.severity), []).append(finding)
    worst_first = sorted(groups.values(), key=lambda g: -SEVERITIES.index(g[0].severity))
    return worst_first, [f for f in item.findings if f.key in item.segment.ignored]


def _numbers(segment: Segment, marks: Marks) -> list[_Number]:
    """The pairs of numbers that the two texts are marked with, in the order of the source."""
    english: dict[str, str] = {}
    for mark in marks.target:
        if mark.kind in ("number", "lost"):
            english[mark.key] = segment.target[mark.start : mark.end]
    sources: Mapping[str, Mark] = {
        m.key: m
        for m in sorted(marks.source, key=lambda m: m.start)
        if m.kind in ("number", "lost")
    }
    return [
        _Number(key, segment.source[m.start : m.end], english.get(key, ""), m.fate or "unchecked")
        for key, m in sources.items()
    ]


def _steps(history: Sequence[Change]) -> list[_Step]:
    """The history, newest first."""
    steps = []
    for index, change in enumerate(history):
        same = change.before == change.after
        pieces = () if same else difference(change.before, change.after)
        steps.append(_Step(index, change, pieces))
    return steps[::-1]

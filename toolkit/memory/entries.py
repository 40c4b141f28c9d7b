"""What goes into a memory: a source, its approved English, where it stood and who approved it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from toolkit.document import Change, Document, Segment, State
from toolkit.memory.folding import normal, source_key
from toolkit.outline import render_label
from toolkit.traditional import has_chinese

__all__ = ["Entry", "contexts", "entries_of", "without_label"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair and its origin. ``previous`` and ``next`` are :func:`source_key` of its neighbours."""

    source: str
    target: str
    file: str
    """The document's name, without folders."""
    segment: str
    """The segment's id in it."""
    previous: int = 0
    next: int = 0
    who: str = ""
    when: str = ""
    """UTC, ISO 8601; "" where nobody said: then the moment it is added."""


_APPROVED: tuple[State, ...] = ("approved",)


def entries_of(document: Document, states: Collection[State] = _APPROVED) -> Iterator[Entry]:
    """The segments of those states as entries, their outline labels left off.

    Left out is what holds no Chinese (a figure in a cell) or has no English.
    """
    around = contexts(document)
    for segment in document.segments():
        if segment.state not in states:
            continue
        source, target = without_label(segment)
        if not target.strip() or not has_chinese(source):
            continue
        last = _last_step(segment)
        yield Entry(
            source.strip(),
            target.strip(),
            document.name,
            segment.id,
            *around[segment.id],
            who=last.who if last else "",
            when=last.when if last else "",
        )


def contexts(document: Document) -> dict[str, tuple[int, int]]:
    """For each segment's id the keys of the segments before and behind it; 0 at the ends."""
    segments = list(document.segments())
    keys = [0, *(source_key(normal(segment.body)) for segment in segments), 0]
    return {s.id: (keys[i], keys[i + 2]) for i, s in enumerate(segments)}


def without_label(segment: Segment) -> tuple[str, str]:
    """Source and target without the outline label, where the English has it as code renders it.

    A label that a person rendered otherwise stays, in both languages.
    """
    if not segment.label:
        return segment.source, segment.target
    label = render_label(segment.label)
    if not segment.target.startswith(label):
        return segment.source, segment.target
    english = segment.target[len(label) :].lstrip()
    return segment.body, english[:1].upper() + english[1:]


def _last_step(segment: Segment) -> Change | None:
    """Who gave the segment its state; the last to change it where no step says so."""
    steps = [change for change in segment.history if change.state == segment.state]
    return next(reversed(steps or segment.history), None)

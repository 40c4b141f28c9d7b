"""What goes into a memory: a source, its approved English, where it stood and who approved it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from toolkit.clauses import lower_start
from toolkit.document import Change, Document, Segment, State, source_hash
from toolkit.outline import render_label
from toolkit.traditional import has_chinese

__all__ = [
    "Entry",
    "context_hash",
    "context_key",
    "contexts",
    "entries_of",
    "with_label",
    "without_label",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair and its origin. ``previous`` and ``next`` are :func:`context_key` of its neighbours."""

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


_HASH = re.compile(r"[0-9a-f]{16}")
_APPROVED: tuple[State, ...] = ("approved",)


def entries_of(document: Document, states: Collection[State] = _APPROVED) -> Iterator[Entry]:
    """The segments of those states as entries, their outline labels left off.

    Left out is what holds no Chinese (a figure in a cell) or has no English.
    """
    around = contexts(document)
    for segment in document.segments():
        if segment.state not in states:
            continue
        source, target = without_label(segment.source, segment.target, segment.label)
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
    keys = [0, *(context_key(source_hash(segment.source)) for segment in segments), 0]
    return {s.id: (keys[i], keys[i + 2]) for i, s in enumerate(segments)}


def context_key(source_hash: str) -> int:
    """A source hash (16 hex digits) as a signed number of 64 bits; 0 for anything else."""
    if not _HASH.fullmatch(source_hash):
        return 0
    return int.from_bytes(bytes.fromhex(source_hash), "big", signed=True)


def context_hash(key: int) -> str:
    """The source hash of a :func:`context_key`; "" for 0."""
    return key.to_bytes(8, "big", signed=True).hex() if key else ""


def without_label(source: str, target: str, label: str) -> tuple[str, str]:
    """Source and target without the outline label, where the English has it as code renders it.

    A label that a person rendered otherwise stays, in both languages.
    """
    rendered = render_label(label) if label else ""
    if not rendered or not target.startswith(rendered):
        return source, target
    return source[len(label) :], target[len(rendered) :].lstrip()


def with_label(label: str, english: str) -> str:
    """``english`` of :func:`without_label` behind the rendering of ``label``, else word for word.

    Its first letter is that of its place: small behind "First,", where it may have stood before.
    """
    if not label:
        return english
    rendered = render_label(label)
    if rendered.endswith(","):
        return f"{rendered} {lower_start(english)}"
    return f"{rendered} {english[:1].upper()}{english[1:]}"


def _last_step(segment: Segment) -> Change | None:
    """Who gave the segment its state; the last to change it where no step says so."""
    steps = [change for change in segment.history if change.state == segment.state]
    return next(reversed(steps or segment.history), None)

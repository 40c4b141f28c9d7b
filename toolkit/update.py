"""Translating a document again: what people did to the last translation stays.

Segments of two runs are the same where their source's hash is; among equal sources the neighbours
decide, then the order.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.document import Document, Segment

__all__ = ["Carried", "carry_over"]

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What an update keeps."""

    kept: dict[str, Segment]
    """By the new document's ids: approved and edited segments whose source did not change."""
    lost: tuple[Segment, ...]
    """Old segments with a person's work whose source is not in the new document."""


def carry_over(old: Document, new: Document) -> Carried:
    """Match ``old``'s reviewed segments with ``new``'s."""
    before, after = list(old.segments()), list(new.segments())
    pairs = _pairs(before, after)
    kept: dict[str, Segment] = {}
    lost: list[Segment] = []
    for index, segment in enumerate(before):
        if not _has_work(segment):
            continue
        if index not in pairs:
            lost.append(segment)
            continue
        fresh = after[pairs[index]]
        # A comment alone is kept by keeping the translation it was made on.
        kept[fresh.id] = replace(
            fresh,
            target=segment.target,
            state=segment.state,
            constraints=segment.constraints,
            hypotheses=segment.hypotheses,
            tried=segment.tried,
            notes=segment.notes,
            ignored=segment.ignored,
            history=segment.history,
        )
    return Carried(kept, tuple(lost))


def _has_work(segment: Segment) -> bool:
    return (
        segment.state in ("approved", "edited")
        or bool(segment.ignored)
        or any(note.author not in ("repair", "qa") for note in segment.notes)
    )


def _pairs(before: Sequence[Segment], after: Sequence[Segment]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for keys in (_with_neighbours, _with_previous, _alone):
        places: dict[_Key, deque[int]] = defaultdict(deque)
        for index, key in enumerate(keys(after)):
            if index not in taken:
                places[key].append(index)
        for index, key in enumerate(keys(before)):
            if index not in pairs and places[key]:
                pairs[index] = places[key].popleft()
                taken.add(pairs[index])
    return pairs


def _with_neighbours(segments: Sequence[Segment]) -> list[_Key]:
    hashes = ["", *(segment.hash for segment in segments), ""]
    return [tuple(hashes[i : i + 3]) for i in range(len(segments))]


def _with_previous(segments: Sequence[Segment]) -> list[_Key]:
    hashes = ["", *(segment.hash for segment in segments)]
    return [tuple(hashes[i : i + 2]) for i in range(len(segments))]


def _alone(segments: Sequence[Segment]) -> list[_Key]:
    return [(segment.hash,) for segment in segments]

"""Translating a document again: what people did to the last translation stays.

Segments of two runs are the same where their source's hash is; among equal sources the neighbours
decide, then the order, and one with a person's work before one without.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.document import Document, Note, Segment

__all__ = ["Carried", "SourceChanges", "carry_over"]

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What an update keeps, by the new document's ids."""

    kept: dict[str, Segment]
    """Approved and edited segments whose source did not change, as they are to stand."""
    remarks: dict[str, Segment]
    """Old segments that were only commented on or had findings ignored: translated again, with
    their comments and choices."""
    lost: tuple[Segment, ...]
    """Old segments with a person's work whose source is not in the new document."""
    source: SourceChanges
    """What changed in the source."""


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """The new document's segments against the old one's, counted."""

    same: int
    changed: int
    """A segment stands where another, like it, stood."""
    new: int
    gone: int


_LIKE = 0.5
"""Share of characters that agree from which a segment is the old one changed, not another one."""


def carry_over(old: Document, new: Document) -> Carried:
    """Match ``old``'s reviewed segments with ``new``'s."""
    before, after = list(old.segments()), list(new.segments())
    pairs = _pairs(before, after)
    changes = _source_changes(before, after, pairs)
    kept: dict[str, Segment] = {}
    remarks: dict[str, Segment] = {}
    lost: list[Segment] = []
    for index, segment in enumerate(before):
        if not _has_work(segment):
            continue
        if index not in pairs:
            lost.append(segment)
            continue
        fresh = after[pairs[index]]
        if not _has_english(segment):
            remarks[fresh.id] = replace(segment, notes=_comments(segment))
            continue
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
    return Carried(kept, remarks, tuple(lost), changes)


def _source_changes(
    before: Sequence[Segment], after: Sequence[Segment], pairs: Mapping[int, int]
) -> SourceChanges:
    """Between two pairs what is left of the old segments changed into what is left of the new ones,
    in order, where they are alike."""
    fresh = set(range(len(after))) - set(pairs.values())
    gone = changed = 0
    place = 0
    for index, segment in enumerate(before):
        if index in pairs:
            place = pairs[index] + 1
            continue
        ahead = place
        while ahead in fresh and not _alike(segment, after[ahead]):
            ahead += 1
        if ahead in fresh:
            changed += 1
            place = ahead + 1
        else:
            gone += 1
    return SourceChanges(len(pairs), changed, len(fresh) - changed, gone)


def _alike(old: Segment, new: Segment) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(old.body, new.body) >= _LIKE


def _has_english(segment: Segment) -> bool:
    """Whether a person wrote or approved the English (and did not just empty it)."""
    return segment.state == "approved" or (segment.state == "edited" and bool(segment.target))


def _comments(segment: Segment) -> tuple[Note, ...]:
    return tuple(note for note in segment.notes if note.by_person)


def _has_work(segment: Segment) -> bool:
    return _has_english(segment) or bool(segment.ignored) or bool(_comments(segment))


def _pairs(before: Sequence[Segment], after: Sequence[Segment]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    work_first = sorted(
        range(len(before)),
        key=lambda i: (not _has_english(before[i]), not _has_work(before[i]), i),
    )
    for keys in (_with_neighbours, _with_previous, _alone):
        places: dict[_Key, deque[int]] = defaultdict(deque)
        for index, key in enumerate(keys(after)):
            if index not in taken:
                places[key].append(index)
        wanted = keys(before)
        for index in work_first:
            if index not in pairs and places[wanted[index]]:
                pairs[index] = places[wanted[index]].popleft()
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

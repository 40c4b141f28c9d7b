"""What a translation memory gives a document: English for a segment, or matches to look at.

A match in context, an exact one and one whose figures were exchanged by value become the English, with
the state "memory": a person approved it, but not here. Fuzzy matches stand among the other hypotheses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from toolkit.document import Constraint, Document, Hypothesis, Match, Note, Segment
from toolkit.engine import resolve, settle
from toolkit.memory import Memory, contexts, with_label

__all__ = ["Recall", "recall_from"]

_OTHERS = 2
"""Matches a segment keeps beside its English."""


class Recall:
    """A memory as it was when a run began, asked for the segments of one document."""

    def __init__(self, memory: Memory, around: Mapping[str, tuple[int, int]]) -> None:
        self._memory = memory
        self._around = around
        self.digest = memory.digest
        """The memory's state; part of the run signature."""

    def translate(
        self, segment: Segment, constraints: Sequence[Constraint]
    ) -> tuple[Segment | None, tuple[Hypothesis, ...]]:
        """The segment with the memory's English, or None; and what a reviewer should see besides.

        ``constraints`` are the segment's candidates, with offsets in its body.
        """
        context = self._around.get(segment.id)
        # A label that a person, or another tool's memory, has as part of the text.
        for source in dict.fromkeys((segment.body, segment.source)):
            found = self._memory.search(source.strip(), _OTHERS + 1, context=context, least=1)
            certain = found[0] if found and found[0].kind != "fuzzy" else None
            if certain is None or (_lost_a_number(segment) and certain.kind != "context"):
                continue
            label = segment.label if source == segment.body else ""
            english = with_label(label, certain.target)
            others = tuple(map(_hypothesis, found[1:]))
            return _recalled(segment, constraints, certain, english, others), ()
        found = self._memory.search(segment.body.strip(), _OTHERS, context=context)
        return None, tuple(map(_hypothesis, found))


@contextmanager
def recall_from(path: Path | None, document: Document | None = None) -> Iterator[Recall | None]:
    """The memory at ``path`` for ``document``, or for lines without one; None without a path.

    What other programs add meanwhile is not seen. Raises :class:`toolkit.errors.MemoryFileError`.
    """
    if path is None:
        yield None
        return
    with Memory.open(path) as memory, memory.snapshot():
        yield Recall(memory, contexts(document) if document is not None else {})


def _lost_a_number(segment: Segment) -> bool:
    """Whether equal sources may yet have had different numbers."""
    return any(damage.kind == "lost-number" for damage in segment.damage)


def _hypothesis(match: Match) -> Hypothesis:
    return Hypothesis(match.target, None, "memory", match)


def _recalled(
    segment: Segment,
    constraints: Sequence[Constraint],
    match: Match,
    english: str,
    others: tuple[Hypothesis, ...],
) -> Segment:
    shift = len(segment.label)
    moved = [replace(c, start=c.start + shift, end=c.end + shift) for c in resolve(constraints)]
    notes = tuple(Note("repair", damage.message) for damage in segment.damage)
    return replace(
        segment,
        target=english,
        state="memory",
        hypotheses=(_hypothesis(match), *others),
        constraints=settle(segment.source, moved, english),
        notes=segment.notes + notes,
    )

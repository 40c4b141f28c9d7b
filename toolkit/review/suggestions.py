"""English that a reviewer may take in place of the segment's own."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.assembly import assemble
from toolkit.document import Segment
from toolkit.engine import mend
from toolkit.review.difference import Piece, difference

__all__ = ["Suggestion", "SuggestionKind", "machine_suggestions"]

SuggestionKind = Literal["machine", "before", "context", "exact", "numbers", "fuzzy"]
"""A hypothesis of the model; what stood there before a person changed it; a translation memory's
match in the same context, of the same sentence, of the same with other figures, of a similar one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Complete English for the segment."""

    text: str
    kind: SuggestionKind
    origin: str
    """Where it comes from, for a reader: ``machine``, or ``memory: FILE s0012, 2006-12-01, Li``."""
    score: float | None
    """0 to 1: a match's likeness; a hypothesis' mean probability per token; None where unknown."""
    difference: tuple[Piece, ...]
    """From the segment's English now to this one."""
    source: str = ""
    """A match's Chinese."""
    source_difference: tuple[Piece, ...] = ()
    """From a match's Chinese to the segment's."""


def machine_suggestions(segment: Segment) -> list[Suggestion]:
    """What the segment had before people changed it, then the model's other hypotheses.

    Each once, and none that is the English it has now.
    """
    seen = {segment.target}
    found = []
    for suggestion in _candidates(segment):
        if suggestion.text and suggestion.text not in seen:
            seen.add(suggestion.text)
            found.append(suggestion)
    return found


def _candidates(segment: Segment) -> Iterator[Suggestion]:
    first = segment.hypotheses[0] if segment.hypotheses else None
    if segment.history:
        before = segment.history[0].before
        score = first.score if first else None
        yield _suggestion(segment, before, "before", first.origin if first else "", score)
    shift = len(segment.label)
    constraints = [
        replace(c, start=c.start - shift, end=c.end - shift, fate=None, target_span=None)
        for c in segment.constraints
        if c.start >= shift
    ]
    # The first is what the English was made from, in more steps than can be repeated here.
    for hypothesis in segment.hypotheses[1:]:
        body, found = mend(segment.body, constraints, hypothesis.text)
        text = assemble(segment, body, found).target
        yield _suggestion(segment, text, "machine", hypothesis.origin, hypothesis.score)


def _suggestion(
    segment: Segment, text: str, kind: SuggestionKind, origin: str, score: float | None
) -> Suggestion:
    likely = None if score is None else min(1.0, math.exp(score))
    return Suggestion(text, kind, origin, likely, difference(segment.target, text))

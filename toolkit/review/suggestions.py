"""English that a reviewer may take in place of the segment's own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.assembly import assemble
from toolkit.difference import Piece, difference
from toolkit.document import Match, MatchKind, Segment
from toolkit.engine import mend
from toolkit.memory import with_label

__all__ = ["Suggestion", "SuggestionKind", "suggestions_for"]

SuggestionKind = Literal["machine", "before"] | MatchKind
"""A hypothesis of the model, what stood there before a person changed it, or a match of a memory."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Complete English for the segment."""

    text: str
    kind: SuggestionKind
    origin: str
    """Where it comes from, for a reader: a model's name, or ``FILE s0012, 2006-12-01, Li``."""
    score: float | None
    """0 to 1: a match's likeness; a hypothesis' mean probability per token; None where unknown."""
    difference: tuple[Piece, ...]
    """From the segment's English now to this one."""
    source: str = ""
    """A match's Chinese."""
    source_difference: tuple[Piece, ...] = ()
    """From a match's Chinese to the segment's."""


def suggestions_for(segment: Segment, matches: Sequence[Match] = ()) -> list[Suggestion]:
    """What a memory has for the segment, what it had before people changed it, then the model's
    other hypotheses.

    Each once, and none that is the English it has now.
    """
    seen = {segment.target}
    found = []
    for suggestion in _candidates(segment, matches):
        if suggestion.text and suggestion.text not in seen:
            seen.add(suggestion.text)
            found.append(suggestion)
    return found


def _candidates(segment: Segment, matches: Sequence[Match]) -> Iterator[Suggestion]:
    others = segment.hypotheses[1:]
    # The first is what the English was made from, in more steps than can be repeated here.
    for match in (*matches, *(h.match for h in others if h.match is not None)):
        yield _remembered(segment, match)
    first = segment.hypotheses[0] if segment.hypotheses else None
    if segment.history:
        before = segment.history[0].before
        yield _suggestion(
            segment, before, "before", first.origin if first else "", first.score if first else None
        )
    shift = len(segment.label)
    constraints = [
        replace(c, start=c.start - shift, end=c.end - shift, fate=None, target_span=None)
        for c in segment.constraints
        if c.start >= shift
    ]
    for hypothesis in others:
        if hypothesis.match is not None:
            continue
        body, found = mend(segment.body, constraints, hypothesis.text)
        text = assemble(segment, body, found).target
        yield _suggestion(segment, text, "machine", hypothesis.origin, hypothesis.score)


def _remembered(segment: Segment, match: Match) -> Suggestion:
    """A memory's match, its English with the segment's own label."""
    place = " ".join(part for part in (match.file, match.segment) if part)
    origin = ", ".join(part for part in (place, match.when[:10], match.who) if part)
    text = with_label(segment.label, match.target)
    return Suggestion(
        text,
        match.kind,
        origin,
        match.score,
        difference(segment.target, text),
        match.source,
        difference(match.source, segment.body.strip()),
    )


def _suggestion(
    segment: Segment, text: str, kind: SuggestionKind, origin: str, score: float | None
) -> Suggestion:
    likely = None if score is None else min(1.0, math.exp(score))
    return Suggestion(text, kind, origin, likely, difference(segment.target, text))

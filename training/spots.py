"""Finds the product's own terms and values in pairs: spans of the Chinese whose English stands in
the target, found as the product finds them."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.document import Constraint
from toolkit.engine.constraints import locate, resolve, slot_letter
from toolkit.preparation import numbers_and_codes
from toolkit.segmenter import Segmenter
from toolkit.terms import TermMatcher, load_glossary

__all__ = ["Analyst", "Spot"]


@dataclass(frozen=True, slots=True)
class Spot:
    """``source[start:end]`` is ``target[first:last]``."""

    start: int
    end: int
    first: int
    last: int
    letter: str
    """The kind of slot a value takes; "" for terms, which are shown as text."""
    number: bool
    english: str
    """What the product shows."""


class Analyst:
    """Finds the spots of pairs."""

    def __init__(self) -> None:
        glossary = load_glossary()
        self._segmenter = Segmenter(glossary.words())
        self._matcher = TermMatcher(glossary, self._segmenter)
        self.phrases = sorted({entry.en for entry in glossary.entries if len(entry.en) > 3})

    def spots(self, chinese: str, english: str) -> tuple[Spot, ...]:
        """The pair's spots in the order of the source; none overlap on either side."""
        wanted = [
            Constraint("term", m.start, m.end, m.entry.en, m.entry.variants)
            for m in self._matcher.match(chinese)
        ]
        wanted += numbers_and_codes(chinese)
        return tuple(
            Spot(
                found.start,
                found.end,
                *found.target_span,
                slot_letter(found.kind, found.target),
                found.kind != "term",
                found.target,
            )
            for found in locate(resolve(wanted), english)
            if found.target_span is not None and found.end > found.start
        )

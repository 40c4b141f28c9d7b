"""What code decides before a model runs: constraints of a segment, and segments it translates alone.

A model trained on sentences makes things up for a bare cell, date or title, so whatever the glossary
or the numerals can say whole never reaches it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.document import Constraint, Segment
from toolkit.numerals import decide, find_values
from toolkit.terms import Glossary, TermMatcher
from toolkit.traditional import has_chinese, to_simplified

__all__ = ["Decided", "candidates", "translate_by_code"]

_EDGES = " \u3000\t，。；：、！？,.;:!?…—"

_MARKS = str.maketrans(
    {
        "，": ",",
        "。": ".",
        "；": ";",
        "：": ":",
        "、": ",",
        "！": "!",
        "？": "?",
        "（": "(",
        "）": ")",
    }
    | {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "《": '"',
        "》": '"',
        "【": "[",
        "】": "]",
        "　": " ",
    }
    | {"〔": "[", "〕": "]", "—": "—", "…": "…", "％": "%", "～": "–", "．": ".", "·": "·"}
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A translation that needed no model."""

    target: str
    constraints: tuple[Constraint, ...]
    origin: str
    """Where it comes from: "glossary", "numerals" or "copied"."""


def candidates(segment: Segment, match: TermMatcher) -> tuple[Constraint, ...]:
    """Every constraint that could be set on the segment's body: terms, values, lost numbers.

    Offsets are in the body (the source without its label) and may overlap; the engine chooses.
    """
    text = to_simplified(segment.body)
    found = [
        Constraint("term", m.start, m.end, m.entry.en, m.entry.variants) for m in match.match(text)
    ]
    for value in find_values(text):
        decision = decide(value)
        if decision is not None:
            found.append(
                Constraint(
                    value.type,
                    decision.start,
                    decision.end,
                    decision.target,
                    decision.variants,
                    value=value.decimal,
                    unit=value.unit,
                )
            )
    found.extend(_lost_numbers(segment))
    return tuple(found)


def _lost_numbers(segment: Segment) -> Iterable[Constraint]:
    for damage in segment.damage:
        if damage.kind == "lost-number":
            place = segment.offsets.to_derived(damage.start) - len(segment.label)
            if 0 <= place <= len(segment.body):
                yield Constraint("lost", place, place, "[?]")


def translate_by_code(
    segment: Segment, glossary: Glossary, constraints: tuple[Constraint, ...]
) -> Decided | None:
    """The segment's English without its label where code knows all of it; None leaves it to a model."""
    body = segment.body
    if not has_chinese(body):
        return Decided(body.translate(_MARKS).strip(), (), "copied")
    text = to_simplified(body)
    core = text.strip(_EDGES)
    start = text.find(core)
    end = start + len(core)
    if any(constraint.kind == "lost" for constraint in constraints):
        return None
    for entry in glossary.lookup(core):
        if entry.status == "preferred" and entry.zh == core:
            term = Constraint("term", start, end, entry.en, entry.variants)
            return _whole(term, text[end:], "glossary")
    for constraint in constraints:
        if (constraint.start, constraint.end) == (start, end) and constraint.kind != "lost":
            return _whole(constraint, text[end:], "numerals")
    return None


def _whole(constraint: Constraint, rest: str, origin: str) -> Decided:
    mark = rest.strip()[:1].translate(_MARKS)
    english = constraint.target + (mark if mark in ".;:!?" else "")
    target = english[:1].upper() + english[1:]
    done = Constraint(
        kind=constraint.kind,
        start=constraint.start,
        end=constraint.end,
        target=constraint.target,
        variants=constraint.variants,
        fate="enforced",
        target_span=(0, len(constraint.target)),
        value=constraint.value,
        unit=constraint.unit,
    )
    return Decided(target, (done,), origin)

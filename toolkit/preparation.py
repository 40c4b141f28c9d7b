"""What code decides before a model runs: constraints of a segment, and segments it translates alone.

A model trained on sentences makes things up for a bare cell, date or title, so whatever the glossary
or the numerals can say whole never reaches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from toolkit.document import Constraint, Segment
from toolkit.numerals import copy_code, decide, find_codes, find_values, render
from toolkit.terms import Entry, Glossary, TermMatcher
from toolkit.traditional import has_chinese, to_simplified

__all__ = ["Decided", "candidates", "matched_terms", "numbers_and_codes", "translate_by_code"]

_EDGES = " \u3000\t，。；：、！？,.;:!?…—"

_LONGEST_NUMBER = 30  # characters

_SCALES = {
    "万亿": "trillion",
    "千亿": "hundred billion",
    "百亿": "ten billion",
    "十亿": "billion",
    "亿": "hundred million",
    "千万": "ten million",
    "百万": "million",
    "十万": "hundred thousand",
    "万": "ten thousand",
}
_SCALE = re.compile(rf"\s*({'|'.join(_SCALES)})")
_AMOUNT = re.compile(r"\d[\d,.]*(?: (?:million|billion|trillion))?")

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
    | {"〔": "[", "〕": "]", "％": "%", "～": "–", "．": ".", "·": "·"}
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A translation that needed no model."""

    target: str
    constraints: tuple[Constraint, ...]
    origin: str
    """Where it comes from: "glossary", "numerals" or "copied"."""


def candidates(
    segment: Segment, matcher: TermMatcher, glossary: Glossary
) -> tuple[Constraint, ...]:
    """Every constraint that could be set on the segment's body: terms, values, codes, lost numbers.

    Offsets are in the body (the source without its label) and may overlap; the engine chooses.
    """
    text = to_simplified(segment.body)
    found = [constraint for constraint, _ in matched_terms(text, matcher, glossary)]
    found += numbers_and_codes(text)
    found.extend(_lost_numbers(segment))
    return tuple(found)


def numbers_and_codes(text: str) -> list[Constraint]:
    """The values of ``text`` (simplified) that code puts into English, and the codes that are copied."""
    values = find_values(text)
    found = []
    for value in values:
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
    for start, end in find_codes(text, values):
        found.append(Constraint("code", start, end, copy_code(text, (start, end))))
    return found


def matched_terms(
    text: str, matcher: TermMatcher, glossary: Glossary
) -> list[tuple[Constraint, Entry]]:
    """The glossary's terms in ``text`` (simplified), in order, each with the entry it comes from."""
    found = []
    for match in matcher.match(text):
        entry = match.entry
        forbidden = glossary.forbidden(entry.zh)
        term = Constraint(
            "term", match.start, match.end, entry.en, entry.variants, forbidden=forbidden
        )
        found.append((term, entry))
    return found


_LOSS = "▢"
_DAMAGED = re.compile(
    rf"(?P<figures>(?:\d[\d,.]*\s?[-—–～~－]\s?)?(?:\d[\d,.]*)?{_LOSS}[\d{_LOSS}]*"
    rf"(?:\s?[-—–～~－]\s?[\d{_LOSS}]+(?:\.\d+)?)?)(?P<year>\s?年度?)?"
)
"""A figure that lost a digit, the dash to the next or its ``%``, with the other end of its range."""
_DASH = re.compile(r"\s?[-—–～~－]\s?")


def _lost_numbers(segment: Segment) -> Iterable[Constraint]:
    """What the segment's source lost, each with what is left of it: ``200[?]``, ``[?] million yuan``."""
    shift = len(segment.label)
    text = to_simplified(segment.body).replace(_LOSS, " ")
    places = sorted(
        {
            place
            for damage in segment.damage
            if damage.kind in ("lost-number", "lost-mark")
            and 0 <= (place := segment.damage_span(damage)[0] - shift) <= len(text)
            and (damage.kind == "lost-number" or text[max(0, place - 1) : place].isdigit())
        }
    )
    marked = text
    for place in reversed(places):
        marked = marked[:place] + _LOSS + marked[place:]
    for found in _DAMAGED.finditer(marked):
        start = found.start() - marked.count(_LOSS, 0, found.start())
        figures = found["figures"]
        length = len(figures) - figures.count(_LOSS)
        english = _DASH.sub("–", figures).replace(_LOSS, "[?]")
        if length and found["year"]:
            length += len(found["year"])
        yield _lost_number(text, start, start + length, english)


def _lost_number(text: str, start: int, end: int, english: str) -> Constraint:
    """The English of a number that is damaged, or missing where ``start`` is ``end``, with the 万 or
    亿 and unit behind it.

    A model left alone with them makes 万元 a million yuan.
    """
    scale = _SCALE.match(text, end)
    if scale is None:
        return Constraint("lost", start, end, english)
    english, end = f"{english} {_SCALES[scale[1]]}", scale.end()
    # With a figure in its place the unit behind is read as any other.
    value = next(iter(find_values("2" + text[scale.start(1) :])), None)
    decision = decide(value) if value is not None else None
    if decision is not None and decision.start == 0:
        english = _AMOUNT.sub(english, decision.target, count=1)
        end = scale.start(1) + decision.end - 1
    return Constraint("lost", start, end, english)


def translate_by_code(segment: Segment, constraints: tuple[Constraint, ...]) -> Decided | None:
    """The segment's English without its label where code knows all of it; None leaves it to a model.

    ``constraints`` are the segment's :func:`candidates`.
    """
    body = segment.body
    if not has_chinese(body):
        return Decided(body.translate(_MARKS).strip(), (), "copied")
    if any(constraint.kind == "lost" for constraint in constraints):
        return None
    core = body.strip(_EDGES)
    start = body.find(core)
    for constraint in constraints:
        if (constraint.start, constraint.end) == (start, start + len(core)):
            origin = "glossary" if constraint.kind == "term" else "numerals"
            return _whole(constraint, body[start + len(core) :], origin)
    for value in find_values(to_simplified(core)) if len(core) <= _LONGEST_NUMBER else ():
        if (value.start, value.end) == (0, len(core)) and value.required:
            # A bare count (3项 in a table cell): the measure word has no English of its own, and
            # a figure stays one.
            plain = core[0].isdigit() and value.type == "cardinal" and value.unit is None
            english = render(value)
            number = Constraint(
                value.type,
                start,
                start + len(core),
                value.decimal if plain and english.isalpha() else english,
                value=value.decimal,
                unit=value.unit,
            )
            return _whole(number, body[start + len(core) :], "numerals")
    return None


def _whole(constraint: Constraint, rest: str, origin: str) -> Decided:
    mark = rest.strip()[:1].translate(_MARKS)
    english = constraint.target + (mark if mark in ".;:!?" else "")
    target = english[:1].upper() + english[1:]
    done = replace(constraint, fate="enforced", target_span=(0, len(constraint.target)))
    return Decided(target, (done,), origin)

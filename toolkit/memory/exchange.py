"""The same sentence with other figures: the figures of its approved English are exchanged by value.

Each figure of the stored source has to answer to one figure of the stored English and no other; the
new one takes its place in the same form (``RMB 3.86 billion`` becomes ``RMB 4.13 billion``) or in
that of the house. What comes out is read back and has to say the new source's figures and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from toolkit.document import Segment
from toolkit.memory.folding import normal
from toolkit.numerals import (
    UNITS_BY_NAME,
    DateParts,
    Value,
    decide,
    find_english,
    find_values,
    match_values,
    render,
)
from toolkit.offsets import OffsetMap
from toolkit.quality import check_segment

__all__ = ["exchange"]

_COUNTS = ("cardinal", "money", "ordinal", "number")
_SHARES = ("percent", "permille", "fraction", "multiple", "growth")
_PLAIN = ("cardinal", "money", "percent", "points", "permille")
_FIGURE = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:[ -](?:hundred|thousand|million|billion|trillion)\b)?", re.IGNORECASE
)
_POINTS = ("percentage point", "percentage points")
_ARTICLE = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)
_VOWEL = re.compile(
    r"(?:8|11(?!\d|,\d)|18(?!\d|,\d)|1[18],\d{3}|eight|eleven|[aeio])", re.IGNORECASE
)
_WORD = re.compile(r" [a-z]+\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:^|[.!?]\s+)$")


def exchange(stored_source: str, stored_target: str, source: str) -> str | None:
    """``stored_target`` with the figures of ``source``; None where they cannot be exchanged surely."""
    before, after = find_values(stored_source), find_values(source)
    if _frame(stored_source, before) != _frame(source, after):
        return None
    changes = [pair for pair in zip(before, after, strict=True) if _says(pair[0]) != _says(pair[1])]
    places = _places(before, changes, stored_target)
    if places is None:
        return None
    target = stored_target
    # From the end, so that the places before stay where they are.
    for (old, new), place in sorted(
        zip(changes, places, strict=True), key=lambda item: -item[1].start
    ):
        put = next(_put(target, old, new, place), None)
        if put is None:
            return None
        target = put
    return target if _agrees(source, target) else None


def _frame(source: str, values: Sequence[Value]) -> tuple[object, ...]:
    """A sentence without its figures: its words, and of each figure all but its number."""
    frame: list[object] = []
    position = 0
    for value in values:
        frame += [normal(source[position : value.start]), _slot(value)]
        position = value.end
    return (*frame, normal(source[position:]))


def _slot(value: Value) -> tuple[object, ...]:
    return (
        value.type,
        value.unit,
        value.measure,
        value.approximate,
        value.bound,
        value.per,
        value.label,
        value.high is None,
        len(value.parts),
        _given(value.date),
        _given(value.until),
    )


def _given(date: DateParts | None) -> tuple[object, ...]:
    """Which parts of a date are given."""
    if date is None:
        return ()
    return date.year is None, date.month is None, date.day is None, date.part


def _says(value: Value) -> tuple[object, ...]:
    """What a figure says, apart from its slot; counts, ranks and numbers of things look alike."""
    kind = "count" if value.type in _COUNTS else value.type
    return kind, value.value, value.high, value.date, value.until, value.parts


def _family(value: Value) -> str:
    """Types that take each other's form: 300% and three times, but not two and two times."""
    if value.type in _COUNTS:
        return "count"
    return "share" if value.type in _SHARES else value.type


def _places(
    before: Sequence[Value], changes: Sequence[tuple[Value, Value]], english: str
) -> list[Value] | None:
    """Where the English says each figure that changes; None where that is in doubt."""
    said = find_english(english)
    matching = match_values(before, said)
    if not matching.clean:
        return None
    becomes: dict[Any, tuple[object, ...]] = {}
    changed = {id(old): new for old, new in changes}
    paired = {id(english) for _, english in matching.pairs}
    echoes = [value for value in said if id(value) not in paired]
    for value in before:
        says = _says(changed.get(id(value), value))
        if becomes.setdefault(_says(value), says) != says:
            return None  # two equal figures part: which is which in the English?
    places: list[Value] = []
    for old, new in changes:
        mine = [english for chinese, english in matching.pairs if chinese is old]
        if len(mine) != 1 or sum(other is mine[0] for _, other in matching.pairs) != 1:
            return None
        place = mine[0]
        if _family(old) != _family(place):
            return None
        if any(_says(echo) == _says(place) for echo in echoes):
            return None  # said again in words that need no counterpart
        if _changes_noun(old, new, place):
            return None
        places.append(place)
    return places


def _changes_noun(old: Value, new: Value, place: Value) -> bool:
    """Whether a noun outside the figure would have to become singular or plural."""
    if old.type not in ("cardinal", "money", "multiple") or (old.value == 1) == (new.value == 1):
        return False
    named = UNITS_BY_NAME.get(place.unit or "")
    return named is None or not place.text.lower().endswith(
        (f" {named.singular.lower()}", f" {named.plural.lower()}")
    )


def _put(target: str, old: Value, new: Value, place: Value) -> Iterator[str]:
    """The texts in which ``new`` stands at ``place`` and is read back as such, the best first."""
    named = UNITS_BY_NAME.get(place.unit or "")
    units = () if named is None else (named.singular, named.plural)
    for english in _forms(old, new, place):
        lead, rest = target[: place.start], target[place.end :]
        if units and new.unit is None and not english.endswith(units):
            continue  # the noun would be gone
        following = _WORD.match(rest)
        if following is not None and not place.text.endswith(following[0]):
            english = english.removesuffix(following[0])  # it stands there already
        article = _ARTICLE.search(lead)
        if article is not None:
            right = "an" if _VOWEL.match(english) else "a"
            right = right.capitalize() if article[1][0].isupper() else right
            lead = f"{lead[: article.start()]}{right}{article[2]}"
        elif (place.text[:1].isupper() and _SENTENCE.search(lead)) or (
            not lead and place.text[:1].isdigit()
        ):
            english = english[:1].upper() + english[1:]
        text = lead + english + rest
        start, end = len(lead), len(lead) + len(english)
        read = [v for v in find_english(text) if v.start < end and start < v.end]
        matching = match_values([new], read)
        if len(read) == 1 and matching.pairs and matching.clean:
            yield text


def _forms(old: Value, new: Value, place: Value) -> Iterator[str]:
    """What may stand for ``new``: in the form that ``old`` has at ``place``, then in the house's."""
    if new.type in _PLAIN and new.high is None:
        figure = _FIGURE.search(place.text)
        number = _number(new, place)
        if figure is not None:
            rest = place.text[figure.end() :]
            named = UNITS_BY_NAME.get(place.unit or "")
            one, many = (named.singular, named.plural) if named is not None else _POINTS
            if rest.strip() in (one, many):
                rest = f" {one if new.value == 1 else many}"
            yield place.text[: figure.start()] + number + rest
        elif place.type == "cardinal" and place.unit is None:
            yield number
    olds, news = _house_forms(old), _house_forms(new)
    said = place.text.casefold()
    if len(olds) == len(news):
        yield from (b for a, b in zip(olds, news, strict=True) if a.casefold() == said)
    yield from news


def _number(value: Value, place: Value) -> str:
    """The bare number, a small count in words where the house has it so."""
    named = UNITS_BY_NAME.get(place.unit or "")
    unit = place.unit if value.type == "cardinal" and named is not None else None
    bare = replace(value, unit=unit, approximate="", measure="", per="", label="")
    text = render(bare if value.type != "money" else replace(bare, unit=None))
    if named is not None and unit is not None:
        text = text.removesuffix(f" {named.plural}").removesuffix(f" {named.singular}")
    return re.sub(r"%$|‰$| percentage points?$", "", text)


def _house_forms(value: Value) -> list[str]:
    decision = decide(value)
    forms = [render(value), render(replace(value, approximate=""))]
    return forms if decision is None else [decision.target, *decision.variants, *forms]


def _agrees(source: str, target: str) -> bool:
    """Whether the checks find every figure of the source in the English, and no other."""
    segment = Segment("exchanged", source, OffsetMap.identity(len(source)), 1, target=target)
    return not any(f.code in ("number", "addition") for f in check_segment(segment))

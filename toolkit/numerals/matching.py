"""Comparing the numerals of a segment with those of its translation, by value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from toolkit.numerals.units import conversion
from toolkit.numerals.value import Approximate, DateParts, Matching, Value

__all__ = ["match_values"]

_Key = tuple[object, ...]
_UP: frozenset[Approximate] = frozenset({"over", "more", "at-least"})
_DOWN: frozenset[Approximate] = frozenset({"nearly", "under", "at-most", "within"})
_PERIODS = {
    (1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2",
}  # fmt: skip
_NEAR = 64  # candidates looked at for one value: bounds the work on endless tables


def match_values(chinese: Sequence[Value], english: Sequence[Value]) -> Matching:
    """Pair the values that say the same, as multisets; what is left is missing or extra.

    A value with ``required=False`` may stay without a counterpart. Growth by 300%, growth of three
    times and four times as much are the same; percentage points and per cent never are. A range is
    as good as its two ends, a date as its parts.
    """
    state = _State(list(chinese), list(english))
    for keys in (_exact_keys, _unit_keys, _directed_keys, _plain_keys, _loose_keys):
        state.pair_by(keys)
    state.pair_parts()
    state.pair_echoes()
    pairs = sorted(state.pairs, key=lambda pair: (pair[0].start, pair[1].start))
    return Matching(
        tuple(pairs),
        tuple(value for value in state.chinese if value.required),
        tuple(value for value in state.english if value.required),
        tuple(pair for pair in pairs if _turned(*pair)),
    )


class _State:
    """What is not yet paired; ``pairs`` grows."""

    def __init__(self, chinese: list[Value], english: list[Value]) -> None:
        self.chinese = chinese
        self.english = english
        self.pairs: list[tuple[Value, Value]] = []

    def pair_by(self, keys: Callable[[Value], Iterable[_Key]]) -> None:
        """Pair what shares a key and has compatible units, in order; certain ones go first."""
        buckets: dict[_Key, list[int]] = defaultdict(list)
        # What must be said takes its counterpart before what may be left out.
        for index in sorted(range(len(self.english)), key=lambda i: not self.english[i].required):
            value = self.english[index]
            for key in keys(value):
                buckets[key].append(index)
        used: set[int] = set()
        left: list[Value] = []
        for required in (True, False):
            for value in self.chinese:
                if value.required is not required:
                    continue
                found = self._find(value, keys, buckets, used)
                if found is None:
                    left.append(value)
                else:
                    used.add(found)
                    self.pairs.append((value, self.english[found]))
        self.chinese = sorted(left, key=lambda value: value.start)
        self.english = [v for index, v in enumerate(self.english) if index not in used]

    def _find(
        self,
        value: Value,
        keys: Callable[[Value], Iterable[_Key]],
        buckets: dict[_Key, list[int]],
        used: set[int],
    ) -> int | None:
        for key in keys(value):
            bucket = buckets.get(key)
            if bucket is None:
                continue
            while bucket and bucket[0] in used:
                bucket.pop(0)
            for index in bucket[:_NEAR]:
                if index not in used and _comparable(value, self.english[index]):
                    return index
        return None

    def pair_parts(self) -> None:
        """Pair a range with its two ends, a date with its parts, either way round."""
        for way in (_ends, _date_parts):
            self.chinese, self.english = self._pair_whole(
                self.chinese, self.english, way, chinese_whole=True
            )
            self.english, self.chinese = self._pair_whole(
                self.english, self.chinese, way, chinese_whole=False
            )

    def _pair_whole(
        self,
        wholes: list[Value],
        others: list[Value],
        split: Callable[[Value], list[Value]],
        *,
        chinese_whole: bool,
    ) -> tuple[list[Value], list[Value]]:
        kept: list[Value] = []
        for whole in wholes:
            pieces = split(whole)
            chosen: list[Value] = []
            for piece in pieces:
                match = next(
                    (
                        other
                        for other in others[:_NEAR]
                        if not any(other is taken for taken in chosen) and _same(piece, other)
                    ),
                    None,
                )
                if match is not None:
                    chosen.append(match)
            if not pieces or len(chosen) != len(pieces):
                kept.append(whole)
                continue
            others = [other for other in others if not any(other is taken for taken in chosen)]
            for other in chosen:
                self.pairs.append((whole, other) if chinese_whole else (other, whole))
        return kept, others

    def pair_echoes(self) -> None:
        """A value that one language says twice: it is paired with its first mention.

        Chinese repeats the year or the number that English folds into one, and the other way round.
        """
        for value in list(self.chinese):
            echo = next(
                (e for c, e in self.pairs[:_NEAR] if c.type == value.type and _same(value, c)), None
            )
            if echo is not None and _repeats(value):
                self.chinese = [other for other in self.chinese if other is not value]
                self.pairs.append((value, echo))
        for value in list(self.english):
            origin = next(
                (c for c, e in self.pairs[:_NEAR] if _same(value, c) or _same(value, e)), None
            )
            if origin is not None and _repeats(value):
                self.english = [other for other in self.english if other is not value]
                self.pairs.append((origin, value))


def _repeats(value: Value) -> bool:
    """Years and plans are what is said again; an amount said twice is an error."""
    return value.type in ("date", "plan", "century", "decade")


def _same(left: Value, right: Value) -> bool:
    return bool(set(_loose_keys(left)) & set(_loose_keys(right))) and _comparable(left, right)


def _comparable(left: Value, right: Value) -> bool:
    """Units do not exclude each other: yuan and dollars do, people and nothing do not.

    Of one kind they must come to the same: 12,000 mu are 800 hectares, five years never five months.
    """
    if left.per and right.per and left.per != right.per:
        return False
    if left.unit is None or right.unit is None or left.unit == right.unit:
        return True
    if "working day" in (left.unit, right.unit):
        return {left.unit, right.unit} <= {"working day", "day"}
    return bool(set(_converted(left)) & set(_converted(right)))


def _converted(value: Value) -> Iterable[_Key]:
    """The quantity in the smallest unit of its kind, where the unit can be converted."""
    found = conversion(value.unit)
    if found is not None:
        kind, factor = found
        yield (kind, value.value * factor, None if value.high is None else value.high * factor)


def _exact_keys(value: Value) -> Iterable[_Key]:
    """The same type, value and unit."""
    yield (*_core(value), value.unit, _direction(value))


def _unit_keys(value: Value) -> Iterable[_Key]:
    """The same type, value and unit, whatever the limit; what may be left out waits."""
    if value.unit is not None and value.required:
        yield (*_core(value), value.unit)


def _directed_keys(value: Value) -> Iterable[_Key]:
    """The same type, value and limit."""
    yield (*_core(value), _direction(value))


def _plain_keys(value: Value) -> Iterable[_Key]:
    """The same type and value."""
    yield _core(value)


def _core(value: Value) -> _Key:
    return (
        value.type,
        value.value,
        value.high,
        value.parts if value.type in ("ratio", "document") else (),
        value.date,
        value.until,
    )


def _loose_keys(value: Value) -> Iterable[_Key]:
    """Everything that says the same in another form."""
    yield from _keys_of(value)
    for kind, number in value.alternatives:
        # A mere alternative never claims a unit.
        yield from _keys_of(Value(0, 0, "", kind, number))


def _keys_of(value: Value) -> Iterable[_Key]:
    low, high = value.value, value.high
    kind = value.type
    if kind in ("cardinal", "money", "ordinal", "number"):
        yield from _converted(value)
        yield ("number", low, high)
    elif kind in ("percent", "fraction", "multiple", "growth", "permille"):
        yield from _share_keys(value)
    elif kind == "points":
        yield ("points", low, high)
    elif kind == "date" and value.date is not None:
        yield from _date_keys(value.date, value.until)
    elif kind == "time":
        yield ("time", low, high)
        if value.parts:
            yield ("ratio", value.parts)
    elif kind == "ratio":
        yield ("ratio", value.parts)
    elif kind == "document":
        yield ("document", value.parts)
    elif kind == "decade":
        yield ("decade", low, high, value.date.part if value.date is not None else "")
    else:
        yield (kind, low)


def _share_keys(value: Value) -> Iterable[_Key]:
    """In parts of one. Growth by 3 is 300 per cent more, or four times as much, never three times."""
    scale = {"percent": Fraction(1, 100), "permille": Fraction(1, 1000)}.get(
        value.type, Fraction(1)
    )
    low = value.value * scale
    high = None if value.high is None else value.high * scale
    grown_by = value.type == "growth" or value.label == "by"
    if not grown_by:
        yield ("share", low, high)
    if value.type == "multiple":
        yield ("number", low, high)
        yield ("growth", low - 1, None if high is None else high - 1)
    elif value.type in ("growth", "percent"):
        yield ("growth", low, high)


def _date_keys(first: DateParts, last: DateParts | None) -> Iterable[_Key]:
    """A date with its part, then without it; a day alone is an ordinal in English."""
    if last is not None and first.part == "Q1" and last.part[:1] == "Q":
        # The first three quarters are January to September.
        first = replace(first, month=1, part="")
        last = replace(last, month=3 * int(last.part[1]), part="")
    yield ("date", first, last)
    bare = replace(first, part="")
    if bare != DateParts():
        yield ("date", bare, None if last is None else replace(last, part=""))
    if last is not None and first.year == last.year and first.month and last.month:
        part = _PERIODS.get((first.month, last.month), "")
        if part and (first.day, last.day, first.part, last.part) == (None, None, "", ""):
            yield ("date", DateParts(first.year, part=part), None)
    if last is None and first.year is None and first.month is None:
        if first.day is not None:
            yield ("number", Fraction(first.day), None)
        if first.part[:1] == "Q":
            yield ("number", Fraction(int(first.part[1])), None)
    if last is not None and first.year is None and first.month is None and first.day and last.day:
        yield ("number", Fraction(first.day), Fraction(last.day))


def _ends(value: Value) -> list[Value]:
    """The two ends of a range or period, the two numbers of eight out of ten."""
    if value.type == "fraction" and value.parts:
        return [
            replace(value, type="cardinal", value=part, parts=(), approximate="")
            for part in value.parts
        ]
    if value.high is not None:
        return [replace(value, high=None), replace(value, value=value.high, high=None)]
    if value.until is not None:
        return [replace(value, until=None), replace(value, date=value.until, until=None)]
    return []


def _date_parts(value: Value) -> list[Value]:
    """A date's year, and its month and day, as values of their own; a period's ends likewise."""
    date = value.date
    if value.type != "date" or date is None:
        return []
    if value.until is not None:
        if date.year is None or date.year != value.until.year or date.month is None:
            return []
        return [
            replace(value, date=DateParts(date.year), until=None, alternatives=()),
            replace(value, date=replace(date, year=None), until=replace(value.until, year=None)),
        ]
    if date.year is None or (date.month is None and not date.part):
        return []
    return [
        replace(value, date=DateParts(date.year), alternatives=()),
        replace(value, date=replace(date, year=None)),
    ]


def _direction(value: Value) -> str:
    said = value.approximate or value.bound
    return "up" if said in _UP else "down" if said in _DOWN else said


def _turned(chinese: Value, english: Value) -> bool:
    """Whether a lower limit became an upper one or the other way round."""
    return {_direction(chinese), _direction(english)} == {"up", "down"}

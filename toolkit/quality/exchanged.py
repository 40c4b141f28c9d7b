"""Two figures that changed places: each stands in the English, but with what belongs to the other.

A figure is tied to the last thing named before it in its clause: a term, a date, or one of a few words
that such texts count by (东 east, 甲 A, 初中 junior); else to the percentage behind it.
Where two neighbouring figures of a kind and the things they are tied to come in different orders in
the two languages, the figures were exchanged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit.document import Constraint
from toolkit.numerals import Matching, Value
from toolkit.quality.changes import Contradiction

__all__ = ["find_exchanged"]

_CLAUSES = "，；。（）,;"
_MARKS = _CLAUSES + "、"
_NO_FIGURES = ("date", "time", "document")
_NEAR = 12
"""Characters before a figure in which what it is tied to begins."""
_CONTRASTS = tuple(
    (re.compile(zh), re.compile(en))
    for zh, en in (
        ("东(?![西南北])", r"\b(?i:east(?:ern)?)\b"),
        ("(?<![东南北])西", r"\b(?i:west(?:ern)?)\b"),
        ("南(?![京])", r"\b(?i:south(?:ern)?)\b"),
        ("北(?![京])", r"\b(?i:north(?:ern)?)\b"),
        ("甲", r"\bA\b"),
        ("乙", r"\bB\b"),
        ("丙", r"\bC\b"),
        ("城镇|城市", r"\b(?i:urban)\b"),
        ("农村|乡村", r"\b(?i:rural)\b"),
        ("初中", r"\b(?i:junior)\b"),
        ("高中", r"\b(?i:senior)\b"),
        ("小学", r"\b(?i:primary school)"),
        ("男", r"\b(?i:men|male|boys?)\b"),
        ("女", r"\b(?i:women|female|girls?)\b"),
        ("进口", r"\b(?i:imports?)\b"),
        ("出口", r"\b(?i:exports?)\b"),
        ("发明", r"\b(?i:inventions?)\b"),
        ("实用新型", r"\b(?i:utility)\b"),
        ("外观设计", r"\b(?i:designs?)\b"),
        ("中央", r"\b(?i:central)\b"),
        ("地方", r"\b(?i:local)\b"),
        ("检察院", r"\b(?i:procuratorates?)\b"),
        ("法院", r"\b(?i:courts?)\b"),
        ("预算", r"\b(?i:budgets?)\b"),
    )
)


def find_exchanged(
    source: str, target: str, terms: Sequence[Constraint], shift: int, lead: int, matching: Matching
) -> Iterator[Contradiction]:
    """The pairs of neighbouring figures that changed places.

    ``terms`` are located in the whole segment, whose source begins ``shift`` and whose target
    ``lead`` characters before the compared texts.
    """
    kinds: dict[tuple[str, str | None, str], list[tuple[Value, Value]]] = {}
    for pair in matching.pairs:
        # A figure with a noun behind it (12个国家) is tied to that one, which nobody knows here.
        if pair[0].type not in _NO_FIGURES and source[pair[0].end : pair[0].end + 1] in _MARKS:
            kinds.setdefault(_kind(pair[0]), []).append(pair)
    if all(len(rows) < 2 for rows in kinds.values()):
        return
    pairs = _clear(matching)
    dates = [(a.start, b.start) for a, b in pairs if a.type == "date"]
    shares = [(a.start, b.start) for a, b in pairs if a.type == "percent"]
    anchors = [*_anchors(source, target, terms, shift, lead), *dates]
    for kind in kinds:
        rows = [pair for pair in pairs if _kind(pair[0]) == kind]
        ends = [0, *(value.end for value, _ in rows)]
        starts = [*(value.start for value, _ in rows), len(source)]
        behind = [] if kind[0] == "percent" else shares
        tied = [
            _tied(value, source, anchors, behind, ends[index], starts[index + 1])
            for index, (value, _) in enumerate(rows)
        ]
        for index, ((value, other), (following, next_to)) in enumerate(pairwise(rows)):
            for first, second in zip(tied[index], tied[index + 1], strict=True):
                if first is None or second is None:
                    continue
                if (other.start < next_to.start) != (first < second):
                    yield Contradiction(
                        f"{value.text} and {following.text} have changed places in the English",
                        (value.start, following.end),
                        (min(other.start, next_to.start), max(other.end, next_to.end)),
                    )
                break


def _tied(
    value: Value,
    source: str,
    anchors: Sequence[tuple[int, int]],
    shares: Sequence[tuple[int, int]],
    start: int,
    end: int,
) -> tuple[int | None, int | None]:
    """Where the English has what ``value`` is tied to: the last thing named before it in its clause,
    and the first percentage behind it. ``start`` and ``end`` are where the figures of
    its own kind before and behind it end and begin.
    """
    if source[value.end : value.end + 1] not in _MARKS:
        return None, None
    clause = max(start, *(source.rfind(mark, 0, value.start) for mark in _CLAUSES))
    nearby = max(clause, value.start - _NEAR)
    before = [place for place in anchors if nearby <= place[0] < value.start]
    behind = [place for place in shares if value.end <= place[0] < end]
    return (
        max(before)[1] if before else None,
        min(behind)[1] if behind else None,
    )


def _kind(value: Value) -> tuple[str, str | None, str]:
    return value.type, value.unit, value.measure


def _clear(matching: Matching) -> list[tuple[Value, Value]]:
    """Pairs of values that stand once in both languages, in the order of the Chinese."""
    here = Counter((value.type, value.value, value.date) for value, _ in matching.pairs)
    there = Counter((other.type, other.value, other.date) for _, other in matching.pairs)
    return [
        (value, other)
        for value, other in matching.pairs
        if here[value.type, value.value, value.date] == 1
        and there[other.type, other.value, other.date] == 1
    ]


def _anchors(
    source: str, target: str, terms: Sequence[Constraint], shift: int, lead: int
) -> list[tuple[int, int]]:
    """Where the things that are named once in both texts begin: in the source, in the target."""
    named = [source[t.start - shift : t.end - shift] for t in terms]
    found = [
        (term.start - shift, term.target_span[0] - lead)
        for term, chinese in zip(terms, named, strict=True)
        if term.target_span is not None and source.count(chinese) == 1
    ]
    for zh, en in _CONTRASTS:
        places = [match.start() for match in zh.finditer(source)]
        others = [match.start() for match in en.finditer(target)] if len(places) == 1 else []
        if len(others) == 1:
            found.append((places[0], others[0]))
    return found

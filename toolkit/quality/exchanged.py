"""Two figures that changed places: each stands in the English, but with what belongs to the other.

A figure is tied to the last thing named before it in its clause: a term, a date, or one of a few words
that such texts count by (东 east, 甲 A, 初中 junior); else to the percentage behind it. Where two
neighbouring figures of a kind and the things they are tied to come in different orders in the two
languages, the figures were exchanged. Where nothing they are tied to is known, their order tells:
in 13,800 human pairs two figures of a kind in one sentence come in the other order 40 times, nearly
always as a part and its whole (12 of the 30), which is left alone.
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
# 12 of the 30, 12 in 30 villages: the last figure is the whole, or the place.
_LINKED = re.compile(
    r"\b(?:of|from|in|for|on|to|at|than|by|between|with|under|below|above|among|per|over|across|within"
    r"|into|after|before|until|through|exceeds?|exceeding|reach(?:es|ed)|against|or|aged|top|grade)\s+"
    r"(?:(?:the|a|an|all|its|their|our|this|that|last|about|around|nearly|some|more|less|than|only|just|over"
    r"|up|to|another|as|many|each|every|at|least|top|meters?|[\w-]+['’]s?)\s+){0,4}(?:RMB |US\$)?$",
    re.IGNORECASE,
)
_APART = re.compile(r"^的|的[^，。；、]{0,8}$|[。；]|共计?|合计|总计|[^，、]中有?$|的基础上")
_NO_COUNTS = ("岁", "级", "号")
_IN_WORDS = 100
"""From here on a figure in words belongs to a slogan: the "thousand villages"."""
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
    pairs = _clear(matching)
    rows: dict[tuple[str, str | None], list[tuple[Value, Value]]] = {}
    for pair in pairs:
        if pair[0].type not in _NO_FIGURES:
            rows.setdefault((pair[0].type, pair[0].unit), []).append(pair)
    if all(len(row) < 2 for row in rows.values()):
        return
    dates = [(a.start, b.start) for a, b in pairs if a.type == "date"]
    shares = [(a.start, b.start) for a, b in pairs if a.type == "percent"]
    anchors: list[tuple[int, int]] | None = None
    for (kind, _), row in rows.items():
        ends = [0, *(value.end for value, _ in row)]
        starts = [*(value.start for value, _ in row), len(source)]
        for index, ((value, other), (following, behind)) in enumerate(pairwise(row)):
            if anchors is None:
                anchors = [*_anchors(source, target, terms, shift, lead), *dates]
            figures = [] if kind == "percent" else shares
            tied = [
                _tied(a, source, anchors, figures, ends[at], starts[at + 1])
                for at, a in ((index, value), (index + 1, following))
            ]
            turned = other.start > behind.start
            orders = [a > b for a, b in zip(*tied, strict=True) if a is not None and b is not None]
            alone = all(source[a.end : a.end + 1] in _MARKS for a in (value, following))
            if orders and alone and value.measure == following.measure:
                wrong = orders[0] != turned
            else:
                in_a_row = _counted(value, other) and _counted(following, behind)
                between = source[value.end : following.start]
                apart = _APART.search(between) or _LINKED.search(target, 0, other.start)
                wrong = turned and in_a_row and not apart and not any(orders)
            if wrong:
                yield Contradiction(
                    f"{value.text} and {following.text} have changed places in the English",
                    (value.start, following.end),
                    (min(other.start, behind.start), max(other.end, behind.end)),
                )


def _counted(value: Value, other: Value) -> bool:
    """Whether a figure is one of a row that counts things, and no part of a name or grade."""
    plain = value.type == "cardinal" and value.unit is None
    return (
        value.required
        and other.value >= 2
        and value.type in ("cardinal", "money", "percent")
        and (bool(value.measure) or not plain)
        and not value.measure.endswith(_NO_COUNTS)
        and (other.value < _IN_WORDS or any(map(str.isdigit, other.text)))
    )


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
    clause = max(start, *(source.rfind(mark, 0, value.start) for mark in _CLAUSES))
    nearby = max(clause, value.start - _NEAR)
    before = [place for place in anchors if nearby <= place[0] < value.start]
    behind = [place for place in shares if value.end <= place[0] < end]
    return (
        max(before)[1] if before else None,
        min(behind)[1] if behind else None,
    )


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

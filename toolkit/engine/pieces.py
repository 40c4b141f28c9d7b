"""Cutting a text into clauses, never inside a number, a constraint or its inline form."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from toolkit.document import Span

__all__ = ["clause_ends", "split_clauses", "split_input"]

_STRONG = re.compile(r"[；;。！？!?]+[”’\"')）]*")
_CLAUSE = re.compile(r"[；;。！？!?，,：:]+[”’\"')）]*")
_INLINE = re.compile(r"⟦[^⟧]*⟧|⟪[^⟫]*⟫")
_BETWEEN_DIGITS = re.compile(r"\d[,:]\d")
_UNIT = re.compile(rf"{_INLINE.pattern}|.", re.DOTALL)


def clause_ends(text: str, protected: Sequence[Span] = (), *, commas: bool = True) -> list[int]:
    """Offsets behind each clause's closing mark, and ``len(text)``; [] for an empty text.

    No cut falls inside a ``protected`` span (ascending, not overlapping), nor between the digits of
    "1,200" and "3:1", whose marks NFKC may have made half-width.
    """
    starts = [start for start, _ in protected]
    ends: list[int] = []
    for match in (_CLAUSE if commas else _STRONG).finditer(text):
        start, end = match.span()
        if match.group() in {",", ":"} and _BETWEEN_DIGITS.match(text, max(0, start - 1)):
            continue
        before = bisect_right(starts, end - 1) - 1
        if before >= 0 and end < protected[before][1]:
            continue
        ends.append(end)
    if text and (not ends or ends[-1] < len(text)):
        ends.append(len(text))
    return ends


def split_clauses(text: str, *, commas: bool = True) -> list[str]:
    """The clauses of a model input, each with its closing mark; joined they are ``text`` again."""
    ends = clause_ends(text, [match.span() for match in _INLINE.finditer(text)], commas=commas)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def split_input(text: str, limit: int, measure: Callable[[str], int]) -> list[str]:
    """``text`` in pieces whose ``measure`` is at most ``limit``: at sentence and semicolon marks,
    else at commas, else anywhere between characters (only a single constraint can stay longer)."""
    if measure(text) <= limit:
        return [text] if text.strip() else []
    for units in (split_clauses(text, commas=False), split_clauses(text), _UNIT.findall(text)):
        if len(units) > 1 and max(map(measure, units)) <= limit:
            break
    pieces: list[str] = []
    size = limit + 1
    for unit in units:
        # Pieces of a text never have more tokens apart than a few more than together.
        cost = measure(unit)
        if size + cost > limit:
            pieces.append("")
            size = 0
        pieces[-1] += unit
        size += cost
    return [piece for piece in pieces if piece.strip()]

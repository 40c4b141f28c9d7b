"""Cutting a model input into smaller ones, never inside a ``⟦constraint⟧``."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["split_clauses", "split_input"]

_STRONG = re.compile(r"(?:⟦[^⟧]*⟧|[^⟦；;。！？!?])*(?:[；;。！？!?]+[”’\"')）]*|⟦|$)")
_CLAUSE = re.compile(r"(?:⟦[^⟧]*⟧|[^⟦；;。！？!?，,：:])*(?:[；;。！？!?，,：:]+[”’\"')）]*|⟦|$)")
_UNIT = re.compile(r"⟦[^⟧]*⟧|.", re.DOTALL)


def split_clauses(text: str, *, commas: bool = True) -> list[str]:
    """The clauses of ``text``, each with its closing mark; joined they are ``text`` again.

    Half-width commas and colons count only outside numbers, because NFKC has made them so.
    """
    pattern = _CLAUSE if commas else _STRONG
    rough = [match.group() for match in pattern.finditer(text) if match.group()]
    clauses: list[str] = []
    for piece in rough:
        # "1,200" and "3:1": a mark between digits is part of the number.
        if clauses and re.search(r"\d[,:]$", clauses[-1]) and piece[0].isdigit():
            clauses[-1] += piece
        else:
            clauses.append(piece)
    return clauses


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

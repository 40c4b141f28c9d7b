"""The pairs that an evaluation translates and compares with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toolkit.bilingual import read_bilingual
from toolkit.errors import BilingualError

__all__ = ["Pair", "read_pairs"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A Chinese segment and its reference English."""

    source: str
    reference: str


def read_pairs(paths: Iterable[Path]) -> tuple[Pair, ...]:
    """The pairs of xlf, tmx and tsv files (also bare zh⇥en lines) that have English, in order.

    Raises :class:`toolkit.errors.BilingualError` for a file that cannot be read, or has no English.
    """
    pairs: list[Pair] = []
    for path in paths:
        found = [
            Pair(segment.source.strip(), segment.target.strip())
            for segment in read_bilingual(path).segments()
            if segment.source.strip() and segment.target.strip()
        ]
        if not found:
            raise BilingualError(f"{path}: no pair has English; evaluation needs references")
        pairs += found
    return tuple(pairs)

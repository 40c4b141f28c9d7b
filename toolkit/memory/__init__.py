"""The translation memory: what a person approved, found again by exact, number-folded and fuzzy match."""

from __future__ import annotations

from toolkit.document import Match
from toolkit.memory.entries import Entry, contexts, entries_of, with_label
from toolkit.memory.store import LEAST, Added, Memory

__all__ = ["LEAST", "Added", "Entry", "Match", "Memory", "contexts", "entries_of", "with_label"]

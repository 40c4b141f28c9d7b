"""Figures about a glossary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from toolkit.terms.glossary import Glossary

__all__ = ["statistics"]


def statistics(glossary: Glossary) -> dict[str, Any]:
    """Counts of entries by status, part of speech, domain and file; ``terms`` counts the Chinese."""
    entries = glossary.entries
    return {
        "entries": len(entries),
        "terms": len({entry.form for entry in entries}),
        "matched": sum(entry.status == "preferred" for entry in glossary.terms.values()),
        "variants": sum(len(entry.variants) for entry in entries),
        "status": _counts(entry.status for entry in entries),
        "pos": _counts(entry.pos for entry in entries),
        "origin": _counts(entry.origin for entry in entries),
        "domain": _counts(entry.domain for entry in entries),
        "hash": glossary.hash,
    }


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))

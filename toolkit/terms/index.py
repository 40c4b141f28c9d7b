"""Which of many words occur in a text, and where: an index by their first two characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["FormIndex"]


class FormIndex:
    """An index over words of two or more characters; its size does not slow down a search."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: tuple(sorted(found)) for head, found in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of every occurrence, overlapping ones too, by start and then by end."""
        for start in range(len(text) - 1):
            for length in self._lengths.get(text[start : start + 2], ()):
                if text[start : start + length] in self._words and start + length <= len(text):
                    yield start, start + length

"""Writes toolkit/common-words.tsv: words that lose their capital inside an English sentence.

    python training/common_words.py corpus/parallel/train/*.tsv

A word is listed that begins a sentence of the corpus and stands inside others with a small letter. Its
second column is empty where it does so nearly always, and "mostly" where it is part of names too (Science and
Technology Bureau): then the word behind it tells.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from toolkit.evaluation import read_pairs

__all__ = ["common_words", "main"]

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_BREAK = tuple('.:!?;"“(')
_SEEN = 3
_ALWAYS = 0.02
_MOSTLY = 0.3
"""Largest shares of capitals among a word's occurrences: of all, and of those before a small letter."""


def common_words(sentences: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The words, sorted, and whether each needs a small letter behind it."""
    first: set[str] = set()
    small, capital, small_before, capital_before = (Counter[str]() for _ in range(4))
    for sentence in sentences:
        words = list(_WORD.finditer(sentence))
        for place, match in enumerate(words):
            word = match.group()
            if place == 0:
                first.add(word.lower())
                continue
            if sentence[: match.start()].rstrip().endswith(_BREAK):
                continue
            behind = words[place + 1].group() if place + 1 < len(words) else "x"
            (small if word[0].islower() else capital)[word.lower()] += 1
            if behind[0].islower():
                (small_before if word[0].islower() else capital_before)[word.lower()] += 1
    for word in sorted(first):
        if small[word] < _SEEN:
            continue
        if capital[word] <= _ALWAYS * (small[word] + capital[word]):
            yield word, False
        elif capital_before[word] <= _MOSTLY * (small_before[word] + capital_before[word]):
            yield word, True


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=Path("toolkit/common-words.tsv"))
    arguments = parser.parse_args()
    sentences = [pair.reference for pair in read_pairs(arguments.pairs)]
    lines = [
        f"{word}\tmostly\n" if before else f"{word}\n" for word, before in common_words(sentences)
    ]
    arguments.output.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""Proposing terms that a text repeats and the glossary lacks, by C-value (Frantzi et al. 2000).

Candidates are runs of two to five of jieba's words that the dictionary knows as content words, the
last of them noun-like. The C-value of a run ``a`` of ``n`` words is ``log2(n)`` times how often it
occurs, less how often it occurs on average inside longer candidates: 减灾科普 is worth little where
it nearly always stands in 防震减灾科普.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.segmenter import Segmenter
from toolkit.terms.glossary import Glossary
from toolkit.terms.matcher import TermMatcher
from toolkit.traditional import to_simplified

__all__ = ["Proposal", "extract_terms"]

_MOST_WORDS = 5
_MOST_CHARACTERS = 14
_CONTEXTS = 3
_AROUND = 16
"""Characters of the text shown on either side."""
_INSIDE = frozenset("n v a b j l i s f k g".split())
"""First letters of the tags a term's words may have: nouns, verbs, adjectives, abbreviations, affixes."""
_FIRST = frozenset("n a b j l i s f g".split())
_LAST = frozenset("n j l v k s g".split())


@dataclass(frozen=True, slots=True)
class Proposal:
    """A run of words that may be a term."""

    zh: str
    frequency: int
    c_value: float
    contexts: tuple[str, ...]
    """``file:line: …text around it…``, at most three."""

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "zh": self.zh,
            "frequency": self.frequency,
            "c_value": round(self.c_value, 3),
            "contexts": list(self.contexts),
        }


def extract_terms(
    texts: Iterable[tuple[str, str]],
    glossary: Glossary,
    segmenter: Segmenter,
    *,
    least: int = 3,
    limit: int = 200,
) -> tuple[Proposal, ...]:
    """The candidates of ``texts``, pairs of a place and a text, best first.

    ``least`` is the smallest number of occurrences, ``limit`` the largest number of proposals.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    contexts: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for place, original in texts:
        text = to_simplified(original)
        for words, start in _candidates(text, segmenter):
            counts[words] += 1
            if len(contexts[words]) < _CONTEXTS:
                end = start + sum(map(len, words))
                around = text[max(0, start - _AROUND) : end + _AROUND].strip()
                contexts[words].append(f"{place}: {around}")
    frequent = {words: count for words, count in counts.items() if count >= least}
    values = _c_values(frequent)
    matcher = TermMatcher(glossary, segmenter)
    found: list[Proposal] = []
    for words in sorted(frequent, key=lambda w: (-values[w], -frequent[w], w)):
        term = "".join(words)
        if values[words] <= 0 or len(found) == limit:
            break
        if glossary.lookup(term) or any(
            (m.start, m.end) == (0, len(term)) for m in matcher.match(term)
        ):
            continue
        found.append(Proposal(term, frequent[words], values[words], tuple(contexts[words])))
    return tuple(found)


def _candidates(text: str, segmenter: Segmenter) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every run of words that may be a term, with its offset."""
    words = segmenter.cut(text)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    tags = [_tag(word, segmenter) for word in words]
    for first, tag in enumerate(tags):
        if tag not in _FIRST:
            continue
        for last in range(first + 1, min(first + _MOST_WORDS, len(words))):
            if tags[last] not in _INSIDE or starts[last + 1] - starts[first] > _MOST_CHARACTERS:
                break
            if tags[last] in _LAST:
                yield tuple(words[first : last + 1]), starts[first]


def _tag(word: str, segmenter: Segmenter) -> str:
    """The word's class by the first letter of its tag; a noun for a verb that names an act (vn).

    Verbs of one character (要, 达) join clauses and are part of no term.
    """
    tag = segmenter.tag(word)
    if tag == "vn":
        return "n"
    return "" if tag[:1] == "v" and len(word) == 1 else tag[:1]


def _c_values(counts: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], float]:
    inside: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for words, count in counts.items():
        for part in _parts(words):
            if part in counts:
                inside[part].append(count)
    return {
        words: math.log2(len(words))
        * (count - (sum(inside[words]) / len(inside[words]) if words in inside else 0))
        for words, count in counts.items()
    }


def _parts(words: Sequence[str]) -> set[tuple[str, ...]]:
    """The shorter runs of two or more words inside ``words``."""
    return {
        tuple(words[start:end])
        for start in range(len(words))
        for end in range(start + 2, len(words) + 1)
        if end - start < len(words)
    }

"""Which terms an evaluation sets, after the WMT terminology shared task.

The task compares a system without terms, with proper terms, and with random words of the reference
in their place (Semenov et al. 2023, "Findings of the WMT 2023 Shared Task on Machine Translation with
Terminologies"): a system that obeys any word it is given, and loses nothing by it, has learned to use
terms and not just seen these. Numbers are set by code in all of them, as in the product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from toolkit.document import Constraint, Segment, Span
from toolkit.engine import locate, resolve
from toolkit.errors import GlossaryError
from toolkit.preparation import candidates
from toolkit.segmenter import Segmenter
from toolkit.terms import Glossary, TermMatcher
from toolkit.traditional import to_simplified

__all__ = ["TERMS", "Dictionary", "TermChoice", "read_dictionary"]

TERMS: Mapping[str, str] = {
    "glossary": "every term of the glossary, as the product sets them",
    "proper": "the glossary's terms whose English the reference has",
    "random": "random words of the reference whose Chinese is found through a dictionary",
    "none": "no terms, numbers only",
}
"""The ways to choose terms, each with what it means."""

MAX_RANDOM = 3
"""Random words set in one segment."""

Dictionary = Mapping[str, Sequence[str]]
"""English of Chinese words."""

_LONGEST_ENGLISH = 4  # words: longer glosses explain and do not translate

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_STOP = frozenset(
    "about above after again also among been before being between both could does done during each"
    " else ever every from have having here into just made make many more most much must only other"
    " over same shall should some such than that their them then there these they this those through"
    " thus under until upon very were what when where which while will with within without would your"
    .split()
)  # fmt: skip


class TermChoice:
    """Constraints of a segment for one way of :data:`TERMS`; its id says which reference it has.

    ``dictionary`` is asked for random words before the glossary.
    """

    def __init__(
        self,
        way: str,
        glossary: Glossary,
        segmenter: Segmenter,
        references: Mapping[str, str],
        dictionary: Dictionary | None = None,
    ) -> None:
        if way not in TERMS:
            raise ValueError(f"terms are one of {', '.join(TERMS)}, not {way}")
        self._way = way
        self._glossary = glossary
        self._segmenter = segmenter
        self._matcher = TermMatcher(glossary, segmenter)
        self._references = references
        self._dictionary = dictionary or {}

    def __call__(self, segment: Segment) -> tuple[Constraint, ...]:
        """The constraints, with offsets in the segment's body."""
        found = candidates(segment, self._matcher, self._glossary)
        if self._way == "glossary":
            return found
        others = tuple(c for c in found if c.kind != "term")
        reference = self._references.get(segment.id, "")
        if self._way == "proper":
            standing = resolve(found)
            # Where a term stands twice and the reference says it once, it is set once.
            located = zip(standing, locate(standing, reference), strict=True)
            return others + tuple(
                c for c, there in located if c.kind == "term" and there.target_span is not None
            )
        if self._way == "random":
            return others + self._random_words(segment, reference, resolve(others))
        return others

    def _random_words(
        self, segment: Segment, reference: str, numbers: Sequence[Constraint]
    ) -> tuple[Constraint, ...]:
        matched = list(self._matched(to_simplified(segment.body), reference, numbers))
        # The same words in every run.
        chosen = Random(segment.hash).sample(matched, min(MAX_RANDOM, len(matched)))  # noqa: S311
        return tuple(sorted(chosen, key=lambda c: c.start))

    def _matched(
        self, text: str, reference: str, numbers: Sequence[Constraint]
    ) -> Iterator[Constraint]:
        """Words of the source whose English, in some form, the reference has."""
        words = [(match.span(), _stem(match.group())) for match in _WORD.finditer(reference)]
        taken: list[Span] = []
        done = 0  # where the last match ends
        for start, end in self._spans(text):
            if start < done or any(c.start < end and start < c.end for c in numbers):
                continue
            for english in self._english(text[start:end]):
                span = _find(english, words, taken)
                if span is not None:
                    taken.append(span)
                    form = reference[span[0] : span[1]]
                    if span[0] == 0 and english.islower() and form[1:].islower():
                        form = form[0].lower() + form[1:]  # it begins the sentence
                    yield Constraint("term", start, end, form)
                    done = end
                    break

    def _spans(self, text: str) -> Iterator[Span]:
        """Words of ``text``, each followed by the shorter ones inside it, the longest first."""
        position = 0
        for word in self._segmenter.cut(text):
            if _HAN.fullmatch(word):
                for size in range(len(word), 1, -1):
                    for start in range(position, position + len(word) - size + 1):
                        yield start, start + size
            position += len(word)

    def _english(self, word: str) -> Iterator[str]:
        for english in self._dictionary.get(word, ()):
            if english:
                yield english
        for entry in self._glossary.lookup(word):
            if entry.status != "forbidden":
                yield from (form for form in (entry.en, *entry.variants) if form)


def read_dictionary(paths: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """The short English of Chinese words in zh⇥en files, plain or packed (.xz); a word may stand
    in many lines. Raises GlossaryError for a file that cannot be read."""
    import lzma

    found: dict[str, dict[str, None]] = {}
    for path in paths:
        try:
            data = path.read_bytes()
            text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
        except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
            raise GlossaryError(f"{path}: cannot be read as a dictionary ({error})") from error
        for line in text.splitlines():
            chinese, _, english = line.partition("\t")
            english = re.sub(r"^to |\([^)]*\)|\t.*", "", english).strip()
            if _HAN.fullmatch(chinese) and 0 < len(english.split()) <= _LONGEST_ENGLISH:
                found.setdefault(chinese, {})[english] = None
    return {chinese: tuple(english) for chinese, english in found.items()}


def _find(english: str, words: Sequence[tuple[Span, str]], taken: Sequence[Span]) -> Span | None:
    """Where ``english`` stands in the reference's ``words``, in any form, and is not taken."""
    written = _WORD.findall(english)
    stems = [_stem(word) for word in written]
    if not any(len(word) > 3 and word.lower() not in _STOP for word in written):
        return None
    for first in range(len(words) - len(stems) + 1):
        window = words[first : first + len(stems)]
        if [stem for _, stem in window] == stems:
            span = window[0][0][0], window[-1][0][1]
            if all(span[1] <= start or end <= span[0] for start, end in taken):
                return span
    return None


def _stem(word: str) -> str:
    """``word`` without the endings of English inflection, good enough to compare with another."""
    word = word.lower()
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending) + ("i" if ending in ("ied", "ies", "y") else "")
    return word

"""Finding a glossary's terms in a text: longest match between jieba's word borders.

A term may cover several words. It must begin and end at a word border, so that 中国 is not found in
发展中国家 nor 科技局 in 科技局面; only a word that is wholly made of glossary terms may be cut inside.
Where matches overlap, the longest wins, then the one from the user's own files, then the leftmost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cache

from toolkit.segmenter import Segmenter
from toolkit.terms.companies import CompanyFinder
from toolkit.terms.company_rows import CompanyRowFinder
from toolkit.terms.composing import Composer
from toolkit.terms.entries import Entry
from toolkit.terms.forms import Folded, fold, fold_text
from toolkit.terms.glossary import Glossary
from toolkit.terms.index import FormIndex
from toolkit.terms.persons import PersonFinder
from toolkit.terms.townships import counties_in

__all__ = ["TermMatch", "TermMatcher"]

_CELL_MARGIN = " \u3000\t\n:："
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两几")
_LEVELS = frozenset("省市区县乡镇")
_LONGEST_WORD = 20
"""No Chinese word is longer; a Latin or numeric one has no terms inside."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TermMatch:
    """``text[start:end]`` is the term of ``entry``; offsets are code points, half-open."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    """Offsets in the folded form."""
    entry: Entry

    @property
    def rank(self) -> tuple[int, bool, int]:
        return (self.start - self.end, self.entry.origin != "user", self.start)


class TermMatcher:
    """Matches one glossary; the segmenter must know :meth:`Glossary.words`."""

    def __init__(self, glossary: Glossary, segmenter: Segmenter) -> None:
        self._glossary = glossary
        self._segmenter = segmenter
        self._terms = glossary.terms
        self._index = FormIndex(form for form in self._terms if len(form) > 1)
        self._composer = Composer(glossary, segmenter)
        self._finders = (
            CompanyFinder(self._terms, segmenter),
            CompanyRowFinder(self._terms, segmenter),
            PersonFinder(segmenter),
        )

    def within(self, texts: Iterable[str]) -> TermMatcher:
        """A matcher for a document with these texts (in simplified characters): where they name a
        county, its towns are known without their type too."""
        other = copy(self)
        other._composer = self._composer.within(counties_in("\n".join(texts)))
        return other

    def match(self, text: str) -> tuple[TermMatch, ...]:
        """The terms of ``text`` (in simplified characters), in order, none overlapping.

        A term that is only admitted, and a table word, match only where they are the whole text.
        """
        whole = self._whole(text)
        if whole is not None:
            return (whole,)
        folded = fold_text(text)
        found = [
            _Candidate(start, end, self._terms[folded.form[start:end]])
            for start, end in self._index.find(folded.form)
        ]
        borders = cache(lambda: self._borders(folded))
        for finder in (self._composer, *self._finders):
            found += [_Candidate(*name) for name in finder.find(folded.form, borders)]
        if not found:
            return ()
        edges = borders()
        chosen = _resolve(
            c for c in found if edges[c.start] and edges[c.end] and _parted(folded.form, c)
        )
        matches = []
        for candidate in chosen:
            span = folded.span(candidate.start, candidate.end)
            if span is not None and candidate.entry.status == "preferred":
                if _quoted(candidate.entry):
                    span = folded.with_quotes(*span)
                matches.append(TermMatch(*span, candidate.entry))
        return tuple(matches)

    def _whole(self, text: str) -> TermMatch | None:
        """The match of a text that is one term or table word, a closing colon aside."""
        inner = text.strip(_CELL_MARGIN)
        if not inner or len(inner) > 60:
            return None
        start = text.index(inner)
        cell = self._glossary.cells.get(fold(_SPACES.sub("", inner)))
        term = self._terms.get(fold(inner))
        entry = cell or term
        return TermMatch(start, start + len(inner), entry) if entry is not None else None

    def _borders(self, folded: Folded) -> bytearray:
        """For each offset of the form, whether a word may begin or end there."""
        borders = bytearray(len(folded.form) + 1)
        borders[0] = borders[-1] = 1
        place = 0
        for word in self._segmenter.cut(folded.spaceless):
            length = len(word) - word.count('"')
            borders[place] = 1
            if 2 < length <= _LONGEST_WORD and word not in self._terms:
                for cut in self._inner_borders(word):
                    borders[place + cut] = 1
            place += length
        return borders

    def _inner_borders(self, word: str) -> tuple[int, ...]:
        """Where ``word`` may be cut: it must be made of two or more terms without a rest."""
        reachable: dict[int, tuple[int, ...]] = {0: ()}
        for end in range(2, len(word) + 1):
            for start in range(end - 1):
                if start in reachable and word[start:end] in self._terms:
                    reachable[end] = (*reachable[start], end)
                    break
        return reachable.get(len(word), ())


def _quoted(entry: Entry) -> bool:
    """Whether the quotation marks around the term belong to it: “十一五”, or marks in the English."""
    return '"' in entry.en or fold_text(entry.zh).spaceless.startswith('"')


def _parted(form: str, candidate: _Candidate) -> bool:
    """Whether nothing runs on at the match's edges: a Latin word, a number, a row of levels (区县)."""
    start, end = candidate.start, candidate.end
    before, first = form[max(0, start - 1) : start], form[start]
    if candidate.entry.pos == "name" and before != first and {before, first} <= _LEVELS:
        return False
    if form[end - 1] == "部" and form[end : end + 1] == "门" and form[end : end + 2] != "门户":
        return False  # 应急管理部门: the departments, not the ministry
    return not (
        (start and _runs_on(form[start - 1], form[start]))
        or (end < len(form) and _runs_on(form[end - 1], form[end]))
    )


def _runs_on(left: str, right: str) -> bool:
    if left in _NUMERALS and right in _NUMERALS:
        return True
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def _resolve(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """The candidates that win, in order of place."""
    taken: set[int] = set()  # every offset inside a chosen match
    chosen = []
    for candidate in sorted(candidates, key=lambda c: c.rank):
        # No later candidate is longer, so one that overlaps has an end inside a chosen match.
        if candidate.start in taken or candidate.end - 1 in taken:
            continue
        taken.update(range(candidate.start, candidate.end))
        chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.start)

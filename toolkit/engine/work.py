"""A request on its way up the ladder: its candidates, the best of them, and its clauses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from toolkit.clauses import drop_dangling, lower_start
from toolkit.document import Constraint, Hypothesis
from toolkit.engine.constraints import choose
from toolkit.engine.faults import Fault, blemishes, count_han, find_faults, repeated_words
from toolkit.engine.forbidden import find_forbidden
from toolkit.engine.mending import settle
from toolkit.engine.pieces import clause_ends
from toolkit.numerals import Value, find_english, find_values, match_values

__all__ = ["Candidate", "Clause", "Work"]

_CLAUSE = 16
"""Chinese characters a clause needs to go to the model alone: it babbles on shorter ones."""

_SHORT_CLAUSE = 6
"""Chinese characters of a clause where nothing else has kept a constraint."""

_LONG = 60
"""Chinese characters from which a text goes to the model in clauses at once: of longer ones it leaves
out parts. First answers to the 413 pairs of 30 characters and more in corpus/parallel/dev rise from
chrF2 59.0 to 59.5, and no text is translated twice."""

_DOUBTFUL = -0.7
"""Mean log-probability a token below which a text is tried in clauses too (the lowest sixth)."""

_JOINED = 4
"""Translations made of those of the clauses: of the best, the second best and so on."""

_CHARACTER = 0.005
_REPEATED = 0.1
"""What a character more is worth beside the mean log-probability a token, and what a sequence of three
words said again costs. Likelihood a token prefers English that leaves clauses out (90% of the references'
length): among the four hypotheses of the main pass this choice raises chrF2 on corpus/parallel/dev from
56.2 to 56.8 and says fewer things twice."""

_WEIGHTS: dict[Fault, int] = {"untranslated": 1, "length": 2, "loop": 2, "echo": 3, "empty": 4}

_FIGURE = re.compile(r"\d{2}|\d .*\w{3}")
"""English that is a figure long enough not to stand in another by chance."""

_MARKS = {"，": ",", ",": ",", "；": ";", ";": ";", "：": ":", ":": ":"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A translation with what decides between it and others."""

    text: str
    score: float | None
    shown: frozenset[int]
    """Which constraints the model saw, as indices."""
    faults: tuple[Fault, ...]
    satisfied: int
    blemishes: int
    repeated: int = 0
    """Sequences of three words that stand earlier in it too."""
    unsaid: int = 0
    """Numbers left to the model that it does not give, see :attr:`Work.left_to_the_model`."""
    forbidden: tuple[str, ...] = ()
    """English in it that must not stand for a term."""

    @property
    def key(self) -> tuple[int, float, float]:
        """Better candidates have greater keys."""
        score = self.score if self.score is not None else -100.0
        return (
            -sum(_WEIGHTS[fault] for fault in self.faults),
            self.satisfied - self.unsaid - 0.5 * self.blemishes - len(self.forbidden),
            score + _CHARACTER * len(self.text) - _REPEATED * self.repeated,
        )


@dataclass(frozen=True)
class Clause:
    """A stretch of a text that can go to the model by itself."""

    work: Work
    indices: tuple[int, ...]
    """For each constraint of the clause, its index in the whole text."""


@dataclass
class Work:
    """A text to translate and what has been offered for it so far.

    ``constraints`` are apart and in text order (:func:`toolkit.engine.constraints.resolve`).
    """

    text: str
    constraints: tuple[Constraint, ...]
    candidates: list[Candidate] = field(default_factory=list)
    best: Candidate | None = None
    tried: list[str] = field(default_factory=list)
    _lacking: tuple[Candidate | None, frozenset[int]] | None = None

    @property
    def faulty(self) -> bool:
        """Whether there is no good candidate yet."""
        return self.best is None or bool(self.best.faults)

    @property
    def lacking(self) -> frozenset[int]:
        """Constraints the best candidate does not satisfy, as indices."""
        if self._lacking is None or self._lacking[0] is not self.best:
            english = self.best.text if self.best else ""
            settled = settle(self.text, self.constraints, english)
            missing = frozenset(i for i, c in enumerate(settled) if c.target_span is None)
            self._lacking = (self.best, missing)
        return self._lacking[1]

    @property
    def incomplete(self) -> bool:
        """Whether the best candidate lacks a constraint, or a number that was left to the model."""
        return bool(self.lacking) or (self.best is not None and self.best.unsaid > 0)

    @property
    def lacks_number(self) -> bool:
        """Whether a number, or the mark of a lost one, is among what is lacking."""
        return any(self.constraints[index].kind != "term" for index in self.lacking)

    @property
    def lacks_code(self) -> bool:
        """Whether a code is among what is lacking."""
        return any(self.constraints[index].kind == "code" for index in self.lacking)

    @cached_property
    def _numbers(self) -> tuple[Value, ...]:
        return tuple(find_values(self.text))

    @cached_property
    def left_to_the_model(self) -> tuple[Value, ...]:
        """Numbers that the English must give and that no constraint holds (两年, 第三届), as the words
        around them decide their form."""
        taken = [(c.start, c.end) for c in self.constraints]
        return tuple(
            value
            for value in self._numbers
            if value.required and not any(s < value.end and value.start < e for s, e in taken)
        )

    def _unsaid(self, target: str) -> int:
        if not self.left_to_the_model:
            return 0
        # All numbers are paired, so that one of a constraint does not answer for another.
        missing = match_values(self._numbers, find_english(target)).missing
        return sum(value in self.left_to_the_model for value in missing)

    @cached_property
    def chosen(self) -> tuple[int, ...]:
        """Constraints that the model is shown, as indices in text order."""
        shown = {id(constraint) for constraint in choose(self.constraints)}
        return tuple(i for i, c in enumerate(self.constraints) if id(c) in shown)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The text cut at clause marks outside constraints; () where there is only one clause."""
        return self._cut(_CLAUSE)

    @cached_property
    def short_clauses(self) -> tuple[Clause, ...]:
        """As :attr:`clauses`, cut wherever that is possible."""
        return self._cut(_SHORT_CLAUSE)

    def _cut(self, least: int) -> tuple[Clause, ...]:
        spans = [(c.start, c.end) for c in self.constraints if c.start < c.end]
        cuts = [0]
        for end in clause_ends(self.text, spans):
            if count_han(self.text[cuts[-1] : end]) >= least:
                cuts.append(end)
        if cuts[-1] != len(self.text):
            # A short rest goes with the clause before it.
            if len(cuts) > 1:
                cuts.pop()
            cuts.append(len(self.text))
        if len(cuts) <= 2:
            return ()
        return tuple(self._clause(start, end) for start, end in pairwise(cuts))

    def _clause(self, start: int, end: int) -> Clause:
        last = end == len(self.text)
        indices = tuple(
            index
            for index, c in enumerate(self.constraints)
            if start <= c.start and c.end <= end and (c.start < end or last)
        )
        inside = (self.constraints[index] for index in indices)
        shifted = tuple(replace(c, start=c.start - start, end=c.end - start) for c in inside)
        return Clause(Work(self.text[start:end], shifted), indices)

    def offer(self, hypotheses: Iterable[Hypothesis], shown: Iterable[int]) -> None:
        """Take up candidates; an earlier one stays the best where a later one is only as good.

        What has been offered before with the same score is left.
        """
        indices = frozenset(shown)
        words = sum(len(constraint.target.split()) for constraint in self.constraints)
        known = {(c.text, c.score, c.shown) for c in self.candidates}
        for hypothesis in hypotheses:
            offered = (hypothesis.text, hypothesis.score, indices)
            if offered in known:
                continue
            known.add(offered)
            settled = settle(self.text, self.constraints, hypothesis.text)
            candidate = Candidate(
                hypothesis.text,
                hypothesis.score,
                indices,
                find_faults(self.text, hypothesis.text, words),
                sum(c.target_span is not None for c in settled),
                blemishes(self.text, hypothesis.text) + _surplus(self.constraints, hypothesis.text),
                repeated_words(hypothesis.text),
                self._unsaid(hypothesis.text),
                tuple(wrong for _, wrong, _ in find_forbidden(settled, hypothesis.text)),
            )
            self.candidates.append(candidate)
            if self.best is None or candidate.key > self.best.key:
                self.best = candidate

    @property
    def long(self) -> bool:
        """Whether the text is better translated in clauses than as a whole."""
        return bool(self.clauses) and count_han(self.text) >= _LONG

    @property
    def cut(self) -> bool:
        """Whether clauses have been translated alone."""
        return any(clause.work.best is not None for clause in self.clauses)

    @property
    def doubtful(self) -> bool:
        """Whether the best candidate says things twice, or is none the model thinks likely."""
        best = self.best
        return best is not None and (
            best.repeated > 0 or (best.score is not None and best.score < _DOUBTFUL)
        )

    def offer_joined(self, clauses: Sequence[Clause] | None = None) -> None:
        """Take up what the candidates of the clauses, :attr:`clauses` or others, make together."""
        ranked = [
            (clause, sorted(clause.work.candidates, key=lambda c: c.key, reverse=True))
            for clause in (self.clauses if clauses is None else clauses)
            if clause.work.best is not None
        ]
        most = max((len(candidates) for _, candidates in ranked), default=0)
        for rank in range(min(most, _JOINED)):
            self._offer_joined([(c, found[min(rank, len(found) - 1)]) for c, found in ranked])

    def _offer_joined(self, chosen: Sequence[tuple[Clause, Candidate]]) -> None:
        texts: list[str] = []
        scores: list[float] = []
        shown: set[int] = set()
        for clause, candidate in chosen:
            if not candidate.text:
                continue
            text = candidate.text
            if texts and texts[-1].endswith((",", ";", ":")):
                text = lower_start(text)
            if clause is not chosen[-1][0]:
                text = _continued(text, clause.work.text)
            texts.append(text)
            shown.update(clause.indices[index] for index in candidate.shown)
            if candidate.score is not None:
                scores.append(candidate.score)
        if texts:
            score = sum(scores) / len(scores) if scores else None
            self.offer([Hypothesis(" ".join(texts), score)], shown)


def _surplus(constraints: Sequence[Constraint], target: str) -> int:
    """How often ``target`` gives a figure again that the source gives once."""
    said = target.casefold()
    figures = Counter(c.target.casefold() for c in constraints if _FIGURE.search(c.target))
    counts = ((_times(figure, said), times) for figure, times in figures.items())
    return sum(max(0, count - times) for count, times in counts)


def _times(figure: str, text: str) -> int:
    """How often ``figure`` stands in ``text``, and not as the end of a longer number (8% in 1.8%)."""
    count, start = 0, text.find(figure)
    while start >= 0:
        before = text[max(0, start - 2) : start]
        count += not (before[-1:].isdigit() or (before[-1:] in (".", ",") and before[0].isdigit()))
        start = text.find(figure, start + len(figure))
    return count


def _continued(text: str, source: str) -> str:
    """``text`` with the mark its Chinese ends with, where the model closed it with a full stop."""
    mark = _MARKS.get(source.rstrip()[-1:])
    return drop_dangling(text.rstrip(".,;:!?")) + mark if mark else text

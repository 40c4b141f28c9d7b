"""Requests through an engine: one main pass, then a ladder of retries for what went wrong.

The main pass takes a whole window at once. Each step of the ladder then takes all requests that are
still unusable, or lack a constraint, in one batch of their own, in a fixed order: the same requests
always meet in the same batches, and give the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from toolkit.document import Constraint, Hypothesis
from toolkit.engine.constraints import ModelInput, annotate, choose, locate, resolve, restore
from toolkit.engine.faults import Fault, blemishes, count_han, find_faults
from toolkit.engine.mending import mend, settle
from toolkit.engine.pieces import clause_ends
from toolkit.engine.protocol import Decoding, Engine

__all__ = ["WINDOW", "Answer", "Request", "translate_requests"]

WINDOW = 2000
"""Requests in one main pass; memory grows with this and not with the document."""

_WEIGHTS: dict[Fault, int] = {"untranslated": 1, "length": 2, "loop": 2, "echo": 3, "empty": 4}

_OPENERS = frozenset(
    """The A An In On At Of To For From With By As And Or All Each Both This These That It Its We Our
    There Their During After Before Among Through Under Over Since While Where When Efforts""".split()
)

_PIECE = 12
"""Chinese characters a clause needs to go to the model alone: it babbles on shorter ones."""


@dataclass(frozen=True, slots=True)
class Request:
    """One text to translate, and everything that could be asked of its English."""

    text: str
    """Simplified Chinese."""
    constraints: tuple[Constraint, ...] = ()
    """Candidates with offsets in ``text``; they may overlap, see :func:`resolve`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request."""

    target: str
    """The English; where it is not ``usable``, the best there is, perhaps ""."""
    hypotheses: tuple[Hypothesis, ...]
    """What the model offered, best first; ``target`` was made from the first."""
    constraints: tuple[Constraint, ...]
    """The candidates that stood (:func:`resolve`), in text order, each with its fate."""
    tried: tuple[str, ...]
    """Steps of the ladder that were taken; () when the main pass was good. In this order:
    "hypotheses", "repetition-penalty", "pieces", "beam", "unconstrained" for what is unusable, and
    "constraint-pieces", "stand-ins" for constraints that are missing."""
    usable: bool
    """Whether ``target`` can be shown as a translation at all; a Chinese word left in it may be."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A translation with what decides between it and others."""

    text: str
    score: float | None
    shown: frozenset[int]
    """Which of the request's constraints the model saw."""
    faults: tuple[Fault, ...] = ()
    satisfied: int = 0
    blemishes: int = 0

    @property
    def key(self) -> tuple[int, float, float]:
        """Better candidates have greater keys."""
        score = self.score if self.score is not None else -100.0
        return (
            -sum(_WEIGHTS[fault] for fault in self.faults),
            self.satisfied - 0.5 * self.blemishes,
            score,
        )


@dataclass(slots=True)
class _Work:
    """A request on its way up the ladder."""

    request: Request
    constraints: tuple[Constraint, ...]
    candidates: list[_Candidate] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    best: _Candidate | None = None
    settled: tuple[_Candidate, frozenset[int]] | None = None
    """The constraints that this candidate lacks, once they were looked for."""

    @property
    def faulty(self) -> bool:
        """Whether no candidate is usable yet."""
        return self.best is None or bool(self.best.faults)

    @property
    def lacking(self) -> frozenset[int]:
        """Constraints the best candidate does not satisfy."""
        if self.best is None:
            return frozenset(range(len(self.constraints)))
        if self.settled is None or self.settled[0] is not self.best:
            settled = settle(self.request.text, self.constraints, self.best.text)
            missing = frozenset(i for i, c in enumerate(settled) if c.target_span is None)
            self.settled = (self.best, missing)
        return self.settled[1]

    def offer(self, texts: Iterable[Hypothesis], shown: frozenset[int]) -> None:
        """Take up candidates; an earlier one stays the best where a later one is only as good."""
        for hypothesis in texts:
            candidate = _judge(self, hypothesis, shown)
            self.candidates.append(candidate)
            if self.best is None or candidate.key > self.best.key:
                self.best = candidate


def translate_requests(
    engine: Engine,
    requests: Sequence[Request],
    progress: Callable[[int], None] | None = None,
) -> list[Answer]:
    """One answer for every request, in order.

    ``progress`` is called with the number of requests done so far. A request without Chinese comes
    back as it is.
    """
    answers: list[Answer] = []
    for start in range(0, len(requests), WINDOW):
        window = requests[start : start + WINDOW]
        answers += _translate_window(engine, window, progress, start)
        if progress:
            progress(len(answers))
    return answers


def _translate_window(
    engine: Engine,
    requests: Sequence[Request],
    progress: Callable[[int], None] | None,
    before: int,
) -> list[Answer]:
    works = [_Work(request, resolve(request.constraints)) for request in requests]
    chinese = [work for work in works if count_han(work.request.text)]

    def report(done: int) -> None:
        # The last one counts when the retries are done too.
        if progress and done < len(chinese):
            progress(before + done)

    beam = engine.beam
    main = Decoding(hypotheses=beam)
    _run(engine, chinese, lambda work: [_whole(work)], main, report)
    for work in chinese:
        if work.candidates and work.candidates[0].faults:
            work.tried.append("hypotheses")
    steps: tuple[tuple[str, Callable[[_Work], list[_Part]], Decoding], ...] = (
        (
            "repetition-penalty",
            lambda work: [_whole(work)],
            Decoding(hypotheses=beam, repetition_penalty=1.2, no_repeat_ngram=4),
        ),
        ("pieces", _pieces, Decoding(hypotheses=beam, no_repeat_ngram=4)),
        (
            "beam",
            lambda work: [_whole(work)],
            Decoding(beam=1 if beam > 1 else 4, no_repeat_ngram=3),
        ),
        (
            "unconstrained",
            lambda work: [_whole(work, frozenset())] if engine.scheme and work.constraints else [],
            Decoding(hypotheses=beam, no_repeat_ngram=4),
        ),
    )
    for name, build, decoding in steps:
        _step(engine, [work for work in chinese if work.faulty], name, build, decoding)
    if engine.scheme is not None:
        lacking = [work for work in chinese if not work.faulty and work.lacking]
        _step(engine, lacking, "constraint-pieces", _pieces, main)
        _step(
            engine,
            [work for work in lacking if _lacks_number(work)],
            "stand-ins",
            lambda work: _pieces(work) or [_whole(work)],
            main,
            stand_ins=True,
        )
    return [_answer(work, engine) for work in works]


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a request that goes to the model by itself, with the constraints it shows."""

    start: int
    end: int
    shown: frozenset[int]


def _whole(work: _Work, allowed: frozenset[int] | None = None) -> _Part:
    """The request in one part, showing at most as many constraints as the scheme allows."""
    return _part(work, 0, len(work.request.text), allowed)


def _part(work: _Work, start: int, end: int, allowed: frozenset[int] | None = None) -> _Part:
    inside = {
        constraint: index
        for index, constraint in enumerate(work.constraints)
        if start <= constraint.start
        and constraint.end <= end
        and (constraint.start < end or end == len(work.request.text))
        and (allowed is None or index in allowed)
    }
    return _Part(start, end, frozenset(inside[c] for c in choose(inside)))


def _pieces(work: _Work) -> list[_Part]:
    """The request cut into clauses; [] where there is only one."""
    text = work.request.text
    ends = clause_ends(text, [(c.start, c.end) for c in work.constraints if c.start < c.end])
    cuts = [0]
    for end in ends:
        if count_han(text[cuts[-1] : end]) >= _PIECE:
            cuts.append(end)
    if cuts[-1] != len(text):
        # A short rest goes with the clause before it.
        if len(cuts) > 1:
            cuts.pop()
        cuts.append(len(text))
    if len(cuts) <= 2:
        return []
    return [_part(work, start, end) for start, end in pairwise(cuts)]


def _step(
    engine: Engine,
    works: Sequence[_Work],
    name: str,
    build: Callable[[_Work], list[_Part]],
    decoding: Decoding,
    stand_ins: bool = False,
) -> None:
    """One step of the ladder for all ``works`` that it can do something for."""
    able = [work for work in works if build(work)]
    for work in able:
        work.tried.append(name)
    _run(engine, able, build, decoding, stand_ins=stand_ins)


def _run(
    engine: Engine,
    works: Sequence[_Work],
    build: Callable[[_Work], list[_Part]],
    decoding: Decoding,
    report: Callable[[int], None] | None = None,
    stand_ins: bool = False,
) -> None:
    jobs = [(work, part) for work in works for part in build(work)]
    if not jobs:
        return
    inputs = [_model_input(work, part, engine.scheme, stand_ins) for work, part in jobs]
    results = engine.translate([i.text for i in inputs], decoding, report)
    offers: dict[int, list[tuple[_Part, list[Hypothesis]]]] = {}
    for (work, part), model_input, hypotheses in zip(jobs, inputs, results, strict=True):
        restored = [Hypothesis(restore(h.text, model_input), h.score) for h in hypotheses]
        offers.setdefault(id(work), []).append((part, restored))
    for work in works:
        parts = offers.get(id(work), [])
        shown = frozenset[int]().union(*(part.shown for part, _ in parts))
        if len(parts) == 1:
            work.offer(parts[0][1], shown if engine.scheme else frozenset())
        elif parts:
            joined = _join(work, parts)
            work.offer([joined] if joined.text else [], shown if engine.scheme else frozenset())


def _model_input(work: _Work, part: _Part, scheme: str | None, stand_ins: bool) -> ModelInput:
    shown = [
        replace(c, start=c.start - part.start, end=c.end - part.start)
        for index, c in enumerate(work.constraints)
        if index in part.shown
    ]
    return annotate(work.request.text[part.start : part.end], shown, scheme, stand_ins=stand_ins)


def _judge(work: _Work, hypothesis: Hypothesis, shown: frozenset[int]) -> _Candidate:
    text, source = hypothesis.text, work.request.text
    extra = sum(len(c.target.split()) for c in work.constraints)
    return _Candidate(
        text,
        hypothesis.score,
        shown,
        find_faults(source, text, extra),
        sum(c.target_span is not None for c in locate(work.constraints, text)),
        blemishes(source, text),
    )


def _lacks_number(work: _Work) -> bool:
    return any(work.constraints[index].kind != "term" for index in work.lacking)


def _join(work: _Work, parts: Sequence[tuple[_Part, list[Hypothesis]]]) -> Hypothesis:
    """The best translation of each part, put together."""
    texts: list[str] = []
    scores: list[float] = []
    for part, hypotheses in parts:
        source = work.request.text[part.start : part.end]
        inner = _Work(
            Request(source), tuple(c for i, c in enumerate(work.constraints) if i in part.shown)
        )
        inner.offer(hypotheses, frozenset())
        if inner.best is None or not inner.best.text:
            continue
        text = inner.best.text
        if texts and texts[-1].endswith((",", ";", ":")):
            text = _lowered(text)
        if part.end < len(work.request.text):
            text = _continued(text, source)
        texts.append(text)
        if inner.best.score is not None:
            scores.append(inner.best.score)
    return Hypothesis(" ".join(texts), sum(scores) / len(scores) if scores else None)


def _continued(text: str, source: str) -> str:
    """``text`` with the mark its Chinese ends with, where the model closed it with a full stop."""
    mark = {"，": ",", ",": ",", "；": ";", ";": ";", "：": ":", ":": ":"}.get(source.rstrip()[-1:])
    return text.rstrip(".,;:!?") + mark if mark else text


def _lowered(text: str) -> str:
    """``text`` to stand inside a sentence; only words that are no names lose their capital."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first in _OPENERS else text


def _answer(work: _Work, engine: Engine) -> Answer:
    text = work.request.text
    if not count_han(text):
        plain = (Hypothesis(text, None, "copied"),) if text.strip() else ()
        return Answer(text, plain, settle(text, work.constraints, text), (), True)
    best = work.best
    if best is None:
        missing = settle(text, work.constraints, "")
        return Answer("", (), missing, tuple(work.tried), False)
    target, constraints = mend(text, work.constraints, best.text, best.shown)
    hypotheses = {best.text: best.score}
    for other in sorted(work.candidates, key=lambda c: c.key, reverse=True):
        if len(hypotheses) < engine.beam and not other.faults:
            hypotheses.setdefault(other.text, other.score)
    return Answer(
        target,
        tuple(Hypothesis(text, score) for text, score in hypotheses.items()),
        constraints,
        tuple(work.tried),
        not set(best.faults) - {"untranslated"},
    )

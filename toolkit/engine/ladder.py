"""Requests through an engine: one main pass, then a ladder of retries for what went wrong.

The main pass takes a whole window at once, long texts in clauses. Each step of the ladder then takes
all requests that are still unusable, or lack a constraint, in one batch of their own, in a fixed order:
the same requests always meet in the same batches, and give the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.document import Constraint, Hypothesis
from toolkit.engine.constraints import ModelInput, annotate, resolve, restore
from toolkit.engine.faults import count_han, without_stutter
from toolkit.engine.mending import mend, settle
from toolkit.engine.protocol import Decoding, Engine
from toolkit.engine.work import Clause, Work

__all__ = ["WINDOW", "Answer", "Request", "first_answer", "translate_requests"]

WINDOW = 2000
"""Requests in one main pass; memory grows with this and not with the document."""


_WIDE_BEAM = 12


@dataclass(frozen=True, slots=True)
class Request:
    """One text to translate, and everything that could be asked of its English."""

    text: str
    """Simplified Chinese."""
    constraints: tuple[Constraint, ...] = ()
    """Candidates with offsets in ``text``; they may overlap, see
    :func:`toolkit.engine.constraints.resolve`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request."""

    target: str
    """The English; where it is not ``usable``, the best there is, perhaps ""."""
    hypotheses: tuple[Hypothesis, ...]
    """What the model offered, best first; ``target`` was made from the first."""
    constraints: tuple[Constraint, ...]
    """The candidates that stood, in text order, each with its fate."""
    tried: tuple[str, ...]
    """Steps of the ladder that were taken; () when the main pass was good. In this order:
    "clauses" for what is doubtful; "hypotheses", "repetition-penalty", "pieces", "beam" and
    "unconstrained" for what is unusable; "constraint-pieces", "wider-beam", "stand-ins" or
    "values-as-text", "codes-as-slots" and "short-pieces" for constraints and numbers that are missing;
    "forbidden" for English that a term must not have."""
    usable: bool
    """Whether ``target`` can be shown as a translation at all; a Chinese word left in it may be."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A text, or a clause of one, on its way to the model with the constraints it shows."""

    work: Work
    shown: tuple[int, ...]


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
    everything = [Work(request.text, resolve(request.constraints)) for request in requests]
    works = [work for work in everything if count_han(work.text)]

    main = Decoding(hypotheses=engine.beam)
    jobs = _first_jobs(works)

    def report(done: int) -> None:
        # The last one counts when the retries are done too.
        if progress and done < len(jobs):
            progress(before + done * len(works) // len(jobs))

    _run(engine, jobs, main, report=report)
    for work in works:
        if work.long:
            work.offer_joined()
    _retry_doubtful(engine, works, main)
    _retry_unusable(engine, works)
    if engine.scheme is not None:
        _retry_lacking(engine, [work for work in works if not work.faulty and work.incomplete])
    _retry_forbidden(engine, works)
    return [_answer(work, engine.beam) for work in everything]


def first_answer(
    request: Request, scheme: str | None, said: Mapping[str, str]
) -> tuple[str, tuple[Constraint, ...], frozenset[int]]:
    """What the main pass alone makes of a request, from what the model ``said`` to each input.

    The English, the constraints that stood, and the indices of those the model was shown.
    """
    work = Work(request.text, resolve(request.constraints))
    for job in _first_jobs([work]):
        model_input = _input(job, scheme)
        hypothesis = Hypothesis(restore(said[model_input.text], model_input), None)
        job.work.offer([hypothesis], job.shown if scheme is not None else ())
    if work.long:
        work.offer_joined()
    best = work.best
    return (
        (best.text, work.constraints, best.shown) if best else ("", work.constraints, frozenset())
    )


def _first_jobs(works: Sequence[Work]) -> list[_Job]:
    return [
        *_whole(work for work in works if not work.long),
        *_clauses(work for work in works if work.long),
    ]


# ------------------------------------------------------------------------------ the ladder


def _retry_doubtful(engine: Engine, works: Sequence[Work], decoding: Decoding) -> None:
    doubtful = _take(
        "clauses", (w for w in works if w.doubtful and not w.faulty and w.clauses and not w.cut)
    )
    _run(engine, _clauses(doubtful), decoding)
    for work in doubtful:
        work.offer_joined()


def _retry_unusable(engine: Engine, works: Sequence[Work]) -> None:
    for work in works:
        if work.candidates and work.candidates[0].faults:
            work.tried.append("hypotheses")

    faulty = _take("repetition-penalty", (work for work in works if work.faulty))
    penalty = Decoding(hypotheses=engine.beam, repetition_penalty=1.2, no_repeat_ngram=4)
    _run(engine, _whole(faulty), penalty)

    plain = Decoding(hypotheses=engine.beam, no_repeat_ngram=4)
    faulty = _take("pieces", (work for work in works if work.faulty and work.clauses))
    _run(engine, _clauses(faulty), plain)
    for work in faulty:
        work.offer_joined()

    faulty = _take("beam", (work for work in works if work.faulty))
    _run(engine, _whole(faulty), Decoding(beam=1 if engine.beam > 1 else 4, no_repeat_ngram=3))

    if engine.scheme is not None:
        faulty = _take(
            "unconstrained", (work for work in works if work.faulty and work.constraints)
        )
        _run(engine, [_Job(work, ()) for work in faulty], plain)


def _retry_lacking(engine: Engine, works: Sequence[Work]) -> None:
    # A source may name a term twice: without the penalty English says it again more readily, but
    # now and then a constraint is kept with it only.
    plain = Decoding(hypotheses=engine.beam, repetition_penalty=1.0)
    wide = replace(plain, beam=_WIDE_BEAM, hypotheses=_WIDE_BEAM)
    slight = Decoding(hypotheses=engine.beam)
    wide_slight = replace(slight, beam=_WIDE_BEAM, hypotheses=_WIDE_BEAM)

    cut = _take("constraint-pieces", (work for work in works if work.clauses))
    _run(engine, _lacking(clause for work in cut for clause in work.clauses), plain)
    for work in cut:
        work.offer_joined()

    # Somewhere in a wider beam there is often a hypothesis that kept the constraint.
    lacking = _take("wider-beam", (work for work in works if work.incomplete))
    for search in (wide, wide_slight):
        _run(engine, _whole(w for w in lacking if w.incomplete and not w.long), search)
        left = [work for work in lacking if work.incomplete]
        _run(engine, _lacking(clause for work in left for clause in work.clauses), search)
        for work in left:
            work.offer_joined()

    # A clause that has its numbers is left as it is. What was a slot is now shown as text, which
    # every model of slots-v1 reads too; what was text, as another number.
    slots = engine.scheme == "slots-v1"
    numbers = _take(
        "values-as-text" if slots else "stand-ins", (work for work in works if work.lacks_number)
    )
    scheme = "replace-v1" if slots else engine.scheme
    for search in (plain, slight):
        _run(engine, _lacking_number(numbers), search, scheme=scheme, stand_ins=not slots)
        for work in numbers:
            work.offer_joined()

    if slots:
        # A type number (SLB15) is text at first: that reads best, but is not always copied.
        codes = _take("codes-as-slots", (work for work in works if work.lacks_code))
        _run(engine, _lacking_number(codes), plain, codes_as_slots=True)
        for work in codes:
            work.offer_joined()

    finer = _take("short-pieces", (w for w in works if w.incomplete and w.short_clauses))
    for search in (plain, wide, wide_slight):
        _run(engine, _lacking(clause for work in finer for clause in work.short_clauses), search)
    for work in finer:
        work.offer_joined(work.short_clauses)


def _lacking(clauses: Iterable[Clause]) -> list[_Job]:
    """Clauses that lack a constraint, or have not been translated."""
    return _whole(c.work for c in clauses if c.work.incomplete or not c.work.candidates)


def _lacking_number(works: Iterable[Work]) -> list[_Job]:
    return [
        job
        for work in works
        if work.lacks_number
        for job in (_clauses([work]) if work.clauses else _whole([work]))
        if job.work.lacks_number
    ]


def _retry_forbidden(engine: Engine, works: Sequence[Work]) -> None:
    """Once more without the English that a term must not have: what is suppressed holds for a whole
    call, so texts that are to avoid the same words share one."""
    groups: dict[tuple[str, ...], list[Work]] = {}
    for work in works:
        if work.best is not None and work.best.forbidden:
            groups.setdefault(tuple(sorted(set(work.best.forbidden))), []).append(work)
    for wrong, members in groups.items():
        taken = _take("forbidden", members)
        _run(engine, _whole(taken), Decoding(hypotheses=engine.beam, suppress=wrong))


def _take(step: str, works: Iterable[Work]) -> list[Work]:
    """``works`` as a list, with a note on each that this step was tried."""
    taken = list(works)
    for work in taken:
        work.tried.append(step)
    return taken


def _whole(works: Iterable[Work]) -> list[_Job]:
    return [_Job(work, work.chosen) for work in works]


def _clauses(works: Iterable[Work]) -> list[_Job]:
    return _whole(clause.work for work in works for clause in work.clauses)


def _run(
    engine: Engine,
    jobs: Sequence[_Job],
    decoding: Decoding,
    *,
    scheme: str | None = None,
    stand_ins: bool = False,
    codes_as_slots: bool = False,
    report: Callable[[int], None] | None = None,
) -> None:
    """Translate all ``jobs`` in one batch and offer each what came of it.

    Constraints are shown by the engine's own scheme unless another is named.
    """
    if not jobs:
        return
    inputs = [
        _input(job, scheme or engine.scheme, stand_ins=stand_ins, codes_as_slots=codes_as_slots)
        for job in jobs
    ]
    results = engine.translate([model_input.text for model_input in inputs], decoding, report)
    for job, model_input, hypotheses in zip(jobs, inputs, results, strict=True):
        restored = (replace(h, text=restore(h.text, model_input)) for h in hypotheses)
        job.work.offer(restored, job.shown if engine.scheme is not None else ())


def _input(
    job: _Job, scheme: str | None, *, stand_ins: bool = False, codes_as_slots: bool = False
) -> ModelInput:
    shown = [job.work.constraints[index] for index in job.shown]
    return annotate(
        job.work.text, shown, scheme, stand_ins=stand_ins, codes_as_slots=codes_as_slots
    )


def _answer(work: Work, limit: int) -> Answer:
    if not count_han(work.text):
        copied = (Hypothesis(work.text, None, "copied"),) if work.text.strip() else ()
        settled = settle(work.text, work.constraints, work.text)
        return Answer(work.text, copied, settled, (), True)
    best = work.best
    if best is None:
        settled = settle(work.text, work.constraints, "")
        return Answer("", (), settled, tuple(work.tried), False)
    said_once = best.text if best.faults else without_stutter(work.text, best.text)
    target, constraints = mend(work.text, work.constraints, said_once, best.shown)
    hypotheses = {best.text: best.score}
    for other in sorted(work.candidates, key=lambda c: c.key, reverse=True):
        if len(hypotheses) < limit and not other.faults:
            hypotheses.setdefault(other.text, other.score)
    return Answer(
        target,
        tuple(Hypothesis(text, score) for text, score in hypotheses.items()),
        constraints,
        tuple(work.tried),
        not set(best.faults) - {"untranslated"},
    )

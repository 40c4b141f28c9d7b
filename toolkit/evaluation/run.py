"""Translating pairs or a document and taking every figure at once."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.document import Document, Segment
from toolkit.engine import Engine, resolve, settle
from toolkit.evaluation.counting import Checked, Counts, check_each, count
from toolkit.evaluation.lights import LightFigures, measure_lights
from toolkit.evaluation.pairs import Pair
from toolkit.evaluation.recording import FirstAnswers
from toolkit.evaluation.scores import Scores, score
from toolkit.evaluation.terms import Dictionary, TermChoice
from toolkit.pipeline import Progress, Translator, line_segment
from toolkit.quality import Calibration
from toolkit.traditional import has_chinese, to_simplified

__all__ = ["Evaluation", "evaluate_document", "evaluate_pairs", "evaluate_plain", "peak_memory"]

_WARM_UP = "预热用的一句话。"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one run."""

    segments: int
    characters: int
    """Characters of the sources."""
    seconds: float
    """Time of the translation, the model and the glossary being loaded."""
    first: Counts | None
    """Of what the model was asked: its first answers; None for the bare model."""
    shipped: Counts
    """Of what the user gets."""
    reference: Counts | None
    """Of the references themselves: what the measure itself leaves to be had."""
    retried: int
    """Segments that needed the retry ladder."""
    unusable: int
    scores: Scores | None
    """None without references."""
    lights: tuple[LightFigures, ...]
    """What the confidence lights are worth; () without references, and for the bare model."""
    outputs: tuple[str, ...]
    """The English of each pair; of a document, of each segment."""

    @property
    def speed(self) -> float:
        """Source characters a second."""
        return self.characters / self.seconds if self.seconds else 0.0

    def to_json(self) -> dict[str, Any]:
        """All figures but the outputs."""
        return {
            "segments": self.segments,
            "characters": self.characters,
            "seconds": round(self.seconds, 3),
            "characters_per_second": round(self.speed, 1),
            "scores": asdict(self.scores) if self.scores else None,
            "first": self.first.to_json() if self.first else None,
            "shipped": self.shipped.to_json(),
            "reference": self.reference.to_json() if self.reference else None,
            "retried": self.retried,
            "unusable": self.unusable,
            "lights": [figures.to_json() for figures in self.lights],
        }


def evaluate_pairs(
    pairs: Sequence[Pair],
    base: Translator,
    terms: str = "glossary",
    dictionary: Dictionary | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Translate ``pairs`` as the product does, with ``terms`` (see TERMS), and compare.

    ``base`` gives the glossary, the engine and the options.
    """
    choice = _choice(pairs, base, terms, dictionary)
    engine = FirstAnswers(base.engine)
    _warm_up(base, engine)
    translator = Translator(base.options, engine=engine, constraints=choice)
    started = time.perf_counter()
    done = translator.translate_line_segments([p.source for p in pairs], progress=progress)
    seconds = time.perf_counter() - started
    outputs = [
        done[str(number)].target if str(number) in done else pair.source
        for number, pair in enumerate(pairs, 1)
    ]
    return _evaluation(
        list(done.values()), engine, sum(len(p.source) for p in pairs), seconds, pairs, outputs
    )


def evaluate_plain(
    pairs: Sequence[Pair],
    base: Translator,
    terms: str = "proper",
    dictionary: Dictionary | None = None,
) -> Evaluation:
    """Translate ``pairs`` with the bare model: no constraints, no retries, nothing by code.

    ``terms`` are looked for in its English all the same.
    """
    choice = _choice(pairs, base, terms, dictionary)
    engine = base.engine
    _warm_up(base, engine)
    inputs = [unicodedata.normalize("NFKC", to_simplified(pair.source)) for pair in pairs]
    started = time.perf_counter()
    answers = engine.translate(inputs)
    seconds = time.perf_counter() - started
    outputs = [hypotheses[0].text if hypotheses else "" for hypotheses in answers]
    segments = []
    for number, (pair, output) in enumerate(zip(pairs, outputs, strict=True), 1):
        if has_chinese(pair.source):
            segment = replace(line_segment(number, pair.source), label="", target=output)
            found = settle(to_simplified(pair.source), resolve(choice(segment)), output)
            segments.append(replace(segment, constraints=found, state="machine"))
    characters = sum(len(pair.source) for pair in pairs)
    return _evaluation(segments, None, characters, seconds, pairs, outputs)


def evaluate_document(path: Path, base: Translator) -> tuple[Document, Evaluation]:
    """Translate the document at ``path`` as the product does; no references, no scores."""
    engine = FirstAnswers(base.engine)
    _warm_up(base, engine)
    translator = Translator(base.options, engine=engine)
    started = time.perf_counter()
    document = translator.translate(translator.outline(path))
    seconds = time.perf_counter() - started
    segments = [s for s in document.segments() if has_chinese(s.source)]
    characters = sum(len(segment.source) for segment in segments)
    outputs = [segment.target for segment in segments]
    return document, _evaluation(segments, engine, characters, seconds, (), outputs)


def peak_memory() -> int | None:
    """Bytes of this process's largest resident set; None where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024


def _choice(
    pairs: Sequence[Pair], base: Translator, terms: str, dictionary: Dictionary | None
) -> TermChoice:
    references = {str(number): pair.reference for number, pair in enumerate(pairs, 1)}
    return TermChoice(terms, base.glossary, base.segmenter, references, dictionary)


def _warm_up(base: Translator, engine: Engine) -> None:
    """Load what is loaded at first use, so that the clock measures translation."""
    base.matcher.match(_WARM_UP)
    engine.translate([_WARM_UP])


def _as_reference(segment: Segment, pairs: Sequence[Pair]) -> Segment:
    reference = pairs[int(segment.id) - 1].reference
    settled = settle(to_simplified(segment.source), segment.constraints, reference)
    return replace(segment, target=reference, constraints=settled)


def _evaluation(
    segments: Sequence[Segment],
    engine: FirstAnswers | None,
    characters: int,
    seconds: float,
    pairs: Sequence[Pair],
    outputs: Sequence[str],
) -> Evaluation:
    first = None
    if engine is not None:
        first = count(check_each(said for s in segments if (said := engine.of(s)) is not None))
    checked = check_each(segments)
    return Evaluation(
        segments=len(outputs),
        characters=characters,
        seconds=seconds,
        first=first,
        shipped=count(checked),
        reference=count(check_each(_as_reference(s, pairs) for s in segments)) if pairs else None,
        retried=sum(bool(segment.tried) for segment in segments),
        unusable=sum(segment.state == "none" for segment in segments),
        lights=_lights(checked, pairs, engine),
        scores=score(outputs, [pair.reference for pair in pairs]) if pairs else None,
        outputs=tuple(outputs),
    )


def _lights(
    checked: Sequence[Checked], pairs: Sequence[Pair], engine: FirstAnswers | None
) -> tuple[LightFigures, ...]:
    if engine is None or not pairs:
        return ()
    references = [pairs[int(segment.id) - 1].reference for segment, _ in checked]
    return measure_lights(
        checked, references, Calibration.parse(engine.signature.get("confidence", ""))
    )

"""sacreBLEU's chrF2 and BLEU, with the signatures that make them comparable."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.errors import UsageError

__all__ = ["Scores", "chrf_of_each", "require_scorer", "score"]


@dataclass(frozen=True, slots=True)
class Scores:
    """Corpus scores, 0 to 100, of one set of translations."""

    chrf: float
    """chrF2 (Popović 2015): character 6-grams, recall counted twice."""
    bleu: float
    chrf_signature: str
    bleu_signature: str


def require_scorer() -> None:
    """Raise UsageError, with what to do, where sacreBLEU is not installed."""
    if importlib.util.find_spec("sacrebleu") is None:
        raise UsageError(
            "evaluation needs sacreBLEU: pip install 'zhdoc-toolkit[evaluate]' (or: pip install"
            " sacrebleu)"
        )


def chrf_of_each(translations: Sequence[str], references: Sequence[str]) -> list[float]:
    """chrF2 of every translation by itself."""
    require_scorer()
    from sacrebleu.metrics.chrf import CHRF

    chrf = CHRF()
    return [
        chrf.sentence_score(translation, [reference]).score
        for translation, reference in zip(translations, references, strict=True)
    ]


def score(translations: Sequence[str], references: Sequence[str]) -> Scores:
    """The scores of ``translations`` against one reference each; neither may be empty."""
    require_scorer()
    # Imported here: an extra, and a quarter of a second.
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    chrf, bleu = CHRF(), BLEU()
    expected = [list(references)]
    return Scores(
        chrf.corpus_score(list(translations), expected).score,
        bleu.corpus_score(list(translations), expected).score,
        chrf.get_signature().format(),
        bleu.get_signature().format(),
    )

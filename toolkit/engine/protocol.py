"""What the retry ladder asks of an engine; a test's fake engine is as good as a real one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from toolkit.document import Hypothesis

__all__ = ["Decoding", "Engine"]


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search. None leaves a setting as the engine was built.

    ``no_repeat_ngram`` and a high ``repetition_penalty`` hurt legitimate repetition: they are for
    retries. The slight penalty of every pass has a quarter fewer phrases said twice in
    corpus/parallel/dev (185 → 134; references 80), with chrF2 as it was; 1.08 costs chrF2.
    """

    beam: int | None = None
    hypotheses: int = 1
    """How many to return, at most the beam's width."""
    repetition_penalty: float = 1.05
    no_repeat_ngram: int = 0
    """Forbid repeated n-grams of this many tokens; 0 allows them."""
    suppress: tuple[str, ...] = ()
    """English that must not be said; it holds for all texts of a call."""


class Engine(Protocol):
    """Translates model inputs, one list of hypotheses each, best first, in the order given."""

    @property
    def scheme(self) -> str | None:
        """The constraint scheme the model understands, see toolkit.engine.constraints."""

    @property
    def beam(self) -> int:
        """The beam width of the main pass."""

    @property
    def signature(self) -> Mapping[str, str]:
        """What the output depends on, for the run signature."""

    def translate(
        self,
        texts: Sequence[str],
        decoding: Decoding = ...,
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        """Hypotheses of every text; () for an empty text.

        ``progress`` is called with the number of texts done so far, now and then.
        """

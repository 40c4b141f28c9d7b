"""What the model said first, before retries and mending, kept while the product translates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from toolkit.assembly import assemble
from toolkit.document import Hypothesis, Segment
from toolkit.engine import Decoding, Engine, Request, first_answer, settle
from toolkit.traditional import to_simplified

__all__ = ["FirstAnswers"]

_MAIN = Decoding()
_BY_CODE = frozenset({"glossary", "numerals", "copied"})


class FirstAnswers:
    """An engine that passes everything on to another one and remembers its first answers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._first: dict[str, str] = {}

    @property
    def scheme(self) -> str | None:
        """The other engine's constraint scheme."""
        return self._engine.scheme

    @property
    def beam(self) -> int:
        """The other engine's beam width."""
        return self._engine.beam

    @property
    def signature(self) -> Mapping[str, str]:
        """The other engine's signature."""
        return self._engine.signature

    def translate(
        self,
        texts: Sequence[str],
        decoding: Decoding = _MAIN,
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        """The other engine's hypotheses. The main pass comes first, so what it says is kept."""
        answers = self._engine.translate(texts, decoding, progress)
        for text, hypotheses in zip(texts, answers, strict=True):
            self._first.setdefault(text, hypotheses[0].text if hypotheses else "")
        return answers

    def of(self, segment: Segment) -> Segment | None:
        """``segment``, translated through this engine, with the model's first answer as its target.

        None where code translated it and no model was asked.
        """
        if any(hypothesis.origin in _BY_CODE for hypothesis in segment.hypotheses):
            return None
        shift = len(segment.label)
        constraints = tuple(
            replace(c, start=c.start - shift, end=c.end - shift) for c in segment.constraints
        )
        text = to_simplified(segment.body)
        said, stood, shown = first_answer(Request(text, constraints), self.scheme, self._first)
        return assemble(segment, said, settle(text, stood, said, shown))

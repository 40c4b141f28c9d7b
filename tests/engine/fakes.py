"""An engine without a model: what it answers is written in the test."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.document import Hypothesis
from toolkit.engine import Decoding

__all__ = ["Call", "FakeEngine"]


@dataclass(frozen=True)
class Call:
    """One batch the engine was asked for."""

    texts: tuple[str, ...]
    decoding: Decoding


@dataclass
class FakeEngine:
    """Answers from ``answers`` (model input, in any width, → its hypotheses, best first).

    An input that is not there is answered by ``otherwise``, which gets the input and the decoding;
    by default a copying model: constraints in their place, "word" for every Chinese character.
    """

    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    otherwise: Callable[[str, Decoding], Sequence[str]] | None = None
    scheme: str | None = "replace-v1"
    beam: int = 4
    calls: list[Call] = field(default_factory=list)

    @property
    def signature(self) -> Mapping[str, str]:
        return {"engine": "fake", "beam": str(self.beam)}

    def translate(
        self,
        texts: Sequence[str],
        decoding: Decoding = Decoding(),  # noqa: B008 (frozen)
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        self.calls.append(Call(tuple(texts), decoding))
        known = {_normal(text): said for text, said in self.answers.items()}
        results = []
        for number, text in enumerate(texts, 1):
            said = known.get(_normal(text))
            if said is None:
                said = (self.otherwise or _copying)(text, decoding)
            kept = said[: decoding.hypotheses]
            results.append(
                tuple(Hypothesis(h, -0.1 * (rank + 1)) for rank, h in enumerate(kept))
                if text.strip()
                else ()
            )
            if progress:
                progress(number)
        return results


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _copying(text: str, decoding: Decoding) -> Sequence[str]:
    number = iter(range(1, 1000))
    words = re.sub(
        r"⟦([^⟧]*)⟧|[\u4e00-\u9fff]",
        lambda m: f" {m[1]} " if m[1] else f" {_word(next(number))} ",
        text,
    )
    return [" ".join(words.split())]


def _word(number: int) -> str:
    letters = "bcdfghjklm"
    return "w" + "".join(letters[int(digit)] + "a" for digit in str(number))

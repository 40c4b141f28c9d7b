"""Figures that are no amounts: numbers of standards and telephones, which are copied, not compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.numerals import Value
from toolkit.quality.changes import Contradiction

__all__ = ["find_wrong_codes"]

_FIGURES = re.compile(r"\d{3,}")
_NO_DIGIT = re.compile(r"\D")


def find_wrong_codes(source: str, target: str, chinese: Sequence[Value]) -> Iterator[Contradiction]:
    """Rows of three or more figures outside the values of ``source`` that are not in ``target``.

    However they are grouped there: 87654321 may be 8765 4321, and 0571 behind +86 is 571.
    """
    spans = [(value.start, value.end) for value in chinese]
    said: str | None = None
    for match in _FIGURES.finditer(source):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        if said is None:
            said = _NO_DIGIT.sub("", target)
        if match.group().lstrip("0") not in said:
            yield Contradiction(f"{match.group()} is not in the English", match.span(), None)

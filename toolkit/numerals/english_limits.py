"""More than, nearly, at least, no more than: what English says around a number."""

from __future__ import annotations

import re
from fractions import Fraction

from toolkit.numerals.value import Approximate, Value, ValueType

__all__ = ["approximated", "around"]

_BEFORE = re.compile(
    r"\b(?:(?P<most>no\s+(?:more|higher|later|longer|greater|larger)\s+than|not\s+(?:\w+\s+){0,2}?(?:more|higher|later|longer|greater)\s+than|(?:not|never|without)\s+(?:\w+\s+)?exceed(?:ing|s|ed)?"
    r"|up\s+to|at\s+most|(?:a\s+)?maximum(?:\s+of)?|not\s+(?:\w+\s+)?above)"
    r"|(?P<least>(?:no|not\s+(?:\w+\s+){0,2}?)\s*(?:less|fewer|lower|shorter|smaller|earlier)\s+than|at\s+least|(?:a\s+)?minimum(?:\s+of)?|not\s+(?:\w+\s+)?below)"
    r"|(?P<nearly>nearly|almost|close\s+to|approaching|just\s+under|approached)"
    r"|(?P<over>more\s+than|over|above|exceed(?:ing|s|ed)?|in\s+excess\s+of|upwards\s+of|surpass(?:ing|es|ed)|greater\s+than|higher\s+than|topp(?:ing|ed)|beyond|upward\s+of|longer\s+than)"
    r"|(?P<within>within)"
    r"|(?P<under>(?:less|fewer|lower|shorter|smaller)\s+than|under|below|short\s+of)"
    r"|(?P<about>about|around|approximately|roughly|some|an?\s+estimated|or\s+so))"
    r"\s+(?:the\s+|an?\s+|RMB\s?|US\$|HK\$|CNY\s?|[$€£¥]\s?)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s-]*(?:of\s+\w+\s+)?(?:(?P<least>(?:or|and)\s+(?:more|above|over|older|higher|up)\b|-?plus\b)"
    r"|(?P<most>(?:or|and)\s+(?:less|below|fewer|under|younger)\b)|(?P<about>or\s+so\b)|(?P<over>-?odd\b|\+(?!\d)))",
    re.IGNORECASE,
)


def around(text: str, start: int, end: int) -> tuple[Approximate, int, int]:
    """The approximation around ``[start, end)`` and the span with it."""
    match = _BEFORE.search(text, max(0, start - 34), start)
    if match is not None:
        kinds: tuple[tuple[str, Approximate], ...] = (
            ("most", "at-most"),
            ("least", "at-least"),
            ("nearly", "nearly"),
            ("over", "over"),
            ("within", "within"),
            ("under", "under"),
            ("about", "about"),
        )
        for group, kind in kinds:
            if match[group]:
                return kind, start, end
    match = _AFTER.match(text, end)
    if match is not None:
        kind = (
            "at-least"
            if match["least"]
            else "at-most"
            if match["most"]
            else "about"
            if match["about"]
            else "over"
        )
        return kind, start, match.end()
    return "", start, end


def approximated(
    text: str, start: int, end: int, kind: ValueType, value: Fraction, *, required: bool = True
) -> Value:
    """A value at ``[start, end)`` with what is said around it."""
    approximate, start, end = around(text, start, end)
    return Value(
        start, end, text[start:end], kind, value, approximate=approximate, required=required
    )

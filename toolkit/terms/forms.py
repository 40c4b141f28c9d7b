"""The form in which terms and texts are compared.

Documents write a term in full-width or half-width letters, with a space inside, with or without
quotation marks (“十一五”规划, 十一五规划). Folding takes these differences away and remembers where
each character stood. Traditional characters are the caller's: texts come in simplified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

__all__ = ["Folded", "fold", "fold_text"]

_QUOTES = "\"'“”‘’„‟「」『』＂＇〝〞"
_OPENING = frozenset("“‘「『〝")
_CLOSING = frozenset("”’」』〞")
_STRAIGHT = frozenset("\"'＂＇")

# Every replacement is one character for one, so that offsets hold.
_WIDTHS: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f"), " "),
    **dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-"),
    **dict.fromkeys(map(ord, "·•・‧∙⋅●"), "·"),
    **dict.fromkeys(map(ord, _QUOTES), '"'),
}

# A single space is dropped unless it parts two Latin words; a longer run parts columns and stays.
_DROPPED = re.compile(r'"|(?<! ) (?! )(?:(?<![0-9A-Za-z] )|(?![0-9A-Za-z]))')
_DROPPED_SPACE = re.compile(r"(?<! ) (?! )(?:(?<![0-9A-Za-z] )|(?![0-9A-Za-z]))")

_PLAIN = re.compile("[\u4e00-\u9fff]+")
"""What folding leaves as it is: most terms."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text's form: ``form[i]`` is the text's character ``places[i]``."""

    text: str
    spaceless: str
    """The text in half-width, single inner spaces gone, quotation marks kept: what is segmented."""
    form: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The text's span of ``form[start:end]``, quotation marks in balance.

        A quotation mark whose partner stands inside the span is taken in; None where the span would
        hold one without its partner.
        """
        first, last = self.places[start], self.places[end - 1] + 1
        inside = self.text[first:last]
        missing = sum(mark in _OPENING for mark in inside) - sum(
            mark in _CLOSING for mark in inside
        )
        odd = sum(mark in _STRAIGHT for mark in inside) % 2
        if missing < 0 or (odd and first > 0 and self.text[first - 1] in _STRAIGHT):
            first -= 1
            partner = self.text[first] if first >= 0 else ""
        elif missing > 0 or odd:
            partner = self.text[last] if last < len(self.text) else ""
            last += 1
        else:
            return first, last
        wanted = _STRAIGHT if odd else _OPENING if missing < 0 else _CLOSING
        return (first, last) if partner in wanted and abs(missing) + odd == 1 else None

    def with_quotes(self, start: int, end: int) -> tuple[int, int]:
        """The text's span, the pair of quotation marks right around it taken in if there is one."""
        before = self.text[start - 1 : start] if start else ""
        behind = self.text[end : end + 1]
        curly = before in _OPENING and behind in _CLOSING
        straight = before in _STRAIGHT and before == behind
        return (start - 1, end + 1) if curly or straight else (start, end)


def fold_text(text: str) -> Folded:
    """``text`` folded, with the way back."""
    plain = text.translate(_WIDTHS)
    kept: list[range] = []
    cursor = 0
    for match in _DROPPED.finditer(plain):
        kept.append(range(cursor, match.start()))
        cursor = match.end()
    if not kept:
        return Folded(text, plain, plain, tuple(range(len(plain))))
    kept.append(range(cursor, len(plain)))
    form = "".join(plain[part.start : part.stop] for part in kept)
    return Folded(text, _DROPPED_SPACE.sub("", plain), form, tuple(chain.from_iterable(kept)))


def fold(text: str) -> str:
    """The form of a term."""
    if _PLAIN.fullmatch(text):
        return text
    return _DROPPED.sub("", text.strip().translate(_WIDTHS))

"""What makes two sources the same: their normal form, their form without figures, and digests.

The normal form has no spaces, no full-width variants and no Traditional characters, so that the
same sentence from a scraped page and from a Word file is one sentence. Folding puts ``#`` for every
figure, in digits or in Chinese; whether figures can be exchanged is decided by value later (see
:mod:`toolkit.memory.exchange`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from itertools import pairwise
from math import log

from toolkit.traditional import to_simplified

__all__ = ["BANDS", "LONGEST", "band", "fold", "gram_key", "normal", "pairs_of", "source_key"]

_FIGURE = re.compile(
    r"\d[\d.,:/]*(?<![.,:/])[十百千万亿]*|[〇零一二两三四五六七八九十百千万亿半]+(?:点[〇零一二三四五六七八九]+)?"
)
_SPACE = re.compile(r"\s+")
_EDGE = "\x02"
LONGEST = 2000
"""Characters of a folded source that are compared; what is behind them is left out of the index."""

_WIDTH = log(4 / 3)
BANDS = 64
"""Bands of length, each a third longer than the one before: a source of another band than its
neighbours' is never 75% alike."""


def normal(source: str) -> str:
    """``source`` in its normal form."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", to_simplified(source)))


def fold(normalised: str) -> str:
    """A normal form with ``#`` for every figure."""
    return _FIGURE.sub("#", normalised)


def source_key(normalised: str) -> int:
    """A signed 64-bit digest (the head of the SHA-256); 0 for no text at all."""
    if not normalised:
        return 0
    digest = hashlib.sha256(normalised.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def band(length: int) -> int:
    """The band of a folded source of ``length`` characters."""
    return min(BANDS - 1, int(log(max(1, length)) / _WIDTH))


def pairs_of(folded: str) -> list[int]:
    """Every two neighbouring characters as a number, each once, in the order of the text."""
    text = f"{_EDGE}{folded[:LONGEST]}{_EDGE}"
    codes = list(map(ord, text))
    return list(dict.fromkeys((a << 21 | b) for a, b in pairwise(codes)))


def gram_key(pair: int, length_band: int) -> int:
    """The key under which the index holds sources of that band with that pair in them."""
    return pair * BANDS + length_band

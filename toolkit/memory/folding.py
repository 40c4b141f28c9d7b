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
from itertools import chain
from math import log

from toolkit.traditional import to_simplified

__all__ = ["LONGEST", "SIGNATURE", "band", "fold", "normal", "signature", "source_key"]

_FIGURE = re.compile(
    r"\d[\d.,:/]*(?<![.,:/])[十百千万亿]*|[〇零一二两三四五六七八九十百千万亿半]+(?:点[〇零一二三四五六七八九]+)?"
)
_SPACE = re.compile(r"\s+")
_EDGE = 2  # no text holds this character
LONGEST = 2000
"""Characters of a folded source that are compared; what is behind them is left out of the index."""

_WIDTH = log(4 / 3)
SIGNATURE = 32
"""Bytes of a signature."""


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
    """The band of a folded source of ``length`` characters: each is a third longer than the one before."""
    return int(log(max(1, min(length, LONGEST))) / _WIDTH)


def signature(folded: str) -> bytes:
    """256 bits, one for each two neighbouring characters (the edges among them), by a hash.

    Alike texts have alike bits: a character exchanged turns four of them at most.
    """
    bits = 0
    before = _EDGE
    for character in chain(map(ord, folded[:LONGEST]), (_EDGE,)):
        # Multipliers from xxHash32 (Y. Collet): they spread neighbouring code points.
        bits |= 1 << (((before * 2654435761) ^ (character * 2246822519)) >> 13 & 0xFF)
        before = character
    return bits.to_bytes(SIGNATURE, "little")

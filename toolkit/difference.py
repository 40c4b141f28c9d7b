"""What two texts differ in: by words in English, by characters in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from toolkit.traditional import HAN

__all__ = ["Piece", "difference"]

_TOKEN = re.compile(
    rf"{HAN.pattern}|\d+(?:[.,:]\d+)*|(?:(?!{HAN.pattern})[^\W\d_])+|\s+|.", re.DOTALL
)
"""A Chinese character, a number, a word, white space, or one mark."""

_MOST = 4_000
"""Tokens of a side up to which the two are compared; longer ones differ as a whole between what they
begin and end with alike."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both have, or only the second ("insert") or the first ("delete")."""

    op: Literal["equal", "insert", "delete"]
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """How ``before`` becomes ``after``: the fewest words or characters taken out and put in.

    The pieces that are not inserted, joined, are ``before``; those that are not deleted, ``after``. At
    one place what goes stands before what comes.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    gone: list[str] = []
    come: list[str] = []

    def flush() -> None:
        if gone:
            pieces.append(Piece("delete", "".join(gone)))
        if come:
            pieces.append(Piece("insert", "".join(come)))
        gone.clear()
        come.clear()

    blocks = list(_blocks(old, new))
    for number, (tag, first, second) in enumerate(blocks):
        alike = "".join(first)
        if tag == "equal" and (not alike.isspace() or not 0 < number < len(blocks) - 1):
            flush()
            pieces.append(Piece("equal", alike))
        else:
            # White space alone between two changes would only chop them up.
            gone.extend(first)
            come.extend(second)
    flush()
    return tuple(pieces)


def _blocks(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Runs of tokens, alike or not, in order."""
    from rapidfuzz.distance import Indel

    if min(len(old), len(new)) > _MOST or max(len(old), len(new)) > 10 * _MOST:
        start = _shared(old, new)
        end = _shared(
            old[: start - 1 if start else None : -1], new[: start - 1 if start else None : -1]
        )
        last = (len(old) - end, len(new) - end)
        for tag, first, second in (
            ("equal", old[:start], new[:start]),
            ("replace", old[start : last[0]], new[start : last[1]]),
            ("equal", old[last[0] :], new[last[1] :]),
        ):
            if first or second:
                yield tag, first, second
        return
    for code in Indel.opcodes(old, new):
        yield code.tag, old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]


def _shared(old: list[str], new: list[str]) -> int:
    """How many tokens the two begin with alike."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count

"""Finding folded sources that are alike: signatures of their pairs of characters, in the memory's file.

Every source has a signature of 256 bits (:func:`toolkit.memory.folding.signature`), and sources of about
one length stand together. A lookup counts in how many bits each of them differs and compares the nearest
letter by letter. In memory are 36 bytes for each source of the lengths that were asked for (36 MB
for a million), read at the first lookup.

An inverted index of trigrams was tried first: in a million sentences of this genre a sentence's grams
stand in three million places, and reading those takes ten times as long as passing over the bits.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from toolkit.memory.folding import LONGEST, SIGNATURE, band, signature

__all__ = ["Index"]

_BLOCK = 1000  # signatures in a row of the table: what an addition writes anew
_COMPARED = 300  # sources that are compared letter by letter
_WORDS = SIGNATURE // 8
_NUMBER = np.dtype("<u4")
_WORD = np.dtype("<u8")


class _Band:
    """The sources of about one length that were read so far."""

    def __init__(self) -> None:
        self.numbers: NDArray[np.uint32] = np.empty(0, _NUMBER)
        # One row for each eighth of the signature: passing over it is fastest so.
        self.bits: NDArray[np.uint64] = np.empty((_WORDS, 0), _WORD)

    def append(self, numbers: bytes, bits: bytes) -> None:
        words = np.frombuffer(bits, _WORD).reshape(-1, _WORDS).T
        self.numbers = np.concatenate([self.numbers, np.frombuffer(numbers, _NUMBER)])
        self.bits = np.concatenate([self.bits, words], axis=1)

    def differing(self, words: NDArray[np.uint64]) -> NDArray[np.uint16]:
        """In how many bits each signature differs from that of ``words``."""
        total = np.zeros(len(self.numbers), np.uint16)
        for row, word in zip(self.bits, words, strict=True):
            total += np.bitwise_count(row ^ word)
        return total


class Index:
    """The index in one memory's file, through one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._bands: dict[int, _Band] = defaultdict(_Band)

    def add(self, shapes: Iterable[tuple[int, str]]) -> None:
        """Index folded sources, each with its number; numbers ascend."""
        added: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
        for number, text in shapes:
            added[band(len(text))].append((number, signature(text)))
        for length_band, pairs in added.items():
            # All blocks but the last are full.
            block, numbers, bits = self._connection.execute(
                "SELECT block, shapes, bits FROM signatures WHERE band = ? ORDER BY block DESC LIMIT 1",
                (length_band,),
            ).fetchone() or (0, b"", b"")
            numbers += np.array([number for number, _ in pairs], _NUMBER).tobytes()
            bits += b"".join(each for _, each in pairs)
            for start in range(0, len(numbers) // _NUMBER.itemsize, _BLOCK):
                end = start + _BLOCK
                self._connection.execute(
                    "REPLACE INTO signatures VALUES (?, ?, ?, ?)",
                    (
                        length_band,
                        block + start // _BLOCK,
                        numbers[start * _NUMBER.itemsize : end * _NUMBER.itemsize],
                        bits[start * SIGNATURE : end * SIGNATURE],
                    ),
                )

    def find(self, folded: str, limit: int, least: float) -> list[tuple[int, float]]:
        """The folded sources most like ``folded``: (number, share of characters that agree).

        The share is Levenshtein's distance over the longer length, taken from 1; at least ``least``,
        the best first, the oldest first among equals. What has no entries any more is left out.
        """
        text = folded[:LONGEST]
        alike = []
        for number, other in self._texts(self._nearest(text, least)):
            score = Levenshtein.normalized_similarity(text, other[:LONGEST], score_cutoff=least)
            if score >= least:
                alike.append((number, score))
        alike.sort(key=lambda found: (-found[1], found[0]))
        return list(islice((each for each in alike if self._has_entries(each[0])), limit))

    def _nearest(self, text: str, least: float) -> list[int]:
        """The numbers of the sources whose signatures differ least; the oldest among equals."""
        shortest, longest = ceil(len(text) * least), floor(len(text) / least)
        words = np.frombuffer(signature(text), _WORD)
        bands = [self._read(each) for each in range(band(shortest), band(longest) + 1)]
        numbers = np.concatenate([each.numbers for each in bands])
        differing = np.concatenate([each.differing(words) for each in bands])
        if len(numbers) > _COMPARED:
            # By counting: sorting half a million takes longer than all the rest.
            upto = np.cumsum(np.bincount(differing))
            last = int(np.searchsorted(upto, _COMPARED))
            inside, edge = np.flatnonzero(differing < last), np.flatnonzero(differing == last)
            edge = edge[np.argsort(numbers[edge], kind="stable")][: _COMPARED - len(inside)]
            numbers = numbers[np.concatenate([inside, edge])]
        return [int(number) for number in numbers]

    def _read(self, length_band: int) -> _Band:
        """The band with what was added since it was read last, by whichever program."""
        known = self._bands[length_band]
        count = len(known.numbers)
        rows = self._connection.execute(
            "SELECT block, shapes, bits FROM signatures WHERE band = ? AND block >= ? ORDER BY block",
            (length_band, count // _BLOCK),
        ).fetchall()
        # What is known of the first row, the last block read before, stands before the new.
        numbers = b"".join(row[1] for row in rows)[count % _BLOCK * _NUMBER.itemsize :]
        if numbers:
            known.append(numbers, b"".join(row[2] for row in rows)[count % _BLOCK * SIGNATURE :])
        return known

    def _texts(self, numbers: list[int]) -> Iterable[tuple[int, str]]:
        for number in numbers:
            yield self._connection.execute(
                "SELECT id, text FROM shapes WHERE id = ?", (number,)
            ).fetchone()

    def _has_entries(self, number: int) -> bool:
        """Whether any entry of the source is left."""
        found = self._connection.execute("SELECT 1 FROM entries WHERE shape = ? LIMIT 1", (number,))
        return found.fetchone() is not None

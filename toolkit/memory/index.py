"""Finding folded sources that are alike: an inverted index of character pairs, in the memory's file.

For every pair of neighbouring characters and every band of lengths the file holds the numbers of the
sources with it, four bytes each, in blocks of about 1,000. A lookup counts, for the rarest pairs of
the text, how many each source shares with it, and compares the best of them letter by letter. What
it needs in memory is two bytes for each source in the file and the pages that SQLite keeps.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable
from math import ceil, floor

import numpy as np
from rapidfuzz.distance import Levenshtein

from toolkit.memory.folding import LONGEST, band, gram_key, pairs_of

__all__ = ["add_shapes", "find_alike"]

_BLOCK = 4000  # bytes; stays on a page
_BUDGET = 400_000  # source numbers that a lookup reads at most
_COMPARED = 300  # sources that are compared letter by letter
_ASKED = 300  # pairs of a long text that are looked up


def add_shapes(connection: sqlite3.Connection, shapes: Iterable[tuple[int, str]]) -> None:
    """Index folded sources, each with its number; numbers ascend."""
    added: dict[int, array[int]] = defaultdict(lambda: array("I"))
    for number, text in shapes:
        length_band = band(min(len(text), LONGEST))
        for pair in pairs_of(text):
            added[gram_key(pair, length_band)].append(number)
    for gram in sorted(added):
        content = _bytes(added[gram])
        last = connection.execute(
            "SELECT block, shapes FROM pairs WHERE gram = ? ORDER BY block DESC LIMIT 1", (gram,)
        ).fetchone()
        block = 0
        if last is not None:
            block, stored = last
            if len(stored) + len(content) <= _BLOCK:
                content = stored + content
            else:
                block += 1
        connection.execute("REPLACE INTO pairs VALUES (?, ?, ?)", (gram, block, content))


def _bytes(numbers: array[int]) -> bytes:
    return np.asarray(numbers, dtype="<u4").tobytes()


def find_alike(
    connection: sqlite3.Connection, folded: str, limit: int, least: float
) -> list[tuple[int, float]]:
    """The folded sources most like ``folded``: (number, share of characters that agree).

    The share is Levenshtein's distance over the longer length, taken from 1; at least ``least``,
    the best first, the oldest first among equals.
    """
    text = folded[:LONGEST]
    grams = _grams(text, least)
    sizes = connection.execute(
        "SELECT gram, sum(length(shapes)) FROM json_each(?) AS asked"
        " CROSS JOIN pairs ON gram = asked.value GROUP BY gram",
        (json.dumps(grams),),
    ).fetchall()
    chosen: list[int] = []
    read = 0
    for size, gram in sorted((size, gram) for gram, size in sizes):
        if chosen and read + size // 4 > _BUDGET:
            break
        read += size // 4
        chosen.append(gram)
    numbers = _most_shared(connection, chosen)
    if not numbers:
        return []
    rows = connection.execute(
        "SELECT shapes.id, text FROM json_each(?) AS asked"
        " CROSS JOIN shapes ON shapes.id = asked.value",
        (json.dumps(numbers),),
    )
    alike = []
    for number, other in rows:
        score = Levenshtein.normalized_similarity(text, other[:LONGEST], score_cutoff=least)
        if score >= least:
            alike.append((number, score))
    alike.sort(key=lambda found: (-found[1], found[0]))
    return alike[:limit]


def _grams(text: str, least: float) -> list[int]:
    """The keys to look up: the text's pairs in every band that a source so alike can have."""
    shortest = ceil(len(text) * least)
    longest = floor(len(text) / least)
    bands = range(band(shortest), band(min(longest, LONGEST)) + 1)
    pairs = pairs_of(text)
    step = len(pairs) // _ASKED + 1
    return [gram_key(pair, length_band) for pair in pairs[::step] for length_band in bands]


def _most_shared(connection: sqlite3.Connection, grams: list[int]) -> list[int]:
    """The numbers of the sources that share most of ``grams``."""
    newest = connection.execute("SELECT max(id) FROM shapes").fetchone()[0]
    if newest is None or not grams:
        return []
    counts = np.zeros(newest + 1, dtype=np.uint16)
    rows = connection.execute(
        "SELECT shapes FROM json_each(?) AS asked CROSS JOIN pairs ON gram = asked.value",
        (json.dumps(grams),),
    )
    for (content,) in rows:
        counts[np.frombuffer(content, dtype="<u4")] += 1
    found = np.flatnonzero(counts)
    if len(found) > _COMPARED:
        # Stable: among equals the older source stays.
        order = np.argsort(-counts[found].astype(np.int32), kind="stable")
        found = found[order[:_COMPARED]]
    return [int(number) for number in found]

"""Word alignment of pieces: IBM model 1 in both directions (Brown et al. 1993), in numpy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

__all__ = ["UNLINKED", "Aligner"]

UNLINKED = 255

Ids = np.ndarray
_CHUNK = 8_000
_BAND = 3.0
"""How strongly places near the diagonal are preferred where words alone do not decide."""


class Aligner:
    """Learns from a sample once, then links the pieces of any pair.

    ``pieces`` is the size of the vocabulary, ``target_pieces`` of its English part (the first ids).
    Memory: eight bytes for each product of the two.
    """

    def __init__(self, pieces: int, target_pieces: int) -> None:
        self._shape = (pieces, target_pieces)
        self._english = np.full(self._shape, 1.0, np.float32)  # p(English | Chinese), scaled
        self._chinese = np.full(self._shape, 1.0, np.float32)  # p(Chinese | English), scaled

    def learn(self, sources: Sequence[Ids], targets: Sequence[Ids], rounds: int) -> None:
        """Expectation maximisation over the pairs, ``rounds`` times."""
        for _ in range(rounds):
            english = np.full(self._shape, 1e-6, np.float32)
            chinese = np.full(self._shape, 1e-6, np.float32)
            for key, rows, columns in self._cells(sources, targets):
                for table, counts, groups in (
                    (self._english, english, columns),
                    (self._chinese, chinese, rows),
                ):
                    share = table.ravel()[key]
                    total = np.bincount(groups, share)
                    np.add.at(counts.ravel(), key, (share / total[groups]).astype(np.float32))
            self._english = english / english.sum(1, keepdims=True)
            self._chinese = chinese / chinese.sum(0, keepdims=True)

    def _cells(
        self, sources: Sequence[Ids], targets: Sequence[Ids]
    ) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """For chunks of pairs, every cell: its place in a table, its row and its column."""
        for start in range(0, len(sources), _CHUNK):
            chunk = slice(start, start + _CHUNK)
            keys, rows, columns, row, column = [], [], [], 0, 0
            for source, target in zip(sources[chunk], targets[chunk], strict=True):
                high, wide = len(source), len(target)
                keys.append(
                    (source.astype(np.int64)[:, None] * self._shape[1] + target[None, :]).ravel()
                )
                rows.append(np.repeat(np.arange(row, row + high), wide))
                columns.append(np.tile(np.arange(column, column + wide), high))
                row += high
                column += wide
            yield np.concatenate(keys), np.concatenate(rows), np.concatenate(columns)

    def links(self, source: Ids, target: Ids) -> tuple[np.ndarray, np.ndarray]:
        """For each piece of the target its piece in the source, and the other way round.

        In the former UNLINKED stands where the two directions do not agree.
        """
        cells = np.ix_(source, target)
        high, wide = len(source), len(target)
        way = np.abs(np.arange(high)[:, None] / high - np.arange(wide)[None, :] / wide)
        near = np.exp(-_BAND * way)
        forward = (self._english[cells] * near).argmax(0)
        backward = (self._chinese[cells] * near).argmax(1)
        agreed = np.abs(backward[forward] - np.arange(wide)) <= 1
        return np.where(agreed, forward, UNLINKED).astype(np.uint8), backward.astype(np.uint8)

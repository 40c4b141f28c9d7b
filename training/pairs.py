"""Reading the parallel corpus, and finding lines that stand too close to held-out ones.

A corpus file is UTF-8. A batch line (``# area | document type | level | year``) opens each run of
pairs; then one pair a line: Chinese, a tab, English.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "Batch",
    "CorpusError",
    "Malformed",
    "NearDuplicates",
    "Pair",
    "fold_line",
    "parse_lines",
    "read_pairs",
]

GRAM = 8
"""Characters of the pieces that lines are compared by."""
SHORTEST = 16
"""Folded characters from which on pieces say something; below, only equal lines are duplicates."""
OVERLAP = 0.5
"""Share of common pieces above which two lines are near duplicates."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060\ufeff\ufffd]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_DROPPED = re.compile(r"(?:(?!(?<=\d)[-.:/~—](?=\d))(?![%‰])[\W_])+")


class CorpusError(ValueError):
    """A corpus file has a line that is no pair."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch line says about the pairs under it."""

    area: str
    document: str
    level: str
    year: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A Chinese line and its English, with the place where they stand."""

    zh: str
    en: str
    path: Path
    line: int
    """1-based."""
    batch: Batch


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that is neither a pair nor a batch line."""

    path: Path
    line: int
    message: str


def parse_lines(path: Path) -> Iterator[Pair | Malformed]:
    """The pairs of a corpus file, and what is wrong with the lines that are none."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        yield Malformed(path, 1, f"the file is not UTF-8: {error.reason} at byte {error.start}")
        return
    batch: Batch | None = None
    reported = False
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            batch = _batch(line) or batch
            if _batch(line) is None:
                yield Malformed(
                    path, number, "a batch line reads '# area | document type | level | year'"
                )
            continue
        fields = line.split("\t")
        message = _fault(line, fields)
        if message:
            yield Malformed(path, number, message)
        elif batch is None:
            if not reported:
                yield Malformed(path, number, "pairs stand before the first batch line")
                reported = True
            yield Pair(fields[0], fields[1], path, number, Batch("", "", "", ""))
        else:
            yield Pair(fields[0], fields[1], path, number, batch)


def _batch(line: str) -> Batch | None:
    fields = [field.strip() for field in line[1:].split("|")]
    return Batch(*fields) if len(fields) == 4 and all(fields) else None


def _fault(line: str, fields: list[str]) -> str:
    if not line.strip():
        return "the line is blank"
    if _CONTROL.search(line):
        return "the line holds a control or invisible character"
    if len(fields) != 2:
        return f"{len(fields)} fields instead of two"
    if not all(field.strip() for field in fields):
        return "a field is blank"
    if any(field != field.strip() or "  " in field for field in fields):
        return "a field begins or ends with a space, or holds two in a row"
    if not _CHINESE.search(fields[0]):
        return "the first field has no Chinese"
    return ""


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a corpus file in order; raises :class:`CorpusError` at a malformed line."""
    pairs = []
    for item in parse_lines(path):
        if isinstance(item, Malformed):
            raise CorpusError(
                f"{item.path}:{item.line}: {item.message}; run training/check_corpus.py on the file"
            )
        pairs.append(item)
    return pairs


def fold_line(text: str) -> str:
    """``text`` without widths, case, spaces and punctuation: what counts as the same line.

    A decimal point, a percent sign and the like stay, as figures must not run together.
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold())


class NearDuplicates:
    """An index of held-out Chinese lines that answers which of them another line comes near to.

    Two lines of at least 16 folded characters are near duplicates where the shorter shares more than
    half of its character 8-grams with the other; shorter lines only where they are equal.
    """

    def __init__(self, held_out: Iterable[str]) -> None:
        self.lines: list[str] = list(held_out)
        self._equal: dict[str, int] = {}
        self._where: dict[str, list[int]] = {}
        self._sizes: list[int] = []
        for index, line in enumerate(self.lines):
            folded = fold_line(line)
            self._equal.setdefault(folded, index)
            grams = _grams(folded)
            self._sizes.append(len(grams))
            for gram in grams:
                self._where.setdefault(gram, []).append(index)

    def find(self, line: str) -> tuple[int, float] | None:
        """The index in :attr:`lines` of the nearest near duplicate of ``line``, and the overlap."""
        folded = fold_line(line)
        equal = self._equal.get(folded)
        if equal is not None:
            return equal, 1.0
        grams = _grams(folded)
        shared = Counter(index for gram in grams for index in self._where.get(gram, ()))
        best: tuple[int, float] | None = None
        for index, count in shared.items():
            overlap = count / min(len(grams), self._sizes[index])
            if overlap > OVERLAP and (best is None or overlap > best[1]):
                best = index, overlap
        return best


def _grams(folded: str) -> frozenset[str]:
    if len(folded) < SHORTEST:
        return frozenset()
    return frozenset(folded[i : i + GRAM] for i in range(len(folded) - GRAM + 1))

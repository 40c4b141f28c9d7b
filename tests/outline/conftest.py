"""What the outline's tests share: repaired documents made of lines, and the expected data."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from toolkit.document import (
    Damage,
    Document,
    ParagraphKind,
    RawDocument,
    RawParagraph,
    RepairedDocument,
    RepairedParagraph,
)
from toolkit.offsets import OffsetMap
from toolkit.outline import outline_document, outline_rows
from toolkit.segmenter import Segmenter

Kinds = dict[int, tuple[ParagraphKind, int | None]]


def repaired_document(
    lines: Sequence[str], kinds: Kinds | None = None, damage: tuple[Damage, ...] = ()
) -> RepairedDocument:
    """A repaired document that is ``lines``; ``kinds`` gives kind and level by index."""
    raw, repaired, position = [], [], 0
    for index, line in enumerate(lines):
        kind, level = (kinds or {}).get(index, ("text", None))
        raw.append(RawParagraph(position, position + len(line), kind, level))
        offsets = OffsetMap.identity(len(line), position)
        repaired.append(RepairedParagraph(line, offsets, kind, level))
        position += len(line) + 1
    document = RawDocument("x.txt", "text", "utf-8", "\n".join(lines), tuple(raw))
    return RepairedDocument(document, tuple(repaired), damage=damage)


@pytest.fixture(scope="session")
def repaired() -> Callable[..., RepairedDocument]:
    """:func:`repaired_document`, for the tests that make their document themselves."""
    return repaired_document


@pytest.fixture(scope="session")
def segmenter() -> Segmenter:
    return Segmenter()


@pytest.fixture(scope="session")
def outline(segmenter: Segmenter) -> Callable[..., Document]:
    """The document of the given lines."""

    def make(*lines: str, kinds: Kinds | None = None, damage: tuple[Damage, ...] = ()) -> Document:
        return outline_document(repaired_document(lines, kinds, damage), segmenter)

    return make


@pytest.fixture(scope="session")
def tree(outline: Callable[..., Document]) -> Callable[..., list[tuple[int, str, str]]]:
    """(level, label, title) of every section of the given lines."""

    def make(*lines: str, kinds: Kinds | None = None) -> list[tuple[int, str, str]]:
        rows = outline_rows(outline(*lines, kinds=kinds))
        return [(row["level"], row["label"], row["title"]) for row in rows]

    return make


@pytest.fixture(scope="session")
def expected_rows(root: Path) -> Callable[[str], list[dict[str, Any]]]:
    """The hand-made outline of a sample, in the shape of :func:`outline_rows`."""

    def read(name: str) -> list[dict[str, Any]]:
        path = root / "tests" / "expected" / "samples" / f"{name}.outline.tsv"
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        return [
            {
                "level": int(row["level"]),
                "label": row["label"],
                "number": int(row["number"]) if row["number"] else None,
                "title": row["title"],
                "line": int(row["line"]),
            }
            for row in rows
        ]

    return read

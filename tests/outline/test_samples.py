"""The sample documents against their hand-made outline; the seed's where it is there."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.document import Document, RepairedDocument
from toolkit.outline import outline_document, outline_rows
from toolkit.reading import read_bytes, read_document
from toolkit.repair import repair_document
from toolkit.segmenter import Segmenter

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = ROOT / "tests" / "expected"
NAMES = sorted(
    path.name.removesuffix(".repaired.txt") for path in EXPECTED.glob("samples/*.repaired.txt")
)
GLUED = [name for name in NAMES if name.endswith(("scraped", "chapters"))]
KEYS = ("level", "label", "number", "title", "line")

Make = Callable[..., Document]
Expected = Callable[[str], list[dict[str, Any]]]


def lines_of(name: str) -> list[str]:
    path = EXPECTED / "samples" / f"{name}.repaired.txt"
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def rows_of(document: Document) -> list[dict[str, Any]]:
    return [{key: row[key] for key in KEYS} for row in outline_rows(document)]


def sample(name: str) -> Path:
    (path,) = [p for p in (ROOT / "corpus" / "samples").iterdir() if p.stem == name]
    return path


def test_there_are_enough_samples() -> None:
    assert len(NAMES) >= 12
    assert len(GLUED) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_of_repaired_lines(name: str, outline: Make, expected_rows: Expected) -> None:
    lines = lines_of(name)
    document = outline(*lines)
    assert list(document.lines) == lines
    assert rows_of(document) == expected_rows(name)


@pytest.mark.parametrize("name", GLUED)
def test_the_outline_of_one_run(name: str, outline: Make, expected_rows: Expected) -> None:
    lines = lines_of(name)
    document = outline("".join(lines))
    assert list(document.lines) == lines
    assert rows_of(document) == expected_rows(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_of_the_file(name: str, segmenter: Segmenter, expected_rows: Expected) -> None:
    document = outline_document(repair_document(read_document(sample(name)), segmenter), segmenter)
    assert list(document.lines) == lines_of(name)
    assert rows_of(document) == expected_rows(name)
    text = "\n".join(document.lines)
    again = repair_document(read_bytes(text.encode("utf-8"), "again.txt"), segmenter)
    assert outline_document(again, segmenter).lines == document.lines


@pytest.mark.seed
def test_the_outline_of_the_seed(seed: Path, segmenter: Segmenter) -> None:
    document = outline_document(repair_document(read_document(seed), segmenter), segmenter)
    with open(EXPECTED / "seed" / "outline.tsv", encoding="utf-8", newline="") as file:
        wanted = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [
        {
            "level": str(row["level"]),
            "label": row["label"],
            "number": "" if row["number"] is None else str(row["number"]),
            "title_start": row["title"].replace(" ", "")[:8],
        }
        for row in outline_rows(document)
    ]
    assert found == wanted
    assert max(len(segment.source) for segment in document.segments()) <= 150
    repaired: RepairedDocument = repair_document(
        read_bytes("\n".join(document.lines).encode("utf-8"), "again.txt"), segmenter
    )
    assert outline_document(repaired, segmenter).lines == document.lines

"""A segmenter for all repair tests, and documents made of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from toolkit.document import RawDocument, RawParagraph, RepairedDocument, RepairedParagraph
from toolkit.repair import repair_document
from toolkit.repair.paragraphs import paragraphs_of
from toolkit.segmenter import Segmenter


def raw_document(lines: Iterable[str]) -> RawDocument:
    """A text document of those lines, one a paragraph, empty ones left out as a reader does."""
    text, spans = "", []
    for line in lines:
        if line:
            spans.append(RawParagraph(len(text), len(text) + len(line)))
        text += line + "\n"
    return RawDocument("test.txt", "text", "utf-8", text, tuple(spans))


@pytest.fixture(scope="session")
def segmenter() -> Segmenter:
    return Segmenter()


@pytest.fixture(scope="session")
def raw() -> Callable[..., RawDocument]:
    return lambda *lines: raw_document(lines)


@pytest.fixture(scope="session")
def paragraphs() -> Callable[..., tuple[RepairedParagraph, ...]]:
    return lambda *lines: paragraphs_of(raw_document(lines))


@pytest.fixture(scope="session")
def repair(segmenter: Segmenter) -> Callable[..., RepairedDocument]:
    """Repairs a document of the given lines."""
    return lambda *lines: repair_document(raw_document(lines), segmenter)


@pytest.fixture(scope="session")
def repaired(segmenter: Segmenter) -> Callable[..., list[str]]:
    """The texts of the repaired paragraphs of a document of the given lines."""
    return lambda *lines: [
        paragraph.text for paragraph in repair_document(raw_document(lines), segmenter).paragraphs
    ]

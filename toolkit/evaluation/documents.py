"""Whole documents against references that are aligned by section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.document import Document
from toolkit.errors import BilingualError

__all__ = ["Passage", "by_passage", "read_passages"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of a reference: its name in the file, its Chinese and its English."""

    section: str
    chinese: str
    english: str


def read_passages(path: Path) -> tuple[Passage, ...]:
    """The sections of a reference file with the columns section, zh and en; rows of one section
    that follow each other are joined. Raises BilingualError."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BilingualError(f"{path}: cannot be read ({error})") from error
    rows = [line.split("\t") for line in lines if line.strip()]
    if not rows or rows[0][:3] != ["section", "zh", "en"]:
        raise BilingualError(f"{path}: the first line must be the header section⇥zh⇥en")
    passages: list[Passage] = []
    for number, row in enumerate(rows[1:], 2):
        if len(row) < 3:
            raise BilingualError(f"{path}, row {number}: fewer than three columns")
        section, chinese, english = row[:3]
        if passages and passages[-1].section == section:
            last = passages.pop()
            chinese, english = last.chinese + chinese, f"{last.english} {english}"
        passages.append(Passage(section, chinese, english))
    return tuple(passages)


def by_passage(document: Document, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The document's English for each passage: that of the segments whose Chinese stands in it.

    Segments come in the passages' order; one whose Chinese is not found ahead (a line that only one
    of both has) goes where the one before it went.
    """
    stream = ""
    ends: list[int] = []
    for passage in passages:
        stream += _letters(passage.chinese)
        ends.append(len(stream))
    parts: list[list[str]] = [[] for _ in passages]
    position = place = 0
    for segment in document.segments():
        letters = _letters(segment.source)
        found = stream.find(letters, position) if letters else -1
        if found >= 0:
            middle = found + len(letters) // 2
            place = next(i for i, end in enumerate(ends) if middle < end)
            position = found + len(letters)
        if segment.target:
            parts[place].append(segment.target)
    return tuple(" ".join(part) for part in parts)


def _letters(text: str) -> str:
    """``text`` without spaces and marks, which repair may change."""
    return "".join(filter(str.isalnum, text))

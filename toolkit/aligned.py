"""An aligned file opened for work: what another program changed is looked at anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from toolkit.bilingual import read_bilingual, read_xliff
from toolkit.document import Document, Segment
from toolkit.engine import settle

__all__ = ["open_aligned"]


def open_aligned(path: Path, *, canonical: bool = True) -> Document:
    """The document in ``path`` with the fate of every constraint known, its findings not computed.

    ``canonical`` takes an .xlf only; otherwise TMX and TSV too. Raises BilingualError.
    """
    document = read_xliff(path) if canonical else read_bilingual(path)
    return document.with_segments({s.id: _settled(s) for s in document.segments()})


def _settled(segment: Segment) -> Segment:
    """``segment`` with fates for the constraints of an English that was changed outside zhdoc."""
    if all(constraint.fate is not None for constraint in segment.constraints):
        return segment
    return replace(segment, constraints=settle(segment.source, segment.constraints, segment.target))

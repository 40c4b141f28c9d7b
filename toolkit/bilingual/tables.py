"""Tables of the document, put together again from their cells' places, as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from toolkit.document import Segment

__all__ = ["Table", "with_tables"]

_PLACE = re.compile(
    r"(?P<table>(?:.*, )?table [0-9]{1,6}), row (?P<row>[0-9]{1,6}), column (?P<column>[0-9]{1,6})"
)
_SPARSE = 20  # places for each cell: a grid with more of them shows nothing
_SMALL = 200  # places of a grid that is shown however few of them are filled


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in their rows and columns; rows and columns without any text are left out."""

    name: str
    """``table 1``; a table within another's cell has that cell's place before it."""
    rows: tuple[tuple[tuple[Segment, ...], ...], ...]
    """All of one length; a place without text holds no segment, a cell of several paragraphs more."""

    def segments(self) -> Iterator[Segment]:
        """The cells' segments, row by row."""
        for row in self.rows:
            for cell in row:
                yield from cell


def with_tables(segments: Iterable[Segment]) -> Iterator[Segment | Table]:
    """``segments`` in order, the consecutive cells of a table as one :class:`Table`."""
    for name, group in groupby(segments, _table_of):
        run = list(group)
        table = _table(name, run) if name else None
        if table is None:
            yield from run
        else:
            yield table


def _place(segment: Segment) -> re.Match[str] | None:
    return _PLACE.fullmatch(segment.place) if segment.kind == "cell" else None


def _table_of(segment: Segment) -> str:
    place = _place(segment)
    return place["table"] if place else ""


def _table(name: str, segments: list[Segment]) -> Table | None:
    """The table of those cells; None where it would be no help: a single cell, or mostly holes."""
    cells: dict[int, dict[int, list[Segment]]] = {}
    for segment in segments:
        if place := _place(segment):
            row = cells.setdefault(int(place["row"]), {})
            row.setdefault(int(place["column"]), []).append(segment)
    columns = sorted({column for row in cells.values() for column in row})
    filled = sum(map(len, cells.values()))
    if filled < 2 or len(cells) * len(columns) > max(_SMALL, _SPARSE * filled):
        return None
    rows = (tuple(tuple(cells[row].get(column, ())) for column in columns) for row in sorted(cells))
    return Table(name, tuple(rows))

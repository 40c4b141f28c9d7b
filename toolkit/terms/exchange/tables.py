"""Plain tables: zhdoc's own columns, and the lists that DeepL and OmegaT take."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence

from toolkit.terms.entries import COLUMNS, Entry

__all__ = ["cells", "write_csv", "write_deepl", "write_omegat", "write_tsv"]

_BREAKS = re.compile(r"[\t\r\n]+")


def cells(entry: Entry) -> list[str]:
    """The entry's fields in the order of :data:`toolkit.terms.entries.COLUMNS`."""
    variants = "|".join(entry.variants)
    return [entry.zh, entry.en, entry.pos, entry.status, variants, entry.note, entry.source]


def write_tsv(entries: Sequence[Entry]) -> bytes:
    """zhdoc's glossary file."""
    return _lines([COLUMNS, *map(cells, entries)]).encode("utf-8")


def write_csv(entries: Sequence[Entry]) -> bytes:
    """The same as CSV, with the mark by which Excel knows UTF-8."""
    return codecs.BOM_UTF8 + _csv([COLUMNS, *map(cells, entries)])


def write_deepl(entries: Sequence[Entry]) -> bytes:
    """DeepL's CSV: ``source,target`` without a header, each source once (its documentation)."""
    pairs: dict[str, str] = {}
    for entry in sorted(entries, key=lambda e: e.status != "preferred"):  # else in their order
        pairs.setdefault(entry.zh, entry.en)
    return _csv(pairs.items())


def write_omegat(entries: Sequence[Entry]) -> bytes:
    """OmegaT's tab-separated list in UTF-8: source, target, comment."""
    rows = []
    for entry in entries:
        remarks = (entry.status if entry.status != "preferred" else "", entry.note, entry.source)
        rows.append([entry.zh, entry.en, "; ".join(filter(None, remarks))])
    return _lines(rows).encode("utf-8")


def _lines(rows: Iterable[Sequence[str]]) -> str:
    return "".join("\t".join(_BREAKS.sub(" ", c) for c in row) + "\n" for row in rows)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode("utf-8")

"""Plain tables: zhdoc's own columns, and the lists that DeepL and OmegaT take."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence

from toolkit.terms.entries import COLUMNS, Entry

__all__ = ["cells", "printable", "write_csv", "write_deepl", "write_omegat", "write_tsv"]

_BREAKS = re.compile(r"[\t\r\n]+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def printable(text: str) -> str:
    """``text`` without the control characters that neither XML nor a spreadsheet can hold."""
    return _UNPRINTABLE.sub(" ", text)


def cells(entry: Entry) -> list[str]:
    """The entry's fields in the order of :data:`toolkit.terms.entries.COLUMNS`."""
    variants = "|".join(variant.replace("|", "/") for variant in entry.variants)
    fields = (entry.zh, entry.en, entry.pos, entry.status, variants, entry.note, entry.source)
    return [printable(field) for field in fields]


def write_tsv(entries: Sequence[Entry]) -> bytes:
    """zhdoc's glossary file."""
    return _lines([COLUMNS, *map(cells, entries)]).encode("utf-8")


def write_csv(entries: Sequence[Entry]) -> bytes:
    """The same as CSV, with the mark by which Excel knows UTF-8."""
    # One line an entry: a line that begins with # would be taken for a comment.
    return codecs.BOM_UTF8 + _csv([COLUMNS, *map(_line, map(cells, entries))])


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
    return "".join("\t".join(_line(row)) + "\n" for row in rows)


def _line(row: Sequence[str]) -> list[str]:
    """The cells without breaks; a term that begins with # has the wide one, else it is a comment."""
    first, *others = (_BREAKS.sub(" ", cell) for cell in row)
    return [first.replace("#", "＃", 1) if first.startswith("#") else first, *others]


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode("utf-8")

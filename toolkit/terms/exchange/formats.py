"""Which format a glossary file has, and who reads and writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.terms.entries import Entry, Origin, parse_entries
from toolkit.terms.exchange.spreadsheet import read_xlsx, write_xlsx
from toolkit.terms.exchange.tables import write_csv, write_deepl, write_omegat, write_tsv
from toolkit.terms.exchange.tbx import read_tbx, write_martif, write_tbx

__all__ = ["FORMATS", "Format", "Written", "read_entries", "write_entries"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that glossaries are written in."""

    suffix: str
    write: Callable[[Sequence[Entry]], bytes]
    complete: bool
    """Whether it holds all of an entry; else only the pairs that may be used."""
    description: str


FORMATS: dict[str, Format] = {
    "tsv": Format(".tsv", write_tsv, True, "zhdoc's own columns"),
    "csv": Format(".csv", write_csv, True, "the same columns, for Excel"),
    "xlsx": Format(".xlsx", write_xlsx, True, "a spreadsheet"),
    "tbx": Format(".tbx", write_tbx, True, "ISO 30042:2019, TBX-Basic"),
    "tbx2008": Format(".tbx", write_martif, True, "ISO 30042:2008 (martif), TBX-Basic"),
    "deepl": Format(".csv", write_deepl, False, "DeepL's glossary: source, target"),
    "omegat": Format(".txt", write_omegat, False, "OmegaT's glossary: source, target, comment"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A glossary in another format, and what that format could not hold."""

    content: bytes
    left_out: dict[str, int]
    """Number of forbidden entries, variants, notes … that are not in it."""


def read_entries(
    data: bytes,
    name: str,
    origin: Origin = "user",
    tell: Callable[[str], None] = lambda line: None,
) -> tuple[Entry, ...]:
    """The entries in a glossary file's bytes, told apart by content; raises GlossaryError.

    ``tell`` gets a line for each part that is left out: a spreadsheet's sheet without a header.
    """
    if data.startswith(b"PK\x03\x04"):
        return read_xlsx(data, name, origin, tell)
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").startswith(b"<"):
        return read_tbx(data, name, origin)
    return parse_entries(data, name, origin)


def write_entries(entries: Sequence[Entry], format_name: str) -> Written:
    """``entries`` in one of :data:`FORMATS`."""
    chosen = FORMATS[format_name]
    if chosen.complete:
        return Written(chosen.write(entries), {})
    usable = [entry for entry in entries if entry.status != "forbidden"]
    left_out = {
        "forbidden entries": len(entries) - len(usable),
        "variants": sum(len(entry.variants) for entry in usable),
        "parts of speech": len(usable),
    }
    if format_name == "deepl":
        left_out["notes and sources"] = sum(bool(e.note or e.source) for e in usable)
        pairs = len({entry.zh for entry in usable})
        left_out["second renderings"] = len(usable) - pairs
    return Written(chosen.write(usable), {what: n for what, n in left_out.items() if n})

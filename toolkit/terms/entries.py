"""Glossary entries and the files they stand in: TSV or CSV, ours or a user's.

The columns are ``zh en pos status variants note source``; the domain is the file's name. A file
without a header line is a user's list: source, target and, if there is one, a note. Lines that begin
with ``#`` and blank lines say nothing.

What a status means for translation:

- ``preferred``: the English that the translation must use wherever the term occurs;
- ``admitted``: beside a preferred entry, English that is as good; alone, English that is right where
  the term is the whole text (a heading, a table cell) and is not forced inside a sentence;
- ``forbidden``: English that must not stand for the term.

The part of speech ``cell`` marks table words (合计, 备注): they apply only to a whole text.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, get_args

from toolkit.errors import GlossaryError
from toolkit.terms.forms import fold

__all__ = [
    "BODIES_DOMAIN",
    "COLUMNS",
    "PLACES_DOMAIN",
    "Entry",
    "Origin",
    "PartOfSpeech",
    "Status",
    "composed_entry",
    "entries_of_rows",
    "has_header",
    "parse_entries",
    "tsv_columns",
]

PartOfSpeech = Literal["noun", "name", "verb", "adjective", "phrase", "cell"]
Status = Literal["preferred", "admitted", "forbidden"]
Origin = Literal["builtin", "user", "composed"]

_PARTS_OF_SPEECH: dict[str, PartOfSpeech] = {name: name for name in get_args(PartOfSpeech)}
_STATUSES: dict[str, Status] = {name: name for name in get_args(Status)}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

COLUMNS = ("zh", "en", "pos", "status", "variants", "note", "source")

# The entries of these domains make up composed names: see toolkit.terms.composing.
BODIES_DOMAIN = "local-bodies"
PLACES_DOMAIN = "places"

# What people call the columns in their own lists.
_COLUMN_NAMES = {
    **{name: name for name in COLUMNS},
    "chinese": "zh",
    "english": "en",
    "target": "en",
    "中文": "zh",
    "原文": "zh",
    "源文": "zh",
    "术语": "zh",
    "英文": "en",
    "译文": "en",
    "词性": "pos",
    "状态": "status",
    "备注": "note",
    "说明": "note",
    "来源": "source",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One Chinese term with one English rendering; see the module for what ``status`` means."""

    zh: str
    en: str
    pos: PartOfSpeech = "noun"
    status: Status = "preferred"
    variants: tuple[str, ...] = ()
    """Other English that is as good: an abbreviation, another settled wording."""
    note: str = ""
    source: str = ""
    """Why this English: the body that uses it, the law, the house style."""
    domain: str = ""
    """The file's name without folder and extension."""
    origin: Origin = "user"
    file: str = ""
    line: int = 0
    """1-based line in ``file``; 0 for an entry that was composed."""

    @property
    def form(self) -> str:
        """The term as it is compared: see :func:`toolkit.terms.forms.fold`."""
        return fold(self.zh)


def composed_entry(zh: str, english: Sequence[str], pos: PartOfSpeech = "name") -> Entry:
    """The entry of a name that rules made, its preferred English first; each wording counts once."""
    variants = tuple(name for name in dict.fromkeys(english) if name != english[0])
    return Entry(
        zh, english[0], pos, variants=variants, source="composed by rule", origin="composed"
    )


def parse_entries(data: bytes, name: str, origin: Origin = "user") -> tuple[Entry, ...]:
    """The entries of a glossary file's bytes, in order.

    ``name`` is the file's name; its stem is the domain. Raises :class:`GlossaryError`, naming file
    and line, where the file cannot be decoded or a line is no entry.
    """
    return entries_of_rows(list(_rows(_decode(data, name), name)), name, origin)


def entries_of_rows(
    rows: list[tuple[int, list[str]]], name: str, origin: Origin, sheet: str = ""
) -> tuple[Entry, ...]:
    """The entries of a table: the line number and the stripped cells of each row that says something.

    ``sheet`` is for messages: which of a workbook's sheets the table is.
    """
    if not rows:
        return ()
    place = f"{name}, sheet {sheet}" if sheet else name
    columns, rows = _columns(rows, place)
    domain = PurePath(name).stem
    entries = []
    for line, cells in rows:
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise GlossaryError(
                f"{place}, line {line}: {len(cells)} fields where {len(columns)} are expected "
                f"({', '.join(columns)}); remove the extra ones or add a header line."
            )
        fields = dict(zip(columns, cells, strict=False))
        entries.append(_entry(fields, place, line, file=name, domain=domain, origin=origin))
    return tuple(entries)


def has_header(cells: list[str]) -> bool:
    """Whether a row names both of the columns that every glossary has."""
    return {"zh", "en"} <= set(_known_columns(cells))


def tsv_columns(text: str, name: str) -> tuple[str, ...] | None:
    """The columns of a tab-separated glossary file's text; None where no line says anything yet.

    Raises :class:`GlossaryError` where its cells are parted otherwise, or a column is unknown.
    """
    rows = list(_rows(text.removeprefix("\ufeff"), name))
    if not rows:
        return None
    if len(rows[0][1]) < 2 or "\t" not in text:
        raise GlossaryError(f"{name}, line {rows[0][0]}: the cells are not parted by tabs.")
    return _columns(rows, name)[0]


def _decode(data: bytes, name: str) -> str:
    """The text of a glossary file: BOM, else UTF-8, else GB18030 (what Chinese Excel writes)."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise GlossaryError(
        f"{name}: this is no text in UTF-8, UTF-16 or GB18030; save it as UTF-8 and try again."
    )


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and stripped fields of every line that says something."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line for line in lines if _says_something(line)), "")
    if "\t" in first:
        for number, line in enumerate(lines, start=1):
            if _says_something(line):
                yield number, [cell.strip() for cell in line.split("\t")]
        return
    delimiter = ";" if ";" in first and "," not in first else ","
    # Comment lines become empty ones, so that the reader's line numbers stay the file's.
    kept = "\n".join(line if _says_something(line) else "" for line in lines)
    reader = csv.reader(io.StringIO(kept, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for cells in reader:
            number, start = reader.line_num, number + 1
            if any(cell.strip() for cell in cells):
                yield start, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise GlossaryError(
            f"{name}, line {reader.line_num}: no valid CSV ({error}); check the quotation marks."
        ) from error


def _says_something(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#")


def _known_columns(cells: list[str]) -> list[str]:
    """The column that each cell of a header line names; "" where it names none."""
    names = [cell.lower() for cell in cells]
    if names[:2] == ["source", "target"]:
        names[0] = "zh"
    return [_COLUMN_NAMES.get(name, "") for name in names]


def _columns(
    rows: list[tuple[int, list[str]]], name: str
) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    """The column names and the rows below the header line, where there is one."""
    line, first = rows[0]
    names = [cell.lower() for cell in first]
    known = _known_columns(first)
    if "zh" not in known and "en" not in known:
        return ("zh", "en", "note"), rows
    while names and not names[-1]:  # empty columns at the end, as spreadsheets leave them
        names.pop()
    columns = tuple(known[: len(names)])
    for cell, column in zip(names, columns, strict=True):
        if not column:
            raise GlossaryError(
                f"{name}, line {line}: there is no column {cell!r}; known are {', '.join(COLUMNS)}."
            )
        if columns.count(column) > 1:
            raise GlossaryError(f"{name}, line {line}: the column {column} is there twice.")
    for needed in ("zh", "en"):
        if needed not in columns:
            raise GlossaryError(f"{name}, line {line}: the column {needed} is missing; add it.")
    return columns, rows[1:]


def _entry(
    fields: dict[str, str], name: str, line: int, *, file: str, domain: str, origin: Origin
) -> Entry:
    zh, en = fields.get("zh", ""), fields.get("en", "")
    for column, value in (("zh", zh), ("en", en)):
        if not value:
            raise GlossaryError(
                f"{name}, line {line}: {column} is empty; fill it or remove the line."
            )
        if _CONTROL.search(value):
            raise GlossaryError(
                f"{name}, line {line}: {column} holds a control character; type {value!r} anew."
            )
    if not fold(zh):
        raise GlossaryError(f"{name}, line {line}: {zh!r} is no term; write its characters in zh.")
    variants = tuple(v for v in (v.strip() for v in fields.get("variants", "").split("|")) if v)
    return Entry(
        zh=zh,
        en=en,
        pos=_pos(fields.get("pos", ""), en, name, line),
        status=_status(fields.get("status", ""), name, line),
        variants=variants,
        note=fields.get("note", ""),
        source=fields.get("source", ""),
        domain=domain,
        origin=origin,
        file=file,
        line=line,
    )


def _pos(value: str, en: str, name: str, line: int) -> PartOfSpeech:
    if not value:
        return "name" if en[:1].isupper() else "noun"
    known = _PARTS_OF_SPEECH.get(value.lower())
    if known is not None:
        return known
    raise GlossaryError(
        f"{name}, line {line}: there is no part of speech {value!r}; "
        f"known are {', '.join(_PARTS_OF_SPEECH)}."
    )


def _status(value: str, name: str, line: int) -> Status:
    if not value:
        return "preferred"
    known = _STATUSES.get(value.lower())
    if known is not None:
        return known
    raise GlossaryError(
        f"{name}, line {line}: there is no status {value!r}; known are {', '.join(_STATUSES)}."
    )

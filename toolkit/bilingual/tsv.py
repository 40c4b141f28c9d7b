"""TSV, one segment a line, to read in programs and spreadsheets; and bare source⇥target files.

Header ``id hash section label source target state comment``, UTF-8, LF. Inside a field a backslash,
tab, newline and carriage return are written ``\\\\``, ``\\t``, ``\\n``, ``\\r``. ``section`` is the
section's id, ``comment`` what reviewers noted. The file is data for programs: a field that begins
with ``=``, ``+``, ``-`` or ``@`` is written as it is, so import it into a spreadsheet as text.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from toolkit.bilingual.lines import comments, flat_document, sectioned_document
from toolkit.document import Document, Note, Segment, State
from toolkit.errors import BilingualError
from toolkit.offsets import OffsetMap

__all__ = ["COLUMNS", "escape", "read_bare", "read_tsv", "table_rows", "unescape", "write_tsv"]

COLUMNS = ("id", "hash", "section", "label", "source", "target", "state", "comment")

_STATES: tuple[State, ...] = get_args(State)
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_ESCAPED = re.compile(r"\\(.)")
_MEANINGS = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
_BARE_HEADERS = {("source", "target"), ("zh", "en"), ("chinese", "english"), ("原文", "译文")}


def write_tsv(document: Document) -> bytes:
    """``document`` as TSV."""
    lines = ["\t".join(map(escape, row)) for row in (COLUMNS, *table_rows(document))]
    # A lone surrogate cannot be encoded; reading never lets one through.
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def table_rows(document: Document) -> Iterator[tuple[str, ...]]:
    """What stands in :data:`COLUMNS` for each segment, in order."""
    for section in document.sections():
        for segment in section.segments:
            yield (
                segment.id,
                segment.hash,
                section.id,
                segment.label,
                segment.source,
                segment.target,
                segment.state,
                "\n".join(comments(segment)),
            )


def read_tsv(path: Path, content: bytes) -> Document:
    """The document in zhdoc's TSV; sections keep their ids and order, their headings are unknown.

    ``hash`` is kept as the file has it, so that whoever compares sees a changed source. Raises
    :class:`toolkit.errors.BilingualError` with the line.
    """
    rows = read_lines(path, content)
    number, header = next(rows, (1, []))
    positions = {name: header.index(name) for name in COLUMNS if name in header}
    missing = [name for name in ("id", "source", "target") if name not in positions]
    if missing:
        raise BilingualError(
            f"{path}, line {number}: the header lacks {', '.join(missing)}; it must be"
            f" {' '.join(COLUMNS)}, separated by tabs"
        )
    sections: dict[str, list[Segment]] = {}
    taken: dict[str, int] = {}
    offset = 0
    for number, row in rows:
        if len(row) > len(header):
            raise BilingualError(
                f"{path}, line {number}: {len(row)} fields where the header has {len(header)}; write a"
                " tab inside a field as \\t"
            )

        def field(name: str, row: Sequence[str] = row) -> str:
            place = positions.get(name, len(row))
            return unescape(row[place]) if place < len(row) else ""

        name, source, target, comment = map(field, ("id", "source", "target", "comment"))
        if not name or name in taken:
            what = f"the id {name} stands in line {taken[name]} too" if name else "the id is empty"
            raise BilingualError(
                f"{path}, line {number}: {what}; every line needs an id of its own"
            )
        taken[name] = number
        label = field("label")
        sections.setdefault(field("section") or "r", []).append(
            Segment(
                id=name,
                source=source,
                offsets=OffsetMap.identity(len(source), offset),
                line=number - 1,
                label=label if source.startswith(label) else "",
                target=target,
                state=_state(path, number, field("state"), target),
                notes=(Note("reviewer", comment),) if comment else (),
                hash=field("hash"),
            )
        )
        offset += len(source) + 1
    if not sections:
        raise BilingualError(f"{path}: holds no segments; give a file with text in it")
    return sectioned_document(path.name, "tsv", "utf-8", sections)


def read_bare(path: Path, content: bytes) -> Document:
    """Pairs as source⇥target, one a line; a segment's id is its line's number, from 1.

    A third field is a note; a header such as ``source⇥target`` is skipped, and so is a line that
    begins with # and has no tab, as corpus/parallel heads its batches. Nothing is unescaped.
    """
    segments: list[Segment] = []
    offset = 0
    for number, row in read_lines(path, content):
        if number == 1 and tuple(name.strip().lower() for name in row[:2]) in _BARE_HEADERS:
            continue
        if len(row) < 2 and row[0].startswith("#"):
            continue
        if len(row) < 2:
            raise BilingualError(
                f"{path}, line {number}: no tab between the Chinese and the English; give xlf, tmx or"
                " tsv"
            )
        source, target = row[0], row[1]
        note = " ".join(row[2:]).strip()
        segments.append(
            Segment(
                id=str(number),
                source=source,
                offsets=OffsetMap.identity(len(source), offset),
                line=number,
                target=target,
                state="edited" if target else "none",
                notes=(Note("reviewer", note),) if note else (),
            )
        )
        offset += len(source) + 1
    if not segments:
        raise BilingualError(f"{path}: holds no pairs; give a file with text in it")
    return flat_document(path.name, "tsv", "utf-8", segments)


def escape(field: str) -> str:
    """``field`` without tabs and line breaks."""
    return field.translate(_ESCAPES)


def unescape(field: str) -> str:
    """What :func:`escape` made ``field`` from; an unknown escape stays as it is."""
    return _ESCAPED.sub(lambda m: _MEANINGS.get(m[1], m[0]), field)


def read_lines(path: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """(1-based line number, fields) of every line that is not blank.

    UTF-16 is what a spreadsheet calls Unicode text; it puts quotes around a field that has a quote,
    a comma or a line break in it, and doubles the quotes inside.
    """
    spreadsheet = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if spreadsheet else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BilingualError(
            f"{path}, line {line}: not UTF-8 (byte {error.start}); save it as UTF-8 or Unicode text"
        ) from error
    if spreadsheet:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), "excel-tab", strict=True)
            quoted = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
        except csv.Error:
            pass  # another program's, with quotes that are only quotes
        else:
            yield from quoted
            return
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            yield number, row.removesuffix("\r").split("\t")


def _state(path: Path, number: int, word: str, target: str) -> State:
    for state in _STATES:
        if word == state:
            return state
    if not word:
        return "edited" if target else "none"
    raise BilingualError(
        f"{path}, line {number}: {word!r} is no state; use one of {', '.join(_STATES)}"
    )

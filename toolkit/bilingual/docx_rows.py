"""The review table on its way back from Word, WPS or LibreOffice: its rows as people left them.

A table is ours where cells of one column hold an id with a source hash. The other columns are known
by their headings, or else by what stands in them, so that they may be moved, renamed and copied into
another document. A row is read as "accept all changes" would leave it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from toolkit.bilingual.docx_table import (
    Comment,
    TableRow,
    comments,
    table_rows,
    tables,
    text_behind,
)
from toolkit.bilingual.input_file import read_whole
from toolkit.bilingual.review_table import (
    STATE_REMARK,
    Column,
    column_of,
    plain,
    section_remark,
    state_of,
    without_findings,
)
from toolkit.bilingual.rows import Row
from toolkit.document import source_hash
from toolkit.errors import BilingualError, ReadingError
from toolkit.reading import Archive, sniff_bytes
from toolkit.reading.docx_xml import Part, main_part

__all__ = ["read_review_docx"]

_ID_CELL = re.compile(
    r"(?P<id>.{0,200}?)\s*\b(?P<hash>[0-9a-f]{16})(?:\s+(?P<base>[0-9a-f]{16}))?", re.DOTALL
)
"""The segment's id, the hash of its Chinese and that of the English it was written with."""
_LONGEST_HEADING = 40
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_MAKE_ONE = "`zhdoc export FILE.xlf --to review-docx` writes one"


def read_review_docx(path: Path) -> tuple[Row, ...]:
    """The rows of every review table in the document at ``path``, in its order.

    A row without an id is one that a person added; its texts are those of its columns. A word in the
    state column that is no state goes into the comment, as ``state: word``; so do what stands in a
    column that people added, after its heading, and the document's comments that begin in the row,
    with their author's name where it is not the row's. A comment
    that stands outside the rows, the text below the last table, and what a person wrote into a section's
    row, are rows of their own without an id. ``target`` and ``comment`` have plain spaces and hyphens (see
    :func:`toolkit.bilingual.review_table.plain`); ``source`` is as the file has it.

    ``base`` is the hash of the English the file was made with; ``trouble`` says where cells were
    merged. Raises :class:`toolkit.errors.BilingualError`, one line, for what is no .docx, encrypted,
    broken or unsafe, or has no such table.
    """
    try:
        archive = Archive(_docx_bytes(path), str(path))
        return tuple(_Reading(path, main_part(archive, str(path))).rows())
    except ReadingError as error:
        raise BilingualError(str(error)) from error


def _docx_bytes(path: Path) -> bytes:
    data = read_whole(path)
    if sniff_bytes(data, str(path)) != "docx":
        raise BilingualError(f"{path}: not a Word document (.docx); {_MAKE_ONE}")
    return data


class _Layout(NamedTuple):
    columns: Mapping[Column, int]
    width: int
    """How many cells a row has."""
    others: Mapping[int, str]
    """Columns that people added, by their places: their headings."""


class _Reading:
    def __init__(self, path: Path, document: Part) -> None:
        self._path = path
        self._root = document.root
        self._comments = comments(document)

    def rows(self) -> Iterator[Row]:
        known: _Layout | None = None
        found = []
        for table in tables(self._root):
            lines = table_rows(table)
            layout = self._layout(lines, known)
            if layout is not None:
                found.append((table, lines, layout))
                known = layout
        if not found:
            raise BilingualError(f"{self._path}: there is no review table in it; {_MAKE_ONE}")
        for number, (_, lines, layout) in enumerate(found, 1):
            table_name = f"table {number}, " if len(found) > 1 else ""
            for place, line in enumerate(lines, 1):
                row = self._row(f"{table_name}row {place}", line, layout)
                if row is not None:
                    yield row
        written, author = text_behind(found[-1][0])
        if words := plain(written):
            yield Row("text below the table", "", "", "", "", comment=words, author=author)
        for comment in self._comments.values():  # those that no row has taken
            if comment.text:
                yield Row("comment", "", "", "", "", comment=comment.text, author=comment.author)

    # ------------------------------------------------------------------------------- columns

    def _layout(self, lines: Sequence[TableRow], known: _Layout | None) -> _Layout | None:
        """Where each column stands; None where this is no review table.

        ``known`` is that of the table before, for one that was split off and has no headings.
        """
        places = Counter(
            index
            for line in lines
            for index, cell in enumerate(line.cells)
            if _ID_CELL.fullmatch(cell.text.strip())
        )
        if not places:
            return None
        ids = places.most_common(1)[0][0]
        full = [line for line in lines if _identity(line, ids)[1]]
        width = Counter(len(line.cells) for line in full).most_common(1)[0][0]
        full = [line for line in full if len(line.cells) == width]
        headings = next(
            (
                [plain(cell.text) for cell in line.cells]
                for line in lines
                if len(line.cells) == width and _is_heading(line)
            ),
            None,
        )
        if headings is None and known and known.columns["id"] == ids and known.width == width:
            return known
        columns: dict[Column, int] = {"id": ids}
        for index, heading in enumerate(headings or ()):
            column = column_of(heading)
            if column == "target" and column in columns:
                raise BilingualError(
                    f"{self._path}: two columns are headed as the English, {heading!r} is one;"
                    " delete it or give it another heading"
                )
            if column is not None and index != ids:
                columns.setdefault(column, index)
        self._add_by_content(columns, full, width, headed=headings is not None)
        others = {
            index: heading
            for index, heading in enumerate(headings or ())
            if index not in columns.values() and column_of(heading) is None
        }
        return _Layout(columns, width, others)

    def _add_by_content(
        self, columns: dict[Column, int], lines: Sequence[TableRow], width: int, *, headed: bool
    ) -> None:
        """Find the columns that no heading names by what stands in them.

        Where there are headings, the English must be in part what was exported: what people put
        into a column of their own is not taken for it.
        """

        def free() -> list[int]:
            return [index for index in range(width) if index not in columns.values()]

        def texts(index: int) -> list[str]:
            return [line.cells[index].text.strip() for line in lines]

        def hits(index: int, wanted: Sequence[str]) -> int:
            return sum(source_hash(t) == h for t, h in zip(texts(index), wanted, strict=True))

        _, hashes, bases = zip(*(_identity(line, columns["id"]) for line in lines), strict=True)
        if "source" not in columns:
            scores = {
                i: (hits(i, hashes), sum(len(_HAN.findall(t)) for t in texts(i))) for i in free()
            }
            if not scores or max(scores.values()) == (0, 0):
                raise BilingualError(
                    f"{self._path}: its review table has no column with the Chinese; take a copy that"
                    " has all columns"
                )
            columns["source"] = max(scores, key=lambda index: scores[index])
        sources = texts(columns["source"])
        if "state" not in columns:
            counts = {i: sum(state_of(t) is not None for t in texts(i)) for i in free()}
            if counts and 2 * max(counts.values()) > len(lines):
                columns["state"] = max(counts, key=lambda index: counts[index])
        if "label" not in columns:
            for index in free():
                pairs = list(zip(texts(index), sources, strict=True))
                if any(t for t, _ in pairs) and all(s.startswith(t) for t, s in pairs):
                    columns["label"] = index
                    break
        lengths = {i: sum(len(without_findings(t)) for t in texts(i)) for i in free()}
        if "target" not in columns:
            found = max(lengths, key=lambda i: (hits(i, bases), lengths[i]), default=None)
            if found is None or (headed and not hits(found, bases)):
                raise BilingualError(
                    f"{self._path}: its review table has no column headed English; give the column its"
                    " heading back, or take a copy that has all columns"
                )
            columns["target"] = found
            del lengths[found]
        if "comment" not in columns and lengths and not headed:
            columns["comment"] = max(lengths, key=lambda i: lengths[i])

    # ---------------------------------------------------------------------------------- rows

    def _row(self, place: str, line: TableRow, layout: _Layout) -> Row | None:
        if _is_heading(line):
            return None
        remarks = [taken for i in line.comments if (taken := self._comments.pop(i, None))]
        texts = [cell.text.strip("\n") for cell in line.cells]
        columns = layout.columns
        if len(texts) != layout.width:
            trouble = (
                f"it has {len(texts)} cells where the others have {layout.width}; undo the merge or"
                " split of cells"
            )
            key = next((k for text in texts if (k := _ID_CELL.fullmatch(text.strip()))), None)
            words = [t for t in map(plain, texts) if not _ID_CELL.fullmatch(t)]
            added = [section_remark(t) for t in words]
            written = "\n".join(
                filter(None, (t if a is None else a for t, a in zip(words, added, strict=True)))
            )
            if key is None and not written and not remarks:
                return None
            if any(a is not None for a in added):  # a section's row, where no English stands
                row = Row(place, "", "", "", "", comment=written, author=line.author)
            else:
                row = Row(place, "", "", "", written, author=line.author)
            if key is not None:
                row = replace(row, id=key["id"], hash=key["hash"], trouble=trouble)
            return _with_remarks(row, remarks)
        trouble = ""
        if line.cells[columns["target"]].goes_on or line.cells[columns["id"]].goes_on:
            trouble = "it has cells that are merged with the row above; split them"

        def text(column: Column) -> str:
            return texts[columns[column]] if column in columns else ""

        identity, digest, base = _identity(line, columns["id"])
        if not any(map(plain, texts)) and not remarks:
            return None
        comment = plain(without_findings(text("comment"))) if "comment" in columns else None
        word = plain(text("state"))
        state = state_of(word)
        more = [f"{STATE_REMARK}{word}"] if word and state is None else []
        for index, heading in layout.others.items():
            if said := plain(without_findings(texts[index])):
                more.append(f"{heading}: {said}" if heading else said)
        if more:
            comment = "\n".join(filter(None, [comment, *more]))
        row = Row(
            place,
            identity,
            digest,
            text("source"),
            plain(text("target")),
            state,
            comment,
            line.author,
            base=base,
            trouble=trouble,
        )
        return _with_remarks(row, remarks)


def _with_remarks(row: Row, remarks: Sequence[Comment]) -> Row:
    """``row`` with its comments; who commented is its author where nobody changed it."""
    if not remarks:
        return row
    author = row.author or max(remarks, key=lambda remark: remark.when).author
    said = [
        r.text if r.author in (author, "") else f"{r.author}: {r.text}" for r in remarks if r.text
    ]
    return replace(row, comment="\n".join(filter(None, [row.comment, *said])), author=author)


def _identity(line: TableRow, index: int) -> tuple[str, str, str]:
    """(id, hash, base) of the row; what it has not is an empty text."""
    text = line.cells[index].text.strip() if index < len(line.cells) else ""
    found = _ID_CELL.fullmatch(text)
    return (found["id"], found["hash"], found["base"] or "") if found else (text, "", "")


def _is_heading(line: TableRow) -> bool:
    """Whether the row is one of headings: most of its texts are, and none is an id."""
    texts = [text for cell in line.cells if (text := cell.text.strip())]
    if any(_ID_CELL.fullmatch(text) for text in texts):
        return False
    found = {column_of(text) for text in texts if len(text) < _LONGEST_HEADING} - {None}
    return len(found) >= 2 and 2 * len(found) >= len(texts)

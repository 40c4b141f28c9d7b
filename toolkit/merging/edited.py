"""An edited file, whichever program it comes back from: its kind is told from its content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.bilingual.any_file import aligned_kind
from toolkit.bilingual.input_file import read_start, read_whole
from toolkit.bilingual.rows import Row
from toolkit.bilingual.table_rows import read_tsv_rows
from toolkit.errors import BilingualError, ReadingError
from toolkit.reading import member_names, sniff_bytes

__all__ = ["Edited", "read_edited"]

_KINDS = "zhdoc import takes review tables (DOCX, XLSX, TSV), XLIFF 1.2 and TMX"
_ZIP, _OLE2 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Edited:
    """The rows of an edited file."""

    rows: tuple[Row, ...]
    in_order: bool = False
    """Whether the rows stand in the document's order: CAT tools keep it, tables are sorted."""
    memory: bool = False
    """Whether it is a translation memory, which knows sentences and no documents."""

    @property
    def typed(self) -> bool:
        """Whether it is a table, whose states people type."""
        return not (self.in_order or self.memory)


def read_edited(path: Path) -> Edited:
    """The rows of the file at ``path``.

    Raises :class:`toolkit.errors.BilingualError`, one line, for what cannot be read or holds no row.
    """
    edited = _read(path)
    if not edited.rows:
        raise BilingualError(f"{path}: holds no rows; {_KINDS}")
    return edited


def _read(path: Path) -> Edited:
    if read_start(path, 4) in (_ZIP, _OLE2[:4]):
        return _read_office(path)
    kind = aligned_kind(path, _KINDS)
    if kind == "xliff":
        from toolkit.bilingual.xliff_rows import read_xliff_rows

        return Edited(read_xliff_rows(path), in_order=True)
    if kind == "tmx":
        from toolkit.bilingual.tmx_reader import read_units

        rows = tuple(
            Row(
                place=f"unit {unit.number}",
                id=unit.id,
                hash="",
                source=unit.source,
                target=unit.target,
                comment="\n".join(unit.notes),
                author=unit.changer or unit.creator,
                trouble="" if unit.target.strip() else "it has no English",
            )
            for unit in read_units(path)
        )
        return Edited(rows, memory=True)
    if kind == "tsv":
        return Edited(read_tsv_rows(path, read_whole(path)))
    raise BilingualError(f"{path}: its first line does not have the headings of a table; {_KINDS}")


def _read_office(path: Path) -> Edited:
    content = read_whole(path)
    names = member_names(content) or frozenset()
    if not names and content.startswith(_ZIP):
        raise BilingualError(
            f"{path}: a broken .docx or .xlsx file, or no such file; take another copy, or open it in the"
            " program that made it and save it again"
        )
    if content.startswith(_OLE2):
        raise BilingualError(
            f"{path}: an encrypted file or one of an old Office format; open it in its program and save it"
            " as .docx or .xlsx, without a password"
        )
    if "word/document.xml" in names:
        from toolkit.bilingual.docx_rows import read_review_docx

        return Edited(read_review_docx(path))
    if "xl/workbook.xml" in names:
        from toolkit.bilingual.xlsx_rows import read_xlsx_rows

        return Edited(read_xlsx_rows(path, content))
    try:
        sniff_bytes(content, str(path))
    except ReadingError as error:
        raise BilingualError(str(error)) from error
    raise BilingualError(f"{path}: no file of these kinds; {_KINDS}")

"""An edited file brought home into its .xlf: read, merge, keep the old one, write, say what was left."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolkit.aligned import open_aligned
from toolkit.bilingual import write
from toolkit.bilingual.input_file import read_start
from toolkit.bilingual.tsv import escape
from toolkit.document import Document
from toolkit.editing import now
from toolkit.errors import BilingualError, ReviewError, UsageError
from toolkit.files import back_up, exists, write_all
from toolkit.merging.edited import read_edited
from toolkit.merging.matching import Refused
from toolkit.merging.merge import Merge, merge
from toolkit.review.unsaved import find_unsaved, hold_saved

__all__ = ["REJECTED", "Imported", "import_file"]

REJECTED = ("place", "id", "hash", "source", "target", "state", "comment", "reason", "document")
"""The columns of EDITED.rejected.tsv; the last is the document's English, to compare. It is a table
that can be mended, in a spreadsheet too, and imported itself."""

_XML = (b"<", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_START = 64  # bytes in which a file shows that it is XML


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do."""

    merge: Merge
    foreign_file: bool
    """Whether another program made the .xlf: what zhdoc does not know of it is in the backup only."""
    backup: Path | None = None
    rejected: Path | None = None


def import_file(
    path: Path, edited: Path, *, who: str, dry_run: bool = False, allow_empty: bool = False
) -> Imported:
    """Bring the rows of ``edited`` into the .xlf at ``path``; nothing is written in a dry run.

    The old .xlf becomes ``path.bak``, and the rows that are not taken ``edited.rejected.tsv``. An
    .xlf in which nothing changes is left alone. Raises BilingualError where a file cannot be read or
    no row belongs to the document, UsageError where the files are exchanged or one and the same,
    ReviewError where a review is open or was not saved, OutputError where something cannot be written.
    """
    if exists(path) and exists(edited) and os.path.samefile(path, edited):
        raise UsageError(f"{edited} is the file itself; name the one that was edited elsewhere")
    # What is wrong with the file is said before a lock is made beside it.
    if not read_start(path, _START).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_XML):
        raise UsageError(f"{path} is no .xlf; name the .xlf first, then the file that was edited")
    rows = read_edited(edited)
    with _saved(path) if dry_run else hold_saved(path):
        document = open_aligned(path)
        merged = merge(document, rows, who, now(), allow_empty=allow_empty)
        if not merged.belongs:
            raise BilingualError(
                f"{edited}: none of its {merged.rows:,} rows has the Chinese of a segment of {path}; is"
                " it of another document, or of an earlier version of this one?"
            )
        foreign = document.format == "xliff"
        if dry_run:
            return Imported(merged, foreign)
        contents = {}
        backup = rejected = None
        if merged.refused:
            rejected = edited.with_name(edited.name + ".rejected.tsv")
            contents[rejected] = _rejected(merged.refused, document)
            back_up(rejected, contents[rejected])
        if merged.differences:
            contents[path] = write(merged.document, "xlf")
            backup = back_up(path, contents[path])
        write_all(contents)
        return Imported(merged, foreign, backup, rejected)


@contextmanager
def _saved(path: Path) -> Iterator[None]:
    """As :func:`hold_saved`, for who only reads: in a folder, too, that cannot be written to."""
    if (unsaved := find_unsaved(path)) is not None:
        raise ReviewError(unsaved)
    yield


def _rejected(refused: Iterable[Refused], document: Document) -> bytes:
    english = {segment.id: segment.target for segment in document.segments()}
    lines = ["\t".join(REJECTED)]
    for each in refused:
        row = each.row
        fields = (
            row.place,
            row.id,
            row.hash,
            row.source,
            row.target,
            row.state or "",
            row.comment or "",
            each.reason,
            english.get(each.segment, ""),
        )
        lines.append("\t".join(map(escape, fields)))
    # Spreadsheets take a file without the mark for one in the system's encoding.
    return "".join(f"{line}\n" for line in lines).encode("utf-8-sig", "backslashreplace")

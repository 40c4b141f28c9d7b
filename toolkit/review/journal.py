"""``FILE.xlf.journal``: every edit on disk before it is answered, until the .xlf holds it.

JSON lines, append-only. Each line is ``{"crc32": "…", "line": {…}}``; the checksum covers the inner
object as it is written, so a line that a crash cut short is known for what it is. Inner objects:

- ``{"zhdoc-review": 1, "file": name, "digest": d}``, the first: the .xlf the edits were made on
- ``{"edits": [entry, …]}``: what one request changed, whole or not at all; see toolkit.review.entries
- ``{"saving": n, "digest": d}``: an .xlf with that digest holds the first n lines of edits

The journal is emptied once the .xlf is rewritten. Where a crash falls between the two, the file's
digest is that of the last ``saving``, and nothing is done twice.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.bilingual.json_fields import Fields, parse_fields
from toolkit.errors import ReviewError
from toolkit.review.entries import Entry

__all__ = ["Leftover", "ReviewJournal", "digest_of", "sync_folder"]

_LINE = re.compile(rb'\{"crc32": "([0-9a-f]{8})", "line": (\{.*\})\}', re.DOTALL)
_HEAD = b'{"crc32": "'


def digest_of(content: bytes) -> str:
    """What tells one content of an .xlf from another."""
    return hashlib.sha256(content).hexdigest()


def sync_folder(folder: Path) -> None:
    """See to it that new and renamed files in ``folder`` outlast a power cut, where that can be done.

    Windows needs it not, some network drives refuse it.
    """
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@dataclass(frozen=True, slots=True)
class Leftover:
    """What a review that ended without saving left in its journal."""

    entries: tuple[Entry, ...]
    """Those that the .xlf does not hold, or may not."""
    known: bool
    """Whether the .xlf is one that the journal speaks of; otherwise another program changed it."""
    broken: tuple[bytes, ...]
    """Lines that cannot be read though others follow them."""


class ReviewJournal:
    """The journal of one .xlf. Made without touching the disk; not thread-safe by itself."""

    def __init__(self, document: Path) -> None:
        self.path = document.with_name(document.name + ".journal")
        self.batches = 0
        """Lines of edits in it."""
        self._name = document.name
        self._content = b""
        """What is known to be in the file."""
        self._file: int | None = None

    def read(self, digest: str) -> Leftover:
        """What was left over for an .xlf of that digest; new edits go behind it.

        Raises ReviewError for a file that is no journal of a review.
        """
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return Leftover((), True, ())
        except OSError as error:
            raise ReviewError(
                f"{self.path}: cannot be read ({error.strerror}); move it away"
            ) from error
        if not content.startswith(_HEAD[: len(content)]):
            raise ReviewError(
                f"{self.path}: is not a journal of zhdoc, so it is left alone; move it away"
            )
        return self._parse(content, digest)

    def append_edits(self, entries: Sequence[Entry], digest: str) -> None:
        """Keep what one request changed; on disk when this returns. ``digest`` is the .xlf's.

        Raises ReviewError where it cannot be kept.
        """
        lines = _line({"edits": [entry.to_json() for entry in entries]})
        if not self._content:
            head = {"zhdoc-review": 1, "file": self._name, "digest": digest}
            lines = _line(head) + lines
        try:
            self._append(lines)
        except OSError as error:
            raise ReviewError(
                f"{self.path}: the change cannot be kept ({error.strerror}) and was not made; free"
                " some room and try again"
            ) from error
        self.batches += 1

    def append_saving(self, digest: str, batches: int) -> None:
        """Note that an .xlf of that digest holds the first ``batches`` lines of edits.

        Raises OSError.
        """
        self._append(_line({"saving": batches, "digest": digest}))

    def clear(self) -> None:
        """Empty the journal: the .xlf holds everything.

        Where the system refuses, it stays as it is; its last ``saving`` says what the .xlf holds.
        """
        if self._file is not None:
            try:
                os.ftruncate(self._file, 0)
                os.fsync(self._file)
            except OSError:
                return
        self._content = b""
        self.batches = 0

    def close(self) -> None:
        """Close the file; an empty one is removed."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if not self._content:
            with contextlib.suppress(OSError):
                self.path.unlink()

    def _append(self, lines: bytes) -> None:
        try:
            file = self._opened()
            _write_at(file, len(self._content), lines)
            os.fsync(file)
        except OSError:
            # A part of the line may be there; it is overwritten next time, and not read meanwhile.
            if self._file is not None:
                with contextlib.suppress(OSError):
                    os.ftruncate(self._file, len(self._content))
            raise
        self._content += lines

    def _opened(self) -> int:
        """The open file; made anew, with what was in it, where somebody removed it."""
        if self._file is not None and os.fstat(self._file).st_nlink == 0:
            os.close(self._file)
            self._file = None
        if self._file is None:
            flags = os.O_RDWR | os.O_CREAT
            flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
            self._file = os.open(self.path, flags, 0o666)
            _write_at(self._file, 0, self._content)
            os.ftruncate(self._file, len(self._content))
            sync_folder(self.path.parent)
        return self._file

    def _parse(self, content: bytes, digest: str) -> Leftover:
        batches: list[tuple[Entry, ...]] = []
        broken: list[bytes] = []
        held: int | None = None
        good = 0
        doubtful: list[bytes] = []
        position = 0
        for line in content.splitlines(keepends=True):
            position += len(line)
            try:
                fields = _inner(line)
                if "edits" in fields:
                    batches.append(tuple(map(Entry.from_json, fields.objects("edits"))))
                elif fields.text("digest") == digest:
                    held = fields.integer("saving") if "saving" in fields else 0
            except ValueError:
                doubtful.append(line)
                continue
            broken += doubtful
            doubtful = []
            good = position
        self._content = content[:good]
        self.batches = len(batches)
        left = batches[held or 0 :]
        return Leftover(
            tuple(entry for batch in left for entry in batch), held is not None, tuple(broken)
        )


def _line(inner: dict[str, Any]) -> bytes:
    text = json.dumps(inner, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return b'{"crc32": "%08x", "line": %s}\n' % (zlib.crc32(text), text)


def _inner(line: bytes) -> Fields:
    """What a line holds; ValueError where it is not whole."""
    found = _LINE.fullmatch(line.removesuffix(b"\n"))
    if not line.endswith(b"\n") or found is None or zlib.crc32(found[2]) != int(found[1], 16):
        raise ValueError("the line is broken")
    return parse_fields(found[2].decode("utf-8"))


def _write_at(file: int, place: int, content: bytes) -> None:
    os.lseek(file, place, os.SEEK_SET)
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]

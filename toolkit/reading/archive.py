"""The parts of a zip file, unpacked in memory with a bound on what they may grow to.

Nothing is written to disk, so the names inside lead nowhere. Only stored and deflated members are
read, as the Open Packaging Conventions (ISO/IEC 29500-2) have it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from toolkit.errors import ReadingError

__all__ = ["MAX_RATIO", "MAX_UNPACKED", "SUSPICIOUS_SIZE", "Archive", "member_names"]

MAX_UNPACKED = 200_000_000  # bytes, of all members together
MAX_RATIO = 100  # unpacked to packed size …
SUSPICIOUS_SIZE = 20_000_000  # … allowed up to this many bytes unpacked

_CHUNK = 1 << 16
_ENCRYPTED = 0x1  # general purpose bit 0, APPNOTE 4.4.4


class Archive:
    """An opened zip file; the names of its parts are compared without case, as OPC asks.

    Raises ReadingError where the file is broken, encrypted or grows beyond the bounds. The sizes
    that its directory states are checked first, and then the bytes that really come out.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._packed = len(data)
        self._unpacked = 0
        with self._reported():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        members = self._zip.infolist()
        self._members = {_normal(member.filename): member for member in members}
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise ReadingError(
                f"{name}: the file is encrypted; remove its password where it was made, "
                "then try again"
            )
        self._check(sum(member.file_size for member in members))

    def __contains__(self, part: str) -> bool:
        return _normal(part) in self._members

    def read(self, part: str) -> bytes:
        """The bytes of ``part``; raises ReadingError where it is missing."""
        member = self._members.get(_normal(part))
        if member is None:
            raise ReadingError(
                f"{self._name}: the file is broken, its part {part} is missing; "
                "open it in a word processor and save it again"
            )
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadingError(
                f"{self._name}: its part {part} is compressed in a way that .docx does not allow; "
                "save it again in a word processor"
            )
        chunks = []
        with self._reported(), self._zip.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                chunks.append(chunk)
                self._unpacked += len(chunk)
                self._check(self._unpacked)
        return b"".join(chunks)

    def _check(self, unpacked: int) -> None:
        if unpacked > MAX_UNPACKED or (
            unpacked > SUSPICIOUS_SIZE and unpacked > MAX_RATIO * self._packed
        ):
            raise ReadingError(
                f"{self._name}: refused, it unpacks to more than {MAX_UNPACKED // 1_000_000} MB or "
                f"to {MAX_RATIO} times its size; if you trust it, save its text as plain text"
            )

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except (
            zipfile.BadZipFile,
            zlib.error,
            struct.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise ReadingError(
                f"{self._name}: the file is broken (as a zip archive); "
                "fetch it again, or open it in a word processor and save it again"
            ) from error


def member_names(data: bytes) -> frozenset[str] | None:
    """The names in a zip file's directory; None where it has none that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(_normal(name) for name in archive.namelist())
    except (zipfile.BadZipFile, struct.error, EOFError, OSError, ValueError, NotImplementedError):
        return None


def _normal(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()

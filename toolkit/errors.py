"""Every error zhdoc raises on purpose.

    ZhdocError                  one line a user can act on; the command line prints it and exits 1
    ├── UsageError              the request itself is wrong (exit 2)
    ├── ReadingError            a document cannot be read: missing, empty, broken, encrypted, unsafe
    ├── OutputError             an output exists already or cannot be written
    ├── GlossaryError           a glossary file is malformed
    ├── PackageError            a model package is missing, unsafe or broken
    ├── OfficeError             LibreOffice is missing, failed or took too long
    ├── BilingualError          an aligned file (xlf, tsv, tmx …) cannot be read
    ├── ReviewError             a review cannot be opened, or a change to it cannot be kept
    └── MemoryFileError         a translation memory cannot be opened, read or written

A message says what happened, where (file, line, segment) and the next step.
"""

from __future__ import annotations

__all__ = [
    "BilingualError",
    "GlossaryError",
    "MemoryFileError",
    "OfficeError",
    "OutputError",
    "PackageError",
    "ReadingError",
    "ReviewError",
    "UsageError",
    "ZhdocError",
]


class ZhdocError(Exception):
    """The root of zhdoc's own errors; ``str(error)`` is one line for the user."""

    exit_code = 1


class UsageError(ZhdocError):
    """The request contradicts itself or names something that does not exist."""

    exit_code = 2


class ReadingError(ZhdocError):
    """A document cannot be read."""


class OutputError(ZhdocError):
    """An output exists already or cannot be written."""


class GlossaryError(ZhdocError):
    """A glossary file is malformed."""


class PackageError(ZhdocError):
    """A model package is missing, unsafe or broken."""


class OfficeError(ZhdocError):
    """LibreOffice, which a format needs, is missing, failed or took too long."""


class BilingualError(ZhdocError):
    """An aligned file cannot be read."""


class ReviewError(ZhdocError):
    """A review cannot be opened, or a change to it cannot be kept."""


class MemoryFileError(ZhdocError):
    """A translation memory cannot be opened, read or written."""

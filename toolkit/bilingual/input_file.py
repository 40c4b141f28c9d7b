"""Files that people give to be read: up to a size, and in a line what is wrong where they cannot be."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import BilingualError

__all__ = ["MOST", "read_start", "read_whole", "unreadable"]

MOST = 256 << 20
"""Bytes of a file that is read at once; no table that people edit is larger."""


def read_start(path: Path, count: int) -> bytes:
    """The first ``count`` bytes of the file, or all there are; raises BilingualError."""
    try:
        with path.open("rb") as stream:
            return stream.read(count)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def read_whole(path: Path) -> bytes:
    """All of the file; raises BilingualError where it cannot be read or is larger than :data:`MOST`."""
    try:
        if path.stat().st_size > MOST:
            raise BilingualError(
                f"{path}: larger than {MOST >> 20} MiB; split it and give the parts"
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError | ValueError) -> BilingualError:
    """The error of a file that the system does not let be read; a ValueError is a NUL in its name."""
    reason = getattr(error, "strerror", None) or error
    return BilingualError(f"{path}: cannot be read ({reason}); check the path and its permissions")

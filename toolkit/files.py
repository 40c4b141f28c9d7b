"""Writing files so that a crash, a full disk or a second run never leaves half of one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from toolkit.errors import OutputError

__all__ = ["ensure_folder", "write_atomically"]


def ensure_folder(folder: Path) -> None:
    """Make ``folder`` and what leads to it; raises OutputError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: not a folder that can be written to ({error.strerror}); choose another with -o"
        ) from error


def write_atomically(path: Path, content: bytes) -> None:
    """``content`` under a temporary name in the same folder, synced, then renamed to ``path``."""
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if os.name == "posix":
            # mkstemp makes 0600; outputs get what any new file gets.
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}); free some room or choose another"
            " folder with -o"
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)

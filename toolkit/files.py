"""Files at the edge: written so that a crash, a full disk or a second run never leaves half of one."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from toolkit.errors import OutputError, ReadingError

__all__ = [
    "back_up",
    "ensure_folder",
    "exists",
    "read_standard_input",
    "refuse_existing",
    "write_all",
    "write_atomically",
    "write_parts",
]


def exists(path: Path) -> bool:
    """Whether there is something at ``path``; raises OutputError where that cannot be told."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _unwritable(path, error) from error
    return True


def refuse_existing(path: Path) -> None:
    """Raises OutputError, which names ``--force``, where there is something at ``path``."""
    if exists(path):
        raise OutputError(f"{path} exists already; --force overwrites it")


def read_standard_input() -> bytes:
    """All of standard input; raises ReadingError where it is closed."""
    if sys.stdin is None:
        raise ReadingError("-: standard input is closed; name a file or use a pipe")
    return sys.stdin.buffer.read()


def ensure_folder(folder: Path) -> None:
    """Make ``folder`` and what leads to it; raises OutputError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: not a folder that can be written to ({error.strerror}); choose another"
            " with -o"
        ) from error


def write_atomically(path: Path, content: bytes) -> None:
    """``content`` under a temporary name in the same folder, synced, then renamed to ``path``."""
    write_all({path: content})


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """The same for a content that is too large to be held at once."""
    _write_staged({path: parts})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write several files: first all under temporary names, then all renamed, in that order.

    A full disk is met before the first of them is there. A file that is replaced keeps its
    permissions.
    """
    _write_staged({path: (content,) for path, content in contents.items()})


def _write_staged(contents: Mapping[Path, Iterable[bytes]]) -> None:
    staged: dict[Path, str] = {}
    try:
        for path, parts in contents.items():
            try:
                staged[path] = _stage(path, parts)
            except OSError as error:
                raise _unwritable(path, error) from error
        for path, temporary in staged.items():
            try:
                os.replace(temporary, path)
            except OSError as error:
                raise _unwritable(path, error) from error
    finally:
        for temporary in staged.values():
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)


def _stage(path: Path, parts: Iterable[bytes]) -> str:
    """A temporary file beside ``path`` with its content, on disk."""
    handle, temporary = tempfile.mkstemp(prefix=".zhdoc-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(parts)
            stream.flush()
            os.fsync(stream.fileno())
        if os.name == "posix":
            os.chmod(temporary, _mode(path))
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those any new file gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def back_up(path: Path, replacement: bytes) -> Path | None:
    """Copy ``path`` to ``path.bak``, or ``.bak2``, ``.bak3`` … where that name is taken.

    None, and nothing done, where there is no such file, it equals ``replacement``, or the latest
    backup holds the same already.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unwritable(path, error) from error
    if content == replacement:
        return None
    number = 1
    while True:
        backup = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        if not exists(backup):
            break
        if backup.is_file() and backup.read_bytes() == content:
            return None
        number += 1
    write_atomically(backup, content)
    return backup


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{path}: cannot be written ({error.strerror or error}); free some room or choose another"
        " folder with -o"
    )

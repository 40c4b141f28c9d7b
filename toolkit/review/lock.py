"""One review of a file at a time: ``FILE.xlf.lock``, held by the operating system.

The lock vanishes with the process that holds it, however that ends, so a lock file left behind is no
obstacle. What stands in the file (process id and computer) is for the message only.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import sys
from pathlib import Path
from typing import Self

from toolkit.errors import ReviewError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["ReviewLock"]

_TAKEN = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
_FAR = 1 << 20  # Windows locks bytes against reading: one behind the text leaves it readable
_ATTEMPTS = 100


class ReviewLock:
    """Held from its making to :meth:`release`; a context manager.

    Raises ReviewError where another process holds it, or the folder allows none.
    """

    def __init__(self, document: Path) -> None:
        self.path = document.with_name(document.name + ".lock")
        self._document = document
        self._file: int | None = self._acquire()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Let go, and remove the lock file; nothing happens the second time."""
        if self._file is None:
            return
        held, self._file = self._file, None
        # Removed while it is still held, so that nobody's fresh lock is removed; Windows cannot
        # remove an open file, and refuses where somebody else has opened it meanwhile.
        if sys.platform == "win32":
            os.close(held)
        with contextlib.suppress(OSError):
            self.path.unlink()
        if sys.platform != "win32":
            os.close(held)

    def _acquire(self) -> int:
        for _ in range(_ATTEMPTS):
            try:
                flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
                file = os.open(self.path, flags, 0o666)
            except OSError as error:
                raise ReviewError(
                    f"{self.path}: cannot be written ({error.strerror}); copy the .xlf to a folder of"
                    " yours and review it there"
                ) from error
            try:
                _hold(file)
                if self._still_there(file):
                    text = f"{os.getpid()} {platform.node()}\n"
                    os.ftruncate(file, 0)
                    os.write(file, text.encode("utf-8", "replace"))
                    return file
            except OSError as error:
                message = self._refusal(file, error)
                os.close(file)
                raise ReviewError(message) from error
            # Whoever held it removed the file between our opening and our locking it.
            os.close(file)
        raise ReviewError(f"{self.path}: other processes keep taking it; try again")

    def _still_there(self, file: int) -> bool:
        try:
            return os.path.samestat(os.fstat(file), self.path.stat())
        except FileNotFoundError:
            return False

    def _refusal(self, file: int, error: OSError) -> str:
        if error.errno not in _TAKEN:
            return (
                f"{self.path}: cannot be locked ({error.strerror}); copy the .xlf to a folder on this"
                " computer and review it there"
            )
        os.lseek(file, 0, os.SEEK_SET)
        process, _, computer = os.read(file, 200).decode("utf-8", "replace").strip().partition(" ")
        holder = f"process {process} on {computer}" if computer else "another process"
        return (
            f"{self._document}: is open for review already, or being written, in {holder}; go on in"
            " its browser tab, close it there first, or wait"
        )


def _hold(file: int) -> None:
    """Take the lock on an open file at once; raises OSError where that cannot be."""
    if sys.platform == "win32":
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

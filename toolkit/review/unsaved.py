"""Work on a reviewed file outside its review: whether it holds every edit, and keeping it from edits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import BilingualError, ReviewError
from toolkit.files import exists
from toolkit.review.journal import ReviewJournal, digest_of
from toolkit.review.lock import ReviewLock

__all__ = ["find_unsaved", "hold_saved"]


def find_unsaved(path: Path) -> str | None:
    """A line that says so where the journal beside ``path`` has edits that the file does not hold.

    None for a file of any kind that nobody reviewed. Raises BilingualError where it has a journal
    and cannot be read.
    """
    file = _real(path)
    journal = ReviewJournal(file)
    if not exists(journal.path):
        return None
    try:
        left = journal.read(digest_of(file.read_bytes()))
    except OSError as error:
        raise BilingualError(
            f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
        ) from error
    except ReviewError as error:  # what is there is no journal, or nobody may read it
        return str(error)
    if not left.entries and not left.broken:
        return None
    return (
        f"{path}: edits of a review that is open or was cut off are not in the file yet; open it once"
        " with zhdoc review"
    )


@contextmanager
def hold_saved(path: Path) -> Iterator[None]:
    """Keep every review from the .xlf at ``path`` while it is read and written.

    Raises ReviewError where a review is open, or :func:`find_unsaved` finds edits.
    """
    with ReviewLock(_real(path)):
        unsaved = find_unsaved(path)
        if unsaved is not None:
            raise ReviewError(unsaved)
        yield


def _real(path: Path) -> Path:
    """The lock and the journal stand beside the file itself, not beside a link to it."""
    return Path(os.path.realpath(path))

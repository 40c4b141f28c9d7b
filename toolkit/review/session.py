"""A review of one aligned file: what is there, one reviewer at a time, and no change is ever lost.

An edit is in ``FILE.xlf.journal``, on disk, before it is answered; the .xlf is rewritten now and then,
and at the end. What another program wrote into the file meanwhile is never overwritten without a copy.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from toolkit import editing
from toolkit.aligned import open_aligned
from toolkit.bilingual import write
from toolkit.document import Document, Segment
from toolkit.errors import OutputError, ReviewError, UsageError
from toolkit.files import back_up, write_atomically
from toolkit.review import views
from toolkit.review.edits import Edit, applied
from toolkit.review.entries import entry_of
from toolkit.review.journal import ReviewJournal, digest_of, sync_folder
from toolkit.review.lock import ReviewLock
from toolkit.review.replay import keep_rejected, replay
from toolkit.review.store import Item, Store

__all__ = ["Edit", "ReviewSession", "StaleRevision"]

_AT_ONCE = 200  # segments checked before a review is open; the rest is checked meanwhile
_A_FEW = 5  # segments checked at a time, some 10 ms
_ROUNDS = 50  # of a few segments, after which pages hear of new findings


class StaleRevision(ReviewError):
    """The segment was changed since the person saw it; it is given as it is now."""

    def __init__(self, item: Item) -> None:
        super().__init__(
            f"{item.segment.id}: it was changed meanwhile, perhaps in another tab; look at it again"
        )
        self.segment = item.segment
        self.revision = item.revision


class ReviewSession:
    """A review that is open, made by :meth:`open`; a context manager, thread-safe."""

    def __init__(
        self, path: Path, reviewer: str, lock: ReviewLock, clock: Callable[[], str]
    ) -> None:
        self.path = path
        self.reviewer = reviewer
        self.replayed = 0
        """Edits of an earlier review, which ended without saving, that were done again."""
        self.notices: list[str] = []
        """What the person should be told, a line each: what did not fit, what was kept where."""
        self.idle_since = time.monotonic()
        """When the last change was made, in seconds of the monotonic clock."""
        self._clock = clock
        self._lock = threading.RLock()
        self._saving = threading.Lock()
        self._held = lock
        self._journal = ReviewJournal(path)
        self._changes = 0
        self._typed: dict[str, int] = {}
        """By id: the revision that typing made, where nothing came after it."""
        self._closed = False
        self._load()

    @classmethod
    def open(
        cls, path: Path, reviewer: str, *, clock: Callable[[], str] = editing.now
    ) -> ReviewSession:
        """Open the .xlf at ``path`` for the person named ``reviewer``.

        What an earlier review could not save is done again. Raises UsageError for a name that is
        none, BilingualError for a file that cannot be read, ReviewError where another process
        has it open or the folder cannot be written to.
        """
        reviewer = " ".join(editing.cleaned(reviewer).split())
        if reviewer in ("", "repair", "qa"):
            raise UsageError(f"{reviewer!r} is no reviewer's name; give another one")
        path = path.resolve()
        if not path.is_file():
            raise ReviewError(f"{path}: there is no such file; name the .xlf to review")
        if not os.access(path, os.W_OK):
            raise ReviewError(f"{path}: is read-only; make it writable or review a copy")
        lock = ReviewLock(path)
        try:
            session = cls(path, reviewer, lock, clock)
        except BaseException:
            lock.release()
            raise
        if session._unchecked:
            threading.Thread(target=session._check_rest, name="checks", daemon=True).start()
        return session

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _load(self) -> None:
        """Read the file, do again what the journal holds, check the first segments."""
        try:
            self._digest = digest_of(self.path.read_bytes())
        except OSError as error:
            raise ReviewError(f"{self.path}: cannot be read ({error.strerror})") from error
        opened = open_aligned(self.path)
        left = self._journal.read(self._digest)
        done = replay(opened, left)
        self._store = Store(opened, done.changed)
        self._compared = False
        self.replayed = done.done
        if done.rejected or left.broken:
            kept = keep_rejected(self._journal.path, done.rejected, left.broken)
            self.notices.append(
                f"{len(done.rejected) + len(left.broken)} changes of an earlier review do not fit"
                f" {self.path.name} any more; they are kept in {kept.name}"
            )
        if not done.done:
            self._journal.clear()
        elif not left.known or done.rejected or left.broken:
            self.save()
        self._unchecked = self._store.check_next(_AT_ONCE)

    def _check_rest(self) -> None:
        rounds = 0
        while self._unchecked and not self._closed:
            with self._lock:
                self._unchecked = self._store.check_next(_A_FEW)
                rounds += 1
                if rounds % _ROUNDS == 0 or not self._unchecked:
                    self._changes += 1  # there are findings to show that were not known before
            time.sleep(0.001)  # lets a request have the lock

    @property
    def document(self) -> Document:
        """The document as it stands. Its findings are with the items."""
        with self._lock:
            return self._store.document()

    @property
    def changes(self) -> int:
        """Grows with every change, and while a long document is being checked."""
        return self._changes

    @property
    def dirty(self) -> bool:
        """Whether there are changes that the .xlf does not hold yet; the journal has them."""
        return self._journal.batches > 0

    def item(self, id: str) -> Item:
        """The segment of that id; raises ReviewError for an unknown one."""
        with self._lock:
            return self._store.item(id)

    def apply(self, edit: Edit) -> Item:
        """Do what ``edit`` wishes; it is on disk when this returns.

        Raises StaleRevision where the segment is no longer what the person saw, UsageError where
        the wish cannot be fulfilled, ReviewError where it cannot be kept. Nothing is changed then.
        """
        return self.apply_all([edit])[0]

    def apply_all(self, edits: Sequence[Edit]) -> list[Item]:
        """Do all of ``edits`` or none, one a segment; raises what :meth:`apply` raises.

        The items stand in the order of the edits.
        """
        with self._lock:
            if self._closed:
                raise ReviewError(f"{self.path}: the review is closed; start it again")
            before: dict[str, Segment] = {}
            after: list[Segment] = []
            for edit in edits:
                item = self._store.item(edit.segment)
                if edit.segment in before:
                    raise UsageError(f"{edit.segment}: has two changes at once; send one")
                if edit.revision != item.revision:
                    raise StaleRevision(item)
                before[edit.segment] = item.segment
                goes_on = self._typed.get(edit.segment) == item.revision
                after.append(
                    applied(item.segment, edit, self.reviewer, self._clock(), goes_on=goes_on)
                )
            changed = [segment for segment in after if segment is not before[segment.id]]
            if changed:
                prepared = self._store.prepare(changed)
                entries = [entry_of(before[segment.id], segment) for segment in changed]
                self._journal.append_edits(entries, self._digest)
                self._store.commit(prepared)
                self._changes += 1
                self.idle_since = time.monotonic()
            items = [self._store.item(edit.segment) for edit in edits]
            for edit, item in zip(edits, items, strict=True):
                if edit.kind == "edit" and item.segment is not before[edit.segment]:
                    self._typed[edit.segment] = item.revision
            return items

    def page(self, filter: views.Filter, start: int, count: int) -> views.Page:
        """``count`` segments of those that ``filter`` lets through, from ``start`` on (0-based)."""
        with self._lock:
            return views.page_of(self._store, filter, start, count, self._changes)

    def positions(self, filter: views.Filter) -> list[int]:
        """Where the segments stand that ``filter`` lets through, in the document, 0-based."""
        with self._lock:
            return [item.position for item in views.matching(self._store, filter)]

    def counts(self) -> dict[views.Show, int]:
        """How many segments each value of ``show`` lets through.

        Findings and lights count as far as they are known, see :attr:`views.Progress.checked`.
        """
        with self._lock:
            return views.counts_of(self._store)

    def sections(self) -> list[views.SectionView]:
        """The section tree as a flat list, in document order."""
        with self._lock:
            return views.section_views(self._store)

    def progress(self) -> views.Progress:
        """How far the review is."""
        with self._lock:
            return views.progress_of(self._store)

    def preview_replace(
        self,
        query: str,
        replacement: str,
        *,
        match_case: bool = False,
        whole_words: bool = False,
    ) -> list[views.Replacement]:
        """What replacing would make of the English; do it with :meth:`apply_all` and "put".

        ``query`` is taken literally: Python cannot stop a regular expression that runs away. Raises
        UsageError for an empty or a very long one.
        """
        with self._lock:
            return views.replaced(
                self._store, query, replacement, match_case=match_case, whole_words=whole_words
            )

    def save(self) -> None:
        """Rewrite the .xlf with all changes, then empty the journal; nothing where there are none.

        Edits go on meanwhile. A version of the file that another program wrote, or that holds what
        zhdoc does not carry over, is copied to FILE.xlf.bak first. Raises ReviewError where the file
        cannot be written; the journal then keeps the changes.
        """
        with self._saving:
            with self._lock:
                if not self.dirty:
                    return
                document, batches = self._store.document(), self._journal.batches
            content = write(document, "xlf")
            digest = digest_of(content)
            try:
                with self._lock:
                    self._journal.append_saving(digest, batches)
                self._keep_foreign(content)
                write_atomically(self.path, content)
            except (OSError, OutputError) as error:
                cause = error if isinstance(error, OSError) else error.__cause__
                raise ReviewError(
                    f"{self.path}: cannot be rewritten ({getattr(cause, 'strerror', error)}); the"
                    f" changes are safe in {self._journal.path.name}, free some room or close the"
                    " program that holds the file"
                ) from error
            sync_folder(self.path.parent)
            with self._lock:
                self._digest = digest
                if self._journal.batches == batches:
                    self._journal.clear()

    def _keep_foreign(self, content: bytes) -> None:
        """Copy the file to .bak where rewriting it would lose something; OSError, OutputError."""
        try:
            digest = digest_of(self.path.read_bytes())
        except FileNotFoundError:
            return
        if digest != self._digest:
            what = "was changed by another program during the review"
        elif not self._compared and digest_of(write(self._store.opened, "xlf")) != digest:
            what = "holds what zhdoc does not carry over"
        else:
            self._compared = True
            return
        backup = back_up(self.path, content)
        self._compared = True
        if backup is not None:
            self.notices.append(f"{self.path.name} {what}; that version is kept as {backup.name}")

    def close(self) -> None:
        """Save and let go of the file; nothing happens the second time.

        Raises what :meth:`save` raises; the file is let go of all the same, and the journal keeps
        the changes for the next time.
        """
        with self._lock:
            if self._closed:
                return
            self._closed = True
        try:
            self.save()
        finally:
            self._journal.close()
            self._held.release()

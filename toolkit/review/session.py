"""A review of one aligned file: what is there, who may change it, and that no change is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from toolkit import editing
from toolkit.aligned import open_aligned
from toolkit.document import Document, Segment
from toolkit.errors import ReviewError, UsageError
from toolkit.review import views
from toolkit.review.edits import Edit, applied
from toolkit.review.store import Item, Store

__all__ = ["Edit", "ReviewSession", "StaleRevision"]


class StaleRevision(ReviewError):
    """The segment was changed since the person saw it; it is given as it is now."""

    def __init__(self, item: Item) -> None:
        super().__init__(
            f"{item.segment.id}: it was changed meanwhile, in another tab perhaps; look at it again"
        )
        self.segment = item.segment
        self.revision = item.revision


class ReviewSession:
    """A review that is open; a context manager, thread-safe."""

    def __init__(
        self, path: Path, reviewer: str, document: Document, clock: Callable[[], str]
    ) -> None:
        self.path = path
        self.reviewer = reviewer
        self.replayed = 0
        self.idle_since = time.monotonic()
        self._clock = clock
        self._lock = threading.RLock()
        self._store = Store(document, {})
        self._changes = 0
        self._unsaved = False

    @classmethod
    def open(
        cls, path: Path, reviewer: str, *, clock: Callable[[], str] = editing.now
    ) -> ReviewSession:
        """Open the .xlf at ``path`` for the person named ``reviewer``."""
        return cls(path, reviewer, open_aligned(path), clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def document(self) -> Document:
        """The document as it stands, with its findings."""
        with self._lock:
            return self._store.document()

    @property
    def dirty(self) -> bool:
        """Whether there are changes that the .xlf does not hold yet; the journal has them."""
        return self._unsaved

    def item(self, id: str) -> Item:
        """The segment of that id; raises ReviewError for an unknown one."""
        with self._lock:
            return self._store.item(id)

    def apply(self, edit: Edit) -> Item:
        """Do what ``edit`` wishes; it is on disk when this returns.

        Raises StaleRevision where the segment is no longer what the person saw, UsageError where
        the wish cannot be fulfilled, ReviewError where it cannot be kept; nothing is changed then.
        """
        return self.apply_all([edit])[0]

    def apply_all(self, edits: Sequence[Edit]) -> list[Item]:
        """Do all of ``edits`` or none; the items stand in the order of the edits."""
        with self._lock:
            changed: dict[str, Segment] = {}
            for edit in edits:
                item = self._store.item(edit.segment)
                if item.segment.id in changed:
                    raise UsageError(f"{edit.segment}: two changes at once; give one a segment")
                if edit.revision != item.revision:
                    raise StaleRevision(item)
                changed[edit.segment] = applied(item.segment, edit, self.reviewer, self._clock())
            new = [s for s in changed.values() if s is not self._store.item(s.id).segment]
            if new:
                self._store.commit(self._store.prepare(new))
                self._changes += 1
                self._unsaved = True
                self.idle_since = time.monotonic()
            return [self._store.item(edit.segment) for edit in edits]

    def page(self, filter: views.Filter, start: int, count: int) -> views.Page:
        """``count`` segments of those that ``filter`` lets through, from the ``start``th on (0-based)."""
        with self._lock:
            found = list(views.matching(self._store, filter))
            return views.page_of(found, start, count, self._changes)

    def sections(self) -> list[views.SectionView]:
        """The section tree as a flat list, in document order."""
        with self._lock:
            return views.section_views(self._store)

    def progress(self) -> views.Progress:
        """How far the review is."""
        with self._lock:
            return views.progress_of(self._store)

    def next_after(self, id: str, filter: views.Filter) -> str | None:
        """The first segment behind that one that ``filter`` lets through; None at the end."""
        with self._lock:
            position = self._store.item(id).position
            found = (i for i in views.matching(self._store, filter) if i.position > position)
            return next((item.segment.id for item in found), None)

    def previous_before(self, id: str, filter: views.Filter) -> str | None:
        """The last segment before that one that ``filter`` lets through; None at the start."""
        with self._lock:
            position = self._store.item(id).position
            found = [i for i in views.matching(self._store, filter) if i.position < position]
            return found[-1].segment.id if found else None

    def find(
        self,
        query: str,
        *,
        where: views.Side = "target",
        match_case: bool = False,
        whole_words: bool = False,
    ) -> list[views.Hit]:
        """The segments in which ``query`` stands, taken literally; raises UsageError for a bad one."""
        with self._lock:
            return views.searched(
                self._store, query, where=where, match_case=match_case, whole_words=whole_words
            )

    def preview_replace(
        self,
        query: str,
        replacement: str,
        *,
        match_case: bool = False,
        whole_words: bool = False,
    ) -> list[views.Replacement]:
        """What replacing would make of the English; do it with :meth:`apply_all` and "edit"."""
        with self._lock:
            return views.replaced(
                self._store,
                query,
                replacement,
                match_case=match_case,
                whole_words=whole_words,
            )

    def save(self) -> None:
        """Rewrite the .xlf, then empty the journal."""

    def close(self) -> None:
        """Save and let go of the file."""

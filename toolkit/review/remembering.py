"""Approved segments go into a translation memory while the review goes on."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import SimpleQueue
from typing import Self

from toolkit.errors import ZhdocError
from toolkit.memory import Memory, entries_of
from toolkit.review.session import ReviewSession

__all__ = ["Remembering"]


class Remembering:
    """Adds to a memory in a thread of its own, so that a slow, locked or read-only one delays nobody.

    A context manager; at its end everything has been added. What could not be added is told in the
    session's notices. Taking an approval back takes nothing out of the memory: of the same segment
    the newer approval stays there, as with ``zhdoc memory add``.
    """

    def __init__(self, path: Path, session: ReviewSession) -> None:
        self._path = path
        self._session = session
        self._waiting: SimpleQueue[str | None] = SimpleQueue()
        self._told = False
        self._thread = threading.Thread(target=self._work, name="zhdoc-memory", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._waiting.put(None)
        self._thread.join()

    def approved(self, segment_id: str) -> None:
        """Add that segment as it stands approved; returns at once."""
        self._waiting.put(segment_id)

    def _work(self) -> None:
        last = False
        while not last:
            ids = {self._waiting.get()}
            while not self._waiting.empty():
                ids.add(self._waiting.get())
            last = None in ids
            self._add({segment_id for segment_id in ids if segment_id is not None})

    def _add(self, ids: set[str]) -> None:
        if not ids:
            return
        try:
            entries = [e for e in entries_of(self._session.document) if e.segment in ids]
            with Memory.open(self._path, write=True) as memory:
                memory.add(entries)
        except ZhdocError as error:
            if not self._told:
                self._session.notices.append(
                    f"approved segments are not in the memory: {error}; afterwards, `zhdoc memory"
                    f" add {self._session.path.name}` takes them all"
                )
            self._told = True

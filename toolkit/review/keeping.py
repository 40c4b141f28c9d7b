"""When the .xlf is rewritten: a few seconds after the last change, on request, and at the end."""

from __future__ import annotations

import logging
import threading
import time

from toolkit.errors import ZhdocError
from toolkit.review.session import ReviewSession

__all__ = ["IDLE_SECONDS", "Keeper"]

IDLE_SECONDS = 3.0
"""Without a change, before the file is rewritten; the journal has every change at once."""

_RETRY_SECONDS = 30.0

_log = logging.getLogger(__name__)


class Keeper:
    """Rewrites a review's file; what goes wrong is kept for the person to see, and tried again."""

    def __init__(self, session: ReviewSession) -> None:
        self._session = session
        self._lock = threading.Lock()
        self._why = ""
        self._tried = 0.0

    def save(self) -> bool:
        """Rewrite the file now; False where that failed, see :meth:`state`."""
        with self._lock:
            self._tried = time.monotonic()
            try:
                self._session.save()
            except ZhdocError as error:
                if not self._why:
                    _log.warning("%s", error)
                self._why = str(error)
                return False
            self._why = ""
            return True

    def tick(self) -> None:
        """Rewrite the file where there is something to write and nobody has typed for a while."""
        now = time.monotonic()
        if (
            self._session.dirty
            and now - self._session.idle_since >= IDLE_SECONDS
            and (not self._why or now - self._tried >= _RETRY_SECONDS)
        ):
            self.save()

    def state(self) -> dict[str, str]:
        """Where the changes are: in the file ("written"), so far in the journal ("journalled"), or in
        the journal because the file cannot be written ("unwritten", with the reason)."""
        state = "journalled" if self._session.dirty else "written"
        if self._why:
            state = "unwritten"
        return {"state": state, "why": self._why, "file": self._session.path.name}

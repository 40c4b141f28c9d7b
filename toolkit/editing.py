"""What people do to a segment: edit, approve, open again, comment, ignore a finding.

Pure functions: each returns a new segment whose history says who did what and when. The review app
and ``zhdoc import`` both work through them, so that a state means the same wherever it was set.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

from toolkit.document import Change, Note, Segment, State
from toolkit.engine import settle
from toolkit.errors import UsageError

__all__ = ["approve", "cleaned", "comment", "edit", "ignore", "now", "reopen", "restate"]

_NO_TEXT = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 cannot hold, and the delete character."""


def now() -> str:
    """This moment as the history writes it: UTC, ISO 8601, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def cleaned(text: str) -> str:
    """A person's text as it is kept: NFC, one kind of line break, no characters that XML cannot hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _NO_TEXT.sub("", text)).strip()


def edit(segment: Segment, english: str, who: str, when: str) -> Segment:
    """``segment`` with another English, which makes it "edited"; itself where nothing differs."""
    english = cleaned(english)
    if english == segment.target:
        return segment
    return restate(segment, english, "edited", who, when)


def approve(segment: Segment, who: str, when: str) -> Segment:
    """``segment`` approved as it stands; raises UsageError where there is no English."""
    if not segment.target and segment.body.strip():
        raise UsageError(f"{segment.id}: there is no English to approve; write it first")
    if segment.state == "approved":
        return segment
    return restate(segment, segment.target, "approved", who, when)


def reopen(segment: Segment, who: str, when: str) -> Segment:
    """An approved ``segment`` to do again, as "edited"; others stay as they are."""
    if segment.state != "approved":
        return segment
    return restate(segment, segment.target, "edited", who, when)


def restate(segment: Segment, english: str, state: State, who: str, when: str) -> Segment:
    """``segment`` with this English and state, and the step in its history.

    The fates of its constraints are found anew in the English.
    """
    change = Change(when, who, segment.target, english, segment.state, state)
    constraints = segment.constraints
    if english != segment.target:
        constraints = settle(segment.source, constraints, english)
    return replace(
        segment,
        target=english,
        state=state,
        constraints=constraints,
        history=(*segment.history, change),
    )


def comment(segment: Segment, text: str, who: str) -> Segment:
    """``segment`` with a remark more; itself where the text is empty or that remark is there."""
    note = Note(who, cleaned(text))
    if not note.text or note in segment.notes:
        return segment
    return replace(segment, notes=(*segment.notes, note))


def ignore(segment: Segment, key: str, ignored: bool = True) -> Segment:
    """``segment`` with the finding of that key ignored, or no longer."""
    others = tuple(known for known in segment.ignored if known != key)
    return replace(segment, ignored=(*others, key) if ignored else others)

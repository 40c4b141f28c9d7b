"""What a person may wish for a segment in a review, and what the wish makes of it.

Pure functions on top of toolkit.editing: no file, no clock. A history only grows, but for what a
person writes in one go: saved every second or so, it is one step. Taking a step back is a step too, so
that an audit shows both (ISO 17100 wants who changed what, and when).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from toolkit import editing
from toolkit.document import Change, Note, Segment, State
from toolkit.engine import settle
from toolkit.errors import UsageError

__all__ = ["Edit", "Kind", "applied", "undoable"]

_ONE_GO = timedelta(minutes=10)
"""Between two savings of what a person is writing."""

Kind = Literal[
    "edit",
    "put",
    "approve",
    "reopen",
    "comment",
    "uncomment",
    "ignore",
    "unignore",
    "undo",
    "restore",
    "propose",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """One wish of a person."""

    kind: Kind
    segment: str
    """The segment's id."""
    revision: int
    """The revision the person saw, see :attr:`toolkit.review.store.Item.revision`."""
    text: str = ""
    """edit: the English as it was typed, "" empties it. put: English that was not typed there (a
    suggestion, a replacement), a step of its own. approve: the English to approve, "" keeps what is there.
    comment, uncomment: the comment. ignore, unignore: the finding's key. restore: the 0-based number
    of the history step whose outcome is wanted, "-1" for what stood there before the first."""
    proposal: Segment | None = None
    """propose: the segment with the English taken over, its state "machine", "memory" or "edited", and
    the constraints and hypotheses that belong to it."""


def applied(segment: Segment, edit: Edit, who: str, when: str, *, goes_on: bool = False) -> Segment:
    """``segment`` after ``edit``; itself where the edit changes nothing.

    ``goes_on`` says that its last step was an "edit" and nothing came between: an "edit" by the same
    person within ten minutes then makes one step with it.

    Raises UsageError where the edit cannot be done: nothing to approve or to undo, an unknown
    finding, comment or step.
    """
    after = _ACTIONS[edit.kind](segment, edit, who, when)
    if goes_on and edit.kind == "edit" and after is not segment:
        return _in_one(after)
    return after


def _in_one(segment: Segment) -> Segment:
    """``segment`` with its last two steps as one, where a person wrote both in one go."""
    *earlier, first, last = segment.history
    if first.who != last.who or first.after != last.before or not _soon(first.when, last.when):
        return segment
    whole = replace(last, before=first.before, was=first.was)
    return replace(segment, history=(*earlier, whole))


def _soon(before: str, now: str) -> bool:
    try:
        passed = datetime.fromisoformat(now) - datetime.fromisoformat(before)
    except (TypeError, ValueError):  # a time that another program wrote
        return False
    return timedelta() <= passed <= _ONE_GO


def undoable(segment: Segment) -> Change | None:
    """The step that "undo" would take back: the last one that was not taken back yet."""
    steps: list[Change] = []
    for change in segment.history:
        if not change.undo:
            steps.append(change)
        elif steps:
            steps.pop()
    return steps[-1] if steps else None


def _edit(segment: Segment, edit: Edit, who: str, when: str) -> Segment:
    return editing.edit(segment, edit.text, who, when)


def _approve(segment: Segment, edit: Edit, who: str, when: str) -> Segment:
    english = editing.cleaned(edit.text)
    if not english or english == segment.target:
        return editing.approve(segment, who, when)
    return editing.restate(segment, english, "approved", who, when)


def _reopen(segment: Segment, edit: Edit, who: str, when: str) -> Segment:
    return editing.reopen(segment, who, when)


def _comment(segment: Segment, edit: Edit, who: str, when: str) -> Segment:
    if not editing.cleaned(edit.text):
        raise UsageError(f"{segment.id}: the comment is empty; write something")
    return editing.comment(segment, edit.text, who)


def _uncomment(segment: Segment, edit: Edit, who: str, when: str) -> Segment:
    text = editing.cleaned(edit.text)
    known = [note for note in segment.notes if note.text == text and note.by_person]
    if not known:
        raise UsageError(f"{segment.id}: there is no such comment; load the page again")
    own = Note(who, text)
    gone = own if own in known else known[0]
    return replace(segment, notes=tuple(note for note in segment.notes if note != gone))


def _ignore(segment: Segment, edit: Edit, who: str, when: str) -> Segment:
    if edit.text in segment.ignored:
        return segment
    return editing.ignore(segment, edit.text)


def _unignore(segment: Segment, edit: Edit, who: str, when: str) -> Segment:
    if edit.text not in segment.ignored:
        return segment
    return editing.ignore(segment, edit.text, ignored=False)


def _undo(segment: Segment, edit: Edit, who: str, when: str) -> Segment:
    step = undoable(segment)
    if step is None:
        raise UsageError(f"{segment.id}: there is nothing to undo")
    state = step.was or _plain_state(step.before)
    back = editing.restate(segment, step.before, state, who, when)
    return replace(back, history=(*back.history[:-1], replace(back.history[-1], undo=True)))


def _restore(segment: Segment, edit: Edit, who: str, when: str) -> Segment:
    """The English of an earlier step, with its state; an approval is not restored with it."""
    try:
        number = int(edit.text)
    except ValueError:
        number = len(segment.history)
    if not -1 <= number < len(segment.history):
        raise UsageError(
            f"{segment.id}: its history has no step {edit.text!r}; load the page again"
        )
    step = segment.history[max(number, 0)]
    english, state = (step.before, step.was) if number < 0 else (step.after, step.state)
    if state is None or state == "approved":
        state = _plain_state(english)
    if (english, state) == (segment.target, segment.state):
        return segment
    return editing.restate(segment, english, state, who, when)


def _plain_state(english: str) -> State:
    return "edited" if english else "none"


def _propose(segment: Segment, edit: Edit, who: str, when: str) -> Segment:
    proposal = edit.proposal
    if proposal is None or (proposal.id, proposal.source) != (segment.id, segment.source):
        raise UsageError(f"{segment.id}: the proposal belongs to another segment; ask for it again")
    english = editing.cleaned(proposal.target)
    if not english:
        raise UsageError(f"{segment.id}: the proposal has no English; write it by hand")
    if proposal.state not in ("machine", "memory", "edited"):
        raise UsageError(
            f"{segment.id}: a proposal cannot be {proposal.state!r}; approve it afterwards"
        )
    constraints = proposal.constraints
    if english != proposal.target:
        constraints = settle(segment.source, constraints, english)
    taken = replace(
        segment,
        target=english,
        state=proposal.state,
        constraints=constraints,
        hypotheses=proposal.hypotheses,
        tried=proposal.tried,
    )
    if taken == segment:
        return segment
    change = Change(when, who, segment.target, english, segment.state, proposal.state)
    return replace(taken, history=(*segment.history, change))


_ACTIONS: dict[Kind, Callable[[Segment, Edit, str, str], Segment]] = {
    "edit": _edit,
    "put": _edit,
    "approve": _approve,
    "reopen": _reopen,
    "comment": _comment,
    "uncomment": _uncomment,
    "ignore": _ignore,
    "unignore": _unignore,
    "undo": _undo,
    "restore": _restore,
    "propose": _propose,
}

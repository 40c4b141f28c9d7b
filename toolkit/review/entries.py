"""What one edit did to a segment, as the journal keeps it, and doing it again.

An entry says what came and what went: history steps, comments, ignored findings; after a new
translation also its constraints and hypotheses. Done again on a segment that has it already, it
changes nothing; done on a segment that another program changed meanwhile, it leaves what that program
did in place, or (an English) in the history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from toolkit.bilingual.json_fields import Fields
from toolkit.bilingual.unit_data import (
    change_from_json,
    change_to_json,
    hypothesis_from_json,
    hypothesis_to_json,
    segment_from_data,
    segment_to_data,
)
from toolkit.document import Change, Constraint, Note, Segment, State
from toolkit.engine import settle
from toolkit.offsets import OffsetMap

__all__ = ["Entry", "Seen", "done_again", "entry_of", "seen_steps"]

T = TypeVar("T")

Seen = Counter[tuple[str, str, str, str | None]]
"""How often a step stands in a history."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one edit did to one segment."""

    segment: str
    source: str
    """The Chinese it was done on: where it differs the entry does not fit."""
    steps: tuple[Change, ...] = ()
    instead: Change | None = None
    """The step that the first of ``steps`` stands in place of: what was written before in one go."""
    noted: tuple[Note, ...] = ()
    unnoted: tuple[Note, ...] = ()
    ignored: tuple[str, ...] = ()
    unignored: tuple[str, ...] = ()
    translation: Segment | None = None
    """The segment with its new constraints and hypotheses, where the step took over others."""

    def to_json(self) -> dict[str, Any]:
        """As :meth:`from_json` reads it; empty parts are left out."""
        data: dict[str, Any] = {
            "segment": self.segment,
            "source": self.source,
            "steps": [change_to_json(step) for step in self.steps],
            "instead": change_to_json(self.instead) if self.instead else None,
            "noted": [_note_to_json(note) for note in self.noted],
            "unnoted": [_note_to_json(note) for note in self.unnoted],
            "ignored": list(self.ignored),
            "unignored": list(self.unignored),
            "translation": _translation_to_json(self.translation) if self.translation else None,
        }
        return {key: value for key, value in data.items() if value not in (None, [])}

    @classmethod
    def from_json(cls, data: Fields) -> Entry:
        """An entry; ValueError where it is malformed."""
        return cls(
            segment=data.text("segment"),
            source=data.text("source"),
            steps=tuple(change_from_json(step) for step in data.objects("steps")),
            instead=change_from_json(data.object("instead")) if "instead" in data else None,
            noted=tuple(_note_from_json(note) for note in data.objects("noted")),
            unnoted=tuple(_note_from_json(note) for note in data.objects("unnoted")),
            ignored=data.texts("ignored"),
            unignored=data.texts("unignored"),
            translation=_translation_from_json(data),
        )


def entry_of(before: Segment, after: Segment) -> Entry:
    """What made ``after`` of ``before``."""
    retranslated = (
        before.hypotheses != after.hypotheses
        or before.tried != after.tried
        or [_asked(c) for c in before.constraints] != [_asked(c) for c in after.constraints]
    )
    kept = len(before.history)
    instead = None
    if kept and after.history[kept - 1] != before.history[-1]:
        kept, instead = kept - 1, before.history[-1]
    return Entry(
        segment=after.id,
        source=after.source,
        steps=after.history[kept:],
        instead=instead,
        noted=tuple(note for note in after.notes if note not in before.notes),
        unnoted=tuple(note for note in before.notes if note not in after.notes),
        ignored=tuple(key for key in after.ignored if key not in before.ignored),
        unignored=tuple(key for key in before.ignored if key not in after.ignored),
        translation=after if retranslated else None,
    )


def seen_steps(segment: Segment, entries: Sequence[Entry]) -> Seen:
    """The steps of its ``entries`` that ``segment`` has already; :func:`done_again` counts them down.

    Where it has a step that stands in place of others, it has had those too.
    """
    seen = Counter(_key(step) for step in segment.history)
    for entry in reversed(entries):
        if entry.instead and entry.steps and seen[_key(entry.steps[0])]:
            seen[_key(entry.instead)] += 1
    return seen


def done_again(segment: Segment, entry: Entry, seen: Seen) -> Segment:
    """``segment`` with what ``entry`` did; steps in ``seen`` are there already.

    Raises ValueError where the entry's parts contradict the segment.
    """
    instead = entry.instead
    for step in entry.steps:
        if seen[_key(step)]:
            seen[_key(step)] -= 1
        else:
            segment = _stepped(segment, step, entry.translation, instead)
        instead = None
    return replace(
        segment,
        notes=_exchanged(segment.notes, entry.noted, entry.unnoted),
        ignored=_exchanged(segment.ignored, entry.ignored, entry.unignored),
    )


def _stepped(
    segment: Segment, step: Change, translation: Segment | None, instead: Change | None
) -> Segment:
    before, history = segment.target, segment.history
    was: State | None = segment.state
    if instead and history and _key(history[-1]) == _key(instead) and before == instead.after:
        *earlier, first = history
        before, was, history = first.before, first.was, tuple(earlier)
    constraints = segment.constraints
    if translation is not None:
        segment = replace(segment, hypotheses=translation.hypotheses, tried=translation.tried)
        constraints = translation.constraints
    elif step.after != segment.target:
        constraints = settle(segment.source, constraints, step.after)
    return replace(
        segment,
        target=step.after,
        state=step.state or ("edited" if step.after else "none"),
        constraints=constraints,
        history=(*history, replace(step, before=before, was=was)),
    )


def _key(step: Change) -> tuple[str, str, str, str | None]:
    return step.when, step.who, step.after, step.state


def _exchanged(known: tuple[T, ...], come: Iterable[T], gone: Iterable[T]) -> tuple[T, ...]:
    left = tuple(value for value in known if value not in gone)
    return (*left, *(value for value in come if value not in left))


def _asked(constraint: Constraint) -> Constraint:
    """A constraint without what became of it in the English."""
    return replace(constraint, fate=None, target_span=None)


def _note_to_json(note: Note) -> dict[str, str]:
    return {"author": note.author, "text": note.text}


def _note_from_json(data: Fields) -> Note:
    return Note(data.text("author"), data.text("text"))


def _translation_to_json(segment: Segment) -> dict[str, Any]:
    return {
        "data": segment_to_data(replace(segment, history=(), ignored=())),
        "english": segment.target,
        "others": [hypothesis_to_json(other) for other in segment.hypotheses[1:]],
    }


def _translation_from_json(entry: Fields) -> Segment | None:
    if "translation" not in entry:
        return None
    found, source = entry.object("translation"), entry.text("source")
    bare = Segment(
        id=entry.text("segment"),
        source=source,
        offsets=OffsetMap.identity(len(source)),
        line=1,
        target=found.text("english"),
        hypotheses=tuple(map(hypothesis_from_json, found.objects("others"))),
    )
    return segment_from_data(bare, found.object("data"), None)

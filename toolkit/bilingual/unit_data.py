"""A segment's ``zd:data/@json``: what XLIFF has no place for.

Keys: kind, label, place, offsets (runs ``[offset in source, offset in the decoded source]``), end
(offset in the decoded source), constraints ``[{kind, source: [start, end], target, fate, found:
[start, end], variants, forbidden, value, unit}]``, hypothesis ``{text, score, origin, match: {source,
kind, score, file, segment, who, when}}`` (the one ``<target>`` was made from; the others are
alt-trans), tried, damage, ignored, history ``[{when, who, from, to, was, state, undo}]`` and english,
a digest of the target that tells whether another program changed it. Empty values are left out.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar, get_args

from toolkit.bilingual.json_fields import Fields
from toolkit.document import (
    Change,
    Constraint,
    Damage,
    DamageKind,
    Fate,
    Hypothesis,
    Match,
    MatchKind,
    Note,
    RepairEntry,
    Segment,
    SegmentKind,
    State,
    source_hash,
)
from toolkit.offsets import OffsetMap

__all__ = [
    "change_from_json",
    "change_to_json",
    "damage_from_json",
    "damage_to_json",
    "hypothesis_from_json",
    "hypothesis_to_json",
    "match_from_json",
    "match_to_json",
    "repair_from_json",
    "repair_to_json",
    "segment_from_data",
    "segment_to_data",
]

T = TypeVar("T")

_KINDS: tuple[SegmentKind, ...] = get_args(SegmentKind)
_LOSSES: tuple[DamageKind, ...] = get_args(DamageKind)
_MATCHES: tuple[MatchKind, ...] = get_args(MatchKind)
_FATES: tuple[Fate, ...] = get_args(Fate)
_STATES: tuple[State, ...] = get_args(State)

SOURCE_CHANGED = (
    "The source was changed outside zhdoc; the terms and numbers of the former source are no longer"
    " tracked."
)


def segment_to_data(segment: Segment) -> dict[str, Any]:
    """The JSON object of ``segment``."""
    first = segment.hypotheses[0] if segment.hypotheses else None
    runs = zip(segment.offsets.derived, segment.offsets.source, strict=True)
    data: dict[str, Any] = {
        "kind": segment.kind,
        "label": segment.label,
        "place": segment.place,
        "offsets": [list(run) for run in runs],
        "end": segment.offsets.source_end,
        "english": source_hash(segment.target),
        "constraints": [_constraint_to_json(c) for c in segment.constraints],
        "hypothesis": hypothesis_to_json(first) if first else None,
        "tried": list(segment.tried),
        "damage": [damage_to_json(d) for d in segment.damage],
        "ignored": list(segment.ignored),
        "history": [change_to_json(change) for change in segment.history],
    }
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def segment_from_data(segment: Segment, data: Fields, stored_hash: str | None) -> Segment:
    """``segment`` (its id, texts, state, notes and alternatives) with what its zd:data adds.

    Where another program changed the English, the fates of the constraints are unknown (None) and
    a segment that nobody had reviewed is "edited"; where it changed the source, the constraints and
    offsets are dropped and a note says so. ValueError where the data contradicts itself or the source.
    """
    segment = replace(
        segment,
        kind=_one_of(_KINDS, data.text("kind", "sentence")),
        place=data.text("place", ""),
        ignored=data.texts("ignored"),
        history=tuple(change_from_json(change) for change in data.objects("history")),
        tried=data.texts("tried"),
        damage=tuple(damage_from_json(d) for d in data.objects("damage")),
    )
    if stored_hash is not None and stored_hash != segment.hash:
        place = next(data.pairs("offsets"), (0, 0))[1]
        note = Note("qa", SOURCE_CHANGED)
        known = note in segment.notes
        return replace(
            segment,
            offsets=OffsetMap((0,), (place,), len(segment.source), place + len(segment.source)),
            notes=segment.notes if known else (*segment.notes, note),
        )
    label = data.text("label", "")
    if not segment.source.startswith(label):
        raise ValueError('"label" does not stand at the start of the source')
    changed = data.text("english", "") != source_hash(segment.target)
    unreviewed = ("machine", "memory", "none") if segment.target else ("machine", "memory")
    first = hypothesis_from_json(data.object("hypothesis")) if "hypothesis" in data else None
    return replace(
        segment,
        label=label,
        offsets=_offsets(data, len(segment.source)),
        state="edited" if changed and segment.state in unreviewed else segment.state,
        constraints=tuple(
            _constraint_from_json(c, segment, changed) for c in data.objects("constraints")
        ),
        hypotheses=(first, *segment.hypotheses) if first else segment.hypotheses,
    )


def damage_to_json(damage: Damage) -> dict[str, Any]:
    """A loss as JSON."""
    return {
        "kind": damage.kind,
        "start": damage.start,
        "end": damage.end,
        "message": damage.message,
    }


def damage_from_json(data: Fields) -> Damage:
    """A loss from JSON."""
    kind = _one_of(_LOSSES, data.text("kind"))
    return Damage(kind, data.integer("start"), data.integer("end"), data.text("message"))


def repair_to_json(entry: RepairEntry) -> dict[str, Any]:
    """A repair as JSON, the shape of ``zhdoc repair --log``."""
    return {
        "kind": entry.kind,
        "start": entry.start,
        "end": entry.end,
        "before": entry.before,
        "after": entry.after,
    }


def repair_from_json(data: Fields) -> RepairEntry:
    """A repair from JSON."""
    return RepairEntry(
        data.text("kind"),
        data.integer("start"),
        data.integer("end"),
        data.text("before"),
        data.text("after"),
    )


def match_to_json(match: Match) -> dict[str, Any]:
    """A memory's match as JSON, without its texts."""
    data: dict[str, Any] = {
        "kind": match.kind,
        "score": match.score,
        "file": match.file,
        "segment": match.segment,
        "who": match.who,
        "when": match.when,
    }
    return {key: value for key, value in data.items() if value != ""}


def match_from_json(data: Fields, source: str, target: str) -> Match:
    """A match from JSON, with its texts."""
    score = data.number("score")
    return Match(
        source,
        target,
        _one_of(_MATCHES, data.text("kind")),
        0.0 if score is None else score,
        data.text("file", ""),
        data.text("segment", ""),
        data.text("who", ""),
        data.text("when", ""),
    )


def _constraint_to_json(constraint: Constraint) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": constraint.kind,
        "source": [constraint.start, constraint.end],
        "target": constraint.target,
        "fate": constraint.fate,
        "found": list(constraint.target_span) if constraint.target_span else None,
        "variants": list(constraint.variants),
        "forbidden": list(constraint.forbidden),
        "value": constraint.value,
        "unit": constraint.unit,
    }
    return {key: value for key, value in data.items() if value is not None and value != []}


def _constraint_from_json(data: Fields, segment: Segment, changed: bool) -> Constraint:
    start, end = data.span("source")
    if end > len(segment.source):
        raise ValueError("a constraint ends behind the source")
    found = data.optional_span("found")
    fate = data.optional("fate")
    if changed:
        found = fate = None
    elif found is not None and found[1] > len(segment.target):
        raise ValueError('a constraint is "found" behind the end of the target')
    return Constraint(
        kind=data.text("kind"),
        start=start,
        end=end,
        target=data.text("target"),
        variants=data.texts("variants"),
        forbidden=data.texts("forbidden"),
        fate=None if fate is None else _one_of(_FATES, fate),
        target_span=found,
        value=data.optional("value"),
        unit=data.optional("unit"),
    )


def change_to_json(change: Change) -> dict[str, Any]:
    """A step of a history as JSON."""
    data: dict[str, Any] = {
        "when": change.when,
        "who": change.who,
        "from": change.before,
        "to": change.after,
        "was": change.was,
        "state": change.state,
        "undo": change.undo or None,
    }
    return {key: value for key, value in data.items() if value is not None}


def change_from_json(data: Fields) -> Change:
    """A step of a history from JSON."""
    was, state = data.optional("was"), data.optional("state")
    return Change(
        data.text("when"),
        data.text("who"),
        data.text("from"),
        data.text("to"),
        None if was is None else _one_of(_STATES, was),
        None if state is None else _one_of(_STATES, state),
        data.flag("undo"),
    )


def hypothesis_to_json(hypothesis: Hypothesis) -> dict[str, Any]:
    """A hypothesis as JSON, with the match it comes from."""
    data: dict[str, Any] = {"text": hypothesis.text, "origin": hypothesis.origin}
    if hypothesis.score is not None:
        data["score"] = hypothesis.score
    if hypothesis.match is not None:
        match = hypothesis.match
        data["match"] = {"source": match.source, **match_to_json(match)}
    return data


def hypothesis_from_json(data: Fields) -> Hypothesis:
    """A hypothesis from JSON."""
    text, match = data.text("text"), None
    if "match" in data:
        fields = data.object("match")
        match = match_from_json(fields, fields.text("source"), text)
    return Hypothesis(text, data.number("score"), data.text("origin"), match)


def _offsets(data: Fields, length: int) -> OffsetMap:
    runs = tuple(data.pairs("offsets"))
    if not runs or runs[0][0] != 0:
        raise ValueError('"offsets" must begin at 0')
    derived, source = tuple(run[0] for run in runs), tuple(run[1] for run in runs)
    if any(b <= a for a, b in pairwise(derived)) or any(b < a for a, b in pairwise(source)):
        raise ValueError('"offsets" must ascend')
    if derived[-1] > max(0, length - 1):
        raise ValueError('"offsets" go on behind the source')
    return OffsetMap(derived, source, length, data.integer("end"))


def _one_of(values: tuple[T, ...], value: str) -> T:
    for allowed in values:
        if value == allowed:
            return allowed
    raise ValueError(f"{value!r} is not one of {', '.join(map(str, values))}")

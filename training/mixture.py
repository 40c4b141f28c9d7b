"""Draws training rows: pairs of the stage's sources, shown constraints anew each time.

A row is drawn in one of three ways. "all": every term and value the product would show, as it shows
them. "some": a few of these, or random phrases found by word alignment, so that terms nobody has
listed work too; a part is replaced on both sides by inventions, because a model learns to copy only
what it cannot guess. "none": the pair as it is. Values are shown as slots (slots-v1) or as text
(replace-v1); a model trained on both can be measured with either.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from align import UNLINKED
from tokenizer import BEGIN, CLOSE, END, OPEN, PADDING, Vocabulary

from toolkit.engine.constraints import MAX_CONSTRAINTS, SLOTS

__all__ = [
    "KINDS",
    "Batch",
    "Data",
    "Mixture",
    "Ragged",
    "Row",
    "batches",
    "flat",
    "load_inventions",
]

KINDS = "TDYMPNI"
"""Kinds of spots: terms, values by the letter of their slot, values that are always text."""

SLOT_SHARE = 0.7
"""Share of the rows with constraints that show values as slots."""

LOST_SHARE = 0.04
"""Share of values whose figure is taken away on both sides."""

Row = tuple[list[int], list[int], list[int]]
"""Source and target, without the marks of beginning and end, and for each piece of the target the
place in the source that it translates or copies, or UNLINKED."""


def flat(rows: Sequence[Sequence[int]], kind: type) -> tuple[np.ndarray, np.ndarray]:
    """Rows of different lengths as one array and the place where each ends."""
    ends = np.cumsum([len(row) for row in rows], dtype=np.int64)
    joined = np.concatenate([np.asarray(row, kind) for row in rows]) if rows else np.zeros(0, kind)
    return joined.astype(kind), ends


class Ragged:
    """Rows that :func:`flat` has joined."""

    def __init__(self, arrays: Mapping[str, np.ndarray], name: str) -> None:
        self._values = arrays[name]
        self._ends = arrays[f"{name}_ends"]

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: int) -> list[int]:
        start = int(self._ends[index - 1]) if index else 0
        row: list[int] = self._values[start : int(self._ends[index])].tolist()
        return row


class Data:
    """One source as prepare.py wrote it."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            arrays = {name: stored[name] for name in stored.files}
        self.source, self.target = Ragged(arrays, "source"), Ragged(arrays, "target")
        self.forward, self.backward = Ragged(arrays, "forward"), Ragged(arrays, "backward")
        self.cut_source, self.cut_target, self.cut_forward = (
            Ragged(arrays, name) for name in ("cut_source", "cut_target", "cut_forward")
        )
        self.shown = Ragged(arrays, "shown")
        self._spots, self._spot_ends = arrays["spots"], arrays["spots_ends"]

    def __len__(self) -> int:
        return len(self.source)

    def spots(self, index: int) -> list[tuple[int, list[int]]]:
        """For each spot of a pair, its place in ``shown`` and (start, end, first, last, kind)."""
        start = int(self._spot_ends[index - 1]) if index else 0
        end = int(self._spot_ends[index])
        return list(zip(range(start, end), self._spots[start:end].tolist(), strict=True))


@dataclass(frozen=True)
class Edit:
    """What stands for ``source[start:end]`` and for ``target[first:last]``."""

    start: int
    end: int
    first: int
    last: int
    shown: list[int]
    written: list[int]
    """[-1] where the target stays as it is."""


@dataclass
class Mixture:
    """Rows of one stage, without end."""

    sources: Mapping[str, Data]
    mix: Mapping[str, float]
    """Shares of target tokens."""
    ways: Mapping[str, float]
    inventions: Mapping[str, Ragged]
    vocabulary: Vocabulary
    chance: random.Random
    _queues: dict[str, list[int]] = field(default_factory=dict)

    def rows(self, tokens: int) -> list[Row]:
        """Rows of about ``tokens`` target tokens; every pair of a source comes once a round."""
        rows: list[Row] = []
        for name, share in self.mix.items():
            data, count = self.sources[name], 0
            while count < tokens * share and len(data):
                queue = self._queues.setdefault(name, [])
                if not queue:
                    queue.extend(range(len(data)))
                    self.chance.shuffle(queue)
                row = self._row(data, queue.pop())
                count += len(row[1]) + 1
                rows.append(row)
        return rows

    def _row(self, data: Data, index: int) -> Row:
        drawn = self.chance.random()
        spots = data.spots(index)
        if drawn < self.ways["all"]:
            edits = self._product(data, index, spots, everything=True)
        elif drawn < self.ways["all"] + self.ways["some"]:
            if spots and self.chance.random() < 0.6:
                edits = self._product(data, index, spots, everything=False)
            else:
                return self._phrases(data, index)
        else:
            edits = []
        if not edits:
            return data.source[index], data.target[index], data.forward[index]
        row = data.cut_source[index], data.cut_target[index], data.cut_forward[index]
        return self._applied(row, edits)

    def _applied(self, row: Row, edits: Sequence[Edit]) -> Row:
        source, target, links = _apply(row, edits)
        if source[0] == OPEN or source[0] in self.vocabulary.slot_ids:
            # The engine's encoding of a text begins with a space.
            source = [self.vocabulary.space, *source]
            links = [link + (link != UNLINKED) for link in links]
        return source, target, links

    def _product(
        self, data: Data, index: int, spots: Sequence[tuple[int, list[int]]], *, everything: bool
    ) -> list[Edit]:
        source, target = data.cut_source[index], data.cut_target[index]
        if everything:
            drawn = list(spots)
            while len(drawn) > MAX_CONSTRAINTS:
                # As the product does, the longest stay.
                drawn.remove(min(drawn, key=lambda s: s[1][1] - s[1][0]))
        else:
            count = self.chance.choice((1, 1, 2, 2, 3, 4, 5, 6))
            drawn = sorted(self.chance.sample(list(spots), min(count, len(spots))))
        slots = self._slots()
        edits = []
        for place, (start, end, first, last, kind) in drawn:
            letter = KINDS[kind]
            free = slots.get(letter)
            if letter != "T" and self.chance.random() < LOST_SHARE:
                lost = self._lose(source, target, (start, end, first, last), slots.get("N"))
                if lost:
                    edits.append(lost)
                    continue
            if free:
                slot = free.pop(0)
                edits.append(Edit(start, end, first, last, [slot], [slot]))
                continue
            shown: list[int] | None = data.shown[place]
            invented = self._invention(letter, 0.2 if letter == "T" else 0.4) if first else None
            if invented:
                edits.append(_inline(start, end, first, last, invented, invented))
            elif shown:
                edits.append(_inline(start, end, first, last, shown, None))
        return edits

    def _lose(
        self,
        source: list[int],
        target: list[int],
        place: tuple[int, int, int, int],
        slots: list[int] | None,
    ) -> Edit | None:
        """The figure of a value taken away on both sides, as where a source has lost it."""
        start, end, first, last = place
        mine = [r for runs in self._runs(source[start:end]).values() for r in runs]
        theirs = [r for runs in self._runs(target[first:last]).values() for r in runs]
        scaled = any(set(name) & set("万亿千百") for name in self._names(source[start:end]))
        if len(mine) != 1 or len(theirs) != 1 or scaled:
            return None
        places = start + mine[0][0], start + mine[0][1], first + theirs[0][0], first + theirs[0][1]
        if slots:
            slot = slots.pop(0)
            return Edit(*places, [slot], [slot])
        return _inline(*places, self.vocabulary.lost, self.vocabulary.lost)

    def _names(self, ids: Sequence[int]) -> list[str]:
        return [self.vocabulary.names[i] or "▁" for i in ids]

    def _slots(self) -> dict[str, list[int]]:
        if self.chance.random() >= SLOT_SHARE:
            return {}
        slots: dict[str, list[int]] = {}
        for name in SLOTS:
            slots.setdefault(name[1], []).append(self.vocabulary.slots[name])
        return slots

    def _invention(self, letter: str, share: float) -> list[int] | None:
        if self.chance.random() >= share or not len(self.inventions[letter]):
            return None
        return self.inventions[letter][self.chance.randrange(len(self.inventions[letter]))]

    def _phrases(self, data: Data, index: int) -> Row:
        source, target = data.source[index], data.target[index]
        forward, backward = data.forward[index], data.backward[index]
        numbers = self._numbers(source, target)
        edits = [
            edit
            for edit in (self._number_edit(source, target, number) for number in numbers)
            if edit and self.chance.random() < 0.7
        ]
        slots = self._slots().get("N", [])
        edits = [
            Edit(e.start, e.end, e.first, e.last, [slots[i]], [slots[i]]) if i < len(slots) else e
            for i, e in enumerate(edits[:4])
        ]
        for _ in range(self.chance.choice((1, 1, 2, 2, 3, 4))):
            phrase = self._phrase(source, target, forward, backward)
            if phrase and all(_apart(phrase, other) for other in edits):
                edits.append(phrase)
        row = source, target, forward
        return self._applied(row, edits) if edits else row

    def _phrase(
        self, source: list[int], target: list[int], forward: list[int], backward: list[int]
    ) -> Edit | None:
        starts = [i for i, piece in enumerate(target) if self.vocabulary.starts_word[piece]]
        if len(starts) < 4:
            return None
        begin = self.chance.randrange(len(starts))
        size = self.chance.choice((1, 1, 2, 2, 3, 4, 5))
        first = starts[begin]
        last = starts[begin + size] if begin + size < len(starts) else len(target)
        while last > first and not self._wordlike(target[last - 1]):
            last -= 1
        if last <= first or first == 0:
            return None
        linked = [link for link in forward[first:last] if link != UNLINKED]
        if not linked:
            return None
        start, end = min(linked), max(linked) + 1
        back = [first <= backward[place] < last for place in range(start, end)]
        if end - start > 3 * size + 2 or not back or sum(back) < len(back):
            return None
        if any(piece in (OPEN, CLOSE) for piece in source[start:end]):
            return None
        invented = self._invention("T", 0.2)
        if invented:
            return _inline(start, end, first, last, invented, invented)
        return _inline(start, end, first, last, target[first:last], None)

    def _wordlike(self, piece: int) -> bool:
        return self.vocabulary.names[piece][-1:].isalnum()

    def _numbers(self, source: list[int], target: list[int]) -> list[tuple[int, int, int, int]]:
        """Runs of digits that occur once on either side, and alike."""
        mine, theirs = self._runs(source), self._runs(target)
        return [
            (*mine[text][0], *theirs[text][0])
            for text in mine
            if len(mine[text]) == 1 and len(theirs.get(text, ())) == 1
        ]

    def _runs(self, ids: list[int]) -> dict[str, list[tuple[int, int]]]:
        names, digits, marks = (
            self.vocabulary.names, self.vocabulary.digits, self.vocabulary.number_marks,
        )  # fmt: skip
        runs: dict[str, list[tuple[int, int]]] = {}
        place = 0
        while place < len(ids):
            if ids[place] not in digits:
                place += 1
                continue
            end = place + 1
            while end < len(ids) and (
                ids[end] in digits
                or (ids[end] in marks and end + 1 < len(ids) and ids[end + 1] in digits)
            ):
                end += 1
            text = "".join(names[i] for i in ids[place:end]).strip("▁")
            start = place - 1 if place and ids[place - 1] == self.vocabulary.space else place
            runs.setdefault(text, []).append((start, end))
            place = end
        return runs

    def _number_edit(
        self, source: list[int], target: list[int], number: tuple[int, int, int, int]
    ) -> Edit | None:
        start, end, first, last = number
        if first == 0:
            return None
        invented = self._invention("N", 0.4)
        if invented:
            return _inline(start, end, first, last, invented, invented)
        return _inline(start, end, first, last, target[first:last], None)


def _inline(
    start: int, end: int, first: int, last: int, shown: list[int], written: list[int] | None
) -> Edit:
    return Edit(
        start, end, first, last, [OPEN, *shown, CLOSE], [-1] if written is None else written
    )


def _apart(one: Edit, other: Edit) -> bool:
    return (one.end <= other.start or other.end <= one.start) and (
        one.last <= other.first or other.last <= one.first
    )


def _apply(row: Row, edits: Sequence[Edit]) -> Row:
    source, target, links = row
    by_source = sorted(edits, key=lambda e: e.start)
    by_target = sorted(edits, key=lambda e: e.first)
    new_source: list[int] = []
    places: list[int] = []  # of every old piece in the new source
    starts: dict[int, int] = {}  # of every edit, by its old start
    position = 0
    for edit in by_source:
        kept = source[position : edit.start]
        places += range(len(new_source), len(new_source) + len(kept))
        new_source += kept
        starts[edit.start] = len(new_source)
        places += [UNLINKED] * (edit.end - edit.start)
        new_source += edit.shown
        position = edit.end
    places += range(len(new_source), len(new_source) + len(source) - position)
    new_source += source[position:]
    new_target: list[int] = []
    new_links: list[int] = []
    position = 0
    for edit in [*by_target, None]:
        end = edit.first if edit else len(target)
        new_target += target[position:end]
        new_links += [
            UNLINKED if link == UNLINKED else places[link] for link in links[position:end]
        ]
        if edit:
            written = target[edit.first : edit.last] if edit.written == [-1] else edit.written
            new_target += written
            # Behind the opening bracket, piece by piece; a slot is alone.
            inner = starts[edit.start] + (len(edit.shown) > 1)
            last = max(0, len(edit.shown) - 3)
            new_links += [inner + min(i, last) for i in range(len(written))]
            position = edit.last
    return new_source, new_target, [link if link < UNLINKED else UNLINKED for link in new_links]


@dataclass(frozen=True)
class Batch:
    """Arrays [rows, length]: source, decoder input, wanted output and links (-1 is padding)."""

    source: np.ndarray
    given: np.ndarray
    wanted: np.ndarray
    links: np.ndarray


_LONGEST = 160


def batches(rows: Sequence[Row], tokens: int, chance: random.Random) -> Iterator[Batch]:
    """Batches of at most ``tokens`` pieces of the longer side, and of few shapes."""
    groups: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        long, wide = _step(len(row[0]) + 1), _step(len(row[1]) + 1)
        if max(long, wide) <= _LONGEST:
            top = max(long, wide)
            key = max(long, _step(top * 2 // 3)), max(wide, _step(top * 2 // 3))
            groups.setdefault(key, []).append(row)
    parts = []
    for (long, wide), members in groups.items():
        chance.shuffle(members)
        size = max(8, tokens // max(long, wide) // 8 * 8)
        for start in range(0, len(members), size):
            parts.append((long, wide, members[start : start + size]))
    chance.shuffle(parts)
    for long, wide, members in parts:
        source = np.full((len(members), long), PADDING, np.int64)
        given = np.full((len(members), wide), PADDING, np.int64)
        wanted = np.full((len(members), wide), -1, np.int64)
        links = np.full((len(members), wide), -1, np.int64)
        for place, (chinese, english, linked) in enumerate(members):
            source[place, : len(chinese)] = chinese
            source[place, len(chinese)] = END
            given[place, 0] = BEGIN
            given[place, 1 : len(english) + 1] = english
            wanted[place, : len(english)] = english
            wanted[place, len(english)] = END
            places = np.array(linked)
            links[place, : len(linked)] = np.where(places == UNLINKED, -1, places)
        yield Batch(source, given, wanted, links)


def _step(length: int) -> int:
    return (length + 7) // 8 * 8


def load_inventions(path: Path) -> dict[str, Ragged]:
    """The invented texts of each kind, by letter."""
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files}
    return {letter: Ragged(arrays, letter) for letter in KINDS}

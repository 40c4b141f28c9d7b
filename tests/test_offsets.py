"""Offset maps agree with a list that holds the source offset of every single character."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.offsets import Edit, OffsetMap, apply_edits


@dataclass(frozen=True)
class Model:
    """The slow and obvious form of an OffsetMap."""

    source: tuple[int, ...]
    end: int

    def after(self, edits: list[Edit]) -> Model:
        out: list[int] = []
        cursor = 0
        for edit in edits:
            out.extend(self.source[cursor : edit.start])
            old = self.source[edit.start : edit.end]
            if len(edit.after) == len(old):
                out.extend(old)
            else:
                place = self.source[edit.start] if edit.start < len(self.source) else self.end
                last = max(place, min(old[-1], self.end - 1)) if old else place
                out.extend(min(place + i, last) for i in range(len(edit.after)))
            cursor = edit.end
        out.extend(self.source[cursor:])
        return Model(tuple(out), self.end)

    def to_source(self, offset: int) -> int:
        return self.source[offset] if offset < len(self.source) else self.end

    def to_derived(self, offset: int) -> int:
        """The last character that stands there, else the first behind it."""
        there = [i for i, place in enumerate(self.source) if place == offset]
        behind = [i for i, place in enumerate(self.source) if place > offset]
        return max(there) if there else min(behind, default=len(self.source))


@st.composite
def edits_of(draw: st.DrawFn, length: int, *, growing: bool = True) -> list[Edit]:
    """Ascending edits that do not overlap; without ``growing`` they only delete and shorten."""
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        longest = 4 if growing else end - start
        edits.append(Edit(start, end, draw(st.text("xyz", max_size=longest))))
    return edits


@st.composite
def edited(draw: st.DrawFn, *, growing: bool = True) -> tuple[str, OffsetMap, Model, str, int]:
    """A text that was edited one to three times, its map and model, the original and its start."""
    original = draw(st.text("甲乙丙丁", max_size=20))
    start = draw(st.integers(0, 5))
    offsets = OffsetMap.identity(len(original), start)
    model = Model(tuple(range(start, start + len(original))), start + len(original))
    text = original
    for _ in range(draw(st.integers(1, 3))):
        edits = draw(edits_of(len(text), growing=growing))
        text = apply_edits(text, edits)
        offsets = offsets.after(edits)
        model = model.after(edits)
    return text, offsets, model, original, start


@given(edited())
def test_every_character_leads_to_its_source(case: tuple[str, OffsetMap, Model, str, int]) -> None:
    text, offsets, model, _, _ = case
    assert offsets.length == len(text) == len(model.source)
    assert [offsets.to_source(i) for i in range(len(text) + 2)] == [
        model.to_source(i) for i in range(len(text) + 2)
    ]


@given(edited())
def test_source_offsets_ascend_and_stay_within(
    case: tuple[str, OffsetMap, Model, str, int],
) -> None:
    text, offsets, _, original, start = case
    places = [offsets.to_source(i) for i in range(len(text) + 1)]
    assert places == sorted(places)
    assert all(start <= place <= start + len(original) for place in places)
    assert list(offsets.derived) == sorted(set(offsets.derived))
    assert list(offsets.source) == sorted(offsets.source)


@given(edited())
def test_characters_that_were_kept_are_found_in_the_source(
    case: tuple[str, OffsetMap, Model, str, int],
) -> None:
    text, offsets, _, original, start = case
    for i, character in enumerate(text):
        if character not in "xyz":
            assert original[offsets.to_source(i) - start] == character


@given(edited(growing=False))
def test_the_way_back(case: tuple[str, OffsetMap, Model, str, int]) -> None:
    text, offsets, model, original, start = case
    for offset in range(start + len(original) + 1):
        assert offsets.to_derived(offset) == model.to_derived(offset)
    for i in range(len(text)):
        assert offsets.to_derived(offsets.to_source(i)) == i


@given(edited())
def test_the_way_back_ends_at_a_character_of_that_place(
    case: tuple[str, OffsetMap, Model, str, int],
) -> None:
    _, offsets, model, original, start = case
    for offset in range(start + len(original) + 1):
        assert offsets.to_derived(offset) == model.to_derived(offset)


@given(edited(), st.data())
def test_a_cut_is_the_map_of_the_slice(
    case: tuple[str, OffsetMap, Model, str, int], data: st.DataObject
) -> None:
    text, offsets, model, _, _ = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(0, len(text)))
    cut = offsets.cut(start, end)
    piece = text[start:end]
    assert cut.length == len(piece)
    assert [cut.to_source(i) for i in range(len(piece))] == list(model.source[start:end])
    assert cut.span_to_source(0, len(piece)) == offsets.span_to_source(start, max(start, end))
    if piece:
        assert cut.source_end == min(model.source[end - 1] + 1, model.end)


@given(edited(), st.data())
def test_spans_are_those_of_their_characters(
    case: tuple[str, OffsetMap, Model, str, int], data: st.DataObject
) -> None:
    text, offsets, model, _, _ = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = offsets.span_to_source(start, end)
    assert first == model.to_source(start)
    if start == end:
        assert last == first
    else:
        assert last == max(first, min(model.source[end - 1] + 1, model.end))


@given(edited(), st.data())
def test_edits_before_and_after_a_cut_agree(
    case: tuple[str, OffsetMap, Model, str, int], data: st.DataObject
) -> None:
    text, offsets, _, _, _ = case
    edits = data.draw(edits_of(len(text), growing=False))
    whole = offsets.after(edits)
    at = edits[0].start if edits else len(text)
    assert [whole.cut(0, at).to_source(i) for i in range(at)] == [
        offsets.cut(0, at).to_source(i) for i in range(at)
    ]


def test_a_longer_replacement_stays_within_what_it_replaced() -> None:
    offsets = OffsetMap.identity(5).after([Edit(2, 3, "...")])
    assert [offsets.to_source(i) for i in range(7)] == [0, 1, 2, 2, 2, 3, 4]
    assert offsets.span_to_source(2, 5) == (2, 3)


def test_what_is_inserted_at_the_end_stays_within_the_source() -> None:
    offsets = OffsetMap.identity(2).after([Edit(2, 2, "xy")])
    assert offsets.span_to_source(1, 4) == (1, 2)
    assert offsets.cut(1, 4).source_end == 2


def test_a_text_deleted_as_a_whole() -> None:
    offsets = OffsetMap.identity(3, 10).after([Edit(0, 3, "")])
    assert (offsets.length, offsets.to_source(0), offsets.to_derived(11)) == (0, 13, 0)


def test_edits_keep_few_runs() -> None:
    offsets = OffsetMap.identity(1000).after([Edit(10, 11, ""), Edit(500, 510, "x" * 10)])
    assert len(offsets.derived) == 2


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap or are out of order at 1"):
        apply_edits("甲乙丙", [Edit(0, 2, ""), Edit(1, 3, "")])
    assert apply_edits("甲乙丙", [Edit(0, 2, "x"), Edit(2, 3, "")]) == "x"

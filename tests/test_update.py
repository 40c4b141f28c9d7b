"""Translating again keeps what people did."""

from __future__ import annotations

from dataclasses import replace

from toolkit.document import Change, Document, Note, Section, Segment
from toolkit.offsets import OffsetMap
from toolkit.update import carry_over


def document(*rows: tuple[str, str, str]) -> Document:
    """Segments from (source, target, state)."""
    segments = tuple(
        Segment(f"s{n:04d}", source, OffsetMap.identity(len(source)), n, target=target, state=state)  # type: ignore[arg-type]
        for n, (source, target, state) in enumerate(rows, 1)
    )
    return Document("x.txt", "text", "utf-8", Section("r", 0, "", None, "", segments=segments))


def test_approved_and_edited_segments_are_kept_under_their_new_ids() -> None:
    old = document(("甲。", "A.", "approved"), ("乙。", "B.", "machine"), ("丙。", "C.", "edited"))
    new = document(
        ("新。", "", "none"), ("甲。", "", "none"), ("乙。", "", "none"), ("丙。", "", "none")
    )
    kept = carry_over(old, new).kept
    assert {id_: (s.target, s.state, s.line) for id_, s in kept.items()} == {
        "s0002": ("A.", "approved", 2),
        "s0004": ("C.", "edited", 4),
    }


def test_an_emptied_translation_is_translated_again() -> None:
    old = document(("甲。", "", "edited"), ("乙。", "", "approved"))
    kept = carry_over(old, document(("甲。", "", "none"), ("乙。", "", "none"))).kept
    assert list(kept) == ["s0002"]


def test_what_is_no_longer_in_the_source_is_named() -> None:
    old = document(("甲。", "A.", "approved"), ("乙。", "B.", "machine"))
    carried = carry_over(old, document(("乙。", "", "none")))
    assert [segment.target for segment in carried.lost] == ["A."]
    assert carried.kept == {}


def test_equal_sources_are_told_apart_by_their_neighbours() -> None:
    old = document(
        ("甲。", "A.", "machine"), ("同上。", "Ditto one.", "approved"),
        ("乙。", "B.", "machine"), ("同上。", "Ditto two.", "approved"),
    )  # fmt: skip
    new = document(
        ("乙。", "", "none"), ("同上。", "", "none"), ("甲。", "", "none"), ("同上。", "", "none")
    )
    kept = carry_over(old, new).kept
    assert sorted((s.id, s.target) for s in kept.values()) == [
        ("s0002", "Ditto two."),
        ("s0004", "Ditto one."),
    ]


def test_among_equal_sources_a_persons_work_goes_first() -> None:
    old = document(("甲。", "A.", "machine"), ("乙。", "B.", "machine"), ("甲。", "A!", "approved"))
    new = document(("丙。", "", "none"), ("甲。", "", "none"), ("丁。", "", "none"))
    carried = carry_over(old, new)
    assert {i: s.target for i, s in carried.kept.items()} == {"s0002": "A!"}
    assert carried.lost == ()


def commented(state: str) -> Document:
    old = document(("甲。", "A.", state))
    segment = replace(
        next(old.segments()),
        notes=(Note("repair", "lost"), Note("Li", "why?")),
        ignored=("number-1",),
        history=(Change("2026-01-01T00:00:00Z", "Li", "", "A."),),
    )
    return old.with_segments({"s0001": segment})


def test_comments_ignored_findings_and_history_are_kept() -> None:
    kept = carry_over(commented("approved"), document(("甲。", "", "none"))).kept["s0001"]
    assert kept.notes[-1] == Note("Li", "why?")
    assert kept.ignored == ("number-1",)
    assert kept.history[0].who == "Li"


def test_a_comment_alone_does_not_keep_a_machine_translation() -> None:
    carried = carry_over(commented("machine"), document(("甲。", "", "none")))
    assert carried.kept == {}
    assert carried.remarks["s0001"].notes == (Note("Li", "why?"),)
    assert carried.remarks["s0001"].ignored == ("number-1",)

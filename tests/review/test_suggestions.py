"""Other English for a segment: the model's, a person's earlier, a memory's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.document import Constraint, Hypothesis, Match, Segment
from toolkit.editing import edit
from toolkit.memory import Entry, Memory
from toolkit.pipeline import line_segment
from toolkit.review.assist import Assistant
from toolkit.review.store import Item
from toolkit.review.suggestions import suggestions_for

NOW = "2026-01-01T00:00:00Z"


def made(source: str, target: str, *others: str) -> Segment:
    texts = (target, *others)
    hypotheses = tuple(Hypothesis(text, -0.2 * rank) for rank, text in enumerate(texts, 1))
    return replace(
        line_segment(1, source), id="s1", target=target, state="machine", hypotheses=hypotheses
    )


def item(segment: Segment) -> Item:
    return Item(segment, 1, "r", (), (), None, 0, segment)


def test_other_hypotheses_are_made_complete() -> None:
    segment = made("（二）加强领导", "(II) Strengthening leadership", "leadership strengthened.")
    (only,) = suggestions_for(segment)
    assert (only.text, only.kind, only.origin) == (
        "(II) Leadership strengthened",
        "machine",
        "machine",
    )
    assert only.score == pytest.approx(0.67, abs=0.01)
    assert [p.op for p in only.difference] == ["equal", "delete", "insert"]


def test_a_slip_in_a_number_is_put_right_in_a_hypothesis_too() -> None:
    segment = made("投入4634万元。", "Invested 46.34 million yuan.", "Spent 46.3 million yuan.")
    money = Constraint("money", 2, 8, "46.34 million yuan", value="46340000", unit="yuan")
    (only,) = suggestions_for(replace(segment, constraints=(money,)))
    assert only.text == "Spent 46.34 million yuan."


def test_what_stands_there_already_is_no_suggestion_and_none_comes_twice() -> None:
    segment = made("工作总结。", "A summary.", "A summary.", "Work summary.", "Work summary.", "")
    assert [s.text for s in suggestions_for(segment)] == ["Work summary."]


def test_what_the_machine_said_first_comes_back_after_an_edit() -> None:
    segment = made("工作总结。", "A summary.", "Work summary.")
    edited = edit(edit(segment, "My own.", "Li", NOW), "My own summary.", "Li", NOW)
    first, second = suggestions_for(edited)
    assert (first.text, first.kind, first.origin) == ("A summary.", "before", "machine")
    assert second.text == "Work summary."
    assert "".join(p.text for p in first.difference if p.op != "insert") == "My own summary."


def test_a_match_says_where_it_comes_from_and_what_differs() -> None:
    match = Match(
        "全县新建公路30公里。", "The county built 30 km of roads.", "fuzzy", 0.9, "plan.docx", "s0012",
        "Li", "2006-12-01T08:00:00Z",
    )  # fmt: skip
    segment = made("1、全县新建公路32公里。", "1. The county built 32 km of roads.")
    (only,) = suggestions_for(segment, [match])
    assert only.text == "1. The county built 30 km of roads."
    assert (only.kind, only.score) == ("fuzzy", 0.9)
    assert only.origin == "plan.docx s0012, 2006-12-01, Li"
    changes = [(p.op, p.text) for p in only.source_difference if p.op != "equal"]
    assert changes == [("delete", "30"), ("insert", "32")]
    assert only.source == "全县新建公路30公里。"


def test_a_match_that_was_taken_at_translation_is_offered_as_a_match() -> None:
    match = Match("工作总结。", "Summary of work.", "exact", 1.0, "old.txt", "s0001")
    segment = made("工作总结。", "A summary.")
    kept = Hypothesis("Summary of work.", 1.0, "memory", match)
    other = Hypothesis("Work summary.", -0.5)
    found = suggestions_for(replace(segment, hypotheses=(*segment.hypotheses, other, kept)))
    assert [s.kind for s in found] == ["exact", "machine"]
    assert (found[0].origin, found[0].score) == ("old.txt s0001", 1.0)


def test_the_memory_is_asked_for_the_text_without_its_label(tmp_path: Path) -> None:
    path = tmp_path / "approved.sqlite"
    assistant = Assistant(own_terms=tmp_path / "own.tsv", memory=path)
    segment = made("1、全县新建公路32公里。", "1. Old.")
    assert assistant.suggestions(item(segment)) == []  # no memory yet
    with Memory.open(path, write=True) as memory:
        memory.add(
            [
                Entry("全县新建公路32公里。", "The county built 32 km of roads.", "a.txt", "s1"),
                Entry(
                    "全县新建公路45公里。", "The county completed 45 km of roads.", "b.txt", "s2"
                ),
                Entry("全县新建乡村公路50公里。", "50 km of rural roads.", "c.txt", "s3"),
            ]
        )
    found = assistant.suggestions(item(segment))
    assistant.close()
    assert [s.kind for s in found] == ["exact", "numbers", "fuzzy"]
    assert found[0].text == "1. The county built 32 km of roads."
    assert found[1].text == "1. The county completed 32 km of roads."
    assert found[2].score is not None
    assert 0.75 <= found[2].score < 1
    assert ("insert", "乡村") not in [(p.op, p.text) for p in found[2].source_difference]
    assert ("delete", "乡村") in [(p.op, p.text) for p in found[2].source_difference]

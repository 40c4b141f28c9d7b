"""The audit trail: one line an event, one line for how each segment stands, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from toolkit.bilingual import write
from toolkit.bilingual.audit import COLUMNS
from toolkit.document import Change, Document, Hypothesis, Match, Note, Segment
from toolkit.editing import approve, edit, ignore, reopen


def rows_of(document: Document) -> list[dict[str, str]]:
    content = write(document, "audit")
    assert content.startswith(b"\xef\xbb\xbfdocument,section,segment,event,when,who,")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def changed(demo: Document, number: int, segment: Segment) -> Document:
    old = list(demo.segments())[number]
    return demo.with_segments({old.id: segment})


def test_every_segment_has_one_final_line(demo: Document) -> None:
    content = write(demo, "audit")
    assert content.count(b"\n") == content.count(b"\r\n") > sum(1 for _ in demo.segments())
    final = [row for row in rows_of(demo) if row["event"] == "final"]
    assert [(r["segment"], r["source"], r["after"], r["state after"]) for r in final] == [
        (s.id, s.source, s.target, s.state) for s in demo.segments()
    ]
    assert {row["document"] for row in final} == {"qingxi-2019.txt"}
    assert [r["section"] for r in final][3:6] == ["1", "1.1", "1.1"]


def test_the_steps_of_a_segment_in_the_order_they_were_made(demo: Document) -> None:
    segment = replace(list(demo.segments())[2], notes=(Note("repair", "lost"),))
    draft = segment.target
    segment = edit(segment, "The county spent 820 million yuan.", "Lin", "2026-01-05T08:00:00Z")
    segment = approve(segment, "Chen", "2026-01-06T08:00:00Z")
    segment = reopen(segment, "Chen", "2026-01-06T08:05:00Z")
    segment = ignore(replace(segment, notes=(*segment.notes, Note("Chen", "why?"))), "k1")
    rows = [r for r in rows_of(changed(demo, 2, segment)) if r["segment"] == segment.id]
    english = segment.target
    names = ("event", "when", "who", "before", "after", "state before", "state after", "remark")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("machine", "", "zhdoc-v0", "", draft, "", "", rows[0]["remark"]),
        ("edited", "2026-01-05T08:00:00Z", "Lin", draft, english, "machine", "edited", ""),
        ("approved", "2026-01-06T08:00:00Z", "Chen", english, english, "edited", "approved", ""),
        ("reopened", "2026-01-06T08:05:00Z", "Chen", english, english, "approved", "edited", ""),
        ("repair", "", "", "", "", "", "", "lost"),
        ("comment", "", "Chen", "", "", "", "", "why?"),
        ("ignored", "", "", "", "", "", "", "k1"),
        ("final", "2026-01-06T08:05:00Z", "Chen", "", english, "", "edited", ""),
    ]
    assert rows[0]["remark"] == "engine argos; package zh_en 0.1 sha256:5f1c; zhdoc 0.1.0"


def test_steps_of_earlier_versions_and_of_undo(demo: Document) -> None:
    segment = list(demo.segments())[2]
    steps = (
        Change("2024-03-05T08:12:44Z", "Lin", "a", "b"),
        Change("2024-03-05T08:13:00Z", "Lin", "b", "a", "edited", "machine", undo=True),
        Change("2024-03-05T08:14:00Z", "Lin", "a", "a", "machine", "edited"),
    )
    memory = (Hypothesis("a", None, "memory"),)
    document = changed(demo, 2, replace(segment, history=steps, hypotheses=memory))
    rows = [r for r in rows_of(document) if r["segment"] == segment.id]
    assert [(r["event"], r["state before"], r["state after"]) for r in rows] == [
        ("memory", "", ""),
        ("edited", "", ""),
        ("undone", "edited", "machine"),
        ("changed", "machine", "edited"),
        ("final", "", "machine"),
    ]
    assert rows[0]["remark"] == ""


def test_a_draft_from_a_memory_says_who_approved_it_there(demo: Document) -> None:
    segment = list(demo.segments())[3]
    when = "2025-03-05T08:12:44Z"
    match = Match("旧", "Old", "fuzzy", 0.9999, "2018.txt", "s0007", "Chen", when)
    memory = (Hypothesis("Old", None, "memory", match),)
    rows = rows_of(changed(demo, 3, replace(segment, hypotheses=memory)))
    first = next(r for r in rows if r["segment"] == segment.id)
    assert [first[n] for n in ("event", "when", "who", "after", "remark")] == [
        "memory",
        when,
        "Chen",
        "Old",
        "fuzzy match of 99%: 2018.txt, s0007",
    ]


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＠x"]
)
def test_no_text_becomes_a_formula(demo: Document, text: str) -> None:
    segment = replace(next(demo.segments()), target=text, notes=(Note(text, text),))
    for row in rows_of(changed(demo, 0, segment)):
        for name in COLUMNS:
            assert not row[name].startswith(tuple("=+-@\t\r\n＝＋－＠"))
    final = [r for r in rows_of(changed(demo, 0, segment)) if r["event"] == "final"]
    assert final[0]["after"] == f"'{text}"


def test_breaks_commas_and_quotes_stay_in_their_cell(demo: Document) -> None:
    text = 'a "b", c\nd'
    segment = replace(next(demo.segments()), target=text)
    final = [r for r in rows_of(changed(demo, 0, segment)) if r["event"] == "final"]
    assert (final[0]["after"], len(final)) == (text, sum(1 for _ in demo.segments()))

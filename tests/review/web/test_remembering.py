"""What is approved goes into a memory during the review, and comes back as a match in context."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.memory import Entry, Memory
from toolkit.review.assist import Assistant
from toolkit.review.remembering import Remembering


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "ours.zhm"


@pytest.fixture
def remembering(page_of: Callable, xlf: Path, memory: Path) -> Callable:
    """Does some work in an app that adds to the memory; what is there afterwards, and the notices."""

    page = page_of(xlf)

    def run(work: Callable) -> tuple[list[Entry], list[str]]:
        with Remembering(memory, page.session) as keeping:
            page.approving(keeping.approved)
            work(page)
        if not memory.is_file():
            return [], page.session.notices
        with Memory.open(memory) as opened:
            return list(opened.entries()), page.session.notices

    return run


def test_each_approved_segment_is_added_as_it_was_approved(remembering) -> None:
    def work(page) -> None:
        page.act("approve", "s0003")
        page.act("approve", "s0007", "II. Saving more water")
        page.act("edit", "s0006", "All is done.")

    entries, notices = remembering(work)
    assert [(e.segment, e.source, e.target, e.who) for e in entries] == [
        ("s0003", "全年完成投资3.6亿元。", "Investment of 360 million yuan was completed in the year.", "Li"),
        ("s0007", "节约用水", "Saving more water", "Li"),
    ]  # fmt: skip
    assert notices == []


def test_taking_an_approval_back_takes_nothing_out(remembering) -> None:
    remembering(lambda page: page.act("approve", "s0003"))

    def work(page) -> None:
        page.act("reopen", "s0003")
        page.act("edit", "s0003", "Something else.")

    entries, _ = remembering(work)
    assert [e.target for e in entries] == [
        "Investment of 360 million yuan was completed in the year."
    ]


def test_a_memory_that_cannot_be_written_is_told_of_once(remembering, memory: Path) -> None:
    memory.mkdir()
    answers = []

    def work(page) -> None:
        answers.extend(page.act("approve", id).json()["state"] for id in ("s0003", "s0005"))

    _, notices = remembering(work)
    assert answers == ["approved", "approved"]
    (notice,) = notices
    assert "ours.zhm" in notice and "zhdoc memory add report.xlf" in notice


def test_a_memory_that_is_locked_does_not_delay_the_answer(
    remembering, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Memory.open(memory, write=True):
        pass
    other = sqlite3.connect(memory, isolation_level=None)

    def work(page) -> None:
        other.execute("BEGIN IMMEDIATE")
        assert page.act("approve", "s0003").json()["state"] == "approved"
        other.execute("ROLLBACK")

    entries, notices = remembering(work)
    other.close()
    assert [e.segment for e in entries] == ["s0003"] and not notices


def test_a_match_in_context_is_told_apart(page_of: Callable, xlf: Path, memory: Path) -> None:
    page = page_of(xlf)
    with Remembering(memory, page.session) as keeping:
        page.approving(keeping.approved)
        page.act("approve", "s0006", "All the work has been done.")
    assistant = Assistant(own_terms=memory.with_name("own.tsv"), memory=memory)
    assistant.follow(page.session.document)
    # The same Chinese stands in two places; the memory's is that of the first.
    first = assistant.suggestions(page.session.item("s0006"))
    page.act("edit", "s0006", "Done.")
    again = assistant.suggestions(page.session.item("s0006"))
    elsewhere = assistant.suggestions(page.session.item("s0008"))
    assistant.close()
    assert "All the work has been done." not in [s.text for s in first]
    assert [(s.kind, s.text) for s in (again[0], elsewhere[0])] == [
        ("context", "All the work has been done."),
        ("exact", "All the work has been done."),
    ]

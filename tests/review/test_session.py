"""What a person can do in a review, and what is shown then."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.aligned import open_aligned
from toolkit.bilingual import write
from toolkit.document import Constraint, Document, Hypothesis, Note
from toolkit.errors import BilingualError, ReviewError, UsageError
from toolkit.quality import check_document
from toolkit.review.session import Edit, ReviewSession, StaleRevision
from toolkit.review.store import Item
from toolkit.review.views import Filter

Do = Callable[..., Item]


@pytest.fixture
def session(xlf: Path) -> Iterator[ReviewSession]:
    with ReviewSession.open(xlf, "Lin Wei", clock=lambda: "2024-03-05T08:00:00Z") as opened:
        yield opened


@pytest.fixture
def do(session: ReviewSession) -> Do:
    """Apply an edit made on the revision that is there."""

    def apply(kind: str, segment: str, text: str = "", **more: object) -> Item:
        revision = session.item(segment).revision
        return session.apply(Edit(kind, segment, revision, text, **more))  # type: ignore[arg-type]

    return apply


# ------------------------------------------------------------------------------ edits


def test_editing_makes_edited_and_is_in_the_history(do: Do) -> None:
    item = do("edit", "s0005", "Twelve small reservoirs were reinforced.")
    assert (item.segment.target, item.segment.state) == (
        "Twelve small reservoirs were reinforced.",
        "edited",
    )
    (step,) = item.segment.history
    assert (step.who, step.when, step.was, step.state) == (
        "Lin Wei",
        "2024-03-05T08:00:00Z",
        "machine",
        "edited",
    )
    assert item.changed and item.light is None
    assert item.opened.target == "A total of 12 small reservoirs were reinforced."


def test_an_edit_that_changes_nothing_leaves_no_trace(session: ReviewSession, do: Do) -> None:
    before = session.item("s0005")
    after = do("edit", "s0005", before.segment.target)
    assert after == before and not session.dirty


def test_an_edit_may_empty_the_english(do: Do) -> None:
    item = do("edit", "s0005", "")
    assert item.segment.target == "" and "empty" in {f.code for f in item.open}


def test_approving_keeps_the_english(do: Do) -> None:
    item = do("approve", "s0005")
    assert item.segment.state == "approved"
    assert item.segment.target == "A total of 12 small reservoirs were reinforced."
    assert do("approve", "s0005") == item


def test_approving_with_english_is_one_step(do: Do) -> None:
    item = do("approve", "s0005", "Twelve small reservoirs were reinforced. ")
    assert (item.segment.target, item.segment.state) == (
        "Twelve small reservoirs were reinforced.",
        "approved",
    )
    assert len(item.segment.history) == 1
    item = do("undo", "s0005")
    assert (item.segment.target, item.segment.state) == (
        "A total of 12 small reservoirs were reinforced.",
        "machine",
    )


def test_nothing_is_approved_without_english(session: ReviewSession, do: Do) -> None:
    with pytest.raises(UsageError, match="s0009: there is no English"):
        do("approve", "s0009")
    assert session.item("s0009").segment.state == "none"


def test_an_edit_takes_the_approval_away(do: Do) -> None:
    do("approve", "s0006")
    assert do("edit", "s0006", "All tasks are done.").segment.state == "edited"


def test_reopening(do: Do) -> None:
    assert not do("reopen", "s0006").changed
    do("approve", "s0006")
    assert do("reopen", "s0006").segment.state == "edited"


def test_undo_after_reopening_approves_again(do: Do) -> None:
    do("edit", "s0006", "All tasks are done.")
    do("approve", "s0006")
    do("reopen", "s0006")
    item = do("undo", "s0006")
    assert (item.segment.target, item.segment.state) == ("All tasks are done.", "approved")


def test_undo_walks_back_and_forgets_nothing(do: Do) -> None:
    do("edit", "s0006", "A.")
    do("put", "s0006", "B.")
    do("approve", "s0006")
    seen = []
    for _ in range(3):
        segment = do("undo", "s0006").segment
        seen.append((segment.target, segment.state))
    assert seen == [
        ("B.", "edited"),
        ("A.", "edited"),
        ("All tasks have been completed.", "machine"),
    ]
    assert len(segment.history) == 6
    with pytest.raises(UsageError, match="nothing to undo"):
        do("undo", "s0006")


def test_undo_after_an_undo_and_a_new_edit(do: Do) -> None:
    do("edit", "s0006", "A.")
    do("put", "s0006", "B.")
    do("undo", "s0006")
    do("edit", "s0006", "C.")
    assert do("undo", "s0006").segment.target == "A."
    assert do("undo", "s0006").segment.target == "All tasks have been completed."


def test_typing_the_former_english_by_hand_is_no_undo(do: Do) -> None:
    do("edit", "s0006", "A.")
    do("put", "s0006", "B.")
    do("edit", "s0006", "A.")
    assert do("undo", "s0006").segment.target == "B."


def test_undo_walks_on_after_closing(xlf: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        for text in ("A.", "B."):
            session.apply(Edit("put", "s0006", session.item("s0006").revision, text))
        session.apply(Edit("undo", "s0006", session.item("s0006").revision))
    with ReviewSession.open(xlf, "Lin") as session:
        item = session.apply(Edit("undo", "s0006", session.item("s0006").revision))
    assert item.segment.target == "All tasks have been completed."


def test_what_is_written_in_one_go_is_one_step(do: Do) -> None:
    for text in ("All", "All of it", "All of it is done."):
        segment = do("edit", "s0006", text).segment
    (step,) = segment.history
    assert (step.before, step.after) == ("All tasks have been completed.", "All of it is done.")
    assert (step.was, step.state) == ("machine", "edited")
    segment = do("undo", "s0006").segment
    assert (segment.target, segment.state) == ("All tasks have been completed.", "machine")


@pytest.mark.parametrize("kind", ["approve", "undo", "restore", "comment", "put"])
def test_what_comes_between_begins_a_new_step(do: Do, kind: str) -> None:
    do("edit", "s0006", "A.")
    between = do(kind, "s0006", {"restore": "-1", "put": "P.", "comment": "Why?"}.get(kind, ""))
    known = len(between.segment.history)
    segment = do("edit", "s0006", "B.").segment
    assert len(segment.history) == known + 1
    assert do("undo", "s0006").segment.target == between.segment.target


def test_a_save_that_changes_nothing_makes_no_go_of_a_suggestion(do: Do) -> None:
    do("put", "s0006", "P.")
    do("edit", "s0006", "P.")
    do("edit", "s0006", "P and more.")
    assert do("undo", "s0006").segment.target == "P."


def test_ten_minutes_end_a_go(xlf: Path) -> None:
    times = iter(f"2026-01-01T08:{minute:02}:00Z" for minute in (0, 9, 19, 30))
    with ReviewSession.open(xlf, "Lin", clock=lambda: next(times)) as session:
        for text in ("A.", "B.", "C.", "D."):
            session.apply(Edit("edit", "s0006", session.item("s0006").revision, text))
        history = session.item("s0006").segment.history
    assert [step.after for step in history] == ["C.", "D."]


def test_a_replacement_keeps_the_capital_of_a_sentence(do: Do, session: ReviewSession) -> None:
    do("put", "s0006", "Tasks are done; all TASKS and tasks.")

    def after(query: str, **more: bool) -> str:
        return next(
            r.after for r in session.preview_replace(query, "jobs", **more) if r.id == "s0006"
        )

    assert after("tasks") == "Jobs are done; all Jobs and jobs."
    assert after("tasks", match_case=True) == "Tasks are done; all TASKS and jobs."
    assert after("TASKS") == "jobs are done; all jobs and jobs."


def test_restoring_a_step(do: Do) -> None:
    do("edit", "s0006", "A.")
    do("approve", "s0006", "B.")
    do("edit", "s0006", "C.")
    item = do("restore", "s0006", "1")
    assert (item.segment.target, item.segment.state) == ("B.", "edited")  # not approved unasked
    item = do("restore", "s0006", "-1")
    assert (item.segment.target, item.segment.state) == (
        "All tasks have been completed.",
        "machine",
    )
    assert len(item.segment.history) == 5


@pytest.mark.parametrize("step", ["1", "-2", "x", ""])
def test_restoring_a_step_that_is_none(do: Do, step: str) -> None:
    do("edit", "s0006", "A.")
    with pytest.raises(UsageError, match="no step"):
        do("restore", "s0006", step)


def test_comments_come_and_go(do: Do) -> None:
    item = do("comment", "s0005", "  Which year? \r\n Ask. ")
    assert item.segment.notes[-1] == Note("Lin Wei", "Which year? \n Ask.")
    assert not item.changed
    assert do("comment", "s0005", "Which year? \n Ask.") == item
    item = do("uncomment", "s0005", "Which year? \n Ask.")
    assert [note.author for note in item.segment.notes] == ["repair"]


def test_comments_that_cannot_be(do: Do) -> None:
    with pytest.raises(UsageError, match="comment is empty"):
        do("comment", "s0005", " \n")
    with pytest.raises(UsageError, match="no such comment"):
        do("uncomment", "s0005", "never said")
    with pytest.raises(UsageError, match="no such comment"):
        do("uncomment", "s0005", "two lines were joined")  # zhdoc's own note stays


def test_ones_own_comment_goes_first(xlf: Path, document: Document) -> None:
    segment = next(s for s in document.segments() if s.id == "s0005")
    noted = replace(segment, notes=(Note("Li", "Why?"), Note("Lin Wei", "Why?")))
    xlf.write_bytes(write(document.with_segments({"s0005": noted}), "xlf"))
    with ReviewSession.open(xlf, "Lin Wei") as session:
        item = session.apply(Edit("uncomment", "s0005", session.item("s0005").revision, "Why?"))
    assert item.segment.notes == (Note("Li", "Why?"),)


def test_ignoring_a_finding(session: ReviewSession, do: Do) -> None:
    item = do("edit", "s0005", "A total of 21 small reservoirs were reinforced.")
    keys = [finding.key for finding in item.open if finding.code == "number"]
    assert keys
    for key in keys:
        item = do("ignore", "s0005", key)
    assert not [f for f in item.open if f.code == "number"]
    assert [f.key for f in item.findings if f.code == "number"] == keys
    assert do("ignore", "s0005", keys[0]) == item
    item = do("unignore", "s0005", keys[0])
    assert keys[0] in {finding.key for finding in item.open}


def test_a_proposal_brings_its_constraints(session: ReviewSession, do: Do) -> None:
    segment = session.item("s0005").segment
    term = Constraint("term", 3, 7, "small-sized reservoir", fate="enforced", target_span=(14, 35))
    proposal = replace(
        segment,
        target="There were 12 small-sized reservoirs reinforced.",
        constraints=(term,),
        hypotheses=(Hypothesis("There were 12 small-sized reservoirs reinforced.", -0.2, "new"),),
    )
    item = do("propose", "s0005", proposal=proposal)
    assert item.segment.constraints == (term,)
    assert item.segment.hypotheses == proposal.hypotheses
    assert item.segment.state == "machine" and item.changed
    assert item.segment.notes == segment.notes
    assert do("propose", "s0005", proposal=item.segment) == item
    assert do("undo", "s0005").segment.target == segment.target


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "s0006"}, "another segment"),
        ({"source": "别的句子。"}, "another segment"),
        ({"target": " "}, "no English"),
        ({"state": "approved"}, "cannot be 'approved'"),
    ],
)
def test_proposals_that_are_refused(
    session: ReviewSession, do: Do, change: dict[str, str], message: str
) -> None:
    proposal = replace(session.item("s0005").segment, **change)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=message):
        do("propose", "s0005", proposal=proposal)
    with pytest.raises(UsageError, match="another segment"):
        do("propose", "s0005")


# --------------------------------------------------------------------------- revisions


def test_a_stale_revision_is_refused(session: ReviewSession, do: Do) -> None:
    seen = session.item("s0005").revision
    now = do("edit", "s0005", "Twelve were reinforced.")
    with pytest.raises(StaleRevision, match="s0005: it was changed meanwhile") as error:
        session.apply(Edit("edit", "s0005", seen, "A dozen."))
    assert (error.value.segment, error.value.revision) == (now.segment, now.revision)
    assert session.item("s0005") == now


def test_a_page_from_before_the_restart_is_stale_only_where_something_changed(xlf: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        seen = {id: session.item(id).revision for id in ("s0005", "s0006")}
        session.apply(Edit("edit", "s0005", seen["s0005"], "Twelve were reinforced."))
    with ReviewSession.open(xlf, "Lin") as session:
        with pytest.raises(StaleRevision):
            session.apply(Edit("edit", "s0005", seen["s0005"], "A dozen."))
        session.apply(Edit("edit", "s0006", seen["s0006"], "All done."))


def test_comments_and_ignored_findings_count_as_changes(session: ReviewSession, do: Do) -> None:
    seen = session.item("s0005").revision
    assert do("comment", "s0005", "Why?").revision != seen
    seen = session.item("s0006").revision
    assert do("ignore", "s0006", "number-1").revision != seen


def test_a_browser_can_hold_a_revision(session: ReviewSession) -> None:
    assert all(0 <= item.revision < 2**53 for item in session.page(Filter(), 0, 99).items)


def test_all_or_none(session: ReviewSession, do: Do) -> None:
    five, six = session.item("s0005"), session.item("s0006")
    edits = [
        Edit("edit", "s0005", five.revision, "Twelve."),
        Edit("edit", "s0006", six.revision + 1, "Done."),
    ]
    with pytest.raises(StaleRevision):
        session.apply_all(edits)
    assert session.item("s0005") == five and not session.dirty
    edits[1] = replace(edits[1], revision=six.revision)
    assert [item.segment.target for item in session.apply_all(edits)] == ["Twelve.", "Done."]
    assert session.apply_all([]) == []


def test_one_change_a_segment_at_once(session: ReviewSession) -> None:
    seen = session.item("s0005").revision
    with pytest.raises(UsageError, match="two changes"):
        session.apply_all([Edit("edit", "s0005", seen, "A."), Edit("approve", "s0005", seen)])


def test_unknown_ids(session: ReviewSession) -> None:
    for ask in (
        lambda: session.item("s9999"),
        lambda: session.apply(Edit("approve", "s9999", 1)),
        lambda: session.page(Filter(section="9"), 0, 5),
    ):
        with pytest.raises(ReviewError, match="there is no se"):
            ask()


# ---------------------------------------------------------------------------- findings


def test_findings_are_those_of_the_whole_document(session: ReviewSession, do: Do) -> None:
    """After any edit the items' findings are what checking everything anew gives."""

    def same() -> None:
        items = session.page(Filter(), 0, 99).items
        assert tuple(f for i in items for f in i.findings) == check_document(session.document)

    same()
    assert [f.code for f in session.item("s0008").findings] == ["inconsistent"]
    do("edit", "s0006", "All the tasks were finished.")  # the first: the later one agrees now
    assert not session.item("s0008").findings
    same()
    do("edit", "s0008", "All the work was finished.")
    do("edit", "s0003", "Investment of 350 million yuan was completed.")
    do("edit", "s0005", "")
    same()
    do("undo", "s0006")
    do("comment", "s0008", "Two ways?")
    same()


# -------------------------------------------------------------------------------- views


def shown(session: ReviewSession, **chosen: str) -> list[str]:
    return [i.segment.id for i in session.page(Filter(**chosen), 0, 99).items]  # type: ignore[arg-type]


def test_filters(session: ReviewSession, do: Do) -> None:
    do("approve", "s0006")
    do("comment", "s0003", "Check the sum.")
    do("edit", "s0004", "(I) Reinforcement")
    assert shown(session) == [f"s000{n}" for n in range(1, 10)]
    assert shown(session, show="approved") == ["s0006"]
    assert "s0006" not in shown(session, show="todo") and len(shown(session, show="todo")) == 8
    assert shown(session, show="commented") == ["s0003"]  # zhdoc's own note is no comment
    assert shown(session, show="changed") == ["s0004", "s0006"]
    assert shown(session, show="findings") == ["s0008", "s0009"]
    assert shown(session, show="doubtful") == [f"s000{n}" for n in (1, 2, 3, 5, 7, 8, 9)]
    assert shown(session, section="1") == ["s0002", "s0003", "s0004", "s0005", "s0006"]
    assert shown(session, section="1.1", show="todo") == ["s0004", "s0005"]
    assert shown(session, query="RESERVOIR") == ["s0002", "s0005"]
    assert shown(session, query="任务") == ["s0006", "s0008"]
    assert session.counts() == {show: len(shown(session, show=show)) for show in session.counts()}
    assert session.positions(Filter("approved")) == [5]


def test_pages(session: ReviewSession, do: Do) -> None:
    page = session.page(Filter(), 4, 3)
    assert [i.position for i in page.items] == [4, 5, 6]
    assert (page.start, page.total) == (4, 9)
    assert session.page(Filter(), 50, 3).items == ()
    assert session.page(Filter(), -5, 1).start == 0
    do("approve", "s0001")
    assert session.page(Filter(), 0, 1).revision > page.revision


def test_the_section_tree(session: ReviewSession, do: Do) -> None:
    do("approve", "s0004", "(I) Reinforcement")
    views = session.sections()
    assert [(v.id, v.level, v.label, v.total, v.approved, v.todo) for v in views] == [
        ("r", 0, "", 9, 1, 8),
        ("1", 1, "一、", 5, 1, 4),
        ("1.1", 2, "（一）", 3, 1, 2),
        ("2", 1, "二、", 3, 0, 3),
    ]
    assert views[2].title == "除险加固" and views[2].english == "(I) Reinforcement"
    assert [v.open_findings for v in views] == [2, 0, 0, 2]


def test_progress(session: ReviewSession, do: Do) -> None:
    do("approve", "s0006")
    do("edit", "s0004", "(I) Reinforcement")
    progress = session.progress()
    assert (progress.total, progress.approved, progress.edited, progress.todo) == (9, 1, 1, 8)
    assert progress.checked == 9
    assert progress.findings == {"minor": 1, "critical": 1}
    assert sum(progress.lights.values()) == 7


def test_what_a_search_finds(session: ReviewSession) -> None:
    def ids(query: str, **how: bool) -> list[str]:
        return [found.id for found in session.preview_replace(query, "…", **how)]

    assert ids("TASKS") == ["s0006", "s0008"]
    assert ids("TASKS", match_case=True) == []
    assert ids("task") == ["s0006", "s0008"] and ids("task", whole_words=True) == []
    assert ids("水库") == []  # only the English is replaced
    assert ids("(I)", whole_words=True) == ["s0004"]  # taken literally


def test_replacing_is_shown_first_and_done_together(session: ReviewSession) -> None:
    found = session.preview_replace("tasks", r"\1 jobs", whole_words=True)
    assert [(r.id, r.after) for r in found] == [
        ("s0006", r"All \1 jobs have been completed."),
        ("s0008", r"All the \1 jobs were finished."),
    ]
    assert found[0].spans == ((4, 9),) and not session.dirty
    session.apply_all([Edit("edit", r.id, r.revision, r.after) for r in found])
    assert session.item("s0008").segment.target == r"All the \1 jobs were finished."
    assert session.preview_replace("reinforced", "reinforced") == []


@pytest.mark.parametrize("query", ["", "  ", "x" * 1_001])
def test_bad_searches(session: ReviewSession, query: str) -> None:
    with pytest.raises(UsageError):
        session.preview_replace(query, "y")


def test_a_replacement_without_end(session: ReviewSession) -> None:
    with pytest.raises(UsageError, match="replacement is longer"):
        session.preview_replace("tasks", "y" * 1_001)


# ------------------------------------------------------------------------------- opening


@pytest.mark.parametrize("name", ["", " \n ", "qa", "repair"])
def test_names_that_are_none(xlf: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no reviewer's name"):
        ReviewSession.open(xlf, name)


def test_files_that_cannot_be_reviewed(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="no such file"):
        ReviewSession.open(tmp_path / "none.xlf", "Lin")
    with pytest.raises(ReviewError, match="no such file"):
        ReviewSession.open(tmp_path, "Lin")
    broken = tmp_path / "broken.xlf"
    broken.write_text("<xliff", encoding="utf-8")
    with pytest.raises(BilingualError):
        ReviewSession.open(broken, "Lin")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.xlf"]  # no lock left


def test_long_documents_are_checked_meanwhile(tmp_path: Path, document: Document) -> None:
    one = next(s for s in document.segments() if s.id == "s0005")
    many = [
        replace(one, id=f"s{n:04d}", source=f"共加固小型水库{n}座。", hash="") for n in range(400)
    ]
    root = replace(document.root, segments=tuple(many), sections=())
    path = tmp_path / "long.xlf"
    path.write_bytes(write(replace(document, root=root), "xlf"))
    with ReviewSession.open(path, "Lin") as session:
        assert session.item("s0399").open  # asked for: checked at once
        assert len(session.page(Filter("findings"), 0, 500).items) == 399
        assert session.progress().checked == 400
        assert session.counts()["findings"] == 399


def test_many_threads_at_once(session: ReviewSession, xlf: Path) -> None:
    """Eight tabs write comments while the file is saved; every comment is kept."""

    def work(name: int) -> None:
        for number in range(5):
            while True:
                seen = session.item("s0005").revision
                try:
                    session.apply(Edit("comment", "s0005", seen, f"{name}.{number}"))
                    break
                except StaleRevision:
                    continue
            session.save()

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.close()
    (segment,) = (s for s in open_aligned(xlf).segments() if s.id == "s0005")
    assert {n.text for n in segment.notes if n.by_person} == {
        f"{name}.{number}" for name in range(8) for number in range(5)
    }

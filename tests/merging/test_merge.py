"""What rows change: English, states, comments; what is refused, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from toolkit.bilingual.rows import Row
from toolkit.document import Change, Document, Note, Segment, source_hash
from toolkit.editing import reopen
from toolkit.merging.edited import Edited
from toolkit.merging.merge import Merge, merge

NOW = "2026-04-01T08:00:00Z"
Rows = dict[str, Row]


def run(document: Document, *rows: Row, **options: bool) -> Merge:
    allow_empty = options.pop("allow_empty", False)
    return merge(document, Edited(rows, **options), "Wang Fang", NOW, allow_empty=allow_empty)


def of(document: Document, name: str) -> Segment:
    return next(s for s in document.segments() if s.id == name)


def reasons(merged: Merge) -> list[str]:
    return [each.reason for each in merged.refused]


def test_an_unedited_table_changes_nothing(summary: Document, rows: Rows) -> None:
    merged = run(summary, *rows.values())
    assert merged.document is summary
    assert (merged.differences, merged.refused, merged.missing) == ((), (), ())
    assert merged.unchanged == merged.rows == 8


def test_new_english_is_edited_with_its_history_and_its_terms_are_found_anew(
    summary: Document, rows: Rows
) -> None:
    merged = run(summary, replace(rows["s0002"], target="R&D took 820 million yuan, up 12.5%."))
    new, old = of(merged.document, "s0002"), of(summary, "s0002")
    assert new.state == "edited"
    assert new.history == (Change(NOW, "Wang Fang", old.target, new.target, "machine", "edited"),)
    assert new.constraints[0].target_span == (9, 25)
    others = [s for s in merged.document.segments() if s.id != "s0002"]
    assert others == [s for s in summary.segments() if s.id != "s0002"]
    assert "s0002" not in merged.missing and len(merged.missing) == 7


def test_who_changed_the_row_is_named_before_who_imports(summary: Document, rows: Rows) -> None:
    row = replace(
        rows["s0001"], target="I. Principal work", author="Zhao Min", comment="As in the plan."
    )
    new = of(run(summary, row).document, "s0001")
    assert new.history[-1].who == "Zhao Min"
    assert new.notes == (Note("Zhao Min", "As in the plan."),)


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("s0001", "approved", "approved"),
        ("s0001", "edited", "edited"),
        ("s0001", None, "machine"),
        ("s0003", "machine", "edited"),
        ("s0005", "machine", "approved"),
        ("s0005", None, "approved"),
        ("s0007", "edited", "edited"),
    ],
)
def test_states_without_new_english(
    summary: Document, rows: Rows, name: str, state: str, expected: str
) -> None:
    merged = run(summary, replace(rows[name], state=state))
    old, new = of(summary, name), of(merged.document, name)
    assert (new.state, new.target) == (expected, old.target)
    assert len(new.history) == len(old.history) + (old.state != expected)
    assert not merged.refused


def test_an_edited_that_may_be_older_than_the_approval_is_not_taken(
    summary: Document, rows: Rows
) -> None:
    merged = run(summary, replace(rows["s0005"], state="edited"))
    assert merged.document is summary
    assert "before it was approved" in reasons(merged)[0]


def test_a_rejection_opens_an_approved_segment_and_is_noted(summary: Document, rows: Rows) -> None:
    row = replace(rows["s0005"], state=None, rejected=True)
    new = of(run(summary, row, in_order=True).document, "s0005")
    assert new.state == "edited" and new.notes[-1] == Note("Wang Fang", "rejected")
    again = run(summary, replace(rows["s0001"], rejected=True))
    assert of(again.document, "s0001").state == "machine"


def test_a_programs_translated_does_not_open_an_approved_segment(
    summary: Document, rows: Rows
) -> None:
    merged = run(summary, replace(rows["s0007"], state="edited"), in_order=True)
    assert merged.document is summary and not merged.refused


@pytest.mark.parametrize(("state", "expected"), [("approved", "approved"), (None, "edited")])
def test_new_english_on_an_approved_segment(
    summary: Document, rows: Rows, state: str, expected: str
) -> None:
    row = replace(rows["s0007"], target="Talent and platforms are lacking.", state=state)
    assert of(run(summary, row).document, "s0007").state == expected


def test_an_approved_that_a_program_merely_kept_does_not_approve_new_english(
    summary: Document, rows: Rows
) -> None:
    base = source_hash(of(summary, "s0007").target)
    row = replace(rows["s0007"], target="Talent is lacking.", state="approved", base=base)
    assert of(run(summary, row, in_order=True).document, "s0007").state == "edited"
    made = replace(
        row, id="s0001", hash="", source="一、主要工作", base=source_hash("I. Main work")
    )
    assert of(run(summary, made, in_order=True).document, "s0001").state == "approved"


def test_comments_are_added_never_taken_away(summary: Document, rows: Rows) -> None:
    def notes(comment: str | None) -> tuple[Note, ...]:
        return of(run(summary, replace(rows["s0005"], comment=comment)).document, "s0005").notes

    old = of(summary, "s0005").notes
    assert notes("") == notes(None) == notes(" As in last year's report. ") == old
    assert notes("As in last year's report.\nWhich report?") == (
        *old,
        Note("Wang Fang", "Which report?"),
    )
    assert notes("As in the 2018 report.")[2:] == (Note("Wang Fang", "As in the 2018 report."),)


def test_english_the_segment_had_earlier_is_out_of_date_but_its_comment_counts(
    summary: Document, rows: Rows
) -> None:
    row = replace(rows["s0003"], target="37 enterprises recognized.", comment="Which year?")
    merged = run(summary, row)
    new = of(merged.document, "s0003")
    assert new.target == of(summary, "s0003").target
    assert new.notes == (Note("Wang Fang", "Which year?"),)
    assert "earlier one, changed in the document since (Lin Wei, 2026-03-02)" in reasons(merged)[0]
    assert merged.unchanged == 0


def test_the_machines_english_is_out_of_date_where_another_program_edited(
    summary: Document, rows: Rows
) -> None:
    edited = replace(of(summary, "s0001"), target="I. Major work", state="edited")
    document = summary.with_segments({"s0001": edited})
    merged = run(document, rows["s0001"])
    assert merged.document is document and "earlier" in reasons(merged)[0]


def test_what_changed_on_both_sides_is_told_from_what_changed_on_one(
    summary: Document, rows: Rows
) -> None:
    base = source_hash("37 enterprises recognized.")
    both = replace(rows["s0003"], target="We recognized 37 enterprises.", base=base)
    merged = run(summary, both, in_order=True)
    assert (
        merged.document is summary and "changed in the document too (Lin Wei" in reasons(merged)[0]
    )

    untouched = replace(rows["s0003"], target="37 enterprises recognized.", state=None, base=base)
    merged = run(summary, untouched, in_order=True)
    assert merged.document is summary and not merged.refused and merged.unchanged == 1

    approved = replace(untouched, state="approved")
    assert "approves English that was changed" in reasons(run(summary, approved, in_order=True))[0]

    back = replace(untouched, base=source_hash(of(summary, "s0003").target))
    taken = run(summary, back, in_order=True)
    assert of(taken.document, "s0003").target == "37 enterprises recognized."


def test_an_approval_that_a_copy_came_with_does_not_cover_what_was_changed_in_it(
    summary: Document, rows: Rows
) -> None:
    approved = of(summary, "s0005")
    opened = summary.with_segments({"s0005": reopen(approved, "Chen Jing", NOW)})
    base, history = source_hash(approved.target), approved.history
    row = replace(rows["s0005"], target="Funds fall short.", base=base, history=history)
    new = of(run(opened, row, in_order=True).document, "s0005")
    assert (new.target, new.state) == ("Funds fall short.", "edited")


def test_a_table_made_before_somebody_else_edited_is_not_taken_over_that(
    summary: Document, rows: Rows
) -> None:
    row = replace(rows["s0003"], target="We recognized 37 firms.", state="machine")
    merged = run(summary, row)
    assert (
        merged.document is summary and "changed in the document too (Lin Wei" in reasons(merged)[0]
    )
    own = run(summary, replace(row, author="Lin Wei"))
    assert of(own.document, "s0003").target == "We recognized 37 firms."


def test_one_table_can_be_edited_and_imported_again(summary: Document, rows: Rows) -> None:
    once = run(summary, replace(rows["s0001"], target="I. Principal work")).document
    twice = run(once, replace(rows["s0001"], target="I. Work done")).document
    assert [c.after for c in of(twice, "s0001").history] == ["I. Principal work", "I. Work done"]


def test_emptied_english_is_taken_when_asked_for(summary: Document, rows: Rows) -> None:
    row = replace(rows["s0002"], target=" \n")
    merged = run(summary, row)
    assert merged.document is summary and "--allow-empty" in reasons(merged)[0]
    new = of(run(summary, row, allow_empty=True).document, "s0002")
    assert (new.target, new.state) == ("", "edited")
    assert new.history[-1].before == of(summary, "s0002").target


def test_nothing_is_approved_without_english(summary: Document, rows: Rows) -> None:
    empty = replace(of(summary, "s0008"), target="", state="none")
    document = summary.with_segments({"s0008": empty})
    merged = run(document, replace(rows["s0008"], target="", state="approved"))
    assert merged.document is document and "no English" in reasons(merged)[0]


def test_what_an_office_program_puts_in_for_the_eye_is_no_edit(
    summary: Document, rows: Rows
) -> None:
    wide = replace(of(summary, "s0002"), target="up 12.5\u00a0% to R\u2011D\u00adcosts")
    document = summary.with_segments({"s0002": wide})
    assert (
        run(document, replace(rows["s0002"], target="up 12.5 % to R-Dcosts")).document is document
    )


def test_who_is_overwritten_is_said(summary: Document, rows: Rows) -> None:
    merged = run(
        summary, replace(rows["s0003"], target="37 firms."), replace(rows["s0001"], target="I.")
    )
    assert [d.overwritten for d in merged.differences] == ["", "Lin Wei"]


@pytest.fixture
def change(rows: Rows) -> Callable[..., Row]:
    def made(name: str, **changes: object) -> Row:
        return replace(rows[name], target="Another English", **changes)  # type: ignore[arg-type]

    return made


def test_a_row_of_another_chinese_is_refused(
    summary: Document, rows: Rows, change: Callable[..., Row]
) -> None:
    for row in (
        change("s0002", source="全县研发经费支出9.2亿元，同比增长12.5%。"),
        change("s0002", hash="0123456789abcdef"),
        change("s0002", hash="", source=""),
    ):
        merged = run(summary, row)
        assert merged.document is summary
        assert merged.refused[0].segment == "s0002" and not merged.belongs
        assert run(summary, row, rows["s0001"]).belongs
        assert merged.missing.count("s0002") == 0


def test_spaces_and_normalisation_of_the_chinese_do_not_matter(
    summary: Document, change: Callable[..., Row]
) -> None:
    row = change("s0002", source=" 全县研发经费支出8.2亿元，\n同比增长12.5%。\u3000")
    assert not run(summary, row).refused


def test_a_hash_alone_says_enough(summary: Document, change: Callable[..., Row]) -> None:
    assert not run(summary, change("s0002", source="")).refused


def test_an_unknown_id_finds_the_segment_that_alone_has_its_chinese(
    summary: Document, change: Callable[..., Row]
) -> None:
    merged = run(summary, change("s0002", id="s0099"))
    assert of(merged.document, "s0002").target == "Another English"
    moved = run(summary, change("s0002", id="s0001"))
    assert of(moved.document, "s0002").target == "Another English"
    twice = run(summary, change("s0004", id="s0099"))
    assert twice.document is summary and "s0004, s0006" in reasons(twice)[0]
    gone = run(summary, change("s0002", id="s0099", source="没有这一句。", hash=""))
    assert "no segment has the id s0099" in reasons(gone)[0] and not gone.belongs
    wrong = run(summary, change("s0002", id="s0099", hash="0123456789abcdef"))
    assert wrong.document is summary and wrong.refused


def test_rows_of_one_chinese_are_paired_in_order_where_programs_keep_it(
    summary: Document, change: Callable[..., Row]
) -> None:
    first = change("s0004", id="7", hash="")
    second = replace(first, id="9", target="A third English")
    merged = run(summary, first, second, in_order=True)
    assert of(merged.document, "s0004").target == "Another English"
    assert of(merged.document, "s0006").target == "A third English"
    assert run(summary, first, in_order=True).document is summary


def test_added_rows_and_remarks_on_nothing_are_refused(summary: Document, rows: Rows) -> None:
    added = replace(rows["s0002"], id="", hash="", source="另外，", target="In addition,")
    copied = replace(rows["s0002"], id="")
    remark = Row("comment", "", "", "", "", comment="Please finish by Friday.")
    merged = run(summary, added, copied, remark)
    assert merged.document is summary and merged.unchanged == 1
    assert "was added" in reasons(merged)[0] and "remark on no segment" in reasons(merged)[1]


def test_two_rows_of_one_segment(summary: Document, change: Callable[..., Row]) -> None:
    one, other = change("s0001", place="row 2"), change("s0001", place="row 9")
    assert of(run(summary, one, other).document, "s0001").target == "Another English"
    merged = run(summary, one, replace(other, target="And another"))
    assert merged.document is summary
    assert len(merged.refused) == 2 and "row 2, row 9" in reasons(merged)[0]
    approving = run(summary, one, replace(other, state="approved", comment="Good."))
    assert of(approving.document, "s0001").state == "approved"
    assert of(approving.document, "s0001").notes[-1].text == "Good."


def test_a_row_in_trouble_says_why(summary: Document, change: Callable[..., Row]) -> None:
    merged = run(summary, change("s0008", trouble="the spreadsheet made '2019-12-30' of a text"))
    assert merged.document is summary
    assert (merged.refused[0].segment, reasons(merged)) == (
        "s0008",
        ["the spreadsheet made '2019-12-30' of a text"],
    )


def test_a_memorys_other_sentences_are_no_mistake(summary: Document, rows: Rows) -> None:
    known = replace(rows["s0002"], id="", hash="", target="R&D cost 820 million yuan.")
    other = replace(known, source="别的文件的句子。")
    theirs = replace(other, id="s0001")
    merged = run(summary, known, other, theirs, memory=True)
    assert of(merged.document, "s0002").target == "R&D cost 820 million yuan."
    assert (merged.foreign, merged.refused) == (2, ())
    assert not run(summary, other, memory=True).belongs
    different = run(summary, known, replace(known, target="Another."), memory=True)
    assert different.document is summary and len(different.refused) == 2

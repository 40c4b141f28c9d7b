"""``zhdoc import``: what people changed in an exported file, brought back into the .xlf."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.console import counted, emit, emit_json, note
from toolkit.cli.options import login_name

if TYPE_CHECKING:
    from toolkit.merging import Difference, Imported, Merge, Refused

__all__ = ["import_"]

_SHOWN = 10
"""Rows not taken that a real run names one by one; the others are in the file."""
_NAMED = 5
"""Segments without a row that are named; of more only the number is told."""


@click.command("import")
@click.argument("source", metavar="FILE.xlf")
@click.argument("edited", metavar="EDITED")
@click.option("--dry-run", is_flag=True, help="Show the differences and write nothing.")
@click.option(
    "--reviewer",
    metavar="NAME",
    help="Who edited, where EDITED does not say; your login name unless given.",
)
@click.option("--allow-empty", is_flag=True, help="Take English that was emptied, too.")
@click.option("--json", "as_json", is_flag=True, help="Differences and rows not taken.")
@click.option("-q", "--quiet", is_flag=True, help="Name only the rows that were not taken.")
def import_(
    source: str,
    edited: str,
    dry_run: bool,
    reviewer: str | None,
    allow_empty: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Bring the English, states and comments of EDITED back into FILE.xlf.

    EDITED is a review table (DOCX, XLSX, TSV), an XLIFF 1.2 file edited in another program, or a
    translation memory (TMX). Rows are matched by id and source hash; what cannot be taken is named
    and kept in EDITED.rejected.tsv. The old file becomes FILE.xlf.bak.
    """
    from toolkit.merging import import_file

    who = reviewer or login_name()
    done = import_file(
        Path(source), Path(edited), who=who, dry_run=dry_run, allow_empty=allow_empty
    )
    if as_json:
        emit_json(_json(done, source, edited, dry_run))
        return
    refused = done.merge.refused
    if dry_run and not quiet:
        for difference in done.merge.differences:
            _show(difference, who)
    for each in refused if dry_run else refused[:_SHOWN]:
        _say_refused(each)
    if done.rejected is not None:
        more = f"{len(refused) - _SHOWN:,} more; " if len(refused) > _SHOWN else ""
        note(f"{more}rows not taken are in {done.rejected}; correct them there and import that")
    _say_unknown_states(done.merge)
    _say_approved_gaps(done.merge)
    if done.foreign_file and done.merge.differences:
        note(
            f"{source} was made by another program: what zhdoc does not know of it (inline codes,"
            " other languages) is in the backup only"
        )
    if not quiet:
        emit(f"{edited}: {_summary(done.merge)}")
        if dry_run:
            emit("nothing was written (--dry-run)")
        elif not done.merge.differences:
            emit(f"{source}: unchanged")
        else:
            old = done.backup or "in a backup already"
            emit(f"{source}: written, the old one is {old}")


def _show(difference: Difference, reviewer: str) -> None:
    """One segment: where, who, the English with the changed words marked, state, comment."""
    from toolkit.difference import difference as compare

    before, after = difference.before, difference.after
    place = difference.row.place
    about = [] if place == f"unit {before.id}" else [place]
    who = difference.who or difference.row.author  # of who only remarked there is no step
    if who not in ("", reviewer):
        about.append(who)
    emit(before.id + (f" ({', '.join(about)})" if about else ""))
    if difference.english:
        marks = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
        pieces = compare(before.target, after.target)
        emit("  English: " + "".join(marks[p.op].format(p.text) for p in pieces).replace("\n", "⏎"))
    if difference.overwritten:
        emit(f"  replaces the English of {difference.overwritten}, which stays in the history")
    if difference.state:
        emit(f"  state: {before.state} → {after.state}")
    if difference.only_history:
        emit(f"  history: {counted(len(after.history) - len(before.history), 'more step')}")
    if difference.comment:
        emit(f"  comment: {difference.comment}".replace("\n", "\n           "))


def _say_refused(refused: Refused) -> None:
    from toolkit.shorten import shorten

    row = refused.row
    text = next(
        filter(None, (" ".join(t.split()) for t in (row.source, row.target, row.comment or ""))), ""
    )
    name = refused.segment or (f"“{shorten(text, 30)}”" if text else "")
    known = not name or row.place == f"unit {name}"
    note(f"not taken: {row.place}{'' if known else f' ({name})'}: {refused.reason}")


def _say_unknown_states(merge: Merge) -> None:
    """A note on words in the state column that are no states: somebody may have meant "approved"."""
    from toolkit.bilingual.review_table import STATE_REMARK

    words = [
        line.removeprefix(STATE_REMARK)
        for difference in merge.differences
        for line in difference.comment.split("\n")
        if line.startswith(STATE_REMARK)
    ]
    if words:
        names = list(dict.fromkeys(words))
        more = ", …" if len(names) > _NAMED else ""
        note(
            f"no state: {', '.join(names[:_NAMED])}{more} ({counted(len(words), 'row')}); kept as a comment;"
            " to approve a row, write approved or 已审"
        )


def _say_approved_gaps(merge: Merge) -> None:
    """A note on English that was approved with the mark of a lost figure in it: the figure is wanted."""
    from toolkit.engine.constraints import LOST

    gaps = [
        difference.after.id
        for difference in merge.differences
        if difference.state and difference.after.state == "approved"
        if LOST in difference.after.target
    ]
    if gaps:
        names = ", ".join(gaps[:_NAMED]) + (", …" if len(gaps) > _NAMED else "")
        note(
            f"approved with {LOST} for a figure that the source lost: {names}"
            f" ({counted(len(gaps), 'segment')}); find the figure and put it in"
        )


def _summary(merge: Merge) -> str:
    differences = merge.differences
    states = [d for d in differences if d.state]
    counts = [
        (sum(d.english for d in differences), "with new English"),
        (sum(bool(d.overwritten) for d in differences), "replacing a person's"),
        (sum(d.after.state == "approved" for d in states), "newly approved"),
        (sum(d.kept for d in differences), "read and left as it was"),
        (sum(d.before.state == "approved" for d in states), "no longer approved"),
        (sum(bool(d.comment) for d in differences), "with new comments"),
        (sum(d.only_history for d in differences), "with more history"),
        (merge.unchanged, "unchanged"),
        (len(merge.refused), "not taken"),
        (merge.foreign, "of other documents"),
    ]
    parts = [f"{count:,} {name}" for count, name in counts if count]
    text = f"{counted(merge.rows, 'row')}: " + ", ".join(parts)
    if merge.missing:
        names = f" ({', '.join(merge.missing)})" if len(merge.missing) <= _NAMED else ""
        text += f"; {counted(len(merge.missing), 'segment')} without a row{names}, left as before"
    return text


def _json(done: Imported, source: str, edited: str, dry_run: bool) -> dict[str, Any]:
    merge = done.merge
    return {
        "file": source,
        "edited": edited,
        "dry_run": dry_run,
        "rows": merge.rows,
        "changes": [
            {
                "id": d.before.id,
                "place": d.row.place,
                "who": d.who,
                "before": d.before.target,
                "after": d.after.target,
                "state": [d.before.state, d.after.state],
                "comment": d.comment,
            }
            for d in merge.differences
        ],
        "not_taken": [
            {
                "place": each.row.place,
                "id": each.row.id,
                "segment": each.segment,
                "source": each.row.source,
                "target": each.row.target,
                "state": each.row.state,
                "comment": each.row.comment,
                "reason": each.reason,
            }
            for each in merge.refused
        ],
        "unchanged": merge.unchanged,
        "missing": list(merge.missing),
        "foreign": merge.foreign,
        "backup": str(done.backup) if done.backup else None,
        "rejected": str(done.rejected) if done.rejected else None,
    }

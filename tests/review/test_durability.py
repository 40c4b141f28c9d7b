"""No acknowledged edit is ever lost: crashes, full disks, other programs at the same file."""

from __future__ import annotations

import json
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.aligned import open_aligned
from toolkit.bilingual import write
from toolkit.document import Constraint, Document, Hypothesis, Note, Segment
from toolkit.errors import ReviewError
from toolkit.review.journal import ReviewJournal
from toolkit.review.session import Edit, ReviewSession


def do(session: ReviewSession, kind: str, segment: str, text: str = "", **more: object) -> Segment:
    revision = session.item(segment).revision
    edit = Edit(kind, segment, revision, text, **more)  # type: ignore[arg-type]
    return session.apply(edit).segment


def killed(session: ReviewSession, folder: Path) -> Path:
    """The files as they are on disk, copied to ``folder``: what a crash now would leave."""
    folder.mkdir()
    for path in session.path.parent.glob("report.xlf*"):
        if path.suffix != ".lock":
            shutil.copy(path, folder)
    return folder / session.path.name


def segments(path: Path) -> dict[str, Segment]:
    return {segment.id: segment for segment in open_aligned(path).segments()}


def current(session: ReviewSession) -> dict[str, Segment]:
    return {segment.id: segment for segment in session.document.segments()}


def journal(path: Path) -> Path:
    return path.with_name(path.name + ".journal")


def rejected(path: Path) -> list[dict[str, object]]:
    content = path.with_name(path.name + ".journal.rejected").read_text(encoding="utf-8")
    return [json.loads(line) for line in content.splitlines()]


def everything(session: ReviewSession) -> Iterator[Segment]:
    """One edit of each kind after the other."""
    yield do(session, "edit", "s0005", "Twelve small “reservoirs”\nwere reinforced.")
    yield do(session, "approve", "s0005")
    yield do(session, "reopen", "s0005")
    yield do(session, "approve", "s0003", "Investment was 360 million yuan.")
    yield do(session, "edit", "s0003", "Investment was 350 million yuan.")
    yield do(session, "undo", "s0003")
    yield do(session, "restore", "s0003", "-1")
    yield do(session, "comment", "s0005", "哪一年？")
    yield do(session, "comment", "s0005", "2023")
    yield do(session, "uncomment", "s0005", "哪一年？")
    key = session.item("s0008").findings[0].key
    yield do(session, "ignore", "s0008", key)
    yield do(session, "ignore", "s0008", "another")
    yield do(session, "unignore", "s0008", key)
    term = Constraint("term", 3, 7, "small reservoir", ("little lake",), ("pond",), fate="missing")
    proposal = replace(
        session.item("s0005").segment,
        target="Reinforced: 12.",
        state="memory",
        constraints=(term,),
        tried=("plain",),
        hypotheses=(Hypothesis("Reinforced: 12.", None, "memory"), Hypothesis("12.", -1.5, "m")),
    )
    yield do(session, "propose", "s0005", proposal=proposal)
    yield do(session, "edit", "s0005", "Reinforced: 12 small reservoirs.")
    yield do(session, "edit", "s0005", "Reinforced: 12 small reservoirs in one year.")


def test_every_edit_is_on_disk_before_it_is_answered(xlf: Path, tmp_path: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        for number, segment in enumerate(everything(session), 1):
            copy = killed(session, tmp_path / str(number))
            with ReviewSession.open(copy, "Lin") as again:
                assert again.replayed == number
                assert current(again) == current(session)
                assert again.dirty and not again.notices
            assert segments(copy)[segment.id] == segment  # closing wrote it
            assert not journal(copy).exists()


def test_the_same_with_a_save_after_every_third_edit(xlf: Path, tmp_path: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        for number, _ in enumerate(everything(session), 1):
            if number % 3 == 0:
                session.save()
                assert not session.dirty
                assert journal(xlf).read_bytes() == b""
            copy = killed(session, tmp_path / str(number))
            with ReviewSession.open(copy, "Lin") as again:
                assert again.replayed == number % 3
                assert current(again) == current(session)


def test_the_same_step_twice_in_one_second(xlf: Path, tmp_path: Path) -> None:
    """Saved, taken back and made again: the journal's step is no other than the file's, and counts."""
    with ReviewSession.open(xlf, "Lin", clock=lambda: "2024-03-05T08:00:00Z") as session:
        do(session, "edit", "s0005", "A.")
        session.save()
        do(session, "undo", "s0005")
        do(session, "edit", "s0005", "A.")
        copy = killed(session, tmp_path / "copy")
        with ReviewSession.open(copy, "Lin") as again:
            assert current(again) == current(session)
            assert len(again.item("s0005").segment.history) == 3


@pytest.mark.parametrize("foreign", [False, True])
@pytest.mark.parametrize("saved", range(4))
def test_what_is_written_in_one_go_is_done_again_as_one_step(
    xlf: Path, tmp_path: Path, saved: int, foreign: bool
) -> None:
    """The file may hold any part of it, whether or not another program wrote to the file."""
    with ReviewSession.open(xlf, "Lin") as session:
        base = xlf.read_bytes()
        for number, text in enumerate(("A.", "A, B.", "A, B, C."), 1):
            do(session, "edit", "s0005", text)
            if number == saved:
                base = write(session.document, "xlf")
        copy = killed(session, tmp_path / "copy")
        opened = current(session)
    copy.write_bytes(base)
    if foreign:
        seven = replace(segments(copy)["s0007"], target="II. Water saving")
        copy.write_bytes(write(open_aligned(copy).with_segments({"s0007": seven}), "xlf"))
    for _ in range(2):
        with ReviewSession.open(copy, "Lin") as again:
            (step,) = again.item("s0005").segment.history
            assert step == opened["s0005"].history[0]
            assert again.item("s0005").segment == opened["s0005"]


def test_what_another_program_wrote_amid_one_go_stays_in_the_history(
    xlf: Path, tmp_path: Path
) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0005", "A.")
        session.save()
        do(session, "edit", "s0005", "A, B.")
        copy = killed(session, tmp_path / "copy")
    outside = replace(segments(copy)["s0005"], target="Theirs.")
    copy.write_bytes(write(open_aligned(copy).with_segments({"s0005": outside}), "xlf"))
    with ReviewSession.open(copy, "Lin") as again:
        history = again.item("s0005").segment.history
    assert [(step.before, step.after) for step in history[1:]] == [("Theirs.", "A, B.")]


def test_replayed_edits_survive_the_next_crash_too(xlf: Path, tmp_path: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0005", "A.")
        first = killed(session, tmp_path / "first")
    with ReviewSession.open(first, "Lin") as session:
        do(session, "edit", "s0006", "B.")
        second = killed(session, tmp_path / "second")
    with ReviewSession.open(second, "Lin") as session:
        assert session.replayed == 2
        assert (current(session)["s0005"].target, current(session)["s0006"].target) == ("A.", "B.")


def test_a_last_line_cut_anywhere_is_ignored(xlf: Path, tmp_path: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0005", "A.")
        whole = len(journal(xlf).read_bytes())
        do(session, "approve", "s0005", "Ä.")
        copy = killed(session, tmp_path / "copy")
    content = journal(copy).read_bytes()
    random.seed(7)
    for cut in {whole + 1, len(content) - 1, *random.sample(range(whole, len(content)), 6)}:
        for tail in (b"", b"\0" * 40):
            file = tmp_path / f"cut{cut}-{len(tail)}" / "report.xlf"
            file.parent.mkdir()
            shutil.copy(copy, file)
            journal(file).write_bytes(content[:cut] + tail)
            with ReviewSession.open(file, "Lin") as session:
                assert session.replayed == 1 and not session.notices
                assert session.item("s0005").segment.target == "A."
                do(session, "edit", "s0006", "Next.")  # goes where the torn line stood
                after = killed(session, file.parent / "after")
            with ReviewSession.open(after, "Lin") as session:
                assert session.replayed == 2


def test_a_first_line_cut_anywhere_is_nothing(xlf: Path, tmp_path: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0005", "A.")
        content = journal(xlf).read_bytes()
        session.close()
    for cut in (0, 1, 9, 15, 60):
        journal(xlf).write_bytes(content[:cut])
        with ReviewSession.open(xlf, "Lin") as session:
            assert session.replayed == 0 and not session.dirty
        assert not journal(xlf).exists()


def test_a_broken_line_between_good_ones_is_kept_aside(xlf: Path, tmp_path: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        for text in ("A.", "B.", "C."):
            do(session, "comment", "s0005", text)
        copy = killed(session, tmp_path / "copy")
    lines = journal(copy).read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"B."', b'"X."')
    journal(copy).write_bytes(b"".join(lines))
    with ReviewSession.open(copy, "Lin") as session:
        notes = [note.text for note in session.item("s0005").segment.notes if note.by_person]
        assert notes == ["A.", "C."] and session.replayed == 2
        assert len(session.notices) == 1 and "report.xlf.journal.rejected" in session.notices[0]
    assert copy.with_name("report.xlf.journal.rejected").read_bytes() == lines[2]


def test_a_journal_without_its_first_line_is_done_again(xlf: Path, tmp_path: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0005", "A.")
        copy = killed(session, tmp_path / "copy")
    lines = journal(copy).read_bytes().splitlines(keepends=True)
    journal(copy).write_bytes(lines[0][:30] + b"\n" + lines[1])
    with ReviewSession.open(copy, "Lin") as session:
        assert session.item("s0005").segment.target == "A."


def test_a_file_that_is_no_journal_is_left_alone(xlf: Path) -> None:
    journal(xlf).write_bytes(b"Dear diary")
    with pytest.raises(ReviewError, match="is not a journal of zhdoc"):
        ReviewSession.open(xlf, "Lin")
    assert journal(xlf).read_bytes() == b"Dear diary"
    assert not xlf.with_name("report.xlf.lock").exists()


# ------------------------------------------------------------------------ while saving


class Crash(Exception):
    """Stands for the end of the process."""


@pytest.mark.parametrize(
    ("place", "replayed"),
    [
        ("toolkit.review.session.ReviewSession._keep_foreign", 16),  # before the rename
        ("toolkit.review.journal.ReviewJournal.clear", 0),  # behind it
    ],
)
def test_a_crash_while_saving(
    xlf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, replayed: int
) -> None:
    def crash(*_: object) -> None:
        raise Crash

    session = ReviewSession.open(xlf, "Lin")
    list(everything(session))
    with monkeypatch.context() as patch:
        patch.setattr(place, crash)
        with pytest.raises(Crash):
            session.save()
    copy = killed(session, tmp_path / "copy")
    with ReviewSession.open(copy, "Lin") as again:
        assert again.replayed == replayed
        assert current(again) == current(session)
        assert again.dirty == bool(replayed) and not again.notices
        do(again, "edit", "s0001", "More.")
        later = killed(again, tmp_path / "later")
    with ReviewSession.open(later, "Lin") as again:
        assert again.item("s0001").segment.target == "More."
        assert again.item("s0005").segment == session.item("s0005").segment
    session.close()


def test_an_edit_made_while_the_file_is_being_written(
    xlf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = ReviewSession.open(xlf, "Lin")
    do(session, "edit", "s0005", "A.")
    real = session._keep_foreign

    def meanwhile(content: bytes) -> None:
        do(session, "edit", "s0005", "B.")
        real(content)

    monkeypatch.setattr(session, "_keep_foreign", meanwhile)
    session.save()
    monkeypatch.undo()
    assert session.dirty  # it is in the journal only
    assert segments(xlf)["s0005"].target == "A."
    copy = killed(session, tmp_path / "copy")
    with ReviewSession.open(copy, "Lin") as again:
        assert again.replayed == 1
        assert current(again) == current(session)
    session.close()
    assert segments(xlf)["s0005"].target == "B."


def test_a_journal_that_cannot_be_emptied(
    xlf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    session = ReviewSession.open(xlf, "Lin")
    do(session, "edit", "s0005", "A.")
    do(session, "edit", "s0006", "A much longer line than the one that follows.")
    with monkeypatch.context() as patch:
        patch.setattr("toolkit.review.journal.os.ftruncate", refuse)
        session.save()
        do(session, "edit", "s0005", "B.")
        copy = killed(session, tmp_path / "copy")
    with ReviewSession.open(copy, "Lin") as again:
        assert again.replayed == 1
        assert current(again) == current(session)
    session.close()
    assert segments(xlf)["s0005"].target == "B." and not journal(xlf).exists()


def test_a_crash_while_saving_and_then_another_program(
    xlf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is in the .xlf already, and the digest does not tell: nothing is done twice."""
    session = ReviewSession.open(xlf, "Lin")
    list(everything(session))
    with monkeypatch.context() as patch:
        patch.setattr(ReviewJournal, "clear", lambda self: None)
        session.save()
    copy = killed(session, tmp_path / "copy")
    changed = open_aligned(copy)
    outside = replace(segments(copy)["s0007"], target="II. Water saving")
    copy.write_bytes(write(changed.with_segments({"s0007": outside}), "xlf"))
    with ReviewSession.open(copy, "Lin") as again:
        assert current(again) == current(session) | {"s0007": outside}
    session.close()


# ------------------------------------------------------------------ another program


def test_another_program_changed_the_file_after_a_crash(
    xlf: Path, tmp_path: Path, document: Document
) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0003", "Investment: 360 million yuan.")
        do(session, "approve", "s0005", "Twelve were reinforced.")
        do(session, "edit", "s0006", "Done.")
        do(session, "comment", "s0006", "Short.")
        do(session, "edit", "s0007", "II. Water")
        copy = killed(session, tmp_path / "copy")
    found = segments(copy)
    other = document.with_segments(
        {
            "s0003": replace(found["s0003"], source="全年完成投资4.6亿元。", hash=""),
            "s0005": replace(found["s0005"], target="A dozen was reinforced.", state="edited"),
            "s0006": replace(found["s0006"], notes=(Note("Li", "Which tasks?"),)),
        }
    )
    second = other.root.sections[1]
    gone = replace(second, segments=second.segments[1:])
    root = replace(other.root, sections=(other.root.sections[0], gone))
    copy.write_bytes(write(replace(other, root=root), "xlf"))
    with ReviewSession.open(copy, "Lin") as session:
        assert session.replayed == 3
        five, six = session.item("s0005").segment, session.item("s0006").segment
        assert (five.target, five.state) == ("Twelve were reinforced.", "approved")
        assert five.history[-1].before == "A dozen was reinforced."  # not lost either
        assert six.target == "Done."
        assert [(n.author, n.text) for n in six.notes] == [
            ("Li", "Which tasks?"),
            ("Lin", "Short."),
        ]
        assert "4.6" in session.item("s0003").segment.source
        assert not session.item("s0003").changed
        assert not session.dirty  # written at once, so that the next crash finds a plain case
        (notice,) = session.notices
        assert notice.startswith("2 changes of an earlier review do not fit report.xlf any more")
    kept = rejected(copy)
    assert [entry["segment"] for entry in kept] == ["s0003", "s0007"]
    assert kept[0]["source"] == "全年完成投资3.6亿元。"
    assert kept[0]["steps"][0]["to"] == "Investment: 360 million yuan."  # type: ignore[index]
    with ReviewSession.open(copy, "Lin") as session:
        assert session.replayed == 0 and not session.notices
    assert len(rejected(copy)) == 2


def test_another_document_under_the_same_name(
    xlf: Path, tmp_path: Path, document: Document
) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "approve", "s0005", "Twelve were reinforced.")
        copy = killed(session, tmp_path / "copy")
    only = replace(next(document.segments()), id="s0005")
    root = replace(document.root, segments=(only,), sections=())
    content = write(replace(document, root=root), "xlf")
    copy.write_bytes(content)
    with ReviewSession.open(copy, "Lin") as session:
        assert session.replayed == 0 and len(session.notices) == 1
    assert rejected(copy)[0]["segment"] == "s0005"
    assert copy.read_bytes() == content and not journal(copy).exists()


def test_another_program_changed_the_file_during_the_review(xlf: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0005", "A.")
        session.save()
        theirs = xlf.read_bytes().replace(b"II. Saving water", b"II. Water")
        xlf.write_bytes(theirs)
        session.save()
        assert xlf.read_bytes() == theirs  # nothing to write, nothing touched
        do(session, "edit", "s0006", "B.")
        session.save()
        (notice,) = session.notices
        assert "changed by another program" in notice and "report.xlf.bak" in notice
        do(session, "edit", "s0006", "C.")
    assert xlf.with_name("report.xlf.bak").read_bytes() == theirs
    assert not xlf.with_name("report.xlf.bak2").exists()
    found = segments(xlf)
    assert (found["s0005"].target, found["s0006"].target) == ("A.", "C.")


def test_a_file_removed_during_the_review_is_written_again(xlf: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0005", "A.")
        xlf.unlink()
    assert segments(xlf)["s0005"].target == "A."


def test_a_journal_removed_during_the_review_is_written_again(xlf: Path, tmp_path: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0005", "A.")
        journal(xlf).unlink()
        do(session, "edit", "s0006", "B.")
        copy = killed(session, tmp_path / "copy")
    with ReviewSession.open(copy, "Lin") as again:
        assert again.replayed == 2


FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:x="urn:other">
<file original="a.docx" source-language="zh-CN" target-language="en-GB" datatype="x-docx">
<body>
<trans-unit id="7" x:match="84"><source>大坝<g id="1">已加固</g>。</source>
<target>The dam was <g id="1">reinforced</g>.</target></trans-unit>
<trans-unit id="8"><source>水质达标。</source></trans-unit>
</body></file></xliff>
"""


def test_a_file_from_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "foreign.xlf"
    path.write_text(FOREIGN, encoding="utf-8")
    with ReviewSession.open(path, "Lin") as session:
        assert session.item("7").segment.target == "The dam was reinforced."
        assert session.item("7").segment.state == "edited"
        do(session, "approve", "8", "Water quality met the standard.")
        session.save()
        do(session, "edit", "7", "The dam was made stronger.")
        assert len(session.notices) == 1 and "foreign.xlf.bak" in session.notices[0]
    assert path.with_name("foreign.xlf.bak").read_text(encoding="utf-8") == FOREIGN
    found = segments(path)
    assert (found["8"].state, found["7"].target) == ("approved", "The dam was made stronger.")
    with ReviewSession.open(path, "Lin") as session:
        do(session, "approve", "7")
    names = {p.name for p in tmp_path.iterdir()}
    assert names == {"foreign.xlf", "foreign.xlf.bak"}


def test_a_file_of_zhdoc_needs_no_copy(xlf: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0005", "A.")
    assert [p.name for p in xlf.parent.iterdir()] == ["report.xlf"]


def test_looking_changes_nothing(xlf: Path) -> None:
    before = xlf.stat().st_mtime_ns
    with ReviewSession.open(xlf, "Lin") as session:
        session.item("s0005")
        assert not journal(xlf).exists()
    assert xlf.stat().st_mtime_ns == before
    assert [p.name for p in xlf.parent.iterdir()] == ["report.xlf"]


# ----------------------------------------------------------------------- a full disk


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process may grow beyond ``size`` bytes: writing stops half-way, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_edit_that_cannot_be_kept_is_refused(xlf: Path, tmp_path: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        do(session, "edit", "s0005", "A.")
        before = current(session)
        size = journal(xlf).stat().st_size
        with largest_file(size + 100), pytest.raises(ReviewError) as error:
            do(session, "edit", "s0006", "B.")
        assert "was not made; free some room" in str(error.value)
        assert current(session) == before
        assert journal(xlf).stat().st_size == size
        do(session, "edit", "s0006", "C.")
        copy = killed(session, tmp_path / "copy")
    with ReviewSession.open(copy, "Lin") as again:
        assert again.replayed == 2
        assert again.item("s0006").segment.target == "C."


def test_the_first_edit_that_cannot_be_kept_is_refused(xlf: Path) -> None:
    with ReviewSession.open(xlf, "Lin") as session:
        with largest_file(50), pytest.raises(ReviewError, match="was not made"):
            do(session, "edit", "s0006", "B.")
        assert not session.dirty
        do(session, "edit", "s0006", "C.")
    assert segments(xlf)["s0006"].target == "C."


def test_a_file_that_cannot_be_rewritten(xlf: Path) -> None:
    session = ReviewSession.open(xlf, "Lin")
    do(session, "edit", "s0006", "B.")
    before = xlf.read_bytes()
    with largest_file(2_000):
        with pytest.raises(ReviewError, match=r"changes are safe in report\.xlf\.journal"):
            session.save()
        assert session.dirty
        with pytest.raises(ReviewError, match="changes are safe"):
            session.close()
    assert xlf.read_bytes() == before
    with ReviewSession.open(xlf, "Lin") as again:  # the failed close let go of the file
        assert again.replayed == 1
        assert again.item("s0006").segment.target == "B."
    assert [p.name for p in xlf.parent.iterdir()] == ["report.xlf"]


def test_a_closed_review(xlf: Path) -> None:
    session = ReviewSession.open(xlf, "Lin")
    revision = session.item("s0005").revision
    session.close()
    session.close()
    with pytest.raises(ReviewError, match="the review is closed"):
        session.apply(Edit("edit", "s0005", revision, "A."))


# ------------------------------------------------------------------------------ kill -9

REVIEWER = """
import itertools, sys
from pathlib import Path
from toolkit.review.session import Edit, ReviewSession
session = ReviewSession.open(Path(sys.argv[1]), "Lin")
print("open", flush=True)
ids = [segment.id for segment in session.document.segments()]
for number in itertools.count(int(sys.argv[2])):
    id = ids[number % len(ids)]
    session.apply(Edit("approve", id, session.item(id).revision, f"English {number}."))
    print(id, number, flush=True)
    if number % 7 == 0:
        session.save()
"""


def kill_once(path: Path, start: int, delay: Callable[[], float]) -> dict[str, int]:
    """Start a reviewer, kill it at some moment; the last number acknowledged for each segment."""
    process = subprocess.Popen(
        [sys.executable, "-c", REVIEWER, str(path), str(start)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    time.sleep(delay())
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    lines = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
    return {id: int(number) for id, number in lines}


def keeps_all(path: Path, kills: int) -> None:
    acknowledged: dict[str, int] = {}
    source = random.Random()  # noqa: S311
    start = 0
    for _ in range(kills):
        new = kill_once(path, start, lambda: source.uniform(0.0, 0.15))
        acknowledged |= new
        start = max(acknowledged.values(), default=0) + 1_000
        with ReviewSession.open(path, "Li") as session:
            for id, number in acknowledged.items():
                segment = session.item(id).segment
                assert segment.state == "approved"
                there = int(segment.target.removeprefix("English ").removesuffix("."))
                # An edit may be on disk whose answer was cut off.
                assert there >= number
                assert f"English {number}." in {step.after for step in segment.history}
                steps = [(step.when, step.after) for step in segment.history]
                assert len(set(steps)) == len(steps)  # nothing twice
    assert acknowledged


def test_no_approved_segment_is_lost_when_the_process_is_killed(xlf: Path) -> None:
    keeps_all(xlf, 5)


@pytest.mark.slow
def test_no_approved_segment_is_lost_in_fifty_kills(xlf: Path) -> None:
    keeps_all(xlf, 50)

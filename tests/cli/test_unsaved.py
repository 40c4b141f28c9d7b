"""Commands on a file while somebody reviews it, or after a review that was cut off."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from toolkit.bilingual import read_xliff, write
from toolkit.document import Document, Section, Segment
from toolkit.offsets import OffsetMap
from toolkit.review.journal import ReviewJournal, digest_of
from toolkit.review.session import Edit, ReviewSession

Run = Callable[..., Any]

SOURCES = ("一、主要工作", "新增企业37家。")
ENGLISH = ("I. Main work", "37 new enterprises.")
UNSAVED = (
    "report.xlf: edits of a review that is open or was cut off are not in the file yet; open it once"
    " with zhdoc review"
)
REPLACING = (
    ("translate", "report.txt", "-q", "--update"),
    ("translate", "report.txt", "-q", "--force"),
    ("translate", "report.txt", "-q", "--force", "--discard-review"),
    ("import", "report.xlf", "report.tsv"),
)
READING = (
    ("check", "report.xlf"),
    ("check", "report.xlf", "--json"),
    ("export", "report.xlf", "--to", "md"),
    ("export", "report.xlf", "--to", "tsv", "-o", "-"),
    ("memory", "add", "report.xlf", "--memory", "ours.zhm"),
)

REVIEW = """
import sys
from pathlib import Path
from toolkit.review.session import Edit, ReviewSession
with ReviewSession.open(Path(sys.argv[1]), "Lin Wei") as session:
    if sys.argv[2:]:
        seen = session.item("s0002")
        session.apply(Edit("edit", "s0002", seen.revision, sys.argv[2]))
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def xlf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document, its .xlf and a table of it in which a person approved a segment."""
    monkeypatch.chdir(tmp_path)
    segments = [
        Segment(
            f"s{n:04d}", source, OffsetMap.identity(len(source)), n, target=target, state="machine"
        )
        for n, (source, target) in enumerate(zip(SOURCES, ENGLISH, strict=True), 1)
    ]
    root = Section("r", 0, "", None, "", has_heading=False, segments=tuple(segments))
    document = Document("report.txt", "text", "utf-8", root, SOURCES)
    approved = document.with_segments({"s0001": replace(segments[0], state="approved")})
    Path("report.txt").write_text("\n".join(SOURCES), encoding="utf-8")
    Path("report.tsv").write_bytes(write(approved, "tsv"))
    path = tmp_path / "report.xlf"
    path.write_bytes(write(document, "xlf"))
    return path


@contextmanager
def open_review(path: Path, *edit: str) -> Iterator[subprocess.Popen[str]]:
    """A review in another process, which has the lock, perhaps with an edit that is not saved."""
    with subprocess.Popen(
        [sys.executable, "-c", REVIEW, str(path), *edit],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


def left_over(path: Path) -> None:
    """What a review leaves that is cut off after an edit."""
    with open_review(path, "It has 37 new enterprises."):
        pass
    assert path.with_name("report.xlf.journal").stat().st_size


@pytest.mark.parametrize("command", REPLACING, ids=" ".join)
def test_a_file_under_review_is_not_replaced(
    xlf: Path, zhdoc: Run, command: tuple[str, ...]
) -> None:
    before = xlf.read_bytes()
    with open_review(xlf) as review:
        done = zhdoc(*command)
        assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)
        assert f"is open for review already, or being written, in process {review.pid}" in done.err
    assert xlf.read_bytes() == before


def test_edits_that_are_not_in_the_file_are_never_written_over(xlf: Path, zhdoc: Run) -> None:
    left_over(xlf)
    before = {path.name: path.read_bytes() for path in xlf.parent.iterdir()}
    for command in REPLACING:
        done = zhdoc(*command)
        assert (done.code, done.out, done.err) == (1, "", f"zhdoc: {UNSAVED}\n")
    after = {path.name: path.read_bytes() for path in xlf.parent.iterdir()}
    assert {**after, "report.xlf.lock": b""} == {**before, "report.xlf.lock": b""}
    ReviewSession.open(xlf, "Lin Wei").close()
    assert zhdoc(*REPLACING[-1]).code == 0
    segments = {s.id: s for s in read_xliff(xlf).segments()}
    assert (segments["s0001"].state, segments["s0002"].target) == (
        "approved",
        "It has 37 new enterprises.",
    )


def test_reading_commands_say_that_edits_are_missing(xlf: Path, zhdoc: Run) -> None:
    with open_review(xlf, "It has 37 new enterprises."):
        for command in READING:
            done = zhdoc(*command)
            assert done.code == 0
            assert done.err.splitlines()[0] == UNSAVED
            assert UNSAVED not in done.out


def test_a_review_without_unsaved_edits_needs_no_word(xlf: Path, zhdoc: Run) -> None:
    with open_review(xlf):
        assert zhdoc("check", "report.xlf").err == ""
    with ReviewSession.open(xlf, "Lin Wei") as session:
        session.apply(Edit("approve", "s0002", session.item("s0002").revision))
        session.save()
        assert zhdoc("check", "report.xlf").err == ""


def test_what_the_file_holds_already_is_not_missing(xlf: Path, zhdoc: Run) -> None:
    """The computer went down between writing the file and emptying the journal."""
    left_over(xlf)
    journal = ReviewJournal(xlf)
    content = journal.path.read_bytes()
    ReviewSession.open(xlf, "Lin Wei").close()
    journal.path.write_bytes(content)
    assert zhdoc("check", "report.xlf").err == f"{UNSAVED}\n"
    journal.read("")
    journal.append_saving(digest_of(xlf.read_bytes()), journal.batches)
    journal.close()
    assert zhdoc("check", "report.xlf").err == ""


def test_the_journal_of_a_linked_file_is_that_of_the_file(xlf: Path, zhdoc: Run) -> None:
    left_over(xlf)
    link = xlf.with_name("link.xlf")
    link.symlink_to(xlf)
    assert zhdoc("check", "link.xlf").err == UNSAVED.replace("report.xlf:", "link.xlf:") + "\n"


def test_another_programs_journal_is_named(xlf: Path, zhdoc: Run) -> None:
    xlf.with_name("report.xlf.journal").write_text("dear diary", encoding="utf-8")
    done = zhdoc("check", "report.xlf")
    assert done.code == 0
    assert "report.xlf.journal: is not a journal of zhdoc" in done.err
    done = zhdoc(*REPLACING[0])
    assert (done.code, len(done.err.splitlines())) == (1, 1)


def test_the_lock_of_a_run_is_gone_with_it(xlf: Path, zhdoc: Run) -> None:
    assert zhdoc(*REPLACING[-1]).code == 0
    assert not xlf.with_name("report.xlf.lock").exists()
    ReviewSession.open(xlf, "Lin Wei").close()

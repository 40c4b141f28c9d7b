"""One review of a file at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.errors import ReviewError
from toolkit.review.lock import ReviewLock
from toolkit.review.session import ReviewSession

HOLD = """
import sys
from pathlib import Path
from toolkit.review.lock import ReviewLock
with ReviewLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holding(path: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def ended(process: subprocess.Popen[str]) -> None:
    process.communicate()


def test_a_second_process_is_refused_until_the_first_ends(xlf: Path) -> None:
    other = holding(xlf)
    try:
        with pytest.raises(ReviewError) as error:
            ReviewSession.open(xlf, "Lin")
        assert f"process {other.pid} on " in str(error.value)
        assert "\n" not in str(error.value)
    finally:
        ended(other)
    ReviewSession.open(xlf, "Lin").close()
    assert [path.name for path in xlf.parent.iterdir()] == ["report.xlf"]


def test_the_lock_vanishes_with_a_killed_process(xlf: Path) -> None:
    other = holding(xlf)
    other.send_signal(signal.SIGKILL)
    ended(other)
    assert xlf.with_name("report.xlf.lock").exists()
    ReviewSession.open(xlf, "Lin").close()


def test_a_second_review_in_the_same_process_is_refused(xlf: Path) -> None:
    with ReviewSession.open(xlf, "Lin"):
        with pytest.raises(ReviewError, match=f"process {os.getpid()} on"):
            ReviewSession.open(xlf, "Li")
        assert xlf.with_name("report.xlf.lock").exists()  # the refused one did not remove it
        with pytest.raises(ReviewError, match="is open for review"):
            ReviewSession.open(xlf, "Li")


def test_another_name_of_the_file_has_the_same_lock(xlf: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.xlf"
    link.parent.mkdir()
    link.symlink_to(xlf)
    with ReviewSession.open(xlf, "Lin"), pytest.raises(ReviewError, match="is open for review"):
        ReviewSession.open(link, "Li")


def test_a_lock_file_left_behind_is_no_obstacle(xlf: Path) -> None:
    xlf.with_name("report.xlf.lock").write_text("4711 another-computer\n", encoding="utf-8")
    lock = ReviewLock(xlf)
    assert lock.path.read_text(encoding="utf-8").startswith(f"{os.getpid()} ")
    lock.release()
    lock.release()
    assert not lock.path.exists()


def test_a_lock_taken_while_the_former_is_being_removed(
    xlf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between our opening the lock file and our locking it, its holder removes it and ends."""
    first = ReviewLock(xlf)
    real_open, opened = os.open, []

    def open_then_release(path: object, *more: int) -> int:
        handle = real_open(path, *more)  # type: ignore[arg-type]
        if not opened:
            opened.append(handle)
            first.release()
        return handle

    monkeypatch.setattr("toolkit.review.lock.os.open", open_then_release)
    second = ReviewLock(xlf)
    monkeypatch.undo()
    with pytest.raises(ReviewError, match="is open for review"):
        ReviewLock(xlf)
    second.release()


def test_a_lock_that_cannot_be_written(xlf: Path) -> None:
    xlf.with_name("report.xlf.lock").mkdir()
    with pytest.raises(ReviewError, match="cannot be written"):
        ReviewSession.open(xlf, "Lin")


def test_nothing_is_written_through_a_link_in_the_lock_s_place(xlf: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", encoding="utf-8")
    xlf.with_name("report.xlf.lock").symlink_to(victim)
    with pytest.raises(ReviewError, match="cannot be written"):
        ReviewSession.open(xlf, "Lin")
    assert victim.read_text(encoding="utf-8") == "mine"

"""An interrupted run loses at most one window, and its second half gives the same answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.document import Constraint, Hypothesis
from toolkit.engine import Answer
from toolkit.errors import OutputError
from toolkit.journal import Journal, journal_path, run_key


def answer(text: str) -> Answer:
    return Answer(
        target=text,
        hypotheses=(Hypothesis(text, -0.25), Hypothesis("other", None, "memory")),
        constraints=(
            Constraint("money", 3, 8, "820 million yuan", ("RMB 820 million",), fate="enforced", target_span=(0, 16), value="820000000", unit="yuan"),
            Constraint("term", 9, 11, "patent", forbidden=("letters patent",), fate="missing"),
        ),
        tried=("pieces",),
        usable=True,
    )  # fmt: skip


def test_answers_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf.part"
    with Journal(path, "key") as book:
        book.add(0, [answer("中文 and “quotes”\n"), answer("b")])
    with Journal(path, "key") as book:
        assert book.finished(0) == (answer("中文 and “quotes”\n"), answer("b"))
        assert book.finished(1) is None


def test_a_journal_of_another_run_is_started_over(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf.part"
    with Journal(path, "one") as book:
        book.add(0, [answer("a")])
    with Journal(path, "two") as book:
        assert book.finished(0) is None
    with Journal(path, "one") as book:
        assert book.finished(0) is None


@pytest.mark.parametrize("lost", [1, 5, 40])
def test_a_line_cut_by_a_crash_is_ignored_and_written_again(tmp_path: Path, lost: int) -> None:
    path = tmp_path / "x.xlf.part"
    with Journal(path, "key") as book:
        book.add(0, [answer("a")])
        book.add(1, [answer("b")])
    path.write_bytes(path.read_bytes()[:-lost])
    with Journal(path, "key") as book:
        assert book.finished(0) == (answer("a"),)
        assert book.finished(1) is None
        book.add(1, [answer("c")])
    with Journal(path, "key") as book:
        assert book.finished(1) == (answer("c"),)


def test_a_damaged_journal_is_started_over(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf.part"
    for content in (b"", b'{"zhdoc-journal": 1, "run"', b'{"zhdoc-journal": 1}\n{"window": []}\n'):
        path.write_bytes(content)
        with Journal(path, "key") as book:
            assert book.finished(0) is None


def test_any_other_file_in_its_place_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf.part"
    for content in (b"half a download", b"\xff\xfe", b"[]\n"):
        path.write_bytes(content)
        with pytest.raises(OutputError, match="not a journal"), Journal(path, "key"):
            pass
        assert path.read_bytes() == content


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with Journal(tmp_path / "x.xlf.part", "key") as book:
        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(OutputError, match=r"x\.xlf\.part: cannot be written \(No space"):
            book.add(0, [answer("a")])


def test_without_a_path_nothing_is_kept(tmp_path: Path) -> None:
    with Journal(None, "key") as book:
        book.add(0, [answer("a")])
        assert book.finished(0) is None


def test_the_key_depends_on_everything() -> None:
    keys = {
        run_key({"beam": "4"}, ["a", "b"]),
        run_key({"beam": "5"}, ["a", "b"]),
        run_key({"beam": "4"}, ["b", "a"]),
        run_key({"beam": "4"}, ["ab"]),
    }
    assert len(keys) == 4
    assert journal_path(Path("out/x.xlf")) == Path("out/x.xlf.part")

"""Files: the backup, the rows not taken, what holds an import back, which file is what."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.bilingual import read_xliff, write
from toolkit.document import Document
from toolkit.editing import edit
from toolkit.errors import BilingualError, OutputError, ReviewError, UsageError
from toolkit.merging.edited import read_edited
from toolkit.merging.run import REJECTED, Imported, import_file
from toolkit.review.entries import entry_of
from toolkit.review.journal import ReviewJournal, digest_of
from toolkit.review.lock import ReviewLock

Changed = Callable[..., Path]


@pytest.fixture
def changed(summary: Document, tmp_path: Path) -> Changed:
    """An exported table with words exchanged in it."""

    def made(*exchanges: tuple[str, str], name: str = "edited.tsv") -> Path:
        text = write(summary, "tsv").decode()
        for before, after in exchanges:
            assert before in text
            text = text.replace(before, after)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return made


MAIN = ("I. Main work", "I. Principal work")
LOST = ("科技投入不足。\tInvestment", "科技投入很足。\tInvestments")


def run(xlf: Path, edited: Path, **options: bool) -> Imported:
    return import_file(xlf, edited, who="Wang Fang", **options)


def test_the_old_file_is_kept_and_the_new_one_differs_in_one_unit(
    xlf: Path, changed: Changed
) -> None:
    old = xlf.read_bytes()
    done = run(xlf, changed(MAIN))
    assert done.backup == xlf.with_name("summary.xlf.bak") and done.backup.read_bytes() == old
    assert done.rejected is None
    lines = zip(old.splitlines(), xlf.read_bytes().splitlines(), strict=True)
    assert len([1 for before, after in lines if before != after]) == 2  # target and data
    assert not xlf.with_name("summary.xlf.lock").exists()


def test_a_second_import_keeps_the_first_backup(xlf: Path, changed: Changed) -> None:
    run(xlf, changed(MAIN))
    done = run(xlf, changed(("December 30, 2019", "30 December 2019")))
    assert done.backup is not None and done.backup.name == "summary.xlf.bak2"


def test_a_dry_run_writes_nothing(xlf: Path, changed: Changed, tmp_path: Path) -> None:
    edited = changed(MAIN, LOST)
    files = {path: path.read_bytes() for path in tmp_path.iterdir()}
    done = run(xlf, edited, dry_run=True)
    assert len(done.merge.differences) == len(done.merge.refused) == 1
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == files


def test_a_dry_run_needs_no_folder_that_can_be_written_to(
    xlf: Path, changed: Changed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> None:
        raise ReviewError(f"{path}.lock: cannot be written")

    monkeypatch.setattr("toolkit.merging.run.hold_saved", refused)
    assert run(xlf, changed(MAIN), dry_run=True).merge.differences
    with pytest.raises(ReviewError, match="cannot be written"):
        run(xlf, changed(MAIN))


def test_rows_not_taken_are_a_table_that_can_be_mended(xlf: Path, changed: Changed) -> None:
    done = run(xlf, changed(MAIN, LOST))
    assert done.rejected is not None and done.rejected.name == "edited.tsv.rejected.tsv"
    assert done.rejected.read_bytes().startswith(b"\xef\xbb\xbf")  # for spreadsheets
    header, line = done.rejected.read_text(encoding="utf-8-sig").splitlines()
    assert tuple(header.split("\t")) == REJECTED
    place, name, _, source, target, state, comment, reason, document = line.split("\t")
    assert document == "Investment in science and technology falls short."
    assert (place, name, source, state) == ("line 6", "s0005", "科技投入很足。", "approved")
    assert target.startswith("Investments") and "last year" in comment and "its Chinese" in reason

    mended = done.rejected.read_text(encoding="utf-8").replace("很足", "不足")
    done.rejected.write_text(mended, encoding="utf-8")
    again = run(xlf, done.rejected)
    assert not again.merge.refused
    (difference,) = again.merge.differences
    assert difference.after.target.startswith("Investments")
    assert difference.after.notes == difference.before.notes  # what zhdoc said of it is no remark


def test_rows_not_taken_earlier_are_not_lost(xlf: Path, changed: Changed, tmp_path: Path) -> None:
    run(xlf, changed(LOST))
    run(xlf, changed(("人才缺乏", "人才很多")))
    kept = (tmp_path / "edited.tsv.rejected.tsv.bak").read_text(encoding="utf-8")
    assert "很足" in kept


def test_where_nothing_is_taken_the_file_is_left_alone(xlf: Path, changed: Changed) -> None:
    old = xlf.read_bytes()
    done = run(xlf, changed(LOST))
    assert (done.backup, xlf.read_bytes()) == (None, old)
    assert done.rejected is not None and done.rejected.is_file()


def test_a_table_of_another_document_is_refused(xlf: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text("id\tsource\ttarget\nx9\t别的文件。\tAnother file.\n", encoding="utf-8")
    with pytest.raises(BilingualError, match="none of its 1 rows has the Chinese"):
        run(xlf, other)
    assert not (tmp_path / "other.tsv.rejected.tsv").exists()


def test_the_file_itself_is_no_edited_file(xlf: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is the file itself"):
        run(xlf, tmp_path / "." / xlf.name)
    copy = tmp_path / "copy.xlf"
    copy.write_bytes(xlf.read_bytes())
    assert run(xlf, copy).merge.unchanged == 8


def test_an_open_review_holds_it_back(xlf: Path, changed: Changed) -> None:
    old, edited = xlf.read_bytes(), changed(MAIN)
    holder = (
        "import sys, pathlib\nfrom toolkit.review.lock import ReviewLock\n"
        "lock = ReviewLock(pathlib.Path(sys.argv[1]))\nprint('held', flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(xlf)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stdout.readline().strip() == b"held"
        with pytest.raises(ReviewError, match="open for review"):
            run(xlf, edited)
        process.communicate(b"")
    assert xlf.read_bytes() == old
    run(xlf, edited)
    with ReviewLock(xlf):  # the import let go
        pass


def test_a_review_that_was_not_saved_holds_it_back(
    summary: Document, xlf: Path, changed: Changed
) -> None:
    before = next(summary.segments())
    after = edit(before, "I. What was done", "Lin Wei", "2026-04-01T00:00:00Z")
    journal = ReviewJournal(xlf)
    digest = digest_of(xlf.read_bytes())
    journal.append_edits([entry_of(before, after)], digest)
    journal.close()
    for dry_run in (True, False):
        with pytest.raises(ReviewError, match="open it once with zhdoc review"):
            run(xlf, changed(MAIN), dry_run=dry_run)
    xlf.write_bytes(write(summary.with_segments({before.id: after}), "xlf"))
    left = ReviewJournal(xlf)
    left.read(digest)
    left.append_saving(digest_of(xlf.read_bytes()), 1)
    left.close()
    assert run(xlf, changed(("December 30", "30 December"))).merge.differences


def test_a_file_that_cannot_be_written_beside_is_an_error(
    xlf: Path, changed: Changed, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, edited = xlf.read_bytes(), changed(MAIN, LOST)

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("toolkit.files._stage", full)
    with pytest.raises(OutputError, match="No space left"):
        run(xlf, edited)
    assert xlf.read_bytes() == old
    assert not xlf.with_name("summary.xlf.lock").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"empty; zhdoc import takes review tables \(DOCX"),
        (b"one line\nand another\n", "does not have the headings of a table"),
        (b"<html><body>x</body></html>", "<html> is neither XLIFF nor TMX"),
        (b"<xliff version='1.2'><file>", "not well-formed"),
        (b"PK\x03\x04 broken", r"a broken \.docx or \.xlsx file"),
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            r"not an aligned text file; zhdoc import takes review tables \(DOCX",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"save it as \.docx or \.xlsx"),
        (b"id\tsource\ttarget\n", "holds no rows"),
        (b"<tmx version='1.4'><header/><body/></tmx>", "no unit with Chinese and English"),
        (b"id\tsource\ttarget\n\xff\xfe\xfd\n", "not UTF-8"),
    ],
)
def test_files_that_are_no_edited_files(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "edited"
    path.write_bytes(content)
    with pytest.raises(BilingualError, match=message) as caught:
        read_edited(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.tsv", tmp_path, tmp_path / "nul\0name"):
        with pytest.raises(BilingualError, match="cannot be read"):
            read_edited(path)


def test_a_memory_that_lacks_the_english_empties_nothing(summary: Document, xlf: Path) -> None:
    memory = xlf.with_name("team.tmx")
    text = write(summary, "tmx").decode().replace("<seg>I. Main work</seg>", "<seg></seg>")
    memory.write_text(text, encoding="utf-8")
    done = run(xlf, memory, allow_empty=True)
    assert not done.merge.differences
    assert [(r.segment, r.reason) for r in done.merge.refused] == [("s0001", "it has no English")]


def test_a_memory_gives_its_sentences_to_the_document(summary: Document, xlf: Path) -> None:
    other = replace(
        summary, name="b.txt", root=replace(summary.root, segments=summary.root.segments[1:3])
    )
    text = write(other, "tmx").decode().replace("The county spent", "Spending came to")
    extra = "<tu><tuv xml:lang='zh'><seg>别的。</seg></tuv><tuv xml:lang='en'><seg>Other.</seg></tuv></tu>"
    memory = xlf.with_name("team.tmx")
    memory.write_text(text.replace("</body>", f"{extra}</body>"), encoding="utf-8")
    done = run(xlf, memory)
    assert [d.after.id for d in done.merge.differences] == ["s0002"]
    assert (done.merge.foreign, done.merge.refused, done.rejected) == (1, (), None)


def test_a_foreign_xlf_is_named_as_one(tmp_path: Path) -> None:
    xlf = tmp_path / "foreign.xlf"
    xlf.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="a" source-language="zh" target-language="en"><body>'
        '<trans-unit id="1"><source>一</source><target>One</target></trans-unit>'
        "</body></file></xliff>",
        encoding="utf-8",
    )
    edited = tmp_path / "edited.tsv"
    edited.write_text("id\tsource\ttarget\n1\t一\tFirst\n", encoding="utf-8")
    assert run(xlf, edited).foreign_file
    assert next(read_xliff(xlf).segments()).target == "First"

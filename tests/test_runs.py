"""Names of outputs, and what may never be overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import OutputError, UsageError
from toolkit.files import back_up, write_all
from toolkit.runs import parse_formats, plan_runs


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def outputs(
    *inputs: str, folder: str = ".", formats: tuple[str, ...] = ("xlf", "html")
) -> list[list[str]]:
    return [
        [str(p) for p in plan.outputs.values()] for plan in plan_runs(inputs, Path(folder), formats)
    ]


def test_an_output_takes_the_inputs_stem() -> None:
    assert outputs("a.docx", "dir/b.txt", folder="out") == [
        ["out/a.xlf", "out/a.html"], ["out/b.xlf", "out/b.html"],
    ]  # fmt: skip
    assert outputs("-") == [["stdin.xlf", "stdin.html"]]


def test_an_output_is_never_an_input() -> None:
    assert outputs("page.html") == [["page.html.xlf", "page.html.html"]]
    assert outputs("page.html", folder="out") == [["out/page.xlf", "out/page.html"]]
    assert outputs("a.txt", "a.xlf")[0] == ["a.txt.xlf", "a.txt.html"]
    assert outputs("notes.md", formats=("xlf", "md")) == [["notes.xlf", "notes.md.md"]]
    with pytest.raises(UsageError, match=r"a\.txt\.xlf is an input"):
        outputs("a.txt", "a.md", "a.txt.xlf")


def test_the_name_of_the_xlf_does_not_depend_on_the_other_formats() -> None:
    assert outputs("a.docx", formats=("xlf",)) == [["a.xlf"]]
    assert outputs("a.docx", formats=("xlf", "docx")) == [["a.xlf", "a.en.docx"]]
    assert outputs("page.html", formats=("xlf", "pdf")) == [["page.html.xlf", "page.html.en.pdf"]]
    assert outputs("a.docx", folder="out", formats=("xlf", "docx")) == [
        ["out/a.xlf", "out/a.en.docx"]
    ]


def test_word_files_of_two_inputs_never_meet() -> None:
    formats = ("xlf", "review-docx", "docx", "bilingual-docx")
    assert outputs("a.txt", "a.docx", formats=formats) == [
        ["a.txt.xlf", "a.txt.review.docx", "a.txt.en.docx", "a.txt.bilingual.docx"],
        ["a.docx.xlf", "a.docx.review.docx", "a.docx.en.docx", "a.docx.bilingual.docx"],
    ]
    assert outputs("a.txt", "a.en.docx", formats=("xlf", "docx")) == [
        ["a.xlf", "a.txt.en.docx"],
        ["a.en.xlf", "a.en.en.docx"],
    ]
    with pytest.raises(UsageError, match=r"a\.en\.docx is an input"):
        outputs("a", "a.en.docx", formats=("xlf", "docx"))


def test_one_file_named_twice_is_one_input() -> None:
    assert len(plan_runs(["./a.txt", "a.txt"], Path(), ("xlf",))) == 1


def test_names_that_differ_in_case_only_are_kept_apart() -> None:
    assert outputs("A.txt", "a.md", formats=("xlf",)) == [["A.txt.xlf"], ["a.md.xlf"]]
    with pytest.raises(UsageError, match="would both be written"):
        outputs("x/a.txt", "y/a.txt")


def test_formats_are_named_once_and_checked() -> None:
    assert parse_formats(" HTML, tsv,html", first=("xlf",)) == ["xlf", "html", "tsv"]
    with pytest.raises(UsageError, match="no format 'odf'"):
        parse_formats("xlf,odf")


def test_backups_never_replace_one_another() -> None:
    path = Path("x.xlf")
    assert back_up(path, b"new") is None
    path.write_bytes(b"one")
    assert back_up(path, b"one") is None
    assert back_up(path, b"new") == Path("x.xlf.bak")
    assert back_up(path, b"new") is None, "it is backed up already"
    path.write_bytes(b"two")
    assert back_up(path, b"new") == Path("x.xlf.bak2")
    assert Path("x.xlf.bak").read_bytes() == b"one"


def test_several_files_are_written_or_none() -> None:
    Path("b.html").mkdir()
    Path("a.xlf").write_bytes(b"old")
    with pytest.raises(OutputError, match=r"missing.c\.tsv"):
        write_all({Path("a.xlf"): b"new", Path("missing/c.tsv"): b"new"})
    assert Path("a.xlf").read_bytes() == b"old"
    assert sorted(p.name for p in Path().iterdir()) == ["a.xlf", "b.html"]


def test_a_replaced_file_keeps_its_permissions() -> None:
    Path("a.xlf").write_bytes(b"old")
    Path("a.xlf").chmod(0o600)
    write_all({Path("a.xlf"): b"new"})
    assert Path("a.xlf").stat().st_mode & 0o777 == 0o600

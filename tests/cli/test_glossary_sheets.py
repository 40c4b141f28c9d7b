"""A workbook's sheets that hold no terms are named by every command that reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]

LEFT_OUT = "ours.xlsx: the sheet Contacts has no header with zh and en and was left out"


@pytest.fixture(autouse=True)
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of terms and one of something else."""
    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    terms = book.active
    assert terms is not None
    terms.append(["zh", "en"])
    terms.append(["水利站", "water conservancy station"])
    book.create_sheet("Contacts").append(["Lin Wei", "ext. 204"])
    book.save("ours.xlsx")
    Path("pairs.tsv").write_text("水利站已建成。\tThe station was built.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        # The glossary is read before the engine is looked for, which saves loading a model.
        (("translate", "pairs.tsv", "--glossary", "ours.xlsx", "--engine", "no-such-engine"), 1),
        (("check", "pairs.tsv", "--glossary", "ours.xlsx"), 0),
        (("glossary", "lint", "ours.xlsx"), 0),
        (("glossary", "extract", "pairs.tsv", "--glossary", "ours.xlsx"), 0),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_a_sheet_that_was_left_out_is_named_once(
    zhdoc: Run, command: tuple[str, ...], code: int
) -> None:
    done = zhdoc(*command)
    assert done.code == code
    assert done.err.splitlines().count(LEFT_OUT) == 1
    assert LEFT_OUT not in done.out


def test_lint_names_it_and_still_says_what_is_wrong_with_another_file(zhdoc: Run) -> None:
    Path("bad.tsv").write_text("zh\ten\n水利\n", encoding="utf-8")
    done = zhdoc("glossary", "lint", "ours.xlsx", "bad.tsv")
    assert done.code == 3
    assert "bad.tsv" in done.out
    assert LEFT_OUT in done.err.splitlines()


def test_lint_of_a_workbook_finds_the_same_as_of_a_table(zhdoc: Run) -> None:
    Path("ours.tsv").write_text("zh\ten\n水利站\twater  station\n", encoding="utf-8")
    done = zhdoc("glossary", "lint", "ours.tsv")
    assert "ours.tsv:2: minor: 水利站: a double, odd or invisible space" in done.out
    assert done.err == "1 minor\n"

"""``zhdoc import``: what it prints, its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.bilingual import read_xliff, write
from toolkit.document import Change, Document, Section, Segment
from toolkit.offsets import OffsetMap

Run = Callable[..., Any]

PAIRS = (
    ("一、主要工作", "I. Main work"),
    ("新增企业37家。", "37 new enterprises."),
    ("人才缺乏。", "Talent is lacking."),
)


@pytest.fixture
def xlf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of three segments with its table, alone in the current folder."""
    monkeypatch.chdir(tmp_path)
    history = (Change("2026-03-02T09:30:00Z", "Lin Wei", "Talent lacks.", "Talent is lacking."),)
    segments = tuple(
        Segment(
            id=f"s{number:04d}",
            source=source,
            offsets=OffsetMap.identity(len(source)),
            line=number,
            target=target,
            state="edited" if number == 3 else "machine",
            history=history if number == 3 else (),
        )
        for number, (source, target) in enumerate(PAIRS, 1)
    )
    root = Section("r", 0, "", None, "", has_heading=False, segments=segments)
    document = Document("a.txt", "text", "utf-8", root, tuple(s.source for s in segments))
    path = tmp_path / "a.xlf"
    path.write_bytes(write(document, "xlf"))
    (tmp_path / "a.tsv").write_bytes(write(document, "tsv"))
    return path


def exchange(before: str, after: str) -> None:
    path = Path("a.tsv")
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_dry_run_shows_the_changed_words_and_what_it_would_not_take(
    xlf: Path, zhdoc: Run
) -> None:
    exchange("I. Main work\tmachine\t", "I. Principal work\tapproved\tAs in the plan.")
    exchange("新增企业37家。", "新增企业73家。")
    exchange("Talent is lacking.", "Talent is rare.")
    before = xlf.read_bytes()
    done = zhdoc("import", "a.xlf", "a.tsv", "--dry-run")
    assert done.code == 0
    assert done.out.splitlines() == [
        "s0001 (line 2)",
        "  English: I. [-Main-]{+Principal+} work",
        "  state: machine → approved",
        "  comment: As in the plan.",
        "s0003 (line 4)",
        "  English: Talent is [-lacking-]{+rare+}.",
        "  replaces the English of Lin Wei, which stays in the history",
        "a.tsv: 3 rows: 2 with new English, 1 replacing a person's, 1 newly approved,"
        " 1 with new comments, 1 not taken",
        "nothing was written (--dry-run)",
    ]
    assert done.err.splitlines() == [
        "not taken: line 3 (s0002): its Chinese is not the document's; put that back, or work on a new"
        " export"
    ]
    assert xlf.read_bytes() == before and len(list(Path().iterdir())) == 2


def test_the_real_run_says_the_same_shorter_and_names_its_files(xlf: Path, zhdoc: Run) -> None:
    exchange("I. Main work\tmachine", "I. Principal work\tmachine")
    exchange("新增企业37家。", "新增企业73家。")
    done = zhdoc("import", "a.xlf", "a.tsv", "--reviewer", "Wang Fang")
    assert done.code == 0
    assert done.out.splitlines() == [
        "a.tsv: 3 rows: 1 with new English, 1 unchanged, 1 not taken",
        "a.xlf: written, the old one is a.xlf.bak",
    ]
    assert done.err.splitlines()[1:] == [
        "rows not taken are in a.tsv.rejected.tsv; correct them there and import that"
    ]
    first = next(read_xliff(xlf).segments())
    assert (first.target, first.history[-1].who) == ("I. Principal work", "Wang Fang")


def test_nothing_to_do(xlf: Path, zhdoc: Run) -> None:
    done = zhdoc("import", "a.xlf", "a.tsv")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == ["a.tsv: 3 rows: 3 unchanged", "a.xlf: unchanged"]
    assert len(list(Path().iterdir())) == 2


def test_quiet_names_only_what_was_not_taken(xlf: Path, zhdoc: Run) -> None:
    exchange("I. Main work", "")
    exchange("37 new", "A total of 37 new")
    done = zhdoc("import", "a.xlf", "a.tsv", "-q")
    assert (done.code, done.out) == (0, "") and "with --allow-empty if" in done.err
    emptied = zhdoc("import", "a.xlf", "a.tsv", "--allow-empty", "-q")
    assert (emptied.code, emptied.out, emptied.err) == (0, "", "")
    assert next(read_xliff(xlf).segments()).target == ""


def test_a_word_that_is_no_state_is_named(xlf: Path, zhdoc: Run) -> None:
    exchange("I. Main work\tmachine", "I. Main work\tok了")
    exchange("37 new enterprises.\tmachine", "37 new enterprises.\t审核通过")
    done = zhdoc("import", "a.xlf", "a.tsv")
    assert done.err.splitlines() == [
        "no state: ok了 (1 row); kept as a comment; to approve a row, write approved or 已审"
    ]
    first, second, _ = read_xliff(xlf).segments()
    assert (first.state, second.state) == ("machine", "approved")
    assert [note.text for note in first.notes] == ["state: ok了"]


def test_an_approved_gap_is_named(xlf: Path, zhdoc: Run) -> None:
    exchange("37 new enterprises.\tmachine", "[?] new enterprises.\tapproved")
    exchange("I. Main work\tmachine", "[?]. Main work\tmachine")
    done = zhdoc("import", "a.xlf", "a.tsv")
    assert done.err.splitlines() == [
        "approved with [?] for a figure that the source lost: s0002 (1 segment); find the figure and"
        " put it in"
    ]


def test_segments_without_a_row_are_named(xlf: Path, zhdoc: Run) -> None:
    lines = Path("a.tsv").read_text(encoding="utf-8").splitlines()
    Path("a.tsv").write_text("\n".join([*lines[:2], lines[3]]), encoding="utf-8")
    assert zhdoc("import", "a.xlf", "a.tsv").out.splitlines()[0] == (
        "a.tsv: 2 rows: 2 unchanged; 1 segment without a row (s0002), left as before"
    )


def test_a_unit_is_named_once(xlf: Path, zhdoc: Run) -> None:
    content = xlf.read_text(encoding="utf-8")
    edited = content.replace(">I. Main work<", ">I. Principal work<").replace(
        ">37 new enterprises.<", "><"
    )
    Path("b.xlf").write_text(edited, encoding="utf-8")
    done = zhdoc("import", "a.xlf", "b.xlf", "--dry-run")
    assert done.out.splitlines()[0] == "s0001"
    assert done.err.startswith("not taken: unit s0002: its English is empty")


def test_for_programs(xlf: Path, zhdoc: Run) -> None:
    exchange("I. Main work\tmachine", "I. Principal work\tapproved")
    exchange("新增企业37家。", "新增企业73家。")
    done = zhdoc("import", "a.xlf", "a.tsv", "--json", "--reviewer", "Wang Fang")
    told = json.loads(done.out)
    assert told["changes"] == [
        {
            "id": "s0001",
            "place": "line 2",
            "who": "Wang Fang",
            "before": "I. Main work",
            "after": "I. Principal work",
            "state": ["machine", "approved"],
            "comment": "",
        }
    ]
    assert [each["segment"] for each in told["not_taken"]] == ["s0002"]
    assert (told["unchanged"], told["missing"], told["backup"]) == (1, [], "a.xlf.bak")
    assert told["rejected"] == "a.tsv.rejected.tsv"


def test_many_rows_not_taken_are_counted(xlf: Path, zhdoc: Run) -> None:
    with Path("a.tsv").open("a", encoding="utf-8") as stream:
        for number in range(15):
            stream.write(f"x{number}\t\tr\t\t别的{number}。\tOther.\tmachine\t\n")
    done = zhdoc("import", "a.xlf", "a.tsv")
    assert done.code == 0
    assert done.err.count("not taken: line") == 10 and "line 5 (“别的0。”)" in done.err
    assert "5 more; rows not taken are in a.tsv.rejected.tsv" in done.err
    assert len(Path("a.tsv.rejected.tsv").read_text(encoding="utf-8").splitlines()) == 16


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("a.xlf", "missing.docx"), 1, "missing.docx: cannot be read"),
        (("missing.xlf", "a.tsv"), 1, "missing.xlf: cannot be read"),
        (("a.tsv", "a.xlf"), 2, "name the .xlf first"),
        (("a.xlf", "a.xlf"), 2, "is the file itself"),
        (("a.xlf",), 2, "EDITED"),
    ],
)
def test_errors_are_one_line(
    xlf: Path, zhdoc: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    done = zhdoc("import", *arguments)
    assert done.code == code and message in done.err and "Traceback" not in done.err
    assert len(list(Path().iterdir())) == 2

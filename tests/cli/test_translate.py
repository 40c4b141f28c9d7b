"""``zhdoc translate`` as a user meets it: outputs, existing files, several inputs, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.bilingual import read_xliff

Run = Callable[..., Any]
Edit = Callable[..., None]


def test_a_document_becomes_an_xlf_and_a_page(report: Path, zhdoc: Run) -> None:
    done = zhdoc("translate", "report.txt")
    assert (done.code, done.out) == (0, "")
    assert sorted(p.name for p in report.parent.iterdir()) == [
        "report.html", "report.txt", "report.xlf",
    ]  # fmt: skip
    document = read_xliff(report.with_suffix(".xlf"))
    targets = [segment.target for segment in document.segments()]
    assert any("820 million yuan" in target for target in targets)
    assert all(targets)
    assert "segments" in done.err and "run signature" in done.err


def test_two_runs_give_the_same_bytes(report: Path, zhdoc: Run) -> None:
    assert zhdoc("translate", "report.txt", "-o", "a", "--to", "xlf,html,tsv,jsonl,md").code == 0
    assert zhdoc("translate", "report.txt", "-o", "b", "--to", "xlf,html,tsv,jsonl,md").code == 0
    names = sorted(p.name for p in Path("a").iterdir())
    assert names == ["report.html", "report.jsonl", "report.md", "report.tsv", "report.xlf"]
    for name in names:
        assert (Path("a") / name).read_bytes() == (Path("b") / name).read_bytes()


def test_an_existing_output_is_not_touched(report: Path, zhdoc: Run) -> None:
    Path("report.html").write_text("mine", encoding="utf-8")
    done = zhdoc("translate", "report.txt")
    assert done.code == 1
    assert (
        "report.html exists already" in done.err
        and "--update" in done.err
        and "--force" in done.err
    )
    assert Path("report.html").read_text(encoding="utf-8") == "mine"
    assert not Path("report.xlf").exists()


def test_update_keeps_what_was_approved(report: Path, zhdoc: Run, edit: Edit) -> None:
    assert zhdoc("translate", "report.txt").code == 0
    edit(Path("report.xlf"), "s0001", "Report on our science work", approved=True)
    reviewed = Path("report.xlf").read_bytes()
    report.write_text(report.read_text(encoding="utf-8").replace("不足", "偏少"), encoding="utf-8")
    done = zhdoc("translate", "report.txt", "--update")
    assert done.code == 0
    first = next(read_xliff(Path("report.xlf")).segments())
    assert (first.target, first.state) == ("Report on our science work", "approved")
    assert Path("report.xlf.bak").read_bytes() == reviewed
    assert "kept from the review: 1" in done.err


def test_force_refuses_to_lose_a_review(report: Path, zhdoc: Run, edit: Edit) -> None:
    assert zhdoc("translate", "report.txt").code == 0
    edit(Path("report.xlf"), "s0001", "Approved", approved=True)
    done = zhdoc("translate", "report.txt", "--force")
    assert done.code == 1
    assert "1 approved or edited" in done.err and "--discard-review" in done.err
    assert next(read_xliff(Path("report.xlf")).segments()).target == "Approved"
    assert zhdoc("translate", "report.txt", "--force", "--discard-review").code == 0
    assert next(read_xliff(Path("report.xlf")).segments()).state == "machine"


def test_other_inputs_go_on_when_one_fails(report: Path, zhdoc: Run) -> None:
    Path("a-folder").mkdir()
    Path("empty.txt").write_bytes(b"")
    Path("english.txt").write_text("No Chinese here.\n", encoding="utf-8")
    done = zhdoc(
        "translate", "missing.docx", "a-folder", "empty.txt", "english.txt", "report.txt", "-q"
    )
    assert done.code == 1
    for name in ("missing.docx", "a-folder", "empty.txt", "english.txt"):
        assert sum(name in line for line in done.err.splitlines()) == 1
    assert "Traceback" not in done.err
    assert Path("report.xlf").exists()
    assert not Path("empty.xlf").exists() and not Path("english.xlf").exists()


def test_names_that_collide_keep_their_extension(report: Path, zhdoc: Run) -> None:
    Path("report.md").write_text(report.read_text(encoding="utf-8"), encoding="utf-8")
    assert zhdoc("translate", "report.txt", "report.md", "-o", "out", "-q").code == 0
    assert sorted(p.name for p in Path("out").iterdir()) == [
        "report.md.html", "report.md.xlf", "report.txt.html", "report.txt.xlf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--update", "--force"], "give one of them"),
        (["--discard-review"], "goes with --force"),
        (["--to", "odf"], "no format 'odf'"),
        (["--beam", "0"], "beam"),
        (["--nonsense"], "nonsense"),
    ],
)
def test_wrong_usage_is_2(report: Path, zhdoc: Run, arguments: list[str], message: str) -> None:
    done = zhdoc("translate", "report.txt", *arguments)
    assert done.code == 2
    assert message in done.err
    assert not Path("report.xlf").exists()


def test_an_unknown_engine_is_named(report: Path, zhdoc: Run) -> None:
    done = zhdoc("translate", "report.txt", "--engine", "nothing")
    assert done.code == 1
    assert "no package named 'nothing'" in done.err and "bundled" in done.err


def test_a_user_glossary_comes_first(report: Path, zhdoc: Run) -> None:
    Path("ours.tsv").write_text("专利\tletters patent\n", encoding="utf-8")
    done = zhdoc("translate", "report.txt", "--glossary", "ours.tsv", "-q")
    assert done.code == 0
    constraints = [
        c
        for s in read_xliff(Path("report.xlf")).segments()
        for c in s.constraints
        if c.kind == "term"
    ]
    assert "letters patent" in {c.target for c in constraints}


def test_a_malformed_glossary_names_its_line(report: Path, zhdoc: Run) -> None:
    Path("ours.tsv").write_text("专利\tpatent\n只有中文\n", encoding="utf-8")
    done = zhdoc("translate", "report.txt", "--glossary", "ours.tsv")
    assert done.code == 1
    assert "ours.tsv" in done.err and "2" in done.err
    assert not Path("report.xlf").exists()


def test_json_is_for_programs(report: Path, zhdoc: Run) -> None:
    done = zhdoc("translate", "report.txt", "--json")
    figures = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert figures["segments"] == sum(figures["states"].values())
    assert figures["outputs"] == ["report.xlf", "report.html"]


def test_lines_come_out_line_by_line(report: Path, zhdoc: Run) -> None:
    Path("lines.txt").write_bytes("科技投入不足。\r\n\r\nplain English 5\r\n产值8.2亿元。".encode())
    done = zhdoc("translate", "--lines", "lines.txt")
    lines = done.out.splitlines()
    assert done.code == 0
    assert len(lines) == 4
    assert lines[1:3] == ["", "plain English 5"]
    assert "820 million yuan" in lines[3]
    assert sorted(p.name for p in Path().iterdir()) == ["lines.txt", "report.txt"]


def test_standard_input_is_read(report: Path, zhdoc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(
        sys,
        "stdin",
        io.TextIOWrapper(io.BytesIO(report.read_text(encoding="utf-8").encode("gb18030"))),
    )
    done = zhdoc("translate", "-", "-q")
    assert done.code == 0
    assert read_xliff(Path("stdin.xlf")).encoding.replace("_", "").lower().startswith("gb")


def test_a_page_in_its_own_folder_is_never_overwritten(report: Path, zhdoc: Run) -> None:
    page = Path("page.html")
    page.write_text(
        f"<html><body><p>{report.read_text(encoding='utf-8')}</p></body></html>", encoding="utf-8"
    )
    content = page.read_bytes()
    assert zhdoc("translate", "page.html", "-q").code == 0
    assert zhdoc("translate", "page.html", "-q", "--force").code == 0
    assert page.read_bytes() == content
    assert Path("page.html.html").exists() and Path("page.html.xlf").exists()
    assert zhdoc("export", "page.html.xlf", "--to", "html", "--force").code == 0
    Path("page.html.xlf").rename("page.xlf")
    assert zhdoc("export", "page.xlf", "--to", "html", "--force").code == 0
    refused = zhdoc("export", "page.xlf", "--to", "html", "--force", "-o", ".")
    assert refused.code == 1 and "document itself" in refused.err
    assert page.read_bytes() == content


def test_a_second_update_keeps_the_first_backup(report: Path, zhdoc: Run, edit: Edit) -> None:
    assert zhdoc("translate", "report.txt", "-q").code == 0
    edit(Path("report.xlf"), "s0001", "Approved", approved=True)
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("2019年科技", "2020年农业"), encoding="utf-8")
    first = zhdoc("translate", "report.txt", "--update")
    assert "only in the .bak" in first.err and "Approved" in first.err
    report.write_text(text.replace("2019年科技", "2021年教育"), encoding="utf-8")
    assert zhdoc("translate", "report.txt", "--update", "-q").code == 0
    assert "Approved" in Path("report.xlf.bak").read_text(encoding="utf-8")
    assert Path("report.xlf.bak2").exists()


def test_standard_output_takes_one_format(report: Path, zhdoc: Run) -> None:
    done = zhdoc("translate", "report.txt", "-o", "-", "--to", "jsonl")
    assert done.code == 0
    assert json.loads(done.out.splitlines()[0])["id"] == "s0001"
    assert [p.name for p in Path().iterdir()] == ["report.txt"]
    assert zhdoc("translate", "report.txt", "-o", "-", "--to", "jsonl,tsv").code == 2


@pytest.mark.parametrize("option", ["--json", "--update", "--force", "--no-repair"])
def test_lines_refuses_what_it_would_ignore(report: Path, zhdoc: Run, option: str) -> None:
    done = zhdoc("translate", "--lines", "report.txt", option)
    assert done.code == 2 and option in done.err


def test_a_very_long_name_is_one_line(report: Path, zhdoc: Run) -> None:
    long = Path("通" * 90 + ".txt")
    done = zhdoc("translate", str(long))
    assert done.code == 1
    assert len(done.err.splitlines()) == 1 and "Traceback" not in done.err

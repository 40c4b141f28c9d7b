"""The other commands: repair, outline, export, check, model, demo, and the group itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from toolkit.bilingual import read_bilingual, read_xliff, write

Run = Callable[..., Any]
Edit = Callable[..., None]

DAMAGED = """收藏 分享(赏)
第1页 / 共2页

1、青田县科技局2012年工作总结一、主要工作全县实施科技项 目 12 项,投入资金 86 万元,其中个项目通过验收。
2、二、存在问题科技投入不足,人才缺乏。2012 年 12 月 3 日

展开阅读全文
相关资源
"""


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "damaged.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    return path


@pytest.fixture
def translated(report: Path, zhdoc: Run) -> Path:
    assert zhdoc("translate", report.name, "-q").code == 0
    return report.with_suffix(".xlf")


def test_repair_prints_the_text_and_logs_what_it_did(damaged: Path, zhdoc: Run) -> None:
    done = zhdoc("repair", "damaged.txt", "--log", "log.json")
    assert done.code == 0
    lines = done.out.splitlines()
    assert "第1页" not in done.out and "展开" not in done.out
    assert any("科技项目 12 项，投入资金 86 万元" in line for line in lines)
    assert "个项目通过" in done.err
    log = json.loads(Path("log.json").read_text(encoding="utf-8"))
    assert log
    text = damaged.read_text(encoding="utf-8")
    for entry in log:
        assert list(entry) == ["kind", "start", "end", "before", "after"]
        assert text[entry["start"] : entry["end"]] == entry["before"]


def test_repair_for_programs(damaged: Path, zhdoc: Run) -> None:
    whole = json.loads(zhdoc("repair", "damaged.txt", "--json").out)
    assert list(whole) == ["lines", "damage", "log"]
    assert whole["log"] == json.loads(zhdoc("repair", "damaged.txt", "-q", "--log", "-").out)
    assert "lost-number" in {damage["kind"] for damage in whole["damage"]}


def test_a_users_terms_are_checked_in_any_file(translated: Path, zhdoc: Run) -> None:
    Path("ours.tsv").write_text("规模以上工业企业\tXYZ enterprises\n", encoding="utf-8")
    found = zhdoc("check", translated.name, "--glossary", "ours.tsv")
    assert found.code == 3 and "XYZ enterprises" in found.out
    assert zhdoc("check", translated.name, "--glossary", "missing.tsv").code == 1


def test_repairing_twice_changes_nothing_more(damaged: Path, zhdoc: Run) -> None:
    once = zhdoc("repair", "damaged.txt", "-q").out
    Path("once.txt").write_text(once, encoding="utf-8")
    assert zhdoc("repair", "once.txt", "-q").out == once


def test_outline_for_people_and_for_programs(report: Path, zhdoc: Run) -> None:
    text = zhdoc("outline", "report.txt").out
    assert "主要工作" in text and "存在问题" in text
    rows = json.loads(zhdoc("outline", "report.txt", "--json").out)
    assert [
        (row["level"], row["label"], row["number"], row["title"], row["line"]) for row in rows
    ] == [
        (0, "", None, "关于2019年科技工作情况的报告", 1),
        (1, "一、", 1, "主要工作", 2),
        (1, "二、", 2, "存在问题", 4),
    ]
    source = report.read_text(encoding="utf-8")
    assert source[rows[1]["start"] : rows[1]["end"]] == "一、主要工作"


def test_export_writes_what_was_edited(translated: Path, zhdoc: Run, edit: Edit) -> None:
    edit(translated, "s0001", "EDITED")
    assert zhdoc("export", translated.name, "--to", "tsv,md,jsonl").code == 0
    for suffix in (".tsv", ".md", ".jsonl"):
        assert "EDITED" in translated.with_suffix(suffix).read_text(encoding="utf-8")
    again = zhdoc("export", translated.name, "--to", "tsv")
    assert again.code == 1 and "report.tsv exists already" in again.err
    shown = zhdoc("export", translated.name, "--to", "jsonl", "-o", "-")
    assert json.loads(shown.out.splitlines()[0])["target"] == "EDITED"


def test_export_of_the_approved_segments_alone(translated: Path, zhdoc: Run, edit: Edit) -> None:
    nothing = zhdoc("export", translated.name, "--to", "tmx", "--approved")
    assert nothing.code == 1 and "no segment is approved yet" in nothing.err
    assert not translated.with_suffix(".tmx").exists()
    edit(translated, "s0002", "APPROVED", approved=True)
    assert zhdoc("export", translated.name, "--to", "tmx", "--approved").code == 0
    memory = read_bilingual(translated.with_suffix(".tmx"))
    assert [(s.id, s.target, s.state) for s in memory.segments()] == [
        ("s0002", "APPROVED", "approved")
    ]
    assert zhdoc("export", translated.name, "--to", "tmx,html", "--approved", "--force").code == 2


def test_every_format_can_be_exported_at_once(translated: Path, zhdoc: Run) -> None:
    done = zhdoc("export", translated.name, "--to", "tmx,xliff2,xlsx,audit,tsv,jsonl,md")
    assert done.code == 0
    names = {p.name for p in translated.parent.iterdir()}
    assert {"report.tmx", "report.xliff2.xlf", "report.xlsx", "report.audit.csv"} <= names


def test_export_refuses_nonsense(translated: Path, zhdoc: Run) -> None:
    assert zhdoc("export", translated.name, "--to", "odf").code == 2
    unsaid = zhdoc("export", translated.name)
    assert unsaid.code == 2 and "--to needs a format: xlf, html, review-docx" in unsaid.err
    Path("bad.xlf").write_text("<xliff", encoding="utf-8")
    done = zhdoc("export", "bad.xlf", "--to", "tsv")
    assert done.code == 1 and "bad.xlf" in done.err and "Traceback" not in done.err


def test_check_finds_a_changed_number_and_exits_with_3(
    translated: Path, zhdoc: Run, edit: Edit
) -> None:
    segment = next(s for s in read_xliff(translated).segments() if "820 million" in s.target)
    edit(translated, segment.id, segment.target.replace("820 million", "8.2 million"))
    done = zhdoc("check", translated.name, "--json")
    assert done.code == 3
    report = json.loads(done.out)
    assert set(report) == {"file", "signature", "counts", "findings"}
    numbers = [f for f in report["findings"] if f["code"] == "number" and "8.2亿元" in f["message"]]
    assert [(f["segment"], f["severity"]) for f in numbers] == [(segment.id, "critical")]


def test_check_reads_files_from_elsewhere(tmp_path: Path, zhdoc: Run) -> None:
    good = tmp_path / "good.tsv"
    good.write_text("产值8.2亿元。\tOutput was 820 million yuan.\n", encoding="utf-8")
    assert zhdoc("check", str(good)).code == 0
    bad = tmp_path / "bad.tsv"
    bad.write_text("产值8.2亿元。\tOutput was 8.2 billion yuan.\n", encoding="utf-8")
    done = zhdoc("check", str(bad))
    assert done.code == 3
    assert done.out.startswith("1: critical number: 8.2亿元")


def test_check_writes_a_page_of_findings_and_no_second_one_unasked(
    tmp_path: Path, zhdoc: Run
) -> None:
    bad, page = tmp_path / "bad.tsv", tmp_path / "findings.html"
    bad.write_text("产值8.2亿元。\tOutput was 8.2 billion yuan.\n", encoding="utf-8")
    assert zhdoc("check", str(bad), "--html", str(page)).code == 3
    written = page.read_bytes()
    assert "8.2亿元" in written.decode()
    again = zhdoc("check", str(bad), "--html", str(page))
    assert again.code == 1
    assert "--force overwrites" in again.err
    assert page.read_bytes() == written
    assert zhdoc("check", str(bad), "--html", str(page), "--force").code == 3


def test_check_writes_the_page_to_standard_output_when_asked(
    tmp_path: Path, zhdoc: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bad, page = tmp_path / "bad.tsv", tmp_path / "findings.html"
    bad.write_text("产值8.2亿元。\tOutput was 8.2 billion yuan.\n", encoding="utf-8")
    assert zhdoc("check", str(bad), "--html", str(page)).code == 3
    shown = zhdoc("check", str(bad), "--html", "-")
    assert (shown.code, shown.out) == (3, page.read_text(encoding="utf-8"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.tsv", "findings.html"]
    both = zhdoc("check", str(bad), "--html", "-", "--json")
    assert both.code == 2 and "both go to standard output" in both.err


def test_check_leaves_out_ignored_findings(translated: Path, zhdoc: Run, edit: Edit) -> None:
    last = list(read_xliff(translated).segments())[-1]
    edit(translated, last.id, "科技 is not enough.")
    found = json.loads(zhdoc("check", translated.name, "--json").out)["findings"]
    keys = tuple(f["key"] for f in found if f["segment"] == last.id)
    assert keys
    document = read_xliff(translated)
    bad = list(document.segments())[-1]
    ignoring = document.with_segments({bad.id: replace(bad, ignored=keys)})
    translated.write_bytes(write(ignoring, "xlf"))
    found = json.loads(zhdoc("check", translated.name, "--json").out)["findings"]
    assert not [f for f in found if f["segment"] == last.id]
    found = json.loads(zhdoc("check", translated.name, "--json", "--all").out)["findings"]
    assert [f["key"] for f in found if f["segment"] == last.id] == list(keys)


def test_model_info_and_verify(zhdoc: Run) -> None:
    info = json.loads(zhdoc("model", "info", "--json").out)
    assert (info["from"], info["to"], info["constraints"]) == ("zh", "en", "slots-v1")
    verified = zhdoc("model", "verify")
    assert verified.code == 0 and info["sha256"] in verified.out
    wrong = zhdoc("model", "verify", "--sha256", "0" * 64)
    assert wrong.code == 1 and info["sha256"] in wrong.out
    assert zhdoc("model", "list").out.startswith("bundled")


def test_the_demo_runs_twice_into_the_same_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zhdoc: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    sample = "rural-summary-clean.txt"
    assert zhdoc("demo", sample, "-o", "demo").code == 0
    first = (tmp_path / "demo" / "rural-summary-clean.xlf").read_bytes()
    assert zhdoc("demo", sample, "-o", "demo").code == 0
    assert (tmp_path / "demo" / "rural-summary-clean.xlf").read_bytes() == first
    assert zhdoc("demo", "nothing.txt").code == 2
    assert sample in zhdoc("demo", "--list").out.split()


def test_help_lists_every_command_and_a_typo_is_answered(zhdoc: Run) -> None:
    listed = zhdoc("--help").out
    for name in ("translate", "check", "export", "repair", "outline", "glossary", "model", "demo"):
        assert f"\n  {name} " in listed
        assert zhdoc(name, "--help").code == 0
    typo = zhdoc("transalte")
    assert typo.code == 2 and "did you mean 'translate'" in typo.err


def test_a_broken_xlf_is_one_line(tmp_path: Path, zhdoc: Run) -> None:
    path = tmp_path / "entities.xlf"
    path.write_text(
        '<!DOCTYPE x [<!ENTITY a "b">]><xliff version="1.2">&a;</xliff>', encoding="utf-8"
    )
    done = zhdoc("check", str(path))
    assert done.code == 1
    assert len(done.err.splitlines()) == 1 and "entities.xlf" in done.err

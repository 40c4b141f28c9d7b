"""The tables of training/RESULTS.md, and the command that fills them."""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def results(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("zhdoc_results", root / "training" / "results.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def counts(terms_right: int = 9, numbers_right: int = 99) -> dict[str, Any]:
    return {
        "segments": 20, "terms": 10, "terms_right": terms_right, "numbers": 100,
        "numbers_right": numbers_right, "numbers_added": 1, "loops": 0, "echoes": 0, "empties": 2,
    }  # fmt: skip


def figures(chrf: float, **more: Any) -> dict[str, Any]:
    scores = {"chrf": chrf, "bleu": 20.0, "chrf_signature": "nc:6", "bleu_signature": "tok:13a"}
    return {
        "segments": 20, "characters_per_second": 2500.0, "scores": scores, "first": counts(8),
        "shipped": counts(), "reference": counts(10, 100),
    } | more  # fmt: skip


def package(gain: float = 0.0) -> dict[str, Any]:
    ways = {"plain": 40, "none": 45, "random": 44.8, "proper": 50, "glossary": 51}
    return {
        "version": "1", "scheme": "replace-v1", "beam": 4, "sha256": "ab" * 32,
        "indomain": {
            "replace-v1": {"test": {way: figures(chrf + gain) for way, chrf in ways.items()}}
        },
    }  # fmt: skip


def row(text: str, start: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith(f"| {start} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_goals_are_told_from_the_test_set(results: ModuleType) -> None:
    text = results.render({"packages": {"v0": package(), "new": package(12.0)}, "systems": {}})
    goals = text[text.index("## Against the goals") : text.index("## In-domain")]
    assert row(goals, "new") == [
        "new", "–", "–", "– / –", "63.0", "+12.0 / +12.0", "80.0%", "-0.20", "99.0%", "0",
    ]  # fmt: skip


def test_every_way_has_its_row_and_parts_not_measured_are_left_out(results: ModuleType) -> None:
    text = results.render({"packages": {"new": package()}, "systems": {}})
    assert "### test: 20 segments" in text and "### dev" not in text
    for way in ("plain", "none", "random", "proper", "glossary"):
        assert f"| new | replace-v1 | {way} |" in text
    assert row(text, "reference")[8] == "100.0%"
    assert "## Public sets" not in text and "## Speed" not in text and "- `nc:6`" in text


def test_public_sets_stand_beside_other_systems(results: ModuleType) -> None:
    found = package() | {
        "public": {"news": {"plain": figures(30, lines=5), "shipped": figures(31)}}
    }
    systems = {"news": {"argos": {"scores": figures(50)["scores"]}}}
    text = results.render({"packages": {"new": found}, "systems": systems})
    assert row(text, "argos") == ["argos", "50.0 / 20.0"]
    assert row(text, "**new**, plain") == ["**new**, plain", "30.0 / 20.0 (5 lines)"]


def test_speed_is_told_against_the_stock_pipeline_at_its_best(results: ModuleType) -> None:
    runs = [
        {"side": side, "threads": threads, "seconds": seconds, "characters_per_second": 100 / seconds,
         "loading": 0.2, "peak_memory": 250_000_000}
        for side, threads, seconds in (("stock", 2, 4.0), ("stock", 1, 2.0), ("lines", 2, 0.5))
    ]  # fmt: skip
    text = results.render({"packages": {"new": package() | {"speed": {"runs": runs}}}})
    assert "| new | lines | 2 | 200 | 4.0 | 0.20 | 250 |" in text


def test_documents_show_their_lowest_section(results: ModuleType) -> None:
    sections = [{"section": "1", "chrf": 60.0}, {"section": "2/1", "chrf": 22.5}]
    documents = {"report": figures(55, sections=sections)}
    text = results.render({"packages": {"new": package() | {"documents": documents}}})
    assert row(text, "report")[:6] == ["report", "new", "2", "55.0", "20.0", "22.5 (2/1)"]


def test_the_command_measures_parts_one_by_one(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("test", "dev"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pairs.tsv").write_text(
            "# health | notice | county | 2010\n投入资金8.2亿元。\t820 million yuan was invested.\n",
            encoding="utf-8",
        )
    kept = tmp_path / "results.json"
    old = {"packages": {"other": package()}, "systems": {"news": {}}}
    kept.write_text(json.dumps(old), encoding="utf-8")
    monkeypatch.syspath_prepend(root / "training")
    command = ["evaluate.py", "--only", "indomain", "--corpus", str(tmp_path)]
    command += ["--results", str(kept), "--report", str(tmp_path / "RESULTS.md")]
    command += ["--outputs", str(tmp_path / "outputs")]
    monkeypatch.setattr(sys, "argv", command)
    importlib.import_module("evaluate").main()
    found = json.loads(kept.read_text(encoding="utf-8"))
    assert found["packages"]["other"] == old["packages"]["other"]
    sets = found["packages"]["bundled"]["indomain"]["slots-v1"]
    assert set(sets) == {"test", "dev"} and sets["test"]["none"]["shipped"]["numbers"] == 1
    assert "| bundled | slots-v1 | plain |" in (tmp_path / "RESULTS.md").read_text("utf-8")
    assert (tmp_path / "outputs" / "bundled" / "test.slots-v1.none.en").is_file()


def test_lights_have_a_table_of_their_own(results: ModuleType) -> None:
    lights = [
        {"light": "green", "segments": 8, "without_finding": 8, "good": 6, "with_major": 0, "chrf": 70.0},
        {"light": "amber", "segments": 0, "without_finding": 0, "good": 0, "with_major": 0, "chrf": None},
        {"light": "red", "segments": 4, "without_finding": 1, "good": 0, "with_major": 3, "chrf": 30.0},
    ]  # fmt: skip
    found = package()
    found["indomain"]["replace-v1"]["test"]["glossary"] = figures(51, lights=lights)
    text = results.render({"packages": {"new": found}, "systems": {}})
    table = text[text.index("Confidence lights") :]
    assert "| new | replace-v1 | green | 8 | 100.0% | 75.0% | 0.0% | 70.0 |" in table
    assert "| new | replace-v1 | red | 4 | 25.0% | 0.0% | 100.0% | 30.0 |" in table
    assert "amber" not in table

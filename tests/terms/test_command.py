"""``zhdoc glossary lookup|lint|stats``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from toolkit.cli.glossary import glossary
from toolkit.terms import Glossary


def _run(*arguments: str) -> Result:
    """Runs the command as the console script does: a returned number is the exit code."""

    @click.command(context_settings={"ignore_unknown_options": True})
    @click.argument("rest", nargs=-1, type=click.UNPROCESSED)
    def outer(rest: tuple[str, ...]) -> None:
        code = glossary.main(args=list(rest), standalone_mode=False)
        click.get_current_context().exit(code if isinstance(code, int) else 0)

    return CliRunner().invoke(outer, arguments, catch_exceptions=False)


def _json(*arguments: str) -> Any:
    return json.loads(_run(*arguments).stdout)


def test_lookup_answers_each_kind_of_question() -> None:
    term, part, english, sentence, nothing = _json(
        "lookup",
        "--json",
        "众创空间",
        "创空",
        "incubator",
        "洛江区科技局组织申报星火计划项目",
        "没有啊",
    )
    assert (term["kind"], term["entries"][0]["en"]) == ("exact", "maker space")
    assert part["kind"] == "part"
    assert "众创空间" in [entry["zh"] for entry in part["entries"]]
    assert english["kind"] == "english"
    assert english["entries"][0]["zh"] == "孵化器"
    assert sentence["kind"] == "sentence"
    assert next((m["zh"], m["start"], m["end"], m["origin"]) for m in sentence["matches"]) == (
        "洛江区科技局",
        0,
        6,
        "composed",
    )
    assert (nothing["kind"], nothing["entries"], nothing["matches"]) == ("none", [], [])


def test_lookup_prints_lines_and_says_what_has_no_entry() -> None:
    result = _run("lookup", "自主创新", "xyzzy")
    assert result.exit_code == 0
    assert "自主创新\tindependent innovation; also indigenous innovation" in result.stdout
    assert "self-innovation (forbidden)" in result.stdout
    assert "xyzzy: no entry" in result.stderr


def test_lookup_shows_the_users_entry_first(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_bytes("自主创新,indigenous innovation,ours\r\n".encode("gbk"))
    result = _run("lookup", "自主创新", "--glossary", str(own))
    assert result.stdout.splitlines()[0] == "自主创新\tindigenous innovation  [ours]\town"


def test_lookup_reads_traditional_characters() -> None:
    (answer,) = _json("lookup", "--json", "知識產權保護")
    assert answer["entries"][0]["en"] == "intellectual property protection"


def test_a_long_answer_is_cut_with_a_hint() -> None:
    result = _run("lookup", "science")
    assert len(result.stdout.splitlines()) == 50
    assert "more; say more of the term" in result.stderr


def test_lint_passes_the_built_in_glossary() -> None:
    result = _run("lint")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no findings\n")


def test_lint_exits_with_3_on_a_major_finding(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("专利\tpatent\n专利\tinvention\n", encoding="utf-8")
    result = _run("lint", str(own))
    assert result.exit_code == 3
    assert f"{own}:2: major: 专利:" in result.stdout
    assert _run("lint", str(own), "--json").exit_code == 3
    assert _json("lint", str(own), "--json")["counts"] == {"major": 1, "minor": 0, "neutral": 0}


@pytest.mark.parametrize("text", ["专利\tpatent\n", "专利\tpatent \n"])
def test_lint_passes_a_good_file(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(text, encoding="utf-8")
    assert _run("lint", str(own)).exit_code == 0


def test_stats_count_the_entries(builtin: Glossary) -> None:
    figures = _json("stats", "--json")
    assert figures["entries"] == len(builtin.entries)
    assert f"entries: {len(builtin.entries):,}" in _run("stats").stdout

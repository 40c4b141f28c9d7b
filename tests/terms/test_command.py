"""``zhdoc glossary lookup|lint|stats``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from toolkit.cli.glossary import glossary
from toolkit.errors import GlossaryError, OutputError, UsageError
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


def test_export_and_import_bring_a_glossary_back(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(
        "zh\ten\tvariants\n孵化器\tincubator\thatchery\n专利\tpatent\t\n", encoding="utf-8"
    )
    table, back = tmp_path / "own.xlsx", tmp_path / "back.tsv"
    result = _run("export", str(own), "--to", "xlsx", "-o", str(table))
    assert (result.exit_code, result.stderr) == (0, f"{table}: 2 entries\n")
    assert _run("import", str(table), "-o", str(back)).exit_code == 0
    assert "孵化器\tincubator\tnoun\tpreferred\thatchery\t\t\n" in back.read_text(encoding="utf-8")


def test_export_says_what_a_format_cannot_hold(tmp_path: Path) -> None:
    result = _run("export", "--to", "deepl", "--domain", "party", "-o", str(tmp_path / "a.csv"))
    assert "the format cannot hold" in result.stderr
    assert "variants" in result.stderr


def test_import_writes_a_file_for_each_domain(tmp_path: Path) -> None:
    whole, folder = tmp_path / "all.tbx", tmp_path / "terms"
    _run("export", "--to", "tbx", "-o", str(whole))
    _run("import", str(whole), "-o", f"{folder}/")
    assert {"party.tsv", "places.tsv", "local-bodies.tsv"} <= {p.name for p in folder.iterdir()}
    assert _json("stats", "--json", "--glossary", str(folder / "party.tsv"))["origin"]["user"] > 50


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "--to", "odt", "-o", "x"], "there is no format 'odt'; known are tsv"),
        (["export", "--to", "csv", "--domain", "sea", "-o", "x"], "there is no domain 'sea'"),
    ],
)
def test_wrong_wishes_are_refused(arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        _run(*arguments)


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="--force overwrites"):
        _run("export", "--to", "csv", "-o", str(path))
    assert path.read_text(encoding="utf-8") == "mine"
    assert _run("export", "--to", "csv", "-o", str(path), "--force").exit_code == 0


def test_extract_proposes_terms_and_writes_a_file_to_fill_in(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    line = "建立茶园生态监测站。\n"
    document.write_text("工作总结\n" + line * 3, encoding="utf-8")
    (first, *_) = _json("extract", str(document), "--json")
    assert (first["zh"][:7], first["frequency"]) == ("茶园生态监测站", 3)
    assert first["contexts"][0].startswith(f"{document}:2: ")
    wanted = tmp_path / "new.tsv"
    result = _run("extract", str(document), "-o", str(wanted))
    assert "fill in the column en" in result.stderr
    assert wanted.read_text(encoding="utf-8").startswith("zh\ten\tnote\n茶园生态监测站")
    with pytest.raises(GlossaryError, match="en is empty; fill it"):
        _run("stats", "--glossary", str(wanted))


def test_extract_prints_json_beside_the_file_it_writes(tmp_path: Path) -> None:
    document, wanted = tmp_path / "a.txt", tmp_path / "new.tsv"
    document.write_text("工作总结\n" + "建立茶园生态监测站。\n" * 3, encoding="utf-8")
    found = _json("extract", str(document), "-o", str(wanted), "--json")
    lines = wanted.read_text(encoding="utf-8").splitlines()[1:]
    assert [proposal["zh"] for proposal in found] == [line.split("\t")[0] for line in lines] != []
    with pytest.raises(UsageError, match="both go to standard output"):
        _run("extract", str(document), "-o", "-", "--json")


def test_import_says_which_sheets_it_left_out(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "about"
    book.worksheets[0].append(["Terms of the bureau"])
    for title, zh, en in (("bodies", "孵化器", "incubator"), ("law", "专利", "patent")):
        sheet = book.create_sheet(title)
        sheet.append(["English", "中文"])
        sheet.append([en, zh])
    book.create_sheet("empty")
    table, back = tmp_path / "own.xlsx", tmp_path / "back.tsv"
    book.save(table)
    result = _run("import", str(table), "-o", str(back))
    assert result.stderr.splitlines() == [
        "own.xlsx: the sheet about has no header with zh and en and was left out",
        f"{back}: 2 entries",
    ]
    lines = back.read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[:2] for line in lines[1:]] == [
        ["孵化器", "incubator"],
        ["专利", "patent"],
    ]

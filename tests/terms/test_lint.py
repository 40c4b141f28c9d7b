"""Lint: each kind of finding has a glossary that has it; a clean one has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.terms import Glossary, lint, parse_entries

HEADER = "zh\ten\tpos\tstatus\tvariants\tnote\tsource\n"


def _messages(text: str) -> list[tuple[str, int, str]]:
    findings = lint(Glossary(parse_entries((HEADER + text).encode(), "a.tsv")))
    return [(f.severity, f.line, f.message) for f in findings]


def test_a_clean_glossary_has_no_findings() -> None:
    assert (
        _messages(
            "专利\tpatent\tnoun\tpreferred\tpatents\t\t\n合计\tTotal\tcell\t\t\t\t\n是\tYes\tcell\t\t\t\t\n"
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "severity", "part"),
    [
        ("专利\t专利 patent\t\t\t\t\t\n", "major", "Chinese characters in the English"),
        ("专利\tpatent\t\t\t专利权\t\t\n", "major", "Chinese characters in the English '专利权'"),
        ("patent\t专利\t\t\t\t\t\n", "major", "zh has no Chinese character"),
        ("专利\tpatent，design\t\t\t\t\t\n", "minor", "Chinese punctuation"),
        ("专利\tpatent (design\t\t\t\t\t\n", "minor", "without its partner"),
        ("“专利\tpatent\t\t\t\t\t\n", "minor", "without its partner"),
        ("专利\tpatent  right\t\t\t\t\t\n", "minor", "space"),
        ("专利\tpatent\u200bright\t\t\t\t\t\n", "minor", "space"),
        ("专利\tpatent\t\t\tpatent\t\t\n", "minor", "there twice"),
        ("专利\tpatent.\t\t\t\t\t\n", "minor", "ends with a punctuation mark"),
        ("专\tpatent\t\t\t\t\t\n", "minor", "one character"),
        ("专" * 61 + "\tpatent\t\t\t\t\t\n", "minor", "over 60 characters"),
        ("专利\t" + "patent " * 40 + "x\t\t\t\t\t\n", "minor", "over 200 characters"),
        ("专利\tknowledge right\t\tforbidden\t\t\t\n", "minor", "only forbidden"),
    ],
)
def test_an_entry_that_is_wrong_is_found(text: str, severity: str, part: str) -> None:
    findings = _messages(text)
    assert [(s, line) for s, line, m in findings if part in m] == [(severity, 2)]


@pytest.mark.parametrize(
    ("second", "severity", "part"),
    [
        ("专利\tpatent\t\t\t\t\t\n", "minor", "the same entry as in a.tsv, line 2"),
        ("专 利\tinvention\t\t\t\t\t\n", "major", "'invention' is preferred here, 'patent'"),
        ("专利\tpatent\t\tforbidden\t\t\t\n", "major", "is forbidden here and allowed in"),
    ],
)
def test_entries_that_contradict_each_other_are_found(
    second: str, severity: str, part: str
) -> None:
    findings = _messages("专利\tpatent\t\t\t\t\t\n" + second)
    assert [(s, line) for s, line, m in findings if part in m] == [(severity, 3)]


def test_files_are_checked_together_and_broken_ones_reported(tmp_path: Path) -> None:
    first, second, broken = (tmp_path / name for name in ("1.tsv", "2.tsv", "3.tsv"))
    first.write_text("专利\tpatent\n", encoding="utf-8")
    second.write_text("专利\tinvention\n商标\tmark\n", encoding="utf-8")
    broken.write_text("zh\ten\n专利\t\n", encoding="utf-8")
    findings = lint([first, second, broken, tmp_path / "none.tsv"])
    by_file = {Path(f.file).name: f for f in findings}
    assert by_file["2.tsv"].severity == "neutral"
    assert "shadowed by 'patent'" in by_file["2.tsv"].message
    assert (by_file["3.tsv"].severity, by_file["3.tsv"].line) == ("major", 2)
    assert by_file["none.tsv"].severity == "major"
    assert len(findings) == 3


def test_a_cell_and_a_term_of_the_same_word_do_not_clash() -> None:
    assert _messages("项目\tproject\tnoun\t\t\t\t\n项目\tItem\tcell\t\t\t\t\n") == []

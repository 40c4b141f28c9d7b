"""Pairs, scores, counts and documents: every measure on cases whose figures are known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import Constraint, Document, Section, Segment
from toolkit.errors import BilingualError, UsageError
from toolkit.evaluation import (
    Counts,
    Pair,
    Passage,
    by_passage,
    check_each,
    count,
    read_pairs,
    read_passages,
    require_scorer,
    score,
)
from toolkit.pipeline import line_segment


def translated(source: str, target: str, *constraints: Constraint) -> Segment:
    return replace(
        line_segment(1, source), label="", target=target, constraints=constraints, state="machine"
    )


def test_pairs_of_the_corpus_format(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(
        "# health | notice | county | 2010\n加强管理\tStrengthen management\n"
        "# health | plan | city | 2011\n总体要求\tOverall requirements\n",
        encoding="utf-8",
    )
    assert read_pairs([path, path])[:2] == (
        Pair("加强管理", "Strengthen management"),
        Pair("总体要求", "Overall requirements"),
    )
    assert len(read_pairs([path, path])) == 4


def test_pairs_without_english_are_left_out_and_none_at_all_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("加强管理\t\n总体要求\tOverall requirements\n", encoding="utf-8")
    assert read_pairs([path]) == (Pair("总体要求", "Overall requirements"),)
    path.write_text("加强管理\t\n", encoding="utf-8")
    with pytest.raises(BilingualError, match=r"pairs\.tsv: no pair has English"):
        read_pairs([path])


def test_scores_are_100_for_the_references_and_carry_signatures() -> None:
    lines = ["The plan was carried out in full.", "Output reached 820 million yuan."]
    perfect = score(lines, lines)
    assert (round(perfect.chrf, 6), round(perfect.bleu, 6)) == (100, 100)
    assert "nc:6|nw:0" in perfect.chrf_signature and "tok:13a" in perfect.bleu_signature
    assert score(["Something else."] * 2, lines).chrf < 40


def test_a_missing_scorer_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'zhdoc-toolkit\[evaluate\]'"):
        require_scorer()


def counted(*segments: Segment) -> Counts:
    return count(check_each(segments))


def test_numbers_are_counted_by_value() -> None:
    source = "投入资金8.2亿元，新建学校5所。"
    right = counted(translated(source, "820 million yuan was spent on 5 new schools."))
    assert (right.numbers, right.numbers_right, right.numbers_added) == (2, 2, 0)
    wrong = counted(translated(source, "82 million yuan was spent on five new schools."))
    assert (wrong.numbers, wrong.numbers_right, wrong.number_accuracy) == (2, 1, 0.5)
    assert counted(translated("加强管理。", "Management is strengthened.")).number_accuracy is None


def test_without_english_every_number_is_wrong() -> None:
    source = "投入资金8.2亿元，新建学校5所。"
    empty, echo = counted(translated(source, "")), counted(translated(source, source))
    assert (empty.empties, empty.echoes, empty.numbers_right) == (1, 0, 0)
    assert (echo.empties, echo.echoes, echo.numbers_right) == (0, 1, 0)


def test_loops_and_chinese_left_are_counted() -> None:
    source = "全县各级部门认真落实安全生产责任制。"
    loop = "All departments of the county of the county of the county of the county of the county."
    mixed = "All county departments faithfully carried out the 责任制 for work safety."
    good = "All county departments faithfully carried out the work safety responsibility system."
    counts = counted(*(translated(source, text) for text in (loop, mixed, good)))
    assert (counts.segments, counts.loops, counts.untranslated, counts.empties) == (3, 1, 1, 0)


def test_numbers_inside_terms_belong_to_the_terms() -> None:
    term = Constraint("term", 2, 7, "863 Program", target_span=(9, 20))
    counts = counted(translated("实施863计划。", "We began 863 Program.", term))
    assert (counts.terms, counts.terms_right, counts.numbers, counts.numbers_added) == (1, 1, 0, 0)


def document(*pairs: tuple[str, str]) -> Document:
    segments = tuple(
        replace(line_segment(number, zh), label="", target=en)
        for number, (zh, en) in enumerate(pairs, 1)
    )
    return Document("d", "text", "utf-8", Section("r", 0, "", None, "", segments=segments))


def test_segments_go_to_the_passage_their_chinese_stands_in() -> None:
    passages = [
        Passage("1", "一、概况 全县概况。", "x"),
        Passage("2", "二、问题。投入 不足。", "y"),
    ]
    translation = document(
        ("一、概况", "I. Overview"),
        ("全县概况。", "The county."),
        ("（页眉）", "header"),
        ("二、问题。", "II. Problems"),
        ("投入不足。", "Too little."),
    )
    assert by_passage(translation, passages) == (
        "I. Overview The county. header",
        "II. Problems Too little.",
    )


@given(st.lists(st.text("一二三甲乙丙，。 ", min_size=1, max_size=12), min_size=1, max_size=8))
def test_no_english_of_a_document_is_lost(sources: list[str]) -> None:
    translation = document(*((zh, f"e{index}") for index, zh in enumerate(sources)))
    passages = [Passage("1", "甲乙丙", ""), Passage("2", "".join(sources), "")]
    english = " ".join(by_passage(translation, passages)).split()
    assert sorted(english) == sorted(f"e{index}" for index in range(len(sources)))


def test_rows_of_a_section_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "reference.tsv"
    path.write_text("section\tzh\ten\n1\t甲\tA\n1\t乙\tB\n2\t丙\tC\n", encoding="utf-8")
    assert read_passages(path) == (Passage("1", "甲乙", "A B"), Passage("2", "丙", "C"))
    path.write_text("甲\tA\n", encoding="utf-8")
    with pytest.raises(BilingualError, match="header section"):
        read_passages(path)

"""Proposed terms: what a text repeats, weighed by C-value, without what is known already."""

from __future__ import annotations

import pytest

from toolkit.segmenter import Segmenter
from toolkit.terms import Glossary, Proposal, extract_terms

TEXT = (
    "县里建成茶园生态监测站三处。",
    "茶园生态监测站运行良好，茶园生态得到改善。",
    "今年新增茶园生态监测站一处，高新技术企业两家。",
    "高新技术企业申报专利，高新技术企业的负责人参加会议。",
)


def _proposals(
    glossary: Glossary, segmenter: Segmenter, *texts: str, least: int = 3, limit: int = 200
) -> tuple[Proposal, ...]:
    pairs = [(f"a.txt:{line}", text) for line, text in enumerate(texts, 1)]
    return extract_terms(pairs, glossary, segmenter, least=least, limit=limit)


def test_a_repeated_run_of_words_is_proposed(builtin: Glossary, segmenter: Segmenter) -> None:
    best = _proposals(builtin, segmenter, *TEXT)[0]
    assert (best.zh, best.frequency) == ("茶园生态监测站", 3)
    assert best.contexts[0] == "a.txt:1: 县里建成茶园生态监测站三处。"
    assert [context.partition(" ")[0] for context in best.contexts] == [
        "a.txt:1:", "a.txt:2:", "a.txt:3:",
    ]  # fmt: skip


def test_what_the_glossary_knows_is_not_proposed(builtin: Glossary, segmenter: Segmenter) -> None:
    assert "高新技术企业" not in [p.zh for p in _proposals(builtin, segmenter, *TEXT)]
    places = ["洛江区科技局开展调研"] * 4
    assert "洛江区科技局" not in [p.zh for p in _proposals(builtin, segmenter, *places)]


def test_a_run_that_stands_in_a_longer_one_only_is_worth_nothing(
    builtin: Glossary, segmenter: Segmenter
) -> None:
    found = {p.zh: p.c_value for p in _proposals(builtin, segmenter, *TEXT)}
    assert "生态监测站" not in found
    assert found["茶园生态监测站"] > found.get("茶园生态", 0.0)


@pytest.mark.parametrize(("least", "number"), [(2, 1), (3, 0)])
def test_rarer_runs_than_asked_for_are_left_out(
    builtin: Glossary, segmenter: Segmenter, least: int, number: int
) -> None:
    texts = ("海蛎保苗技术有进展。", "海蛎保苗技术受欢迎。")
    found = _proposals(builtin, segmenter, *texts, least=least)
    assert sum("保苗技术" in p.zh for p in found) == number


def test_runs_end_at_marks_and_function_words(builtin: Glossary, segmenter: Segmenter) -> None:
    found = [p.zh for p in _proposals(builtin, segmenter, *["茶园、果园的面积要扩大。"] * 4)]
    assert not any(mark in term for term in found for mark in "、的要。")


def test_no_more_than_asked_for_and_the_best_first(builtin: Glossary, segmenter: Segmenter) -> None:
    everything = _proposals(builtin, segmenter, *TEXT, least=1)
    assert _proposals(builtin, segmenter, *TEXT, least=1, limit=2) == everything[:2]
    values = [p.c_value for p in everything]
    assert values == sorted(values, reverse=True)
    assert min(values) > 0


def test_traditional_texts_are_counted_too(builtin: Glossary, segmenter: Segmenter) -> None:
    found = _proposals(builtin, segmenter, *["茶園生態監測站運行良好"] * 3)
    assert found[0].zh.startswith("茶园生态监测站")

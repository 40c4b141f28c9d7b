"""The two tables of number expressions, measured by the functions of ``benchmarks/numerals.py``."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

_PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "numerals.py"
_SPEC = importlib.util.spec_from_file_location("zhdoc_benchmark_numerals", _PATH)
assert _SPEC is not None and _SPEC.loader is not None
measuring: Any = sys.modules.setdefault(_SPEC.name, importlib.util.module_from_spec(_SPEC))
_SPEC.loader.exec_module(measuring)

CHINESE = [measuring.chinese_outcome(row) for row in measuring.load(measuring.CHINESE)]
ENGLISH = [measuring.english_outcome(row) for row in measuring.load(measuring.ENGLISH)]

IN_OTHER_WORDS = {
    "“九五”攻关成果": "a plan without a word behind it is its period: achievements of the 9th Five-Year Plan period",
    "“八五”末期的水平": "the same: the end of the 8th Five-Year Plan period",
}
"""Renderings that say the right thing in words the table does not list."""

FREE_TO_VARY = {
    "first": "首家, 首届, 第一名, 一等奖: English also says initial, top, inaugural, and first where nothing is counted",
    "vague": "几十, 数千, 数十万, 数以万计: no number is meant, so none is compared",
}
UNNOTICED = {
    "全国首家民营银行开业": "first",
    "获团体第一名": "first",
    "首届农民丰收节": "first",
    "建成县内首个污水处理厂": "first",
    "在全国技能竞赛中夺得一等奖": "first",
    "先后走访几十户困难家庭": "vague",
    "带动数千农户增收": "vague",
    "年接待游客数十万人": "vague",
    "几百家企业竞相入驻": "vague",
    "吸引数以万计的观众": "vague",
}
"""Where another word in the English is not reported, and why; code decides none of their English."""


def test_the_tables_are_large_and_cover_every_type() -> None:
    assert len(CHINESE) >= 950 and len(ENGLISH) >= 240
    kinds = set(
        "cardinal money percent points permille fraction growth multiple ratio ordinal number date decade"
        " century time plan document none text".split()
    )
    assert {outcome.row.kind for outcome in CHINESE} == kinds
    assert len({outcome.row.text for outcome in CHINESE}) == len(CHINESE)


def test_every_expression_is_read_right() -> None:
    wrong = [(o.row.text, o.row.readings, o.found) for o in CHINESE if not o.parsed]
    assert wrong == []


def test_what_code_renders_has_an_accepted_form() -> None:
    rendered = [outcome for outcome in CHINESE if outcome.rendered]
    assert len(rendered) >= 600
    wrong = {o.row.text: o.wrong for o in rendered if o.wrong}
    assert set(wrong) == set(IN_OTHER_WORDS)
    assert len(wrong) <= 0.005 * len(rendered)


@pytest.mark.parametrize("text", IN_OTHER_WORDS)
def test_other_words_are_right_words(text: str) -> None:
    """What is rendered in other words says the same: the checks pair it, and nothing but it."""
    (outcome,) = (outcome for outcome in CHINESE if outcome.row.text == text)
    (english,) = outcome.wrong
    assert any(form in english for form in outcome.row.english)
    assert outcome.parsed and outcome.noticed


def test_accepted_english_raises_no_finding() -> None:
    assert [(o.row.text, o.row.english) for o in CHINESE if o.alarm] == []


def test_another_number_in_the_english_is_noticed() -> None:
    altered = [outcome for outcome in CHINESE if outcome.altered]
    assert len(altered) >= 700
    assert {o.row.text for o in altered if not o.noticed} == set(UNNOTICED)
    assert set(UNNOTICED.values()) == set(FREE_TO_VARY)


def test_idioms_and_codes_get_no_english() -> None:
    for outcome in CHINESE:
        if outcome.row.kind == "none":
            assert outcome.found == () and outcome.rendered == (), outcome.row.text


def test_every_english_snippet_is_read_right() -> None:
    wrong = [(o.row.text, o.row.readings, o.found) for o in ENGLISH if not o.parsed]
    assert wrong == []


def test_the_printed_figures_are_these() -> None:
    lines = measuring.table(CHINESE)
    assert lines[-1].split() == [
        "all",
        str(len(CHINESE)),
        str(sum(o.parsed for o in CHINESE)),
        str(sum(bool(o.rendered) for o in CHINESE)),
        str(len(IN_OTHER_WORDS)),
        "0",
        str(sum(o.altered for o in CHINESE)),
        str(sum(o.noticed for o in CHINESE)),
    ]
    rows = Counter(o.row.kind for o in CHINESE)
    assert [line.split()[:2] for line in lines[1:-1]] == [
        [kind, str(count)] for kind, count in sorted(rows.items())
    ]

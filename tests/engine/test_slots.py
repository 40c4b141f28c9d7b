"""Scheme slots-v1: values shown as symbols, and put back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import Constraint
from toolkit.engine import Request, annotate, restore, translate_requests
from toolkit.engine.constraints import SLOTS, ModelInput, slot_letter
from toolkit.engine.pieces import split_input

SCHEME = "slots-v1"


def value(kind: str, start: int, end: int, english: str) -> Constraint:
    return Constraint(kind, start, end, english, value=english)


def test_values_become_slots_of_their_kind_and_terms_stay_text() -> None:
    text = "洛江区全年投入820万元，增长12%"
    shown = annotate(
        text,
        [
            Constraint("term", 0, 3, "Luojiang District"),
            value("money", 7, 12, "8.2 million yuan"),
            value("percent", 15, 18, "12%"),
        ],
        SCHEME,
    )
    assert shown.text == "⟦Luojiang District⟧全年投入⟪M1⟫,增长⟪P1⟫"
    assert shown.slots == (("⟪M1⟫", "8.2 million yuan"), ("⟪P1⟫", "12%"))


@pytest.mark.parametrize(
    ("kind", "english", "letter"),
    [
        ("date", "November 29, 2006", "D"),
        ("date", "May 4", "D"),
        ("date", "November 2006", "Y"),
        ("date", "2006", "Y"),
        ("date", "from January to September", "Y"),
        ("points", "2.3 percentage points", "P"),
        ("cardinal", "35,000", "N"),
        ("document", "Ke Fa [2019] No. 12", "N"),
        ("lost", "[?]", "N"),
        ("lost", "200[?]", "Y"),
        ("lost", "73[?]", "N"),
        ("plan", "the 11th Five-Year Plan period", ""),
        ("time", "9:30 a.m.", ""),
        ("term", "patent", ""),
    ],
)
def test_the_kind_of_a_value_decides_its_slot(kind: str, english: str, letter: str) -> None:
    assert slot_letter(kind, english) == letter


def test_of_a_kind_with_more_values_than_slots_the_rest_is_text() -> None:
    text = "甲" * 9
    shown = annotate(text, [value("cardinal", n, n + 1, str(n + 2)) for n in range(9)], SCHEME)
    assert shown.text == "".join(f"⟪N{n}⟫" for n in range(1, 9)) + "⟦10⟧"


@pytest.mark.parametrize(
    ("output", "restored"),
    [
        ("The input was⟪M1⟫, up⟪P1⟫.", "The input was 8 million yuan, up 12%."),
        ("⟪M1⟫ was spent.", "8 million yuan was spent."),
        ("(⟪P1⟫) in all", "(12%) in all"),
        ('a "⟪M1⟫ plan"', 'a "8 million yuan plan"'),
        ('the "plan"⟪M1⟫', 'the "plan" 8 million yuan'),
        ("a⟪M1⟫ grant", "an 8 million yuan grant"),
        ("a⟪P1⟫ rise", "a 12% rise"),
        ("between⟪M1⟫⟪P1⟫", "between 8 million yuan 12%"),
        ("⟪M1⟫projects", "8 million yuan projects"),
        ("⟪M1⟫projects up⟪P1⟫", "8 million yuan projects up 12%"),
        ("an⟪P1⟫ rise", "a 12% rise"),
    ],
)
def test_values_come_back_with_the_spaces_that_are_due(output: str, restored: str) -> None:
    given_input = ModelInput("", None, SCHEME, slots=(("⟪M1⟫", "8 million yuan"), ("⟪P1⟫", "12%")))
    assert restore(output, given_input) == restored


def test_a_slot_that_stands_for_nothing_makes_no_answer() -> None:
    assert restore("up⟪P2⟫", ModelInput("", None, SCHEME, slots=(("⟪P1⟫", "12%"),))) == ""


def test_brackets_of_the_source_are_no_slots() -> None:
    shown = annotate("增长⟪P1⟫", [], SCHEME)
    assert "⟪" not in shown.text
    assert restore("up 12%", shown) == "up 12%"


def test_text_is_never_cut_inside_a_slot() -> None:
    text = "增长⟪P1⟫" * 20
    pieces = split_input(text, 10, len)
    assert "".join(pieces) == text
    assert all(piece.count("⟪") == piece.count("⟫") for piece in pieces)


@given(st.lists(st.sampled_from(["money", "percent", "cardinal", "date"]), max_size=8))
def test_whatever_is_copied_comes_back_whole(kinds: list[str]) -> None:
    constraints = [value(kind, n, n + 1, f"{n + 2} things") for n, kind in enumerate(kinds)]
    shown = annotate("甲" * len(kinds), constraints, SCHEME)
    restored = restore(shown.text, shown)
    assert restored.split() == " ".join(c.target for c in constraints).split()


def test_a_missing_value_is_shown_as_text(fake_engine: Any) -> None:
    text = "完成投资5亿元"
    done = "Investment of 500 million yuan was completed."
    engine = fake_engine(
        {"完成投资⟪M1⟫": ["The work was done."], "完成投资⟦500 million yuan⟧": [done]},
        scheme=SCHEME,
    )
    asked = (value("money", 4, 8, "500 million yuan"),)
    (answer,) = translate_requests(engine, [Request(text, asked)])
    assert (answer.target, answer.tried) == (done, ("wider-beam", "values-as-text"))
    assert [c.fate for c in answer.constraints] == ["enforced"]
    assert len(engine.calls) == 4  # the main pass, two wide beams, the value as text
    assert engine.calls[-1].texts == ("完成投资⟦500 million yuan⟧",)


def test_a_missing_code_is_shown_as_a_slot(fake_engine: Any) -> None:
    text = "新购SLB15型设备5台"
    done = "Five sets of SLB15 equipment were bought."
    engine = fake_engine(
        {"新购⟪N1⟫型设备⟪N2⟫台": ["Five sets of ⟪N1⟫ equipment were bought."]},
        otherwise=lambda text, decoding: ["Five sets were bought."],
        scheme=SCHEME,
    )
    asked = (value("code", 2, 7, "SLB15"), value("cardinal", 10, 11, "five"))
    (answer,) = translate_requests(engine, [Request(text, asked)])
    assert (answer.target, answer.tried[-1]) == (done, "codes-as-slots")
    assert {call.texts[0] for call in engine.calls} >= {
        "新购⟦SLB15⟧型设备⟪N1⟫台",
        "新购⟪N1⟫型设备⟪N2⟫台",
    }
    assert [c.fate for c in answer.constraints] == ["enforced", "enforced"]


def test_slots_are_few_and_each_is_another() -> None:
    assert len(set(SLOTS)) == len(SLOTS) == 40


@pytest.mark.parametrize(
    ("output", "restored"),
    [
        ('the " Spark Program" and', 'the "Spark Program" and'),
        ('"one" and " two" of ( three)', '"one" and "two" of (three)'),
        ('he said "yes." " No" came', 'he said "yes." "No" came'),
        ('6" pipes and 7" pipes', '6" pipes and 7" pipes'),
        ("a [ ] and ( )", "a [ ] and ( )"),
    ],
)
def test_copied_english_closes_up_to_an_opening_mark(output: str, restored: str) -> None:
    assert restore(output, ModelInput("", None, SCHEME)) == restored

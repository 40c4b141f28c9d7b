"""A segment's English from its label and its body."""

from __future__ import annotations

from typing import Literal

import pytest

from toolkit.assembly import assemble
from toolkit.document import Constraint, Segment
from toolkit.offsets import OffsetMap


def built(
    source: str, label: str, body: str, *constraints: Constraint,
    kind: Literal["heading", "sentence"] = "sentence",
) -> Segment:  # fmt: skip
    segment = Segment("s1", source, OffsetMap.identity(len(source)), 1, kind, label)
    return assemble(segment, body, constraints)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Strengthening leadership.", "First, strengthening leadership."),
        ("Focusing on brands.", "First, focusing on brands."),
        ("Focus on brands.", "First, focus on brands."),
        ("Chongqing took part.", "First, Chongqing took part."),
        ("The bureau worked.", "First, the bureau worked."),
        ("Beijing and Nanjing took part.", "First, Beijing and Nanjing took part."),
        ("Liaoning took part.", "First, Liaoning took part."),
        ("GDP grew.", "First, GDP grew."),
        ("Enterprises took the lead.", "First, enterprises took the lead."),
        ("Construction Bank took part.", "First, Construction Bank took part."),
        ("Wang Jianguo spoke.", "First, Wang Jianguo spoke."),
        ("300 people came.", "First, 300 people came."),
    ],
)
def test_behind_a_comma_only_sure_words_lose_their_capital(body: str, expected: str) -> None:
    assert built("一是某项工作。", "一是", body).target == expected


@pytest.mark.parametrize(
    ("body", "constraint", "expected"),
    [
        ("Patents grew.", Constraint("term", 0, 2, "patent", target_span=(0, 7)), "First, patents grew."),
        ("Xinhai Program began.", Constraint("term", 0, 2, "Xinhai Program", target_span=(0, 14)), "First, Xinhai Program began."),
        ("Almost 300 came.", Constraint("cardinal", 0, 2, "nearly 300", ("almost 300",), target_span=(0, 10)), "First, almost 300 came."),
        ("One third left.", Constraint("fraction", 0, 2, "33.3%", target_span=(0, 9)), "First, One third left."),
    ],
)  # fmt: skip
def test_a_term_at_the_start_is_written_as_asked_for(
    body: str, constraint: Constraint, expected: str
) -> None:
    segment = built("一是某项工作。", "一是", body, constraint)
    assert segment.target == expected
    (placed,) = segment.constraints
    assert placed.target_span is not None and constraint.target_span is not None
    assert (
        segment.target[slice(*placed.target_span)].lower()
        == body[slice(*constraint.target_span)].lower()
    )
    assert (placed.start, placed.end) == (2, 4)


def test_headings_begin_with_a_capital_and_end_as_their_source_does() -> None:
    assert built("一、加强领导", "一、", "strengthening leadership.", kind="heading").target == (
        "I. Strengthening leadership"
    )
    assert built("一、加强领导。", "一、", "strengthening leadership.", kind="heading").target == (
        "I. Strengthening leadership."
    )


@pytest.mark.parametrize(
    ("source", "body", "expected"),
    [
        ("加强领导，", "We will strengthen leadership.", "We will strengthen leadership,"),
        ("加强领导；", "We will strengthen leadership", "We will strengthen leadership;"),
        ("加强领导。", "We will strengthen leadership", "We will strengthen leadership."),
        ("加强领导，", "We will strengthen leadership, and", "We will strengthen leadership,"),
        ("做法如下：", "The methods are as follows.", "The methods are as follows:"),
        ("加强领导！", "Strengthen leadership!", "Strengthen leadership!"),
        ("他说：“好。”", 'He said: "Good."', 'He said: "Good."'),
        ("GB/T 9704", "GB/T 9704", "GB/T 9704"),
    ],
)
def test_the_english_ends_as_the_chinese_does(source: str, body: str, expected: str) -> None:
    assert built(source, "", body).target == expected


def test_a_terms_own_full_stop_stays() -> None:
    number = Constraint("term", 0, 2, "No.", target_span=(0, 3))
    assert built("序号", "", "No.", number, kind="heading").target == "No."


def test_without_english_there_is_no_label() -> None:
    assert built("一、加强领导", "一、", "").target == ""

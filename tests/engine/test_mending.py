"""Fates of constraints, and the repair of near copies."""

from __future__ import annotations

import pytest

from toolkit.document import Constraint
from toolkit.engine.mending import mend, settle


def constraint(source: str, chinese: str, english: str, kind: str, value: str | None) -> Constraint:
    start = source.index(chinese)
    return Constraint(kind, start, start + len(chinese), english, value=value)


def money(source: str, chinese: str, english: str, value: str) -> Constraint:
    return constraint(source, chinese, english, "money", value)


def term(source: str, chinese: str, english: str) -> Constraint:
    return constraint(source, chinese, english, "term", None)


def test_each_fate_is_told() -> None:
    source = "洛江区总产值46.34亿元"
    asked = (
        term(source, "洛江区", "Luojiang District"),
        money(source, "46.34亿元", "4.634 billion yuan", "4634000000"),
    )
    target = "Luojiang District's output was 4.634 billion yuan"
    assert [c.fate for c in settle(source, asked, target, shown=(0, 1))] == ["enforced"] * 2
    assert [c.fate for c in settle(source, asked, target, shown=(0,))] == ["enforced", "produced"]
    assert [c.fate for c in settle(source, asked, target)] == ["produced"] * 2
    missing = settle(source, asked, "Output rose")
    assert [(c.fate, c.target_span) for c in missing] == [("missing", None)] * 2


def test_a_number_said_in_other_words_is_produced() -> None:
    source = "总投资8.2亿元"
    asked = (money(source, "8.2亿元", "820 million yuan", "820000000"),)
    (settled,) = settle(source, asked, "An investment of RMB 0.82 billion", shown=(0,))
    assert settled.fate == "produced"
    assert settled.target_span is not None


@pytest.mark.parametrize(
    ("source", "chinese", "english", "kind", "value", "target", "mended"),
    [
        (
            "总产值46.34亿元",
            "46.34亿元",
            "4.634 billion yuan",
            "money",
            "4634000000",
            "Output was 4.36 billion yuan.",
            "Output was 4.634 billion yuan.",
        ),
        (
            "投资8.2亿元",
            "8.2亿元",
            "820 million yuan",
            "money",
            "820000000",
            "Investment was 820 billion yuan.",
            "Investment was 820 million yuan.",
        ),
        (
            "增长14.8%",
            "14.8%",
            "14.8%",
            "percent",
            "14.8",
            "It was up 18.4 percent on the year.",
            "It was up 14.8% on the year.",
        ),
        (
            "洛江区财政局",
            "洛江区",
            "Luojiang District",
            "term",
            None,
            "The Luojing District Finance Bureau",
            "The Luojiang District Finance Bureau",
        ),
        (
            "科学技术局",
            "科学技术局",
            "Science and Technology Bureau",
            "term",
            None,
            "science and technology bureau",
            "Science and Technology Bureau",
        ),
        (
            "节水灌溉面积",
            "节水灌溉",
            "water-saving irrigation",
            "term",
            None,
            "Water-saving irigation areas",
            "Water-saving irrigation areas",
        ),
    ],
)
def test_a_near_copy_is_put_right(
    source: str,
    chinese: str,
    english: str,
    kind: str,
    value: str | None,
    target: str,
    mended: str,
) -> None:
    asked = (constraint(source, chinese, english, kind, value),)
    text, (done,) = mend(source, asked, target, shown=(0,))
    assert text == mended
    assert done.fate == "repaired"
    assert done.target_span is not None
    assert text[slice(*done.target_span)].lower() == english.lower()


@pytest.mark.parametrize(
    ("source", "chinese", "english", "kind", "value", "target"),
    [
        # Two places could be meant.
        (
            "总产值46.34亿元",
            "46.34亿元",
            "4.634 billion yuan",
            "money",
            "4634000000",
            "From 4.36 billion yuan to 4.64 billion yuan",
        ),
        # Another number of the source explains it.
        (
            "产值46.34亿元，比上年的43.6亿元增加",
            "46.34亿元",
            "4.634 billion yuan",
            "money",
            "4634000000",
            "More than the 4.36 billion yuan of the year before",
        ),
        # Nothing like it.
        ("增长14.8%", "14.8%", "14.8%", "percent", "14.8", "It was up 7% on the year."),
        # Another kind of number.
        ("增长14.8%", "14.8%", "14.8%", "percent", "14.8", "It was 148 firms."),
        # Another place of the same kind, not a slip.
        ("泉州市科技局", "泉州市", "Quanzhou City", "term", None, "Quangang City"),
        ("市政府", "市政府", "municipal government", "term", None, "provincial government"),
        ("园区", "园区", "park", "term", None, "part of it"),
    ],
)
def test_what_is_no_slip_stays_missing(
    source: str, chinese: str, english: str, kind: str, value: str | None, target: str
) -> None:
    asked = (constraint(source, chinese, english, kind, value),)
    text, (done,) = mend(source, asked, target, shown=(0,))
    assert text == target
    assert (done.fate, done.target_span) == ("missing", None)


def test_a_place_two_constraints_could_claim_is_left() -> None:
    source = "洛江区、洛江县"
    asked = (
        term(source, "洛江区", "Luojiang District"),
        term(source, "洛江县", "Luojiangs District"),
    )
    assert mend(source, asked, "Luojing District")[0] == "Luojing District"


def test_a_repair_leaves_what_was_found_already() -> None:
    source = "洛江区与洛河区"
    asked = (
        term(source, "洛江区", "Luojiang District"),
        term(source, "洛河区", "Luohe District"),
    )
    text, done = mend(source, asked, "Luohe District and Luojing District", shown=(0, 1))
    assert text == "Luohe District and Luojiang District"
    assert [c.fate for c in done] == ["repaired", "enforced"]
    assert done[1].target_span == (0, 14)


def test_a_lost_number_is_never_made_up() -> None:
    source = "共有个项目"
    asked = (Constraint("lost", 2, 2, "[?]"),)
    text, (done,) = mend(source, asked, "There were 5 projects", shown=(0,))
    assert text == "There were 5 projects"
    assert done.fate == "missing"

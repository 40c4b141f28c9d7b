"""English clauses put together."""

from __future__ import annotations

import pytest

from toolkit.clauses import drop_dangling, lower_start


@pytest.mark.parametrize(
    ("clause", "joined"),
    [
        ("Strengthening leadership", "strengthening leadership"),
        ("Progress in projects was smooth", "progress in projects was smooth"),
        ("High starting points", "high starting points"),
        ("Once a year", "once a year"),
        ("Experts were invited", "experts were invited"),
        ("Per capita income rose", "per capita income rose"),
        ("Brand cultivation.", "brand cultivation."),
        ("Strengthen Party building", "strengthen Party building"),
        ("Science and technology advanced", "science and technology advanced"),
        ("Processing.", "processing."),
    ],
)
def test_a_common_word_loses_its_capital(clause: str, joined: str) -> None:
    assert lower_start(clause) == joined


@pytest.mark.parametrize(
    "clause",
    ["Beijing held a meeting", "GDP grew", "Wang Jianguo spoke", "Construction Bank lent",
     "Spark leading enterprises", "Torch projects", "Party members", "Science Park Road", "Luojiang has", "8 million yuan", ""],
)  # fmt: skip
def test_a_name_keeps_it(clause: str) -> None:
    assert lower_start(clause) == clause


def test_a_conjunction_left_behind_goes() -> None:
    assert drop_dangling("It was done, and.") == "It was done"
    assert drop_dangling("bread and butter") == "bread and butter"

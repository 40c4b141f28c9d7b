"""The table of cases made by reading: one numeral a row, or none where the type is ``-``."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from toolkit.numerals import find_english, find_values, match_values, render

TABLE = Path(__file__).with_name("cases.tsv")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = rows()
NUMERALS = [row for row in ROWS if row["type"] != "-"]
TRAPS = [row["zh"] for row in ROWS if row["type"] == "-"]


def test_the_table_is_large_and_has_no_row_twice() -> None:
    assert len(NUMERALS) >= 150
    assert len({row["zh"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", NUMERALS, ids=lambda row: row["zh"])
def test_numeral(row: dict[str, str]) -> None:
    found = [
        (value.type, value.decimal, value.unit or "", render(value))
        for value in find_values(row["zh"])
    ]
    assert found == [(row["type"], row["value"], row["unit"] or "", row["english"])]


@pytest.mark.parametrize("zh", TRAPS)
def test_left_alone(zh: str) -> None:
    assert find_values(zh) == ()


@pytest.mark.parametrize("row", NUMERALS, ids=lambda row: row["zh"])
def test_the_english_reads_back_as_the_same(row: dict[str, str]) -> None:
    if row["type"] == "growth":
        english = f"increased by {row['english']}"
    elif row["type"] == "cardinal" and row["english"].endswith(" of"):
        english = f"{row['english']} enterprises"
    else:
        english = f"It was {row['english']} then."
    matching = match_values(find_values(row["zh"]), find_english(english))
    assert matching.clean
    assert len(matching.pairs) == 1

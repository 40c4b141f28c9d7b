"""What two texts differ in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.difference import difference


def shown(before: str, after: str) -> str:
    signs = {"equal": "{}", "delete": "[-{}]", "insert": "[+{}]"}
    return "".join(signs[piece.op].format(piece.text) for piece in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The county spent 3.2 million yuan.", "The county spent 3.2 million yuan.", None),
        ("spent 3.2 million yuan", "spent 3.5 million yuan", "spent [-3.2][+3.5] million yuan"),
        ("a new road was built", "a road was built", "a [-new ]road was built"),
        ("built roads", "built rural roads", "built [+rural ]roads"),
        ("Town built it", "County rebuilt it", "[-Town built][+County rebuilt] it"),
        ("全县投入三百万元", "全市投入三百万元", "全[-县][+市]投入三百万元"),
        ("投入1,200元", "投入1,300元", "投入[-1,200][+1,300]元"),
        ("", "new", "[+new]"),
        ("old", "", "[-old]"),
        ("", "", ""),
    ],
)
def test_words_and_characters(before: str, after: str, expected: str | None) -> None:
    assert shown(before, after) == (before if expected is None else expected)


def test_a_blank_between_two_changes_is_no_island() -> None:
    assert (
        shown("was built fast", "were rebuilt slowly") == "[-was built fast][+were rebuilt slowly]"
    )


TEXTS = st.text(alphabet="ab 12.,县市 \n\u3000é", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(p.text for p in pieces if p.op != "insert") == before
    assert "".join(p.text for p in pieces if p.op != "delete") == after
    assert all(piece.text for piece in pieces)
    for one, other in pairwise(pieces):
        assert (one.op, other.op) not in (
            ("insert", "delete"),
            ("insert", "insert"),
            ("delete", "delete"),
        )


def test_very_long_texts_differ_as_a_whole_between_what_they_share() -> None:
    before = "start " + "old words " * 30_000 + "end"
    after = "start " + "new things " * 30_000 + "end"
    pieces = difference(before, after)
    assert [p.op for p in pieces] == ["equal", "delete", "insert", "equal"]
    assert (pieces[0].text, pieces[-1].text) == ("start ", " end")
    assert "".join(p.text for p in pieces if p.op != "insert") == before
    assert "".join(p.text for p in pieces if p.op != "delete") == after

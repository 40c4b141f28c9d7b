"""Cutting texts into clauses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.engine.pieces import clause_ends, split_clauses, split_input


def test_clauses_end_with_their_marks() -> None:
    assert split_clauses("抓落实，促发展；见成效。”好") == [
        "抓落实，",
        "促发展；",
        "见成效。”",
        "好",
    ]
    assert split_clauses("抓落实，促发展；见成效。", commas=False) == [
        "抓落实，促发展；",
        "见成效。",
    ]


def test_numbers_and_constraints_stay_whole() -> None:
    assert split_clauses("共1,200家,占3:1,好") == ["共1,200家,", "占3:1,", "好"]
    assert split_clauses("⟦a, b⟧，好") == ["⟦a, b⟧，", "好"]


def test_a_mark_in_a_protected_span_is_no_end() -> None:
    assert clause_ends("甲，乙，丙", [(0, 3)]) == [4, 5]
    assert clause_ends("甲，乙，丙", [(0, 2)]) == [2, 4, 5]
    assert clause_ends("") == []


texts = st.text(st.sampled_from("甲乙丙，；。,:1⟦⟧ab "), max_size=60)


@given(texts)
def test_clauses_joined_are_the_text(text: str) -> None:
    assert "".join(split_clauses(text)) == text
    assert all(split_clauses(text))


@given(texts, st.integers(1, 20))
def test_pieces_fit_and_lose_nothing(text: str, limit: int) -> None:
    plain = text.replace("⟦", "").replace("⟧", "")
    pieces = split_input(plain, limit, len)
    assert all(len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(plain.split())


def test_a_piece_never_ends_inside_a_constraint() -> None:
    pieces = split_input("甲" * 30 + "⟦820 million yuan⟧" + "乙" * 30, 20, len)
    assert [p for p in pieces if "⟦" in p or "⟧" in p] == [
        p for p in pieces if p.count("⟦") == p.count("⟧") == 1
    ]
    assert sum("⟦820 million yuan⟧" in piece for piece in pieces) == 1

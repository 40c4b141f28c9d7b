"""Cutting texts for overviews."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.shorten import shorten


def test_chinese_is_cut_by_its_width_and_what_fits_is_left_alone() -> None:
    assert shorten("抓收入" * 20) == "抓收入" * 20
    assert shorten("抓收入" * 21) == ("抓收入" * 20)[:-1] + "…"
    assert shorten("") == ""


def test_english_is_cut_behind_a_word() -> None:
    assert shorten("Strengthening the role of enterprises", 30) == "Strengthening the role of…"
    assert shorten("x" * 40, 30) == "x" * 29 + "…"


@given(st.text("科a （", max_size=40), st.integers(2, 30))
def test_what_is_cut_begins_like_the_text_and_fits(text: str, columns: int) -> None:
    cut = shorten(text, columns)
    assert cut == text or (text.startswith(cut.removesuffix("…")) and cut.endswith("…"))
    assert len(cut) <= columns

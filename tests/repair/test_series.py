"""Ascending series: found as a whole, with gaps, restarts and impostors."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit.repair.series import Candidate, ascending_runs


def runs(numbers: list[int], score: float = 2.0, opening: float = 4.0) -> list[list[int]]:
    candidates = [Candidate(500 * i, number, score) for i, number in enumerate(numbers)]
    found = ascending_runs(candidates, opening=opening)
    return [[candidates[i].number for i in run] for run in found]


def test_a_series_is_found_among_other_numbers() -> None:
    assert runs([1, 30, 2, 7, 3, 12, 4]) == [[1, 2, 3, 4]]


def test_a_missing_number_does_not_end_a_series() -> None:
    assert runs([1, 2, 4, 5, 6]) == [[1, 2, 4, 5, 6]]


def test_two_documents_in_one_file_give_two_series() -> None:
    assert runs([1, 2, 3, 4, 1, 2, 3]) == [[1, 2, 3, 4], [1, 2, 3]]


def test_two_numbers_alone_are_no_series() -> None:
    assert runs([1, 2]) == []


def test_numbers_that_do_not_count_up_are_no_series() -> None:
    assert runs([5, 3, 9, 1, 7]) == []


def test_the_odder_of_two_equal_numbers_is_taken() -> None:
    candidates = [
        Candidate(0, 1, 2.0),
        Candidate(500, 2, 0.5),
        Candidate(700, 2, 3.0),
        Candidate(1000, 3, 2.0),
    ]
    assert ascending_runs(candidates, opening=4.0) == [[0, 2, 3]]


def test_members_keep_their_distance() -> None:
    candidates = [Candidate(10 * i, i + 1, 2.0) for i in range(6)]
    assert ascending_runs(candidates, opening=4.0, closest=60) == []
    assert ascending_runs(candidates, opening=4.0, farthest=5) == []


@given(st.lists(st.tuples(st.integers(1, 40), st.floats(-2, 4)), max_size=60))
def test_every_run_ascends_and_is_worth_its_cost(drawn: list[tuple[int, float]]) -> None:
    candidates = [Candidate(100 * i, number, score) for i, (number, score) in enumerate(drawn)]
    found = ascending_runs(candidates, opening=3.0)
    flat = [index for run in found for index in run]
    assert flat == sorted(set(flat))
    for run in found:
        numbers = [candidates[i].number for i in run]
        assert all(0 < b - a <= 4 for a, b in pairwise(numbers))
    assert sum(candidates[i].score for i in flat) >= 3.0 * len(found) - 1e-9

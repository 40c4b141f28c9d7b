"""Ascending series among numbers that stand in odd places.

Page numbers and a scrape's chunk numbers are told from real numbers by one thing only: they count up
through the whole document. So no number is judged alone: candidates get a score for how odd they are
at their place, and the best runs 1, 2, 3, … are found over all of them by dynamic programming, which
is linear in the number of candidates. Several documents in one file give several runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Candidate", "ascending_runs"]

_KEPT_PER_NUMBER = 4  # earlier candidates of the same number that a run may go on from


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may belong to a series; ``score`` says how odd it is where it stands."""

    position: int
    number: int
    score: float


def ascending_runs(
    candidates: Sequence[Candidate],
    *,
    opening: float,
    late_start: float = 0.5,
    gap: float = 1.0,
    largest_gap: int = 3,
    closest: int = 0,
    farthest: int | None = None,
) -> list[list[int]]:
    """Indices of the candidates that belong to a series, run by run.

    ``candidates`` ascend by position. A run costs ``opening``, ``late_start`` more for each number
    that it begins above 1 (three at most), and ``gap`` for every number it lacks; it is only taken
    when its scores are worth more. Two members are ``closest`` to ``farthest`` characters apart for
    each step of their numbers.
    """
    best: list[float] = []
    before: list[int] = []  # index of the candidate in front of it, in this run or the one before
    opens: list[bool] = []
    ends: dict[int, list[int]] = {}  # number → candidates with it, the latest last
    closed, closed_at = 0.0, -1  # the best total of finished runs, and where it ends
    for index, candidate in enumerate(candidates):
        late = min(max(candidate.number - 1, 0), 3) * late_start
        total, link, opening_here = closed - opening - late, closed_at, True
        for missing in range(largest_gap + 1):
            step = missing + 1
            for earlier in ends.get(candidate.number - step, ()):
                distance = candidate.position - candidates[earlier].position
                if distance < closest * step or (farthest and distance > farthest * step):
                    continue
                value = best[earlier] - gap * missing
                if value > total:
                    total, link, opening_here = value, earlier, False
        best.append(total + candidate.score)
        before.append(link)
        opens.append(opening_here)
        same = ends.setdefault(candidate.number, [])
        same.append(index)
        if len(same) > _KEPT_PER_NUMBER:
            same.remove(min(same[:-1], key=best.__getitem__))
        if best[index] > closed:
            closed, closed_at = best[index], index
    runs: list[list[int]] = []
    current: list[int] = []
    index = closed_at
    while index >= 0:
        current.append(index)
        if opens[index]:
            runs.append(current[::-1])
            current = []
        index = before[index]
    return runs[::-1]

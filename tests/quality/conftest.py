"""Segments for the checks: a source and its English, with the terms that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from toolkit.document import Constraint, Finding, Segment
from toolkit.offsets import OffsetMap
from toolkit.quality import check_segment

Check = Callable[..., list[Finding]]


@pytest.fixture
def check() -> Check:
    """The findings of a pair, of the given codes only; ``terms`` are Chinese with their English."""

    def found(
        source: str, target: str, *codes: str, terms: Mapping[str, str] | None = None
    ) -> list[Finding]:
        constraints = tuple(
            Constraint("term", source.index(zh), source.index(zh) + len(zh), en)
            for zh, en in (terms or {}).items()
        )
        segment = Segment(
            "s1", source, OffsetMap.identity(len(source)), 1, target=target, constraints=constraints
        )
        return [f for f in check_segment(segment) if f.code in codes]

    return found

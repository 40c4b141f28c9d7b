"""English that the glossary forbids for a term, where a translation has it all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.document import Constraint, Span
from toolkit.engine.constraints import locate

__all__ = ["find_forbidden"]


def find_forbidden(
    located: Sequence[Constraint], english: str
) -> Iterator[tuple[Constraint, str, Span]]:
    """Each constraint's forbidden English that ``english`` has, with its place.

    ``located`` carry where their own English stands: what lies inside that is not meant.
    """
    allowed = [c.target_span for c in located if c.target_span is not None]
    for constraint in located:
        for wrong in constraint.forbidden:
            (found,) = locate([Constraint("term", 0, 0, wrong)], english)
            span = found.target_span
            if span is not None and not any(s < span[1] and span[0] < e for s, e in allowed):
                yield constraint, wrong, span

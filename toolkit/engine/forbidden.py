"""English that the glossary forbids for a term, where a translation has it all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.document import Constraint, Span
from toolkit.engine.constraints import locate

__all__ = ["find_forbidden"]

_COVER = "\ufffc"
"""Stands for a character that is part of no word and no space."""


def find_forbidden(
    located: Sequence[Constraint], english: str
) -> Iterator[tuple[Constraint, str, Span]]:
    """Each constraint's forbidden English that ``english`` has, with its place.

    ``located`` carry where their own English stands: what lies inside that is not meant.
    """
    if not any(constraint.forbidden for constraint in located):
        return
    rest = english
    for start, end in (c.target_span for c in located if c.target_span is not None):
        rest = rest[:start] + _COVER * (end - start) + rest[end:]
    for constraint in located:
        for wrong in constraint.forbidden:
            (found,) = locate([Constraint("term", 0, 0, wrong)], rest)
            if found.target_span is not None:
                yield constraint, wrong, found.target_span

"""A segment's complete English from its label and its translated body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from toolkit.clauses import drop_dangling, lower_start
from toolkit.document import Constraint, Segment
from toolkit.outline import render_label
from toolkit.traditional import has_chinese

__all__ = ["assemble"]

_END_MARK = re.compile(r"([。，；：,;:])\s*$")
_ENGLISH_END = re.compile(r"[.,;:!?…][\"')\]”’]*$")
_HALF = str.maketrans("。，；：", ".,;:")


def assemble(segment: Segment, body: str, constraints: Iterable[Constraint]) -> Segment:
    """``segment`` with the target made of its rendered label and ``body``.

    ``constraints`` have offsets in the body and in ``body``; they are moved to the whole source and
    target. The English ends with the mark the Chinese ends with: a heading loses a full stop that
    its source has not, a clause that a sentence was cut at keeps its comma.
    """
    label = render_label(segment.label) if segment.label else ""
    text = body.strip()
    lead = len(body) - len(body.lstrip())
    constraints = tuple(constraints)
    text = _with_end_mark(text, segment, {c.target for c in constraints})
    if not text:
        label = ""  # no English: a lone label would look like some
    if label.endswith(","):
        text = _uncapitalised(text, constraints, lead)
    else:
        text = text[:1].upper() + text[1:]
    target = f"{label} {text}" if label else text
    shift = len(target) - len(text) - lead
    return replace(
        segment,
        target=target,
        constraints=tuple(_moved(c, len(segment.label), shift, len(target)) for c in constraints),
    )


def _with_end_mark(text: str, segment: Segment, terms: set[str]) -> str:
    if not text or not has_chinese(segment.source):
        return text
    text = drop_dangling(text)
    mark = _END_MARK.search(segment.source)
    if mark is None:
        if segment.kind in ("title", "heading", "cell") and text not in terms:
            return text.removesuffix(".")
        return text
    if _ENGLISH_END.search(text):
        # A model ends every input with a full stop, also a clause.
        return text[:-1] + mark[1].translate(_HALF) if text[-1] in ".,;:" else text
    return text + mark[1].translate(_HALF)


def _moved(constraint: Constraint, source: int, target: int, limit: int) -> Constraint:
    span = constraint.target_span
    if span is not None:
        span = (max(0, span[0] + target), min(limit, span[1] + target))
    return replace(
        constraint,
        start=constraint.start + source,
        end=constraint.end + source,
        target_span=span,
    )


def _uncapitalised(text: str, constraints: tuple[Constraint, ...], lead: int) -> str:
    """``text`` to stand behind "First,": lower case where its first word is surely no name."""
    for constraint in constraints:
        span = constraint.target_span
        if span is not None and span[0] == lead:
            # As the glossary writes it, be it the English asked for or a variant.
            said = text[: span[1] - span[0]].casefold()
            forms = (constraint.target, *constraint.variants)
            form = next((f for f in forms if said.startswith(f.casefold())), text)
            return form[:1] + text[1:]
    return lower_start(text)

"""A segment's complete English from its label and its translated body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from toolkit.document import Constraint, Segment
from toolkit.outline import render_label
from toolkit.traditional import has_chinese

__all__ = ["assemble"]

_END_MARK = re.compile(r"([。，；：,;:])\s*$")
_ENGLISH_END = re.compile(r"[.,;:!?…][\"')\]”’]*$")
_HALF = str.maketrans("。，；：", ".,;:")

_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a[io]?|ang?|e[ir]?|eng?|i|ia[on]?|iang|ie|ing?|iu|iong"
    r"|o|ong|ou|u|ua[in]?|uang|ui|un|uo|ue?|v))+"
)
_OPENERS = frozenset(
    """a an the this these that those we our it its all both each every more most many several some in
    on at to by for from with within under through throughout during after before since as of according
    efforts effort work steps measures priority priorities emphasis great active further continued
    strict full first-class public support stronger""".split()
)

_COMMON_ENDING = re.compile(
    r"(?:ing|tions?|ments?|ity|ities|ness|ships?|ances?|ences?|prises?|ers|als|tures?|ects?|icy|icies)$"
)
"""Endings of common nouns and gerunds; a name seldom has one and a small letter behind it."""


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
    word = re.match(r"[A-Z][a-z-]*(?=[\s,])", text)
    if word is None:
        return text
    for constraint in constraints:
        span = constraint.target_span
        if span is not None and span[0] == lead:
            # As the glossary writes it, be it the English asked for or a variant.
            said = text[: span[1] - span[0]].casefold()
            forms = (constraint.target, *constraint.variants)
            form = next((f for f in forms if said.startswith(f.casefold())), text)
            return form[:1] + text[1:]
    plain = word.group().lower()
    common = _COMMON_ENDING.search(plain) and text[word.end() + 1 :][:1].islower()
    if plain in _OPENERS or (common and not _PINYIN.fullmatch(plain)):
        return text[0].lower() + text[1:]
    return text

"""Abbreviations: the first use spells out, later ones may abbreviate.

This needs the whole document: what was said before decides. A heading may abbreviate, and what a
heading spells out counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from toolkit.document import Constraint, Finding, Segment
from toolkit.engine import locate
from toolkit.quality.findings import make_finding

__all__ = ["PLAIN", "ShortTerm", "check_first_uses", "find_short_terms"]

PLAIN = frozenset(
    "AIDS ASEAN CPC CPPCC EU GDP ID ISO IT NPC PDF R&D RMB SARS TV UN UNESCO US VAT WTO".split()
)
"""Abbreviations that need no long form: the glossary's preferred English has them, or they are words
by now."""

_ABBREVIATION = re.compile(r"[A-Z][A-Za-z&]*[A-Z]")


ShortTerm = tuple[Constraint, str]
"""A term that the English abbreviates, located there, and the abbreviation."""


def check_first_uses(
    segments: Sequence[Segment], short_terms: Mapping[int, Sequence[ShortTerm]] | None = None
) -> dict[str, list[Finding]]:
    """By the segment's id, a finding for each abbreviation that stands in the document's English
    before its long form was used.

    Only a term is looked at whose English asked for is the long form, and the abbreviation one of its
    variants. What the Chinese abbreviates in the same letters may stay as it is. Who asks again after
    every edit keeps the :func:`find_short_terms` of all segments that have some, by position.
    """
    if short_terms is None:
        short_terms = {n: terms for n, s in enumerate(segments) if (terms := find_short_terms(s))}
    found: dict[str, list[Finding]] = {}
    told: set[str] = set()
    folded: dict[int, str] = {}
    for position in sorted(short_terms):
        segment = segments[position]
        for term, short in short_terms[position]:
            if short in told:
                continue
            told.add(short)
            if not _spelled_out(term, segments[: position + 1], folded):
                found.setdefault(segment.id, []).append(_finding(segment, term, short))
    return found


def _finding(segment: Segment, term: Constraint, short: str) -> Finding:
    return make_finding(
        segment,
        "inconsistent",
        f"{short} was not spelled out before: “{term.target} ({short})” at the first use",
        detail=f"first use of {short}",
        source=(term.start, term.end),
        target=term.target_span,
    )


@lru_cache(maxsize=4096)
def _abbreviations(target: str, variants: tuple[str, ...]) -> tuple[str, ...]:
    """The variants that abbreviate ``target``."""
    if " " not in target:
        return ()
    return tuple(
        variant for variant in variants if _ABBREVIATION.fullmatch(variant) and variant not in PLAIN
    )


def find_short_terms(segment: Segment) -> list[ShortTerm]:
    """The terms that the segment's English abbreviates, in their order there; none in a heading."""
    if segment.kind != "sentence":
        return []
    terms = [c for c in segment.constraints if c.kind == "term"]
    if not any(
        short in segment.target
        for term in terms
        if term.variants
        for short in _abbreviations(term.target, term.variants)
    ):
        return []
    short_terms = []
    for term in locate(terms, segment.target, exact=False):
        if term.target_span is None:
            continue
        said = segment.target[slice(*term.target_span)]
        for short in _abbreviations(term.target, term.variants):
            in_chinese = short in segment.source[term.start : term.end]
            if said.startswith(short) and len(said) <= len(short) + 2 and not in_chinese:
                short_terms.append((term, short))
                break
    return sorted(short_terms, key=lambda pair: pair[0].target_span or (0, 0))


def _spelled_out(term: Constraint, segments: Sequence[Segment], folded: dict[int, str]) -> bool:
    """Whether the English of one of ``segments`` has the term in a long form."""
    forms = [form for form in (term.target, *term.variants) if not _ABBREVIATION.fullmatch(form)]
    wanted = [Constraint("term", 0, 0, form) for form in forms]
    rare = [max(re.split(r"[\s-]+", form), key=len).casefold() for form in forms]
    for position, segment in enumerate(segments):
        text = folded.get(position)
        if text is None:
            text = folded[position] = segment.target.casefold()
        near = [form for form, word in zip(wanted, rare, strict=True) if word in text]
        if any(c.target_span for one in near for c in locate([one], segment.target, exact=False)):
            return True
    return False

"""Terms and numbers of one segment, paired across its two texts as both stand now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.document import Constraint, Fate, Finding, Segment, Span
from toolkit.engine import find_forbidden, locate, settle
from toolkit.marks import Mark, TermStatus, describe, mark_constraint, pair_marks
from toolkit.quality import compare_numbers, find_other_wordings
from toolkit.terms import Entry

__all__ = ["KnownTerm", "Marks", "TermHit", "known_terms", "marks_of", "term_hit"]

TermOrigin = Literal["user", "builtin", "composed", "file"]
"""Whose term it is: the user's glossary, the built-in one, a name that was composed from its parts, or the
aligned file's, which was made with another glossary."""

_KEPT_FATES = ("enforced", "repaired")


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in a segment's two texts; one key on both sides is one pair."""

    source: tuple[Mark, ...]
    target: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term of the segment, and the English that may be inserted for it."""

    start: int
    end: int
    """Its place in the source."""
    chinese: str
    english: str
    """What the glossary wants."""
    variants: tuple[str, ...]
    """English that is as good."""
    forbidden: tuple[str, ...]
    """English that must not stand for it."""
    status: TermStatus
    """The entry's status."""
    origin: TermOrigin
    domain: str
    """The subject field: the glossary file's name."""
    note: str
    source: str
    """Why this English: the body that uses it, the law, the house style."""
    fate: Fate | None
    target: Span | None
    """Where it stands in the English."""
    key: str
    """The key of its marks."""


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A term with what became of it in the English, and its entry where the glossary has one."""

    constraint: Constraint
    entry: Entry | None


def known_terms(
    segment: Segment, current: Iterable[tuple[Constraint, Entry]]
) -> tuple[tuple[KnownTerm, ...], tuple[Constraint, ...]]:
    """The segment's terms, and its other constraints, settled together in the English it has now.

    A user's own term goes before what the file was translated with, and this before the other terms
    of the glossary, which is ``current``.
    """
    stored = [c for c in segment.constraints if c.kind == "term"]
    lost = [c for c in segment.constraints if c.kind == "lost"]
    found = list(current)
    chosen: list[KnownTerm] = []

    def take(constraint: Constraint, entry: Entry | None) -> None:
        span = constraint.start, constraint.end
        if any(span[0] < c.start < span[1] for c in lost):
            return  # a term that a number was lost inside of is not that term
        if all(span[1] <= k.constraint.start or k.constraint.end <= span[0] for k in chosen):
            chosen.append(KnownTerm(constraint, entry))

    asked = {(c.start, c.end, c.target): c for c in stored}
    entries = {(c.start, c.end, c.target): entry for c, entry in found}
    for constraint, entry in found:
        if entry.origin == "user":
            place = constraint.start, constraint.end, constraint.target
            earlier = asked.get(place)
            take(constraint if earlier is None else replace(constraint, fate=earlier.fate), entry)
    for constraint in stored:
        take(constraint, entries.get((constraint.start, constraint.end, constraint.target)))
    for constraint, entry in found:
        take(constraint, entry)
    chosen.sort(key=lambda known: known.constraint.start)
    others = [c for c in segment.constraints if c.kind != "term"]
    settled = _settled(segment, [*(known.constraint for known in chosen), *others])
    terms = zip(chosen, settled[: len(chosen)], strict=True)
    return (
        tuple(replace(known, constraint=constraint) for known, constraint in terms),
        tuple(settled[len(chosen) :]),
    )


def _settled(segment: Segment, constraints: Sequence[Constraint]) -> list[Constraint]:
    """The constraints' fates in the English as it is; how a term came there is remembered."""
    settled = list(settle(segment.source, constraints, segment.target))
    for index, (before, after) in enumerate(zip(constraints, settled, strict=True)):
        if after.target_span is not None and before.fate in _KEPT_FATES:
            settled[index] = replace(after, fate=before.fate)
    terms = [index for index, c in enumerate(settled) if c.kind == "term"]
    if not segment.target or all(settled[index].target_span is not None for index in terms):
        return settled
    taken = [c.target_span for c in settled if c.target_span is not None]

    def said(index: int, span: Span | None) -> None:
        """The term is there after all; what another one needs for its mark stays that one's."""
        if span is not None and not _free(span, taken):
            span = None
        if span is not None:
            taken.append(span)
        settled[index] = replace(settled[index], fate="produced", target_span=span)

    # A person may write a term in another case, with a hyphen, or in other words.
    for index, term in zip(
        terms, locate([settled[i] for i in terms], segment.target, exact=False), strict=True
    ):
        span = term.target_span
        if settled[index].target_span is None and span is not None and _free(span, taken):
            said(index, span)
    found = [settled[index] for index in terms]
    for place, span in find_other_wordings(found, segment.target).items():
        said(terms[place], span)
    return settled


def term_hit(segment: Segment, known: KnownTerm, key: str) -> TermHit:
    """What the app shows of a term."""
    constraint, entry = known.constraint, known.entry
    return TermHit(
        constraint.start,
        constraint.end,
        segment.source[constraint.start : constraint.end],
        constraint.target,
        constraint.variants,
        constraint.forbidden,
        entry.status if entry else "preferred",
        entry.origin if entry else "file",
        entry.domain if entry else "",
        entry.note if entry else "",
        entry.source if entry else "",
        constraint.fate,
        constraint.target_span,
        key,
    )


def marks_of(
    segment: Segment,
    terms: Sequence[KnownTerm],
    others: Sequence[Constraint],
    findings: Sequence[Finding],
) -> Marks:
    """The marks of terms (keys ``t1`` …), numbers (``n1`` …) and findings.

    A term's mark in the English says "preferred", "admitted" where it is a variant, nothing where it is
    said in other words, and "forbidden" where it is English that the term must not have.
    """
    source, target = pair_marks(replace(segment, constraints=()), findings)
    located = [known.constraint for known in terms]
    for number, known in enumerate(terms, 1):
        status: TermStatus = known.entry.status if known.entry else "preferred"
        here, there = mark_constraint(segment, known.constraint, f"t{number}", status)
        source.append(here)
        if there is not None:
            said = segment.target[there.start : there.end]
            target.append(replace(there, status=_status_of(said, known.constraint)))
    keys = {id(constraint): f"t{number}" for number, constraint in enumerate(located, 1)}
    for term, english, span in find_forbidden(located, segment.target):
        title = f"{describe(segment, term)}; “{english}” is forbidden"
        target.append(Mark(*span, "term", title, keys[id(term)], term.fate, None, "forbidden"))
    _mark_numbers(segment, located, others, source, target)
    return Marks(tuple(source), tuple(target))


def _status_of(said: str, term: Constraint) -> TermStatus:
    """Whether the English is the one asked for, a variant, or neither: said in other words."""
    kinds: tuple[tuple[TermStatus, tuple[str, ...]], ...] = (
        ("preferred", (term.target,)),
        ("admitted", term.variants),
    )
    for status, forms in kinds:
        wanted = [Constraint("term", 0, 0, form) for form in forms]
        if any(c.target_span for one in wanted for c in locate([one], said, exact=False)):
            return status
    return ""


def _mark_numbers(
    segment: Segment,
    terms: Sequence[Constraint],
    others: Sequence[Constraint],
    source: list[Mark],
    target: list[Mark],
) -> None:
    """Numbers that were decided by code, then all others that say the same by value."""
    number = 0
    taken: tuple[list[Span], list[Span]] = ([], [])
    lacking: list[Constraint] = []
    for constraint in others:
        if constraint.target_span is None and constraint.kind != "lost":
            lacking.append(constraint)
            continue
        number += 1
        here, there = mark_constraint(segment, constraint, f"n{number}")
        source.append(here)
        taken[0].append((constraint.start, constraint.end))
        if there is not None:
            target.append(there)
            taken[1].append((there.start, there.end))
    compared = compare_numbers(segment, terms)
    for chinese, english in compared.matching.pairs:
        here_at = (chinese.start + compared.shift, chinese.end + compared.shift)
        there_at = (english.start + compared.lead, english.end + compared.lead)
        if _free(here_at, taken[0]) and _free(there_at, taken[1]):
            number += 1
            title = f"{chinese.type}: {chinese.text} → {english.text}"
            key = f"n{number}"
            source.append(Mark(*here_at, "number", title, key, "produced"))
            target.append(Mark(*there_at, "number", title, key, "produced"))
            taken[0].append(here_at)
            taken[1].append(there_at)
    for constraint in lacking:
        if _free((constraint.start, constraint.end), taken[0]):
            number += 1
            source.append(mark_constraint(segment, constraint, f"n{number}")[0])


def _free(span: Span, taken: Sequence[Span]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)

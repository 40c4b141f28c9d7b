"""Terms: asked for and not there, or forbidden and there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.document import Constraint, Finding, Segment, Span
from toolkit.engine import find_forbidden
from toolkit.quality.findings import make_finding
from toolkit.quality.wording import (
    Words,
    find_wording,
    is_name,
    name_words,
    read_words,
    said_words,
    without_level,
)

__all__ = ["check_terms", "find_other_wordings"]


def check_terms(segment: Segment, located: Sequence[Constraint]) -> Iterator[Finding]:
    """A finding for each term whose English, or an allowed variant of it, is not in the target, and for
    each forbidden rendering that is there and not part of something asked for.

    ``located`` are the segment's terms, located in its target.

    Case, hyphens, articles, simple inflection, shared heads and the order of few words do not matter;
    what is said in such other words has no finding. A term that is missing several times has one
    finding, at the first place; one that is said fewer times than in the Chinese a minor one, as English
    often need not repeat it. So has a term that is said in part, if its names are not what is missing:
    good English may say senior titles for senior professional titles, never Spark Program for Torch
    Program.
    """
    words = read_words(segment.target) if any(t.target_span is None for t in located) else None
    allowed = [term.target_span for term in located if term.target_span is not None]
    missing = _missing(located, segment, words, allowed) if words is not None else {}
    for term in located:
        chinese = segment.source[term.start : term.end]
        absent = missing.get((chinese, term.target), [])
        if words is not None and absent and absent[0] is term:
            asked = sum(
                (segment.source[c.start : c.end], c.target) == (chinese, term.target)
                for c in located
            )
            said = asked - len(absent)
            message = f"{chinese} should be “{term.target}”"
            if said:
                message += f"; it stands {asked} times in the Chinese, in the English {said}"
            elif asked > 1:
                message += f", {asked} times"
            yield make_finding(
                segment,
                "term-missing",
                message,
                detail=f"{chinese}@{term.start}",
                severity="minor" if said or _partly_said(term, words, located, segment) else None,
                source=(term.start, term.end),
            )
    for term, english, span in find_forbidden(located, segment.target):
        chinese = segment.source[term.start : term.end]
        yield make_finding(
            segment,
            "term-forbidden",
            f"{chinese} must not be “{english}” but “{term.target}”",
            detail=f"{chinese}>{english}",
            source=(term.start, term.end),
            target=span,
        )


def _partly_said(
    term: Constraint, words: Words, located: Sequence[Constraint], segment: Segment
) -> bool:
    """Whether a missing term is not wrong: said in part, without its level, or as part of a longer
    name that is said."""
    forms = (term.target, *term.variants)
    if not is_name(term.target):
        return any(said_words(f, words) and name_words(f) <= said_words(f, words) for f in forms)
    if any(without_level(form, words) for form in forms):
        return True
    chinese = segment.source[term.start : term.end]
    return any(
        other.target_span is not None
        and len(other.target) > len(term.target)
        and segment.source[other.start : other.end].endswith(chinese)
        for other in located
    )


def _missing(
    located: Sequence[Constraint], segment: Segment, words: Words, allowed: list[Span]
) -> dict[tuple[str, str], list[Constraint]]:
    """Terms that are not said at all, by their Chinese and English."""
    missing: dict[tuple[str, str], list[Constraint]] = {}
    otherwise = _said_otherwise(located, words, allowed)
    for index, term in enumerate(located):
        if term.target_span is None and index not in otherwise:
            chinese = segment.source[term.start : term.end]
            missing.setdefault((chinese, term.target), []).append(term)
    return missing


def find_other_wordings(located: Sequence[Constraint], target: str) -> dict[int, Span]:
    """Where ``target`` says in other words what was not located: spans by index in ``located``.

    A span may share words with another term, or with another of these.
    """
    if all(term.target_span is not None for term in located):
        return {}
    allowed = [term.target_span for term in located if term.target_span is not None]
    return _said_otherwise(located, read_words(target), allowed)


def _said_otherwise(
    located: Sequence[Constraint], words: Words, taken: list[Span]
) -> dict[int, Span]:
    found: dict[int, Span] = {}
    used: dict[str, set[int]] = {}
    for index, term in enumerate(located):
        if term.target_span is not None:
            continue
        mine = used.setdefault(term.target, set())
        for form in (term.target, *term.variants):
            place = find_wording(form, words, taken=taken, used=mine)
            if place is not None:
                mine.add(place[0])
                found[index] = place[1]
                break
    return found

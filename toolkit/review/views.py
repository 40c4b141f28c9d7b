"""What a review shows: pages through a filter, the section tree, progress, hits of a search."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from toolkit import editing
from toolkit.bilingual.headings import heading_english
from toolkit.document import Severity, Span
from toolkit.errors import UsageError
from toolkit.quality import Light
from toolkit.review.store import Item, Store

__all__ = [
    "Filter",
    "Page",
    "Progress",
    "Replacement",
    "SectionView",
    "Show",
    "counts_of",
    "matching",
    "page_of",
    "progress_of",
    "replaced",
    "section_views",
]

Show = Literal["all", "todo", "findings", "doubtful", "changed", "commented", "approved"]

_LONGEST_QUERY = 1_000  # characters


@dataclass(frozen=True, slots=True)
class Filter:
    """Which segments to show; what is left empty keeps all."""

    show: Show = "all"
    """todo: not approved. findings: with open ones. doubtful: with an amber or red light. changed:
    with a history. commented: with a person's comment."""
    section: str = ""
    """A section's id: it with its subsections."""
    query: str = ""
    """Stands in the source or the target, letter case aside."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of what a filter lets through."""

    items: tuple[Item, ...]
    start: int
    """0-based, in what the filter lets through."""
    total: int
    """How many segments the filter lets through."""
    revision: int
    """Of the whole session: grows with every change, and while a long document is being checked."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section in the tree; every count has its subsections in it."""

    id: str
    level: int
    label: str
    title: str
    """The Chinese heading without its label."""
    english: str
    """The English of the heading."""
    total: int
    approved: int
    todo: int
    """Segments that are not approved."""
    open_findings: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review is, in segments."""

    total: int
    approved: int
    edited: int
    """Edited and still to be approved."""
    todo: int
    """Not approved; the edited ones are among them."""
    findings: Mapping[Severity, int]
    """Open findings."""
    lights: Mapping[Light, int]
    """Segments that no person has seen to."""
    checked: int
    """Segments whose findings and light are known; a long document is checked bit by bit."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What replacing would make of a segment's English; nothing is changed yet."""

    id: str
    revision: int
    before: str
    after: str
    spans: tuple[Span, ...]
    """What is replaced, in ``before``."""


_SHOWN: dict[Show, Callable[[Item], bool]] = {
    "all": lambda item: True,
    "todo": lambda item: item.segment.state != "approved",
    "findings": lambda item: bool(item.open),
    "doubtful": lambda item: item.light in ("amber", "red"),
    "changed": lambda item: item.changed,
    "commented": lambda item: any(note.by_person for note in item.segment.notes),
    "approved": lambda item: item.segment.state == "approved",
}


def matching(store: Store, chosen: Filter) -> Iterator[Item]:
    """The items that the filter lets through, in document order; ReviewError for no such section."""
    start, end = 0, len(store.items)
    if chosen.section:
        _, start, end = store.range_of(chosen.section)
    shown = _SHOWN[chosen.show]
    if chosen.show in ("findings", "doubtful"):
        store.check_next()
    query = unicodedata.normalize("NFC", chosen.query).casefold().strip()
    for position in range(start, end):
        item = store.items[position]
        if shown(item) and (not query or _holds(item, query)):
            yield item


def counts_of(store: Store) -> dict[Show, int]:
    """How many items each value of ``show`` lets through, as far as they are checked."""
    return {show: sum(map(shown, store.items)) for show, shown in _SHOWN.items()}


def _holds(item: Item, query: str) -> bool:
    return query in item.segment.target.casefold() or query in item.segment.source.casefold()


def section_views(store: Store) -> list[SectionView]:
    """The section tree as a flat list, in document order."""
    approved = _sums(item.segment.state == "approved" for item in store.items)
    findings = _sums(len(item.open) for item in store.items)
    views = []
    for section, start, end in store.sections:
        total, done = end - start, approved[end] - approved[start]
        views.append(
            SectionView(
                id=section.id,
                level=section.level,
                label=section.label,
                title=section.title,
                english=heading_english(store.current(section)),
                total=total,
                approved=done,
                todo=total - done,
                open_findings=findings[end] - findings[start],
            )
        )
    return views


def _sums(counts: Iterable[int]) -> list[int]:
    """Sums of the first n, from n = 0."""
    return list(accumulate(counts, initial=0))


def progress_of(store: Store) -> Progress:
    """How far the review is."""
    states = Counter(item.segment.state for item in store.items)
    findings = Counter(f.severity for item in store.items for f in item.open)
    lights = Counter(item.light for item in store.items if item.light is not None)
    total = len(store.items)
    return Progress(
        total=total,
        approved=states["approved"],
        edited=states["edited"],
        todo=total - states["approved"],
        findings=findings,
        lights=lights,
        checked=store.checked,
    )


def replaced(
    store: Store, query: str, replacement: str, *, match_case: bool, whole_words: bool
) -> list[Replacement]:
    """What replacing ``query`` in the English would make, taken literally; UsageError for a bad one.

    Unless letter case is minded, what stands with a capital is replaced with a capital.
    """
    if len(replacement) > _LONGEST_QUERY:
        raise UsageError(
            f"the replacement is longer than {_LONGEST_QUERY:,} characters; shorten it"
        )
    pattern = _pattern(query, match_case, whole_words)
    capital = replacement[:1].upper() + replacement[1:]

    def instead(match: re.Match[str]) -> str:
        raised = match[0][0].isupper() and query[0].islower()
        return capital if raised and not match_case else replacement

    found = []
    for item in store.items:
        before = item.segment.target
        spans = _spans(pattern, before)
        after = editing.cleaned(pattern.sub(instead, before)) if spans else before
        if after != before:
            found.append(Replacement(item.segment.id, item.revision, before, after, spans))
    return found


def _pattern(query: str, match_case: bool, whole_words: bool) -> re.Pattern[str]:
    """The query as a pattern without repetition or choice: it cannot run away."""
    query = unicodedata.normalize("NFC", query)
    if not query.strip():
        raise UsageError("there is nothing to search for; write a word")
    if len(query) > _LONGEST_QUERY:
        raise UsageError(f"the search is longer than {_LONGEST_QUERY:,} characters; shorten it")
    pattern = re.escape(query)
    if whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.compile(pattern, 0 if match_case else re.IGNORECASE)


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in pattern.finditer(text))


def page_of(store: Store, chosen: Filter, start: int, count: int, revision: int) -> Page:
    """``count`` items from ``start`` on; a start behind the end gives none."""
    found = list(matching(store, chosen))
    start = max(0, start)
    items = tuple(store.known(i.position) for i in found[start : start + max(0, count)])
    return Page(items, start, len(found), revision)

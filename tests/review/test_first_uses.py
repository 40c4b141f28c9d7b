"""Abbreviations in a review: the finding follows every edit, also one in another segment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toolkit.document import Constraint, Document, Section, Segment
from toolkit.offsets import OffsetMap
from toolkit.quality import check_document
from toolkit.review.store import Store

SOURCE = "支持中小企业发展壮大。"
TERM = Constraint("term", 2, 6, "small and medium-sized enterprise", ("SME",))


def made(number: int, english: str, source: str = SOURCE) -> Segment:
    constraints = (TERM,) if source == SOURCE else ()
    offsets = OffsetMap.identity(len(source))
    return Segment(f"s{number}", source, offsets, number, target=english, constraints=constraints)


@pytest.fixture
def store() -> Store:
    segments = (
        made(1, "Work was done for all of them.", "全面做好各项工作。"),
        made(2, "Growth of SMEs was supported."),
        made(3, "Growth of SMEs was supported."),
    )
    root = Section("r", 0, "", None, "", has_heading=False, segments=segments)
    return Store(Document("a.txt", "text", "utf-8", root), {})


def told(store: Store) -> list[str]:
    """The ids of segments with the finding; all findings are what a check of everything gives."""
    items = [store.item(item.segment.id) for item in list(store.items)]
    assert tuple(f for i in items for f in i.findings) == check_document(store.document())
    return [i.segment.id for i in items for f in i.findings if "spelled out" in f.message]


def say(store: Store, number: int, english: str) -> None:
    segment = store.item(f"s{number}").segment
    store.commit(store.prepare([replace(segment, target=english)]))


def test_it_comes_and_goes_with_what_is_said_before(store: Store) -> None:
    assert told(store) == ["s2"]
    say(store, 1, "Work was done for small and medium-sized enterprises.")
    assert told(store) == []
    say(store, 1, "Work was done for all.")
    assert told(store) == ["s2"]
    say(store, 2, "The growth of small and medium-sized enterprises (SMEs) was supported.")
    assert told(store) == []
    say(store, 2, "Firms were supported in growing.")
    assert told(store) == ["s3"]
    say(store, 3, "Firms were supported in growing.")
    assert told(store) == []


def test_segments_that_were_not_checked_yet_have_it_when_they_are(store: Store) -> None:
    say(store, 1, "Work was done for small and medium-sized enterprises.")
    say(store, 1, "Work was done for all.")
    assert told(store) == ["s2"]

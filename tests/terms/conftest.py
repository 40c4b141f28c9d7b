"""One glossary and one segmenter for all tests of terms: loading takes a second."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.segmenter import Segmenter
from toolkit.terms import Glossary, TermMatcher, load_glossary, parse_entries


@pytest.fixture(scope="session")
def builtin() -> Glossary:
    return load_glossary()


@pytest.fixture(scope="session")
def segmenter(builtin: Glossary) -> Segmenter:
    return Segmenter(builtin.words())


@pytest.fixture(scope="session")
def matcher(builtin: Glossary, segmenter: Segmenter) -> TermMatcher:
    return TermMatcher(builtin, segmenter)


@pytest.fixture(scope="session")
def found(matcher: TermMatcher) -> Callable[[str], list[tuple[str, str]]]:
    """The matched pieces of a text with their English."""

    def find(text: str) -> list[tuple[str, str]]:
        return [(text[m.start : m.end], m.entry.en) for m in matcher.match(text)]

    return find


@pytest.fixture(scope="session")
def with_user(builtin: Glossary) -> Callable[[str], Glossary]:
    """The built-in glossary with a user's list before it."""

    def load(text: str) -> Glossary:
        return Glossary((*parse_entries(text.encode(), "user.tsv"), *builtin.entries))

    return load

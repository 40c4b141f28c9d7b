"""Names composed from lists that were written by hand before the code, and words that only look like names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from toolkit.terms import TermMatcher

Found = Callable[[str], list[tuple[str, str]]]
HERE = Path(__file__).parent


def _rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


@pytest.mark.parametrize("name", ["places", "bodies", "zones", "awards"])
@pytest.mark.parametrize("sentence", ["{}", "会议由{}主持。", "：{}，", "到{}考察"])
def test_listed_names_have_their_english(found: Found, name: str, sentence: str) -> None:
    wrong = [
        (zh, en, found(sentence.format(zh)))
        for zh, en in _rows(f"composed-{name}.tsv")
        if (zh, en) not in found(sentence.format(zh))
    ]
    assert wrong == []


def test_what_only_looks_like_a_name_is_left_alone(matcher: TermMatcher) -> None:
    wrong = []
    for text, allowed in _rows("composed-alone.tsv"):
        names = [m.entry.zh for m in matcher.match(text) if m.entry.origin == "composed"]
        if names != [name for name in allowed.split(";") if name]:
            wrong.append((text, names))
    assert wrong == []

"""English clauses put together: the first letter inside a sentence, the last word before a mark."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

__all__ = ["drop_dangling", "lower_start"]

_WORD = re.compile(r"[A-Z][a-z-]*(?=[\s,.;]|$)")
_COMMON_ENDING = re.compile(
    r"(?:ing|tions?|ments?|ity|ities|ness|ships?|ances?|ences?|prises?|ers|als|tures?|ects?|icy|icies|ly|ic|ive|ous|ful|ble|ary)$"
)
"""Endings of common nouns, gerunds, adjectives and adverbs; a name seldom has one and a small letter behind it."""

_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a[io]?|ang?|e[ir]?|eng?|i|ia[on]?|iang|ie|ing?|iu|iong"
    r"|o|ong|ou|u|ua[in]?|uang|ui|un|uo|ue?|v))+"
    r"(?<![acefghkorsuvwz]ing)"  # no Chinese syllable: focusing, but not Beijing or Liaoning
)

_DANGLING = re.compile(r",?\s+(?:and|or)[.,;]?$")


def drop_dangling(text: str) -> str:
    """``text`` without the "and" or "or" that a model leaves behind a clause when it expects more."""
    return _DANGLING.sub("", text)


def lower_start(text: str) -> str:
    """``text`` with a small first letter where its first word is surely no name.

    "Strengthening leadership" and "The bureau" lose their capital; Beijing, GDP, Wang Jianguo and
    Construction Bank keep it.
    """
    word = _WORD.match(text)
    if word is None:
        return text
    plain = word.group().lower()
    always, mostly = _common_words()
    common = plain in mostly or (
        _COMMON_ENDING.search(plain) is not None and not _PINYIN.fullmatch(plain)
    )
    behind = text[word.end() :].lstrip(" ,.;")[:1]
    if plain in always or (common and (behind.islower() or not behind)):
        return text[0].lower() + text[1:]
    return text


@lru_cache(maxsize=1)
def _common_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are no names, and words that are none before a small letter.

    training/common_words.py takes them from the corpus.
    """
    text = resources.files("toolkit").joinpath("common-words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    return (
        frozenset(row[0] for row in rows if len(row) == 1),
        frozenset(row[0] for row in rows if len(row) > 1),
    )

"""China's prefectures, counties, districts, cities and banners, with their official English.

``counties.tsv`` lists the divisions of GB/T 2260 at county level and those of prefecture level that the
glossary has not, also names that were given up since 1980. The spelling is pinyin, or the one the
standard has for names in Mongolian, Tibetan, Uygur and the like (Tumd Left Banner, Gar County).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["County", "counties"]


class County(NamedTuple):
    """A county or what ranks with it."""

    en: str
    variants: tuple[str, ...]
    use: str
    """Where a name that is a word too is taken: ``behind`` a place only, ``common``: behind a place
    or before a body; empty: anywhere."""


@cache
def counties() -> dict[str, County]:
    """By Chinese name."""
    text = files("toolkit.terms").joinpath("counties.tsv").read_text("utf-8")
    found: dict[str, County] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            zh, en, variants, use = line.split("\t")
            found[zh] = County(en, tuple(variants.split("|")) if variants else (), use)
    del found["zh"]  # the header line
    return found

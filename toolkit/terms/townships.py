"""China's towns, townships and subdistricts, by the county, district or city they belong to.

A document of a district names its towns all the time, mostly without their type: 在河市、马甲、罗溪三镇. Which
towns these can be is told by the counties that the document names.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["KINDS", "counties_in", "townships"]

KINDS = {"镇": "Town", "乡": "Township", "街道": "Subdistrict"}

_LONGEST_COUNTY = 7  # characters, but for a few autonomous counties, whose towns are not listed
_COUNTY_END = re.compile("[区县市旗]")


@cache
def townships() -> dict[str, tuple[str, ...]]:
    """Chinese names with their type by the Chinese name of the county.

    Towns of counties that share their name stand together. Left out are towns of peoples whose
    names are not spelled in pinyin.
    """
    text = files("toolkit.terms").joinpath("townships.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {county: tuple(names.split(" ")) for county, names in rows}


def counties_in(text: str) -> frozenset[str]:
    """The counties with towns that a text (in simplified characters) names."""
    known = townships()
    return frozenset(
        text[start:end]
        for match in _COUNTY_END.finditer(text)
        for end in (match.end(),)
        for start in range(max(0, end - _LONGEST_COUNTY), end - 1)
        if text[start:end] in known
    )

"""Zones and parks named after a place: 洛江经济开发区 is the Luojiang Economic Development Zone.

The kind of zone and its English are the glossary's. Before it stands a place with its type or without
(洛江区, 泉州), a place and a brand (厦门象屿), or a name of two characters that no list has (张江), which
has to begin where a name can.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.terms.companies import trade_words
from toolkit.terms.counties import counties
from toolkit.terms.entries import PLACES_DOMAIN, Entry
from toolkit.terms.neighbours import NO_NAME_CHARACTERS, Words, begins, is_chinese, parts
from toolkit.terms.owned import title
from toolkit.terms.romanization import romanize

__all__ = ["Zone", "ZoneFinder"]

_KINDS = frozenset(
    "经济开发区 经济技术开发区 高新区 火炬高新区 医药高新区 高新技术产业开发区 高新技术开发区 高新技术产业园 高新技术产业园区 "
    "高科技园区 开发区 工业园 工业园区 工业区 工业集中区 产业园 产业园区 产业集聚区 科技园 科技园区 大学科技园 农业科技园区 "
    "软件园 物流园区 现代农业产业园 现代农业园区 台湾农民创业园 化工园区 综合保税区 保税区 保税港区 出口加工区 自由贸易试验区 "
    "自贸试验区 自主创新示范区 台商投资区 经济特区 旅游度假区 科技城 新区".split()
)
_KIND = re.compile("|".join(sorted(_KINDS, key=len, reverse=True)))
_DISTINCT = frozenset(
    "经济开发区 经济技术开发区 高新区 高新技术产业开发区 高科技园区 工业园区 工业区".split()
)
"""Kinds before which a place that no list has may stand: other words stand before the others too."""
_RANKS = {"国家级": "National", "国家": "National", "省级": "Provincial"}
_TYPE = re.compile("(?<=..)(?:自治区|[省市县区旗州])$")
_ENGLISH_TYPE = re.compile(
    " (?:Province|City|County|District|Municipality|Autonomous Region|Banner|Prefecture)$"
)
_CITY = re.compile(" (?:Province|City|Municipality|Autonomous Region)$")
_NAMES = frozenset({"ns", "nz", "nr", "nt", ""})
"""Tags of words that are names."""
_NO_NAME = NO_NAME_CHARACTERS - {"市"} | {"建", "设"}
_NO_BRANDS = frozenset(
    "现代 特色 城市 地市 县市 外市 城区 市区 地区 农村 乡镇 街道 社区 校区 园区 库区 都市 国家 省级 市级 综合 新型 重点 高新 "
    "高端 循环 生态 绿色 示范 中心 全市 全省 境内".split()
)
_NO_BARE = frozenset(
    "新建 古城 商城 新城 武功 平原 故城 大城 江山 威信 安宁 沿河 牡丹 宝塔 元宝 山城 盐湖 河口 大关 上城 南城 东城 西城".split()
)
"""Names of counties that are words without their type."""


class Zone(NamedTuple):
    """A zone as a place that bodies may belong to."""

    start: int
    end: int
    names: tuple[str, ...]
    """Its English, the preferred first."""
    outer: tuple[str, ...]
    """Places around it, the nearest first."""


Chains = Mapping[int, tuple[int, tuple[str, ...]]]
"""By the offset where a row of places ends: where it begins, and its English, the last place first."""


class ZoneFinder:
    """Finds zones in folded texts."""

    def __init__(self, terms: Mapping[str, Entry], words: Words) -> None:
        self._terms = terms
        self._words = words
        self._bare: dict[str, str] = {}

    def find(
        self, form: str, borders: Callable[[], Sequence[int]], chains: Chains
    ) -> Iterator[Zone]:
        """Zones of a text; ``chains`` are its rows of places."""
        for match in _KIND.finditer(form):
            if match.group() not in self._terms or not match.start():
                continue
            start, modifiers = self._modified(form, match.start())
            kind = match.group() if start == match.start() else ""
            owner = self._owner(form, start, kind, borders(), chains)
            if owner is not None:
                begin, name, outer = owner
                entry = self._terms[match.group()]
                names = [
                    f"{name} {modifier}{english}"
                    for english in (*map(title, (entry.en, *entry.variants)), entry.en)
                    for modifier in modifiers
                ]
                yield Zone(begin, match.end(), tuple(names), outer)

    def _modified(self, form: str, end: int) -> tuple[int, tuple[str, ...]]:
        """Where the rank and the trade before the kind begin, and what they are in English."""
        trades = (form[end - length : end] for length in (4, 3, 2) if length <= end)
        trade = next((word for word in trades if self._is_trade(word)), "")
        english = tuple(f"{word} " for word in trade_words()[trade]) if trade else ("",)
        end -= len(trade)
        for rank, ranked in _RANKS.items():
            if form.endswith(rank, 0, end):
                return end - len(rank), tuple(f"{ranked} {word}" for word in english)
        return end, english

    def _is_trade(self, word: str) -> bool:
        return word in trade_words() and not self._words.tag(word).startswith("v")  # 建设高新区

    def _owner(
        self, form: str, end: int, kind: str, borders: Sequence[int], chains: Chains
    ) -> tuple[int, str, tuple[str, ...]] | None:
        """Where the zone's name begins, the name, and the places around the zone."""
        if end in chains:
            start, (place, *outer) = chains[end]
            return start, _CITY.sub("", place), tuple(outer)
        for length in range(min(6, end), 1, -1):
            start = end - length
            place = self._bare_places().get(form[start:end], "")
            if place and borders[start]:
                wider = self._bare_before(form, start, borders)
                if wider is not None:
                    return wider[0], f"{wider[1]} {place}", ()
                begin, around = chains.get(start, (start, ()))
                return begin, place, around
        return self._brand(form, end, kind, borders, chains)

    def _bare_before(self, form: str, end: int, borders: Sequence[int]) -> tuple[int, str] | None:
        """Where a place without its type that ends at ``end`` begins, and its English."""
        for length in range(min(5, end), 1, -1):
            place = self._bare_places().get(form[end - length : end], "")
            if place and borders[end - length]:
                return end - length, place
        return None

    def _brand(
        self, form: str, end: int, kind: str, borders: Sequence[int], chains: Chains
    ) -> tuple[int, str, tuple[str, ...]] | None:
        """As :meth:`_owner`, for a brand behind a place or a place that no list has."""
        for length in (2, 3):
            start = end - length
            brand = form[max(0, start) : end]
            if start < 0 or not borders[start] or not is_chinese(brand) or brand in _NO_BRANDS:
                continue
            words = parts(form, start, end, borders)
            english = romanize(brand)
            if english is None or _NO_NAME & set(brand):
                continue
            if len(words) == 1 and self._words.tag(brand) in _NAMES:
                wider = self._bare_before(form, start, borders)
                if wider is not None:
                    return wider[0], f"{wider[1]} {english}", ()
                if start in chains:
                    begin, (place, *outer) = chains[start]
                    return begin, f"{_ENGLISH_TYPE.sub('', place)} {english}", tuple(outer)
            may_be_name = all(len(word) == 1 or self._words.tag(word) in _NAMES for word in words)
            distinct = length == 2 and kind in _DISTINCT
            if may_be_name and distinct and begins(form, start, borders, self._words):
                return start, english, ()
        return None

    def _bare_places(self) -> dict[str, str]:
        """Places without their type: 泉州, 洛江."""
        if not self._bare:
            for zh, county in counties().items():
                if not county.use and _TYPE.search(zh) and self._may_be_bare(_TYPE.sub("", zh)):
                    self._bare[_TYPE.sub("", zh)] = _ENGLISH_TYPE.sub("", county.en)
            for zh, entry in self._terms.items():
                if entry.domain == PLACES_DOMAIN and entry.status == "preferred":
                    self._bare[_TYPE.sub("", zh)] = _ENGLISH_TYPE.sub("", entry.en)
        return self._bare

    def _may_be_bare(self, stem: str) -> bool:
        if stem in _NO_BARE:
            return False
        return len(stem) > 2 or self._words.tag(stem) in _NAMES

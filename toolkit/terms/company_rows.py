"""Rows of short names of companies: 恒达、金穗、泰禾等食品企业. Each name is pinyin in one word.

A row has three names or more, parted by 、 and closed by 等, and says behind it that they are companies
or brands. What stands in such a row as often are industries, goods and places (服装、玩具、五金等企业): a
row is taken only where most of its words are in no dictionary and none of them can be one of those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.terms.companies import english_of, known_companies, trade_words, trades_before
from toolkit.terms.company_brands import GOODS, bare_counties, made_of_names
from toolkit.terms.counties import counties
from toolkit.terms.entries import Entry, composed_entry
from toolkit.terms.neighbours import FUNCTION_CHARACTERS, Words, begins
from toolkit.terms.romanization import romanize_brand

__all__ = ["CompanyRowFinder"]

_LAST = re.compile(
    "(?<=、)(?P<last>[\u4e00-\u9fff]{2,8}?)等(?![地省市县区国部行领方])"
    "(?P<behind>[^，。；：、（）()]{0,10}?)(?:企业|公司|集团|品牌|厂家)"
    "(?!家|主|负责|代表|法人|老板|员工|职工|人员|领导)"
)
_ITEM = re.compile("[\u4e00-\u9fff]{2,8}")
_OTHER_OWNERS = re.compile(
    "[在与向从对]|为(?!龙头|骨干|代表)|行业|领域|产业|业务|设备|产品(?!加工|开发)|项目|问题|地区|城市|方式|系统"
)
"""Behind 等: the row is not of companies, these have to do with it only (等行业的企业)."""
_LENGTHS = range(2, 5)
_FEWEST = 3
_NAMED_SHARE = 0.75
_UNLISTED_SHARE = 1 / 3
_PLACES_SHARE = 1 / 3
"""How many of a row's words have to be names, how many in no dictionary; how many may be counties too."""
_LONGEST_WORD = 3
"""A name of four characters is two words, which nobody knows how to part."""
_NO_NAME = FUNCTION_CHARACTERS - frozenset("一二三四五六七八九十和") | frozenset(
    "省市县区乡镇村某路街巷桥渠"
)


class _Item(NamedTuple):
    start: int
    zh: str
    trades: tuple[str, ...]
    """Trades at the end of a longer short name: 恒通|化工."""

    @property
    def brand(self) -> str:
        return self.zh.removesuffix("".join(self.trades))


class CompanyRowFinder:
    """Finds rows of companies in folded texts; ``terms`` are the glossary's."""

    def __init__(self, terms: Mapping[str, Entry], words: Words) -> None:
        self._terms = terms
        self._words = words

    def find(
        self, form: str, borders: Callable[[], Sequence[int]]
    ) -> Iterator[tuple[int, int, Entry]]:
        """The names of each row, as spans of the form with their entries."""
        for match in _LAST.finditer(form):
            if _OTHER_OWNERS.search(match["behind"]):
                continue
            row = self._row(form, match.start(), match.end("last"), borders())
            if len(row) < _FEWEST or not self._is_of_companies(form, row, borders()):
                continue
            well_known = any(
                known_companies()[item.zh].distinct for item in row if item.zh in known_companies()
            )
            for item in row:
                entry = self._entry(item, well_known=well_known)
                if entry is not None and item.zh not in self._terms:
                    yield item.start, item.start + len(item.zh), entry

    def _row(self, form: str, last: int, end: int, borders: Sequence[int]) -> list[_Item]:
        """The items of the row whose last one begins at ``last``; none where one is no short name."""
        row: list[_Item] = []
        start = last
        while True:
            item = self._item(form, start, end, borders)
            if item is None:
                return []
            row.insert(0, item)
            end = start - 1
            start = max(form.rfind(mark, 0, end) for mark in '、，。；：（）()!?!?,;:" ') + 1
            if not start or form[start - 1] != "、":
                break
        first = self._first(form, start, end, borders)
        return [first, *row] if first is not None else row

    def _first(self, form: str, start: int, end: int, borders: Sequence[int]) -> _Item | None:
        """The first item, before which other words may stand: 先后引进恒达、."""
        for begin in range(end - 2, max(start, end - 7) - 1, -1):
            if borders[begin] and begins(form, begin, borders, self._words):
                return self._item(form, begin, end, borders)
        return None

    def _item(self, form: str, start: int, end: int, borders: Sequence[int]) -> _Item | None:
        """The short name between two places, or None where it cannot be one."""
        zh = form[start:end]
        if zh in known_companies():
            return _Item(start, zh, ())
        if not _ITEM.fullmatch(zh) or set(zh) & _NO_NAME:
            return None
        for trades, first in trades_before(form, end):
            brand = form[start:first]
            if (
                first > start
                and len(brand) in (2, 3)
                and made_of_names(form, start, first, borders, self._words)
            ):
                return _Item(start, zh, trades)
        return _Item(start, zh, ()) if len(zh) in _LENGTHS else None

    def _is_of_companies(self, form: str, row: Sequence[_Item], borders: Sequence[int]) -> bool:
        """Whether the row's words are names, and none a place, a term, a trade or goods."""
        named = unlisted = places = 0
        for item in row:
            if item.trades or item.zh in known_companies():
                named, unlisted = named + 1, unlisted + 1
            elif item.zh[-1] in GOODS or self._has_another_meaning(item.zh):
                return False
            elif made_of_names(form, item.start, item.start + len(item.zh), borders, self._words):
                named += 1
                unlisted += not self._words.tag(item.zh)
                places += item.zh in bare_counties()
        return (
            named >= len(row) * _NAMED_SHARE
            and unlisted >= len(row) * _UNLISTED_SHARE
            and places <= len(row) * _PLACES_SHARE
        )

    def _has_another_meaning(self, zh: str) -> bool:
        """Whether this is a term, a trade, or a place that everybody knows."""
        if zh in trade_words() or zh in counties():
            return True
        return any(zh + kind in self._terms for kind in ("", "省", "市"))

    def _entry(self, item: _Item, *, well_known: bool) -> Entry | None:
        """The English of one name; that of a well-known company only beside another such."""
        known = known_companies().get(item.zh)
        if known is not None and (known.distinct or well_known):
            return composed_entry(item.zh, known.english)
        if not item.trades and len(item.zh) > _LONGEST_WORD and not self._words.tag(item.zh):
            return None
        owner = known_companies().get(item.brand)
        brand = owner.english[0] if owner and owner.distinct else romanize_brand(item.brand)
        if brand is None:
            return None
        if not item.trades:
            return composed_entry(item.zh, [brand])
        return composed_entry(item.zh, [f"{brand} {words}" for words in english_of(item.trades)])

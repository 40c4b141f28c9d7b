"""Names of companies, made by rule: 福建铁拓机械有限公司 is Fujian Tietuo Machinery Co., Ltd.

A name is a place (or none), a brand of two or three characters in pinyin, one or more trades of
``company-words.tsv`` and a kind of company. The brand has to begin where a name can: behind a place, a
mark, a particle or a verb. Where that is in doubt, nothing is composed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import product

from toolkit.terms.counties import counties
from toolkit.terms.entries import Entry, composed_entry
from toolkit.terms.neighbours import Words, begins, is_chinese, parts
from toolkit.terms.romanization import romanize, romanize_brand

__all__ = ["CompanyFinder", "trade_words"]

_KINDS = {
    "股份有限公司": "Co., Ltd.",
    "有限责任公司": "Co., Ltd.",
    "有限公司": "Co., Ltd.",
    "集团股份有限公司": "Group Co., Ltd.",
    "集团有限责任公司": "Group Co., Ltd.",
    "集团有限公司": "Group Co., Ltd.",
    "(集团)股份有限公司": "Group Co., Ltd.",
    "(集团)有限责任公司": "Group Co., Ltd.",
    "(集团)有限公司": "Group Co., Ltd.",
    "集团公司": "Group",
}
_KIND = re.compile("|".join(map(re.escape, sorted(_KINDS, key=len, reverse=True))))
_MOST_TRADES = 4
_BRAND_LENGTHS = (2, 3)
_NO_BEGINNING = frozenset("由和与对向从把被为等及或在以的了")
"""Characters that no brand begins with."""
_NO_BRANDS = frozenset(
    "中国 全国 国有 民营 私营 外资 合资 本地 我市 我县 我区 我省 全市 全县 全区 全省 大型 小型 中型 龙头 骨干 重点 "
    "有关 相关 下属 所属 上市 三家 两家 一家 多家 各家 农民 专业 国家 地方 集体 股份 跨国 著名 知名 科技 其他 新建 央企 国企 民企 "
    "外企 文旅 城投 城建 交投 国投 国资 大中 中小".split()
)
_NAMES = frozenset({"nz", "nr", "ns", "nt", "nrt", "nrfg", ""})
"""Tags of words that may be a brand: names of any kind."""
_OF_PLACES = frozenset("省市县区镇乡村")
_ENGLISH_TYPE = re.compile(" (?:Province|City|County|District|Municipality)$")
_VARIANTS = 8


class CompanyFinder:
    """Finds companies in folded texts. ``places`` are the glossary's, Chinese to English."""

    def __init__(self, places: dict[str, str], words: Words) -> None:
        self._words = words
        self._places = places

    def find(
        self, form: str, borders: Callable[[], Sequence[int]]
    ) -> Iterator[tuple[int, int, Entry]]:
        """Names of companies in a folded text, as spans of the form with their entries."""
        for match in _KIND.finditer(form):
            for trades, start in _trades(form, match.start()):
                brand = self._brand(form, start, borders())
                if brand is not None:
                    first, place = brand
                    name = romanize_brand(form[first + len(place) : start])
                    if name is not None:
                        entry = self._entry(form[first : match.end()], place, name, trades, match)
                        yield first, match.end(), entry
                    break

    def _brand(self, form: str, end: int, borders: Sequence[int]) -> tuple[int, str] | None:
        """Where a name whose brand ends at ``end`` begins, and the place at its beginning."""
        for length in _BRAND_LENGTHS:
            start = end - length
            stem = form[max(0, start) : end]
            if start < 0 or not is_chinese(stem):
                break
            if (
                not borders[start]
                or stem in self._places
                or not self._may_be_brand(form, stem, start, borders)
            ):
                continue
            place = self._place_before(form, start, borders)
            if place:
                return start - len(place), place
            if begins(form, start, borders, self._words):
                return start, ""
        return None

    def _may_be_brand(self, form: str, stem: str, start: int, borders: Sequence[int]) -> bool:
        """Whether these characters are no ordinary word: a name, or characters that make no word."""
        if stem in _NO_BRANDS or stem in trade_words() or stem[0] in _NO_BEGINNING:
            return False
        if _OF_PLACES & set(stem):
            return False
        words = parts(form, start, start + len(stem), borders)
        return all(len(word) == 1 or self._words.tag(word) in _NAMES for word in words)

    def _place_before(self, form: str, end: int, borders: Sequence[int]) -> str:
        """The longest known place that ends at ``end``, with its type or without."""
        for length in range(min(5, end), 1, -1):
            place = form[end - length : end]
            if borders[end - length] and self._english(place):
                return place
        return ""

    def _english(self, place: str) -> str:
        """A place as names of companies have it: Fujian, Quanzhou, without its type."""
        listed = self._places.get(place)
        if listed is not None:
            return _ENGLISH_TYPE.sub("", listed)
        county = counties().get(place)
        if county is not None and not county.use:
            return _ENGLISH_TYPE.sub("", county.en)
        bare = place in self._words.place_names() and place[-1] not in _OF_PLACES
        return (romanize(place) or "") if bare else ""

    def _entry(
        self, zh: str, place: str, brand: str, trades: Sequence[str], kind: re.Match[str]
    ) -> Entry:
        where = f"{self._english(place)} " if place else ""
        forms = [
            f"{where}{brand} {' '.join(words)} {_KINDS[kind.group()]}"
            for words in product(*(trade_words()[trade] for trade in trades))
        ][:_VARIANTS]
        bare = [form.removesuffix(".") for form in forms if form.endswith(".")]
        return composed_entry(zh, forms + bare[:1])


@cache
def trade_words() -> dict[str, tuple[str, ...]]:
    """English of each trade, the usual one first."""
    text = files("toolkit.terms").joinpath("company-words.tsv").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            chinese, *english = line.split("\t")
            others = english[1].split("|") if len(english) > 1 else []
            found[chinese] = (english[0], *others)
    return found


def _trades(form: str, end: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Rows of trades that end at ``end`` and where each begins, the longest words and rows first."""

    def backwards(end: int, depth: int) -> Iterator[tuple[tuple[str, ...], int]]:
        for length in range(min(6, end), 1, -1):
            word = form[end - length : end]
            if word in trade_words():
                if depth < _MOST_TRADES:
                    for row, start in backwards(end - length, depth + 1):
                        yield (*row, word), start
                yield (word,), end - length

    yield from backwards(end, 1)

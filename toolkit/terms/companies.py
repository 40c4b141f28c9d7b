"""Names of companies, made by rule: 福建铁拓机械有限公司 is Fujian Tietuo Machinery Co., Ltd.

A name is a place or several (or none), a brand of two or three characters in pinyin, one or more trades
of ``company-words.tsv`` and a kind of company. Behind a place the brand may have four characters, which
are written as two words. It has to begin where a name can: behind a place, a mark, a particle or a verb.
A brand that is an ordinary word (火炬, 银河) is taken before the legal forms of companies, or behind a
place. Where any of this is in doubt, nothing is composed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from toolkit.terms.company_brands import (
    GOODS,
    NO_BRANDS,
    Brands,
    bare_counties,
    without_type,
)
from toolkit.terms.counties import counties
from toolkit.terms.entries import PLACES_DOMAIN, Entry, composed_entry
from toolkit.terms.neighbours import NO_NAME_CHARACTERS, Words, begins, is_chinese
from toolkit.terms.romanization import romanize, romanize_brand

__all__ = [
    "CompanyFinder",
    "KnownCompany",
    "english_of",
    "known_companies",
    "trade_words",
    "trades_before",
]

_GROUP = ("Group Co., Ltd.", "(Group) Co., Ltd.")
_LEGAL = {
    "股份有限公司": ("Co., Ltd.",),
    "有限责任公司": ("Co., Ltd.",),
    "有限公司": ("Co., Ltd.",),
    "集团股份有限公司": _GROUP,
    "集团有限责任公司": _GROUP,
    "集团有限公司": _GROUP,
    "(集团)股份有限公司": _GROUP,
    "(集团)有限责任公司": _GROUP,
    "(集团)有限公司": _GROUP,
    "集团公司": ("Group", "Group Company"),
}
"""Legal forms, which stand behind nothing but a name."""
_OTHERS = {
    "集团": ("Group",),
    "公司": ("Company", "Co.", ""),
    "厂": ("Factory", "Plant", "Works", "Mill"),
    "总厂": ("General Factory", "Main Factory"),
    "研究所": ("Research Institute",),
    "研究院": ("Research Institute", "Research Academy"),
    "专业合作社": ("Specialized Cooperative", "Cooperative"),
    "农民专业合作社": ("Specialized Farmers' Cooperative", "Specialized Cooperative"),
}
"""Kinds that ordinary words stand before as well (建筑公司, 印染厂)."""
_INSTITUTES = frozenset({"研究所", "研究院"})
_FACTORIES = frozenset({"厂", "总厂"})
_FACTORY_WORDS = {
    **dict.fromkeys(
        "污水处理 水处理 发电 水电 供水 热力 水泥 化肥 化工 精细化工 氟化工 混凝土".split(), "Plant"
    ),
    **dict.fromkeys("造纸 纸业 棉纺 棉纺织 毛纺 毛纺织 面粉 饲料 印染 糖业".split(), "Mill"),
}
"""What factories of some trades are called."""
_COOPERATIVES = frozenset({"专业合作社", "农民专业合作社"})
_KINDS = {**_LEGAL, **_OTHERS}
_KIND = re.compile(
    r"(?:\((?P<branch>[\u4e00-\u9fff]{2,5}(?<!集团))\)(?=股份|有限))?(?P<kind>"
    + "|".join(map(re.escape, sorted(_KINDS, key=len, reverse=True)))
    + ")"
)
_INNER = {"国际": ("International",), "集团": ("Group",)}
"""What stands between a brand and its trades: 恒达国际集团贸易有限公司."""
_MOST_TRADES = 4
_BRAND_LENGTHS = (2, 3)
_MOST_PLACES = 3
_NO_LOOSE_CHARACTERS = NO_NAME_CHARACTERS | frozenset("涉参代承聘委到执租资")
"""Characters that no brand holds before a kind that is no legal form: 涉案, 参建."""
_INTRODUCERS = "企业 公司 单位 厂家 客户 申请方 甲方 乙方 丙方 供方 需方 当事人 申请人 请求人 被告 原告 我市 我县 我区 我省 我镇 我乡 本市 本县 本区 本省 该市 该县 该区".split()
"""Nouns that the name of a company follows at once."""
_OF_PLACES = frozenset("省市县区镇乡村")

_VARIANTS = 8


class _Name(NamedTuple):
    """What stands before the trades: offset, places from the outermost, brand in English."""

    start: int
    places: tuple[str, ...]
    brand: str


class CompanyFinder:
    """Finds companies in folded texts; ``terms`` are the glossary's."""

    def __init__(self, terms: Mapping[str, Entry], words: Words) -> None:
        self._words = words
        self._terms = terms
        self._places = {
            zh: entry.en
            for zh, entry in terms.items()
            if entry.domain == PLACES_DOMAIN and entry.status == "preferred"
        }
        for zh, english in tuple(self._places.items()):
            if zh.endswith("市") and len(zh) > 2:
                self._places.setdefault(zh[:-1], without_type(english))
        self._brands = Brands(words, terms, trade_words().keys() | _INNER.keys(), self._places)

    def find(
        self, form: str, borders: Callable[[], Sequence[int]]
    ) -> Iterator[tuple[int, int, Entry]]:
        """Names of companies in a folded text, as spans of the form with their entries."""
        for match in _KIND.finditer(form):
            branch, kind = match["branch"] or "", match["kind"]
            if branch and not self._english(branch):
                continue
            rows = [*trades_before(form, match.start())]
            if not rows:
                if "集团" in kind:
                    yield from self._group(form, match, borders())
                continue
            # Fewer trades would leave a part of one for the brand; long words say the most.
            trades, start = min(rows, key=lambda row: (row[1], len(row[0]), -len(row[0][0])))
            name = self._name(form, start, borders(), kind)
            if name is not None and form[name.start : match.end()] not in self._terms:
                zh = form[name.start : match.end()]
                yield name.start, match.end(), self._entry(zh, name, trades, branch, kind)

    def _group(
        self, form: str, match: re.Match[str], borders: Sequence[int]
    ) -> Iterator[tuple[int, int, Entry]]:
        """A group that has a place and a brand that is no word, and no trade: 湖南晟岳集团."""
        for start in self._starts(form, match.start(), borders):
            brand = form[start : match.start()]
            if (
                brand[-1] in GOODS
                or self._words.tag(brand)
                or not self._brands.is_name(form, start, match.start(), borders)
            ):
                continue
            places = self._places_before(form, start, borders)
            name = self._named(form, start, match.start(), places) if places else None
            if name is not None:
                zh = form[name.start : match.end()]
                yield name.start, match.end(), self._entry(zh, name, (), "", match["kind"])
                return

    def _starts(self, form: str, end: int, borders: Sequence[int]) -> list[int]:
        """Where a brand that ends at ``end`` may begin."""
        starts = (end - length for length in _BRAND_LENGTHS)
        return [s for s in starts if s >= 0 and is_chinese(form[s:end]) and borders[s]]

    def _name(self, form: str, end: int, borders: Sequence[int], kind: str) -> _Name | None:
        """The places and the brand that end at ``end``."""
        legal = kind in _LEGAL
        brands = self._starts(form, end, borders)
        names = [start for start in brands if self._brands.is_name(form, start, end, borders)]
        for start in names or [
            s for s in brands if self._brands.is_lengthened(form, s, end, borders)
        ]:
            places = self._places_before(form, start, borders)
            if places and (legal or self._is_distinct(form[start:end], kind)):
                return self._named(form, start, end, places)
        name = self._of_four(form, end, borders)
        if name is not None:
            return name
        for start in names:
            if self._begins(form, start, borders) and (
                legal or self._is_distinct_alone(form[start:end], kind)
            ):
                return self._named(form, start, end, ())
        for start in (*brands, end - 4):
            if start >= 0 and self._brands.is_word(form, start, end, borders):
                places = self._places_before(form, start, borders)
                first = start - len("".join(places))
                typed = bool(places) and places[-1][-1] in "省市县"
                if (legal or (places and kind not in _INSTITUTES)) and (
                    typed or self._begins_hard(form, first, borders)
                ):
                    return self._named(form, start, end, places)
        return self._place_alone(form, end, borders) if legal or kind in _FACTORIES else None

    def _place_alone(self, form: str, end: int, borders: Sequence[int]) -> _Name | None:
        """A city or county in place of the brand: 桂林橡胶机械厂."""
        *outer, last = self._places_before(form, end, borders) or ("",)
        typed = last if last.endswith(("市", "县")) else last + "市"
        start = end - len("".join(outer)) - len(last)
        if typed not in self._places and typed not in counties() and last + "县" not in counties():
            return None
        if last in NO_BRANDS or not self._begins_hard(form, start, borders):
            return None
        return _Name(start, tuple(outer), self._english(last))

    def _is_distinct(self, stem: str, kind: str) -> bool:
        """Whether no ordinary word is meant behind a place: 青岛海洋化工研究院."""
        return kind not in _INSTITUTES or not self._words.tag(stem)

    def _is_distinct_alone(self, stem: str, kind: str) -> bool:
        """Whether a brand without a place is one before a kind that is no legal form."""
        if kind in _INSTITUTES or _NO_LOOSE_CHARACTERS & set(stem):
            return False
        return kind in _COOPERATIVES | _FACTORIES or not self._words.tag(stem)

    def _named(self, form: str, start: int, end: int, places: tuple[str, ...]) -> _Name | None:
        zh = form[start:end]
        known = known_companies().get(zh)
        brand = known.english[0] if known is not None and known.distinct else romanize_brand(zh)
        return _Name(start - len("".join(places)), places, brand) if brand else None

    def _of_four(self, form: str, end: int, borders: Sequence[int]) -> _Name | None:
        """A brand of four characters behind a place, in two words: 天屹尚嘉, Tianyi Shangjia."""
        start, middle = end - 4, end - 2
        if start < 0 or not is_chinese(form[start:end]) or not (borders[start] and borders[middle]):
            return None
        halves = ((start, middle), (middle, end))
        places = self._places_before(form, start, borders)
        if not places or not all(self._brands.is_name(form, *half, borders) for half in halves):
            return None
        second = form[middle:end]
        if second[-1] in GOODS or self._words.tag(second) == "ns":
            return None
        english = [romanize_brand(form[left:right]) for left, right in halves]
        if None in english:
            return None
        return _Name(start - len("".join(places)), places, " ".join(filter(None, english)))

    def _begins(self, form: str, start: int, borders: Sequence[int]) -> bool:
        if form[start - 1 : start].isdigit():
            return False  # 3家肉制品厂
        return begins(form, start, borders, self._words) or form.endswith(
            ("是", *_INTRODUCERS), 0, start
        )

    def _begins_hard(self, form: str, start: int, borders: Sequence[int]) -> bool:
        """Whether only a name of its own can begin here: an attribute's 的 may have one word more."""
        return form[start - 1 : start] not in ("的", "了") and self._begins(form, start, borders)

    def _places_before(self, form: str, end: int, borders: Sequence[int]) -> tuple[str, ...]:
        """The row of known places that ends at ``end``, from the outermost."""
        places: tuple[str, ...] = ()
        while len(places) < _MOST_PLACES:
            place = self._place_before(form, end, borders)
            if not place:
                break
            places = (place, *places)
            end -= len(place)
        return places

    def _place_before(self, form: str, end: int, borders: Sequence[int]) -> str:
        """The longest known place that ends at ``end``, with its type or without."""
        for length in range(min(5, end), 1, -1):
            place = form[end - length : end]
            if borders[end - length] and self._english(place):
                return place
        return ""

    def _english(self, place: str) -> str:
        """A place as names of companies have it: Fujian, Quanzhou, without its type."""
        return without_type(self._typed(place))

    def _typed(self, place: str) -> str:
        """A place's English with its type, where the Chinese has it; empty where it is none."""
        listed = self._places.get(place)
        if listed is not None:
            return listed
        county = counties().get(place)
        if county is not None and not county.use:
            return county.en
        if place in self._words.place_names() and place[-1] not in _OF_PLACES:
            return romanize(place) or ""
        return bare_counties().get(place, "") if place not in self._terms else ""

    def _entry(self, zh: str, name: _Name, trades: Sequence[str], branch: str, kind: str) -> Entry:
        where = " ".join(map(self._english, name.places))
        inside = f"({self._english(branch)}) " if branch else ""
        middles = [
            f"{name.brand} {words} {inside}".replace("  ", " ") for words in english_of(trades)
        ]
        kinds = _KINDS[kind]
        if kind in _FACTORIES:
            usual = _FACTORY_WORDS.get(trades[-1], kinds[0])
            kinds = (usual, *(word for word in kinds if word != usual))
        before = [where]
        if name.places:
            *outer, last = name.places
            before.append(" ".join((*map(self._english, outer), self._typed(last))))
        forms = [
            f"{place} {middle}{word}".strip()
            for word in kinds
            for place in before
            for middle in middles
        ]
        bare = [form.removesuffix(".") for form in forms if form.endswith("Ltd.")]
        return composed_entry(zh, forms + bare[:1])


class KnownCompany(NamedTuple):
    """A company that has chosen its English."""

    english: tuple[str, ...]
    """The usual one first."""
    distinct: bool
    """Whether no other company is called so."""


@cache
def known_companies() -> dict[str, KnownCompany]:
    """Well-known companies by their short name: 华为, Huawei."""
    text = files("toolkit.terms").joinpath("known-companies.tsv").read_text("utf-8")
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            zh, english, others, distinct = line.split("\t")
            forms = (english, *filter(None, others.split("|")))
            found[zh] = KnownCompany(forms, bool(distinct))
    return found


def english_of(trades: Sequence[str]) -> list[str]:
    """English of a row of trades, the usual one first."""
    forms = [_INNER.get(trade) or trade_words()[trade] for trade in trades]
    rows = product(*map(_attributive, forms[:-1]), *forms[-1:])
    return [" ".join(words) for words in rows][:_VARIANTS]


def _attributive(forms: Sequence[str]) -> list[str]:
    """English of a trade before another one, the singular first: Flower Technology."""
    singular = forms[0] if forms[0].endswith("Materials") else forms[0].removesuffix("s")
    return sorted(forms, key=lambda form: form != singular)


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


def trades_before(form: str, end: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Rows of trades that end at ``end`` and where each begins, the longest words and rows first."""

    def backwards(end: int, depth: int) -> Iterator[tuple[tuple[str, ...], int]]:
        for length in range(min(6, end), 1, -1):
            word = form[end - length : end]
            if word in trade_words() or word in _INNER:
                if depth < _MOST_TRADES:
                    for row, start in backwards(end - length, depth + 1):
                        yield (*row, word), start
                yield (word,), end - length

    yield from backwards(end, 1)

"""Names of places in a text: 福建省泉州市洛江区, each part inside the one before.

A place is one of the glossary's or of the lists of counties and townships; directly before a body also
a county or district that no list has, where its characters can be a name (澄溪县农业局); villages, and
towns that are in no list, are taken only behind a place (洛江区罗溪镇). Towns without their type (罗溪) are
taken only in a document that names their county.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from toolkit.terms.counties import counties
from toolkit.terms.entries import PLACES_DOMAIN, Entry
from toolkit.terms.index import FormIndex
from toolkit.terms.neighbours import (
    FUNCTION_CHARACTERS,
    NO_NAME_CHARACTERS,
    Words,
    begins,
    is_chinese,
    parts,
)
from toolkit.terms.romanization import romanize
from toolkit.terms.townships import KINDS, townships

__all__ = ["SUBDISTRICT_OFFICE", "Place", "PlaceFinder"]

_TYPES = {
    "区": "District",
    "县": "County",
    "市": "City",
    "村": "Village",
    "社区": "Community",
    **KINDS,
}
_TYPED = (*"省市区县州盟旗", "兵团")
_TYPE_OF_TOWN = re.compile("(?:[镇乡]|街道)$")
_DOUBTFUL_END = frozenset("城集乡市村区农")
"""Stems that end so make other words with their type: 新城|镇 and 新|城镇."""
_BETWEEN = re.compile("[、和及与]")

# Stems that mean an area, a kind of place or a foreign one.
_NO_NAMES = frozenset(
    "贫困 试点 示范 重点 先进 牧业 农业 民族 边远 边境 沿海 所在 相关 有关 其他 周边 邻近 偏远 落后 发达 主产 "
    "三角 上半 下半 中心 中立 东北 西北 东南 西南 华东 华北 华南 华中 西部 东部 中部 南部 北部 欧洲 亚洲 非洲 美洲 "
    "半山 新城 旧城 老城 城南 城北 城东 城西 城中 城关 市中 新建 矿 山 郊 城 湖景 包干 丘陵 山丘 平原 高原 冬麦 无人 十强 "
    "百强 精华 繁华 萧条 积累 绥靖 欧元 拉丁 黑人 赤道 陆地 港海 镇 垦 苏占 旅游 都市 上海 中国 各县 各市 各省 外省 亚太 "
    "中西 东亚 东区 西区 南区 北区 库 港口 三峡 郊外 经济 开发 示范 自治 全县 全市 全区 我县 本县 远东 胶东 六街 "
    # Japan, Taiwan and elsewhere: pinyin would be wrong.
    "福井 奈良 静冈 岐阜 茨城 长崎 长野 群马 岛根 枥木 三重 山梨 山形 石川 青森 兵库 冲绳 南投 宜兰 屏东 彰化 苗栗 "
    "澎湖 云林 花莲 台北 台中 台南 台东 高雄 嘉义 新竹 桃园 基隆 横滨 东京 京都 伊东 伦敦 剑桥 卡森 丹佛 咸兴 丰田 大阪 "
    "巴黎 柏林 悉尼 曼谷 札幌 板桥 永和 波恩 汉城 汉堡 罗马 纽约 福冈 里昂 马公 夏门 株州 油尖 湾仔 观塘 沙田 西贡 元朗 "
    "屯门 荃湾 葵青 大埔 北角 景美 内湖 南港 万华 松山 士林 北投".split()
)
_NO_PART_TAGS = tuple("dpcurmv")
"""First letters of the tags of words that are no part of a name."""
_PART_TAGS = frozenset({"ns", "nr", "nz", "nt", ""})
"""Tags of words of two characters that can be a name."""

_TOWN = re.compile(
    r"[\u4e00-\u9fff]{2,3}?(?:街道(?!办)|社区(?![矫卫医服团]|居[委家])|[镇乡村区县市](?!级))|[\u4e00-\u9fff]{2,3}?街道(?=办)"
)
SUBDISTRICT_OFFICE = "办事处"
_ADJECTIVES = (
    (" City", " Municipal"),
    (" Province", " Provincial"),
    (" Municipality", " Municipal"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """``form[start:end]`` is a place."""

    start: int
    end: int
    zh: str
    en: str
    variants: tuple[str, ...] = ()
    lone: bool = True
    """Whether it is a name where nothing that belongs to it stands behind."""

    @property
    def adjective(self) -> str:
        """The form before a body: Quanzhou Municipal, Fujian Provincial, Luojiang District."""
        for name, adjective in _ADJECTIVES:
            if self.en.endswith(name):
                return self.en.removesuffix(name) + adjective
        return self.en


class PlaceFinder:
    """Finds places in folded texts.

    ``body`` gives the longest name of a body that stands at an offset, or an empty text.
    """

    def __init__(
        self, terms: Mapping[str, Entry], words: Words, body: Callable[[str, int], str]
    ) -> None:
        self._terms = terms
        self._words = words
        self._body = body
        self.near: frozenset[str] = frozenset()
        """The towns of the document's counties."""
        self._bare = FormIndex(())

    def within(self, near: frozenset[str]) -> PlaceFinder:
        """A finder for a document that names these counties: it knows their towns by name alone."""
        _ = self._index, self._towns  # built once, for the copies for all documents
        other = copy(self)
        other.near = frozenset(town for county in near for town in townships()[county])
        stems = (_TYPE_OF_TOWN.sub("", town) for town in other.near)
        other._bare = FormIndex(stem for stem in stems if len(stem) > 1 and stem not in _NO_NAMES)
        return other

    @cached_property
    def _index(self) -> FormIndex:
        listed = (
            form
            for form, entry in self._terms.items()
            if entry.domain == PLACES_DOMAIN and form.endswith(_TYPED)
        )
        return FormIndex((*listed, *counties(), *self._towns))

    @cached_property
    def _towns(self) -> frozenset[str]:
        return frozenset(
            town
            for towns in townships().values()
            for town in towns
            if len(_TYPE_OF_TOWN.sub("", town)) > 1
        )

    def chains(
        self, form: str, borders: Callable[[], Sequence[int]]
    ) -> Iterator[tuple[Place, ...]]:
        """Rows of adjacent places, the widest first."""
        found: dict[int, int] = {}
        for start, end in self._index.find(form):
            if form[start:end] not in self._towns or self._may_be_town(form, start, end, borders()):
                found[start] = max(end, found.get(start, 0))
        unlisted = self._unlisted(form, borders)
        bare = self._bare_towns(form, borders)
        cursor = 0
        for start in sorted({*found, *unlisted, *bare}):
            behind_cpc = form[max(0, start - 2) : start] == "中共" and borders()[start - 2]
            if start < cursor or not (borders()[start] or behind_cpc):
                continue
            if start in found:
                place = self._listed(form, start, found[start], first=True)
            elif start in unlisted:
                place = self._named(form, start, unlisted[start], 1)
            else:
                place = self._named(form, start, bare[start], 0)
            chain: list[Place] = []
            while place is not None:
                chain.append(place)
                start = place.end
                if start in found:
                    place = self._listed(form, start, found[start], first=False)
                else:
                    place = self._town(form, place, borders())
            if chain:
                cursor = chain[-1].end
                yield tuple(chain)

    def _listed(self, form: str, start: int, end: int, *, first: bool) -> Place | None:
        zh = form[start:end]
        entry = self._terms.get(zh)
        if entry is not None:
            if entry.status != "preferred":
                return None
            return Place(start, end, zh, entry.en, entry.variants)
        if zh not in counties():
            kind = _TYPE_OF_TOWN.search(zh)
            return self._named(form, start, end, len(kind.group()) if kind else 0)
        county = counties()[zh]
        if first and county.use == "behind":
            return None
        return Place(start, end, zh, county.en, county.variants, not (first and county.use))

    def _named(self, form: str, start: int, end: int, kind_length: int) -> Place | None:
        stem, kind = form[start : end - kind_length], form[end - kind_length : end]
        name = romanize(stem)
        english = f"{name} {_TYPES[kind]}" if kind else name
        if not name or not english:
            return None
        # Several towns share the type: Majia and Luoxi towns.
        variants = (name,) if kind in KINDS else ()
        return Place(start, end, form[start:end], english, variants)

    def _may_be_town(self, form: str, start: int, end: int, borders: Sequence[int]) -> bool:
        """Whether what is written like a listed town is one: not 建设|街道, not 新|城镇."""
        town = form[start:end]
        stem = _TYPE_OF_TOWN.sub("", town)
        stem_end = start + len(stem)
        if town in self.near:
            return bool(borders[stem_end]) or form[stem_end - 1 : end] == "市镇"
        if not borders[stem_end] or stem[-1] in _DOUBTFUL_END or stem in _NO_NAMES:
            return False
        if FUNCTION_CHARACTERS & set(stem):
            return False
        return all(
            len(word) == 1 or not self._words.tag(word).startswith(_NO_PART_TAGS)
            for word in parts(form, start, stem_end, borders)
        )

    def _bare_towns(self, form: str, borders: Callable[[], Sequence[int]]) -> dict[int, int]:
        """Towns of the document's counties without their type, start to end.

        One that is an ordinary word too (马甲, a waistcoat) is taken in a row with another.
        """
        found = {s: e for s, e in self._bare.find(form) if borders()[s] and borders()[e]}
        ends = set(found.values())

        def in_row(start: int, end: int) -> bool:
            after = _BETWEEN.match(form, end) and end + 1 in found
            before = start and _BETWEEN.match(form, start - 1) and start - 1 in ends
            return bool(after or before)

        return {
            start: end
            for start, end in found.items()
            if self._words.tag(form[start:end]) in _PART_TAGS or in_row(start, end)
        }

    def _unlisted(self, form: str, borders: Callable[[], Sequence[int]]) -> dict[int, int]:
        """Counties and districts of two characters directly before a body, start to end."""
        found = {}
        for match in re.finditer("(?<=..)[县区]", form):
            start, end = match.start() - 2, match.end()
            stem = form[start : end - 1]
            if stem in _NO_NAMES or not is_chinese(stem) or NO_NAME_CHARACTERS & set(stem):
                continue
            body = self._body(form, end)
            if not body or not borders()[end + len(body)]:
                continue
            behind_cpc = form[max(0, start - 2) : start] == "中共"
            if not behind_cpc and not (
                borders()[start] and begins(form, start, borders(), self._words)
            ):
                continue
            if all(self._may_be_part(word) for word in parts(form, start, end - 1, borders())):
                found[start] = end
        return found

    def _may_be_part(self, word: str) -> bool:
        tag = self._words.tag(word)
        return not tag.startswith(_NO_PART_TAGS) if len(word) == 1 else tag in _PART_TAGS

    def _town(self, form: str, wider: Place, borders: Sequence[int]) -> Place | None:
        """A town, village or district right behind a place, if its characters can be a name.

        Where the place is not spelled in pinyin, its towns probably are not either.
        """
        start = wider.end
        match = _TOWN.match(form, start)
        if match is None or not borders[start]:
            return None
        if wider.zh in counties() and wider.en.split(" ")[0] not in (
            romanize(wider.zh[:length]) for length in (2, 3, 4)
        ):
            return None
        zh, end = match.group(), match.end()
        kind_length = 2 if zh.endswith(("街道", "社区")) else 1
        stem_end = end - kind_length
        if FUNCTION_CHARACTERS & set(zh[:-kind_length]) or zh[:-kind_length] in _NO_NAMES:
            return None
        followed = self._body(form, end)
        if zh.endswith("街道") and form.startswith(SUBDISTRICT_OFFICE, end):
            followed = SUBDISTRICT_OFFICE
        if not borders[end] and not (followed and borders[end + len(followed)]):
            return None
        if not borders[stem_end] and form[stem_end - 1 : end] != "市镇":  # 河市镇, cut 河|市镇
            return None
        # Words of the stem: single characters, or one that the dictionary takes for a name.
        for word in parts(form, start, stem_end, borders):
            known = word in self._words.place_names() or (
                zh[-1] in "镇乡道" and self._words.tag(word) in _PART_TAGS
            )
            if len(word) > 1 and not known:
                return None
        return self._named(form, start, end, kind_length)

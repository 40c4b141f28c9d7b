"""Names that are made by rule: 洛江区 (a place), 市科技局 (a level and a body), 洛江区科技局 (both).

The rule is conservative. A place is one of the glossary's, or a county or district that jieba's
dictionary tags as a place and whose name is plain pinyin; towns and villages are taken only behind a
place (洛江区罗溪镇). Words that merely end like a place (社区, 开发区, 全市, 我县) are none. Bodies
come from the glossary's domain ``local-bodies``, so a user's own English for 科技局 holds here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from toolkit.terms.entries import BODIES_DOMAIN, PLACES_DOMAIN, Entry
from toolkit.terms.glossary import Glossary
from toolkit.terms.index import FormIndex
from toolkit.terms.romanization import romanize

__all__ = ["Composer"]

_LEVELS = {"省": "Provincial", "市": "Municipal", "区": "District", "县": "County"}
_TYPES = {
    "区": "District",
    "县": "County",
    "市": "City",
    "镇": "Town",
    "乡": "Township",
    "村": "Village",
    "街道": "Subdistrict",
    "社区": "Community",
}

# What follows a place or level and is no bureau; {} is the place or level in its adjectival form.
_PARTY_COMMITTEE = "{} Party Committee"
_ORGANS = {
    "委": _PARTY_COMMITTEE,
    "委办": f"General Office of the {_PARTY_COMMITTEE}",
    "委办公室": f"General Office of the {_PARTY_COMMITTEE}",
    "委组织部": f"Organization Department of the {_PARTY_COMMITTEE}",
    "委宣传部": f"Publicity Department of the {_PARTY_COMMITTEE}",
    "委统战部": f"United Front Work Department of the {_PARTY_COMMITTEE}",
    "委政法委": f"Political and Legal Affairs Commission of the {_PARTY_COMMITTEE}",
    "委党校": f"Party School of the {_PARTY_COMMITTEE}",
    "委书记": f"secretary of the {_PARTY_COMMITTEE}",
    "委副书记": f"deputy secretary of the {_PARTY_COMMITTEE}",
    "委常委": f"member of the Standing Committee of the {_PARTY_COMMITTEE}",
    "委常委会": f"Standing Committee of the {_PARTY_COMMITTEE}",
    "纪委": "{} Commission for Discipline Inspection",
    "监委": "{} Supervisory Commission",
    "纪委监委": "{} Commission for Discipline Inspection and Supervisory Commission",
    "人大": "{} People's Congress",
    "人大常委会": "Standing Committee of the {} People's Congress",
    "人民代表大会常务委员会": "Standing Committee of the {} People's Congress",
    "政协": "{} CPPCC Committee",
    "政府办": "General Office of the {} Government",
    "政府办公室": "General Office of the {} Government",
    "政府办公厅": "General Office of the {} Government",
    "人民政府办公室": "General Office of the {} People's Government",
    "人民政府办公厅": "General Office of the {} People's Government",
    "政府常务会议": "executive meeting of the {} Government",
}

# Stems that jieba's dictionary tags as places, yet that mean an area, a kind of place or a foreign one.
_NO_NAMES = frozenset(
    "三角 上半 下半 中心 中立 东北 西北 东南 西南 华东 华北 华南 华中 西部 东部 中部 南部 北部 欧洲 亚洲 非洲 美洲 "
    "半山 新城 旧城 老城 城南 城北 城东 城西 城中 城关 市中 矿 山 郊 城 湖景 包干 丘陵 山丘 平原 高原 冬麦 无人 十强 "
    "百强 精华 繁华 萧条 积累 绥靖 欧元 拉丁 黑人 赤道 陆地 港海 镇 垦 苏占 旅游 都市 上海 中国 各县 各市 各省 外省 亚太 "
    "中西 东亚 东区 西区 南区 北区 库 港口 三峡 郊外 经济 开发 示范 自治 全县 全市 全区 我县 本县 远东 胶东 六街 "
    # Japan, Taiwan and elsewhere: pinyin would be wrong.
    "福井 奈良 静冈 岐阜 茨城 长崎 长野 群马 岛根 枥木 三重 山梨 山形 石川 青森 兵库 冲绳 南投 宜兰 屏东 彰化 苗栗 "
    "澎湖 云林 花莲 台北 台中 台南 台东 高雄 嘉义 新竹 桃园 基隆 横滨 东京 京都 伊东 伦敦 剑桥 卡森 丹佛 咸兴 丰田 大阪 "
    "巴黎 柏林 悉尼 曼谷 札幌 板桥 永和 波恩 汉城 汉堡 罗马 纽约 福冈 里昂 马公 夏门 株州 油尖 湾仔 观塘 沙田 西贡 元朗 "
    "屯门 荃湾 葵青 大埔 北角 景美 内湖 南港 万华 松山 士林 北投".split()
)
_NO_COUNTIES = frozenset("兴富治建活美外大地各全郡府山旧镇同本该邻贫赤强州省市中两三五几一小老")

# Characters that a town's name does not hold in running text (三个镇, 各乡).
_FUNCTION = frozenset(
    "的有个一二三四五六七八九十两几多各全本该我和与及在为是了等辖所下属某其他这那对到从把将被以至于由"
)
_TOWN = re.compile(
    r"[\u4e00-\u9fff]{2,3}?(?:街道(?!办)|社区(?![矫卫医服团]|居[委家])|[镇乡村区县市](?!级))|[\u4e00-\u9fff]{2,3}?街道(?=办)"
)


class _Places(Protocol):
    def place_names(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    zh: str
    en: str

    @property
    def adjective(self) -> str:
        """The form before a body: Quanzhou Municipal, Fujian Provincial, Luojiang District."""
        for name, adjective in ((" City", " Municipal"), (" Province", " Provincial")):
            if self.en.endswith(name):
                return self.en.removesuffix(name) + adjective
        return self.en.replace(" Municipality", " Municipal")


class Composer:
    """Finds and composes names in folded texts; without built-in bodies it does nothing."""

    def __init__(self, glossary: Glossary, places: _Places) -> None:
        self._terms = glossary.terms
        self._dictionary = places
        bodies = {e.form for e in glossary.entries if e.domain == BODIES_DOMAIN}
        self._bodies = bodies | _ORGANS.keys() if bodies else frozenset()
        self._longest = max(map(len, self._bodies), default=0)
        self._known = frozenset(
            form
            for form, entry in self._terms.items()
            if entry.domain == PLACES_DOMAIN and form[-1] in "省市区县州盟旗"
        )
        self._index: FormIndex | None = None

    def find(
        self, form: str, borders: Callable[[], Sequence[int]]
    ) -> Iterator[tuple[int, int, Entry]]:
        """Composed names of a folded text, as spans of the form with their entries.

        ``borders`` gives, for each offset, whether a word may begin or end there; it is asked only
        where there is something that looks like a name.
        """
        if not self._bodies or not re.search("[省市区县州盟旗]", form):
            return
        yield from self._levels(form, borders)
        for chain in self._chains(form, borders):
            yield from self._with_body(form, chain, borders())

    def _levels(
        self, form: str, borders: Callable[[], Sequence[int]]
    ) -> Iterator[tuple[int, int, Entry]]:
        for match in re.finditer("[省市区县]", form):
            start = match.start()
            body = self._body(form, start + 1)
            if body and borders()[start] and borders()[start + 1 + len(body)]:
                owner = _Owner(_LEVELS[match.group()])
                yield from self._named_body(form, start, start + 1, body, owner)

    def _body(self, form: str, start: int) -> str:
        """The longest body that stands at ``start``, whatever word borders there are."""
        for length in range(min(self._longest, len(form) - start), 0, -1):
            if form[start : start + length] in self._bodies:
                return form[start : start + length]
        return ""

    def _chains(
        self, form: str, borders: Callable[[], Sequence[int]]
    ) -> Iterator[tuple[_Place, ...]]:
        """Runs of adjacent places: 福建省泉州市洛江区, each part inside the one before."""
        if self._index is None:
            self._index = FormIndex((*self._known, *self._counties()))
        found: dict[int, int] = {}
        for start, end in self._index.find(form):
            found[start] = max(end, found.get(start, 0))
        cursor = 0
        for start in sorted(found):
            behind_cpc = form[max(0, start - 2) : start] == "中共" and borders()[start - 2]
            if start < cursor or not (borders()[start] or behind_cpc):
                continue
            chain: list[_Place] = []
            place = self._place(form, start, found[start])
            while place is not None:
                chain.append(place)
                start = place.end
                if start in found:
                    place = self._place(form, start, found[start])
                else:
                    place = self._town(form, start, borders())
            if chain:
                cursor = chain[-1].end
                yield tuple(chain)

    def _counties(self) -> Iterator[str]:
        for word in self._dictionary.place_names():
            stem, kind = word[:-1], word[-1]
            if kind not in "区县市" or not 1 <= len(stem) <= 2 or word in self._known:
                continue
            if len(stem) == 1 and (kind != "县" or stem in _NO_COUNTIES):
                continue
            if stem not in _NO_NAMES and not (_FUNCTION & set(stem[:1])):
                yield word

    def _place(self, form: str, start: int, end: int) -> _Place | None:
        zh = form[start:end]
        listed = self._terms.get(zh)
        if listed is not None and listed.status == "preferred":
            return _Place(start, end, zh, listed.en)
        return self._named(zh, start, end, 1)

    def _named(self, zh: str, start: int, end: int, kind_length: int) -> _Place | None:
        stem, kind = zh[:-kind_length], zh[-kind_length:]
        # A county of one syllable keeps its 县 in the name: 歙县 is Shexian County.
        name = romanize(zh if len(stem) == 1 else stem)
        return _Place(start, end, zh, f"{name} {_TYPES[kind]}") if name else None

    def _town(self, form: str, start: int, borders: Sequence[int]) -> _Place | None:
        """A town, village or district right behind a place, if its characters can be a name."""
        match = _TOWN.match(form, start)
        if match is None or not borders[start]:
            return None
        zh, end = match.group(), match.end()
        kind_length = 2 if zh.endswith(("街道", "社区")) else 1
        stem_end = end - kind_length
        if _FUNCTION & set(zh[:-kind_length]) or zh[:-kind_length] in _NO_NAMES:
            return None
        followed = self._body(form, end)
        if not borders[end] and not (followed and borders[end + len(followed)]):
            return None
        if not borders[stem_end]:
            return None
        # Words of the stem: single characters, or one that the dictionary tags as a place.
        cuts = [start, *(i for i in range(start + 1, stem_end) if borders[i]), stem_end]
        for left, right in pairwise(cuts):
            if right - left > 1 and form[left:right] not in self._dictionary.place_names():
                return None
        return self._named(zh, start, end, kind_length)

    def _with_body(
        self, form: str, chain: tuple[_Place, ...], borders: Sequence[int]
    ) -> Iterator[tuple[int, int, Entry]]:
        start, end = chain[0].start, chain[-1].end
        outer = tuple(place.en for place in chain[-2::-1])
        body = self._body(form, end)
        if body and borders[end + len(body)]:
            owner = _Owner(chain[-1].adjective, chain[-1].en, outer)
            yield from self._named_body(form, start, end, body, owner)
        zh = form[start:end]
        if borders[end] and zh not in self._terms:
            yield start, end, _composed(zh, [", ".join([chain[-1].en, *outer])])

    def _named_body(
        self, form: str, start: int, body_start: int, body: str, owner: _Owner
    ) -> Iterator[tuple[int, int, Entry]]:
        """The body of a place or level, and with 中共 in front of a Party committee."""
        end = body_start + len(body)
        english = self._english(body)
        zh = form[start:end]
        if zh not in self._terms:
            yield start, end, _composed(zh, [*owner.names(english)])
        zh = form[max(0, start - 2) : end]
        if zh.startswith("中共") and body.startswith("委") and zh not in self._terms:
            cpc = [name.replace(_PARTY_COMMITTEE, "CPC {} Committee") for name in english]
            yield start - 2, end, _composed(zh, [*owner.names(cpc)])

    def _english(self, body: str) -> list[str]:
        """The body's English, the preferred first, with {} for the place or level if inside."""
        listed = self._terms.get(body)
        if body in _ORGANS and (listed is None or listed.origin != "user"):
            return [_ORGANS[body]]
        return [listed.en, *listed.variants] if listed is not None else []


@dataclass(frozen=True, slots=True)
class _Owner:
    """The place or level that a body belongs to."""

    adjective: str
    place: str = ""
    outer: tuple[str, ...] = ()
    """The places around it, the nearest first."""

    def names(self, bodies: Sequence[str]) -> Iterator[str]:
        """The English of the bodies with this owner, the preferred first."""
        for body in bodies:
            pattern = body if "{}" in body else f"{{}} {body}"
            yield self._complete(pattern.format(self.adjective))
        if self.place and bodies and "{}" not in bodies[0]:
            yield self._complete(f"{bodies[0]} of {self.place}")
            if self.place.endswith(" City"):
                yield self._complete(f"{self.place.removesuffix(' City')} {bodies[0]}")

    def _complete(self, name: str) -> str:
        return ", ".join([name, *self.outer])


def _composed(zh: str, english: Sequence[str]) -> Entry:
    variants = tuple(name for name in dict.fromkeys(english) if name != english[0])
    return Entry(
        zh, english[0], "name", variants=variants, source="composed by rule", origin="composed"
    )

"""Names that are made by rule: 市科技局 (a level and a body), 洛江区科技局 (a place and a body).

Places are found by :mod:`toolkit.terms.placenames`, zones by :mod:`toolkit.terms.zones`. Bodies come from
the glossary's domain ``local-bodies``, so a user's own English for 科技局 holds here too; awards and
programmes (省科技进步二等奖, 市级星火计划项目) from all of it. Words that merely end like a place (社区,
开发区, 全市, 我县) make no names, nor does a level that means several (各区, 省市, 贫困县).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from toolkit.terms.entries import BODIES_DOMAIN, Entry, composed_entry
from toolkit.terms.glossary import Glossary
from toolkit.terms.neighbours import Words, begins
from toolkit.terms.owned import ORGANS, PARTY_COMMITTEE, ZONE_ORGANS, Owned, owned_names, title
from toolkit.terms.placenames import SUBDISTRICT_OFFICE, Place, PlaceFinder
from toolkit.terms.zones import Zone, ZoneFinder

__all__ = ["Composer"]

_HINT = re.compile("[省市区县州盟旗园城镇乡]|街道|国家|全国|兵团")
_LEVEL = re.compile("自治[区州县]|国家级?|全国|兵团|地区|[省市区县州部]级|[省市区县州盟旗]")
_BODY_LEVELS = {
    "省": "Provincial",
    "市": "Municipal",
    "区": "District",
    "县": "County",
    "州": "Prefectural",
    "盟": "League",
    "旗": "Banner",
    "地区": "Prefectural",
    "自治区": "Autonomous Region",
    "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County",
    "兵团": "XPCC",
}
_NOUNS = {
    "省": "province",
    "市": "city",
    "区": "district",
    "县": "county",
    "州": "prefecture",
    "盟": "league",
    "旗": "banner",
    "地区": "prefecture",
    "自治区": "autonomous region",
    "自治州": "autonomous prefecture",
    "自治县": "autonomous county",
}
_AWARD_LEVELS = {**_BODY_LEVELS, "国家": "State", "国家级": "National", "全国": "National"}
# Programmes have the level in lower case.
_PROGRAMME_LEVELS = {
    **{zh: en if zh == "兵团" else en.lower() for zh, en in _BODY_LEVELS.items()},
    "国家": "National",
    "国家级": "National",
    "部级": "ministerial-level",
    **{f"{zh}级": f"{_BODY_LEVELS[zh].lower()}-level" for zh in "省市区县州"},
}
_ROW = frozenset("省市区县州乡镇")
"""Two levels in a row are those of several: 省市科技计划项目."""
_TYPE = re.compile(" (?:City|Province|Municipality|Prefecture)$")
_SEVERAL = tuple(
    "各 两 几 多 数 每 某 个 该 邻 外 老 灾 库 片 牧 矿 山 贫困 试点 示范 重点 先进 牧业 农业 民族 边远 边境 沿海 所在 相关 "
    "有关 其他 周边 邻近 少数民族 西部 东部 中部 偏远 落后 发达 主产 产粮 部分 城 居民小 保护 风景 帮扶 "
    "对口 结对 受援 挂钩 友好 沿线 相邻 兄弟 同类".split()
)
"""What stands before a level that is nobody's name: 贫困县教育局, 各区科技局."""


class Composer:
    """Finds and composes names in folded texts; without built-in bodies it does nothing."""

    def __init__(self, glossary: Glossary, words: Words) -> None:
        self._terms = glossary.terms
        self._words = words
        bodies = {e.form for e in glossary.entries if e.domain == BODIES_DOMAIN}
        self._bodies = bodies | ORGANS.keys() if bodies else frozenset()
        self._of_zones = self._bodies | ZONE_ORGANS.keys()
        self._owned = owned_names(self._terms) if bodies else {}
        self._longest = max(map(len, (*self._of_zones, *self._owned)))
        self._places = PlaceFinder(self._terms, words, self._body)
        self._zones = ZoneFinder(self._terms, words)

    def within(self, near: frozenset[str]) -> Composer:
        """A composer for a document that names these counties, see :meth:`PlaceFinder.within`."""
        other = copy(self)
        other._places = self._places.within(near)
        return other

    def find(
        self, form: str, borders: Callable[[], Sequence[int]]
    ) -> Iterator[tuple[int, int, Entry]]:
        """Composed names of a folded text, as spans of the form with their entries.

        ``borders`` gives, for each offset, whether a word may begin or end there; it is asked only
        where there is something that looks like a name.
        """
        if not self._bodies or not (self._places.near or _HINT.search(form)):
            return
        yield from self._levels(form, borders)
        rows = {}
        for chain in self._places.chains(form, borders):
            rows[chain[-1].end] = (chain[0].start, tuple(place.en for place in chain[::-1]))
            yield from self._with_body(form, chain, borders())
        for zone in self._zones.find(form, borders, rows):
            yield from self._zone(form, zone, borders())

    def _levels(
        self, form: str, borders: Callable[[], Sequence[int]]
    ) -> Iterator[tuple[int, int, Entry]]:
        for match in _LEVEL.finditer(form):
            start, end = match.span()
            level = match.group()
            body = self._body(form, end) if level in _BODY_LEVELS else ""
            owned = self._at(form, end, self._owned)
            if not (body or owned) or not borders()[start]:
                continue
            if self._is_of_several(form, start, borders()):
                continue
            if body and borders()[end + len(body)]:
                owner = _Owner(_BODY_LEVELS[level], noun=_NOUNS.get(level, ""))
                yield from self._named_body(form, start, end, self._english(body), body, owner)
            if owned and borders()[end + len(owned)]:
                what = self._owned[owned]
                levels = _AWARD_LEVELS if what.pos == "name" else _PROGRAMME_LEVELS
                if level in levels:
                    owner = _Owner(levels[level], noun=_NOUNS.get(level, level))
                    yield from self._property(form, start, end, owned, owner)

    def _is_of_several(self, form: str, start: int, borders: Sequence[int]) -> bool:
        """Whether the level at ``start`` is that of several places, or of none in particular."""
        before, first = form[max(0, start - 1) : start], form[start]
        if before in _ROW and first in _ROW and before != first:
            return True
        if before == "、" and form[max(0, start - 2) : start - 1] in _ROW:
            return True
        if form.startswith("地区", start) and not begins(form, start, borders, self._words):
            return True
        return form.endswith(_SEVERAL, 0, start)

    def _at(self, form: str, start: int, names: Container[str]) -> str:
        """The longest of the names that stands at ``start``, whatever word borders there are."""
        for length in range(min(self._longest, len(form) - start), 0, -1):
            if form[start : start + length] in names:
                return form[start : start + length]
        return ""

    def _body(self, form: str, start: int) -> str:
        return self._at(form, start, self._bodies)

    def _with_body(
        self, form: str, chain: tuple[Place, ...], borders: Sequence[int]
    ) -> Iterator[tuple[int, int, Entry]]:
        start, end, last = chain[0].start, chain[-1].end, chain[-1]
        outer = tuple(place.en for place in chain[-2::-1])
        owner = _Owner(last.adjective, last.en, outer)
        body, english = self._body(form, end), []
        if last.zh.endswith("街道") and form.startswith(SUBDISTRICT_OFFICE, end):
            body, english = SUBDISTRICT_OFFICE, ["Office"]
        if body and borders[end + len(body)]:
            english = english or self._english(body)
            yield from self._named_body(form, start, end, english, body, owner)
        owned = self._at(form, end, self._owned)
        if owned and borders[end + len(owned)]:
            yield from self._property(form, start, end, owned, owner)
        zh = form[start:end]
        if borders[end] and zh not in self._terms and (len(chain) > 1 or last.lone):
            yield start, end, composed_entry(zh, [*_within((last.en, *last.variants), outer)])

    def _zone(
        self, form: str, zone: Zone, borders: Sequence[int]
    ) -> Iterator[tuple[int, int, Entry]]:
        start, end = zone.start, zone.end
        owner = _Owner(zone.names[0], outer=zone.outer)
        body = self._at(form, end, self._of_zones)
        if body and borders[end + len(body)]:
            english = ZONE_ORGANS.get(body) or self._english(body)
            yield from self._named_body(form, start, end, english, body, owner)
        zh = form[start:end]
        if borders[end] and zh not in self._terms:
            yield start, end, composed_entry(zh, [*_within(zone.names, zone.outer)])

    def _named_body(
        self,
        form: str,
        start: int,
        body_start: int,
        english: Sequence[str],
        body: str,
        owner: _Owner,
    ) -> Iterator[tuple[int, int, Entry]]:
        """The body of a place or level, and with 中共 in front of a Party committee."""
        end = body_start + len(body)
        zh = form[start:end]
        if zh not in self._terms:
            yield start, end, composed_entry(zh, [*owner.names(english)])
        zh = form[max(0, start - 2) : end]
        if zh.startswith("中共") and body.startswith("委") and zh not in self._terms:
            cpc = [name.replace(PARTY_COMMITTEE, "CPC {} Committee") for name in english]
            yield start - 2, end, composed_entry(zh, [*owner.names([*cpc, *english])])

    def _english(self, body: str) -> list[str]:
        """The body's English, the preferred first, with {} for the place or level if inside."""
        listed = self._terms.get(body)
        if body in ORGANS and (listed is None or listed.origin != "user"):
            return [ORGANS[body]]
        return [listed.en, *listed.variants] if listed is not None else []

    def _property(
        self, form: str, start: int, owned_start: int, zh: str, owner: _Owner
    ) -> Iterator[tuple[int, int, Entry]]:
        """The award or programme of a place or level."""
        end = owned_start + len(zh)
        if form[start:end] in self._terms:
            return
        owned = self._owned[zh]
        whole = self._terms.get(form[start:owned_start] + owned.core)
        entry = self._terms[owned.core]
        if whole is not None and whole.status == "preferred":
            cores = [whole.en, *whole.variants]
            if owned.pos == "name" and owner.noun:
                cores.append(whole.en.lower())
        elif owner.place and owned.pos != "name" and entry.en[0].islower():
            return  # 泉州市科技计划项目: English has the place elsewhere
        else:
            cores = [*owner.of((entry.en, *entry.variants), owned)]
        patterns: Sequence[str] = owned.patterns
        if " for " in cores[0] or cores[0].endswith("project"):
            # a project under the Innovation Fund for …
            patterns = sorted(patterns, key=lambda pattern: not pattern.endswith("{}"))
        names = [pattern.format(core) for pattern in patterns for core in cores]
        yield start, end, composed_entry(form[start:end], [*_within(names, owner.outer)], owned.pos)


@dataclass(frozen=True, slots=True)
class _Owner:
    """The place or level that a body belongs to."""

    adjective: str
    place: str = ""
    outer: tuple[str, ...] = ()
    """The places around it, the nearest first."""
    noun: str = ""
    """What a level is of, in lower case: province."""

    def names(self, bodies: Sequence[str]) -> Iterator[str]:
        """The English of the bodies with this owner, the preferred first."""
        return _within([*self._names(bodies)], self.outer)

    def _names(self, bodies: Sequence[str]) -> Iterator[str]:
        for body in bodies:
            pattern = body if "{}" in body else f"{{}} {body}"
            yield pattern.format(self.adjective)
            if self.adjective == "Prefectural":
                yield pattern.format("Prefecture")
        if bodies and "{}" not in bodies[0]:
            if self.place:
                yield f"{bodies[0]} of {self.place}"
            if self.noun:
                yield f"{bodies[0]} of the {self.noun}"
            if self.place.endswith(" City"):
                yield f"{self.place.removesuffix(' City')} {bodies[0]}"

    def of(self, names: Sequence[str], owned: Owned) -> Iterator[str]:
        """The English of awards or programmes with this owner, the preferred first."""
        for name in names:
            if owned.pos == "name":
                yield f"{self.adjective} {title(name)}"
            elif self.adjective == "National" and name[0].islower():
                yield f"national {name}"
            elif name.endswith(("Foundation", "Fund")):
                yield f"{title(self.adjective)} {name}"
            else:
                yield f"{self.adjective} {name}"
            if "-level" in self.adjective:
                yield f"{self.adjective.removesuffix('-level')} {name}"
        if self.adjective in ("National", "State"):
            yield f"National {title(names[0])}"
            if names[0][0].isupper() or names[0][0].isdigit():
                yield from names  # 国家863计划 is the 863 Program
        if owned.pos == "name" and self.noun:
            yield f"{self.adjective.lower()} {names[0].lower()}"


def _within(names: Sequence[str], outer: Sequence[str]) -> Iterator[str]:
    """Names with the places around them, as addresses and sentences have them."""
    short = [_TYPE.sub("", place) for place in outer]
    for name in names:
        yield ", ".join([name, *outer])
        if outer:
            yield ", ".join([name, *short])
    if outer:
        for joint in (" of ", " in "):
            for places in (outer, short):
                yield joint.join([names[0], places[0]]) + "".join(f", {p}" for p in places[1:])

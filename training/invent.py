"""Invented English for constraints: names, titles, numbers and phrases nobody can guess.

A model that can translate a constraint anyway never learns to copy it. In the training data many
constraints are therefore replaced, on both sides, by English made here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

__all__ = ["Inventor"]

_INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s y w".split()
_FINALS = {
    "jqxy": "i ia ian iang iao ie in ing iong iu u uan ue un".split(),
    "": "a ai an ang ao e ei en eng i ong ou u ua uan ui un uo".split(),
}
_TYPES = (
    "County District City Town Township Village Province Prefecture Subdistrict Community River Lake "
    "Mountain Reservoir Road Port Island Bay Bridge Park Temple"
).split()
_BODIES = (
    "Science and Technology Bureau|Agriculture Bureau|Development and Reform Commission|Health Bureau|"
    "Federation of Trade Unions|Party Committee|People's Government|Finance Bureau|Research Institute|"
    "Agricultural Technology Extension Station|No. {n} Middle School|University|People's Hospital|"
    "Industrial Park|High-Tech Zone|Association for Science and Technology|Water Affairs Bureau|"
    "Public Security Bureau|Education Bureau|Statistics Bureau|Forestry Station|Cooperative"
).split("|")
_TRADES = (
    "Machinery Electronics Textile Pharmaceutical Biotechnology Ceramics Garment Automation Paper Food "
    "Footwear Chemical Software Energy Logistics Stone Tea Furniture Plastics Photoelectric"
).split()
_COMPANIES = ("Co., Ltd.", "Group Co., Ltd.", "Group", "Factory", "Company", "Limited Company")
_EPITHETS = (
    "Golden Sun|Spark|Torch|Blue Sky|Green Valley|Seven Bridges|Thousand Villages|Red Maple|Double Ten|"
    "Bright Lamp|Silver Age|Clear Water|Warm Winter|New Seedling|Stone Lion|Three Visits|Five Links|"
    "Pearl|Dragon Boat|Morning Star|Open Door|White Egret|One Village One Product|Strong Roots"
).split("|")
_PLANS = "Program Plan Project Campaign Initiative Scheme Action Prize Fund Network".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_SCALES = ("million", "billion", "trillion")
_SCALE = re.compile(r"\b(?:thousand|million|billion|trillion)\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_WORD = re.compile(rf"\b(?:{'|'.join(_SMALL)})\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(th\b)?")
_YEAR = re.compile(r"(?:19|20)\d\d$")


class Inventor:
    """Draws inventions from one random stream; ``phrases`` are real English terms to mix in."""

    def __init__(self, chance: random.Random, phrases: Sequence[str]) -> None:
        self._chance = chance
        self._phrases = phrases

    def pinyin(self, syllables: int = 0) -> str:
        """A word that looks like pinyin: "Qingtan"."""
        parts = []
        for _ in range(syllables or self._chance.choice((1, 2, 2, 2, 2, 3))):
            initial = self._chance.choice(_INITIALS)
            finals = _FINALS["jqxy"] if initial in "jqxy" else _FINALS[""]
            parts.append(initial + self._chance.choice(finals))
        return "".join(parts).capitalize()

    def place(self) -> str:
        """ "Qingtan County"."""
        names = [f"{self.pinyin()} {self._chance.choice(_TYPES)}"]
        if self._chance.random() < 0.15:
            names.append(f"{self.pinyin()} {self._chance.choice(_TYPES)}")
        return ", ".join(names)

    def person(self) -> str:
        """ "Luo Qingtan"."""
        return f"{self.pinyin(1)} {self.pinyin(self._chance.choice((1, 2)))}"

    def body(self) -> str:
        """An office or school of a place."""
        kind = self._chance.choice(_BODIES).replace("{n}", str(self._chance.randint(1, 39)))
        place = self.place() if self._chance.random() < 0.7 else self.pinyin()
        return f"{place} {kind}"

    def company(self) -> str:
        """ "Fujian Tietuo Machinery Co., Ltd."."""
        home = f"{self.pinyin()} " if self._chance.random() < 0.6 else ""
        trade = self._chance.choice(_TRADES)
        return f"{home}{self.pinyin()} {trade} {self._chance.choice(_COMPANIES)}"

    def title(self) -> str:
        """A programme's title."""
        words = self._chance.choice(_EPITHETS)
        if self._chance.random() < 0.3:
            words += " " + self._chance.choice(_TRADES)
        plan = f"{words} {self._chance.choice(_PLANS)}"
        return f'"{plan}"' if self._chance.random() < 0.15 else plan

    def phrase(self) -> str:
        """A real term that has nothing to do with the sentence."""
        phrase = self._chance.choice(self._phrases)
        if self._chance.random() < 0.15:
            words = phrase.split()
            other = self._chance.choice(self._phrases).split()
            phrase = " ".join(other[: max(1, len(other) // 2)] + words[-2:])
        return phrase

    def name(self) -> str:
        """A name of any kind."""
        makers = (self.place, self.place, self.person, self.body, self.company, self.title)
        return self._chance.choice(makers)()

    def number_like(self, english: str) -> str:
        """``english`` with other figures, and sometimes another scale."""
        text = _SCALE.sub(
            lambda m: self._chance.choice(_SCALES) if self._chance.random() < 0.5 else m[0], english
        )
        if _MONTH.search(text):
            text = _MONTH.sub(lambda _: self._chance.choice(_MONTHS), text)
            return _FIGURE.sub(lambda m: self._date_figure(m[0]), text)
        text = _ORDINAL.sub(lambda _: f"{self._chance.randint(4, 20)}th", text)
        text = _FIGURE.sub(lambda m: m[0] if m[1] else self._figure(m[0]), text)
        return _WORD.sub(lambda m: self._small(m[0]), text)

    def _small(self, word: str) -> str:
        if self._chance.random() < 0.3:
            return str(self._chance.randint(2, 99))
        other = self._chance.choice(_SMALL)
        return other.capitalize() if word[0].isupper() else other

    def _date_figure(self, figure: str) -> str:
        year = len(figure.rstrip(",")) == 4
        number = self._chance.randint(1978, 2029) if year else self._chance.randint(1, 31)
        return f"{number}{',' if figure.endswith(',') else ''}"

    def _figure(self, figure: str) -> str:
        chance = self._chance
        if _YEAR.match(figure):
            return str(chance.randint(1978, 2029))
        whole = figure.split(".")[0].replace(",", "")
        digits = max(1, min(7, len(whole) + chance.choice((-1, 0, 0, 0, 1, 2))))
        number = chance.randint(10 ** (digits - 1), 10**digits - 1)
        decimals = (
            chance.choice((0, 1, 1, 2, 3)) if "." in figure else chance.choice((0,) * 5 + (1, 2))
        )
        text = f"{number:,}" if digits > 3 and ("," in figure or len(whole) < 4) else str(number)
        if decimals and digits < 5:
            text += "." + "".join(str(chance.randint(0, 9)) for _ in range(decimals - 1))
            text += str(chance.randint(1, 9))
        return text

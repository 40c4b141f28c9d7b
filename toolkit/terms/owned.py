"""What stands behind a place or level and is no bureau: organs, awards and their prizes, programmes.

省科技进步二等奖 is the second prize of the Provincial Science and Technology Progress Award, 省星火计划项目 a
provincial Spark Program project. The awards and programmes are the glossary's, with their English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.terms.entries import Entry, PartOfSpeech

__all__ = ["ORGANS", "PARTY_COMMITTEE", "Owned", "owned_names", "title"]

# {} is the place or level in its adjectival form.
PARTY_COMMITTEE = "{} Party Committee"
_WORKING_COMMITTEE = "Party Working Committee of {}"
ORGANS = {
    "委": PARTY_COMMITTEE,
    "委办": f"General Office of the {PARTY_COMMITTEE}",
    "委办公室": f"General Office of the {PARTY_COMMITTEE}",
    "委组织部": f"Organization Department of the {PARTY_COMMITTEE}",
    "委宣传部": f"Publicity Department of the {PARTY_COMMITTEE}",
    "委统战部": f"United Front Work Department of the {PARTY_COMMITTEE}",
    "委政法委": f"Political and Legal Affairs Commission of the {PARTY_COMMITTEE}",
    "委党校": f"Party School of the {PARTY_COMMITTEE}",
    "委书记": f"secretary of the {PARTY_COMMITTEE}",
    "委副书记": f"deputy secretary of the {PARTY_COMMITTEE}",
    "委常委": f"member of the Standing Committee of the {PARTY_COMMITTEE}",
    "委常委会": f"Standing Committee of the {PARTY_COMMITTEE}",
    "党委": PARTY_COMMITTEE,
    "党委书记": f"secretary of the {PARTY_COMMITTEE}",
    "党委副书记": f"deputy secretary of the {PARTY_COMMITTEE}",
    "党委委员": f"member of the {PARTY_COMMITTEE}",
    "党工委": _WORKING_COMMITTEE,
    "党工委书记": f"secretary of the {_WORKING_COMMITTEE}",
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
ZONE_ORGANS = {
    **dict.fromkeys(
        ("管委会", "管理委员会"),
        (
            "{} Administrative Committee",
            "Administrative Committee of {}",
            "Administrative Committee of the {}",
        ),
    ),
    "党工委": (
        _WORKING_COMMITTEE,
        "Party Working Committee of the {}",
        "{} Party Working Committee",
    ),
    "党工委书记": (f"secretary of the {_WORKING_COMMITTEE}",),
}

_PRIZES = {
    "特等奖": "special prize",
    "一等奖": "first prize",
    "二等奖": "second prize",
    "三等奖": "third prize",
    "金奖": "gold award",
    "银奖": "silver award",
    "优秀奖": "award of excellence",
}
_TYPES = {
    "项目": ("{} project", "project under the {}", "project of the {}"),
    "课题": (
        "{} project",
        "{} research project",
        "research project under the {}",
        "project under the {}",
    ),
    "重点项目": ("key project of the {}", "{} key project"),
    "重大项目": ("major project of the {}", "{} major project"),
    "立项项目": ("approved project of the {}", "{} approved project"),
    "专项资金": ("special funds of the {}", "special funds for the {}", "{} special funds"),
}
_PROGRAMME = re.compile("(?:计划|专项|基金)$")
_OF_A_LEVEL = re.compile("^(?:国家|国际|全国|中国|省|市|区|县|部)")
_SMALL = frozenset("a an and by for in of on or the to with".split())


@dataclass(frozen=True, slots=True)
class Owned:
    """An award, prize, programme or project that a place or level has."""

    core: str
    """The award or programme itself, a form of the glossary: 科技进步奖."""
    patterns: tuple[str, ...] = ("{}",)
    """What is built around its name."""
    pos: PartOfSpeech = "noun"
    """``name`` for awards; programmes have the level in lower case."""


def owned_names(terms: Mapping[str, Entry]) -> dict[str, Owned]:
    """By Chinese form, what the glossary's awards and programmes give."""
    return dict(_owned(terms))


def _owned(terms: Mapping[str, Entry]) -> Iterator[tuple[str, Owned]]:
    for form, entry in terms.items():
        if entry.status != "preferred" or _OF_A_LEVEL.match(form):
            continue
        if form.endswith("奖") and form not in _PRIZES and not form.endswith(tuple(_PRIZES)):
            yield form, Owned(form, pos="name")
            for prize, english in _PRIZES.items():
                plural = english.replace("prize", "prizes").replace("award", "awards")
                patterns = (
                    *(f"{words} of the {{}}" for words in (english, plural)),
                    *(f"{words} in the {{}}" for words in (english, plural)),
                    f"{{}} {english}",
                )
                owned = Owned(form, patterns, "name")
                yield f"{form}{prize}", owned
                if prize.endswith("等奖"):  # 科技进步二等奖, but no 专利金奖
                    yield f"{form[:-1]}{prize}", owned
        elif _PROGRAMME.search(form) and len(form) > 2:
            yield form, Owned(form)
            for kind, around in _TYPES.items():
                yield f"{form}{kind}", Owned(form, around)


def title(english: str) -> str:
    """English with the words of a name capitalised: economic development zone."""
    words = english.split(" ")
    return " ".join(
        word if word in _SMALL and number else "-".join(_capital(part) for part in word.split("-"))
        for number, word in enumerate(words)
    )


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]

"""English clauses put together: the first letter inside a sentence, the last word before a mark."""

from __future__ import annotations

import re

__all__ = ["drop_dangling", "lower_start"]

_WORD = re.compile(r"[A-Z][a-z-]*(?=[\s,])")
_OPENERS = frozenset(
    """a an the this these that those we our it its all both each every more most many several some in
    on at to by for from with within under through throughout during after before since as of according
    efforts effort work steps measures priority priorities emphasis great active further continued
    strict full first-class public support stronger where when while guided based driven together
    there they their what who and or but so also then strengthen promote improve advance expand increase
    accelerate deepen build establish ensure carry make focus hold keep step speed give set take adhere
    uphold implement develop enhance optimize organize encourage guide raise
    once if unless although because progress data high higher new good better experts expert research
    results problems enterprises enterprise applications applicants projects project technical technology
    science industry industries economic social local rural urban total annual average income investment
    output growth people residents farmers villagers workers officials staff departments units leaders
    services service training policy policies reports report funds key major special joint
    close strong solid sound clear detailed regular timely prompt""".split()
)
_COMMON_ENDING = re.compile(
    r"(?:ing|tions?|ments?|ity|ities|ness|ships?|ances?|ences?|prises?|ers|als|tures?|ects?|icy|icies|ly|ic|ive|ous|ful|ble|ary)$"
)
"""Endings of common nouns, gerunds, adjectives and adverbs; a name seldom has one and a small letter behind it."""

_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a[io]?|ang?|e[ir]?|eng?|i|ia[on]?|iang|ie|ing?|iu|iong"
    r"|o|ong|ou|u|ua[in]?|uang|ui|un|uo|ue?|v))+"
    r"(?<![acefghkorsuvwz]ing)"  # no Chinese syllable: focusing, but not Beijing or Liaoning
)

_DANGLING = re.compile(r",?\s+(?:and|or)[.,;]?$")


def drop_dangling(text: str) -> str:
    """``text`` without the "and" or "or" that a model leaves behind a clause when it expects more."""
    return _DANGLING.sub("", text)


def lower_start(text: str) -> str:
    """``text`` with a small first letter where its first word is surely no name.

    "Strengthening leadership" and "The bureau" lose their capital; Beijing, GDP, Wang Jianguo and
    Construction Bank keep it.
    """
    word = _WORD.match(text)
    if word is None:
        return text
    plain = word.group().lower()
    common = _COMMON_ENDING.search(plain) and text[word.end() + 1 :][:1].islower()
    if plain in _OPENERS or (common and not _PINYIN.fullmatch(plain)):
        return text[0].lower() + text[1:]
    return text

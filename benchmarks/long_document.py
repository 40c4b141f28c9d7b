"""A document of any length, for benchmarks: a hand-made report again and again, with other figures.

No two sources are the same but for the headings.
"""

from __future__ import annotations

import random
import re

from toolkit.document import Constraint, Document, Hypothesis, Section, Segment
from toolkit.offsets import OffsetMap

__all__ = ["long_document"]

HEADING = ("（一）农田水利", "(I) Irrigation and water conservancy")
PAIRS = [
    ("全县完成水利投资{0}亿元，同比增长{1}%。",
     "The county completed water conservancy investment of {0}00 million yuan, up {1}% year on year."),
    ("新建高标准农田{0}亩，改造灌区{1}处。",
     "It built {0} mu of high-standard farmland and upgraded {1} irrigation districts."),
    ("加固小型水库{0}座，治理河道{1}公里，受益群众{2}人。",
     "It reinforced {0} small reservoirs and improved {1} km of river channels, benefiting {2} people."),
    ("组织技术培训{0}期，培训农民{1}人次。",
     "It held {0} technical training sessions for {1} farmers."),
    ("落实专项资金{0}万元，支持{1}个村建设节水工程。",
     "Special funds of {0}0,000 yuan supported water-saving works in {1} villages."),
    ("{0}月底前完成水质监测站点{1}个的升级改造任务。",
     "The upgrading of {1} water quality monitoring stations was completed before the end of month {0}."),
    ("存在的主要问题是，{0}个乡镇的供水管网老化，漏损率超过{1}%。",
     "The main problem is that the supply networks of {0} townships are ageing and lose over {1}%."),
    ("下一步，将分{0}批更新供水管网{1}公里。",
     "As a next step, {1} km of supply pipes will be renewed in {0} stages."),
    ("全年接待群众来访{0}次，办结率达到{1}%。",
     "It received {0} visits from residents over the year and settled {1}% of the cases."),
]  # fmt: skip


def long_document(count: int) -> Document:
    """A document of ``count`` segments: sections of ten, each with a heading."""
    source = random.Random(1)  # noqa: S311
    sections: list[Section] = []
    own: list[Segment] = []
    sources: list[str] = []
    offset = 0
    for number in range(1, count + 1):
        place = (number - 1) % (len(PAIRS) + 1)
        if place == 0:
            if own:
                sections.append(section(len(sections) + 1, own))
            own = []
            chinese, english = HEADING
        else:
            figures = [source.randint(2, 9_999) for _ in range(3)]
            chinese, english = (text.format(*figures) for text in PAIRS[place - 1])
        own.append(segment(number, chinese, english, offset, heading=place == 0))
        sources.append(chinese)
        offset += len(chinese) + 1
    sections.append(section(len(sections) + 1, own))
    root = Section("r", 0, "", None, "", has_heading=False, sections=tuple(sections))
    return Document("long.txt", "text", "utf-8", root, tuple(sources))


def section(number: int, own: list[Segment]) -> Section:
    """A section of the first level."""
    return Section(str(number), 1, "（一）", 1, "农田水利", segments=tuple(own))


def segment(number: int, chinese: str, english: str, offset: int, *, heading: bool) -> Segment:
    """A machine's segment with its numbers as constraints and a second hypothesis."""
    constraints = tuple(
        Constraint("cardinal", m.start(), m.end(), m.group(), fate="produced", value=m.group())
        for m in re.finditer(r"\d+", chinese)
    )
    return Segment(
        id=f"s{number:04d}",
        source=chinese,
        offsets=OffsetMap.identity(len(chinese), offset),
        line=number,
        kind="heading" if heading else "sentence",
        label="（一）" if heading else "",
        target=english,
        state="machine",
        constraints=constraints,
        hypotheses=(Hypothesis(english, -0.3, "machine"), Hypothesis(f"{english} ", -0.5)),
    )

"""A review of 5,000 segments without its page: opening, an edit, a page, the tree, a search, saving.

The document repeats a hand-made report with other figures in each copy, so that no two sources are
the same but for the headings. ``--segments N`` makes it longer or shorter.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from toolkit.bilingual import write
from toolkit.document import Constraint, Document, Hypothesis, Section, Segment
from toolkit.offsets import OffsetMap
from toolkit.review.session import Edit, ReviewSession
from toolkit.review.views import Filter

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


def milliseconds(action: Callable[[], object]) -> float:
    """How long ``action`` takes."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1_000


def once(name: str, action: Callable[[], object]) -> None:
    """Print how long ``action`` takes."""
    print(f"{name:34} {milliseconds(action):8.1f} ms", flush=True)


def median(name: str, actions: Iterable[Callable[[], object]]) -> None:
    """Print the median and the slowest of ``actions``, each made just before it is timed."""
    times = [milliseconds(action) for action in actions]
    print(
        f"{name:34} {statistics.median(times):8.1f} ms   slowest {max(times):8.1f} ms", flush=True
    )


class Reviewer:
    """What a reviewer asks of an open review, each as an action to be timed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.source = random.Random(2)  # noqa: S311
        self.session = ReviewSession.open(path, "Reviewer")
        self.ids = [segment.id for segment in self.session.document.segments()]

    def edits(self, count: int) -> Iterable[Callable[[], object]]:
        for number in range(count):
            seen = self.session.item(self.source.choice(self.ids))
            text = f"{seen.segment.target[:-1]}, see note {number}."
            edit = Edit("edit", seen.segment.id, seen.revision, text)
            yield lambda edit=edit: self.session.apply(edit)

    def pages(self, count: int, filters: Iterable[Filter]) -> Iterable[Callable[[], object]]:
        for chosen in filters:
            for _ in range(count):
                start = self.source.randrange(len(self.ids)) if chosen == Filter() else 0
                yield lambda f=chosen, s=start: self.session.page(f, s, 50)

    def checked(self) -> None:
        while self.session.progress().checked < len(self.ids):
            time.sleep(0.02)

    def synced(self) -> None:
        with self.path.with_name("probe").open("ab") as stream:
            stream.write(b"x" * 500)
            stream.flush()
            os.fsync(stream.fileno())


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--segments", type=int, default=5_000)
chosen = parser.parse_args()
queries = ("reservoir", "水库", "nothing of the kind")
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "long.xlf"
    path.write_bytes(write(long_document(chosen.segments), "xlf"))
    print(f"{chosen.segments:,} segments, {path.stat().st_size / 1e6:.1f} MB")
    opened: list[Reviewer] = []
    once("opening", lambda: opened.append(Reviewer(path)))
    reviewer = opened[0]
    session = reviewer.session
    once("first page and tree", lambda: (session.page(Filter(), 0, 50), session.sections()))
    median("edit while checks go on", reviewer.edits(30))
    once("until the rest is checked", reviewer.checked)
    median("edit", reviewer.edits(200))
    median("of it: 500 bytes synced to disk", [reviewer.synced] * 200)
    median("page of 50", reviewer.pages(100, [Filter()]))
    median("page of 50, to do", reviewer.pages(50, [Filter("todo")]))
    median("page of 50, with findings", reviewer.pages(50, [Filter("findings")]))
    median("page of 50, with a text", reviewer.pages(10, [Filter(query=q) for q in queries]))
    median("tree and progress", [lambda: (session.sections(), session.progress())] * 50)
    median("search", [lambda q=q: session.find(q, where="both") for q in queries * 10])
    once("save", session.save)
    session.close()

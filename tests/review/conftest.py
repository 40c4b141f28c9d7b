"""A short work report of a county's water bureau, as zhdoc writes it: two chapters, one with items."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.bilingual import write
from toolkit.document import Constraint, Document, Hypothesis, Note, Section, Segment
from toolkit.offsets import OffsetMap

_LINES = [
    (
        "title",
        "",
        "石桥县水利局2023年工作总结",
        "Work Summary of the Shiqiao County Water Bureau for 2023",
    ),
    ("heading", "一、", "一、加强水库管理", "I. Strengthening reservoir management"),
    (
        "sentence",
        "",
        "全年完成投资3.6亿元。",
        "Investment of 360 million yuan was completed in the year.",
    ),
    ("heading", "（一）", "（一）除险加固", "(I) Removing dangers and reinforcing"),
    ("sentence", "", "共加固小型水库12座。", "A total of 12 small reservoirs were reinforced."),
    ("sentence", "", "各项任务均已完成。", "All tasks have been completed."),
    ("heading", "二、", "二、节约用水", "II. Saving water"),
    ("sentence", "", "各项任务均已完成。", "All the tasks were finished."),
    ("sentence", "", "建成节水型小区25个。", ""),
]


def _segments() -> list[Segment]:
    made, offset = [], 40
    for number, (kind, label, source, target) in enumerate(_LINES, 1):
        made.append(
            Segment(
                id=f"s{number:04d}",
                source=source,
                offsets=OffsetMap.identity(len(source), offset),
                line=number,
                kind=kind,  # type: ignore[arg-type]
                label=label,
                target=target,
                state="machine" if target else "none",
                hypotheses=(Hypothesis(target, -0.3, "zhdoc-v0"),) if target else (),
            )
        )
        offset += len(source) + 1
    money = Constraint(
        kind="money",
        start=6,
        end=11,
        target="360 million yuan",
        fate="enforced",
        target_span=(14, 30),
        value="360000000",
        unit="yuan",
    )
    made[2] = replace(made[2], constraints=(money,))
    made[4] = replace(made[4], notes=(Note("repair", "two lines were joined"),))
    return made


def make_document() -> Document:
    """The report."""
    s = _segments()

    def section(name: str, label: str, title: str, own: list[Segment], *below: Section) -> Section:
        level = 0 if name == "r" else name.count(".") + 1
        return Section(name, level, label, None, title, segments=tuple(own), sections=below)

    items = section("1.1", "（一）", "除险加固", s[3:6])
    first = section("1", "一、", "加强水库管理", s[1:3], items)
    second = section("2", "二、", "节约用水", s[6:])
    root = section("r", "", "石桥县水利局2023年工作总结", s[:1], first, second)
    lines = tuple(segment.source for segment in s)
    return Document("report.txt", "text", "utf-8", root, lines, signature={"zhdoc": "0.1.0"})


@pytest.fixture
def document() -> Document:
    return make_document()


@pytest.fixture
def xlf(tmp_path: Path, document: Document) -> Path:
    path = tmp_path / "report.xlf"
    path.write_bytes(write(document, "xlf"))
    return path

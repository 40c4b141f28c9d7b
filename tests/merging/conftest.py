"""A small work summary on its way through review, and its rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.bilingual import write
from toolkit.bilingual.rows import Row
from toolkit.document import Change, Constraint, Document, Hypothesis, Note, Section, Segment
from toolkit.offsets import OffsetMap

WHEN = "2026-03-02T09:30:00Z"

PAIRS = (
    ("一、主要工作", "I. Main work", "heading"),
    (
        "全县研发经费支出8.2亿元，同比增长12.5%。",
        "The county spent 820 million yuan on R&D, up 12.5%.",
        "sentence",
    ),
    (
        "新认定“高新技术企业”37家。",
        'A total of 37 "high-tech enterprises" were recognized.',
        "sentence",
    ),
    ("存在问题", "Problems", "cell"),
    ("科技投入不足。", "Investment in science and technology falls short.", "sentence"),
    ("存在问题", "Existing problems", "cell"),
    ("人才缺乏，平台少。", "There is a lack of talent and of platforms.", "sentence"),
    ("2019年12月30日", "December 30, 2019", "date"),
)


def segment(number: int, source: str, target: str, kind: str = "sentence") -> Segment:
    """A machine's translation of one line."""
    return Segment(
        id=f"s{number:04d}",
        source=source,
        offsets=OffsetMap.identity(len(source), 100 * number),
        line=number,
        kind=kind,  # type: ignore[arg-type]
        target=target,
        state="machine" if target else "none",
        hypotheses=(Hypothesis(target, -0.4, "machine"),) if target else (),
    )


def document_of(segments: list[Segment]) -> Document:
    """A document of one section."""
    root = Section("r", 0, "", None, "", has_heading=False, segments=tuple(segments))
    return Document(
        "summary.txt",
        "text",
        "utf-8",
        root,
        tuple(s.source for s in segments),
        signature={"zhdoc": "1"},
    )


@pytest.fixture
def summary() -> Document:
    """Eight segments: machine's, edited, approved, one commented, two of the same Chinese."""
    made = [segment(n, *pair) for n, pair in enumerate(PAIRS, 1)]
    made[1] = replace(
        made[1],
        constraints=(
            Constraint(
                "money",
                9,
                14,
                "820 million yuan",
                fate="enforced",
                target_span=(17, 33),
                value="820000000",
            ),
        ),
    )
    made[2] = replace(
        made[2],
        state="edited",
        history=(
            Change(
                WHEN, "Lin Wei", "37 enterprises recognized.", made[2].target, "machine", "edited"
            ),
        ),
    )
    made[4] = replace(
        made[4],
        state="approved",
        notes=(
            Note("repair", "A number may be missing."),
            Note("Lin Wei", "As in last year's report."),
        ),
        history=(
            Change(WHEN, "Lin Wei", "Science falls short.", made[4].target, "machine", "edited"),
            Change(WHEN, "Chen Jing", made[4].target, made[4].target, "edited", "approved"),
        ),
    )
    made[6] = replace(made[6], state="approved")
    return document_of(made)


@pytest.fixture
def xlf(summary: Document, tmp_path: Path) -> Path:
    """The document as its .xlf."""
    path = tmp_path / "summary.xlf"
    path.write_bytes(write(summary, "xlf"))
    return path


def row_of(found: Segment, **changes: object) -> Row:
    """The row of an unedited table, or with changes."""
    comment = "\n".join(note.text for note in found.notes if note.author != "repair")
    row = Row(
        f"row {found.line + 1}",
        found.id,
        found.hash,
        found.source,
        found.target,
        found.state,
        comment,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


@pytest.fixture
def rows(summary: Document) -> dict[str, Row]:
    """The rows of an unedited table by their ids."""
    return {s.id: row_of(s) for s in summary.segments()}

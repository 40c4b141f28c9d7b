"""A memory in the pipeline: what the engine is not asked for, and what a reviewer sees besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from toolkit import editing
from toolkit.bilingual import read_xliff, write
from toolkit.document import Document, Hypothesis, Segment
from toolkit.engine import Decoding
from toolkit.memory import Memory, entries_of
from toolkit.pipeline import Options, Translator
from toolkit.quality import lights
from toolkit.summary import summarise, summary_lines

THIS_YEAR = """青田县科技局2019年工作总结
一、加强专利工作
全县科技投入3070万元，增长12.5%。一是开展科普活动；二是完善管理制度。
各单位要高度重视这项工作。
二、存在问题
科技投入不足，专业人才偏少。
今年共有个项目通过专家组验收。
"""
NEXT_YEAR = """青田县科技局2020年工作总结
一、加强专利工作
全县科技投入4125万元，增长8%。一是开展科普活动；二是加强制度建设。
各单位要高度重视这项工作。
三、存在问题
科技投入不足，专业人才缺少。
今年共有个项目通过专家组验收。
"""


class CountingEngine:
    """Answers the same English to everything and remembers what it was asked."""

    scheme = None
    beam = 1
    signature: Mapping[str, str] = {"engine": "counting"}

    def __init__(self) -> None:
        self.seen: list[str] = []

    def translate(
        self,
        texts: Sequence[str],
        decoding: Decoding = Decoding(),  # noqa: B008
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        self.seen += texts
        return [(Hypothesis("The engine said so in several words.", -0.5),) for _ in texts]


@cache
def loaded() -> Translator:
    """A translator whose glossary the others share: loading it takes longer than the tests."""
    return Translator()


def translator_with(memory: Path | None, engine: CountingEngine) -> Translator:
    translator = Translator(Options(memory=memory), engine=engine)
    translator.glossary = loaded().glossary
    translator.segmenter = loaded().segmenter
    translator.matcher = loaded().matcher
    return translator


def translated(path: Path, text: str, memory: Path | None = None) -> tuple[Document, list[str]]:
    path.write_text(text, encoding="utf-8")
    engine = CountingEngine()
    translator = translator_with(memory, engine)
    return translator.translate(translator.outline(path)), engine.seen


ENGLISH = {
    "全县科技投入3070万元，增长12.5%。": (
        "Total investment in science and technology reached RMB 30.7 million, up 12.5%."
    ),
    "一是开展科普活动；": "First, popular science events were held;",
    "各单位要高度重视这项工作。": "All units must take this work seriously.",
    "科技投入不足，专业人才偏少。": "Investment is insufficient and experts are too few.",
    "今年共有个项目通过专家组验收。": "This year five projects passed acceptance.",
}


@pytest.fixture
def year_one(tmp_path: Path) -> tuple[Path, Document]:
    """The memory of this year's summary, and that document as it was approved."""
    document, _ = translated(tmp_path / "2019.txt", THIS_YEAR)

    def approved(segment: Segment) -> Segment:
        english = ENGLISH.get(segment.source, segment.target)
        edited = editing.edit(segment, english, "Li", "2020-01-10T09:00:00Z")
        return editing.approve(edited, "Li", "2020-01-10T09:00:00Z")

    document = document.with_segments({s.id: approved(s) for s in document.segments()})
    path = tmp_path / "ours.zhm"
    with Memory.open(path, write=True) as memory:
        memory.add(entries_of(document))
    return path, document


def by_source(document: Document) -> dict[str, Segment]:
    return {segment.source: segment for segment in document.segments()}


def test_what_was_approved_is_not_asked_for_again(
    tmp_path: Path, year_one: tuple[Path, Document]
) -> None:
    memory, _ = year_one
    document, seen = translated(tmp_path / "2020.txt", NEXT_YEAR, memory)
    found = by_source(document)
    exact = found["各单位要高度重视这项工作。"]
    assert (exact.state, exact.target) == ("memory", "All units must take this work seriously.")
    origin = exact.hypotheses[0]
    assert origin.origin == "memory" and origin.match is not None
    assert (origin.match.file, origin.match.who) == ("2019.txt", "Li")
    exchanged = found["全县科技投入4125万元，增长8%。"]
    assert exchanged.state == "memory"
    assert exchanged.target.endswith("reached RMB 41.25 million, up 8%.")
    assert {c.fate for c in exchanged.constraints if c.value} == {"produced"}
    labelled = found["一是开展科普活动；"]
    assert labelled.target == "First, popular science events were held;"
    assert not any("重视" in text or "科技投入4" in text or "科普" in text for text in seen)


def test_a_fuzzy_match_is_shown_and_not_used(
    tmp_path: Path, year_one: tuple[Path, Document]
) -> None:
    memory, _ = year_one
    document, seen = translated(tmp_path / "2020.txt", NEXT_YEAR, memory)
    segment = by_source(document)["科技投入不足，专业人才缺少。"]
    assert segment.state == "machine" and any("人才缺少" in text for text in seen)
    matches = [h.match for h in segment.hypotheses[1:] if h.match]
    assert [(m.kind, m.target) for m in matches] == [
        ("fuzzy", "Investment is insufficient and experts are too few.")
    ]
    written = write(document, "xlf").decode()
    assert 'match-quality="92%" origin="memory"' in written
    path = tmp_path / "2020.xlf"
    path.write_bytes(written.encode())
    assert by_source(read_xliff(path)) == by_source(document)


def test_a_lost_number_is_not_taken_from_another_document(
    tmp_path: Path, year_one: tuple[Path, Document]
) -> None:
    memory, _ = year_one
    document, _ = translated(tmp_path / "2020.txt", NEXT_YEAR, memory)
    segment = by_source(document)["今年共有个项目通过专家组验收。"]
    assert segment.state == "machine"
    assert segment.hypotheses[1].text == "This year five projects passed acceptance."
    again, seen = translated(tmp_path / "copy.txt", THIS_YEAR, memory)
    kept = by_source(again)["今年共有个项目通过专家组验收。"]
    assert (kept.state, kept.target) == ("memory", "This year five projects passed acceptance.")
    assert seen == []


def test_the_signature_names_the_memorys_state(
    tmp_path: Path, year_one: tuple[Path, Document]
) -> None:
    memory, approved = year_one
    path = tmp_path / "2020.txt"
    first, _ = translated(path, NEXT_YEAR, memory)
    second, _ = translated(path, NEXT_YEAR, memory)
    assert write(first, "xlf") == write(second, "xlf")
    without, _ = translated(path, NEXT_YEAR)
    assert "memory" not in without.signature
    with Memory.open(memory, write=True) as opened:
        opened.add(replace(e, file="other.txt", target="Other.") for e in entries_of(approved))
    third, _ = translated(path, NEXT_YEAR, memory)
    assert first.signature["memory"] != third.signature["memory"]


def test_the_summary_says_how_many_came_from_the_memory(
    tmp_path: Path, year_one: tuple[Path, Document]
) -> None:
    memory, _ = year_one
    document, _ = translated(tmp_path / "2020.txt", NEXT_YEAR, memory)
    figures = summarise(document)
    states = [s.state for s in document.segments()]
    counts = figures["memory"]
    assert sum(counts.values()) - counts["fuzzy"] == states.count("memory")
    assert counts["numbers"] == 1 and counts["exact"] >= 3 and counts["fuzzy"] >= 2
    (line,) = [line for line in summary_lines(figures) if "memory" in line]
    assert "exact" in line and "figures exchanged" in line
    shown = lights(document)
    assert shown[by_source(document)["各单位要高度重视这项工作。"].id] == "green"
    assert shown[by_source(document)["全县科技投入4125万元，增长8%。"].id] == "amber"


def test_lines_come_from_the_memory_too(year_one: tuple[Path, Document]) -> None:
    engine = CountingEngine()
    translator = translator_with(year_one[0], engine)
    english, _ = translator.translate_lines(["各单位要高度重视这项工作。", "科技投入不足。"])
    assert english[0] == "All units must take this work seriously."
    assert engine.seen == ["科技投入不足。"]

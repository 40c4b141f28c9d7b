"""The Document as a whole: segments, offsets, damage, the listing; properties that always hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.document import Damage, Document, RepairedDocument, RepairedParagraph, Segment
from toolkit.offsets import Edit, OffsetMap, apply_edits
from toolkit.outline import outline_document, outline_rows, outline_text
from toolkit.segmenter import Segmenter

Make = Callable[..., Document]
Repair = Callable[..., RepairedDocument]

LINES = (
    "某县财政局工作总结",
    "2008年，我局做了以下工作。",
    "一、抓收入",
    "做到两条：一是早部署；二是严征管。完成收入3亿元。",
    "、抓支出",
    "支出2亿元。",
    "三、抓管理",
    "2008年12月1日",
)


def by_line(document: Document) -> dict[int, list[Segment]]:
    found: dict[int, list[Segment]] = {}
    for segment in document.segments():
        found.setdefault(segment.line, []).append(segment)
    return found


def test_kinds_labels_and_ids(outline: Make) -> None:
    segments = list(outline(*LINES).segments())
    assert [(s.id, s.line, s.kind, s.label, s.body) for s in segments] == [
        ("s0001", 1, "title", "", "某县财政局工作总结"),
        ("s0002", 2, "sentence", "", "2008年，我局做了以下工作。"),
        ("s0003", 3, "heading", "一、", "抓收入"),
        ("s0004", 4, "sentence", "", "做到两条："),
        ("s0005", 4, "sentence", "一是", "早部署；"),
        ("s0006", 4, "sentence", "二是", "严征管。"),
        ("s0007", 4, "sentence", "", "完成收入3亿元。"),
        ("s0008", 5, "heading", "、", "抓支出"),
        ("s0009", 6, "sentence", "", "支出2亿元。"),
        ("s0010", 7, "heading", "三、", "抓管理"),
        ("s0011", 8, "date", "", "2008年12月1日"),
    ]


def test_section_ids_and_spans(outline: Make) -> None:
    document = outline(*LINES)
    text = "\n".join(LINES)
    found = [(s.id, s.line, text[s.start : s.end]) for s in document.sections()]
    assert found == [
        ("r", 1, "某县财政局工作总结"),
        ("1", 3, "一、抓收入"),
        ("1.1", 4, "一是早部署"),
        ("1.2", 4, "二是严征管"),
        ("2", 5, "、抓支出"),
        ("3", 7, "三、抓管理"),
    ]


def test_cells_are_segments_of_kind_cell(outline: Make) -> None:
    document = outline("正文开始。", "序号", "3亿元", kinds={1: ("cell", None), 2: ("cell", None)})
    assert [segment.kind for segment in document.segments()] == ["sentence", "cell", "cell"]


def test_a_segment_keeps_its_place_in_the_file(repaired: Repair, segmenter: Segmenter) -> None:
    made = repaired(("正文开始。", "序号"), kinds={1: ("cell", None)})
    text, cell = made.paragraphs
    made = replace(made, paragraphs=(text, replace(cell, place="table 1, row 2, column 3")))
    places = [segment.place for segment in outline_document(made, segmenter).segments()]
    assert places == ["", "table 1, row 2, column 3"]


def test_damage_goes_to_the_segment_it_falls_into(outline: Make) -> None:
    text = "\n".join(LINES)
    places = [text.index("亿元。"), len(text)]
    given_damage = tuple(
        Damage("lost-number", place, place, "a number is lost") for place in places
    )
    document = outline(*LINES, damage=given_damage)
    assert [d.kind for d in document.damage] == ["lost-number", "lost-label", "lost-number"]
    held = {s.id: [d.kind for d in s.damage] for s in document.segments() if s.damage}
    assert held == {"s0007": ["lost-number"], "s0008": ["lost-label"], "s0011": ["lost-number"]}


def test_damage_that_repair_has_reported_is_not_repeated(outline: Make) -> None:
    place = "\n".join(LINES).index("、抓支出")
    known = Damage("lost-label", place, place, "an item's number is lost")
    assert outline(*LINES, damage=(known,)).damage == (known,)


def test_offsets_lead_through_repair_to_the_source(repaired: Repair, segmenter: Segmenter) -> None:
    source = "一、抓  收入。完成3 亿元。增长快。二、抓支出。支出2亿元。保障好。"
    edits = [Edit(3, 5, ""), Edit(source.index(" 亿"), source.index("亿"), "")]
    text = apply_edits(source, edits)
    plain = repaired([source])
    paragraph = RepairedParagraph(text, OffsetMap.identity(len(source)).after(edits))
    document = outline_document(RepairedDocument(plain.raw, (paragraph,)), segmenter)
    spans = [source[slice(*segment.source_span)] for segment in document.segments()]
    assert spans == [
        "一、抓  收入。",
        "完成3 亿元。",
        "增长快。",
        "二、抓支出。",
        "支出2亿元。",
        "保障好。",
    ]


def test_the_source_stays_traditional(outline: Make) -> None:
    document = outline(
        "縣文化局工作總結", "一、基層設施不斷完善。", "縣文化館開放。一是辦展覽；二是辦講座。"
    )
    assert document.root.title == "縣文化局工作總結"
    assert [row["label"] for row in outline_rows(document)] == ["", "一、", "一是", "二是"]


def test_the_listing_is_flat_with_parents(outline: Make) -> None:
    rows = outline_rows(outline(*LINES))
    assert set(rows[0]) == {
        "level",
        "label",
        "number",
        "title",
        "line",
        "start",
        "end",
        "parent",
        "inferred",
    }
    assert [row["parent"] for row in rows] == [None, 0, 1, 1, 0, 0]
    assert [row["inferred"] for row in rows] == [None, None, None, None, 2, None]


def test_the_listing_as_text(outline: Make) -> None:
    assert outline_text(outline(*LINES)).splitlines() == [
        "某县财政局工作总结  (line 1)",
        "  一、抓收入  (line 3)",
        "    一是早部署  (line 4)",
        "    二是严征管  (line 4)",
        "  、抓支出 [number lost]  (line 5)",
        "  三、抓管理  (line 7)",
    ]


def test_the_listing_as_text_cuts_long_headings_and_the_rows_keep_them(outline: Make) -> None:
    document = outline("一、" + "抓好收入" * 30 + "工作", "正文。")
    [row] = outline_rows(document)
    assert row["title"] == "抓好收入" * 30 + "工作"
    [line] = outline_text(document).splitlines()
    assert line.startswith("  一、抓好收入") and line.endswith("…  (line 1)")
    assert 50 < len(line.strip().removesuffix("  (line 1)")) <= 60


def test_a_listing_without_a_title(outline: Make) -> None:
    rows = outline_rows(outline("一、甲", "正文。", "（一）乙", "正文。"))
    assert [(row["level"], row["parent"]) for row in rows] == [(1, None), (2, 0)]


def test_an_empty_document(outline: Make) -> None:
    document = outline(" ", "")
    assert (document.lines, outline_rows(document), list(document.segments())) == ((), [], [])


PIECES = st.sampled_from(
    "一、|二、|三、|（一）|（二）|1、|2、|3、|1.|2．|（1）|①|②|、|（）|一是|二是|首先，|最后，|第一条|第二条 |第一章|抓落实|"
    "总结|打算|今年|我局|。|。|，|；|：|“|”|（|）|《|》|5.2|2006年1月2日|3个| |\u3000|某某局|！|……|A|关于|通知|𠀀".split(
        "|"
    )
)
PARAGRAPHS = st.lists(
    st.lists(PIECES, min_size=1, max_size=40).map("".join), min_size=1, max_size=6
)


@settings(deadline=None, max_examples=150)
@given(paragraphs=PARAGRAPHS)
def test_every_character_is_in_exactly_one_segment(
    paragraphs: list[str], repaired: Repair, segmenter: Segmenter
) -> None:
    document = outline_document(repaired(paragraphs), segmenter)
    source = "\n".join(paragraphs)
    lines = by_line(document)
    assert ["".join(s.source for s in lines[n + 1]) for n in range(len(document.lines))] == list(
        document.lines
    )
    bare = [re.sub(r"\s", "", text) for text in ("".join(paragraphs), "".join(document.lines))]
    assert bare[0] == bare[1]
    last = 0
    for number, segment in enumerate(document.segments(), 1):
        start, end = segment.source_span
        assert last <= start < end <= len(source)
        assert source[start:end] == segment.source
        assert segment.id == f"s{number:04d}"
        assert segment.source.startswith(segment.label)
        last = end


@settings(deadline=None, max_examples=150)
@given(paragraphs=PARAGRAPHS)
@example(paragraphs=["一、一是。”二是"])
@example(paragraphs=["一、《！首先，》一、最后，！一、"])
def test_cutting_again_changes_nothing(
    paragraphs: list[str], repaired: Repair, segmenter: Segmenter
) -> None:
    once = outline_document(repaired(paragraphs), segmenter)
    again = outline_document(repaired(once.lines), segmenter)
    assert again.lines == once.lines
    keys = ("level", "label", "title", "line")
    assert [[row[k] for k in keys] for row in outline_rows(again)] == [
        [row[k] for k in keys] for row in outline_rows(once)
    ]


@settings(deadline=None, max_examples=100)
@given(paragraphs=PARAGRAPHS)
def test_the_tree_has_no_gaps(
    paragraphs: list[str], repaired: Repair, segmenter: Segmenter
) -> None:
    document = outline_document(repaired(paragraphs), segmenter)
    for section in document.sections():
        assert all(child.level == section.level + 1 for child in section.sections)
        assert section.level == 0 or section.segments

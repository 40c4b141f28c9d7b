"""The HTML page: marks, escaping, findings, counts, policy; without a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from toolkit.bilingual import write
from toolkit.bilingual.html_text import marked
from toolkit.bilingual.lines import flat_document
from toolkit.bilingual.tables import Table, with_tables
from toolkit.document import Constraint, Document, Finding, Note, Section, Segment
from toolkit.marks import Mark
from toolkit.offsets import OffsetMap

VOID = {"meta", "input", "br"}


class Balanced(HTMLParser):
    """Checks that every element is closed in its place and notes what the page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.suspect: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            if name == "href":
                self.links.append(value or "")
            if name in ("src", "style", "srcset") or name.startswith("on"):
                self.suspect.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(page: bytes) -> Balanced:
    parser = Balanced()
    parser.feed(page.decode())
    parser.close()
    assert parser.open == []
    return parser


def element(page: bytes, name: str) -> lxml_html.HtmlElement:
    found = lxml_html.document_fromstring(page.decode()).get_element_by_id(name)
    assert isinstance(found, lxml_html.HtmlElement)
    return found


def test_the_page_is_well_built_and_loads_nothing(demo: Document) -> None:
    page = parsed(write(demo, "html"))
    assert page.suspect == []
    assert all(count == 1 for count in page.ids.values())
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)


def test_the_policy_allows_the_pages_own_style_and_script_alone(demo: Document) -> None:
    page = write(demo, "html").decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1] and "http" not in policy[1]
    for name in ("style", "script"):
        [content] = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy[1]


def test_a_text_full_of_markup_stays_text(demo: Document) -> None:
    attack = "</p><script>alert(1)</script>&lt;\"'<img src=x onerror=y>"
    names = [segment.id for segment in demo.segments()]
    changed = demo.with_segments(
        {
            s.id: replace(
                s,
                source=attack,
                target=attack,
                constraints=(),
                offsets=OffsetMap.identity(len(attack)),
                notes=(Note(attack, attack),),
                label="",
            )
            for s in demo.segments()
        }
    )
    changed = replace(
        changed,
        name=attack,
        root=replace(changed.root, title=attack, label=attack, style=attack),
        signature={attack: attack},
        log=tuple(replace(e, kind=attack, before=attack, after=attack) for e in demo.log),
        damage=tuple(replace(d, message=attack) for d in demo.damage),
        findings=tuple(
            replace(f, message=attack, code=attack, tried=(attack,), source=(0, 4), target=(2, 9))
            for f in demo.findings
        ),
    )
    page = write(changed, "html")
    assert parsed(page).suspect == []
    assert page.count(b"<script>") == 1 and b"<img" not in page
    for name in names:
        [source] = element(page, name).find_class("source")
        assert source.text_content() == attack


def test_both_sides_of_a_pair_carry_the_same_key(demo: Document) -> None:
    row = element(write(demo, "html"), "s0003")
    [source], [target] = row.find_class("source"), row.find_class("target")
    left = {m.get("data-c"): m.text_content() for m in source.iter("mark")}
    right = {m.get("data-c"): m.text_content() for m in target.iter("mark")}
    assert {left[key]: right[key] for key in left} == {
        "研发经费": "research and development",
        "8.2亿元": "820 million yuan",
        "12.5%": "12.5%",
    }
    assert [m.get("class") for m in source.iter("mark")] == [
        "term produced",
        "number enforced",
        "number enforced",
    ]


def test_what_is_missing_is_marked_and_named(demo: Document) -> None:
    row = element(write(demo, "html"), "s0006")
    assert row.get("data-missing") == "yes"
    [chips] = row.find_class("missing-list")
    # The number has a finding of its own.
    assert [chip.text_content() for chip in chips] == ["高新技术企业 → high-tech enterprise"]
    silent = element(write(replace(demo, findings=()), "html"), "s0006")
    assert [chip.text_content() for chip in silent.find_class("missing-list")[0]] == [
        "高新技术企业 → high-tech enterprise",
        "46.34亿元 → 4.634 billion yuan",
    ]
    assert [m.text_content() for m in row.find_class("missing")] == ["高新技术企业", "46.34亿元"]


def test_findings_stand_under_their_segment_the_worst_first(demo: Document) -> None:
    page = write(demo, "html")
    row = element(page, "s0006")
    [found] = row.find_class("findings")
    # The missing term stands among the missing ones, not here a second time.
    assert [item.get("class") for item in found] == ["critical"]
    assert "the English has 463.4 million yuan" in found.text_content()
    assert row.get("data-worst") == "critical" and row.get("data-severities") == "critical major"
    [wavy] = [s for s in row.find_class("target")[0].iter("span")]
    assert (wavy.get("class"), wavy.text_content()) == ("finding critical", "463.4 million yuan")
    ignored = element(page, "s0014")
    assert ignored.get("data-worst") == ""
    assert [item.get("class") for item in ignored.find_class("findings")[0]] == ["neutral ignored"]
    assert not ignored.find_class("finding")


def test_a_lost_number_is_shown_without_a_character_in_the_source(demo: Document) -> None:
    row = element(write(demo, "html"), "s0007")
    [source] = row.find_class("source")
    assert source.text_content() == "其中，省级科技小巨人企业家，比上年增加5家。"
    [gap] = source.find_class("lost")
    assert gap.text_content() == "" and gap.getnext() is not None
    assert row.text_content().count("A number seems to be missing") == 0, "said once, as a finding"
    quiet = element(write(replace(demo, findings=()), "html"), "s0007")
    assert quiet.text_content().count("A number seems to be missing") == 1


def test_the_summary_counts(demo: Document) -> None:
    text = " ".join(
        lxml_html.document_fromstring(write(demo, "html").decode())
        .find_class("summary")[0]
        .itertext()
    )
    for words in (
        "Segments 15 1 untranslated",
        "Sections 5",
        "Reviewed 20% 3 of 15",
        "Terms 15 10 enforced, 2 produced, 2 repaired, 1 missing",
        "Numbers 20 15 enforced, 1 produced, 4 missing",
        "Findings 5 2 critical 2 major 1 minor",
        "Source damage 2",
    ):
        assert words in re.sub(r"\s+", " ", text)


def test_the_tree_mirrors_the_sections(demo: Document) -> None:
    page = lxml_html.document_fromstring(write(demo, "html").decode())
    [tree] = page.find_class("tree")
    links = [link.get("href") for link in tree.iter("a")]
    assert links == [f"#section-{s.id}" for s in demo.sections()]
    badges = {
        b.getparent().getparent().find("a").get("href"): b.text for b in tree.find_class("badge")
    }
    assert badges == {
        "#section-1": "4",
        "#section-1.1": "3",
        "#section-1.2": "1",
        "#section-2": "1",
    }


def of_lines(*segments: Segment, **root: object) -> Document:
    """A document of those segments alone."""
    flat = flat_document("x.docx", "docx", "", segments)
    return replace(flat, root=replace(flat.root, **root))  # type: ignore[arg-type]


def made(number: int, source: str, target: str = "", **more: object) -> Segment:
    return Segment(
        f"s{number:04d}",
        source,
        OffsetMap.identity(len(source)),
        number,
        target=target,
        state="machine",
        **more,  # type: ignore[arg-type]
    )


def table_document() -> Document:
    """Two by three cells, one of them empty and one of two paragraphs, between two sentences."""
    cells = [("1", "1"), ("1", "3"), ("2", "1"), ("2", "1"), ("2", "2")]
    texts = [("项目", "Item"), ("时限", "Deadline"), ("堤防", "Dike"), ("加固", ""), ("8|6", "86")]
    return of_lines(
        made(1, "见下表：", "See the table:"),
        *(
            made(n, *pair, kind="cell", place=f"table 1, row {row}, column {column}")
            for n, (pair, (row, column)) in enumerate(zip(texts, cells, strict=True), 2)
        ),
        made(7, "一句。", "A sentence."),
    )


def test_the_english_title_is_that_of_the_title_and_not_of_what_stands_before_it() -> None:
    document = of_lines(
        made(1, "某县文件", "Documents of a county"),
        made(2, "某县水利局", "County Water Bureau:", kind="title"),
        made(3, "工作计划", "Work Plan", kind="title"),
        made(4, "正文。", "Text."),
        title="某县水利局工作计划",
        has_heading=True,
    )
    page = lxml_html.document_fromstring(write(document, "html").decode())
    [english] = page.find_class("subtitle")
    assert english.text_content() == "County Water Bureau: Work Plan"
    first = write(document, "md").decode().splitlines()[0]
    assert first == "# 某县水利局工作计划 · County Water Bureau: Work Plan"
    without = of_lines(made(1, "某县文件", "Documents of a county"))
    assert b"subtitle" not in write(without, "html").split(b"<body>")[1]


def test_a_table_has_its_rows_and_columns_and_every_cell_its_anchor() -> None:
    document = table_document()
    broken = Finding("k", "number", "accuracy", "critical", "s0006", "Not in the English.")
    page = write(replace(document, findings=(broken,)), "html")
    assert all(count == 1 for count in parsed(page).ids.values())
    [table] = lxml_html.document_fromstring(page.decode()).find_class("table")
    rows = [[cell.text_content() for cell in row.iter("td")] for row in table.iter("tr")]
    assert rows == [
        ["s0002项目Item", "", "s0003时限Deadline"],
        ["s0004堤防Dikes0005加固No English yet", "s00068|686", ""],
    ]
    assert element(page, "s0006").get("data-worst") == "critical"
    assert [a.getparent().tag for a in table.iter("article")] == ["td"] * 5
    [remark] = table.find_class("of-cell")
    assert remark.get("data-of") == "s0006" and "Not in the English." in remark.text_content()
    assert element(page, "s0001").getparent().tag == "section"
    assert element(page, "line-3").getparent().get("id") == "s0003"


def test_cells_without_a_place_stay_as_they_are() -> None:
    cells = [made(n, "甲", kind="cell", place=place) for n, place in enumerate(("", "table 1"), 1)]
    alone = made(3, "乙", kind="cell", place="table 2, row 1, column 1")
    heading = made(4, "丙", kind="sentence", place="table 2, row 1, column 2")
    assert b"<figure" not in write(of_lines(*cells, alone, heading), "html")


def test_a_table_of_holes_is_no_table() -> None:
    cells = [
        made(n, "甲", kind="cell", place=f"table 1, row {n}, column {n}") for n in range(1, 101)
    ]
    assert b"<figure" not in write(of_lines(*cells), "html")
    assert b"<figure" in write(of_lines(*cells[:10]), "html")


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 4)), max_size=12))
@settings(deadline=None)
def test_tables_keep_every_segment(places: list[tuple[int, int, int]]) -> None:
    segments = [
        made(n, "甲", kind="cell", place=f"table {table}, row {row}, column {column}")
        for n, (table, row, column) in enumerate(places, 1)
    ]
    pieces = list(with_tables(segments))
    shown = [s for p in pieces for s in (p.segments() if isinstance(p, Table) else [p])]
    assert Counter(s.id for s in shown) == Counter(s.id for s in segments)
    for piece in pieces:
        assert isinstance(piece, Segment) or len({len(row) for row in piece.rows}) == 1


def test_long_headings_are_cut_in_the_tree_and_run_in_headings_have_their_english(
    demo: Document,
) -> None:
    item = demo.root.sections[1].segments[1]
    long = "建设技术转移平台" * 20
    run_in = Section("2.1", 2, "一是", 1, long, segments=(item,))
    second = demo.root.sections[1]
    second = replace(second, segments=second.segments[:1], sections=(run_in,))
    root = replace(demo.root, sections=(demo.root.sections[0], second))
    page = lxml_html.document_fromstring(write(replace(demo, root=root), "html").decode())
    [tree] = page.find_class("tree")
    [link] = [a for a in tree.iter("a") if a.get("href") == "#section-2.1"]
    chinese, english = link
    assert len(chinese.text) == 60 and chinese.text.endswith("…")
    assert chinese.get("title") == f"一是{long}"
    assert english.text == item.target and english.get("title") is None


def test_a_term_missing_twice_is_named_once_and_often_missing_ones_stand_at_the_top() -> None:
    def segment(number: int, source: str) -> Segment:
        terms = tuple(
            Constraint("term", m.start(), m.end(), word, fate="missing")
            for zh, word in (("农民", "farmer"), ("水库", "reservoir"))
            for m in re.finditer(zh, source)
        )
        return made(number, source, "Text.", constraints=terms)

    document = of_lines(
        segment(1, "农民和农民。"), segment(2, "农民增收。"), segment(3, "水库除险。")
    )
    page = write(document, "html")
    [chips] = element(page, "s0001").find_class("missing-list")
    assert [chip.text_content() for chip in chips] == ["农民 → farmer ×2"]
    [chips] = element(page, "s0003").find_class("missing-list")
    assert [chip.text_content() for chip in chips] == ["水库 → reservoir"]
    fold = element(page, "missing-terms")
    rows = [[cell.text_content() for cell in row] for row in fold.iter("tr")][1:]
    assert rows == [["农民", "farmer", "3", "s0001 s0002"]]
    assert "1 more with fewer misses" in fold.text_content()
    assert b'id="missing-terms"' not in write(of_lines(segment(1, "农民增收。")), "html")


def test_what_was_taken_for_the_frame_of_a_site_is_counted(demo: Document) -> None:
    def tile(document: Document) -> str:
        page = lxml_html.document_fromstring(write(document, "html").decode())
        return " ".join(" ".join(page.find_class("summary")[0].itertext()).split())

    number = len(demo.log[0].before)
    assert (
        f"Characters left out {number + 1} {number} in the site frame, 1 in page numbers repair log"
        in tile(demo)
    )
    assert "Characters left out" not in tile(replace(demo, log=demo.log[2:])), "none of these"


def test_ids_of_other_tools_become_safe_anchors() -> None:
    segments = [
        Segment(name, "报告", OffsetMap.identity(2), n)
        for n, name in enumerate(['a b"<', "line-1", "search"], 1)
    ]
    page = parsed(write(flat_document("x", "xliff", "", segments), "html"))
    assert all(count == 1 for count in page.ids.values())
    assert {"unit-1", "unit-2", "unit-3"} <= set(page.ids)


def spans(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(-1, length + 1), st.integers(-1, length + 1))


@given(st.data(), st.text("科技<>&\"' a", max_size=12))
@settings(deadline=None)
def test_marking_never_changes_the_text(data: st.DataObject, text: str) -> None:
    marks = []
    for number, (start, end) in enumerate(data.draw(st.lists(spans(len(text)), max_size=6))):
        if number % 2:
            marks.append(Mark(start, end, "term", "t", str(number), "enforced"))
        else:
            marks.append(Mark(start, end, "finding", "f", severity="minor"))
    page = f"<p>{marked(text, marks)}</p>"
    parsed(page.encode())
    assert lxml_html.fragment_fromstring(page).text_content() == text


def test_findings_cross_pairs_and_the_worst_shows() -> None:
    marks = [
        Mark(1, 3, "term", "t", "1", "enforced"),
        Mark(2, 5, "finding", "small", severity="minor"),
        Mark(2, 3, "finding", "big", severity="major"),
        Mark(2, 4, "term", "overlaps the first", "2", "enforced"),
    ]
    assert marked("甲乙丙丁戊己", marks) == (
        '甲<mark class="term enforced" data-c="1" title="t">乙'
        '<span class="finding major" title="big">丙</span></mark>'
        '<span class="finding minor" title="small">丁戊</span>己'
    )


def test_segments_carry_their_light_and_doubtful_ones_can_be_filtered(demo: Document) -> None:
    from toolkit.quality import lights

    shown = lights(demo)
    root = lxml_html.document_fromstring(write(demo, "html").decode())
    found = {
        article.get("id"): article.get("data-light") or None
        for article in root.findall(".//article")
    }
    assert {name: found[name] for name in shown} == dict(shown)
    assert all(light is None for name, light in found.items() if name not in shown)
    (button,) = root.findall('.//button[@data-filter="red"]')
    assert button.find("span").text == str(sum(light == "red" for light in shown.values()))
    dots = [dot for dot in root.iter("span") if (dot.get("class") or "").startswith("light ")]
    assert all(dot.get("title") for dot in dots)

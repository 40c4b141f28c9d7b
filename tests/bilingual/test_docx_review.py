"""The review table in Word: what goes out comes back, whatever people do to it on the way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from toolkit.bilingual.docx_review_writer import write_review_docx
from toolkit.bilingual.docx_rows import read_review_docx
from toolkit.bilingual.lines import flat_document
from toolkit.bilingual.review_table import plain, state_of
from toolkit.bilingual.rows import Row
from toolkit.document import Document, Note, Segment, source_hash
from toolkit.errors import BilingualError, OutputError
from toolkit.office import convert
from toolkit.offsets import OffsetMap
from toolkit.pipeline import outline_file
from toolkit.segmenter import Segmenter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
EAST = 'w:author="Li Na" w:date="2024-05-02T09:00:00Z"'
LATER = 'w:author="Wang Fang" w:date="2024-05-03T09:00:00Z"'
COLUMNS = ("id", "label", "source", "target", "comment", "state")

Read = Callable[[bytes], dict[str, Row]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Rows by their ids, of a file with that content."""

    def rows(content: bytes) -> dict[str, Row]:
        path = tmp_path / "edited.docx"
        path.write_bytes(content)
        return {row.id: row for row in read_review_docx(path)}

    return rows


@pytest.fixture(scope="module")
def words() -> Segmenter:
    """One for all samples: it loads its dictionary once."""
    return Segmenter()


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_review_docx(pairs(3))


def pairs(count: int) -> Document:
    """``count`` segments, s0001 …, each with its number in it."""
    return flat_document(
        "plan.docx",
        "docx",
        "",
        [
            segment(f"s{number:04d}", f"第{number}项工作已经完成。", f"Task {number} is done.")
            for number in range(1, count + 1)
        ],
    )


def segment(name: str, source: str, target: str, **more: object) -> Segment:
    made = Segment(name, source, OffsetMap.identity(len(source), 0), 1, target=target)
    return replace(made, state="machine" if target else "none", **more)  # type: ignore[arg-type]


def changed(content: bytes, change: Callable[[etree._Element], None], **parts: str) -> bytes:
    """``content`` with its main part changed, and with more parts (comments="<w:comments…")."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                change(root)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            for kind in parts:
                if name == "word/_rels/document.xml.rels":
                    relation = (
                        f'<Relationship Id="r{kind}" Type="http://schemas.openxmlformats.org/'
                        f'officeDocument/2006/relationships/{kind}" Target="{kind}.xml"/>'
                    )
                    part = part.replace(
                        b"</Relationships>", relation.encode() + b"</Relationships>"
                    )
            new.writestr(name, part)
        for kind, xml in parts.items():
            new.writestr(f"word/{kind}.xml", xml)
    return stream.getvalue()


def row_of(root: etree._Element, name: str) -> etree._Element:
    """The row of the segment ``name``."""
    rows = root.iterfind(".//w:tr", NS)
    return next(r for r in rows if "".join(r.find("w:tc", NS).itertext()).startswith(name))  # type: ignore[union-attr]


def cell_of(root: etree._Element, name: str, column: str) -> etree._Element:
    return row_of(root, name).findall("w:tc", NS)[COLUMNS.index(column)]


def fill(cell: etree._Element, *paragraphs: str) -> None:
    """New paragraphs, as the XML of their runs, for what is in ``cell``."""
    for old in cell.findall("w:p", NS):
        cell.remove(old)
    for runs in paragraphs:
        cell.append(xml(f"<w:p>{runs}</w:p>"))


def xml(content: str) -> etree._Element:
    return etree.fromstring(f'<w:body xmlns:w="{W}">{content}</w:body>')[0]


def run(text: str, kind: str = "t") -> str:
    return f'<w:r><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


def typed(name: str, column: str, *paragraphs: str) -> Callable[[etree._Element], None]:
    return lambda root: fill(cell_of(root, name, column), *paragraphs)


# ------------------------------------------------------------------------------- unchanged


def test_what_nobody_changed_comes_back_as_it_went(demo: Document, read: Read) -> None:
    content = write_review_docx(demo)
    assert content == write_review_docx(demo)
    rows = read(content)
    assert list(rows) == [s.id for s in demo.segments()]
    for s in demo.segments():
        row = rows[s.id]
        assert (row.hash, row.source, row.target, row.state) == (
            s.hash, s.source, s.target, s.state,
        )  # fmt: skip
        assert row.base == source_hash(s.target)
        assert row.comment == "\n".join(n.text for n in s.notes if n.by_person)
        assert not row.author and not row.trouble
    assert rows["s0001"].place == "row 2"


def test_the_file_says_how_to_edit_it_and_shows_what_was_found(demo: Document) -> None:
    word = WordDocument(io.BytesIO(write_review_docx(demo)))
    start = "\n".join(p.text for p in word.paragraphs)
    assert "write in the columns English, Comment and State" in start and "审校方法" in start
    assert word.sections[0].page_width > word.sections[0].page_height
    table = word.tables[0]
    assert table.rows[0]._tr.find("w:trPr/w:tblHeader", NS) is not None
    headings = [cell.text for cell in table.rows[0].cells]
    assert headings[2:4] == ["Chinese 原文", "English 译文"]
    by_id = {cells[0].text.split("\n")[0]: cells for cells in (row.cells for row in table.rows)}
    assert "[critical: 46.34亿元 is 4.634 billion yuan" in by_id["s0006"][4].text
    assert "Quotation marks differ" not in by_id["s0014"][4].text, "a reviewer ignored it"
    source = by_id["s0006"][2]._tc.find(".//w:rPr/w:lang", NS)
    assert source is not None and source.get(f"{{{W}}}val") == "zh-CN"
    spanning = [row for row in table.rows if len(row._tr.tc_lst) == 1]
    assert [row.cells[0].text.split(" #")[0] for row in spanning][:2] == [
        "§ 1 一、强化企业创新主体地位", "§ 1.1 （一）培育高新技术企业",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["water-plan-word.docx", "project-measures-chapters.txt", "science-summary-scraped.txt"]
)
def test_samples_come_back(name: str, root: Path, words: Segmenter, read: Read) -> None:
    outlined = outline_file(root / "corpus" / "samples" / name, segmenter=words)
    document = outlined.with_segments(
        {
            s.id: replace(s, target=f"“{s.id}” – its English", state="machine")
            for s in outlined.segments()
        }
    )
    rows = read(write_review_docx(document))
    assert [(r.id, r.hash, r.source, r.target) for r in rows.values()] == [
        (s.id, s.hash, s.source, s.target) for s in document.segments()
    ]
    assert all(source_hash(row.source) == row.hash for row in rows.values())


HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "</w:t></w:r><w:p/>",
    "]]> &amp; <!-- & -->",
    "a\tb\nc",
    "two  spaces",
    "x" * 200_000,
    "#1234]",
    "[major: not ours #0000]",
    "𠀀 😀",
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_stays_text(text: str, read: Read) -> None:
    document = flat_document("x", "xlf", "", [segment("s0001", f"中{text}", text)])
    row = read(write_review_docx(document))["s0001"]
    assert (row.source, row.target) == (f"中{text}", text)


def test_what_xml_cannot_hold_is_refused_with_its_segment() -> None:
    document = flat_document("x", "xlf", "", [segment("s0001", "中", "a\x0bb\x00")])
    with pytest.raises(OutputError, match="segment s0001: the character U\\+0000"):
        write_review_docx(document)


@settings(max_examples=30)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")),
        min_size=1,
        max_size=4,
    )
)
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    document = flat_document(
        "x", "xlf", "", [segment(f"s{n}", f"中文{t}", t) for n, t in enumerate(texts)]
    )
    path = tmp_path_factory.mktemp("any") / "x.docx"
    path.write_bytes(write_review_docx(document))
    rows = read_review_docx(path)
    assert [row.target for row in rows] == [plain(t) for t in texts]
    lines = str.maketrans("\u2028\u2029", "\n\n")
    assert [row.source for row in rows] == [f"中文{t}".translate(lines) for t in texts]


# ------------------------------------------------------------------------------- edited text


@pytest.mark.parametrize(
    ("paragraphs", "text"),
    [
        ([run("Ta") + "<w:proofErr/>" + run("sk ") + run("one.")], "Task one."),
        ([run("First."), run("Second.")], "First.\nSecond."),
        ([run("First.") + "<w:r><w:br/></w:r>" + run("Second.")], "First.\nSecond."),
        (["", run("Task."), ""], "Task."),
        ([run("co\u00adop\u00adera\u200btion, 5\u00a0km")], "cooperation, 5 km"),
        ([run("well") + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>" + run("known")], "well-known"),
        ([run("“smart” ‘quotes’ — kept…")], "“smart” ‘quotes’ — kept…"),
        ([f'<w:hyperlink w:anchor="x">{run("link")}</w:hyperlink>'], "link"),
        (["<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" + run("shown")], "shown"),
        ([f"<w:sdt><w:sdtPr/><w:sdtContent>{run('controlled')}</w:sdtContent></w:sdt>"], "controlled"),
        (
            [
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
                f"{run('Click here')}</w:sdtContent></w:sdt>"
            ],
            "",
        ),
    ],
)  # fmt: skip
def test_an_edited_english(written: bytes, read: Read, paragraphs: list[str], text: str) -> None:
    row = read(changed(written, typed("s0002", "target", *paragraphs)))["s0002"]
    assert row.target == text


@pytest.mark.parametrize(
    ("paragraphs", "text", "author"),
    [
        (
            [run("Task ") + f"<w:del {EAST}>{run('2', 'delText')}</w:del><w:ins {EAST}>{run('two')}</w:ins>"],
            "Task two",
            "Li Na",
        ),
        (
            [f"<w:ins {LATER}>{run('Later')}</w:ins><w:ins {EAST}>{run(' earlier')}</w:ins>"],
            "Later earlier",
            "Wang Fang",
        ),
        (
            [f"<w:moveFrom {EAST}>{run('moved ')}</w:moveFrom>{run('here ')}<w:moveTo {EAST}>{run('moved')}</w:moveTo>"],
            "here moved",
            "Li Na",
        ),
        ([f"<w:del {EAST}>{run('All of it', 'delText')}</w:del>"], "", "Li Na"),
        (
            [f"<w:pPr><w:rPr><w:del {EAST}/></w:rPr></w:pPr>{run('One ')}", run("line")],
            "One line",
            "Li Na",
        ),
        ([run("Bold") + f"<w:pPr><w:rPr><w:rPrChange {EAST}/></w:rPr></w:pPr>"], "Bold", ""),
    ],
)  # fmt: skip
def test_tracked_changes_are_accepted(
    written: bytes, read: Read, paragraphs: list[str], text: str, author: str
) -> None:
    row = read(changed(written, typed("s0002", "target", *paragraphs)))["s0002"]
    assert (row.target, row.author) == (text, author)


# ------------------------------------------------------------------------------------ rows


def test_rows_may_be_sorted_deleted_and_added(written: bytes, read: Read) -> None:
    def edit(root: etree._Element) -> None:
        first, second, third = (row_of(root, f"s000{n}") for n in (1, 2, 3))
        table = first.getparent()
        assert table is not None
        table.append(first)  # to the end
        table.remove(second)
        added = deepcopy(third)
        for cell, text in zip(
            added.findall("w:tc", NS), "••新句•New.•why•".split("•"), strict=False
        ):
            fill(cell, run(text) if text else "")
        table.append(added)
        blank = deepcopy(added)
        for cell in blank.findall("w:tc", NS):
            fill(cell, "")
        table.append(blank)

    rows = list(read(changed(written, edit)).values())
    assert [row.id for row in rows] == ["s0003", "s0001", ""]
    assert (rows[2].source, rows[2].target, rows[2].comment) == ("新句", "New.", "why")
    assert rows[2].hash == "" and rows[2].state is None


def test_tracked_rows(written: bytes, read: Read) -> None:
    def edit(root: etree._Element) -> None:
        row_of(root, "s0001").insert(0, xml(f"<w:trPr><w:del {EAST}/></w:trPr>"))
        row_of(root, "s0002").insert(0, xml(f"<w:trPr><w:ins {LATER}/></w:trPr>"))

    rows = read(changed(written, edit))
    assert list(rows) == ["s0002", "s0003"]
    assert rows["s0002"].author == "Wang Fang"


def test_rows_and_cells_in_content_controls(written: bytes, read: Read) -> None:
    def edit(root: etree._Element) -> None:
        for element in (row_of(root, "s0001"), cell_of(root, "s0002", "target")):
            wrapper = xml("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
            element.addprevious(wrapper)
            wrapper[1].append(element)

    rows = read(changed(written, edit))
    assert [row.target for row in rows.values()] == [f"Task {n} is done." for n in (1, 2, 3)]


def test_merged_cells_are_trouble_and_nothing_is_guessed(written: bytes, read: Read) -> None:
    def edit(root: etree._Element) -> None:
        merged = cell_of(root, "s0002", "target")
        merged.find("w:tcPr", NS).append(xml("<w:vMerge/>"))  # type: ignore[union-attr]
        fill(merged, "")
        third = row_of(root, "s0003")
        gone = cell_of(root, "s0003", "target")
        cell_of(root, "s0003", "source").append(deepcopy(gone.find("w:p", NS)))  # type: ignore[arg-type]
        third.remove(gone)

    rows = read(changed(written, edit))
    assert not rows["s0001"].trouble
    assert "merged with the row above" in rows["s0002"].trouble
    assert rows["s0003"].trouble.startswith("it has 5 cells where the others have 6")
    assert "Task 3 is done." in rows["s0003"].target and rows["s0003"].place == "row 4"


# --------------------------------------------------------------------------------- columns


def test_columns_may_be_moved_and_renamed(demo: Document, read: Read) -> None:
    document = write_review_docx(demo)

    def moved(root: etree._Element) -> None:
        for row in root.iterfind(".//w:tr", NS):
            cells = row.findall("w:tc", NS)
            if len(cells) == 6:
                row.extend([cells[5], cells[3], cells[2], cells[0], cells[1], cells[4]])

    def renamed(root: etree._Element) -> None:
        for cell in next(root.iterfind(".//w:tr", NS)).findall("w:tc", NS):
            fill(cell, run("Spalte"))

    def without_headings(root: etree._Element) -> None:
        row = next(root.iterfind(".//w:tr", NS))
        row.getparent().remove(row)  # type: ignore[union-attr]

    def both(root: etree._Element) -> None:
        moved(root)
        renamed(root)

    expected = [
        (s.id, s.source, s.target, s.state, "\n".join(n.text for n in s.notes if n.by_person))
        for s in demo.segments()
    ]
    for change in (moved, renamed, without_headings, both):
        rows = read(changed(document, change)).values()
        found = [
            (r.id, r.source, r.target, r.state, r.comment) for r in rows if r.id.startswith("s0")
        ]
        assert found == expected, change.__name__


def test_headings_in_other_words(written: bytes, read: Read) -> None:
    words = ("编号", "序号", "中文", "英文（请修改）", "审校意见: 备注", "状态")

    def edit(root: etree._Element) -> None:
        cells = next(root.iterfind(".//w:tr", NS)).findall("w:tc", NS)
        for cell, word in zip(cells, words, strict=True):
            fill(cell, run(word))

    assert read(changed(written, edit))["s0003"].target == "Task 3 is done."


def test_a_column_that_people_added_goes_into_the_comment(written: bytes, read: Read) -> None:
    def added(root: etree._Element, heading: str = "Reviewer B") -> None:
        for number, row in enumerate(root.iterfind(".//w:tr", NS)):
            cell = xml("<w:tc/>")
            text = heading if number == 0 else "Shorter!" if number == 2 else ""
            fill(cell, run(text) if text else "")
            row.append(cell)

    def without_english(root: etree._Element) -> None:
        added(root)
        for row in root.iterfind(".//w:tr", NS):
            row.remove(row.findall("w:tc", NS)[3])

    rows = read(changed(written, added))
    assert [row.comment for row in rows.values()] == ["", "Reviewer B: Shorter!", ""]
    assert rows["s0002"].target == "Task 2 is done."
    with pytest.raises(BilingualError, match="no column headed English"):
        read(changed(written, without_english))
    with pytest.raises(
        BilingualError, match="two columns are headed as the English, 'New English'"
    ):
        read(changed(written, lambda root: added(root, "New English")))


def test_a_table_split_in_two_is_read_whole(written: bytes, read: Read) -> None:
    def edit(root: etree._Element) -> None:
        table = root.find(".//w:tbl", NS)
        assert table is not None
        second = deepcopy(table)
        for row in second.findall("w:tr", NS)[:2]:
            second.remove(row)
        for row in table.findall("w:tr", NS)[2:]:
            table.remove(row)
        table.addnext(second)
        table.addnext(xml("<w:p/>"))

    rows = read(changed(written, edit))
    assert [(row.id, row.place) for row in rows.values()] == [
        ("s0001", "table 1, row 2"), ("s0002", "table 2, row 1"), ("s0003", "table 2, row 2"),
    ]  # fmt: skip


def test_a_table_copied_into_another_document(written: bytes, read: Read, tmp_path: Path) -> None:
    table = WordDocument(io.BytesIO(written)).tables[0]._tbl
    other = WordDocument()
    other.add_paragraph("Dear colleague, here are my changes.")
    list_of_names = other.add_table(2, 2)
    list_of_names.cell(0, 0).text, list_of_names.cell(0, 1).text = "English", "Chinese"
    frame = other.add_table(1, 1)
    frame.cell(0, 0)._tc.insert(1, deepcopy(table))
    path = tmp_path / "mail.docx"
    other.save(str(path))
    assert list(read(path.read_bytes())) == ["s0001", "s0002", "s0003"]


# ------------------------------------------------------------------- states, comments, findings


@pytest.mark.parametrize(
    ("word", "state", "comment"),
    [
        ("已审", "approved", ""),
        (" Approved. ", "approved", ""),
        ("√", "approved", ""),
        ("ＯＫ！", "approved", ""),
        ("已审校", "approved", ""),
        ("已修改", "edited", ""),
        ("机译", "machine", ""),
        ("未译", "none", ""),
        ("", None, ""),
        ("ask Li Na", None, "state: ask Li Na"),
    ],
)
def test_state_words(
    written: bytes, read: Read, word: str, state: str | None, comment: str
) -> None:
    row = read(changed(written, typed("s0001", "state", run(word) if word else "")))["s0001"]
    assert (row.state, row.comment) == (state, comment)


def test_every_state_means_itself() -> None:
    for state in ("machine", "memory", "edited", "approved", "none"):
        assert state_of(state.upper()) == state
    assert state_of("done by Li") is None


def test_comments_in_the_margin_belong_to_their_row(written: bytes, read: Read) -> None:
    def edit(root: etree._Element) -> None:
        anchored = '<w:commentRangeStart w:id="{0}"/>{1}<w:r><w:commentReference w:id="{0}"/></w:r>'
        fill(cell_of(root, "s0001", "target"), anchored.format(1, run("Same")))
        fill(
            cell_of(root, "s0002", "target"),
            f"<w:ins {EAST}>{run('New')}</w:ins>" + anchored.format(2, ""),
        )
        fill(cell_of(root, "s0002", "comment"), run("In the column."))
        first = root.find(".//w:p", NS)
        assert first is not None
        first.append(xml('<w:r><w:commentReference w:id="3"/></w:r>'))

    texts = {1: "Is it?", 2: "Which year?", 3: "For the whole file."}
    notes = "".join(
        f'<w:comment w:id="{n}" {LATER}><w:p>{run(text)}</w:p><w:p>{run("Thanks.")}</w:p></w:comment>'
        for n, text in texts.items()
    )
    content = changed(written, edit, comments=f'<w:comments xmlns:w="{W}">{notes}</w:comments>')
    rows = read(content)
    assert (rows["s0001"].comment, rows["s0001"].author) == ("Is it?\nThanks.", "Wang Fang")
    assert rows["s0002"].author == "Li Na"
    assert rows["s0002"].comment == "In the column.\nWang Fang: Which year?\nThanks."
    assert rows["s0003"].comment == ""
    assert rows[""] == Row(
        "comment", "", "", "", "", comment="For the whole file.\nThanks.", author="Wang Fang"
    )


def test_findings_are_told_from_what_people_write(demo: Document, read: Read) -> None:
    content = write_review_docx(demo)

    def written_into(root: etree._Element) -> None:
        cell = cell_of(root, "s0006", "comment")
        texts = ["".join(p.itertext()) for p in cell.findall("w:p", NS)]
        assert len(texts) == 2 and all(text.startswith("[") for text in texts)
        fill(
            cell,
            run(texts[0] + " Corrected."),
            run(texts[1].replace("should", "really should")),
            run("Ask Li Na."),
        )

    comment = read(changed(content, written_into))["s0006"].comment
    assert comment is not None
    first, second, third = comment.split("\n")
    assert (first, third) == ("Corrected.", "Ask Li Na.")
    assert second.startswith("[major: 高新技术企业 really should be")


def test_what_is_written_into_a_sections_row_is_not_lost(demo: Document, read: Read) -> None:
    def edit(root: etree._Element) -> None:
        cell = next(
            row for row in root.iterfind(".//w:tr", NS) if len(row.findall("w:tc", NS)) == 1
        ).find("w:tc", NS)
        assert cell is not None
        cell.append(xml(f"<w:p>{run('This chapter is old.')}</w:p>"))

    row = read(changed(write_review_docx(demo), edit))[""]
    assert (row.id, row.source, row.target) == ("", "", "")
    assert row.comment == "This chapter is old. (§ 1 一、强化企业创新主体地位)"


def test_what_is_written_below_the_table_is_not_lost(written: bytes, read: Read) -> None:
    def edit(root: etree._Element) -> None:
        body = root.find("w:body", NS)
        assert body is not None
        gone = f"<w:del w:id='7' w:author='Li' w:date='2026-04-01T00:00:00Z'>{run('No.', 'delText')}</w:del>"
        for content in (run("译名需统一。"), run("See ") + gone + run("section 2.")):
            body.insert(len(body) - 1, xml(f"<w:p>{content}</w:p>"))

    row = read(changed(written, edit))[""]
    assert (row.place, row.source, row.target) == ("text below the table", "", "")
    assert (row.comment, row.author) == ("译名需统一。\nSee section 2.", "Li")


def test_comments_of_people_go_out(read: Read) -> None:
    noted = segment(
        "s0001", "中文。", "Text.", notes=(Note("Li Na", "Short."), Note("repair", "mended"))
    )
    row = read(write_review_docx(flat_document("x", "xlf", "", [noted])))["s0001"]
    assert row.comment == "Short."


# ------------------------------------------------------------------------------- bad input


def test_what_is_no_review_table_is_one_line(tmp_path: Path, written: bytes) -> None:
    def error(content: bytes | None, name: str = "x.docx") -> str:
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(BilingualError) as caught:
            read_review_docx(path)
        message = str(caught.value)
        assert str(path) in message and "\n" not in message
        return message

    plain_word = io.BytesIO()
    word = WordDocument()
    word.add_table(2, 2).cell(0, 0).text = "English"
    word.save(plain_word)
    assert "no review table in it" in error(plain_word.getvalue())
    assert "not a Word document" in error(b"id\tsource\ttarget\n")
    assert "not a Word document" in error(b"")
    assert "cannot be read" in error(None, "missing.docx")
    assert "PDF" in error(b"%PDF-1.4 ...")
    assert "broken" in error(written[: len(written) // 2])
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "encrypted" in error(ole)
    (tmp_path / "folder.docx").mkdir()
    assert "cannot be read" in error(None, "folder.docx")

    entities = changed(written, lambda root: None)
    with zipfile.ZipFile(io.BytesIO(entities)) as archive:
        xml_text = archive.read("word/document.xml")
    start = xml_text.index(b"?>") + 2
    declared = xml_text[:start] + b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml_text[start:]
    assert "entities" in error(repacked(written, declared))
    bomb = b"<w:document>" + b" " * 60_000_000 + b"</w:document>"
    assert "unpacks to" in error(repacked(written, bomb))
    assert "broken" in error(repacked(written, b"<w:document"))


def repacked(content: bytes, main: bytes) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, main if name == "word/document.xml" else old.read(name))
    return stream.getvalue()


# ------------------------------------------------------------------------------ LibreOffice


@pytest.mark.libreoffice
def test_libreoffice_gives_back_what_it_was_given(demo: Document, read: Read) -> None:
    lines = segment(
        "s0099", "第一行\n第二行，“引号”——5\u00a0公里", "One\nTwo, “quoted” — well-known\tx"
    )
    document = replace(demo, root=replace(demo.root, segments=(*demo.root.segments, lines)))

    def edit(root: etree._Element) -> None:
        old, new = (
            f"<w:del {EAST}>{run('Old', 'delText')}</w:del>",
            f"<w:ins {EAST}>{run('New')}</w:ins>",
        )
        fill(cell_of(root, "s0003", "target"), old + new + run(" English."))

    content = changed(write_review_docx(document), edit)
    once = convert(convert(content, ".docx", "odt"), ".odt", "docx")
    rows, again = read(content), read(once)
    assert (again["s0003"].target, again["s0003"].author) == ("New English.", "Li Na")
    assert [
        (r.id, r.hash, r.base, r.source, r.target, r.state, r.comment) for r in again.values()
    ] == [(r.id, r.hash, r.base, r.source, r.target, r.state, r.comment) for r in rows.values()]
    assert again["s0099"].source == lines.source

"""The English document, the two-column one and the PDF: what is to be handed over."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.text.paragraph import Paragraph
from lxml import etree

from toolkit.bilingual import write
from toolkit.bilingual.lines import flat_document
from toolkit.document import Document, Section, Segment
from toolkit.errors import OutputError
from toolkit.offsets import OffsetMap

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(document: Document, name: str) -> WordDocument:
    content = write(document, name)
    assert content == write(document, name), "bytes depend on the document alone"
    return WordDocument(io.BytesIO(content))


def segment(number: int, source: str, target: str, line: int = 0, **more: object) -> Segment:
    made = Segment(
        f"s{number:04d}", source, OffsetMap.identity(len(source), 0), line or number, target=target
    )
    return replace(made, state="machine" if target else "none", **more)  # type: ignore[arg-type]


@pytest.fixture
def notice() -> Document:
    """A notice with a number above its title, a table, a note, a signature and a date."""
    cells = [
        segment(
            10 + 2 * row + column,
            source,
            target,
            kind="cell",
            place=f"table 1, row {row}, column {column}",
        )
        for row, line in enumerate(
            [(("项目", "Project"), ("投资", "Investment")), (("水库", "Reservoir"), ("5亿元", ""))],
            1,
        )
        for column, (source, target) in enumerate(line, 1)
    ]
    section = Section(
        "1",
        1,
        "一、",
        1,
        "目标",
        segments=(
            segment(5, "一、目标", "I. Goals", kind="heading", label="一、"),
            segment(6, "投资五亿元。", "The investment is 500 million yuan.", 5),
            segment(7, "年内完成家。", "Another [?] will be completed this year.", 5),
            segment(8, "包括补助。", "Grants are included.", place="footnote 1"),
            *cells,
            segment(30, "青溪县水利局", "Qingxi County Water Resources Bureau"),
            segment(31, "2020年1月16日", "January 16, 2020", kind="date"),
        ),
    )
    above = segment(1, "青水〔2020〕5号", "Qing Shui [2020] No. 5")
    titles = (
        segment(2, "关于下达", "Notice on Issuing", kind="title"),
        segment(3, "计划的通知", "the Plan", kind="title"),
    )
    root = Section(
        "r", 0, "", None, "关于下达计划的通知",
        segments=(above, *titles, segment(4, "各单位：", "To all units:")),
        sections=(section,),
    )  # fmt: skip
    return Document("notice.docx", "docx", "", root)


def test_the_outline_becomes_words_own_styles(demo: Document) -> None:
    found = [(p.style.name, p.text) for p in word(demo, "docx").paragraphs]
    headings = [(style, text.split(" ")[0]) for style, text in found if style.startswith("Head")]
    assert headings == [
        ("Heading 1", "I."), ("Heading 2", "(I)"), ("Heading 2", "(II)"),
        ("Heading 1", "II."), ("Heading 1", "III."),
    ]  # fmt: skip
    assert found[0][0] == "Title" and found[0][1].startswith("Work Summary for 2019")
    assert found[-1] == ("Date", "December 30, 2019")


def test_segments_of_a_line_are_a_paragraph_again(demo: Document) -> None:
    paragraphs = [p.text for p in word(demo, "docx").paragraphs]
    intro = next(text for text in paragraphs if text.startswith("Over the past year"))
    assert "all areas of its work. The county spent 820 million yuan" in intro
    assert any("were registered; Second, 45 science" in text for text in paragraphs)


def test_what_is_not_translated_is_seen_and_never_left_out(demo: Document) -> None:
    document = word(demo, "docx")
    text = "\n".join(p.text for p in document.paragraphs)
    assert "[untranslated: 举办政策宣讲会12场" in text
    marked = [r.text for p in document.paragraphs for r in p.runs if r.style.name == "Unfinished"]
    assert marked[0] == "[?]" and marked[1] == "[untranslated: "
    unsure = next(demo.segments())
    guessed = demo.with_segments({unsure.id: replace(unsure, state="none")})
    title = word(guessed, "docx").paragraphs[0]
    assert [run.style.name for run in title.runs] == ["Unfinished"]


def test_a_notice_looks_like_one(notice: Document) -> None:
    document = word(notice, "docx")
    found = [(p.style.name, p.text) for p in document.paragraphs if p.text]
    assert found == [
        ("Subtitle", "Qing Shui [2020] No. 5"),
        ("Title", "Notice on Issuing the Plan"),
        ("Normal", "To all units:"),
        ("Heading 1", "I. Goals"),
        (
            "Normal",
            "The investment is 500 million yuan. Another [?] will be completed this year.",
        ),
        ("footnote text", "Grants are included."),
        ("Signature", "Qingxi County Water Resources Bureau"),
        ("Date", "January 16, 2020"),
    ]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Project", "Investment"],
        ["Reservoir", "[untranslated: 5亿元]"],
    ]
    for style in ("Date", "Signature"):
        assert document.styles[style].paragraph_format.alignment == 2  # right
    assert document.core_properties.title == "Notice on Issuing the Plan"
    assert document.core_properties.created.year == 1980


def test_two_columns_and_headings_across(notice: Document) -> None:
    document = word(notice, "bilingual-docx")
    across = [(p.style.name, p.text) for p in document.paragraphs if p.text]
    assert across == [
        ("Title", "关于下达计划的通知\nNotice on Issuing the Plan"),
        ("Heading 1", "一、目标\nI. Goals"),
    ]
    tables = [[[c.text for c in row.cells] for row in t.rows] for t in document.tables]
    assert tables == [
        [["青水〔2020〕5号", "Qing Shui [2020] No. 5"]],
        [["各单位：", "To all units:"]],
        [
            [
                "投资五亿元。年内完成家。",
                "The investment is 500 million yuan. Another [?] will be completed this year.",
            ],
            ["包括补助。", "Grants are included."],
        ],
        [
            ["项目\nProject", "投资\nInvestment"],
            ["水库\nReservoir", "5亿元\n[untranslated: 5亿元]"],
        ],
        [
            ["青溪县水利局", "Qingxi County Water Resources Bureau"],
            ["2020年1月16日", "January 16, 2020"],
        ],
    ]


@pytest.mark.parametrize("name", ["docx", "bilingual-docx"])
def test_every_segment_is_there(demo: Document, name: str) -> None:
    root = WordDocument(io.BytesIO(write(demo, name))).element
    text = "".join(root.itertext())
    for s in demo.segments():
        assert (s.target or s.source) in text
        assert name == "docx" or s.source in text


@pytest.mark.parametrize("name", ["review-docx", "docx", "bilingual-docx"])
def test_pages_fonts_and_languages(demo: Document, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(write(demo, name))) as package:
        assert package.testzip() is None
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [n for n in package.namelist() if "thumbnail" in n]
        styles = package.read("word/styles.xml").decode()
        fonts = package.read("word/fontTable.xml").decode()
        settings = package.read("word/settings.xml").decode()
        footers = [package.read(n).decode() for n in package.namelist() if "footer" in n]
        size = etree.fromstring(package.read("word/document.xml")).find(f".//{{{W}}}pgSz")
    assert 'w:ascii="Times New Roman"' in styles and 'w:eastAsia="宋体"' in styles
    assert '<w:lang w:val="en-US" w:eastAsia="zh-CN"' in styles
    assert 'w:name="宋体"><w:altName w:val="SimSun"/>' in fonts
    assert ("trackRevisions" in settings) == (name == "review-docx")
    assert any(" PAGE " in footer and " NUMPAGES " in footer for footer in footers)
    assert size is not None
    measures = {int(size.get(f"{{{W}}}{side}", "0")) for side in ("w", "h")}
    assert measures == {11906, 16838}  # A4


@pytest.mark.parametrize("name", ["docx", "bilingual-docx"])
def test_hostile_text_is_text(name: str) -> None:
    texts = ["=1+1", "</w:p><w:p>", "]]>&amp;", "line\nbreak\ttab", "x" * 100_000]
    hostile = flat_document(
        "x", "xlf", "", [segment(n, f"中{text}", text) for n, text in enumerate(texts, 1)]
    )
    document = word(hostile, name)
    paragraphs: list[Paragraph] = [*document.paragraphs]
    for table in document.tables:
        paragraphs += [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    assert set(texts) <= {paragraph.text for paragraph in paragraphs}
    illegal = flat_document("x", "xlf", "", [segment(1, "中", "a\x08b")])
    with pytest.raises(OutputError, match="segment s0001: the character U\\+0008"):
        write(illegal, name)


def test_a_document_without_title_or_sections() -> None:
    bare = flat_document(
        "pairs.tsv", "tsv", "", [segment(1, "你好。", "Hello."), segment(2, "\u3000", "")]
    )
    assert [p.text for p in word(bare, "docx").paragraphs] == ["Hello."]
    assert word(bare, "docx").core_properties.title == "pairs.tsv"


@pytest.mark.libreoffice
def test_libreoffice_opens_them_all(demo: Document, notice: Document, tmp_path: Path) -> None:
    sources = []
    for stem, document in (("demo", demo), ("notice", notice)):
        for name in ("review-docx", "docx", "bilingual-docx"):
            sources.append(tmp_path / f"{stem}-{name}.docx")
            sources[-1].write_bytes(write(document, name))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(tmp_path), *map(str, sources)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    for source in sources:
        text = source.with_suffix(".txt").read_text("utf-8-sig")
        document = demo if source.name.startswith("demo") else notice
        for s in document.segments():
            assert (s.target or s.source) in text, (source.name, s.id)


@pytest.mark.libreoffice
def test_pdf_has_pages_bookmarks_and_the_same_bytes_again(notice: Document) -> None:
    content = write(notice, "pdf")
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    for text in ("I. Goals", "Notice on Issuing the Plan"):  # a bookmark, and the title
        assert text.encode("utf-16-be").hex().upper().encode() in content
    assert content == write(notice, "pdf")

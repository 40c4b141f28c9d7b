"""What a docx says, in reading order."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from docx import Document as WordDocument

from toolkit.document import RawDocument
from toolkit.errors import ReadingError
from toolkit.reading import read_bytes


def texts(document: RawDocument) -> list[str]:
    return [document.text[p.start : p.end] for p in document.paragraphs]


@pytest.fixture
def read(word: SimpleNamespace) -> Callable[..., list[str]]:
    """The paragraphs of a docx with that body."""

    def reading(body: str, parts: dict[str, str] | None = None) -> list[str]:
        return texts(read_bytes(word.docx(body, parts), "x.docx"))

    return reading


def test_a_document_of_a_word_processor() -> None:
    word = WordDocument()
    word.add_heading("工作总结", 0)
    word.add_heading("主要工作", 1)
    word.add_paragraph("今年完成投资。")
    word.add_heading("农业", 2)
    table = word.add_table(rows=2, cols=3)
    table.cell(0, 0).text = "项目"
    table.cell(1, 2).text = "8600"
    word.sections[0].header.paragraphs[0].text = "文件汇编"
    word.sections[0].footer.paragraphs[0].text = "办公室印"
    out = io.BytesIO()
    word.save(out)
    document = read_bytes(out.getvalue(), "总结.docx")
    assert document.name == "总结.docx"
    assert document.format == "docx"
    assert [(p.kind, p.level, p.place) for p in document.paragraphs] == [
        ("header", None, "header"),
        ("heading", 0, ""),
        ("heading", 1, ""),
        ("text", None, ""),
        ("heading", 2, ""),
        ("cell", None, "table 1, row 1, column 1"),
        ("cell", None, "table 1, row 2, column 3"),
        ("footer", None, "footer"),
    ]
    assert document.text == "\n".join(texts(document))
    assert texts(document)[0] == "文件汇编"


def test_line_breaks_end_a_paragraph_and_tabs_are_spaces(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    body = "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>"
    assert read(body) == ["甲", "乙 丙"]


def test_tracked_changes_are_read_as_accepted(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    body = (
        f"<w:p>{word.run('共')}<w:ins>{word.run('三')}</w:ins>"
        "<w:del><w:r><w:delText>二</w:delText></w:r></w:del>"
        f"<w:moveFrom>{word.run('旧')}</w:moveFrom><w:moveTo>{word.run('新')}</w:moveTo>"
        f"{word.run('项')}</w:p>"
    )
    assert read(body) == ["共三新项"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert read(word.paragraph("前", deleted) + word.paragraph("后")) == ["前后"]
    assert read(word.paragraph("前") + word.paragraph("后")) == ["前", "后"]
    assert read(word.paragraph("末", deleted)) == ["末"]
    table = f"<w:tbl><w:tr>{cell(word.paragraph('格')) * 2}</w:tr></w:tbl>"
    assert read(word.paragraph("前", deleted) + table) == ["前", "格", "格"]


def test_deleted_rows_are_left_out(read: Callable[..., list[str]], word: SimpleNamespace) -> None:
    def row(text: str, properties: str = "") -> str:
        cell = f"<w:tc>{word.paragraph(text)}</w:tc>"
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cell}{cell}</w:tr>"

    assert read(f"<w:tbl>{row('留')}{row('删', '<w:del/>')}</w:tbl>") == ["留", "留"]


def test_wrappers_do_not_hide_text(read: Callable[..., list[str]], word: SimpleNamespace) -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{word.paragraph('控件')}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink>{word.run('链接')}</w:hyperlink>"
        f"<w:smartTag><w:smartTagPr/>{word.run('标记')}</w:smartTag>"
        f"<w:sdt><w:sdtContent>{word.run('内联')}</w:sdtContent></w:sdt>"
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    )
    assert read(body) == ["控件", "链接标记内联x=1"]


SHOWN = "<w:vanish w:val='0'/>"


def test_hidden_text_and_ruby_readings_are_left_out(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    body = (
        f"<w:p>{word.run('见')}{word.run('隐', '<w:vanish/>')}"
        f"{word.run('显', SHOWN)}"
        f"<w:r><w:ruby><w:rt>{word.run('pin')}</w:rt><w:rubyBase>{word.run('字')}</w:rubyBase>"
        "</w:ruby></w:r></w:p>"
    )
    assert read(body) == ["见显字"]


def test_a_text_box_is_read_once_behind_its_paragraph(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    box = f"<w:txbxContent>{word.paragraph('框中')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{word.run('正文')}</w:p>{word.paragraph('其后')}"
    )
    assert read(body) == ["正文", "框中", "其后"]
    document = read_bytes(word.docx(body), "x.docx")
    assert document.paragraphs[1].place == "text box"


def test_an_empty_choice_gives_way_to_the_fallback(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    body = (
        "<w:p><mc:AlternateContent><mc:Choice Requires='x'><w:r/></mc:Choice>"
        f"<mc:Fallback>{word.run('后备')}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert read(body) == ["后备"]


def test_the_texts_of_a_diagram_are_kept(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    body = f"<w:p>{word.run('见图')}<w:r><w:drawing><dgm:relIds r:dm='diagrams/data1'/></w:drawing></w:r></w:p>"
    data = "<a:p><a:r><a:t>第一</a:t></a:r><a:r><a:t>步</a:t></a:r></a:p>"
    assert read(body, {"diagrams/data1.xml": data}) == ["见图", "第一步"]


def test_notes_follow_the_paragraph_that_refers_to_them(word: SimpleNamespace) -> None:
    body = (
        f"<w:p>{word.run('有注')}<w:r><w:footnoteReference w:id='2'/></w:r>"
        f"<w:r><w:endnoteReference w:id='2'/></w:r></w:p>{word.paragraph('其后')}"
    )
    notes = (
        f"<w:footnote w:id='0' w:type='separator'>{word.paragraph('线')}</w:footnote>"
        f"<w:footnote w:id='2'>{word.paragraph('脚注')}</w:footnote>"
    )
    ends = f"<w:endnote w:id='2'>{word.paragraph('尾注')}</w:endnote>"
    document = read_bytes(word.docx(body, {"footnotes.xml": notes, "endnotes.xml": ends}), "x.docx")
    assert texts(document) == ["有注", "脚注", "尾注", "其后"]
    assert [p.place for p in document.paragraphs] == ["", "footnote 1", "endnote 1", ""]
    assert [p.kind for p in document.paragraphs] == ["text", "footnote", "footnote", "text"]


def test_a_note_that_refers_to_itself_is_read_once(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    reference = "<w:r><w:footnoteReference w:id='1'/></w:r>"
    note = f"<w:footnote w:id='1'><w:p>{word.run('注')}{reference}</w:p></w:footnote>"
    body = f"<w:p>{word.run('文')}{reference}</w:p>"
    assert read(body, {"footnotes.xml": note}) == ["文", "注"]


def section(*references: str) -> str:
    inside = "".join(f"<w:{each.rstrip('12')}Reference r:id='{each}'/>" for each in references)
    return f"<w:p><w:pPr><w:sectPr>{inside}</w:sectPr></w:pPr></w:p>"


def test_headers_come_first_and_each_text_once(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    body = word.paragraph("正文") + section("header1", "footer1") + section("header2")
    parts = {
        "header1.xml": word.paragraph("汇编"),
        "header2.xml": word.paragraph("汇编") + word.paragraph("附件"),
        "footer1.xml": word.paragraph("印发"),
    }
    assert read(body, parts) == ["汇编", "附件", "正文", "印发"]


def test_a_header_that_no_section_uses_is_not_shown(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    assert read(word.paragraph("正文"), {"header1.xml": word.paragraph("未用")}) == ["正文"]


def field(word: SimpleNamespace, instruction: str, result: str) -> str:
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        f"{word.run(result)}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


def test_page_fields_are_dropped_in_margins_only(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    page = f"<w:p>{word.run('第')}{field(word, 'PAGE', '3')}{word.run('页')}</w:p>"
    simple = (
        f"<w:p>{word.run('简报')}<w:fldSimple w:instr=' PAGE '>{word.run('3')}</w:fldSimple></w:p>"
    )
    body = f"<w:p>{word.run('共')}{field(word, 'NUMPAGES', '9')}{word.run('页')}</w:p>" + section(
        "header1", "footer1"
    )
    assert read(body, {"header1.xml": simple, "footer1.xml": page}) == ["简报", "共9页"]


def test_a_field_shows_its_result_and_not_what_it_computes_from(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    inner = field(word, "MERGEFIELD 月", "五")
    outer = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF </w:instrText></w:r>"
        f"{inner}<w:r><w:fldChar w:fldCharType='separate'/></w:r>{word.run('六月')}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    assert read(f"<w:p>{word.run('于')}{outer}{word.run('完成')}</w:p>") == ["于六月完成"]


def test_text_of_a_field_that_is_never_closed_is_kept(
    read: Callable[..., list[str]], word: SimpleNamespace
) -> None:
    body = (
        f"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>{word.run('甲')}</w:p>"
        + word.paragraph("乙")
    )
    assert read(body) == ["甲", "乙"]


def test_a_table_of_contents_is_kept_and_told(word: SimpleNamespace) -> None:
    body = (
        f"<w:p>{field(word, 'TOC', '一、总则')}</w:p>"
        + word.paragraph("二、分则", "<w:pStyle w:val='C1'/>")
        + word.paragraph("一、总则", "<w:pStyle w:val='H1'/>")
    )
    styles = (
        "<w:style w:type='paragraph' w:styleId='C1'><w:name w:val='toc 1'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/></w:style>"
    )
    document = read_bytes(word.docx(body, {"styles.xml": styles}), "x.docx")
    assert [(p.kind, p.place) for p in document.paragraphs] == [
        ("text", "table of contents"),
        ("text", "table of contents"),
        ("heading", ""),
    ]


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ("<w:pStyle w:val='own'/>", 2),  # based on heading 2
        ("<w:pStyle w:val='T'/>", 0),
        ("<w:pStyle w:val='zh'/>", 3),
        ("<w:outlineLvl w:val='0'/>", 1),
        ("<w:pStyle w:val='own'/><w:outlineLvl w:val='9'/>", None),  # set to body text
        ("<w:pStyle w:val='loop'/>", None),
        ("<w:pStyle w:val='absent'/>", None),
        ("", None),
    ],
)
def test_heading_levels(word: SimpleNamespace, properties: str, level: int | None) -> None:
    def style(identity: str, name: str, based_on: str = "") -> str:
        return (
            f"<w:style w:type='paragraph' w:styleId='{identity}'><w:name w:val='{name}'/>"
            f"<w:basedOn w:val='{based_on}'/></w:style>"
        )

    styles = (
        style("a2", "heading 2")
        + style("own", "公文标题样式", "a2")
        + style("T", "Title")
        + style("zh", "标题 3")
        + style("loop", "甲", "loop")
    )
    document = read_bytes(
        word.docx(word.paragraph("标题", properties), {"styles.xml": styles}), "x.docx"
    )
    (paragraph,) = document.paragraphs
    assert (paragraph.kind, paragraph.level) == ("text" if level is None else "heading", level)


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_merged_cells_are_read_once_and_columns_count_in_the_grid(word: SimpleNamespace) -> None:
    p = word.paragraph
    wide, high = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>"
    body = (
        "<w:tbl>"
        f"<w:tr>{cell(p('合'), wide)}{cell(p('丙'), high)}</w:tr>"
        f"<w:tr>{cell(p('甲'))}{cell(p('乙'))}{cell('<w:p/>', '<w:vMerge/>')}</w:tr>"
        "</w:tbl>"
    )
    document = read_bytes(word.docx(body), "x.docx")
    assert dict(zip(texts(document), (p.place for p in document.paragraphs), strict=True)) == {
        "合": "table 1, row 1, column 1",
        "丙": "table 1, row 1, column 3",
        "甲": "table 1, row 2, column 1",
        "乙": "table 1, row 2, column 2",
    }


def test_nested_tables_and_frames(word: SimpleNamespace) -> None:
    p = word.paragraph
    inner = f"<w:tbl><w:tr>{cell(p('子'))}{cell(p('丑'))}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr>{cell(inner + '<w:p/>')}{cell(p('寅'))}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr>{cell(p('框里的正文'))}</w:tr></w:tbl>"
    document = read_bytes(word.docx(frame + outer), "x.docx")
    assert [(p.kind, p.place) for p in document.paragraphs] == [
        ("text", ""),
        ("cell", "table 1, row 1, column 1, table 1, row 1, column 1"),
        ("cell", "table 1, row 1, column 1, table 1, row 1, column 2"),
        ("cell", "table 1, row 1, column 2"),
    ]


def test_the_strict_variant_of_the_format_is_read(word: SimpleNamespace) -> None:
    xml = word.part("document", f"<w:body>{word.paragraph('严格')}</w:body>").replace(
        word.namespace, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    data = word.zipped({"[Content_Types].xml": word.content_types, "word/document.xml": xml})
    assert texts(read_bytes(data, "x.docx")) == ["严格"]


def test_part_names_with_backslashes_and_capitals_are_found(word: SimpleNamespace) -> None:
    xml = word.part("document", f"<w:body>{word.paragraph('路径')}</w:body>")
    data = word.zipped(
        {
            "[Content_Types].xml": word.content_types,
            "_rels\\.rels": word.main_relationship,
            "Word\\Document.xml": xml,
        }
    )
    assert texts(read_bytes(data, "x.docx")) == ["路径"]


def test_deep_nesting_is_read_or_refused_in_one_line(word: SimpleNamespace) -> None:
    def nested(depth: int) -> str:
        return (
            "<w:tbl><w:tr><w:tc>" * depth
            + word.paragraph("深处")
            + "</w:tc></w:tr></w:tbl>" * depth
        )

    assert texts(read_bytes(word.docx(nested(80)), "x.docx")) == ["深处"]
    hyperlinks = f"<w:p>{'<w:hyperlink>' * 240}{word.run('深处')}{'</w:hyperlink>' * 240}</w:p>"
    assert texts(read_bytes(word.docx(hyperlinks), "x.docx")) == ["深处"]
    with pytest.raises(ReadingError, match=r"x\.docx: the file is broken in its part"):
        read_bytes(word.docx(nested(400)), "x.docx")


def test_an_embedded_document_is_refused_rather_than_lost(word: SimpleNamespace) -> None:
    with pytest.raises(ReadingError, match="altChunk"):
        read_bytes(word.docx(word.paragraph("文") + "<w:altChunk r:id='x'/>"), "x.docx")


def test_a_character_the_file_lost_is_reported(word: SimpleNamespace) -> None:
    document = read_bytes(word.docx(word.paragraph("甲") + word.paragraph("乙\ufffd")), "x.docx")
    (damage,) = document.damage
    assert document.text[damage.start : damage.end] == "\ufffd"
    assert damage.kind == "undecodable"

"""HTML pages and fragments into paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import RawDocument
from toolkit.errors import ReadingError
from toolkit.reading import read_bytes


def texts(document: RawDocument) -> list[str]:
    return [document.text[p.start : p.end] for p in document.paragraphs]


def read(page: str) -> list[str]:
    document = read_bytes(page.encode(), "x.html")
    assert document.format == "html"
    assert document.text == "\n".join(texts(document))
    return texts(document)


def test_blocks_in_reading_order_with_headings() -> None:
    page = """<!DOCTYPE html><html><head><title>标题栏</title></head><body>
    <h1>关于印发的通知</h1><div>县政府：<p>第一段<b>加粗</b>的话。</p>尾巴<div>内层</div></div>
    <h3>三级</h3></body></html>"""
    document = read_bytes(page.encode(), "x.html")
    assert texts(document) == [
        "关于印发的通知",
        "县政府：",
        "第一段加粗的话。",
        "尾巴",
        "内层",
        "三级",
    ]
    assert [(p.kind, p.level) for p in document.paragraphs if p.kind == "heading"] == [
        ("heading", 1),
        ("heading", 3),
    ]


def test_line_breaks_in_a_paragraph_cut_it() -> None:
    assert read("<p>甲<br>乙<br/><br>丙</p>") == ["甲", "乙", "丙"]


def test_what_no_reader_sees_is_left_out_and_all_else_kept() -> None:
    page = (
        "<html><head><style>p{}</style></head><body><!-- 注 --><script>var 甲=1</script>"
        "<noscript>无脚本</noscript><template>模板</template><nav style='display: none'>隐藏菜单</nav>"
        "<nav>首页</nav><form><label>搜索</label><select><option>省<option>市</select></form>"
        "<header role='banner'>政府网</header><p>正文<!-- 注 -->继续<script>1</script>完</p>"
        "<footer>版权</footer></body></html>"
    )
    assert read(page) == ["首页", "搜索", "省", "市", "政府网", "正文继续完", "版权"]


def test_entities_and_links() -> None:
    assert read("<p>科技&amp;教育 &#x4E2D;&#25991;&nbsp;<a href='x'>链接</a>&lt;b&gt;</p>") == [
        "科技&教育 中文\xa0链接<b>"
    ]


def test_white_space_is_what_a_browser_shows() -> None:
    assert read("<p>\n   第一行\n   第二行 A\n B   2 </p>") == ["第一行第二行 A B 2"]
    assert read("<p>　　缩进 空格</p><p></p>") == ["　　缩进 空格"]


def test_preformatted_lines_are_paragraphs() -> None:
    assert read("<pre>第一行\n第二行\n\n第三行</pre><p>后</p>") == [
        "第一行",
        "第二行",
        "第三行",
        "后",
    ]


def test_a_table_of_data_has_places() -> None:
    page = (
        "<table><caption>表名</caption><tr><th>项目<th>单位<th>数"
        "<tr><td rowspan=2>甲<td colspan='2'>乙<tr><td>丙<td>丁</table>"
        "<table><tr><td>一<td>二<tr><td>三<td>四</table>"
    )
    document = read_bytes(page.encode(), "x.html")
    assert {p.kind for p in document.paragraphs} == {"cell"}
    assert [p.place.replace("row ", "").replace("column ", "") for p in document.paragraphs] == [
        "table 1",
        "table 1, 1, 1",
        "table 1, 1, 2",
        "table 1, 1, 3",
        "table 1, 2, 1",
        "table 1, 2, 2",
        "table 1, 3, 2",
        "table 1, 3, 3",
        "table 2, 1, 1",
        "table 2, 1, 2",
        "table 2, 2, 1",
        "table 2, 2, 2",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>左栏<td><p>正文</p></table>",  # one row
        "<table><tr><td>正文<tr><td>第二段</table>",  # one column
        "<table><tr><td>导航<td>甲<tr><td>乙<td><table><tr><td>正文</table></table>",
        "<table role=presentation><tr><td>甲<td>乙<tr><td>丙<td>丁</table>",
        "<table><tr><td>甲<td>乙<tr><td>丙<td>" + "很长的正文" * 100 + "</table>",
        "<table><tr><td>甲<td>乙<tr><td>丙<td><h2>标题</h2></table>",
    ],
)
def test_a_table_for_layout_has_no_cells(page: str) -> None:
    document = read_bytes(page.encode(), "x.html")
    assert "cell" not in {p.kind for p in document.paragraphs}
    assert len(document.paragraphs) >= 2


def test_numbered_lists_show_their_numbers_once() -> None:
    assert read("<ol><li>甲<li><p>乙</p><p>续</p><ul><li>点</ul><li>3、丙</ol>") == [
        "1.甲",
        "2.乙",
        "续",
        "点",
        "3、丙",
    ]
    assert read("<ol start=4 type=a><li>甲</ol><ol class='breadcrumb'><li>首页</ol>") == [
        "d.甲",
        "首页",
    ]
    assert read("<ol style='list-style: none'><li>甲</ol><ul><li>乙<li>丙</ul>") == [
        "甲",
        "乙",
        "丙",
    ]


@pytest.mark.parametrize(
    "fragment",
    ["<p>没有html标签的片段</p>", "﻿\n<div>片段</div>", "前言<br>第一段<br>第二段<br>"],
)
def test_fragments_are_html(fragment: str) -> None:
    assert read(fragment)


@pytest.mark.parametrize(
    "text", ["正文里提到<p>标签" + "很长" * 500, "投入<5万元的>项目", "a<b 中文 c>d"]
)
def test_a_text_that_mentions_a_tag_is_text(text: str) -> None:
    document = read_bytes(text.encode(), "x.html")
    assert document.format == "text"
    assert document.text == text


def test_the_encoding_that_the_page_declares_is_weighed() -> None:
    page = "<html><head><meta charset='gb2312'></head><body><p>隔膜</p></body></html>"
    document = read_bytes(page.encode("gbk"), "x.html")
    assert (document.text, document.encoding) == ("隔膜", "gb18030")
    old = '<html><meta http-equiv="Content-Type" content="text/html; charset=big5"><p>臺灣</p>'
    assert read_bytes(old.encode("big5"), "x.html").text == "臺灣"
    # Saved anew as UTF-8, the declaration left as it was.
    assert read_bytes(page.encode(), "x.html").text == "隔膜"


def test_undecodable_bytes_keep_their_byte_offset() -> None:
    before = "<html><p>第一段</p><p>第二".encode()
    document = read_bytes(before + b"\xff" + "段</p></html>".encode(), "x.html")
    (damage,) = document.damage
    assert document.text[damage.start : damage.end] == "\ufffd"
    assert f"byte offset {len(before)}" in damage.message
    page = "<html><p title='\ufffd'>第\ufffd段</p></html>"
    (damage,) = read_bytes(page.encode(), "x.html").damage
    assert damage.start == 1


def test_control_characters_by_reference_do_not_survive() -> None:
    assert not set("".join(read("<p>甲&#1;乙&#8;丙&#x1b;丁</p>"))) & set("\x01\x08\x1b")


def test_deep_pages_are_read_or_refused_but_never_cut() -> None:
    assert read("<div>" * 500 + "深处" + "</div>" * 500 + "<p>后面</p>") == ["深处", "后面"]
    with pytest.raises(ReadingError, match=r"x\.html: the HTML is nested too deeply"):
        read("<div>" * 5000 + "深处")


def test_a_page_with_one_long_paragraph_is_read_whole() -> None:
    assert len(read("<p>" + "长" * 4_000_000 + "</p>")[0]) == 4_000_000


TAGS = st.sampled_from(
    ["<p>", "</p>", "<br>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<ol>", "</ol>", "<li>",
     "<h2>", "</h2>", "<pre>", "</pre>", "<b>", "</b>", "<!--", "-->", "&amp;", "中", "文。", "\n", " "]
)  # fmt: skip


@given(st.lists(TAGS, max_size=40))
def test_any_tag_soup_is_read(soup: list[str]) -> None:
    page = "<html><p>中文</p>" + "".join(soup)
    document = read_bytes(page.encode(), "x.html")
    assert document.text.startswith("中文")
    assert all(text.strip() for text in texts(document))

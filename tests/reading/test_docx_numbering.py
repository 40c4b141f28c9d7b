"""Automatic numbers of a docx become labels in the text."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from toolkit.reading import read_bytes
from toolkit.reading.docx_numbering import render_number


def level(depth: int, format: str, text: str, more: str = "") -> str:
    return (
        f"<w:lvl w:ilvl='{depth}'><w:start w:val='1'/>{more}<w:numFmt w:val='{format}'/>"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
    )


def abstract(identity: int, *levels: str) -> str:
    return f"<w:abstractNum w:abstractNumId='{identity}'>{''.join(levels)}</w:abstractNum>"


def number(identity: int, of: int, overrides: str = "") -> str:
    return f"<w:num w:numId='{identity}'><w:abstractNumId w:val='{of}'/>{overrides}</w:num>"


def item(word: SimpleNamespace, text: str, identity: int = 1, depth: int = 0) -> str:
    properties = f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{identity}'/></w:numPr>"
    return str(word.paragraph(text, properties))


def lines(word: SimpleNamespace, body: str, numbering: str, styles: str = "") -> list[str]:
    data = word.docx(body, {"numbering.xml": numbering, "styles.xml": styles})
    return read_bytes(data, "x.docx").text.split("\n")


OUTLINE = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%4", "<w:isLgl/>"),
) + number(1, 0)


def test_levels_count_and_start_anew_below_a_higher_one(word: SimpleNamespace) -> None:
    body = "".join(item(word, "文", depth=depth) for depth in (0, 1, 2, 2, 1, 2, 0, 1, 3))
    assert lines(word, body, OUTLINE) == [
        "一、文",
        "（一）文",
        "1.文",
        "2.文",
        "（二）文",
        "1.文",
        "二、文",
        "（一）文",
        "2.1 文",  # isLgl: Arabic digits; a digit at the end is kept off the text
    ]


def test_lists_of_one_definition_count_on_unless_they_start_anew(word: SimpleNamespace) -> None:
    override = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    numbering = (
        abstract(0, level(0, "decimal", "%1、"))
        + number(1, 0)
        + number(2, 0)
        + number(3, 0, override)
    )
    body = "".join(item(word, "文", identity) for identity in (1, 2, 3, 3))
    assert lines(word, body, numbering) == ["1、文", "2、文", "1、文", "2、文"]


def test_an_override_of_the_whole_level(word: SimpleNamespace) -> None:
    override = (
        f"<w:lvlOverride w:ilvl='0'>{level(0, 'ideographTraditional', '%1.')}</w:lvlOverride>"
    )
    numbering = abstract(0, level(0, "decimal", "%1、")) + number(1, 0, override)
    assert lines(word, item(word, "文"), numbering) == ["甲.文"]


def test_a_level_may_go_on_counting(word: SimpleNamespace) -> None:
    numbering = abstract(
        0,
        level(0, "chineseCounting", "第%1章"),
        level(1, "chineseCounting", "第%2条", "<w:lvlRestart w:val='0'/>"),
    ) + number(1, 0)
    body = "".join(item(word, "文", depth=depth) for depth in (0, 1, 0, 1))
    assert lines(word, body, numbering) == ["第一章 文", "第一条 文", "第二章 文", "第二条 文"]


def test_a_numbered_style_and_a_paragraph_taken_out_of_it(word: SimpleNamespace) -> None:
    numbering = abstract(
        0,
        level(0, "decimal", "%1."),
        level(1, "chineseCounting", "（%2）", "<w:pStyle w:val='H2'/>"),
    ) + number(1, 0)
    styles = (
        "<w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/>"
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    )
    styled = "<w:pStyle w:val='H2'/>"
    body = word.paragraph("甲", styled) + word.paragraph(
        "乙", f"{styled}<w:numPr><w:numId w:val='0'/></w:numPr>"
    )
    assert lines(word, body, numbering, styles) == ["（一）甲", "乙"]


def test_a_list_defined_through_a_style(word: SimpleNamespace) -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='5'><w:styleLink w:val='S'/>"
        + level(0, "decimalEnclosedCircle", "%1")
        + "</w:abstractNum><w:abstractNum w:abstractNumId='6'><w:numStyleLink w:val='S'/>"
        "</w:abstractNum>" + number(1, 6)
    )
    assert lines(word, item(word, "文"), numbering) == ["① 文"]


def test_bullets_unknown_lists_and_empty_paragraphs_get_no_label(word: SimpleNamespace) -> None:
    numbering = abstract(0, level(0, "bullet", "\uf0b7"), level(1, "decimal", "%2)")) + number(1, 0)
    body = (
        item(word, "点")
        + item(word, "无", identity=9)
        + item(word, "", depth=1)
        + item(word, "二", depth=1)
    )
    assert lines(word, body, numbering) == ["点", "无", "2)二"]


def test_a_label_stands_before_the_first_line_only(word: SimpleNamespace) -> None:
    body = (
        "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
        "<w:r><w:br/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"
    )
    assert lines(word, body, OUTLINE) == ["一、甲", "乙"]


@pytest.mark.parametrize(
    ("format", "numbers", "expected"),
    [
        ("decimal", (1, 12), "1 12"),
        ("decimalZero", (1, 12), "01 12"),
        ("decimalFullWidth", (12,), "１２"),
        (
            "chineseCounting",
            (1, 10, 11, 20, 99, 100, 101, 110, 1005),
            "一 十 十一 二十 九十九 一百 一百零一 一百一十 一千零五",
        ),
        ("chineseLegalSimplified", (1, 10, 21), "壹 壹拾 贰拾壹"),
        ("ideographLegalTraditional", (2, 3), "貳 參"),
        ("ideographDigital", (10, 205), "一〇 二〇五"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("ideographZodiac", (1, 12), "子 亥"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ 21"),
        ("decimalEnclosedParen", (3,), "⑶"),
        ("decimalEnclosedFullstop", (3,), "⒊"),
        ("ideographEnclosedCircle", (1, 10), "㊀ ㊉"),
        ("lowerLetter", (1, 26, 27), "a z aa"),
        ("upperLetter", (2,), "B"),
        ("lowerRoman", (4, 9), "iv ix"),
        ("upperRoman", (14, 1999), "XIV MCMXCIX"),
        ("neverHeardOf", (7,), "7"),
        ("none", (7,), ""),
    ],
)
def test_number_formats(format: str, numbers: tuple[int, ...], expected: str) -> None:
    assert " ".join(render_number(n, format) for n in numbers) == expected


@pytest.mark.parametrize("format", ["chineseCounting", "lowerRoman", "lowerLetter", "upperLetter"])
def test_numbers_beyond_a_format_come_out_somehow(format: str) -> None:
    assert render_number(0, format) == "0"
    assert render_number(123_456, format)

"""XLIFF of other tools, edited files, and files that must be refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toolkit.bilingual import read_xliff, write, xml_input
from toolkit.document import Document, Segment
from toolkit.errors import BilingualError

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
)


def foreign(tmp_path: Path, body: str, attributes: str = "") -> Path:
    path = tmp_path / "foreign.xlf"
    path.write_text(
        f'{HEAD}<file original="报告.docx" source-language="zh-CN" target-language="en-US"'
        f' datatype="plaintext"{attributes}><body>\n{body}\n</body></file></xliff>',
        "utf-8",
    )
    return path


def segments(path: Path) -> list[Segment]:
    return list(read_xliff(path).segments())


def test_inline_tags_become_text_and_native_codes_go(tmp_path: Path) -> None:
    path = foreign(
        tmp_path,
        '<trans-unit id="1"><source>全年<g id="1">支出<x id="2"/>8.2亿元</g>，<bpt id="3">&lt;b&gt;</bpt>'
        '增长<ept id="3">&lt;/b&gt;</ept><ph id="4">{0}<sub>脚注</sub></ph><mrk mtype="term">三成</mrk>。'
        '</source><target>Spent <g id="1">820<!-- c --> million</g><x id="5" ctype="lb"/>yuan</target>'
        "</trans-unit>",
    )
    [segment] = segments(path)
    assert segment.source == "全年支出8.2亿元，增长脚注三成。"
    assert segment.target == "Spent 820 million\nyuan"


def test_nested_groups_become_sections_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = foreign(
        tmp_path,
        '<trans-unit id="a"><source>甲</source></trans-unit>'
        '<group resname="chapter"><trans-unit id="b"><source>乙</source></trans-unit>'
        '<group><trans-unit id="c"><source>丙</source></trans-unit></group>'
        '<trans-unit id="d"><source>丁</source></trans-unit></group>'
        '<trans-unit id="e"><source>戊</source></trans-unit>',
    )
    document = read_xliff(path)
    assert [s.id for s in document.segments()] == ["a", "b", "c", "d", "e"]
    assert [(s.id, s.level, s.title) for s in document.sections()] == [
        ("r", 0, "报告.docx"),
        ("1", 1, "chapter"),
        ("1.1", 2, ""),
        ("1.2", 2, ""),
        ("2", 1, ""),
    ]
    assert document.lines == ("甲", "乙", "丙", "丁", "戊")
    assert document.name == "报告.docx"


@pytest.mark.parametrize(
    ("unit", "target", "state"),
    [
        ("", "<target>Report</target>", "edited"),
        ("", "", "none"),
        ("", "<target/>", "none"),
        ("", '<target state="new">报告</target>', "none"),
        ("", '<target state="final">Report</target>', "approved"),
        (' approved="yes"', '<target state="translated">Report</target>', "approved"),
        (
            "",
            '<target state="needs-review-translation" state-qualifier="mt-suggestion">R</target>',
            "machine",
        ),
        (
            "",
            '<target state="needs-review-translation" state-qualifier="fuzzy-match">R</target>',
            "memory",
        ),
        ("", '<target state="needs-review-l10n">R</target>', "edited"),
    ],
)
def test_states_of_other_tools(tmp_path: Path, unit: str, target: str, state: str) -> None:
    path = foreign(tmp_path, f'<trans-unit id="1"{unit}><source>报告</source>{target}</trans-unit>')
    assert [s.state for s in segments(path)] == [state]


def test_a_segmented_unit_gives_its_segments(tmp_path: Path) -> None:
    path = foreign(
        tmp_path,
        '<trans-unit id="7"><source>第一句。第二句。</source><seg-source><mrk mtype="seg" mid="0">第一句。'
        '</mrk><mrk mtype="seg" mid="1">第<g id="1">二</g>句。</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="0">One.</mrk> <mrk mtype="seg" mid="1">Two.</mrk></target>'
        "</trans-unit>",
    )
    assert [(s.id, s.source, s.target) for s in segments(path)] == [
        ("7.0", "第一句。", "One."),
        ("7.1", "第二句。", "Two."),
    ]


def test_text_outside_the_marks_keeps_a_unit_whole(tmp_path: Path) -> None:
    path = foreign(
        tmp_path,
        '<trans-unit id="7"><source>甲。和乙。</source><seg-source><mrk mtype="seg" mid="0">甲。</mrk>和'
        '<mrk mtype="seg" mid="1">乙。</mrk></seg-source><target>A and B.</target></trans-unit>',
    )
    assert [(s.id, s.source, s.target) for s in segments(path)] == [("7", "甲。和乙。", "A and B.")]


def test_what_is_not_to_be_translated_is_left_out(tmp_path: Path) -> None:
    path = foreign(
        tmp_path,
        '<group translate="no"><trans-unit id="1"><source>甲</source></trans-unit></group>'
        '<trans-unit id="2" translate="no"><source>乙</source></trans-unit>'
        '<trans-unit id="3"><source>丙</source></trans-unit>',
    )
    assert [s.id for s in segments(path)] == ["3"]


def test_notes_and_alternatives_are_read(tmp_path: Path) -> None:
    path = foreign(
        tmp_path,
        '<trans-unit id="1"><source>报告</source><target>Report</target><note from="Li">ok?</note>'
        '<alt-trans origin="tm.tmx" match-quality="87%"><target>Reports</target></alt-trans>'
        '<alt-trans alttranstype="previous-version"><target>Old</target></alt-trans></trans-unit>',
    )
    [segment] = segments(path)
    assert [(n.author, n.text) for n in segment.notes] == [("Li", "ok?")]
    assert [h.text for h in segment.hypotheses] == ["Report", "Reports"]


def test_several_files_are_sections_and_their_ids_differ(tmp_path: Path) -> None:
    one = (
        '<file original="a" source-language="zh" datatype="x"><body><trans-unit id="1"><source>甲'
        "</source></trans-unit></body></file>"
    )
    path = tmp_path / "two.xlf"
    path.write_text(f"{HEAD}{one}{one.replace('甲', '乙')}</xliff>", "utf-8")
    document = read_xliff(path)
    assert [(s.id, s.source) for s in document.segments()] == [("1", "甲"), ("2:1", "乙")]
    assert [s.id for s in document.sections()] == ["r", "1", "2"]


def edited(tmp_path: Path, demo: Document, before: str, after: str) -> dict[str, Segment]:
    path = tmp_path / "edited.xlf"
    content = write(demo, "xlf").decode()
    assert content.count(before) >= 1
    path.write_text(content.replace(before, after, 1), "utf-8")
    return {segment.id: segment for segment in segments(path)}


def test_english_changed_elsewhere_is_edited_and_its_fates_are_unknown(
    tmp_path: Path, demo: Document
) -> None:
    found = edited(tmp_path, demo, "up 12.5% year on year", "12.5% more than in 2018")["s0003"]
    assert found.state == "edited"
    assert found.target.endswith("12.5% more than in 2018.")
    assert [(c.target, c.fate, c.target_span) for c in found.constraints] == [
        ("research and development", None, None),
        ("820 million yuan", None, None),
        ("12.5%", None, None),
    ]
    assert found.hypotheses[0].text.endswith("up 12.5% year on year.")


def test_a_source_changed_elsewhere_loses_its_constraints_and_says_so(
    tmp_path: Path, demo: Document
) -> None:
    before = next(s for s in demo.segments() if s.id == "s0003")
    found = edited(tmp_path, demo, "全县研发经费", "全市研发经费")["s0003"]
    assert found.constraints == ()
    assert found.hash != before.hash
    assert "changed outside zhdoc" in found.notes[-1].text
    assert found.offsets.to_source(0) == before.offsets.to_source(0)


def test_a_file_that_lost_all_zhdoc_data_still_opens(tmp_path: Path, demo: Document) -> None:
    from lxml import etree

    tree = etree.fromstring(write(demo, "xlf"))
    for element in list(tree.iter()):
        for name in [name for name in element.attrib if "urn:zhdoc:1" in str(name)]:
            del element.attrib[name]
    etree.strip_elements(tree, "{urn:zhdoc:1}*", with_tail=False)
    path = tmp_path / "bare.xlf"
    path.write_bytes(etree.tostring(tree))
    document = read_xliff(path)
    assert [(s.id, s.source, s.target, s.state) for s in document.segments()] == [
        (s.id, s.source, s.target, s.state) for s in demo.segments()
    ]
    assert [s.label for s in document.sections()][2:] == [s.label for s in demo.sections()][1:]


UNIT = '<trans-unit id="1"><source>报告</source></trans-unit>'


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ('<trans-unit id="1"><target>x</target></trans-unit>', 4, "trans-unit 1 has no <source>"),
        (f"{UNIT}\n{UNIT}", 5, "two trans-units have the id 1"),
        ("<group>" * 70 + "</group>" * 70, 4, "nested more than 64 deep"),
        ("<trans-unit id='1'><source>报告</source>", 5, "not well-formed XML"),
        ("<trans-unit id='1'><source>&nbsp;</source></trans-unit>", 4, "not well-formed XML"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, body: str, line: int, message: str
) -> None:
    with pytest.raises(BilingualError, match=message) as caught:
        read_xliff(foreign(tmp_path, body))
    assert f"foreign.xlf, line {line}: " in str(caught.value)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"source": [0, 8]', '"source": [8, 0]', '"source" ends before it starts'),
        ('"source": [0, 8]', '"source": [0, 800]', "ends behind the source"),
        ('"found": [52, 95]', '"found": [52, 950]', "behind the end of the target"),
        ('"fate": "enforced"', '"fate": "done"', "'done' is not one of"),
        ('{"kind": "title"', '{"kind": 5', '"kind" must be a string'),
        ('{"kind": "title"', '{"kind" "title"', "delimiter"),
        ('"offsets": [[0, 120]]', '"offsets": [[3, 120]]', "must begin at 0"),
        ('zd:level="0"', 'zd:level="first"', "invalid literal"),
        ('"label": "一、"', '"label": "二、"', "does not stand at the start"),
        ('"encoding": "gb18030"', '"encoding": 7', '"encoding" must be a string'),
    ],
)
def test_damaged_zhdoc_data_is_refused_with_its_line(
    tmp_path: Path, demo: Document, before: str, after: str, message: str
) -> None:
    with pytest.raises(BilingualError, match=r"edited\.xlf, line \d+: <") as caught:
        edited(tmp_path, demo, before, after)
    assert message in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_in_another_encoding(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "报告.xlf".encode("gbk")))
    path.write_bytes(foreign(tmp_path, UNIT).read_bytes())
    assert [s.source for s in read_xliff(path).segments()] == ["报告"]


def test_unsafe_wrong_and_giant_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.xlf"
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    path.write_text(f"<!DOCTYPE xliff [{bomb}]><xliff version='1.2'>&e11;</xliff>", "utf-8")
    with pytest.raises(BilingualError, match="declares entities"):
        read_xliff(path)
    path.write_text("<!DOCTYPE xliff [<!ENTITY % p 'x'>]><xliff version='1.2'/>", "utf-8")
    with pytest.raises(BilingualError, match="declares entities"):
        read_xliff(path)
    path.write_text('<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "utf-8")
    with pytest.raises(BilingualError, match=r"XLIFF 2\.0 is not read"):
        read_xliff(path)
    for content, message in (
        (b"", "empty"),
        (b"PK\x03\x04", "no XML file"),
        ("表".encode(), "no XML"),
    ):
        path.write_bytes(content)
        with pytest.raises(BilingualError, match=message):
            read_xliff(path)
    path.write_text("<html/>", "utf-8")
    with pytest.raises(BilingualError, match="<html> is no XLIFF"):
        read_xliff(path)
    with pytest.raises(BilingualError, match="holds no trans-unit"):
        read_xliff(foreign(tmp_path, ""))
    other = foreign(tmp_path, UNIT)
    other.write_text(other.read_text("utf-8").replace("zh-CN", "de-DE"), "utf-8")
    with pytest.raises(BilingualError, match="source-language is de-DE"):
        read_xliff(other)
    monkeypatch.setattr(xml_input, "MAX_BYTES", 100)
    with pytest.raises(BilingualError, match="larger than"):
        read_xliff(other)
    with pytest.raises(BilingualError, match=r"missing\.xlf: cannot be read \(No such file"):
        read_xliff(tmp_path / "missing.xlf")
    with pytest.raises(BilingualError, match="cannot be read"):
        read_xliff(tmp_path)

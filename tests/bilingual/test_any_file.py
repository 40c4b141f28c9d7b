"""Reading pairs of any kind: XLIFF, TMX, zhdoc's TSV and bare source⇥target lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.bilingual import input_file, read_bilingual, write
from toolkit.bilingual.tsv import escape, unescape
from toolkit.document import Document
from toolkit.errors import BilingualError

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
 adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>
<tu tuid="t1" creationid="Li"><note>checked</note><tuv xml:lang="zh-CN"><seg>投入<bpt i="1">&lt;b></bpt>8.2亿元<ept i="1"/>。</seg></tuv>
<tuv xml:lang="EN-US"><seg>Invested <hi>820 million yuan</hi>.</seg></tuv><tuv xml:lang="fr"><seg>x</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>no Chinese</seg></tuv></tu>
<tu><tuv lang="zh_Hans"><seg>报告</seg></tuv></tu>
<tu tuid="t1"><tuv xml:lang="zh"><seg>通知</seg></tuv><tuv xml:lang="en"><seg>Notice</seg></tuv></tu>
</body></tmx>
"""


def pairs(document: Document) -> list[tuple[str, str, str, str]]:
    return [(s.id, s.source, s.target, s.state) for s in document.segments()]


def saved(tmp_path: Path, content: str | bytes, name: str = "file.dat") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_tmx(tmp_path: Path, encoding: str) -> None:
    content = TMX.replace("UTF-8", encoding.upper()).encode(encoding)
    document = read_bilingual(saved(tmp_path, content))
    assert pairs(document) == [
        ("t1", "投入8.2亿元。", "Invested 820 million yuan.", "edited"),
        ("3", "报告", "", "none"),
        ("t1:4", "通知", "Notice", "edited"),
    ]
    assert [n.text for s in document.segments() for n in s.notes] == ["checked"]


def test_tmx_without_chinese_or_with_entities_is_refused(tmp_path: Path) -> None:
    french = TMX.replace("zh", "fr")
    japanese = TMX.replace('lang="en', 'lang="ja').replace('lang="EN-US', 'lang="ja')
    for other in (french, japanese):
        with pytest.raises(BilingualError, match="no unit with Chinese and English among its 4"):
            read_bilingual(saved(tmp_path, other))
    unsafe = TMX.replace('SYSTEM "tmx14.dtd"', '[<!ENTITY a "b">]')
    with pytest.raises(BilingualError, match="declares entities"):
        read_bilingual(saved(tmp_path, unsafe))
    undeclared = TMX.replace("报告", "报&secret;告")
    with pytest.raises(BilingualError, match="line 8: not well-formed XML"):
        read_bilingual(saved(tmp_path, undeclared))


def test_xliff_is_told_by_its_content(tmp_path: Path, demo: Document) -> None:
    content = b"<!-- a > b -->\n" + write(demo, "xlf").split(b"\n", 1)[1]
    document = read_bilingual(saved(tmp_path, content, "x.tsv"))
    assert pairs(document) == [(s.id, s.source, s.target, s.state) for s in demo.segments()]


def test_our_tsv_comes_back(tmp_path: Path, demo: Document) -> None:
    document = read_bilingual(saved(tmp_path, write(demo, "tsv"), "x.xlf"))
    fields = ("id", "hash", "source", "target", "state", "label")
    assert [[getattr(s, f) for f in fields] for s in document.segments()] == [
        [getattr(s, f) for f in fields] for s in demo.segments()
    ]
    assert [s.id for s in document.sections()] == ["r", "1", "1.1", "1.2", "2", "3"]
    comments = [n for s in document.segments() for n in s.notes]
    assert [(n.author, n.text[:7]) for n in comments] == [("reviewer", "Dropped")]


def test_bare_pairs_are_numbered_by_line(tmp_path: Path) -> None:
    document = read_bilingual(saved(tmp_path, "\ufeff通知\tNotice\r\n\r\n报告\t\t待译\r\n"))
    assert pairs(document) == [("1", "通知", "Notice", "edited"), ("3", "报告", "", "none")]
    assert [n.text for s in document.segments() for n in s.notes] == ["待译"]
    utf16 = read_bilingual(saved(tmp_path, "source\ttarget\n通知\tC:\\new\n".encode("utf-16")))
    assert pairs(utf16) == [("2", "通知", "C:\\new", "edited")]


HEADER = "id\thash\tsection\tlabel\tsource\ttarget\tstate\tcomment\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "empty"),
        (" \n\n", "empty"),
        ("通知\tNotice\n报告\n", "line 2: no tab"),
        ("<html><body/></html>", "<html> is neither XLIFF nor TMX"),
        (b"PK\x03\x04rest", "not an aligned text file"),
        (b"\x00\x01\x02\t", "not an aligned text file"),
        ("报告\tReport\n".encode("gb18030"), "line 1: not UTF-8"),
        ("source\ttarget\n", "holds no pairs"),
        (HEADER, "holds no segments"),
        (HEADER + "1\t\tr\t\t甲\tA\tdone\t\n", "line 2: 'done' is no state"),
        (HEADER + "1\t\tr\t\t甲\tA\tedited\t\n" * 2, "line 3: the id 1 stands in line 2 too"),
        (HEADER + "\t\tr\t\t甲\tA\tedited\t\n", "line 2: the id is empty"),
        (HEADER + "1\t\tr\t\t甲\tA\tedited\tx\ty\n", "line 2: 9 fields where the header has 8"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    with pytest.raises(BilingualError) as caught:
        read_bilingual(saved(tmp_path, content))
    assert message in str(caught.value)
    assert "file.dat" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_and_giant_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BilingualError, match="cannot be read"):
        read_bilingual(tmp_path / "missing.tsv")
    monkeypatch.setattr(input_file, "MOST", 4)
    with pytest.raises(BilingualError, match="larger than"):
        read_bilingual(saved(tmp_path, "通知\tNotice\n"))


@given(st.text())
@settings(deadline=None)
def test_escaped_fields_come_back_and_hold_no_tab_or_break(field: str) -> None:
    written = escape(field)
    assert not set(written) & set("\t\n\r")
    assert unescape(written) == field


def test_the_three_escapes_of_the_contract() -> None:
    assert escape("a\tb\nc\\d") == "a\\tb\\nc\\\\d"
    assert unescape("\\x \\") == "\\x \\"


def test_batch_lines_of_the_corpus_are_no_pairs(tmp_path: Path) -> None:
    content = "# health | notice | county | 2010\n一\tone\n# a\ttab\n# water | plan\n二\ttwo\n"
    assert [p[:3] for p in pairs(read_bilingual(saved(tmp_path, content)))] == [
        ("2", "一", "one"),
        ("3", "# a", "tab"),
        ("5", "二", "two"),
    ]
    with pytest.raises(BilingualError, match="no tab"):
        read_bilingual(saved(tmp_path, "# health\n没有制表符\n"))

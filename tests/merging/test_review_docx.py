"""The review table after an afternoon in Word: edited, tracked, sorted, rows deleted and added."""

from __future__ import annotations

import io
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Row

from toolkit.bilingual import read_xliff, write
from toolkit.document import Document, Note
from toolkit.merging.run import import_file

SOURCE, TARGET, COMMENT, STATE = 2, 3, 4, 5


@pytest.fixture
def table(summary: Document) -> Table:
    """The exported table."""
    return docx.Document(io.BytesIO(write(summary, "review-docx"))).tables[0]


def row(table: Table, name: str) -> _Row:
    return next(r for r in table.rows if r.cells[0].text.startswith(name))


def type_in(found: _Row, column: int, text: str) -> None:
    paragraph = found.cells[column].paragraphs[0]
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    (paragraph.runs[0] if paragraph.runs else paragraph.add_run()).text = text


def track(found: _Row, text: str, author: str) -> None:
    """Exchange the English as Word does with tracked changes on."""
    old = found.cells[TARGET].paragraphs[0].runs[0]._r
    new = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    new.append(words)
    for number, (tag, run) in enumerate((("w:ins", new), ("w:del", old))):
        change = OxmlElement(tag)
        for name, value in (("id", number), ("author", author), ("date", "2026-04-01T08:00:00Z")):
            change.set(qn(f"w:{name}"), str(value))
        old.addprevious(change)
        change.append(run)
    for piece in old.findall(qn("w:t")):
        piece.tag = qn("w:delText")


def test_an_afternoon_in_word(summary: Document, xlf: Path, table: Table, tmp_path: Path) -> None:
    type_in(row(table, "s0001"), TARGET, "I. Principal work")
    type_in(row(table, "s0001"), STATE, "已审核")
    track(row(table, "s0002"), "R&D came to 820 million yuan, up 12.5%.", "Chen Jing")
    type_in(row(table, "s0005"), COMMENT, "As in last year's report.\nWhich page?")
    type_in(row(table, "s0007"), SOURCE, "人才很多，平台少。")
    type_in(row(table, "s0007"), TARGET, "Talent abounds.")
    body = table._tbl
    body.remove(row(table, "s0008")._tr)
    added = deepcopy(row(table, "s0006")._tr)
    body.append(added)
    for column, text in enumerate(("", "", "另外，", "In addition,")):
        type_in(_Row(added, table), column, text)
    for each in [r._tr for r in table.rows if r.cells[0].text.startswith("s000")][::-1]:
        body.remove(each)
        body.append(each)
    path = tmp_path / "edited.docx"
    table.part.package.save(str(path))

    done = import_file(xlf, path, who="Wang Fang")
    before = {s.id: s for s in summary.segments()}
    after = {s.id: s for s in read_xliff(xlf).segments()}
    assert {n for n in after if after[n] != before[n]} == {"s0001", "s0002", "s0005"}
    assert (after["s0001"].target, after["s0001"].state) == ("I. Principal work", "approved")
    assert after["s0002"].target == "R&D came to 820 million yuan, up 12.5%."
    assert after["s0002"].history[-1].who == "Chen Jing"
    assert after["s0005"].notes == (*before["s0005"].notes, Note("Wang Fang", "Which page?"))
    assert {each.row.target for each in done.merge.refused} == {"Talent abounds.", "In addition,"}
    assert done.merge.missing == ("s0008",)
    assert done.rejected is not None and done.rejected.name == "edited.docx.rejected.tsv"
    assert "Talent abounds." in done.rejected.read_text(encoding="utf-8-sig")

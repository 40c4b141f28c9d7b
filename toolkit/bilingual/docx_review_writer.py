"""The review table as a Word file: a row for each segment, to be edited and sent back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.bilingual.docx_writing import cell, chinese, docx_bytes, english, paragraph, row, table
from toolkit.bilingual.headings import heading_english
from toolkit.bilingual.lines import comments
from toolkit.bilingual.review_table import HEADINGS, Column, finding_text, section_text
from toolkit.bilingual.xml_text import legal
from toolkit.document import Document, Finding, Section, Segment, source_hash
from toolkit.quality import by_segment, open_findings
from toolkit.shorten import shorten

__all__ = ["write_review_docx"]

_WIDTHS: dict[Column, int] = {
    "id": 1304,
    "label": 794,
    "source": 4706,
    "target": 4876,
    "comment": 2100,
    "state": 1358,
}
_TOTAL = sum(_WIDTHS.values())
_CLOSE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_HEADING_FILL, _SECTION_FILL, _KEPT_FILL = "1F3864", "DCE4F0", "F5F5F5"

_HOW_TO = (
    "How to review: write in the columns English, Comment and State. Type “approved” in State where a"
    " row is right; an English that you change counts as edited. Leave the ID column as it is: it"
    " leads each row back to its segment; rows may be sorted or deleted. Track Changes is on, so that"
    " your name stays with what you change. Remarks in [square brackets] are zhdoc’s own. Save as"
    " .docx and send it back; `zhdoc import FILE.xlf THIS.docx` takes it in, with --dry-run it only"
    " shows what changed.",
    "审校方法：请在“译文”“备注”“状态”三栏中修改。某行无误时，在状态栏填写“已审”或 approved；修改过的译文"
    "自动计为已修改。请勿改动 ID 栏，各行凭它对应原文；行可以排序或删除。修订模式已打开，以便记录修改人。"
    "方括号内为 zhdoc 的自动提示。改完后仍存为 .docx 发回即可。",
)


def write_review_docx(document: Document) -> bytes:
    """``document`` as a Word file with one table: id, label, Chinese, English, comment, state.

    Findings that nobody ignored stand in the comment column, in brackets and sealed (see
    :mod:`toolkit.bilingual.review_table`). Raises :class:`toolkit.errors.OutputError` for a
    character that XML cannot hold.
    """
    return docx_bytes(
        _body(document), title=f"Review: {document.name}", landscape=True, tracked=True
    )


def _body(document: Document) -> Iterator[str]:
    title = document.root.title or document.name
    yield paragraph(chinese(legal(title), "title"), "TableHeading")
    if target := heading_english(document.root):
        yield paragraph(english(target, "title"), "TableHeading")
    for word, line in zip((english, chinese), _HOW_TO, strict=True):
        yield paragraph(word(line, "how to review"), "SmallText")
    findings = by_segment(open_findings(document))
    yield table(_rows(document, findings), list(_WIDTHS.values()), "ReviewTable")
    yield paragraph("", "Gap")  # a table is never the last of a body


def _rows(document: Document, findings: dict[str, list[Finding]]) -> Iterator[str]:
    white = '<w:r><w:rPr><w:b/><w:bCs/><w:color w:val="FFFFFF"/></w:rPr><w:t>{}</w:t></w:r>'
    yield row(
        (
            cell(
                paragraph(white.format(words), "TableHeading"), _WIDTHS[column], fill=_HEADING_FILL
            )
            for column, words in HEADINGS.items()
        ),
        heading=True,
    )
    for section in document.sections():
        if section.level > 0 and section.segments:
            yield _section_row(section)
        for segment in section.segments:
            yield _segment_row(segment, findings.get(segment.id, ()))


def _section_row(section: Section) -> str:
    words = section_text(section.id, shorten(f"{section.label}{section.title}"))
    start, _, seal = words.rpartition(" ")
    runs = chinese(legal(start), section.id) + english(f" {seal}", section.id, "Seal")
    return row(
        [cell(paragraph(runs, "TableHeading"), _TOTAL, span=len(_WIDTHS), fill=_SECTION_FILL)]
    )


def _segment_row(segment: Segment, findings: Sequence[Finding]) -> str:
    place = f"segment {segment.id}"
    keys = (segment.hash, source_hash(segment.target))
    said = [paragraph(english(note, place), "SmallText") for note in comments(segment)]
    said += [paragraph(_finding(finding, place), "SmallText") for finding in findings]
    contents: dict[Column, str] = {
        "id": paragraph(english(segment.id, place), "MachineText", _CLOSE)
        + "".join(paragraph(english(key, place, "Seal"), "MachineText", _CLOSE) for key in keys),
        "label": paragraph(chinese(segment.label, place), "SmallText"),
        "source": paragraph(chinese(segment.source, place), "TableText"),
        "target": paragraph(english(segment.target, place), "TableText"),
        "comment": "".join(said) or paragraph("", "SmallText"),
        "state": paragraph(english(segment.state, place), "SmallText"),
    }
    return row(
        cell(contents[column], width, fill=_KEPT_FILL if column in ("id", "label") else "")
        for column, width in _WIDTHS.items()
    )


def _finding(finding: Finding, place: str) -> str:
    words, _, seal = legal(finding_text(finding)).rpartition(" ")
    return english(words, place, "Finding") + english(f" {seal}", place, "Seal")

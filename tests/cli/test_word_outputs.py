"""Word files and PDF from the command line: names, what is kept, what is missing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument

from toolkit import office
from toolkit.bilingual import FORMATS, write
from toolkit.bilingual.docx_rows import read_review_docx
from toolkit.bilingual.lines import flat_document
from toolkit.document import Segment
from toolkit.offsets import OffsetMap

Run = Callable[..., Any]


@pytest.fixture
def word(report: Path) -> Path:
    """The report as a Word file, alone in the current folder."""
    document = WordDocument()
    for line in report.read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    report.unlink()
    document.save("report.docx")
    return Path("report.docx")


@pytest.fixture
def aligned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """plan.xlf, made from plan.docx, without a translation, alone in the current folder."""
    monkeypatch.chdir(tmp_path)
    return made_from("plan.docx")


def made_from(original: str) -> Path:
    segment = Segment("s0001", "你好。", OffsetMap.identity(3), 1, target="Hello.", state="edited")
    path = Path("plan.xlf")
    path.write_bytes(write(flat_document(original, "docx", "", [segment]), "xlf"))
    return path


def test_a_word_file_is_translated_into_word_files_and_stays(word: Path, zhdoc: Run) -> None:
    original = word.read_bytes()
    formats = "docx,review-docx,bilingual-docx"
    assert zhdoc("translate", "report.docx", "-q", "--to", formats).code == 0
    assert word.read_bytes() == original
    assert {p.name for p in Path().iterdir()} == {
        "report.docx", "report.xlf", "report.en.docx", "report.review.docx",
        "report.bilingual.docx",
    }  # fmt: skip
    english = WordDocument("report.en.docx")
    assert any("820 million yuan" in p.text for p in english.paragraphs)
    rows = read_review_docx(Path("report.review.docx"))
    assert any("820 million" in row.target and row.state == "machine" for row in rows)

    edited = WordDocument("report.en.docx")
    edited.paragraphs[0].add_run(" EDITED BY HAND")
    edited.save("report.en.docx")
    assert zhdoc("translate", "report.docx", "-q", "--to", formats, "--update").code == 0
    kept = WordDocument(io.BytesIO(Path("report.en.docx.bak").read_bytes()))
    assert "EDITED BY HAND" in kept.paragraphs[0].text
    assert word.read_bytes() == original


def test_export_does_not_take_the_documents_place(aligned: Path, zhdoc: Run) -> None:
    Path("plan.docx").write_bytes(b"the original")
    assert zhdoc("export", "plan.xlf", "--to", "docx,review-docx").code == 0
    assert WordDocument("plan.en.docx").paragraphs[0].text == "Hello."
    assert Path("plan.review.docx").exists()
    again = zhdoc("export", "plan.xlf", "--to", "docx")
    assert again.code == 1 and "plan.en.docx exists already" in again.err
    assert Path("plan.docx").read_bytes() == b"the original"


def test_a_document_that_is_named_like_its_english_stays(aligned: Path, zhdoc: Run) -> None:
    made_from("plan.en.docx")
    Path("plan.en.docx").write_bytes(b"the original")
    refused = zhdoc("export", "plan.xlf", "--to", "docx", "-o", ".", "--force")
    assert refused.code == 1 and "name of the document itself" in refused.err
    assert Path("plan.en.docx").read_bytes() == b"the original"


def test_without_libreoffice_nothing_begins(
    aligned: Path, zhdoc: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_places", lambda: iter(()))
    Path("plan.txt").write_text("你好。", encoding="utf-8")
    for command in (["export", "plan.xlf"], ["translate", "plan.txt", "-o", "out"]):
        done = zhdoc(*command, "--to", "docx,pdf")
        assert done.code == 1 and "LibreOffice was not found; install" in done.err
    assert {p.name for p in Path().iterdir()} == {"plan.xlf", "plan.txt"}


@pytest.mark.libreoffice
def test_pdf_is_written(aligned: Path, zhdoc: Run) -> None:
    assert zhdoc("export", "plan.xlf", "--to", "pdf").code == 0
    assert Path("plan.en.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("command", ["translate", "export"])
def test_the_help_names_every_format(command: str, zhdoc: Run) -> None:
    words = set(zhdoc(command, "--help").out.replace(",", " ").replace(".", " ").split())
    assert set(FORMATS) <= words

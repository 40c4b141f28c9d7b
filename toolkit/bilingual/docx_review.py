"""The review table in a Word document (``review-docx``), out and in."""

from __future__ import annotations

from toolkit.bilingual.docx_review_reader import read_review_docx
from toolkit.bilingual.docx_review_writer import write_review_docx

__all__ = ["read_review_docx", "write_review_docx"]

"""The outline: repaired paragraphs become lines, sections and segments (DESIGN, "outline/")."""

from __future__ import annotations

from toolkit.outline.build import outline_document
from toolkit.outline.labels import render_label
from toolkit.outline.leading import leading_label
from toolkit.outline.listing import outline_rows, outline_text
from toolkit.outline.sentences import split_sentences

__all__ = [
    "leading_label",
    "outline_document",
    "outline_rows",
    "outline_text",
    "render_label",
    "split_sentences",
]

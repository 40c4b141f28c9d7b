"""The outline as a flat list (``zhdoc outline --json``) and as indented text."""

from __future__ import annotations

from typing import Any

from toolkit.document import Document, Section
from toolkit.shorten import shorten

__all__ = ["outline_rows", "outline_text"]


def outline_rows(document: Document) -> list[dict[str, Any]]:
    """One row a section, in document order.

    ``line`` is the line of ``zhdoc repair`` output, ``start`` and ``end`` are the heading's span in
    the decoded source, ``parent`` is the index of the parent's row in this list (null for the first
    level of a document without a title, and for the title). ``number`` is null where the label has
    none or has lost it; ``inferred`` is what its siblings say the lost number was, else null.
    """
    rows: list[dict[str, Any]] = []

    def add(section: Section, parent: int | None) -> None:
        rows.append(
            {
                "level": section.level,
                "label": section.label,
                "number": section.number,
                "title": section.title,
                "line": section.line,
                "start": section.start,
                "end": section.end,
                "parent": parent,
                "inferred": section.inferred,
            }
        )

    def walk(section: Section, parent: int | None) -> None:
        # Recursion is as deep as the outline, which has a level for each style at most.
        if section.level > 0 or section.has_heading:
            add(section, parent)
            parent = len(rows) - 1
        for child in section.sections:
            walk(child, parent)

    walk(document.root, None)
    return rows


def outline_text(document: Document) -> str:
    """The outline as lines, two spaces a level, each with its line number at the right end.

    An item whose number was lost is marked ``[number lost]``; the inferred number is not shown. A
    long heading is cut to about 60 Chinese characters.
    """
    out = []
    for row in outline_rows(document):
        label = row["label"]
        gap = " " if label[-1:].isalnum() and label[:1] == "第" else ""
        lost = " [number lost]" if row["inferred"] is not None else ""
        indent = "  " * row["level"]
        heading = shorten(f"{label}{gap}{row['title']}")
        out.append(f"{indent}{heading}{lost}  (line {row['line']})\n")
    return "".join(out)

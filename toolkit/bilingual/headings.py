"""The English of a section's heading, wherever its segment stands."""

from __future__ import annotations

from toolkit.document import Section

__all__ = ["heading_english"]


def heading_english(section: Section) -> str:
    """The English of the title (the root's), or of the segment with the heading; "" for none.

    The title may be of several segments, with a masthead or a document number before them. Where
    the heading runs on into its sentence (一是 …), the English is the whole segment's.
    """
    if section.level == 0:
        return " ".join(s.target for s in section.segments if s.kind == "title" and s.target)
    return section.segments[0].target if section.segments and section.has_heading else ""

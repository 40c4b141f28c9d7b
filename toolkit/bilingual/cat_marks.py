"""What memoQ and Trados Studio say of a unit beside standard XLIFF 1.2: states, comments, who.

memoQ (namespace ``MQXliff``): ``trans-unit/@mq:status``, ``mq:comments/mq:comment`` and the id of what
it imported as ``context[@context-type="x-mmq-context"]``. Trados Studio
(namespace ``http://sdl.com/FileTypes/SdlXliff/1.0``): ``sdl:seg-defs/sdl:seg/@conf`` for each
``mrk mtype="seg"``, tracked changes as ``mrk mtype="x-sdl-added"`` and ``"x-sdl-deleted"``, comments
as ``mrk mtype="x-sdl-comment"`` with the texts under ``doc-info/cmt-defs``.
Sources: RWS, Studio API, enum ConfirmationLevel; memoQ documentation, "Status column" and "How
Globalese processes XLIFF files"; the published readers of these formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from toolkit.bilingual.xml_input import flat_text, local_name, namespace
from toolkit.document import Note, State

__all__ = [
    "MEMOQ",
    "SDL",
    "Mark",
    "accept_changes",
    "mark_of",
    "memoq_id",
    "remarks_of",
    "sdl_comment",
]

MEMOQ = "MQXliff"
SDL = "http://sdl.com/FileTypes/SdlXliff/1.0"


class Mark(NamedTuple):
    """What a program says of a unit's English; no state where it says nothing of a person's work."""

    state: State | None
    rejected: bool = False
    author: str = ""


_MEMOQ: dict[str, Mark] = {
    "confirmed": Mark("edited"),
    "manuallyconfirmed": Mark("edited"),
    "reviewer1confirmed": Mark("approved"),
    "reviewer2confirmed": Mark("approved"),
    "proofread": Mark("approved"),
    "rejected": Mark(None, rejected=True),
}
"""``mq:status`` without case. Others (NotStarted, Pretranslated, MachineTranslated,
AssembledFromFragments, PartiallyEdited) are no decision of a person."""

_SDL: dict[str, Mark] = {
    "Translated": Mark("edited"),
    "ApprovedTranslation": Mark("approved"),
    "ApprovedSignOff": Mark("approved"),
    "RejectedTranslation": Mark(None, rejected=True),
    "RejectedSignOff": Mark(None, rejected=True),
}
"""``@conf``. Draft and Unspecified are no decision of a person."""


def mark_of(unit: etree._Element) -> Mark | None:
    """What memoQ or Trados Studio says of ``unit``; None where neither wrote it.

    Of a unit cut into segments: approved where all are, rejected where one is.
    """
    status = unit.get(f"{{{MEMOQ}}}status")
    if status is not None:
        author = unit.get(f"{{{MEMOQ}}}lastchanginguser", "")
        return _MEMOQ.get(status.lower(), Mark(None))._replace(author=author)
    segments = [e for e in unit.iter(f"{{{SDL}}}seg") if e.get("id") is not None]
    if not segments:
        return None
    marks = [_SDL.get(segment.get("conf", ""), Mark(None)) for segment in segments]
    states = {mark.state for mark in marks}
    names = [_sdl_value(segment, "last_modified_by") for segment in segments]
    return Mark(
        state="approved" if states == {"approved"} else None if None in states else "edited",
        rejected=any(mark.rejected for mark in marks),
        author=next(filter(None, names), ""),
    )


def memoq_id(unit: etree._Element) -> str:
    """The id that ``unit`` had in the file memoQ imported; "" where it does not say."""
    for found in unit.iter("{*}context"):
        if found.get("context-type") == "x-mmq-context":
            return (found.text or "").strip().split("\n", 1)[0]
    return ""


def remarks_of(unit: etree._Element, definitions: Mapping[str, list[Note]]) -> Iterator[Note]:
    """The comments on ``unit``; ``definitions`` are Trados Studio's by their ids."""
    for found in unit.iter(f"{{{MEMOQ}}}comment"):
        if found.get("deleted", "false").lower() != "true":
            yield Note(found.get("creatoruser", ""), flat_text(found, frozenset()))
    known: set[str] = set()
    for found in unit.iter():
        name = found.get(f"{{{SDL}}}cid")
        if name is not None and name not in known:
            known.add(name)
            yield from definitions.get(name, [])


def sdl_comment(element: etree._Element) -> tuple[str, list[Note]] | None:
    """The id and texts of a ``cmt-def``; None for any other element."""
    if local_name(element) != "cmt-def" or namespace(element) != SDL:
        return None
    texts = [
        Note(found.get("user", ""), flat_text(found, frozenset()))
        for found in element.iter("{*}Comment")
    ]
    return element.get("id", ""), texts


def accept_changes(element: etree._Element) -> None:
    """Take out what Trados Studio's tracked changes deleted, in place; what they added stays."""
    for found in list(element.iter("{*}mrk")):
        if found.get("mtype") == "x-sdl-deleted":
            parent = found.getparent()
            if parent is None:
                continue
            before, tail = found.getprevious(), found.tail or ""
            if before is None:
                parent.text = (parent.text or "") + tail
            else:
                before.tail = (before.tail or "") + tail
            parent.remove(found)


def _sdl_value(segment: etree._Element, key: str) -> str:
    for value in segment.iter(f"{{{SDL}}}value"):
        if value.get("key") == key:
            return value.text or ""
    return ""

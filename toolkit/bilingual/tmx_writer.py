"""Document → TMX 1.4b, one unit a segment with English. The bytes depend on the document alone.

The header has no clock time. There is no DOCTYPE: the standard does not ask for one, and readers that
refuse any (.NET's by default) refuse the file with it. Region codes stand on both sides, ``zh-CN`` and
``en-US``, because Trados and memoQ match them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.bilingual.lines import comments
from toolkit.bilingual.tmx import (
    DOCUMENT,
    LABEL,
    NEXT,
    PREVIOUS,
    SECTION,
    STATE,
    Unit,
    compact_moment,
)
from toolkit.bilingual.xliff import SOURCE_LANGUAGE, TARGET_LANGUAGE
from toolkit.bilingual.xml_text import attributes, legal, text
from toolkit.document import Document, Segment
from toolkit.errors import OutputError

__all__ = ["tmx_lines", "write_tmx"]

_SPACES = re.compile(r"\s+")


def write_tmx(document: Document, *, approved: bool = False) -> bytes:
    """``document`` as UTF-8 TMX, without the segments that have no English.

    ``approved`` leaves out whatever no person has approved. Raises
    :class:`toolkit.errors.OutputError` where nothing is, and where a text holds a character XML
    cannot.
    """
    units = list(_units(document, approved))
    if approved and not units:
        raise OutputError(
            f"{document.name}: no segment is approved yet; approve some, or export without --approved"
        )
    version = document.signature.get("zhdoc", "")
    return "".join(f"{line}\n" for line in tmx_lines(units, version)).encode("utf-8")


def tmx_lines(units: Iterable[Unit], version: str) -> Iterator[str]:
    """The lines of a TMX file with ``units``, written by zhdoc of that ``version``."""
    header = {
        "creationtool": "zhdoc",
        "creationtoolversion": legal(version) or "unknown",
        "segtype": "sentence",
        "o-tmf": "zhdoc",
        "adminlang": "en-US",
        "srclang": SOURCE_LANGUAGE,
        "datatype": "plaintext",
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tmx version="1.4">'
    yield f"<header{attributes(header, 'header')}/>"
    yield "<body>"
    for unit in units:
        yield from _unit_lines(unit)
    yield "</body>"
    yield "</tmx>"


def _units(document: Document, approved: bool) -> Iterator[Unit]:
    rows = [(section.id, s) for section in document.sections() for s in section.segments]
    for number, (section, segment) in enumerate(rows):
        if not segment.target or (approved and segment.state != "approved"):
            continue
        before = rows[number - 1][1] if number else None
        behind = rows[number + 1][1] if number + 1 < len(rows) else None
        props = {
            DOCUMENT: legal(document.name),
            SECTION: legal(section),
            STATE: segment.state,
            LABEL: segment.label,
            PREVIOUS: before.hash if before else "",
            NEXT: behind.hash if behind else "",
        }
        yield _unit(segment, {name: value for name, value in props.items() if value})


def _unit(segment: Segment, props: dict[str, str]) -> Unit:
    first = segment.history[0] if segment.history else None
    last = segment.history[-1] if segment.history else None
    return Unit(
        source=segment.source,
        target=segment.target,
        id=segment.id,
        notes=comments(segment),
        props=props,
        created=first.when if first else "",
        creator=first.who if first else "",
        changed=last.when if last else "",
        changer=last.who if last else "",
    )


def _unit_lines(unit: Unit) -> Iterator[str]:
    place = f"unit {unit.id}"
    about = {
        "tuid": _SPACES.sub("_", legal(unit.id)),  # TMX 1.4b, tuid: text without white spaces
        "creationdate": compact_moment(unit.created),
        "creationid": legal(unit.creator),
        "changedate": compact_moment(unit.changed),
        "changeid": legal(unit.changer),
    }
    known = {name: value for name, value in about.items() if value}
    yield f"<tu{attributes(known, place)}>"
    for note in unit.notes:
        yield f"  <note>{text(note, place)}</note>"
    for name, value in unit.props.items():
        yield f"  <prop{attributes({'type': name}, place)}>{text(value, place)}</prop>"
    for language, words in ((SOURCE_LANGUAGE, unit.source), (TARGET_LANGUAGE, unit.target)):
        yield f'  <tuv xml:lang="{language}"><seg>{text(words, place)}</seg></tuv>'
    yield "</tu>"

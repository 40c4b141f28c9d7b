"""TMX → units, or a Document: the Chinese and English of each ``tu``, inline codes left out.

zhdoc's own properties come back where a person or another tool kept them. Of a unit's history TMX
tells who made it and who changed it last; the wording before the last change is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from lxml import etree

from toolkit.bilingual.lines import flat_document, sectioned_document
from toolkit.bilingual.tmx import DOCUMENT, LABEL, SECTION, STATE, Unit, iso_moment
from toolkit.bilingual.xml_input import (
    LANGUAGE,
    child,
    children,
    flat_text,
    forget,
    local_name,
    read_elements,
)
from toolkit.document import Change, Document, Note, Segment, State
from toolkit.errors import BilingualError
from toolkit.offsets import OffsetMap

__all__ = ["read_tmx", "read_units"]

_NATIVE = frozenset({"bpt", "ept", "it", "ph", "ut"})  # TMX 1.4b, content markup
_STATES: tuple[State, ...] = get_args(State)


def read_units(path: Path) -> Iterator[Unit]:
    """The units of the translation memory at ``path`` one by one, those without Chinese left out.

    Memory stays bounded. Raises :class:`toolkit.errors.BilingualError` for a file that cannot be
    read, and at its end where no unit had Chinese and English.
    """
    number = found = 0
    for event, element in read_elements(path):
        if event != "end" or local_name(element) != "tu":
            continue
        number += 1
        unit = _unit(element, number)
        if unit is not None:
            found += bool(unit.target.strip())
            yield unit
        forget(element)
    if not found:
        raise BilingualError(
            f"{path}: holds no unit with Chinese and English among its {number:,}; give a memory with zh"
            " and en"
        )


def read_tmx(path: Path) -> Document:
    """The pairs of the translation memory at ``path``.

    The units of one document that zhdoc wrote stand in its sections again. Raises
    :class:`toolkit.errors.BilingualError` where there is no unit with Chinese and English.
    """
    units = list(read_units(path))
    segments: list[Segment] = []
    offset = 0
    taken: set[str] = set()
    for unit in units:
        name = unit.id or str(unit.number)
        if name in taken:
            name = f"{name}:{unit.number}"
        taken.add(name)
        segments.append(_segment(unit, name, offset))
        offset += len(unit.source) + 1
    names = {unit.props.get(DOCUMENT, "") for unit in units}
    if len(names) > 1 or "" in names:
        return flat_document(path.name, "tmx", "", segments)
    sections: dict[str, list[Segment]] = {}
    for unit, segment in zip(units, segments, strict=True):
        sections.setdefault(unit.props.get(SECTION, "r"), []).append(segment)
    return sectioned_document(names.pop(), "tmx", "", sections)


def _unit(element: etree._Element, number: int) -> Unit | None:
    texts: dict[str, str] = {}
    english: etree._Element | None = None
    for variant in children(element, "tuv"):
        language = (variant.get(LANGUAGE) or variant.get("lang") or "").lower()
        main = language.replace("_", "-").split("-")[0]
        segment = child(variant, "seg")
        if segment is not None and main not in texts:
            texts[main] = flat_text(segment, _NATIVE)
            english = variant if main == "en" else english
    source = texts.get("zh")
    if source is None:
        return None

    def about(name: str) -> str:
        """OmegaT says it of the English, others of the whole unit."""
        own = "" if english is None else english.get(name, "")
        return own or element.get(name, "")

    props: dict[str, str] = {}
    for prop in children(element, "prop"):
        props.setdefault(prop.get("type", ""), flat_text(prop, _NATIVE))
    return Unit(
        source=source,
        target=texts.get("en", ""),
        id=element.get("tuid", ""),
        notes=tuple(flat_text(note, _NATIVE) for note in children(element, "note")),
        props=props,
        created=iso_moment(about("creationdate")),
        creator=about("creationid"),
        changed=iso_moment(about("changedate")),
        changer=about("changeid"),
        number=number,
    )


def _segment(unit: Unit, name: str, offset: int) -> Segment:
    said = next((state for state in _STATES if state == unit.props.get(STATE)), None)
    label = unit.props.get(LABEL, "")
    return Segment(
        id=name,
        source=unit.source,
        offsets=OffsetMap.identity(len(unit.source), offset),
        line=unit.number,
        label=label if unit.source.startswith(label) else "",
        target=unit.target,
        state=said or ("edited" if unit.target else "none"),
        notes=tuple(Note("reviewer", note) for note in unit.notes),
        history=tuple(_history(unit, said)),
    )


def _history(unit: Unit, state: State | None) -> Iterator[Change]:
    """What is known of the unit's making and last change; "" stands for a wording that is not."""
    created, changed = (unit.created, unit.creator), (unit.changed, unit.changer)
    if any(created) and any(changed) and created != changed:
        yield Change(*created, "", "")
    if any(created) or any(changed):
        yield Change(*(changed if any(changed) else created), "", unit.target, None, state)

"""TMX 1.4b → Document: the Chinese and English of each ``tu``, inline codes left out.

Standard: LISA/GALA TMX 1.4b (26 April 2005).
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from toolkit.bilingual.lines import flat_document
from toolkit.bilingual.xml_input import (
    LANGUAGE,
    child,
    children,
    flat_text,
    local_name,
    read_elements,
)
from toolkit.document import Document, Note, Segment
from toolkit.errors import BilingualError
from toolkit.offsets import OffsetMap

__all__ = ["read_tmx"]

_NATIVE = frozenset({"bpt", "ept", "it", "ph", "ut"})  # TMX 1.4b, content markup


def read_tmx(path: Path) -> Document:
    """The pairs of the translation memory at ``path``; a ``tu`` without Chinese is left out.

    Raises :class:`toolkit.errors.BilingualError` where there are none.
    """
    segments: list[Segment] = []
    offset = number = 0
    taken: set[str] = set()
    for event, element in read_elements(path):
        if event != "end" or local_name(element) != "tu":
            continue
        number += 1
        texts: dict[str, str] = {}
        for variant in children(element, "tuv"):
            language = (variant.get(LANGUAGE) or variant.get("lang") or "").lower()
            segment = child(variant, "seg")
            if segment is not None:
                texts.setdefault(
                    language.replace("_", "-").split("-")[0], flat_text(segment, _NATIVE)
                )
        source, target = texts.get("zh"), texts.get("en", "")
        if source is not None:
            name = element.get("tuid") or str(number)
            if name in taken:
                name = f"{name}:{number}"
            taken.add(name)
            segments.append(
                Segment(
                    id=name,
                    source=source,
                    offsets=OffsetMap.identity(len(source), offset),
                    line=number,
                    target=target,
                    state="edited" if target else "none",
                    notes=tuple(_notes(element)),
                )
            )
            offset += len(source) + 1
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
    if not segments:
        raise BilingualError(
            f"{path}: holds no unit with Chinese among its {number}; give a memory with zh and en"
        )
    return flat_document(path.name, "tmx", "", segments)


def _notes(unit: etree._Element) -> list[Note]:
    return [
        Note(unit.get("creationid", ""), flat_text(note, _NATIVE))
        for note in children(unit, "note")
    ]

"""The XML parts of a docx: parsed safely, named by prefix, found through relationships."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cache

from lxml import etree

from toolkit.errors import ReadingError
from toolkit.reading.archive import Archive

__all__ = ["Part", "attribute", "child", "is_on", "main_part", "name_of", "value_of"]

# ISO/IEC 29500-1 has two namespaces for each vocabulary, transitional and strict.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
_OFF = frozenset({"0", "false", "off"})


@cache
def _prefixed(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(namespace[1:], '?')}:{local}"


def name_of(element: etree._Element) -> str:
    """``w:p`` and the like; ``?:name`` in other namespaces, "" for comments."""
    tag = element.tag
    return _prefixed(tag) if isinstance(tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that name, and so on down ``path``."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if name_of(inner) == name), None)
    return element


def attribute(element: etree._Element, name: str) -> str:
    """The attribute of that prefixed name (``w:val``); "" where there is none."""
    for key, value in element.attrib.items():
        if _prefixed(str(key)) == name:
            return str(value)
    return ""


def value_of(element: etree._Element | None, *path: str) -> str:
    """``w:val`` of the element at ``path`` below ``element``; "" where there is none."""
    found = child(element, *path)
    return "" if found is None else attribute(found, "w:val")


def is_on(element: etree._Element | None, *path: str) -> bool:
    """Whether the switch at ``path`` is there and not set to off."""
    found = child(element, *path)
    return found is not None and attribute(found, "w:val").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Part:
    """One XML part of a docx, and the parts it names."""

    archive: Archive
    name: str
    path: str
    root: etree._Element

    @classmethod
    def load(cls, archive: Archive, name: str, path: str) -> Part:
        """Read and parse the part; raises ReadingError where it is missing, broken or unsafe."""
        return cls(archive, name, path, _parse(archive.read(path), name, path))

    def related(self, kind: str) -> dict[str, str]:
        """Relationship id → path of the parts related as ``kind`` ("header", "numbering" …)."""
        folder, base = posixpath.split(self.path)
        relationships = posixpath.join(folder, "_rels", f"{base}.rels")
        if relationships not in self.archive:
            return {}
        root = _parse(self.archive.read(relationships), self.name, relationships)
        return {
            str(relation.get("Id", "")): _target(folder, str(relation.get("Target", "")))
            for relation in root
            if str(relation.get("Type", "")).rpartition("/")[2] == kind
            and relation.get("TargetMode") != "External"
        }

    def sibling(self, kind: str) -> Part | None:
        """The one part related as ``kind``, parsed; None where the docx has none."""
        for path in self.related(kind).values():
            if path in self.archive:
                return Part.load(self.archive, self.name, path)
        return None


def main_part(archive: Archive, name: str) -> Part:
    """The document's main part, which ``_rels/.rels`` names."""
    path = "word/document.xml"
    if "_rels/.rels" in archive:
        for relation in _parse(archive.read("_rels/.rels"), name, "_rels/.rels"):
            if str(relation.get("Type", "")).rpartition("/")[2] == "officeDocument":
                path = _target("", str(relation.get("Target", "")))
    return Part.load(archive, name, path)


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")


def _parse(data: bytes, name: str, path: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(
            f"{name}: the file is broken in its part {path}; "
            "fetch it again, or open it in a word processor and save it again"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadingError(
            f"{name}: refused, its part {path} declares a document type or entities, "
            "which no .docx may; save it again in a word processor"
        )
    return root

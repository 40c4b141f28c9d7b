"""TBX, the termbase exchange format: ISO 30042:2019 and, as martif, ISO 30042:2008; dialect TBX-Basic.

One of our entries is one concept. Its Chinese stands under ``zh-CN``, its English and the variants
under ``en-US`` with an administrative status each. Files from elsewhere may hold several terms in
each language, in either style (``<termNote type="partOfSpeech">`` or ``<min:partOfSpeech>``).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePath
from typing import Any

from lxml import etree

from toolkit.errors import GlossaryError
from toolkit.terms.entries import Entry, Origin, PartOfSpeech, Status
from toolkit.terms.exchange.tables import printable
from toolkit.terms.forms import fold
from toolkit.xml_events import UnsafeXml, xml_events

__all__ = ["read_tbx", "write_martif", "write_tbx"]

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS_NAMES: dict[Status, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
_STATUSES: dict[str, Status] = {
    **{name: status for status, name in _STATUS_NAMES.items()},
    "supersededTerm-admn-sts": "forbidden",
    **{status: status for status in _STATUS_NAMES},
    "deprecated": "forbidden",
    "superseded": "forbidden",
    "obsolete": "forbidden",
}
# TBX-Basic has six parts of speech; "phrase" and "cell" are told apart by a second category.
_POS_NAMES: dict[PartOfSpeech, str] = {
    "noun": "noun",
    "name": "properNoun",
    "verb": "verb",
    "adjective": "adjective",
    "phrase": "other",
    "cell": "other",
}
_POS: dict[str, PartOfSpeech] = {
    "noun": "noun",
    "propernoun": "name",
    "verb": "verb",
    "adjective": "adjective",
    "other": "phrase",
    "adverb": "phrase",
}
_CELL = "table cell"


def write_tbx(entries: Sequence[Entry]) -> bytes:
    """ISO 30042:2019."""
    spaces: Any = {None: _NAMESPACE}  # the stubs know no default namespace
    root = etree.Element(f"{{{_NAMESPACE}}}tbx", nsmap=spaces)
    root.attrib.update({"style": "dca", "type": "TBX-Basic", _LANGUAGE: "en"})
    _fill(root, entries, _Names("tbxHeader", "conceptEntry", "langSec", "termSec", _NAMESPACE))
    return _serialize(root, "")


def write_martif(entries: Sequence[Entry]) -> bytes:
    """ISO 30042:2008."""
    root = etree.Element("martif")
    root.attrib.update({"type": "TBX-Basic", _LANGUAGE: "en"})
    _fill(root, entries, _Names("martifHeader", "termEntry", "langSet", "tig", ""))
    return _serialize(root, '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">')


@dataclass(frozen=True, slots=True)
class _Names:
    """What the two generations call the same elements."""

    header: str
    concept: str
    language: str
    term: str
    namespace: str

    def add(self, parent: etree._Element, name: str, text: str = "", **attributes: str) -> Any:
        tag = f"{{{self.namespace}}}{name}" if self.namespace else name
        element = etree.SubElement(parent, tag, attributes)
        element.text = printable(text) or None
        return element


def _fill(root: etree._Element, entries: Sequence[Entry], names: _Names) -> None:
    header = names.add(root, names.header)
    description = names.add(names.add(header, "fileDesc"), "sourceDesc")
    names.add(description, "p", "Chinese-English glossary, written by zhdoc")
    if not names.namespace:
        encoding = names.add(header, "encodingDesc")
        names.add(encoding, "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    body = names.add(names.add(root, "text"), "body")
    for number, entry in enumerate(entries, 1):
        concept = names.add(body, names.concept, id=f"c{number}")
        if entry.domain:
            names.add(concept, "descrip", entry.domain, type="subjectField")
        if entry.pos == "cell":
            names.add(concept, "admin", _CELL, type="projectSubset")
        chinese = names.add(concept, names.language)
        chinese.set(_LANGUAGE, "zh-CN")
        names.add(names.add(chinese, names.term), "term", entry.zh)
        english = names.add(concept, names.language)
        english.set(_LANGUAGE, "en-US")
        for place, text in enumerate((entry.en, *entry.variants)):
            first = place == 0
            status = entry.status if first or entry.status == "forbidden" else "admitted"
            term = names.add(english, names.term)
            names.add(term, "term", text)
            names.add(term, "termNote", _POS_NAMES[entry.pos], type="partOfSpeech")
            names.add(term, "termNote", _STATUS_NAMES[status], type="administrativeStatus")
            if first and entry.source:
                names.add(term, "admin", entry.source, type="source")
            if first and entry.note:
                names.add(term, "note", entry.note)


def _serialize(root: etree._Element, doctype: str) -> bytes:
    etree.indent(root)
    body = etree.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "")
    return f"{head}{body}\n".encode()


# ------------------------------------------------------------------------------- reading


@dataclass(slots=True)
class _Term:
    """A term of a concept, in one language."""

    text: str
    status: Status | None
    pos: PartOfSpeech | None
    note: str
    source: str


@dataclass(slots=True)
class _Concept:
    line: int
    domain: str = ""
    cell: bool = False
    note: str = ""
    chinese: list[_Term] = field(default_factory=list)
    english: list[_Term] = field(default_factory=list)


def read_tbx(data: bytes, name: str, origin: Origin) -> tuple[Entry, ...]:
    """The Chinese terms of every concept with their English; raises GlossaryError.

    Concepts without both languages are passed over; a file in which no concept has both is refused.
    """
    entries: list[Entry] = []
    concepts = 0
    for concept in _concepts(data, name):
        concepts += 1
        entries.extend(_entries(concept, name, origin))
    if concepts and not entries:
        raise GlossaryError(
            f"{name}: none of its {concepts:,} concepts has a Chinese and an English term."
        )
    return tuple(entries)


def _concepts(data: bytes, name: str) -> Iterator[_Concept]:
    root = None
    try:
        for event, element in xml_events(io.BytesIO(data)):
            if root is None:
                root = element
                _check_root(root, name)
            if event == "end" and _local(element) in ("conceptEntry", "termEntry"):
                yield _concept(element)
                element.clear()
    except UnsafeXml as error:
        raise GlossaryError(
            f"{name}: its DOCTYPE declares entities, which is unsafe; remove it."
        ) from error
    except etree.XMLSyntaxError as error:
        raise GlossaryError(
            f"{name}, line {error.lineno or 1}: not well-formed XML ({error.msg}); export it again."
        ) from error


def _check_root(root: etree._Element, name: str) -> None:
    if _local(root) not in ("tbx", "martif"):
        raise GlossaryError(
            f"{name}: <{_local(root)}> is not TBX; give a TBX, TSV, CSV or XLSX file."
        )


def _concept(element: etree._Element) -> _Concept:
    line: Any = element.sourceline  # the stubs do not know it
    concept = _Concept(line or 0)
    # A subject field may stand in a group, with its source.
    grouped = (child for group in element.iterchildren("{*}descripGrp") for child in group)
    for child in (*grouped, *element):
        kind, text = _category(child), _text(child)
        if kind == "subjectField":
            concept.domain = text
        elif kind == "projectSubset":
            concept.cell = text == _CELL
        elif kind == "note":
            concept.note = text
        elif _local(child) in ("langSec", "langSet"):
            language = (child.get(_LANGUAGE) or "").lower()
            if language.partition("-")[0] in ("zh", "en"):
                found = concept.chinese if language.startswith("zh") else concept.english
                found += (
                    _term(term) for term in child if _local(term) in ("termSec", "tig", "ntig")
                )
    return concept


def _term(element: etree._Element) -> _Term:
    found: dict[str, str] = {}
    for child in element.iter():
        if child is not element and isinstance(child.tag, str):
            found.setdefault(_category(child), _text(child))
    return _Term(
        text=found.get("term", ""),
        status=_STATUSES.get(found.get("administrativeStatus", "")),
        pos=_POS.get(found.get("partOfSpeech", "").lower()),
        note=found.get("note", ""),
        source=found.get("source", ""),
    )


def _entries(concept: _Concept, name: str, origin: Origin) -> Iterator[Entry]:
    """The concept's entries: for each Chinese term the allowed English and the forbidden."""
    usable = [term for term in concept.english if term.text]
    # What has no status may be used; the first preferred English is the entry's own.
    ranked = sorted(usable, key=lambda t: {"admitted": 1, "forbidden": 2}.get(t.status or "", 0))
    for chinese in concept.chinese:
        if not fold(chinese.text):
            continue
        for forbidden, group in groupby(ranked, key=lambda term: term.status == "forbidden"):
            first, *others = group
            status: Status = "forbidden" if forbidden else first.status or "preferred"
            pos = first.pos or chinese.pos
            if pos is None:
                pos = "name" if first.text[:1].isupper() else "noun"
            yield Entry(
                zh=chinese.text,
                en=first.text,
                pos="cell" if concept.cell else pos,
                status=status,
                variants=tuple(term.text for term in others),
                note=first.note or concept.note,
                source=first.source,
                domain=concept.domain or PurePath(name).stem,
                origin=origin,
                file=name,
                line=concept.line,
            )


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _category(element: etree._Element) -> str:
    """The data category: the ``type`` of a general element, else the element's own name."""
    name = _local(element)
    return element.get("type") or name if name in ("termNote", "descrip", "admin") else name


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())

"""XLIFF 1.2 → Document: zhdoc's own files with all they hold, other tools' files as plain pairs.

Of other tools' files: inline tags are flattened to text, nested groups become sections, a unit whose
``seg-source`` is cut into several ``mrk mtype="seg"`` becomes as many segments, and what is marked
``translate="no"`` is left out. Several ``<file>`` elements become sections of one document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from toolkit.bilingual.json_fields import Fields, parse_fields, parse_text
from toolkit.bilingual.lines import joined_lines
from toolkit.bilingual.unit_data import (
    damage_from_json,
    match_from_json,
    repair_from_json,
    segment_from_data,
)
from toolkit.bilingual.xliff import SECTION, ZHDOC, json_of, state_of
from toolkit.bilingual.xml_input import (
    child,
    children,
    flat_text,
    forget,
    local_name,
    namespace,
    read_elements,
)
from toolkit.document import (
    Damage,
    Document,
    Hypothesis,
    Note,
    RepairEntry,
    Section,
    Segment,
)
from toolkit.errors import BilingualError
from toolkit.offsets import OffsetMap

__all__ = ["NATIVE", "check_languages", "check_version", "read_xliff"]

NATIVE = frozenset({"ph", "bpt", "ept", "it"})  # XLIFF 1.2: inline elements that hold native code
_MAX_DEPTH = 64
_CHINESE = frozenset({"zh", "zho", "chi", "cmn", "lzh", "yue"})
_ENGLISH = frozenset({"en", "eng"})


def read_xliff(path: Path) -> Document:
    """The document in the XLIFF 1.2 file at ``path``; its findings are to be computed.

    Raises :class:`toolkit.errors.BilingualError` that names the file and the line.
    """
    return _Reader(path).read()


def check_version(path: Path, root: etree._Element) -> None:
    """Raises :class:`toolkit.errors.BilingualError` where ``root`` is not that of an XLIFF 1.x file."""
    name, version = local_name(root), root.get("version", "")
    if name != "xliff":
        raise BilingualError(
            f"{path}, line {root.sourceline}: <{name}> is no XLIFF; give an .xlf file"
        )
    if version.startswith("2") or ":xliff:document:2" in namespace(root):
        raise BilingualError(
            f"{path}, line {root.sourceline}: XLIFF {version or '2'} is not read; export it as XLIFF"
            " 1.2"
        )


def check_languages(path: Path, file: etree._Element) -> None:
    """Raises :class:`toolkit.errors.BilingualError` where a ``<file>`` is not Chinese into English."""
    for attribute, allowed in (("source-language", _CHINESE), ("target-language", _ENGLISH)):
        language = file.get(attribute, "")
        if language and language.lower().replace("_", "-").split("-")[0] not in allowed:
            raise BilingualError(
                f"{path}, line {file.sourceline}: its {attribute} is {language}; zhdoc reads Chinese"
                " into English (zh-CN, en-US)"
            )


@dataclass(slots=True)
class _Open:
    """A section whose end was not read yet."""

    section: Section
    """Its id is "" where another tool wrote it; such sections are numbered at the end."""
    translate: bool = True
    segments: list[Segment] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    rest: list[Segment] = field(default_factory=list)
    """Units behind a subgroup: they become a section of their own, so that the order stays."""

    def add(self, segment: Segment) -> None:
        (self.rest if self.sections else self.segments).append(segment)

    def flush(self) -> None:
        if self.rest:
            self.sections.append(_section(segments=tuple(self.rest)))
            self.rest = []

    def closed(self) -> Section:
        self.flush()
        return replace(self.section, segments=tuple(self.segments), sections=tuple(self.sections))


class _Reader:
    """One pass over one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stack = [_Open(_section("r"))]
        self.files = 0
        self.about: Fields | None = None
        self.original = ""
        self.signature: dict[str, str] = {}
        self.log: list[RepairEntry] = []
        self.damage: list[Damage] = []
        self.stored_lines: list[str] = []
        self.ids: set[str] = set()
        self.file_ids: set[str] = set()
        self.units = 0
        self.offset = 0

    def read(self) -> Document:
        root_seen = False
        for event, element in read_elements(self.path):
            if event == "start" and not root_seen:
                check_version(self.path, element)
                root_seen = True
            if namespace(element) == ZHDOC:
                if event == "end" and local_name(element) not in ("data", "match"):
                    self._at(element, self._header)
                continue
            name = local_name(element)
            if event == "start":
                if name == "file":
                    self._start_file(element)
                elif name == "group":
                    self._at(element, self._start_group)
            elif name == "trans-unit":
                self._at(element, self._unit)
                forget(element)
            elif name in ("file", "group"):
                self._end_section()
                forget(element)
            elif name == "header":
                forget(element)
        return self._document()

    def _document(self) -> Document:
        if self.about is None and not self.units:
            raise BilingualError(f"{self.path}: holds no trans-unit; give a file with text in it")
        root = self.stack[0].closed()
        if self.files == 1:
            root = root.sections[0]
            if not root.segments and len(root.sections) == 1 and root.sections[0].id == "r":
                root = root.sections[0]
        root = _numbered(root, "r", 0)
        about = self.about or Fields({})
        joined = about.text("lines", "joined") == "joined"
        every = (segment for section in root.walk() for segment in section.segments)
        return Document(
            name=about.text("name", self.original) or self.path.name,
            format=about.text("format", "xliff"),
            encoding=about.text("encoding", ""),
            root=root,
            lines=joined_lines(every) if joined else tuple(self.stored_lines),
            log=tuple(self.log),
            damage=tuple(self.damage),
            signature=self.signature,
        )

    def _start_file(self, element: etree._Element) -> None:
        check_languages(self.path, element)
        self.files += 1
        self.file_ids = set()
        original = element.get("original", "")
        self.original = self.original or original
        self._push(_Open(_section(title=original)))

    def _start_group(self, element: etree._Element) -> None:
        if len(self.stack) > _MAX_DEPTH:
            raise ValueError(f"groups are nested more than {_MAX_DEPTH} deep")
        translate = self.stack[-1].translate and element.get("translate") != "no"
        if element.get(_zd("level")) is None:
            restype, name = element.get("restype"), element.get("resname") or ""
            label = name if restype == SECTION else ""
            section = _section(label=label, title="" if label else name)
        else:
            number, inferred = element.get(_zd("number")), element.get(_zd("inferred"))
            section = Section(
                id=element.get("id", ""),
                level=int(element.get(_zd("level"), "")),
                label=element.get("resname", ""),
                number=None if number is None else int(number),
                title=element.get(_zd("title"), ""),
                style=element.get(_zd("style"), ""),
                inferred=None if inferred is None else int(inferred),
                start=int(element.get(_zd("start"), "0")),
                end=int(element.get(_zd("end"), "0")),
                line=int(element.get(_zd("line"), "0")),
                has_heading=element.get(_zd("heading")) == "yes",
            )
        self._push(_Open(section, translate))

    def _push(self, section: _Open) -> None:
        self.stack[-1].flush()
        self.stack.append(section)

    def _end_section(self) -> None:
        closed = self.stack.pop().closed()
        self.stack[-1].sections.append(closed)

    def _header(self, element: etree._Element) -> None:
        name, content = local_name(element), json_of(element)
        if name == "document":
            self.about = parse_fields(content)
            for key in ("name", "format", "encoding", "lines"):
                self.about.text(key, "")
        elif name == "run":
            self.signature = parse_fields(content).all_texts()
        elif name == "repair":
            self.log.append(repair_from_json(parse_fields(content)))
        elif name == "damage":
            self.damage.append(damage_from_json(parse_fields(content)))
        elif name == "text":
            self.stored_lines.append(parse_text(content))

    def _unit(self, element: etree._Element) -> None:
        if not self.stack[-1].translate or element.get("translate") == "no":
            return
        source = child(element, "source")
        unit = element.get("id") or str(self.units + 1)
        if source is None:
            raise ValueError(f"trans-unit {unit} has no <source>")
        if unit in self.file_ids:
            raise ValueError(f"two trans-units have the id {unit}")
        self.file_ids.add(unit)
        self.units += 1
        target = child(element, "target")
        pieces = _pieces(element, target)
        if pieces:
            for mid, piece, english in pieces:
                self._add(element, f"{unit}.{mid}", piece, english)
        else:
            english = "" if target is None else flat_text(target, NATIVE)
            self._add(element, unit, flat_text(source, NATIVE), english)

    def _add(self, element: etree._Element, name: str, source: str, english: str) -> None:
        if name in self.ids:
            name = f"{self.files}:{name}"
        self.ids.add(name)
        target = child(element, "target")
        state = state_of(
            None if target is None else target.get("state"),
            None if target is None else target.get("state-qualifier"),
            element.get("approved"),
            has_target=bool(english),
        )
        segment = Segment(
            id=name,
            source=source,
            offsets=OffsetMap.identity(len(source), self.offset),
            line=int(element.get(_zd("line"), str(self.units))),
            target=english,
            state=state,
            hypotheses=tuple(_alternatives(element)),
            notes=tuple(
                Note(note.get("from", ""), flat_text(note, NATIVE))
                for note in children(element, "note")
            ),
        )
        self.offset += len(source) + 1
        data = child(element, "data")
        if data is not None and namespace(data) == ZHDOC:
            stored = element.get(_zd("hash"))
            segment = segment_from_data(segment, parse_fields(json_of(data)), stored)
        elif segment.hypotheses:
            segment = replace(
                segment, hypotheses=(Hypothesis(english, None, "file"), *segment.hypotheses)
            )
        self.stack[-1].add(segment)

    def _at(self, element: etree._Element, read: Callable[[etree._Element], None]) -> None:
        """Run ``read``; what it finds wrong with the content becomes an error with its place."""
        try:
            read(element)
        except ValueError as error:
            unit = element.get("id")
            name = f"<{local_name(element)}>" + (f" {unit}" if unit else "")
            raise BilingualError(
                f"{self.path}, line {element.sourceline}: {name}: {error}; mend it or write the file"
                " again"
            ) from error


def _zd(name: str) -> str:
    return f"{{{ZHDOC}}}{name}"


def _section(
    section_id: str = "", *, label: str = "", title: str = "", segments: tuple[Segment, ...] = ()
) -> Section:
    return Section(section_id, 0, label, None, title, has_heading=False, segments=segments)


def _numbered(section: Section, path: str, level: int) -> Section:
    """``section`` with ids and levels for what another tool wrote; as deep as groups may nest."""
    prefix = "" if path == "r" else f"{path}."
    return replace(
        section,
        id=section.id or path,
        level=section.level if section.id else level,
        sections=tuple(
            _numbered(found, f"{prefix}{number}", level + 1)
            for number, found in enumerate(section.sections, 1)
        ),
    )


def _pieces(
    element: etree._Element, target: etree._Element | None
) -> list[tuple[str, str, str]] | None:
    """(mid, source, target) of a unit that is cut into several segments; None where it is not."""
    whole = child(element, "seg-source")
    if whole is None:
        return None
    sources = _segments(whole)
    outside = flat_text(whole, NATIVE | {"mrk"})
    if len(sources) < 2 or outside.strip():
        return None
    targets = {} if target is None else _segments(target)
    return [(mid, source, targets.get(mid, "")) for mid, source in sources.items()]


def _segments(element: etree._Element) -> dict[str, str]:
    return {
        mark.get("mid", str(number)): flat_text(mark, NATIVE)
        for number, mark in enumerate(element.iter("{*}mrk"))
        if mark.get("mtype") == "seg"
    }


def _alternatives(element: etree._Element) -> Iterator[Hypothesis]:
    for found in children(element, "alt-trans"):
        target = child(found, "target")
        if target is None or found.get("alttranstype", "proposal") != "proposal":
            continue
        english, score = flat_text(target, NATIVE), found.get(_zd("score"))
        source, match = child(found, "source"), found.find(_zd("match"))
        yield Hypothesis(
            english,
            None if score is None else float(score),
            found.get("origin", ""),
            None
            if source is None or match is None
            else match_from_json(parse_fields(json_of(match)), flat_text(source, NATIVE), english),
        )

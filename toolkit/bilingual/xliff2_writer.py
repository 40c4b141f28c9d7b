"""Document → XLIFF 2.1, for tools that want it; zhdoc itself works on, and reads, XLIFF 1.2.

Standard: OASIS XLIFF 2.1 (13 February 2018), whose core namespace is that of 2.0, with the modules
Translation Candidates (``mtc``: other hypotheses) and Glossary (``gls``: the terms of a unit). A section
is a ``group``, a segment is a ``unit`` with one ``segment``; hashes and the authors of notes stand in
``urn:zhdoc:1``. ``state`` and ``subState`` say the review state:

=========  ============  ====================
none       initial
machine    initial       ``zhdoc:machine``
memory     initial       ``zhdoc:memory``
edited     translated    ``zhdoc:edited``
approved   final         ``zhdoc:approved``
=========  ============  ====================

A target in state ``initial`` is a draft to other tools, as what no person has seen should be. OmegaT's
plugin for XLIFF 2 goes further and offers a ``translated`` target as a fuzzy match only (its issue 274):
give OmegaT the .xlf, XLIFF 1.2, or the .tmx instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.bilingual.xliff import SOURCE_LANGUAGE, TARGET_LANGUAGE, ZHDOC
from toolkit.bilingual.xml_text import attributes, legal, text
from toolkit.document import Document, Hypothesis, Note, Section, Segment, State

__all__ = ["write_xliff2"]

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"

_STATES: dict[State, str] = {
    "none": "initial",
    "machine": "initial",
    "memory": "initial",
    "edited": "translated",
    "approved": "final",
}
_APPLIES = {"repair": "source", "qa": "target"}  # authors of zhdoc's own notes
_SEGMENT = "t"  # id of the one segment of a unit: its translation candidates refer to it
_NO_TOKEN = re.compile(r"[^\w.-]")


def write_xliff2(document: Document) -> bytes:
    """``document`` as UTF-8 XLIFF 2.1. Findings are left out, as in XLIFF 1.2.

    Raises :class:`toolkit.errors.OutputError` where a text holds a character XML cannot.
    """
    return "".join(f"{line}\n" for line in _xliff(document)).encode("utf-8")


class _Ids:
    """Ids as XML allows them (NMTOKEN), each once: files from elsewhere may have any."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        wanted = _NO_TOKEN.sub("_", name) or "_"
        found, number = wanted, 1
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._taken.add(found)
        return found


def _xliff(document: Document) -> Iterator[str]:
    root = {
        "version": "2.1",
        "xmlns": CORE,
        "xmlns:mtc": MATCHES,
        "xmlns:gls": GLOSSARY,
        "xmlns:zd": ZHDOC,
        "srcLang": SOURCE_LANGUAGE,
        "trgLang": TARGET_LANGUAGE,
    }
    about = {
        "id": "f1",
        "original": legal(document.name),
        "canResegment": "no",
        "xml:space": "preserve",
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<xliff{attributes(root, document.name)}>"
    yield f"<file{attributes(about, document.name)}>"
    yield from _group(document.root, _Ids(), _Ids(), "  ")
    yield "</file>"
    yield "</xliff>"


def _group(section: Section, groups: _Ids, units: _Ids, indent: str) -> Iterator[str]:
    # Recursion is as deep as the outline, which toolkit.outline bounds.
    about = {
        "id": groups.of(section.id),
        "name": legal(section.label + section.title) or None,
        "type": "zhdoc:section",
    }
    yield f"{indent}<group{attributes(about, f'section {section.id}')}>"
    for segment in section.segments:
        yield from _unit(segment, units, indent + "  ")
    for child in section.sections:
        yield from _group(child, groups, units, indent + "  ")
    yield f"{indent}</group>"


def _unit(segment: Segment, units: _Ids, indent: str) -> Iterator[str]:
    place = f"segment {segment.id}"
    about = {
        "id": units.of(segment.id),
        "name": legal(segment.id),
        "type": f"zhdoc:{segment.kind}",
        "zd:hash": segment.hash,
    }
    inner = indent + "  "
    yield f"{indent}<unit{attributes(about, place)}>"
    if len(segment.hypotheses) > 1:
        yield f"{inner}<mtc:matches>"
        for hypothesis in segment.hypotheses[1:]:
            yield f"{inner}  {_candidate(hypothesis, segment, place)}"
        yield f"{inner}</mtc:matches>"
    if terms := _terms(segment):
        yield f"{inner}<gls:glossary>"
        for chinese, english in terms.items():
            translations = "".join(
                f"<gls:translation>{text(legal(each), place)}</gls:translation>" for each in english
            )
            term = f'<gls:term source="glossary">{text(chinese, place)}</gls:term>'
            yield f"{inner}  <gls:glossEntry>{term}{translations}</gls:glossEntry>"
        yield f"{inner}</gls:glossary>"
    if segment.notes:
        yield f"{inner}<notes>"
        for note in segment.notes:
            yield f"{inner}  {_note(note, place)}"
        yield f"{inner}</notes>"
    marks = {
        "id": _SEGMENT,
        "state": _STATES[segment.state],
        "subState": None if segment.state == "none" else f"zhdoc:{segment.state}",
    }
    yield f"{inner}<segment{attributes(marks, place)}>"
    yield f"{inner}  <source>{text(segment.source, place)}</source>"
    if segment.target:
        yield f"{inner}  <target>{text(segment.target, place)}</target>"
    yield f"{inner}</segment>"
    yield f"{indent}</unit>"


def _candidate(hypothesis: Hypothesis, segment: Segment, place: str) -> str:
    match = hypothesis.match
    about: dict[str, str | int | None] = {
        "ref": f"#{_SEGMENT}",
        "type": _candidate_type(hypothesis),
        "origin": legal(match.file if match else hypothesis.origin) or None,
        "similarity": match.percent if match else None,
    }
    source = match.source if match else segment.source
    return (
        f"<mtc:match{attributes(about, place)}><source>{text(source, place)}</source>"
        f"<target>{text(hypothesis.text, place)}</target></mtc:match>"
    )


def _candidate_type(hypothesis: Hypothesis) -> str:
    """mt: machine; icm: match of the memory in the same context; tm: any other match of it."""
    if hypothesis.match and hypothesis.match.kind == "context":
        return "icm"
    return "tm" if hypothesis.match or hypothesis.origin == "memory" else "mt"


def _terms(segment: Segment) -> dict[str, tuple[str, ...]]:
    """Each term in the source with the English for it, the preferred first."""
    return {
        segment.source[c.start : c.end]: (c.target, *c.variants)
        for c in segment.constraints
        if c.kind == "term"
    }


def _note(note: Note, place: str) -> str:
    applies = _APPLIES.get(note.author)
    about = {
        "category": note.author if applies else "comment",
        "appliesTo": applies,
        "zd:from": None if applies else legal(note.author) or None,
    }
    return f"<note{attributes(about, place)}>{text(note.text, place)}</note>"

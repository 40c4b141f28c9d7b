"""Document → XLIFF 1.2. The bytes depend on the document alone, one unit is one block of lines."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.bilingual.lines import joined_lines
from toolkit.bilingual.unit_data import (
    damage_to_json,
    match_to_json,
    repair_to_json,
    segment_to_data,
)
from toolkit.bilingual.xliff import (
    SECTION,
    SOURCE_LANGUAGE,
    STATES,
    TARGET_LANGUAGE,
    XLIFF,
    ZHDOC,
)
from toolkit.bilingual.xml_text import attribute, attributes, legal, quoted_json, text
from toolkit.document import Document, Hypothesis, Section, Segment

__all__ = ["write_xliff"]

_DATATYPES = {"text": "plaintext", "html": "html"}  # XLIFF 1.2, datatype; others are x-NAME
_ANNOTATES = {"repair": "source", "qa": "target"}


def write_xliff(document: Document) -> bytes:
    """``document`` as UTF-8 XLIFF 1.2. Findings are left out: they are computed anew.

    Raises :class:`toolkit.errors.OutputError` where a text holds a character XML cannot.
    """
    return "".join(f"{line}\n" for line in _xliff(document)).encode("utf-8")


def _xliff(document: Document) -> Iterator[str]:
    datatype = _DATATYPES.get(document.format, f"x-{document.format or 'unknown'}")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<xliff version="1.2" xmlns="{XLIFF}" xmlns:zd="{ZHDOC}">'
    about = {
        "original": legal(document.name),
        "source-language": SOURCE_LANGUAGE,
        "target-language": TARGET_LANGUAGE,
        "datatype": datatype,
        "tool-id": "zhdoc",
        "xml:space": "preserve",
    }
    yield f"<file{attributes(about, document.name)}>"
    yield from _header(document)
    yield "<body>"
    yield from _group(document.root, "  ")
    yield "</body>"
    yield "</file>"
    yield "</xliff>"


def _header(document: Document) -> Iterator[str]:
    tool = {"tool-id": "zhdoc", "tool-name": "zhdoc"}
    if version := document.signature.get("zhdoc"):
        tool["tool-version"] = legal(version)
    yield "<header>"
    yield f"  <tool{attributes(tool, document.name)}/>"
    joined = document.lines == joined_lines(tuple(document.segments()))
    about = {
        "name": document.name,
        "format": document.format,
        "encoding": document.encoding,
        "lines": "joined" if joined else "stored",
    }
    yield f"  <zd:document json={quoted_json(about)}/>"
    yield f"  <zd:run json={quoted_json(dict(document.signature))}/>"
    for entry in document.log:
        yield f"  <zd:repair json={quoted_json(repair_to_json(entry))}/>"
    for damage in document.damage:
        yield f"  <zd:damage json={quoted_json(damage_to_json(damage))}/>"
    for line in () if joined else document.lines:
        yield f"  <zd:text json={quoted_json(line)}/>"
    yield "</header>"


def _group(section: Section, indent: str) -> Iterator[str]:
    # Recursion is as deep as the outline, which toolkit.outline bounds.
    about: dict[str, str | int | None] = {
        "id": section.id,
        "resname": section.label or None,
        "restype": SECTION,
        "zd:level": section.level,
        "zd:number": section.number,
        "zd:title": section.title,
        "zd:style": section.style or None,
        "zd:inferred": section.inferred,
        "zd:line": section.line,
        "zd:start": section.start,
        "zd:end": section.end,
        "zd:heading": "yes" if section.has_heading else "no",
    }
    yield f"{indent}<group{attributes(about, f'section {section.id}')}>"
    for segment in section.segments:
        yield from _unit(segment, indent + "  ")
    for child in section.sections:
        yield from _group(child, indent + "  ")
    yield f"{indent}</group>"


def _unit(segment: Segment, indent: str) -> Iterator[str]:
    place = f"segment {segment.id}"
    review = STATES[segment.state]
    about: dict[str, str | int | None] = {
        "id": segment.id,
        "resname": segment.id,
        "restype": f"x-{segment.kind}",
        "approved": review.approved,
        "zd:hash": segment.hash,
        "zd:line": segment.line,
    }
    marks = {"state": review.state, "state-qualifier": review.qualifier}
    inner = indent + "  "
    language = f' xml:lang="{TARGET_LANGUAGE}"'
    yield f"{indent}<trans-unit{attributes(about, place)}>"
    source = text(segment.source, place)
    yield f'{inner}<source xml:lang="{SOURCE_LANGUAGE}">{source}</source>'
    yield (
        f"{inner}<target{language}{attributes(marks, place)}>{text(segment.target, place)}</target>"
    )
    for hypothesis in segment.hypotheses[1:]:
        yield f"{inner}{_alternative(hypothesis, language, place)}"
    for note in segment.notes:
        annotates = _ANNOTATES.get(note.author, "general")
        yield (
            f'{inner}<note from="{attribute(note.author, place)}" annotates="{annotates}">'
            f"{text(note.text, place)}</note>"
        )
    yield f"{inner}<zd:data json={quoted_json(segment_to_data(segment))}/>"
    yield f"{indent}</trans-unit>"


def _alternative(hypothesis: Hypothesis, language: str, place: str) -> str:
    """An ``alt-trans``; a memory's match also says how alike its source is, and where it comes from."""
    match = hypothesis.match
    about = {
        "match-quality": None if match is None else f"{match.percent}%",
        "origin": hypothesis.origin,
        "zd:score": None if hypothesis.score is None else repr(hypothesis.score),
    }
    content = f"<target{language}>{text(hypothesis.text, place)}</target>"
    if match is not None:
        source = text(match.source, place)
        content = (
            f'<source xml:lang="{SOURCE_LANGUAGE}">{source}</source>{content}'
            f"<zd:match json={quoted_json(match_to_json(match))}/>"
        )
    return f"<alt-trans{attributes(about, place)}>{content}</alt-trans>"

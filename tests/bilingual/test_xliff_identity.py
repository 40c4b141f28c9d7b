"""XLIFF: what is written is read again, whatever the document holds."""

from __future__ import annotations

import xml.etree.ElementTree
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import lxml.etree
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.bilingual import read_xliff, write
from toolkit.document import (
    Change,
    Constraint,
    Damage,
    DamageKind,
    Document,
    Fate,
    Hypothesis,
    Match,
    MatchKind,
    Note,
    RepairEntry,
    Section,
    Segment,
    SegmentKind,
    State,
)
from toolkit.errors import OutputError
from toolkit.offsets import OffsetMap

# Every character XML 1.0 can hold, the awkward ones often.
characters = st.one_of(
    st.sampled_from("\t\n\r &<>\"'\\]一、科技（）［⟦⟧\u0085\u2028\ufeff\U00020000e\u0301"),
    st.characters(
        exclude_categories=("Cs",), exclude_characters="\ufffe\uffff", min_codepoint=0x20
    ),
)
texts = st.text(characters, max_size=12)
anything = st.text(max_size=8)  # with control characters: allowed where JSON holds it
numbers = st.integers(0, 10**9)
maybe_number = st.none() | st.integers(0, 99)
states = st.none() | st.sampled_from(get_args(State))


@st.composite
def offset_maps(draw: st.DrawFn, length: int) -> OffsetMap:
    starts = draw(st.sets(st.integers(1, max(1, length - 1)), max_size=3)) if length > 1 else set()
    derived = (0, *sorted(starts))
    steps = [draw(st.integers(0, 50)) for _ in derived]
    source = tuple(sum(steps[: n + 1]) for n in range(len(steps)))
    return OffsetMap(derived, source, length, source[-1] + draw(st.integers(0, 50)))


def spans(limit: int) -> st.SearchStrategy[tuple[int, int]]:
    pair = st.tuples(st.integers(0, limit), st.integers(0, limit))
    return pair.map(lambda p: (min(p), max(p)))


@st.composite
def constraints(draw: st.DrawFn, source: str, target: str) -> Constraint:
    start, end = draw(spans(len(source)))
    return Constraint(
        kind=draw(st.sampled_from(["term", "money", "lost", "date"])),
        start=start,
        end=end,
        target=draw(anything),
        variants=tuple(draw(st.lists(anything, max_size=2))),
        forbidden=tuple(draw(st.lists(anything, max_size=2))),
        fate=draw(st.none() | st.sampled_from(get_args(Fate))),
        target_span=draw(st.none() | spans(len(target))),
        value=draw(st.none() | anything),
        unit=draw(st.none() | anything),
    )


damages = st.builds(
    Damage,
    st.sampled_from(get_args(DamageKind)),
    numbers,
    numbers,
    anything,
)
finite = st.floats(allow_nan=False, allow_infinity=False)
machine_hypotheses = st.builds(Hypothesis, texts, st.none() | finite, texts)
memory_hypotheses = st.builds(
    Match,
    texts,
    texts,
    st.sampled_from(get_args(MatchKind)),
    st.floats(0, 1),
    *(anything for _ in ("file", "segment", "who", "when")),
).map(lambda match: Hypothesis(match.target, None, "memory", match))


@st.composite
def segments(draw: st.DrawFn, name: str) -> Segment:
    source, target = draw(texts), draw(texts)
    return Segment(
        id=name,
        source=source,
        offsets=draw(offset_maps(len(source))),
        line=draw(st.integers(1, 5)),
        kind=draw(st.sampled_from(get_args(SegmentKind))),
        label=source[: draw(st.integers(0, len(source)))],
        place=draw(anything),
        target=target,
        state=draw(st.sampled_from(get_args(State))),
        constraints=tuple(draw(st.lists(constraints(source, target), max_size=3))),
        hypotheses=tuple(draw(st.lists(machine_hypotheses | memory_hypotheses, max_size=3))),
        tried=tuple(draw(st.lists(anything, max_size=2))),
        damage=tuple(draw(st.lists(damages, max_size=2))),
        notes=tuple(draw(st.lists(st.builds(Note, texts, texts), max_size=2))),
        ignored=tuple(draw(st.lists(anything, max_size=2))),
        history=tuple(
            draw(
                st.lists(
                    st.builds(
                        Change,
                        anything,
                        anything,
                        anything,
                        anything,
                        states,
                        states,
                        st.booleans(),
                    ),
                    max_size=2,
                )
            )
        ),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    counter = iter(range(1, 100))

    def section(path: str, level: int) -> Section:
        prefix = "" if path == "r" else f"{path}."
        return Section(
            id=path,
            level=level,
            label=draw(texts),
            number=draw(maybe_number),
            title=draw(texts),
            style=draw(texts),
            inferred=draw(maybe_number),
            start=draw(numbers),
            end=draw(numbers),
            line=draw(numbers),
            has_heading=draw(st.booleans()),
            segments=tuple(
                draw(segments(f"s{next(counter):04d}")) for _ in range(draw(st.integers(0, 2)))
            ),
            sections=tuple(
                section(f"{prefix}{n}", level + 1)
                for n in range(1, 1 + (draw(st.integers(0, 2)) if level < 2 else 0))
            ),
        )

    return Document(
        name=draw(texts.filter(bool)),
        format=draw(st.sampled_from(["text", "html", "docx", "xliff", ""])),
        encoding=draw(anything),
        root=section("r", 0),
        lines=tuple(draw(st.lists(anything, max_size=3))),
        log=tuple(
            draw(st.lists(st.builds(RepairEntry, anything, numbers, numbers, anything, anything)))
        ),
        damage=tuple(draw(st.lists(damages, max_size=2))),
        signature=draw(st.dictionaries(anything, anything, max_size=3)),
    )


def read_back(content: bytes) -> Document:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlf"
        path.write_bytes(content)
        return read_xliff(path)


@given(documents())
@settings(max_examples=60, deadline=None)
def test_write_then_read_is_the_identity(document: Document) -> None:
    content = write(document, "xlf")
    again = read_back(content)
    assert again == document
    assert write(again, "xlf") == content


def test_the_demo_document_survives_without_its_findings(demo: Document) -> None:
    assert demo.findings
    assert read_back(write(demo, "xlf")) == replace(demo, findings=())


def test_lines_that_are_the_joined_sources_are_not_written_twice(demo: Document) -> None:
    assert b"<zd:text " not in write(demo, "xlf")
    other = replace(demo, lines=(*demo.lines, "附件"))
    assert write(other, "xlf").count(b"<zd:text ") == len(other.lines)
    assert read_back(write(other, "xlf")).lines == other.lines


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\ud800", "\uffff"])
def test_a_character_xml_cannot_hold_is_refused_with_its_segment(demo: Document, bad: str) -> None:
    segment = next(demo.segments())
    broken = demo.with_segments({segment.id: replace(segment, target=f"Work{bad}")})
    with pytest.raises(
        OutputError, match=rf"segment s0001: the character U\+{ord(bad):04X} at offset 4"
    ):
        write(broken, "xlf")


def test_in_names_and_data_such_a_character_is_kept(demo: Document) -> None:
    odd = replace(demo, name="a\udcff.txt", signature={"a": "\x01\uffff"})
    again = read_back(write(odd, "xlf"))
    assert (again.name, again.signature) == (odd.name, odd.signature)


AWKWARD = 'it\'s "R&D" <b> > &amp; \\ \t\r\n\u0085\u2028\ufeff𠀀'


@pytest.mark.parametrize("library", [lxml.etree, xml.etree.ElementTree])
def test_programs_that_write_the_xml_again_keep_what_is_in_it(demo: Document, library: Any) -> None:
    odd = replace(demo, findings=(), encoding=AWKWARD, signature={"a": AWKWARD})
    tree = library.fromstring(write(odd, "xlf"))
    assert read_back(library.tostring(tree, encoding="utf-8")) == odd


def test_files_of_the_former_form_are_read(demo: Document) -> None:
    tree = lxml.etree.fromstring(write(demo, "xlf"))
    own = list(tree.iter("{urn:zhdoc:1}*"))
    for element in own:
        element.text = element.attrib.pop("json")
    assert {lxml.etree.QName(element).localname for element in own} >= {"document", "run", "data"}
    assert read_back(lxml.etree.tostring(tree, encoding="utf-8")) == replace(demo, findings=())


def walk_lines(content: bytes) -> Iterator[str]:
    yield from content.decode().splitlines()


def test_a_changed_target_changes_one_block(demo: Document) -> None:
    segment = list(demo.segments())[4]
    changed = demo.with_segments({segment.id: replace(segment, target="(I) Growing enterprises.")})
    before, after = list(walk_lines(write(demo, "xlf"))), list(walk_lines(write(changed, "xlf")))
    differing = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert len(before) == len(after)
    assert 0 < len(differing) <= 2 and differing[-1] - differing[0] <= 3

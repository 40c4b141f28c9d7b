"""XLIFF 2.1: valid against the core schema of OASIS, with the states, modules and notes agreed on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from toolkit.bilingual import read_bilingual, write
from toolkit.bilingual.lines import flat_document
from toolkit.document import Document, Hypothesis, Match, Note, Segment
from toolkit.errors import BilingualError, OutputError
from toolkit.offsets import OffsetMap

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
NAMES = {
    "x": "urn:oasis:names:tc:xliff:document:2.0",
    "mtc": "urn:oasis:names:tc:xliff:matches:2.0",
    "gls": "urn:oasis:names:tc:xliff:glossary:2.0",
}
FROM = "{urn:zhdoc:1}from"


@pytest.fixture
def schema(tmp_path: Path) -> etree.XMLSchema:
    """The core schema: 2.1 kept that of 2.0, namespace and all."""
    text = (SCHEMAS / "xliff-core-2.0.xsd").read_text("utf-8")
    remote = "informativeCopiesOf3rdPartySchemas/w3c/xml.xsd"
    assert remote in text
    local = tmp_path / "core.xsd"
    local.write_text(text.replace(remote, (SCHEMAS / "xml.xsd").as_uri()), "utf-8")
    return etree.XMLSchema(etree.parse(local))


def unit(tree: etree._Element, name: str) -> etree._Element:
    found = tree.find(f".//x:unit[@id='{name}']", NAMES)
    assert found is not None
    return found


@pytest.mark.xsd
def test_the_demo_document_is_valid(demo: Document, schema: etree.XMLSchema) -> None:
    tree = etree.fromstring(write(demo, "xliff2"))
    assert schema.validate(tree), schema.error_log
    unit(tree, "s0001").find("x:segment", NAMES).set("state", "signed-off")  # type: ignore[union-attr]
    assert not schema.validate(tree)


@pytest.mark.xsd
def test_ids_from_elsewhere_become_ids_that_xml_allows(schema: etree.XMLSchema) -> None:
    segments = [
        Segment(name, "甲", OffsetMap.identity(1), n, target="A")
        for n, name in enumerate(["a b", "a_b", "第1", "", "a_b-2"], 1)
    ]
    tree = etree.fromstring(write(flat_document("x.xlf", "xliff", "", segments), "xliff2"))
    assert schema.validate(tree), schema.error_log
    units = tree.findall(".//x:unit", NAMES)
    assert [u.get("name") for u in units] == [s.id for s in segments]
    assert [u.get("id") for u in units] == ["a_b", "a_b-2", "第1", "_", "a_b-2-2"]


def test_the_head_and_the_groups(demo: Document) -> None:
    tree = etree.fromstring(write(demo, "xliff2"))
    assert [tree.get(name) for name in ("version", "srcLang", "trgLang")] == [
        "2.1",
        "zh-CN",
        "en-US",
    ]
    groups = [(g.get("id"), g.get("name")) for g in tree.iterfind(".//x:group", NAMES)]
    assert groups[1:3] == [("1", "一、强化企业创新主体地位"), ("1.1", "（一）培育高新技术企业")]
    parent = unit(tree, "s0006").getparent()
    assert parent is not None and parent.get("id") == "1.1"


def test_each_state_is_written_as_agreed(demo: Document) -> None:
    tree = etree.fromstring(write(demo, "xliff2"))
    agreed = {
        "machine": ("initial", "zhdoc:machine"),
        "memory": ("initial", "zhdoc:memory"),
        "edited": ("translated", "zhdoc:edited"),
        "approved": ("final", "zhdoc:approved"),
        "none": ("initial", None),
    }
    assert {s.state for s in demo.segments()} == set(agreed)
    for segment in demo.segments():
        found = unit(tree, segment.id).find("x:segment", NAMES)
        assert found is not None
        assert (found.get("state"), found.get("subState")) == agreed[segment.state]
        assert found.findtext("x:source", None, NAMES) == segment.source
        assert found.findtext("x:target", "", NAMES) == segment.target
    empty = unit(tree, "s0009").find("x:segment/x:target", NAMES)
    assert empty is None


def test_other_hypotheses_are_translation_candidates(demo: Document) -> None:
    segment = next(s for s in demo.segments() if len(s.hypotheses) > 2)
    same = Match(segment.source, "The same", "context", 1.0, "2018.txt", "s0004")
    like = Match("去年的句子", "Last year's", "fuzzy", 0.8251, "2017.txt", "s0001")
    others = (
        segment.hypotheses[1],
        *(Hypothesis(m.target, None, "memory", m) for m in (same, like)),
        Hypothesis("From elsewhere", None, "memory"),
    )
    remembered = replace(segment, hypotheses=(segment.hypotheses[0], *others))
    tree = etree.fromstring(write(demo.with_segments({segment.id: remembered}), "xliff2"))
    here = unit(tree, segment.id)
    assert here.find("x:segment", NAMES).get("id") == "t"  # type: ignore[union-attr]
    matches = here.findall("mtc:matches/mtc:match", NAMES)
    names = ("ref", "type", "origin", "similarity")
    assert [tuple(match.get(name) for name in names) for match in matches] == [
        ("#t", "mt", "zhdoc-v0", None),
        ("#t", "icm", "2018.txt", "100"),
        ("#t", "tm", "2017.txt", "82"),
        ("#t", "tm", "memory", None),
    ]
    assert [
        (m.findtext("x:source", None, NAMES), m.findtext("x:target", None, NAMES)) for m in matches
    ] == [
        (segment.source, others[0].text),
        (segment.source, "The same"),
        ("去年的句子", "Last year's"),
        (segment.source, "From elsewhere"),
    ]


def test_terms_are_the_units_glossary(demo: Document) -> None:
    tree = etree.fromstring(write(demo, "xliff2"))
    entries = unit(tree, "s0003").findall("gls:glossary/gls:glossEntry", NAMES)
    found = [
        (
            e.findtext("gls:term", None, NAMES),
            [t.text for t in e.findall("gls:translation", NAMES)],
        )
        for e in entries
    ]
    assert found == [("研发经费", ["research and development"])]  # numbers are no terms


def test_notes_say_what_they_are_about_and_who_wrote_them(demo: Document) -> None:
    segment = next(demo.segments())
    notes = (Note("repair", "lost"), Note("qa", "odd"), Note("Lin Wei", "<good> & done"))
    tree = etree.fromstring(
        write(demo.with_segments({segment.id: replace(segment, notes=notes)}), "xliff2")
    )
    found = unit(tree, segment.id).findall("x:notes/x:note", NAMES)
    assert [(n.get("category"), n.get("appliesTo"), n.get(FROM), n.text) for n in found] == [
        ("repair", "source", None, "lost"),
        ("qa", "target", None, "odd"),
        ("comment", None, "Lin Wei", "<good> & done"),
    ]


def test_what_xml_cannot_hold_is_refused_and_the_file_is_not_taken_for_ours(
    demo: Document, tmp_path: Path
) -> None:
    segment = next(demo.segments())
    with pytest.raises(OutputError, match=r"segment s0001: the character U\+0001"):
        write(demo.with_segments({segment.id: replace(segment, target="\x01")}), "xliff2")
    path = tmp_path / "x.xlf"
    path.write_bytes(write(demo, "xliff2"))
    with pytest.raises(BilingualError, match=r"XLIFF 2\.1 is not read; export it as XLIFF 1\.2"):
        read_bilingual(path)

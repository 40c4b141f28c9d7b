"""TMX 1.4b: its form, what comes back from it, and what other programs' memories tell."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from toolkit.bilingual import read_bilingual, write
from toolkit.bilingual.lines import sectioned_document
from toolkit.bilingual.tmx import Unit, compact_moment, iso_moment
from toolkit.bilingual.tmx_reader import read_tmx, read_units
from toolkit.bilingual.tmx_writer import tmx_lines
from toolkit.document import Change, Document, Note, Segment
from toolkit.errors import OutputError, UsageError
from toolkit.offsets import OffsetMap

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_back(content: bytes) -> Document:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "memory.tmx"
        path.write_bytes(content)
        return read_tmx(path)


def test_the_header_has_every_required_attribute_and_no_clock_time(demo: Document) -> None:
    root = etree.fromstring(write(demo, "tmx"))
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    header = root.find("header")
    assert header is not None
    assert dict(header.attrib) == {
        "creationtool": "zhdoc",
        "creationtoolversion": "0.1.0",
        "segtype": "sentence",
        "o-tmf": "zhdoc",
        "adminlang": "en-US",
        "srclang": "zh-CN",
        "datatype": "plaintext",
    }


def test_a_unit_a_segment_with_english_its_parts_in_the_standards_order(demo: Document) -> None:
    units = etree.fromstring(write(demo, "tmx")).findall("body/tu")
    with_english = [s for s in demo.segments() if s.target]
    assert [u.get("tuid") for u in units] == [s.id for s in with_english]
    assert len(with_english) < sum(1 for _ in demo.segments())
    for unit, segment in zip(units, with_english, strict=True):
        names = [part.tag for part in unit]
        assert names == sorted(names, key=["note", "prop", "tuv"].index)
        found = {tuv.get(LANG): tuv.findtext("seg") for tuv in unit.findall("tuv")}
        assert found == {"zh-CN": segment.source, "en-US": segment.target}


def test_properties_say_where_a_unit_stands_and_what_stands_beside_it(demo: Document) -> None:
    units = {u.get("tuid"): u for u in etree.fromstring(write(demo, "tmx")).iter("tu")}
    segments = {s.id: s for s in demo.segments()}

    def props(name: str) -> dict[str | None, str | None]:
        return {prop.get("type"): prop.text for prop in units[name].findall("prop")}

    assert props("s0010") == {
        "x-document:SingleString": "qingxi-2019.txt",
        "x-section:SingleString": "2",
        "x-state:SingleString": "machine",
        "x-label:SingleString": "二、",
        "x-previous": segments["s0009"].hash,  # it has no English, and is the context all the same
        "x-next": segments["s0011"].hash,
    }
    assert "x-previous" not in props("s0001") and "x-next" not in props("s0015")
    # To OmegaT these would make a unit an alternative for one file.
    assert not {"file", "id", "prev", "next", "path", "tuid"} & set(props("s0010"))


def test_dates_and_creators_are_those_of_the_history(demo: Document) -> None:
    first = next(demo.segments())
    steps = (
        Change("2024-03-05T08:12:44Z", "Lin Wei", "a", first.target, "machine", "edited"),
        Change("2024-03-06T10:00:00+08:00", "Chen", first.target, first.target, "edited"),
    )
    content = write(demo.with_segments({first.id: replace(first, history=steps)}), "tmx")
    unit = etree.fromstring(content).find("body/tu")
    assert unit is not None
    assert dict(unit.attrib) == {
        "tuid": "s0001",
        "creationdate": "20240305T081244Z",
        "creationid": "Lin Wei",
        "changedate": "20240306T020000Z",
        "changeid": "Chen",
    }
    again = next(read_back(content).segments())
    assert [(c.when, c.who, c.before, c.after, c.state) for c in again.history] == [
        ("2024-03-05T08:12:44Z", "Lin Wei", "", "", None),
        ("2024-03-06T02:00:00Z", "Chen", "", first.target, "approved"),
    ]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("20240305T081244Z", "2024-03-05T08:12:44Z"),
        ("2024-03-05T08:12:44.123+01:00", "2024-03-05T07:12:44Z"),
        ("2024-03-05", "2024-03-05T00:00:00Z"),
        ("0999-03-05T00:00:00", "0999-03-05T00:00:00Z"),
        ("0001-01-01T00:00:00+14:00", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_moments(text: str, iso: str) -> None:
    assert iso_moment(text) == iso
    assert compact_moment(text) == iso.replace("-", "").replace(":", "")


def test_only_what_was_approved_goes_out_when_asked(demo: Document) -> None:
    content = write(demo, "tmx", approved=True)
    approved = [s.id for s in demo.segments() if s.state == "approved"]
    assert [u.get("tuid") for u in etree.fromstring(content).iter("tu")] == approved
    open_ = {s.id: replace(s, state="edited") for s in demo.segments() if s.state == "approved"}
    with pytest.raises(OutputError, match=r"qingxi-2019.txt: no segment is approved yet"):
        write(demo.with_segments(open_), "tmx", approved=True)
    with pytest.raises(UsageError, match="only tmx can be limited to approved segments, not tsv"):
        write(demo, "tsv", approved=True)


def test_a_character_xml_cannot_hold_is_refused_with_its_unit(demo: Document) -> None:
    first = next(demo.segments())
    broken = demo.with_segments({first.id: replace(first, target="Work\x0b")})
    with pytest.raises(OutputError, match=r"unit s0001: the character U\+000B"):
        write(broken, "tmx")


def test_the_document_stands_in_its_sections_again(demo: Document) -> None:
    again = read_back(write(demo, "tmx"))
    assert again.name == demo.name
    assert [s.id for s in again.sections()] == ["r", "1", "1.1", "1.2", "2", "3"]
    kept = [s for s in demo.segments() if s.target]
    fields = ("id", "hash", "source", "target", "state", "label")
    assert [[getattr(s, f) for f in fields] for s in again.segments()] == [
        [getattr(s, f) for f in fields] for s in kept
    ]
    assert [n.text for s in again.segments() for n in s.notes] == [
        n.text for s in kept for n in s.notes if n.by_person
    ]


def test_a_memory_of_several_documents_is_one_list(demo: Document, tmp_path: Path) -> None:
    one, two = write(demo, "tmx").decode(), write(replace(demo, name="b.txt"), "tmx").decode()
    body = two[two.index("<tu ") : two.index("</body>")]
    path = tmp_path / "both.tmx"
    path.write_text(one.replace("</body>", f"{body}</body>"), encoding="utf-8")
    document = read_bilingual(path)
    assert document.name == "both.tmx" and not document.root.sections
    assert [s.id for s in document.segments()][13:16] == ["s0015", "s0001:15", "s0002:16"]


def test_units_of_elsewhere_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "omegat.tmx"
    path.write_text(
        """<tmx version="1.4"><header/><body>
<tu><tuv lang="fr"><seg>x</seg></tuv></tu>
<tu changedate="20200101T000000Z" changeid="unit"><prop type="file">a.txt</prop><prop type="file">b.txt</prop>
<tuv xml:lang="zh-CN" changeid="no"><seg>通知</seg></tuv>
<tuv xml:lang="en-US" changeid="Li" changedate="20240305T081244Z" creationid="Wang"><seg>Notice</seg></tuv>
<tuv xml:lang="en-GB" changeid="second"><seg>Announcement</seg></tuv></tu></body></tmx>""",
        encoding="utf-8",
    )
    assert list(read_units(path)) == [
        Unit(
            "通知",
            "Notice",
            props={"file": "a.txt"},
            creator="Wang",
            changed="2024-03-05T08:12:44Z",
            changer="Li",
            number=2,
        )
    ]


def test_an_id_with_spaces_is_one_word(tmp_path: Path) -> None:
    path = tmp_path / "x.tmx"
    path.write_text("\n".join(tmx_lines([Unit("甲", "A", id="file 1 /a")], "")), encoding="utf-8")
    assert next(read_units(path)).id == "file_1_/a"


# ------------------------------------------------------------------------- writing and reading

characters = st.one_of(
    st.sampled_from("\t\n\r &<>\"'\\]一、科技（）\u0085\u2028\ufeff\U00020000e\u0301"),
    st.characters(
        exclude_categories=("Cs",), exclude_characters="\ufffe\uffff", min_codepoint=0x20
    ),
)
texts = st.text(characters, max_size=12)
moments = st.datetimes().map(lambda moment: f"{moment.year:04}-{moment:%m-%dT%H:%M:%SZ}")


@st.composite
def memories(draw: st.DrawFn) -> Document:
    """Documents that hold no more than TMX can."""
    sections: dict[str, list[Segment]] = {}
    offset = 0
    names = ["r", *draw(st.lists(st.sampled_from(["1", "1.1", "2"]), unique=True, max_size=3))]
    count = 0
    for name in names:
        for _ in range(draw(st.integers(1 if name == "r" else 0, 2))):
            count += 1
            # A memory whose English is all blank is refused.
            source, target = draw(texts), draw(texts.filter(str.strip if count == 1 else bool))
            state = draw(st.sampled_from(["machine", "memory", "edited", "approved"]))
            history = []
            if draw(st.booleans()):
                history.append(Change(draw(moments), draw(texts), "", target, None, state))
                if draw(st.booleans()):
                    made = Change(draw(moments), draw(texts), "", "")
                    if (made.when, made.who) != (history[0].when, history[0].who):
                        history.insert(0, made)
            sections.setdefault(name, []).append(
                Segment(
                    id=f"s{count:04d}",
                    source=source,
                    offsets=OffsetMap.identity(len(source), offset),
                    line=count,
                    label=source[: draw(st.integers(0, len(source)))],
                    target=target,
                    state=state,
                    notes=tuple(Note("reviewer", text) for text in draw(st.lists(texts))),
                    history=tuple(history),
                )
            )
            offset += len(source) + 1
    return sectioned_document(draw(texts.filter(bool)), "tmx", "", sections)


@given(memories())
@settings(max_examples=60, deadline=None)
def test_write_then_read_is_the_identity_on_what_tmx_can_hold(document: Document) -> None:
    content = write(document, "tmx")
    again = read_back(content)
    assert again == document
    assert write(again, "tmx") == content


# ------------------------------------------------------------------------------------- OmegaT

PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>ZH-CN</source_lang>
<target_lang>EN-US</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>"""


@pytest.mark.omegat
def test_omegat_translates_another_document_from_our_memory(demo: Document, tmp_path: Path) -> None:
    project = tmp_path / "project"
    for folder in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (project / "tm" / "auto" / "memory.tmx").write_bytes(write(demo, "tmx"))
    segments = list(demo.segments())
    paragraphs = "\n\n".join(s.source for s in segments)
    (project / "source" / "next-year.txt").write_text(f"{paragraphs}\n", encoding="utf-8")
    subprocess.run(
        [
            shutil.which("omegat") or "omegat",
            str(project),
            "--mode=console-translate",
            f"--config-dir={tmp_path / 'config'}",
        ],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    target = (project / "target" / "next-year.txt").read_text(encoding="utf-8")
    assert target.split("\n\n") == [s.target or s.source for s in segments[:-1]] + [
        f"{segments[-1].target}\n"
    ]

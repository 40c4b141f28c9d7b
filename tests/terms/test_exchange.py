"""Glossaries in other programs' formats: everything comes back, and what cannot be held is said."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook

from toolkit.errors import GlossaryError
from toolkit.terms import Entry, Glossary, load_glossary, read_glossary_file
from toolkit.terms.exchange import FORMATS, read_entries, write_entries

COMPLETE = [name for name, form in FORMATS.items() if form.complete]

EVERY_KIND = (
    Entry(
        "科技局",
        "Science and Technology Bureau",
        "name",
        "preferred",
        ("S&T Bureau",),
        "until 2018",
    ),
    Entry(
        "孵化器", "incubator", "noun", "preferred", ("business incubator", "hatchery"), "", "usage"
    ),
    Entry("孵化器", "hatching machine", "noun", "forbidden", ("brooder",), "poultry only", "usage"),
    Entry("意见", "guidelines", "noun", "admitted"),
    Entry("合计", "Total", "cell", "preferred", (), "tables", "form usage"),
    Entry("与时俱进", 'keep "up" <with> the times & more', "phrase"),
    Entry("“十一五”规划", "11th Five-Year Plan", "name", "preferred", ("=11th FYP", "+1")),
    Entry("推广", "extend", "verb"),
    Entry("先进", "advanced", "adjective"),
)


def bare(entries: tuple[Entry, ...], *, domains: bool) -> list[Entry]:
    """The entries without the place they were read from."""
    return [
        replace(e, file="", line=0, origin="user", domain=e.domain if domains else "")
        for e in entries
    ]


@pytest.mark.parametrize("name", COMPLETE)
def test_nothing_is_lost_on_the_way(name: str) -> None:
    written = write_entries(EVERY_KIND, name)
    assert written.left_out == {}
    back = read_entries(written.content, f"terms{FORMATS[name].suffix}")
    assert bare(back, domains=False) == list(EVERY_KIND)


@pytest.mark.parametrize("name", COMPLETE)
def test_the_built_in_glossary_comes_back_whole(name: str, builtin: Glossary) -> None:
    back = read_entries(write_entries(builtin.entries, name).content, "terms")
    domains = name.startswith("tbx")  # a table's domain is its file's name
    assert bare(back, domains=domains) == bare(builtin.entries, domains=domains)


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='|#"'),
    min_size=1,
)
_ENTRY = st.builds(
    Entry,
    zh=st.text("科技局创新市县孵化器", min_size=1, max_size=8),
    en=_TEXT,
    pos=st.sampled_from(["noun", "name", "verb", "adjective", "phrase", "cell"]),
    status=st.sampled_from(["preferred", "admitted", "forbidden"]),
    variants=st.lists(_TEXT, max_size=3, unique=True).map(tuple),
    note=_TEXT,
    source=_TEXT,
)


@given(st.lists(_ENTRY, min_size=1, max_size=5), st.sampled_from(COMPLETE))
def test_any_entry_comes_back(entries: list[Entry], name: str) -> None:
    back = read_entries(write_entries(entries, name).content, "terms")
    assert bare(back, domains=False) == entries


@pytest.mark.parametrize("name", COMPLETE)
def test_what_a_format_has_a_meaning_for_is_not_lost(name: str) -> None:
    entries = [
        Entry("#1机组", "Unit 1", variants=("a|b",)),
        Entry("机组", "unit", note="one\n#two\x0bthree"),
    ]
    first, second = read_entries(write_entries(entries, name).content, "terms")
    assert (first.form, first.en) == (entries[0].form, "Unit 1")
    assert first.variants in (("a|b",), ("a/b",))
    assert second.note.split() == ["one", "#two", "three"]


def test_a_spreadsheet_that_states_a_million_rows_is_read() -> None:
    written = write_entries(EVERY_KIND, "xlsx").content
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            content = re.sub(rb'(<dimension ref=)"[^"]*"', rb'\1"A1:XFD1048576"', old.read(part))
            new.writestr(part, content)
    assert bare(read_entries(stream.getvalue(), "terms.xlsx"), domains=False) == list(EVERY_KIND)


def test_a_term_is_never_a_formula_or_an_error_of_a_spreadsheet() -> None:
    terms = [Entry("公式", "=1+1"), Entry("缺失值", "#N/A")]
    written = write_entries(terms, "xlsx").content
    assert [e.en for e in read_entries(written, "terms.xlsx")] == ["=1+1", "#N/A"]


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_without_headers_gives_its_first_sheet_that_says_something() -> None:
    told: list[str] = []
    data = workbook({"empty": [], "list": [["专利", "patent"]], "more": [["局", "bureau"]]})
    assert [e.en for e in read_entries(data, "terms.xlsx", tell=told.append)] == ["patent"]
    assert told == ["terms.xlsx: the sheet more has no header with zh and en and was left out"]


def test_a_mistake_in_a_workbook_is_told_with_its_sheet() -> None:
    header = ["zh", "en"]
    data = workbook({"a": [header, ["专利", "patent"]], "b": [header, [], ["局", ""]]})
    with pytest.raises(GlossaryError, match=r"^terms.xlsx, sheet b, line 3: en is empty"):
        read_entries(data, "terms.xlsx")
    alone = workbook({"a": [header, ["专利", ""]]})
    with pytest.raises(GlossaryError, match=r"^terms.xlsx, line 2: en is empty"):
        read_entries(alone, "terms.xlsx")
    with pytest.raises(GlossaryError, match="the column en is missing"):
        read_entries(workbook({"a": [["zh", "pos"], ["专利", "noun"]]}), "terms.xlsx")


def test_a_subject_field_in_a_group_is_the_domain() -> None:
    data = (
        "<martif><text><body><termEntry><descripGrp><descrip type='subjectField'>water</descrip>"
        "</descripGrp><langSet xml:lang='zh'><tig><term>水库</term></tig></langSet>"
        "<langSet xml:lang='en'><tig><term>reservoir</term></tig></langSet></termEntry>"
        "</body></text></martif>"
    )
    (entry,) = read_entries(data.encode(), "own.tbx")
    assert (entry.zh, entry.en, entry.domain) == ("水库", "reservoir", "water")


def test_tbx_has_the_standards_form() -> None:
    new = etree.fromstring(write_entries(EVERY_KIND, "tbx").content)
    spaces = {"t": "urn:iso:std:iso:30042:ed-2"}
    assert (new.get("style"), new.get("type")) == ("dca", "TBX-Basic")
    assert len(new.findall(".//t:conceptEntry/t:langSec/t:termSec/t:term", spaces)) == 24
    old = etree.fromstring(write_entries(EVERY_KIND, "tbx2008").content)
    assert old.tag == "martif"
    assert len(old.findall(".//termEntry/langSet/tig/term")) == 24
    for root in (new, old):
        found = {
            e.text for e in root.iter("{*}termNote") if e.get("type") == "administrativeStatus"
        }
        assert found == {
            "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts",
        }  # fmt: skip


FOREIGN = """<?xml version="1.0"?>
<tbx style="dct" type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2" xml:lang="de"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
 <tbxHeader><fileDesc/></tbxHeader><text><body>
 <conceptEntry id="1"><min:subjectField>water</min:subjectField>
  <langSec xml:lang="de"><termSec><term>Talsperre</term></termSec></langSec>
  <langSec xml:lang="zh-Hans">
   <termSec><term>水库</term></termSec><termSec><term>塘坝</term></termSec></langSec>
  <langSec xml:lang="en">
   <termSec><term>pond</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
   <termSec><term>storage lake</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
   <termSec><term>reservoir</term><min:partOfSpeech>noun</min:partOfSpeech><note>of any size</note></termSec>
  </langSec></conceptEntry>
 <conceptEntry id="2"><langSec xml:lang="en"><termSec><term>weir</term></termSec></langSec></conceptEntry>
 </body></text></tbx>"""


def test_a_termbase_from_elsewhere_is_understood() -> None:
    found = [
        (e.zh, e.en, e.status, e.variants, e.note, e.domain)
        for e in read_entries(FOREIGN.encode(), "river.tbx")
    ]
    assert found == [
        (zh, english, status, variants, note, "water")
        for zh in ("水库", "塘坝")
        for english, status, variants, note in (
            ("reservoir", "preferred", ("storage lake",), "of any size"),
            ("pond", "forbidden", (), ""),
        )
    ]


def test_deepl_takes_pairs_each_source_once() -> None:
    written = write_entries(EVERY_KIND, "deepl")
    rows = list(csv.reader(io.StringIO(written.content.decode(), newline="")))
    assert ["孵化器", "incubator"] in rows
    assert all(len(row) == 2 for row in rows)
    assert len({row[0] for row in rows}) == len(rows) == 8
    assert written.left_out["forbidden entries"] == 1
    assert written.left_out["variants"] == 5


def test_deepl_prefers_the_preferred_rendering() -> None:
    entries = [Entry("意见", "opinions", "noun", "admitted"), Entry("意见", "guidelines")]
    written = write_entries(entries, "deepl")
    assert written.content.decode() == "意见,guidelines\r\n"
    assert written.left_out["second renderings"] == 1


def test_omegat_takes_a_comment_and_no_forbidden_english() -> None:
    lines = write_entries(EVERY_KIND, "omegat").content.decode().splitlines()
    assert "孵化器\tincubator\tusage" in lines
    assert "意见\tguidelines\tadmitted" in lines
    assert not any("hatching machine" in line for line in lines)


def test_a_list_of_omegats_is_read() -> None:
    entries = read_entries("科技局\tS&T Bureau\tours\n".encode(), "own.txt")
    assert [(e.zh, e.en, e.note) for e in entries] == [("科技局", "S&T Bureau", "ours")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04rest", "no spreadsheet that can be read"),
        (b"<xliff/>", "is not TBX"),
        (b"<martif><text>", "line 1: not well-formed"),
        (b'<!DOCTYPE martif [<!ENTITY a "b">]><martif/>', "declares entities"),
        (
            b"<martif><text><body><termEntry><langSet xml:lang='en'><tig><term>a</term></tig></langSet>"
            b"</termEntry></body></text></martif>",
            "none of its 1 concepts",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(GlossaryError, match=message) as caught:
        read_entries(data, "own.tbx")
    assert str(caught.value).startswith("own.tbx")
    assert "\n" not in str(caught.value)


def test_the_users_termbase_comes_before_the_built_in_one(tmp_path: Path) -> None:
    own = tmp_path / "own.tbx"
    own.write_bytes(write_entries([Entry("自主创新", "indigenous innovation")], "tbx").content)
    assert load_glossary([own]).terms["自主创新"].en == "indigenous innovation"
    assert read_glossary_file(own)[0].file == str(own)

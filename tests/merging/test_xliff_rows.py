"""XLIFF back from other programs: what they keep, drop and add, and what of it is a person's work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from toolkit.bilingual import write
from toolkit.bilingual.rows import Row
from toolkit.bilingual.xliff_rows import read_xliff_rows
from toolkit.document import Document, Note, Segment, source_hash
from toolkit.editing import approve, edit
from toolkit.errors import BilingualError
from toolkit.merging.edited import Edited, read_edited
from toolkit.merging.merge import Merge, merge

FILES = Path(__file__).parent / "files"
Read = Callable[..., tuple[Row, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The rows of a file with these units in its body."""

    def rows(units: str, root: str = 'version="1.2"') -> tuple[Row, ...]:
        path = tmp_path / "edited.xlf"
        path.write_text(
            f'<xliff {root} xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:zd="urn:zhdoc:1">'
            f'<file original="a.txt" source-language="zh-CN" target-language="en-US">'
            f"<body>{units}</body></file></xliff>",
            encoding="utf-8",
        )
        return read_xliff_rows(path)

    return rows


def test_our_own_file_is_its_rows(summary: Document, xlf: Path, rows: dict[str, Row]) -> None:
    found = read_xliff_rows(xlf)
    assert [(r.id, r.hash, r.source, r.target, r.state) for r in found] == [
        (r.id, r.hash, r.source, r.target, r.state) for r in rows.values()
    ]
    assert [r.comment for r in found] == [r.comment for r in rows.values()]
    assert [r.base for r in found] == [source_hash(s.target) for s in summary.segments()]
    assert [r.history for r in found] == [s.history for s in summary.segments()]
    assert found[4].notes == (Note("Lin Wei", "As in last year's report."),)


def test_a_unit_without_a_word_of_its_state_says_nothing(read: Read) -> None:
    (row,) = read('<trans-unit id="s1"><source>一</source><target>One</target></trans-unit>')
    assert (row.state, row.base, row.hash, row.place) == (None, "", "", "unit s1")
    marked = (
        '<trans-unit id="s1" approved="yes"><source>一</source><target>One</target></trans-unit>'
        '<trans-unit><source>二</source><target state="translated">Two</target></trans-unit>'
        '<trans-unit id="s3"><source>三</source></trans-unit>'
    )
    assert [(r.id, r.state, r.target) for r in read(marked)] == [
        ("s1", "approved", "One"),
        ("2", "edited", "Two"),
        ("s3", "none", ""),
    ]


def test_segments_of_a_unit_are_joined_and_inline_codes_left_out(read: Read) -> None:
    (row,) = read(
        '<trans-unit id="s1"><source>一。<x id="1"/>二。</source>'
        '<seg-source><mrk mtype="seg" mid="1">一。</mrk><mrk mtype="seg" mid="2">二。</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="1">One<ph id="1">&lt;br/&gt;</ph>.</mrk>'
        '<mrk mtype="seg" mid="2"><g id="2">Two</g>.</mrk></target></trans-unit>'
    )
    assert (row.source, row.target) == ("一。二。", "One. Two.")
    (spaced,) = read(
        '<trans-unit id="s1"><source>一。二。</source><target><mrk mtype="seg" mid="1">One. </mrk>'
        '<mrk mtype="seg" mid="2">Two.</mrk></target></trans-unit>'
    )
    assert spaced.target == "One. Two."


@pytest.mark.parametrize("element", ["<zd:data json='{}'/>", "<zd:data>{}</zd:data>"])
def test_data_that_a_program_spoiled_is_only_lost(read: Read, element: str) -> None:
    unit = (
        '<trans-unit id="s1" zd:hash="00ff"><source>一</source><target>One</target>{}</trans-unit>'
    )
    (row,) = read(unit.format(element.format('{"english": "91f2"}')))
    assert row.base == "91f2"
    for data in ('{"english": "91f2', '{"english": 3, "history": 4}', "[1]"):
        (row,) = read(unit.format(element.format(data)))
        assert (row.hash, row.base, row.history, row.target) == ("00ff", "", (), "One")


def test_what_is_not_to_be_translated_is_no_row(read: Read) -> None:
    unit = '<trans-unit id="{}"{}><source>一</source></trans-unit>'
    inner = unit.format("a", ' translate="no"') + unit.format("b", "")
    assert [r.id for r in read(f'<group translate="no">{inner}</group>{inner}')] == ["b"]


def test_two_units_of_one_id_are_two_rows(read: Read) -> None:
    unit = '<trans-unit id="s1"><source>一</source><target>{}</target></trans-unit>'
    assert [r.target for r in read(unit.format("One") + unit.format("1"))] == ["One", "1"]


def test_xliff_2_is_refused(read: Read) -> None:
    with pytest.raises(BilingualError, match=r"XLIFF 2\.1 is not read; export it as XLIFF 1\.2"):
        read("", root='version="2.1"')


def test_french_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "french.xlf"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="a" source-language="zh" target-language="fr"><body/></file></xliff>',
        encoding="utf-8",
    )
    with pytest.raises(BilingualError, match="target-language is fr"):
        read_edited(path)


def _merged(document: Document, name: str) -> dict[str, tuple[str, str, tuple[Note, ...]]]:
    edited = read_edited(FILES / name)
    assert edited.in_order and not edited.memory
    merged = merge(document, edited, "Wang Fang", "2026-04-04T00:00:00Z")
    assert not merged.refused
    return {
        d.after.id: (d.after.target, d.after.state, d.after.notes[len(d.before.notes) :])
        for d in merged.differences
    } | {"who": [d.after.history[-1].who for d in merged.differences if d.after.history]}  # type: ignore[dict-item]


def test_memoqs_file(summary: Document) -> None:
    assert _merged(summary, "memoq.mqxliff") == {
        "s0002": (
            "The county's R&D spending was 820 million yuan, up 12.5%.",
            "edited",
            (Note("zhao", "Checked against the yearbook."),),
        ),
        "s0003": ('A total of 37 "high-tech enterprises" were recognized.', "approved", ()),
        "s0004": ("Problems found", "edited", ()),
        "s0005": (
            "Investment in science and technology falls short.",
            "edited",
            (Note("chen", "rejected"),),
        ),
        "who": ["zhao", "chen", "zhao", "chen"],
    }


def test_trados_studios_file(summary: Document) -> None:
    assert _merged(summary, "trados.sdlxliff") == {
        "s0001": ("I. Main work", "approved", ()),
        "s0002": ("The county spent no less than 820 million yuan on R&D, up 12.5%.", "edited", ()),
        "s0005": (
            "Investment in science and technology falls short.",
            "edited",
            (Note("Wang Fang", "rejected"),),
        ),
        "s0007": (
            "Talent is lacking, and platforms are few.",
            "edited",
            (Note(r"BUREAU\chen", "Say “scarce”?"),),
        ),
        "who": [r"BUREAU\chen", "Wang Fang", "Wang Fang", "Wang Fang"],
    }


def test_memoqs_ids_do_not_get_in_the_way(summary: Document) -> None:
    edited = read_edited(FILES / "memoq.mqxliff")
    assert [row.id for row in edited.rows] == ["s0001", "s0002", "3", "4", "5", "6"]
    assert isinstance(edited, Edited)


def _unit(document: Document, tmp_path: Path, name: str, english: str) -> Row:
    """The row of a segment in the document's .xlf after another program changed its English."""
    path = tmp_path / "elsewhere.xlf"
    path.write_bytes(write(document, "xlf"))
    tree = etree.parse(path)
    (target,) = tree.xpath(f"//*[@id='{name}']/*[local-name()='target']")
    target.text = english
    tree.write(path, encoding="utf-8")
    return next(row for row in read_xliff_rows(path) if row.id == name)


def test_a_program_that_writes_standard_states_and_drops_our_data(
    summary: Document, tmp_path: Path
) -> None:
    path = tmp_path / "back.xlf"
    path.write_bytes(write(summary, "xlf"))
    tree = etree.parse(path)
    for found in tree.xpath("//*[namespace-uri()='urn:zhdoc:1']"):
        found.getparent().remove(found)
    states = {"s0001": "signed-off", "s0002": "translated", "s0004": "needs-review-translation"}
    for unit in tree.iter("{*}trans-unit"):
        for name in [name for name in unit.attrib if name.startswith("{urn:zhdoc:1}")]:
            del unit.attrib[name]
        target = unit.find("{*}target")
        target.attrib.pop("state-qualifier", None)
        target.set("state", states.get(unit.get("id"), target.get("state")))
        if unit.get("id") == "s0006":
            target.text = "Problems that remain"
            note = etree.SubElement(
                unit, f"{{{etree.QName(unit).namespace}}}note", {"from": "Zhao Min"}
            )
            note.text = "As above?"
    tree.write(path, encoding="utf-8")
    merged = merge(summary, read_edited(path), "Wang Fang", "2026-04-05T00:00:00Z")
    assert not merged.refused
    assert {d.after.id: (d.after.target, d.after.state) for d in merged.differences} == {
        "s0001": ("I. Main work", "approved"),
        "s0002": ("The county spent 820 million yuan on R&D, up 12.5%.", "edited"),
        "s0006": ("Problems that remain", "edited"),
    }
    assert _of(merged.document, "s0006").notes == (Note("Zhao Min", "As above?"),)


def test_a_copy_that_was_reviewed_elsewhere_brings_its_history(
    summary: Document, tmp_path: Path
) -> None:
    def step(document: Document, name: str, do: Callable[[Segment], Segment]) -> Document:
        return document.with_segments({name: do(_of(document, name))})

    copy = step(
        summary, "s0003", lambda s: edit(s, "37 firms.", "Zhao Min", "2026-04-01T08:00:00Z")
    )
    copy = step(copy, "s0003", lambda s: approve(s, "Chen Jing", "2026-04-02T08:00:00Z"))
    path = tmp_path / "copy.xlf"
    path.write_bytes(write(copy, "xlf"))
    merged = merge(summary, read_edited(path), "Wang Fang", "2026-04-05T00:00:00Z")
    assert merged.document == copy
    assert [d.who for d in merged.differences] == ["Chen Jing"]

    # Another program worked on it after that.
    row = _unit(copy, tmp_path, "s0003", "37 companies.")
    later = merge(summary, Edited((row,), in_order=True), "Wang Fang", "2026-04-05T00:00:00Z")
    assert _of(later.document, "s0003").state == "edited"
    assert [c.who for c in _of(later.document, "s0003").history] == [
        "Lin Wei",
        "Zhao Min",
        "Chen Jing",
        "Wang Fang",
    ]

    # The document went on, the copy did not: nothing to take. Both did: a person must compare.
    path.write_bytes(write(summary, "xlf"))
    behind = merge(copy, read_edited(path), "Wang Fang", "2026-04-05T00:00:00Z")
    assert (behind.document, behind.refused) == (copy, ())
    other = step(summary, "s0003", lambda s: edit(s, "37 more.", "Li Na", "2026-04-01T09:00:00Z"))
    path.write_bytes(write(other, "xlf"))
    both = merge(copy, read_edited(path), "Wang Fang", "2026-04-05T00:00:00Z")
    assert both.document == copy and both.refused[0].segment == "s0003"


def test_what_other_programs_did_to_a_copy_is_in_no_history_and_not_lost(
    summary: Document, tmp_path: Path
) -> None:
    def saved(document: Document, name: str, english: str) -> Document:
        """The document edited in another program, then opened and saved in zhdoc."""
        other = replace(_of(document, name), target=english, state="edited")
        return document.with_segments({name: other})

    def merged(document: Document, copy: Document) -> Merge:
        path = tmp_path / "copy.xlf"
        path.write_bytes(write(copy, "xlf"))
        return merge(document, read_edited(path), "Wang Fang", "2026-04-05T00:00:00Z")

    taken = merged(summary, saved(summary, "s0001", "I. Principal work"))
    assert _of(taken.document, "s0001").target == "I. Principal work"

    here = saved(summary, "s0001", "I. Work done")
    both = merged(here, saved(summary, "s0001", "I. Principal work"))
    assert both.document == here and both.refused[0].segment == "s0001"
    assert merged(here, summary).document == here

    # zhdoc, then another program, then zhdoc again; and the same on this side.
    step = edit(_of(summary, "s0001"), "I. Major work", "Zhao Min", "2026-04-01T08:00:00Z")
    copy = saved(summary.with_segments({"s0001": step}), "s0001", "I. Principal work")
    followed = merged(summary, copy)
    assert [c.after for c in _of(followed.document, "s0001").history] == [
        "I. Major work",
        "I. Principal work",
    ]
    apart = merged(here, copy)
    assert apart.document == here and apart.refused[0].segment == "s0001"


def _of(document: Document, name: str) -> Segment:
    return next(s for s in document.segments() if s.id == name)

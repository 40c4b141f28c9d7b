"""Any subset and order of rows with any edits: the edits are there, and nothing else is changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from toolkit.bilingual import read_xliff, write
from toolkit.bilingual.tsv import COLUMNS, escape
from toolkit.document import Document, Note, Section, Segment
from toolkit.editing import cleaned
from toolkit.merging.matching import visible
from toolkit.merging.run import import_file
from toolkit.offsets import OffsetMap

words = st.text(
    st.one_of(
        st.sampled_from("\t\n\r \\\"'=+-@&<>⟦⟧\u00a0\u0085\u2028e\u0301一科技8.2亿"),
        st.characters(exclude_categories=("Cs",), exclude_characters="\0"),  # no text file has one
    ),
    max_size=20,
)
states = st.sampled_from(["machine", "memory", "edited", "approved"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Up to eight segments; several may have one Chinese, some have no English."""
    segments = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        source = draw(st.sampled_from(["一、主要工作", "存在问题", "增长12.5%。", "科技，人才。"]))
        target = cleaned(draw(words))
        comment = cleaned(draw(words))
        segments.append(
            Segment(
                id=f"s{number:04d}",
                source=source,
                offsets=OffsetMap.identity(len(source), 100 * number),
                line=number,
                target=target,
                state=draw(states) if target else "none",
                notes=(Note("Lin Wei", comment),) if comment else (),
            )
        )
    root = Section("r", 0, "", None, "", has_heading=False, segments=tuple(segments))
    lines = tuple(s.source for s in segments)
    return Document("a.txt", "text", "utf-8", root, lines, signature={"zhdoc": "1"})


def table(rows: list[dict[str, str]]) -> bytes:
    lines = [COLUMNS, *([row[name] for name in COLUMNS] for row in rows)]
    return "".join("\t".join(map(escape, line)) + "\n" for line in lines).encode()


def row_of(segment: Segment) -> dict[str, str]:
    return {
        "id": segment.id,
        "hash": segment.hash,
        "section": "r",
        "label": "",
        "source": segment.source,
        "target": segment.target,
        "state": segment.state,
        "comment": "\n".join(note.text for note in segment.notes),
    }


@settings(max_examples=40)
@given(documents(), st.data())
def test_exactly_the_edits_are_applied(document: Document, data: st.DataObject) -> None:
    before = {s.id: s for s in document.segments()}
    chosen = data.draw(st.permutations(sorted(before)).map(lambda p: p[: len(p) * 3 // 4 + 1]))
    rows, expected = [], dict(before)
    for name in chosen:
        old, row = before[name], row_of(before[name])
        english = data.draw(st.none() | words)
        if english is not None:
            assume(
                visible(cleaned(english)) != visible(old.target) or cleaned(english) == old.target
            )
            row["target"] = english
        if data.draw(st.booleans()):
            row["state"] = "approved"
        remark = data.draw(st.sampled_from(["", "Which year?"]))
        if remark:
            row["comment"] += f"\n{remark}"
        rows.append(row)
        new = "" if english is None else cleaned(english)
        if new and new != old.target:
            state = "approved" if row["state"] == "approved" else "edited"
            expected[name] = replace(old, target=new, state=state)
        elif row["state"] == "approved" and old.target and (english is None or new):
            expected[name] = replace(old, state="approved")
        if remark:
            notes = (*old.notes, Note("Wang Fang", remark))
            expected[name] = replace(expected[name], notes=notes)
    with TemporaryDirectory() as folder:
        xlf, edited = Path(folder, "a.xlf"), Path(folder, "edited.tsv")
        xlf.write_bytes(write(document, "xlf"))
        edited.write_bytes(table(rows))
        done = import_file(xlf, edited, who="Wang Fang")
        after = {s.id: s for s in read_xliff(xlf).segments()}
        again = import_file(xlf, edited, who="Wang Fang")
    assert not again.merge.differences
    assert {n: replace(s, history=()) for n, s in after.items()} == expected
    for name, old in before.items():
        steps = after[name].history
        changed = (after[name].target, after[name].state) != (old.target, old.state)
        assert len(steps) == changed
        if changed:
            assert (steps[0].before, steps[0].after) == (old.target, after[name].target)
    refused = {each.segment for each in done.merge.refused}
    assert refused == {
        r["id"]
        for r in rows
        if not cleaned(r["target"]) and (before[r["id"]].target or r["state"] == "approved")
    }


@settings(max_examples=12)
@given(documents())
def test_an_unedited_export_changes_no_byte(document: Document) -> None:
    content = write(document, "xlf")
    for name in ("tsv", "xlsx", "xlf", "tmx", "review-docx"):
        if name == "tmx" and not any(s.target for s in document.segments()):
            continue  # a memory without units cannot be read
        with TemporaryDirectory() as folder:
            xlf, edited = Path(folder, "a.xlf"), Path(folder, f"edited.{name}")
            xlf.write_bytes(content)
            edited.write_bytes(write(document, name))
            done = import_file(xlf, edited, who="Wang Fang")
            assert not done.merge.differences and not done.merge.refused, name
            assert xlf.read_bytes() == content
            assert sorted(Path(folder).iterdir()) == [xlf, edited]

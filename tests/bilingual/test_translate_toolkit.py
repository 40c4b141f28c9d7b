"""Another implementation as the judge: translate-toolkit reads what zhdoc writes, and the other way.

translate-toolkit is GPL: tests use it, the product never does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from toolkit.bilingual import read_bilingual, write
from toolkit.document import Document

tmx: Any = pytest.importorskip("translate.storage.tmx")
xliff: Any = pytest.importorskip("translate.storage.xliff")
xliff2: Any = pytest.importorskip("translate.storage.xliff2")

PAIRS = [
    ("投入<8.2亿元> & “更多”", 'Invested <820 million yuan> & "more"'),
    ("第一行\n第二行", "First line\nSecond line"),
]


def test_it_reads_our_tmx(demo: Document) -> None:
    store = tmx.tmxfile.parsestring(write(demo, "tmx"))
    kept = [s for s in demo.segments() if s.target]
    assert [(u.getid(), u.source, u.target) for u in store.units] == [
        (s.id, s.source, s.target) for s in kept
    ]
    assert [u.getnotes() for u in store.units] == [
        "\n".join(n.text for n in s.notes if n.by_person) for s in kept
    ]
    assert store.getsourcelanguage() == "zh-CN"
    assert all(unit.istranslated() and not unit.isfuzzy() for unit in store.units)


def test_it_reads_our_xliff(demo: Document) -> None:
    store = xliff.xlifffile.parsestring(write(demo, "xlf"))
    segments = list(demo.segments())
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("zh-CN", "en-US")
    assert store.getfilenames() == [demo.name]
    # It names a unit by its file and id, with a control character between.
    assert [u.getid().rpartition("\x04")[2] for u in store.units] == [s.id for s in segments]
    assert [(u.source, u.target or "") for u in store.units] == [
        (s.source, s.target) for s in segments
    ]
    assert [u.isapproved() for u in store.units] == [s.state == "approved" for s in segments]
    # To translate-toolkit whatever is not approved is fuzzy, where there is English at all.
    assert [u.isfuzzy() for u in store.units] == [
        s.state not in ("approved", "none") for s in segments
    ]
    assert [u.getnotes() for u in store.units] == [
        "\n".join(n.text for n in s.notes) for s in segments
    ]
    assert [[a.target for a in u.getalttrans()] for u in store.units] == [
        [h.text for h in s.hypotheses[1:]] for s in segments
    ]


def test_it_reads_our_xliff_2(demo: Document) -> None:
    store = xliff2.Xliff2File.parsestring(write(demo, "xliff2"))
    segments = list(demo.segments())
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("zh-CN", "en-US")
    assert [u.getid() for u in store.units] == [f"{s.id}::t" for s in segments]
    assert [(u.source, u.target or "") for u in store.units] == [
        (s.source, s.target) for s in segments
    ]
    assert [u.isfuzzy() for u in store.units] == [
        s.state in ("machine", "memory") for s in segments
    ]
    assert [u.istranslated() for u in store.units] == [
        s.state in ("edited", "approved") for s in segments
    ]
    assert [u.isapproved() for u in store.units] == [s.state == "approved" for s in segments]


def test_we_read_its_tmx(tmp_path: Path) -> None:
    store = tmx.tmxfile()
    for number, (chinese, english) in enumerate(PAIRS):
        store.addtranslation(chinese, "zh-CN", english, "en-US", "checked" if number else None)
    path = tmp_path / "its.tmx"
    path.write_bytes(bytes(store))
    document = read_bilingual(path)
    assert [(s.source, s.target) for s in document.segments()] == PAIRS
    assert [[n.text for n in s.notes] for s in document.segments()] == [[], ["checked"]]


def test_we_read_its_xliff(tmp_path: Path) -> None:
    store = xliff.xlifffile()
    store.setsourcelanguage("zh-CN")
    store.settargetlanguage("en-US")
    for number, (chinese, english) in enumerate([*PAIRS, ("通知", None)]):
        unit = store.addsourceunit(chinese)
        unit.setid(f"u{number}")
        if english is not None:
            unit.settarget(english, "en-US")
            unit.markapproved(number == 0)
            unit.addnote("checked", "Li")
    path = tmp_path / "its.xlf"
    path.write_bytes(bytes(store))
    segments = list(read_bilingual(path).segments())
    assert [(s.id, s.source, s.target) for s in segments] == [
        ("u0", *PAIRS[0]),
        ("u1", *PAIRS[1]),
        ("u2", "通知", ""),
    ]
    assert [s.state for s in segments] == ["approved", "edited", "none"]
    assert [[(n.author, n.text) for n in s.notes] for s in segments] == [
        [("Li", "checked")],
        [("Li", "checked")],
        [],
    ]

"""``zhdoc memory`` and ``translate --memory`` as a user meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit import editing
from toolkit.aligned import open_aligned
from toolkit.bilingual import write
from toolkit.document import Document, Section, Segment
from toolkit.memory import Entry, Memory
from toolkit.offsets import OffsetMap

Run = Callable[..., Any]

PAIRS = (
    ("各单位要高度重视这项工作。", "All units must take this work seriously.", "approved"),
    ("惠及农户4.2万户。", "42,000 households benefited.", "approved"),
    ("科技投入不足。", "Investment is insufficient.", "machine"),
)


@pytest.fixture
def reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reviewed file of three segments, two of them approved, in the current folder."""
    monkeypatch.chdir(tmp_path)
    segments = []
    for number, (source, target, state) in enumerate(PAIRS, 1):
        segment = Segment(
            f"s{number:04d}", source, OffsetMap.identity(len(source)), number,
            target=target, state="machine",
        )  # fmt: skip
        if state == "approved":
            segment = editing.approve(segment, "Li", "2026-01-10T09:00:00Z")
        segments.append(segment)
    root = Section("r", 0, "", None, "", has_heading=False, segments=tuple(segments))
    path = Path("report.xlf")
    path.write_bytes(write(Document("report.txt", "text", "utf-8", root), "xlf"))
    return path


def test_approved_segments_go_in_and_are_found(reviewed: Path, zhdoc: Run) -> None:
    done = zhdoc("memory", "add", "report.xlf", "--memory", "ours.zhm")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "report.xlf: 2 new; left out: 1 machine (--state takes them)",
        "ours.zhm: 2 entries",
    ]
    again = zhdoc("memory", "add", "report.xlf", "--memory", "ours.zhm")
    assert "0 new, 2 known already" in again.err
    found = zhdoc("memory", "search", "惠及农户5万户。", "科技投入不足。", "--memory", "ours.zhm")
    assert found.code == 0
    assert found.out.startswith("99%\tnumbers\t50,000 households benefited.\n")
    assert "[report.txt · s0002 · Li · 2026-01-10T09:00:00Z]" in found.out
    assert found.err == "科技投入不足。: no match\n"
    asked = zhdoc("memory", "search", "惠及农户5万户。", "--memory", "ours.zhm", "--json")
    (answer,) = json.loads(asked.out)
    assert answer["text"] == "惠及农户5万户。"
    assert answer["matches"][0]["kind"] == "numbers"
    assert answer["matches"][0]["source"] == "惠及农户4.2万户。"


def test_other_states_go_in_where_asked_for(reviewed: Path, zhdoc: Run) -> None:
    done = zhdoc(
        "memory", "add", "report.xlf", "--memory", "m", "--state", "approved,machine", "--json"
    )
    assert json.loads(done.out)["files"] == [
        {"file": "report.xlf", "new": 3, "replaced": 0, "known": 0, "older": 0, "left_out": {}}
    ]
    wrong = zhdoc("memory", "add", "report.xlf", "--memory", "m", "--state", "none")
    assert wrong.code == 2 and "no state 'none'" in wrong.err


def test_tmx_out_and_in_is_the_same_memory(reviewed: Path, zhdoc: Run) -> None:
    zhdoc("memory", "add", "report.xlf", "--memory", "ours.zhm")
    assert zhdoc("memory", "export", "--memory", "ours.zhm", "-o", "ours.tmx").code == 0
    refused = zhdoc("memory", "export", "--memory", "ours.zhm", "-o", "ours.tmx")
    assert refused.code == 1 and "--force" in refused.err
    shown = zhdoc("memory", "export", "--memory", "ours.zhm", "-o", "-")
    assert shown.out.encode() == Path("ours.tmx").read_bytes()
    assert zhdoc("memory", "import", "ours.tmx", "--memory", "copy.zhm").code == 0
    figures = [
        json.loads(zhdoc("memory", "info", "--memory", name, "--json").out)
        for name in ("ours.zhm", "copy.zhm")
    ]
    assert figures[0]["digest"] == figures[1]["digest"]
    assert (figures[1]["entries"], figures[1]["documents"]) == (2, 1)
    assert "2 entries from 1 document\n" in zhdoc("memory", "info", "--memory", "copy.zhm").out


def test_an_exported_document_brings_its_approved_segments(reviewed: Path, zhdoc: Run) -> None:
    assert zhdoc("export", "report.xlf", "--to", "tmx").code == 0
    done = zhdoc("memory", "import", "report.tmx", "--memory", "ours.zhm", "--json")
    assert json.loads(done.out)["files"] == [
        {
            "file": "report.tmx", "new": 2, "replaced": 0, "known": 0, "older": 0,
            "left_out": {"machine": 1},
        }
    ]  # fmt: skip


def test_a_memory_of_another_tool_comes_in_whole(reviewed: Path, zhdoc: Run) -> None:
    Path("other.tmx").write_text(
        """<?xml version="1.0"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
adminlang="en" srclang="zh-CN" datatype="plaintext"/><body>
<tu changedate="20250301T120000Z" changeid="WANG">
<tuv xml:lang="zh-CN"><seg>完善<bpt i="1">x</bpt>管理<ept i="1">x</ept>制度。</seg></tuv>
<tuv xml:lang="en-GB"><seg>Improve the rules.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>No Chinese</seg></tuv></tu>
</body></tmx>""",
        encoding="utf-8",
    )
    assert zhdoc("memory", "import", "other.tmx", "--memory", "ours.zhm").code == 0
    with Memory.open(Path("ours.zhm")) as memory:
        assert list(memory.entries()) == [
            Entry(
                "完善管理制度。", "Improve the rules.", "other.tmx", "1",
                who="WANG", when="2025-03-01T12:00:00Z",
            )
        ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ["memory", "search", "工作", "--memory", "none.zhm"],
        ["memory", "info", "--memory", "report.xlf"],
        ["memory", "add", "none.xlf", "--memory", "ours.zhm"],
        ["memory", "add", "report.xlf", "--memory", "report.xlf"],
        ["memory", "add", "report.xlf", "--memory", "."],
        ["memory", "import", "report.xlf", "--memory", "ours.zhm"],
        ["translate", "report.txt", "--memory", "none.zhm"],
    ],
)
def test_bad_input_is_one_line(reviewed: Path, zhdoc: Run, arguments: list[str]) -> None:
    Path("report.txt").write_text("科技投入不足。\n", encoding="utf-8")
    before = reviewed.read_bytes()
    done = zhdoc(*arguments)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1 and "Traceback" not in done.err
    assert reviewed.read_bytes() == before
    assert not Path("none.zhm").exists()


def test_next_years_summary_comes_from_this_years(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zhdoc: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    samples = root / "corpus" / "samples"
    this, following = "agriculture-summary-scraped", "agriculture-summary-next-year"
    assert zhdoc("translate", str(samples / f"{this}.txt"), "--to", "xlf").code == 0
    path = Path(f"{this}.xlf")
    document = open_aligned(path)
    approved = {s.id: editing.approve(s, "Li", "2014-01-10T09:00:00Z") for s in document.segments()}
    path.write_bytes(write(document.with_segments(approved), "xlf"))
    assert zhdoc("memory", "add", str(path), "--memory", "ours.zhm").code == 0
    done = zhdoc(
        "translate", str(samples / f"{following}.txt"), "--memory", "ours.zhm", "--to", "xlf", "--json"
    )  # fmt: skip
    figures = json.loads(done.out)
    counts = figures["memory"]
    # Two thirds of the year's sentences are there already, a quarter of all with other figures.
    ready = counts["context"] + counts["exact"] + counts["numbers"]
    assert ready == figures["states"]["memory"]
    assert ready >= 0.6 * figures["segments"]
    assert counts["numbers"] >= 10 and counts["exact"] >= 20 and counts["fuzzy"] >= 10
    assert figures["findings"]["critical"] == 0
    translated = list(open_aligned(Path(f"{following}.xlf")).segments())
    remembered = [s for s in translated if s.state == "memory"]
    assert all(s.hypotheses[0].match is not None for s in remembered)
    assert not any(c.fate == "missing" and c.value for s in remembered for c in s.constraints)


def test_an_update_says_what_changed_in_the_source(report: Path, zhdoc: Run) -> None:
    assert zhdoc("translate", "report.txt", "-q", "--to", "xlf").code == 0
    lines = report.read_text(encoding="utf-8").splitlines()
    lines = [
        line.replace("科技投入不足", "科技投入严重不足") for line in lines if "规模以上" not in line
    ]
    report.write_text("\n".join([*lines, "三、下一步打算", ""]), encoding="utf-8")
    done = zhdoc("translate", "report.txt", "--update", "--to", "xlf")
    assert "source against the last run: 3 same, 1 changed, 1 new, 2 gone" in done.err


def test_what_was_approved_by_mistake_is_taken_out(reviewed: Path, zhdoc: Run) -> None:
    zhdoc("memory", "add", "report.xlf", "--memory", "ours.zhm")
    tried = zhdoc("memory", "remove", "惠及农户4.2万户。", "--memory", "ours.zhm", "--dry-run")
    assert tried.code == 0
    assert tried.out == (
        "惠及农户4.2万户。\t42,000 households benefited."
        "\t[report.txt · s0002 · Li · 2026-01-10T09:00:00Z]\n"
    )
    assert tried.err == "ours.zhm: 1 entry would be taken out, 2 in it\n"
    done = zhdoc("memory", "remove", "惠及农户 ４.２ 万户。", "没有这句。", "--memory", "ours.zhm")
    assert done.code == 1
    assert done.err.splitlines() == [
        "没有这句。: not in the memory",
        "ours.zhm: 1 entry taken out, 1 in it",
    ]
    found = zhdoc("memory", "search", "惠及农户4.2万户。", "--memory", "ours.zhm")
    assert found.err == "惠及农户4.2万户。: no match\n"
    rest = zhdoc(
        "memory", "remove", "--document", "report.txt", "--memory", "ours.zhm", "--json"
    )  # fmt: skip
    answer = json.loads(rest.out)
    assert (answer["entries"], answer["not_found"]) == (0, [])
    assert [each["source"] for each in answer["removed"]] == ["各单位要高度重视这项工作。"]


@pytest.mark.parametrize("arguments", [[], [""], ["", "--document", "a.txt"]])
def test_removing_wants_a_name(reviewed: Path, zhdoc: Run, arguments: list[str]) -> None:
    zhdoc("memory", "add", "report.xlf", "--memory", "ours.zhm")
    done = zhdoc("memory", "remove", *arguments, "--memory", "ours.zhm")
    assert done.code == 2 and "name the Chinese sentences" in done.err
    with Memory.open(Path("ours.zhm")) as opened:
        assert opened.size == 2


def test_nothing_is_made_by_removing(reviewed: Path, zhdoc: Run) -> None:
    done = zhdoc("memory", "remove", "没有这句。", "--memory", "none.zhm")
    assert done.code == 1 and "no such memory" in done.err
    assert not Path("none.zhm").exists()

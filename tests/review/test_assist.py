"""What helps a reviewer: marks on both sides, terms, a new translation, a new term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest

from toolkit.document import (
    Constraint,
    Damage,
    Document,
    Finding,
    Hypothesis,
    Match,
    Note,
    Section,
    Segment,
)
from toolkit.editing import comment, edit
from toolkit.engine import Decoding, settle
from toolkit.errors import GlossaryError, UsageError, ZhdocError
from toolkit.marks import Mark
from toolkit.offsets import OffsetMap
from toolkit.pipeline import line_segment
from toolkit.quality import check_segment
from toolkit.review.assist import Assistant, Marks
from toolkit.terms import TermConflict, read_glossary_file

GLOSSARY = """zh\ten\tpos\tstatus\tvariants\tnote
碧湖工程\tBihu Project\t\t\tBihu Lake Project|BLP\tname of 2004
碧湖工程\tGreen Lake Works\t\tforbidden
青山行动\tQingshan Campaign
紫云行动\tZiyun Campaign
"""


class ParrotEngine:
    """Says the inline constraints and a word for every other character."""

    scheme = "replace-v1"
    beam = 1
    signature: Mapping[str, str] = {"engine": "parrot"}

    def translate(
        self,
        texts: Sequence[str],
        decoding: Decoding = Decoding(),  # noqa: B008 - frozen
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        pattern = re.compile(r"⟦([^⟧]*)⟧|\w")
        said = (
            " ".join(m[1] or f"word{ord(m[0]):x}" for m in pattern.finditer(text)) for text in texts
        )
        return [(Hypothesis(f"{text}.", -0.5),) for text in said]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assist")
    (folder / "house.tsv").write_text(GLOSSARY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def assistant(folder: Path) -> Iterator[Assistant]:
    assistant = Assistant(
        own_terms=folder / "own.tsv", glossaries=(folder / "house.tsv",), engine=ParrotEngine()
    )
    assistant.load()
    yield assistant
    assistant.close()


def made(source: str, target: str, *constraints: Constraint) -> Segment:
    segment = replace(line_segment(1, source), id="s1", target=target, state="machine")
    return replace(segment, constraints=settle(source, constraints, target))


def marks(assistant: Assistant, segment: Segment) -> Marks:
    return assistant.marks(segment, check_segment(segment))


def told(segment: Segment, marks: Marks, kind: str) -> list[tuple[str, str, str, str]]:
    """Each pair of that kind: its Chinese, its English, fate, and the status of the English."""
    there = {m.key: m for m in marks.target if m.kind == kind}
    rows: list[tuple[str, str, str, str]] = []
    for mark in marks.source:
        if mark.kind == kind:
            other = there.get(mark.key)
            english = segment.target[other.start : other.end] if other else ""
            status = other.status if other else ""
            chinese = segment.source[mark.start : mark.end]
            rows.append((chinese, english, mark.fate or "", status))
    return rows


# -------------------------------------------------------------------------------- terms


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("The Bihu Project was launched.", ("Bihu Project", "produced", "preferred")),
        ("The bihu project was launched.", ("bihu project", "produced", "preferred")),
        ("The Bihu Lake Project was launched.", ("Bihu Lake Project", "produced", "admitted")),
        ("BLP was launched.", ("BLP", "produced", "admitted")),
        ("The project of Bihu was launched.", ("project of Bihu", "produced", "")),
        ("The lake was launched.", ("", "missing", "")),
        ("The Green Lake Works were launched.", ("Green Lake Works", "missing", "forbidden")),
    ],
)
def test_a_term_of_the_glossary_is_marked_on_both_sides(
    assistant: Assistant, english: str, expected: tuple[str, str, str]
) -> None:
    segment = made("启动了碧湖工程。", english)
    found = marks(assistant, segment)
    assert told(segment, found, "term") == [("碧湖工程", *expected)]
    assert [m.status for m in found.source if m.kind == "term"] == ["preferred"]


def test_marks_call_missing_what_a_finding_calls_missing(assistant: Assistant) -> None:
    segment = made("加强科技创新和科技服务。", "Innovation and services in science and technology.")
    terms = tuple(
        Constraint("term", h.start, h.end, h.english, h.variants) for h in assistant.terms(segment)
    )
    assert len(terms) == 2
    segment = replace(segment, constraints=settle(segment.source, terms, segment.target))
    findings = check_segment(segment)
    found = assistant.marks(segment, findings)
    missing = {(m.start, m.end) for m in found.source if m.fate == "missing"}
    assert missing == {f.source for f in findings if f.code == "term-missing"}


def test_the_fates_of_a_translation_are_kept(assistant: Assistant) -> None:
    segment = made(
        "实施碧湖工程和青山行动。", "Carried out the Bihu Project and Qingshan Campaign."
    )
    stored = [
        Constraint("term", 2, 6, "Bihu Project", fate="enforced", target_span=(16, 28)),
        Constraint("term", 7, 11, "Qingshan Campaign", fate="repaired", target_span=(33, 50)),
    ]
    segment = replace(segment, constraints=tuple(stored))
    fates = [row[2] for row in told(segment, marks(assistant, segment), "term")]
    assert fates == ["enforced", "repaired"]
    edited = edit(segment, "Carried out the Bihu Project.", "Li", "2026-01-01T00:00:00Z")
    fates = [row[2] for row in told(edited, marks(assistant, edited), "term")]
    assert fates == ["produced", "missing"]


def test_another_glossary_of_the_file_stays_visible(assistant: Assistant) -> None:
    # The file was translated with a glossary that is not here; the user's own terms overrule it.
    segment = made(
        "碧湖工程带动红石产业。",
        "Bihu Works drove the Hongshi industry.",
        Constraint("term", 0, 4, "Bihu Works"),
        Constraint("term", 6, 10, "Hongshi industry"),
    )
    assert told(segment, marks(assistant, segment), "term") == [
        ("碧湖工程", "", "missing", ""),
        ("红石产业", "Hongshi industry", "produced", "preferred"),
    ]
    hits = assistant.terms(segment)
    assert [(h.english, h.origin) for h in hits] == [
        ("Bihu Project", "user"),
        ("Hongshi industry", "file"),
    ]


def test_a_term_with_its_sources_and_what_may_be_inserted(assistant: Assistant) -> None:
    segment = made("一、市科技局启动碧湖工程", "I. Bihu Lake Project launched")
    assert segment.label == "一、"
    bureau, project = assistant.terms(segment)[-2:]
    assert (bureau.chinese, bureau.origin) == ("市科技局", "composed")
    assert (project.start, project.end) == (8, 12)
    assert project.english == "Bihu Project"
    assert project.variants == ("Bihu Lake Project", "BLP")
    assert project.forbidden == ("Green Lake Works",)
    assert (project.status, project.domain, project.note) == ("preferred", "house", "name of 2004")
    assert project.target == (3, 20)
    keys = {m.key: m.start for m in marks(assistant, segment).source if m.kind == "term"}
    assert keys[project.key] == project.start


def test_a_name_that_is_composed_says_so(assistant: Assistant) -> None:
    segment = made("青田县科技局召开会议。", "A meeting was held.")
    (hit,) = (h for h in assistant.terms(segment) if h.start == 0)
    assert (hit.chinese, hit.origin, hit.fate) == ("青田县科技局", "composed", "missing")


def test_a_term_that_lost_a_number_is_none(assistant: Assistant) -> None:
    lost = Constraint("lost", 2, 2, "[?]")
    segment = made("碧湖工程启动。", "The project [?] began.", lost)
    found = marks(assistant, segment)
    assert told(segment, found, "term") == []
    assert told(segment, found, "lost") == [("", "[?]", "produced", "")]


# ------------------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("source", "typed", "chinese", "english"),
    [
        ("投入资金3.2亿元。", "Invested 320 million yuan.", "3.2亿元", "320 million yuan"),
        ("投入资金3.2亿元。", "Invested RMB 320,000,000.", "3.2亿元", "RMB 320,000,000"),
        ("投入资金3万元。", "Invested thirty thousand yuan.", "3万元", "thirty thousand yuan"),
        ("产值增长12.5%。", "Output grew by 12.5 percent.", "12.5%", "12.5 percent"),
        ("共有专利三百二十件。", "There are 320 patents.", "三百二十件", "320 patents"),
    ],
)
def test_numbers_a_person_typed_are_paired_by_value(
    assistant: Assistant, source: str, typed: str, chinese: str, english: str
) -> None:
    segment = edit(made(source, "Draft."), typed, "Li", "2026-01-01T00:00:00Z")
    ((zh, en, fate, _),) = told(segment, marks(assistant, segment), "number")
    assert fate == "produced"
    assert chinese.startswith(zh)
    assert en
    assert english.startswith(en) or english.endswith(en)


def test_a_number_that_was_changed_is_missing_and_the_other_one_not(assistant: Assistant) -> None:
    source = "投入3.2亿元，新建公路45公里。"
    wanted = Constraint("money", 2, 6, "320 million yuan", value="320000000", unit="yuan")
    segment = made(source, "Invested 320 million yuan and built 45 km of roads.", wanted)
    assert [row[2] for row in told(segment, marks(assistant, segment), "number")] == [
        "produced"
    ] * 2
    wrong = edit(segment, "Invested 32 million yuan and built 45 km of roads.", "Li", "")
    rows = told(wrong, marks(assistant, wrong), "number")
    assert sorted(row[2] for row in rows) == ["missing", "produced"]
    found = marks(assistant, wrong)
    assert {m.severity for m in found.source if m.kind == "finding"} == {"critical"}


def test_no_two_pairs_share_a_place(assistant: Assistant) -> None:
    source = "2005年投入3.2亿元，比2004年增长12%，占3.2亿元的12%。"
    segment = made(
        source, "In 2005, 320 million yuan was invested, up 12% from 2004, 12% of 320 million yuan."
    )
    for side in (marks(assistant, segment).source, marks(assistant, segment).target):
        pairs = sorted((m.start, m.end) for m in side if m.key)
        assert all(one[1] <= other[0] for one, other in pairwise(pairs))
        assert len(pairs) >= 6


def test_findings_are_marked_with_what_they_say(assistant: Assistant) -> None:
    segment = made("启动了碧湖工程。", "The lake was launched")
    finding = Finding("k", "punctuation", "", "minor", "s1", "no end", (7, 8), (21, 21))
    found = assistant.marks(segment, [finding])
    assert Mark(7, 8, "finding", "no end", severity="minor") in found.source
    assert Mark(21, 21, "finding", "no end", severity="minor") in found.target


# -------------------------------------------------------------------- before it is loaded


def test_marks_do_not_wait_for_the_glossary(folder: Path) -> None:
    waiting = Assistant(own_terms=folder / "none.tsv", glossaries=(folder / "house.tsv",))
    segment = made(
        "启动了碧湖工程。", "The Bihu Project.", Constraint("term", 3, 7, "Bihu Project")
    )
    plain = made("启动了碧湖工程。", "The Bihu Project.")
    assert told(segment, marks(waiting, segment), "term")[0][1] == "Bihu Project"
    assert told(plain, marks(waiting, plain), "term") == []
    assert waiting.generation == 0


def test_a_malformed_glossary_is_an_error_of_loading(tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("zh\ten\n甲乙\t\n", encoding="utf-8")
    broken = Assistant(own_terms=tmp_path / "own.tsv", glossaries=(tmp_path / "bad.tsv",))
    with pytest.raises(GlossaryError, match="line 2"):
        broken.load()


# -------------------------------------------------------------- translating again, new terms


def test_a_new_term_is_in_force_at_once(assistant: Assistant, folder: Path) -> None:
    segment = made("推进红叶计划建设。", "Progress was made.")
    before = assistant.generation
    assert told(segment, marks(assistant, segment), "term") == []
    assert assistant.add_term(" 红叶计划 ", "Red  Leaf Plan", "from Li") == folder / "own.tsv"
    assert assistant.generation == before + 1
    assert told(segment, marks(assistant, segment), "term") == [("红叶计划", "", "missing", "")]
    again = assistant.retranslate(segment)
    assert "Red Leaf Plan" in again.target
    assert (again.state, again.id) == ("machine", "s1")
    assert told(again, marks(assistant, again), "term")[0][1:3] == ("Red Leaf Plan", "enforced")
    (hit,) = assistant.terms(segment)
    assert (hit.origin, hit.note) == ("user", "from Li")
    own = read_glossary_file(folder / "own.tsv")
    assert [(e.zh, e.en) for e in own if e.zh == "红叶计划"] == [("红叶计划", "Red Leaf Plan")]


def test_other_english_is_replaced_only_when_asked(assistant: Assistant, folder: Path) -> None:
    segment = made("启动紫云行动。", "Started.")
    with pytest.raises(TermConflict) as conflict:
        assistant.add_term("紫云行动", "Green Hill Action")
    assert conflict.value.known.en == "Ziyun Campaign"
    assistant.add_term("紫云行动", "Green Hill Action", replace=True)
    assert [hit.english for hit in assistant.terms(segment)] == ["Green Hill Action"]
    assistant.add_term("紫云行动", "Green Hills Action", replace=True)
    assert [hit.english for hit in assistant.terms(segment)] == ["Green Hills Action"]
    with pytest.raises(UsageError, match="already"):
        assistant.add_term("紫云行动", "Green Hills Action", replace=True)


@pytest.mark.parametrize(
    ("zh", "en"),
    [("", "Plan"), ("黄叶计划", ""), ("Plan", "Plan"), ("黄叶计划", "黄叶 Plan"), ("黄", "yellow")],
)
def test_what_is_no_term_changes_nothing(assistant: Assistant, zh: str, en: str) -> None:
    before = assistant.generation
    with pytest.raises(UsageError):
        assistant.add_term(zh, en)
    assert assistant.generation == before


def test_control_characters_do_not_reach_the_file(assistant: Assistant, folder: Path) -> None:
    assistant.add_term("白云\u0000计划", "White\tCloud\r\nPlan\x1b", "line\none")
    (entry,) = (e for e in read_glossary_file(folder / "own.tsv") if e.zh == "白云计划")
    assert (entry.en, entry.note) == ("White Cloud Plan", "line one")


def test_a_new_translation_keeps_what_people_added(assistant: Assistant) -> None:
    damage = Damage("lost-mark", 5, 5, "a mark is missing")
    match = Match("全市重视科技工作", "Similar.", "fuzzy", 0.8, "old.txt", "s0001")
    segment = replace(
        made("全县重视科技工作", "Old."),
        damage=(damage,),
        notes=(Note("repair", damage.message),),
        hypotheses=(Hypothesis("Old."), Hypothesis("Similar.", 0.8, "memory", match)),
    )
    segment = comment(edit(segment, "Mine.", "Li", "2026-01-01T00:00:00Z"), "check", "Li")
    again = assistant.retranslate(segment)
    assert again.history == segment.history
    assert [h.match for h in again.hypotheses] == [None, match]
    assert sorted(n.text for n in again.notes) == ["a mark is missing", "check"]


def test_the_model_uses_a_term_that_was_added(tmp_path: Path) -> None:
    own = Assistant(own_terms=tmp_path / "own.tsv", threads=1)
    segment = made("大力实施红叶计划，取得明显成效。", "Old.")
    own.add_term("红叶计划", "Red Leaf Plan")
    again = own.retranslate(segment)
    assert "Red Leaf Plan" in again.target
    assert check_segment(again) == ()


def test_an_engine_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    missing = Assistant(own_terms=tmp_path / "own.tsv", engine="no-such-package")
    with pytest.raises(ZhdocError, match="no-such-package"):
        missing.retranslate(made("全县重视科技工作。", "Old."))


def test_terms_added_by_several_threads_are_all_there(tmp_path: Path, assistant: Assistant) -> None:
    names = ["红桥计划", "蓝桥计划", "紫桥计划", "银桥计划"]
    segment = made("，".join(names), "Old.")
    failed: list[BaseException] = []

    def add(name: str) -> None:
        try:
            assistant.add_term(name, f"Bridge {names.index(name)} Plan")
            marks(assistant, segment)
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=add, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [hit.chinese for hit in assistant.terms(segment)] == names


def test_the_source_before_repair(assistant: Assistant) -> None:
    segment = Segment("s1", "甲乙", OffsetMap.identity(2), 1)
    root = Section("r", 0, "", None, "", has_heading=False, segments=(segment,))
    document = Document("a.txt", "text", "utf-8", root)
    assert [p.text for p in assistant.original(document, segment)] == ["甲乙"]

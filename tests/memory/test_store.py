"""What goes into a memory, and what comes back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import editing
from toolkit.document import Document, Section, Segment
from toolkit.memory import Added, Entry, Memory, contexts, entries_of
from toolkit.memory.folding import fold, normal
from toolkit.offsets import OffsetMap

Make = Callable[..., Memory]


def entry(source: str, target: str, **about: Any) -> Entry:
    return Entry(source, target, **{"file": "a.txt", "segment": "s0001", **about})


def document(*rows: tuple[str, str], label: str = "", name: str = "a.txt") -> Document:
    segments = tuple(
        editing.approve(
            Segment(
                f"s{n:04d}", label + source, OffsetMap.identity(len(label + source)), n,
                label=label, target=target, state="machine",
            ),
            "Li", f"2026-01-0{n}T00:00:00Z",
        )
        for n, (source, target) in enumerate(rows, 1)
    )  # fmt: skip
    return Document(name, "text", "utf-8", Section("r", 0, "", None, "", segments=segments))


def test_an_exact_match_says_where_it_comes_from(memory_with: Make) -> None:
    memory = memory_with()
    memory.add(entries_of(document(("科技投入不足。", "Investment falls short."))))
    (match,) = memory.search("科技投入不足。")
    assert (match.kind, match.score, match.target) == ("exact", 1, "Investment falls short.")
    assert (match.file, match.segment, match.who) == ("a.txt", "s0001", "Li")
    assert match.when == "2026-01-01T00:00:00Z"


def test_spaces_widths_and_traditional_characters_make_no_other_sentence(memory_with: Make) -> None:
    memory = memory_with(("投入资金，共 30 万元。", "300,000 yuan was invested."))
    for same in ("投入资金,共30万元。", "投入资金，共３０万元。", "投入資金，共 30 萬元。"):
        assert [m.kind for m in memory.search(same)] == ["exact"]


def test_equal_sources_are_ranked_by_context_then_by_time(memory_with: Make) -> None:
    memory = memory_with()
    old = document(("甲项工作。", "A."), ("各单位落实。", "Old."), ("乙项工作。", "B."))
    new = document(
        ("丙项工作。", "C."), ("各单位落实。", "New."), ("丁项工作。", "D."), name="b.txt"
    )
    memory.add(entries_of(old))
    memory.add(replace(e, when="2026-02-01T00:00:00Z") for e in entries_of(new))
    assert [m.target for m in memory.search("各单位落实。")] == ["New.", "Old."]
    around = contexts(old)["s0002"]
    assert [(m.target, m.kind) for m in memory.search("各单位落实。", context=around)] == [
        ("Old.", "context"), ("New.", "exact"),
    ]  # fmt: skip


def test_the_newer_approval_of_a_segment_wins(memory_with: Make) -> None:
    memory = memory_with()
    first = entry("落实政策。", "Implement.", when="2026-01-02T00:00:00Z")
    assert memory.add([first]) == Added(new=1)
    digest = memory.digest
    assert memory.add([first]) == Added(known=1)
    older = replace(first, target="Carry out.", when="2026-01-01T00:00:00Z")
    assert memory.add([older]) == Added(older=1)
    assert memory.digest == digest
    newer = replace(first, target="Put into effect.", when="2026-01-03T00:00:00Z")
    assert memory.add([newer]) == Added(replaced=1)
    assert [m.target for m in memory.search("落实政策。")] == ["Put into effect."]
    assert memory.digest != digest
    # Approved again as it is: the moment and the neighbours are the new ones.
    again = replace(newer, next=7, when="2026-01-04T00:00:00Z")
    assert memory.add([again]) == Added(known=1)
    assert list(memory.entries()) == [again]
    # Of another document both stay.
    assert memory.add([replace(older, file="b.txt")]) == Added(new=1)
    assert [m.target for m in memory.search("落实政策。")] == ["Put into effect.", "Carry out."]
    assert memory.size == 2


def test_the_digest_depends_on_the_entries_alone(tmp_path: Path) -> None:
    entries = [
        entry(f"第{n}项工作。", f"Task {n}.", segment=f"s{n}", when="2026-01-01T00:00:00Z")
        for n in range(5)
    ]
    digests = set()
    for name, order in (("a", entries), ("b", entries[::-1])):
        with Memory.open(tmp_path / name, write=True) as memory:
            for one in order:
                memory.add([one])
            digests.add(memory.digest)
    assert len(digests) == 1


def test_labels_are_left_off_as_code_renders_them() -> None:
    def pairs(source: str, target: str, label: str) -> list[tuple[str, str]]:
        made = document((source, target), label=label)
        return [(e.source, e.target) for e in entries_of(made)]

    assert pairs("落实政策。", "1. Implement policies.", "1、") == [
        ("落实政策。", "Implement policies.")
    ]
    assert pairs("完善制度。", "First, improve the rules.", "一是") == [
        ("完善制度。", "improve the rules.")
    ]
    assert pairs("落实政策。", "(a) Implement.", "1、") == [("1、落实政策。", "(a) Implement.")]


def test_only_the_asked_states_and_only_chinese_go_in() -> None:
    made = document(("落实政策。", "Implement."), ("3,960", "3,960"), ("总结。", "Summary."))
    edited = editing.reopen(next(made.segments()), "Li", "2026-02-01T00:00:00Z")
    made = made.with_segments({"s0001": edited})
    assert [e.segment for e in entries_of(made)] == ["s0003"]
    both = list(entries_of(made, ("approved", "edited")))
    assert [(e.segment, e.when[:7]) for e in both] == [("s0001", "2026-02"), ("s0003", "2026-01")]


def test_figures_are_exchanged_in_a_match(memory_with: Make) -> None:
    memory = memory_with(("惠及农户 4.2 万户。", "42,000 households benefited."))
    (match,) = memory.search("惠及农户 4.3 万户。")
    assert (match.kind, match.target) == ("numbers", "43,000 households benefited.")
    assert match.source == "惠及农户 4.2 万户。"
    assert 0.9 < match.score < 1


def test_what_cannot_be_exchanged_is_a_fuzzy_match(memory_with: Make) -> None:
    memory = memory_with(("共建成1个村级服务点。", "One village service point was built."))
    (match,) = memory.search("共建成3个村级服务点。")
    assert (match.kind, match.target) == ("fuzzy", "One village service point was built.")
    assert match.score < 1
    assert memory.search("共建成3个村级服务点。", least=1)[0].kind == "fuzzy"


def test_a_sure_match_is_found_behind_one_that_is_not(memory_with: Make) -> None:
    memory = memory_with(
        ("共建成2个服务点。", "Service points were built."),
        ("共建成5个服务点。", "Five service points were built."),
    )
    found = memory.search("共建成12个服务点。")
    assert [(m.kind, m.target) for m in found[:1]] == [("numbers", "12 service points were built.")]


def test_fuzzy_matches_are_alike_by_three_quarters(memory_with: Make) -> None:
    memory = memory_with(
        ("深入开展农资打假专项治理行动。", "Campaign."),
        ("完善管理制度,严格按制度管人管事。", "Rules."),
    )
    (match,) = memory.search("继续深入开展农资打假专项整治行动。")
    assert (match.kind, match.target) == ("fuzzy", "Campaign.")
    assert 0.75 <= match.score < 0.9
    assert memory.search("继续深入开展农资打假专项整治行动。", least=0.9) == []
    assert memory.search("加快建设农业信息平台。") == []
    assert memory.search("plain English") == memory.search("") == []


def test_the_limit_keeps_the_best(memory_with: Make) -> None:
    sources = [
        f"稳步推进{name}试点工作，取得阶段性成效。" for name in "土地 林权 户籍 医保".split()
    ]
    memory = memory_with(*((source, f"English {n}.") for n, source in enumerate(sources)))
    found = memory.search(sources[2], 2)
    assert [m.kind for m in found] == ["exact", "fuzzy"]
    assert len(memory.search(sources[2], 10)) == 4


def test_a_snapshot_does_not_see_what_is_added_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "ours.zhm"
    with Memory.open(path, write=True) as writer:
        writer.add([entry("落实政策。", "Implement.")])
        with Memory.open(path) as reader:
            with reader.snapshot():
                digest = reader.digest
                writer.add([entry("完善制度。", "Rules.", segment="s2")])
                assert reader.search("完善制度。") == []
                assert reader.digest == digest
            assert [m.target for m in reader.search("完善制度。")] == ["Rules."]


FILL = """
import sys
from pathlib import Path
from toolkit.memory import Entry, Memory
with Memory.open(Path(sys.argv[1]), write=True) as memory:
    for number in range(20):
        memory.add([Entry(f"第{number}项工作。", "Task.", sys.argv[2], str(number))])
"""


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ours.zhm"
    workers = [
        subprocess.Popen([sys.executable, "-c", FILL, str(path), f"{n}.txt"]) for n in range(3)
    ]
    assert [worker.wait() for worker in workers] == [0, 0, 0]
    with Memory.open(path) as memory:
        assert (memory.size, memory.documents) == (60, 3)


def test_entries_come_out_as_they_went_in(memory_with: Make) -> None:
    memory = memory_with()
    made = list(entries_of(document(("甲项工作。", "A."), ("乙项工作。", "B."))))
    memory.add(made)
    assert list(memory.entries()) == made


words = st.text(
    "全县科技工作总结推进落实完成项目个数1234567890.%万亿元，。", min_size=1, max_size=30
)


@settings(max_examples=40)
@given(st.lists(words, min_size=1, max_size=15, unique_by=normal), st.data())
def test_every_source_is_found_again_and_its_like(sources: list[str], data: st.DataObject) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder, Memory.open(Path(folder) / "m", write=True) as memory:
        memory.add(entry(s, f"E {n}.", segment=str(n)) for n, s in enumerate(sources))
        source = data.draw(st.sampled_from([s for s in sources if "县" in s] or ["全县"]))
        if source in sources:
            assert memory.search(source)[0].score == 1
        place = data.draw(st.integers(0, len(source)))
        other = source[:place] + "新" + source[place:]
        from rapidfuzz.distance import Levenshtein

        wanted = fold(normal(other))
        scores = [Levenshtein.normalized_similarity(wanted, fold(normal(s))) for s in sources]
        found = memory.search(other, 20)
        assert (max(scores) >= 0.75) == bool(found)
        if found:
            assert found[0].score >= min(0.99, round(max(scores), 4))


def test_what_is_removed_is_found_no_more(memory_with: Make) -> None:
    memory = memory_with()
    memory.add([entry("共30个项目。", "There were 30 projects.")])
    before = memory.digest
    memory.add([
        entry("投入資金30萬元。", "300,000 yuan was spent.", segment="s0002"),
        entry("投入资金３０ 万元。", "Funds: 300,000 yuan.", file="b.txt"),
    ])  # fmt: skip
    taken = memory.remove("投入资金30万元。")
    assert [e.target for e in taken] == ["300,000 yuan was spent.", "Funds: 300,000 yuan."]
    assert (memory.size, memory.documents, memory.digest) == (1, 1, before)
    assert memory.search("投入资金30万元。") == []
    assert memory.search("投入资金31万元了。") == []
    assert memory.remove("投入资金30万元。") == []
    assert memory.add(taken) == Added(new=2)
    assert [m.kind for m in memory.search("投入资金30万元。")] == ["exact", "exact"]


def test_a_document_is_removed_whole_and_alone(memory_with: Make) -> None:
    memory = memory_with()
    memory.add([
        entry("落实政策。", "Implement.", file="a.txt"),
        entry("落实政策。", "Carry out.", file="b.txt"),
        entry("加强管理。", "Manage.", file="b.txt", segment="s0002"),
    ])  # fmt: skip
    assert [e.target for e in memory.find("落实政策。", "b.txt")] == ["Carry out."]
    assert [e.target for e in memory.remove(file="b.txt")] == ["Carry out.", "Manage."]
    assert [e.target for e in memory.entries()] == ["Implement."]
    with pytest.raises(ValueError):
        memory.remove()
    assert memory.size == 1


def test_removed_shapes_take_no_match_s_place(memory_with: Make) -> None:
    memory = memory_with()
    pairs = [(f"全面加强{c}类项目管理工作。", f"Manage {c}.") for c in "甲乙丙丁戊己庚辛"]
    memory.add(entry(zh, en, segment=f"s{n}") for n, (zh, en) in enumerate(pairs))
    for zh, _ in pairs[:-1]:
        memory.remove(zh)
    assert [m.target for m in memory.search("全面加强各类项目管理工作。", 1)] == ["Manage 辛."]

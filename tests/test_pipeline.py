"""The pipeline with an engine that says what it was asked: what reaches it, what comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

import toolkit.pipeline
from toolkit.bilingual import write
from toolkit.document import Hypothesis
from toolkit.engine import Decoding
from toolkit.pipeline import Options, Translator, outline_file

TEXT = """青田县科技局2019年工作总结
一、主要工作
全县科技投入3070万元，增长12.5%。一是加强专利工作；二是组织科普活动。
二、合计
2019年12月3日
"""


class ParrotEngine:
    """Answers with the inline constraints and a count of the other characters."""

    scheme = "replace-v1"
    beam = 1
    signature: Mapping[str, str] = {"engine": "parrot"}

    def __init__(self, fail_after: int | None = None) -> None:
        self.seen: list[str] = []
        self.calls = 0
        self.fail_after = fail_after

    def translate(
        self,
        texts: Sequence[str],
        decoding: Decoding = Decoding(),  # noqa: B008
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        if self.fail_after is not None and self.calls >= self.fail_after:
            raise KeyboardInterrupt
        self.calls += 1
        self.seen += texts
        answers = []
        for text in texts:
            shown = " and ".join(re.findall(r"⟦([^⟧]*)⟧", text))
            words = " ".join(f"word{ord(c):x}" for c in re.sub(r"⟦[^⟧]*⟧|\W", "", text)[::2])
            answers.append((Hypothesis(f"The {words} {shown}.", -0.5),))
        return answers


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "summary.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_amounts_and_terms_reach_the_engine_inline(source: Path) -> None:
    engine = ParrotEngine()
    translator = Translator(engine=engine)
    document = translator.translate(translator.outline(source))
    assert any("⟦30.7 million yuan⟧" in text and "⟦12.5%⟧" in text for text in engine.seen)
    assert any("⟦patent" in text for text in engine.seen)
    fates = {c.fate for s in document.segments() for c in s.constraints}
    assert fates == {"enforced"}


def test_labels_set_words_and_dates_never_reach_it(source: Path) -> None:
    engine = ParrotEngine()
    translator = Translator(engine=engine)
    document = translator.translate(translator.outline(source))
    joined = "\n".join(engine.seen)
    for label in ("一、", "二、", "一是", "二是", "合计", "12月3日"):
        assert label not in joined
    targets = {segment.source.strip(): segment.target for segment in document.segments()}
    assert targets["二、合计"] == "II. Total"
    assert targets["2019年12月3日"] == "December 3, 2019"
    assert targets["一是加强专利工作；"].startswith("First, the ")


def test_constraint_places_count_in_the_whole_segment(source: Path) -> None:
    translator = Translator(engine=ParrotEngine())
    document = translator.translate(translator.outline(source))
    checked = 0
    for segment in document.segments():
        for constraint in segment.constraints:
            assert constraint.target_span is not None
            start, end = constraint.target_span
            assert segment.target[start:end].lower() == constraint.target.lower()
            if constraint.kind == "money":
                assert segment.source[constraint.start : constraint.end] == "3070万元"
            checked += 1
    assert checked >= 3


def test_the_same_sentence_is_translated_once(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("各单位要高度重视这项工作。\n" * 3 + "各单位要认真落实。\n", encoding="utf-8")
    engine = ParrotEngine()
    translator = Translator(engine=engine)
    document = translator.translate(translator.outline(path))
    assert len(list(document.segments())) == 4
    assert len(engine.seen) == 2


def test_an_interrupted_run_goes_on_and_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toolkit.pipeline, "WINDOW", 4)
    path = tmp_path / "x.txt"
    path.write_text(
        "".join(f"该项工作进展顺利，共有{n}家企业参加。\n" for n in range(2, 20)),
        encoding="utf-8",
    )
    outlined = outline_file(path)
    whole = Translator(engine=ParrotEngine()).translate(outlined)
    part = tmp_path / "x.xlf.part"
    interrupted = ParrotEngine(fail_after=3)
    with pytest.raises(KeyboardInterrupt):
        Translator(engine=interrupted).translate(outlined, journal=part)
    assert part.exists()
    resumed = ParrotEngine()
    document = Translator(engine=resumed).translate(outlined, journal=part)
    assert write(document, "xlf") == write(whole, "xlf")
    assert not set(resumed.seen) & set(interrupted.seen)
    assert len(interrupted.seen) >= 8


def test_progress_ends_with_every_segment(source: Path) -> None:
    reports: list[tuple[int, int]] = []
    translator = Translator(engine=ParrotEngine())
    document = translator.translate(
        translator.outline(source), progress=lambda done, total: reports.append((done, total))
    )
    count = len(list(document.segments()))
    assert reports[-1] == (count, count)
    assert [done for done, _ in reports] == sorted(done for done, _ in reports)


def test_kept_segments_are_not_translated(source: Path) -> None:
    translator = Translator(engine=ParrotEngine())
    outlined = translator.outline(source)
    done = translator.translate(outlined)
    kept = {segment.id: segment for segment in done.segments()}
    engine = ParrotEngine()
    again = Translator(engine=engine).translate(outlined, keep=kept)
    assert engine.seen == []
    assert [s.target for s in again.segments()] == [s.target for s in done.segments()]


def test_a_lost_number_stands_as_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "关于项目的通知\n今年共有个项目通过专家组验收，投入资金30万元。\n", encoding="utf-8"
    )
    translator = Translator(engine=ParrotEngine())
    document = translator.translate(translator.outline(path))
    segment = next(s for s in document.segments() if "验收" in s.source)
    assert [d.kind for d in segment.damage] == ["lost-number"]
    assert "[?]" in segment.target
    assert [f.code for f in document.findings if f.segment == segment.id] == ["source-damage"]
    assert [note.author for note in segment.notes] == ["repair"]


def test_lines_keep_their_number_and_what_is_not_chinese() -> None:
    translator = Translator(engine=ParrotEngine())
    english, findings = translator.translate_lines(["加强专利工作。", "", "  plain  ", "3,000"])
    assert len(english) == 4
    assert "patent" in english[0]
    assert english[1:] == ["", "  plain  ", "3,000"]
    assert all(finding.segment == "1" for finding in findings)


def test_lines_have_labels_too() -> None:
    translator = Translator(engine=ParrotEngine())
    lines = [
        "一、加强专利工作",
        "（二）合计",
        "第十二条 附则",
        "一是开展科普活动；",
        "1.5倍的增长。",
    ]
    assert translator.translate_lines(["3项", "约30家。"])[0] == ["3", "About 30."]
    english, _ = translator.translate_lines(lines)
    assert english[0].startswith("I. The ") and not english[0].endswith(".")
    assert english[1] == "(II) Total"
    assert english[2].startswith("Article 12 ")
    assert english[3].startswith("First, the ") and english[3].endswith(";")
    assert not english[4].startswith("1. ")


def test_no_repair_takes_the_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("科技项 目进展顺利。\n", encoding="utf-8")
    assert outline_file(path).lines == ("科技项目进展顺利。",)
    assert outline_file(path, repair=False).lines == ("科技项 目进展顺利。",)
    signature = Translator(Options(repair=False), engine=ParrotEngine()).signature
    assert signature["repair"] == "off"

"""Evaluation runs on an engine without a model, and the command on the bundled one."""

from __future__ import annotations

import json
import lzma
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from toolkit.cli.main import main
from toolkit.document import Constraint, Finding, Segment
from toolkit.errors import GlossaryError
from toolkit.evaluation import (
    TERMS,
    Pair,
    TermChoice,
    evaluate_document,
    evaluate_pairs,
    evaluate_plain,
    read_dictionary,
    report_lines,
)
from toolkit.pipeline import Translator, line_segment
from toolkit.quality import check_segment
from toolkit.segmenter import Segmenter
from toolkit.terms import Glossary

PAIRS = (
    Pair(
        "县科技局在示范区扶持企业12家。",
        "The county science and technology bureau supported 12 firms in the demonstration zone.",
    ),
    Pair("组织开展技术培训。", "Technical training was organized."),
    Pair("ABC", "ABC"),
)


class SmallTranslator(Translator):
    """A translator with the test's glossary."""

    def __init__(self, glossary: Glossary, engine: Any) -> None:
        super().__init__(engine=engine)
        self.glossary = glossary


def choose(
    way: str, pair: Pair, glossary: Glossary, dictionary: dict[str, tuple[str, ...]] | None = None
) -> list[tuple[str, str]]:
    segment = line_segment(1, pair.source)
    choice = TermChoice(way, glossary, Segmenter(), {"1": pair.reference}, dictionary)
    found: tuple[Constraint, ...] = choice(segment)
    assert found == choice(segment)
    return [(segment.body[c.start : c.end], c.target) for c in found if c.kind == "term"]


def test_which_terms_are_set(glossary: Glossary) -> None:
    assert choose("none", PAIRS[0], glossary) == []
    assert choose("glossary", PAIRS[0], glossary) == [
        ("科技局", "science and technology bureau"),
        ("示范区", "demonstration zone"),
        ("企业", "enterprise"),
    ]
    assert choose("proper", PAIRS[0], glossary) == [
        ("科技局", "science and technology bureau"),
        ("示范区", "demonstration zone"),
    ]


def test_numbers_are_set_whatever_the_terms_are(glossary: Glossary) -> None:
    for way in TERMS:
        choice = TermChoice(way, glossary, Segmenter(), {"1": PAIRS[0].reference})
        kinds = {c.kind for c in choice(line_segment(1, PAIRS[0].source))}
        assert kinds - {"term"} == {"cardinal"}


def test_random_words_are_the_references_own_form(glossary: Glossary) -> None:
    dictionary = {"培训": ("train", "training"), "技术": ("technique",), "组织": ("organize",)}
    assert choose("random", PAIRS[1], glossary, dictionary) == [
        ("组织", "organized"),
        ("培训", "training"),
    ]
    assert choose("random", PAIRS[1], glossary) == []


def test_at_most_three_random_words_that_do_not_overlap_numbers(glossary: Glossary) -> None:
    pair = Pair(
        "加强学校、医院、道路、水库、工厂建设", "Schools, hospitals, roads, reservoirs, plants"
    )
    english = {"学校": "school", "医院": "hospital", "道路": "road", "水库": "reservoir"}
    dictionary = {chinese: (word,) for chinese, word in english.items()}
    chosen = choose("random", pair, glossary, dictionary)
    assert len(chosen) == 3 and {chinese for chinese, _ in chosen} <= set(dictionary)
    numbers = Pair("投入5000万元", "Fifty million yuan was invested")
    assert choose("random", numbers, glossary, {"万元": ("million yuan",)}) == []


def test_an_unknown_way_is_refused(glossary: Glossary) -> None:
    with pytest.raises(ValueError, match="terms are one of"):
        TermChoice("all", glossary, Segmenter(), {})


def test_dictionaries(tmp_path: Path) -> None:
    packed = tmp_path / "words.tsv.xz"
    packed.write_bytes(
        lzma.compress("分摊\tto share (a bill)\n分摊\tallot\n水\twater\n长\tx\n".encode())
    )
    assert read_dictionary([packed]) == {"分摊": ("share", "allot")}
    packed.write_bytes(b"no archive")
    with pytest.raises(GlossaryError, match="cannot be read as a dictionary"):
        read_dictionary([packed])


def test_first_answers_and_shipped_ones_are_told_apart(
    glossary: Glossary, fake_engine: Any
) -> None:
    """The model loses a term in its first answer only; the ladder's next hypothesis has it."""
    first = "In the county the science and technology bureau supported twelve zones."
    bureau, zone = "⟦science and technology bureau⟧", "⟦demonstration zone⟧"
    engine = fake_engine(
        {
            f"县{bureau}在{zone}扶持⟦enterprise⟧⟦12⟧。": [first, PAIRS[0].reference],
            f"县{bureau}在{zone}扶持⟦enterprise⟧⟦12⟧家。": [first, PAIRS[0].reference],
        }
    )
    result = evaluate_pairs(PAIRS, SmallTranslator(glossary, engine), "proper")
    assert result.first is not None and result.reference is not None
    assert result.segments == 3 and result.first.segments == 2
    assert (result.first.terms, result.shipped.terms) == (2, 2)
    assert result.reference.term_success == 1 and result.reference.number_accuracy == 1
    assert result.outputs[2] == "ABC"
    assert result.scores is not None and 0 < result.scores.chrf <= 100


def test_a_copying_model_has_every_term_and_number(glossary: Glossary, fake_engine: Any) -> None:
    result = evaluate_pairs(PAIRS, SmallTranslator(glossary, fake_engine()))
    assert result.first is not None
    for counts in (result.first, result.shipped):
        assert (counts.term_success, counts.number_accuracy) == (1, 1)
        assert (counts.loops, counts.echoes, counts.empties) == (0, 0, 0)
    assert result.retried == 0
    text = "\n".join(report_lines(result, 300_000_000))
    assert "terms            100.0% (3 of 3)" in text and "peak memory        300 MB" in text


def test_the_first_answer_to_a_long_text_is_that_to_its_clauses(
    glossary: Glossary, fake_engine: Any
) -> None:
    clauses = [
        "县科技局今年扶持了企业12家，",
        "积极引导广大群众增加对农业技术的投入，",
        "大力改善全县农村群众的生产生活的条件，",
        "切实加强机关干部队伍的作风和能力建设，",
        "努力实现全县更大更快更好的新的发展。",
    ]
    said = {
        f"县⟦science and technology bureau⟧今年扶持了⟦enterprise⟧⟦12⟧家,{clauses[1].rstrip('，')},": [
            "The bureau of science helped 12 firms and led the people to spend more on farming."
        ],
        clauses[2]: ["The life in villages became much better."],
        clauses[3]: ["Officials mended their ways and learned more."],
        clauses[4]: ["The county strove for more and better development."],
    }
    pair = Pair(
        "".join(clauses), "The county science and technology bureau supported 12 enterprises."
    )
    engine = fake_engine(said)
    result = evaluate_pairs([pair], SmallTranslator(glossary, engine), "proper")
    assert result.first is not None
    assert (result.first.terms, result.first.terms_right) == (2, 0)
    assert (result.first.numbers, result.first.numbers_right) == (1, 1)
    assert result.first.empties == result.first.loops == 0


def test_a_segment_is_checked_once_for_all_its_figures(
    glossary: Glossary, fake_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def check(segment: Segment) -> tuple[Finding, ...]:
        seen.append(segment.target)
        return check_segment(segment)

    monkeypatch.setattr("toolkit.evaluation.counting.check_segment", check)
    engine = fake_engine(otherwise=lambda text, _: ["The county held 12 courses of training."])
    result = evaluate_pairs(PAIRS, SmallTranslator(glossary, engine))
    assert result.lights
    for pair, english in zip(PAIRS[:2], result.outputs[:2], strict=True):
        assert seen.count(pair.reference) == 1
        assert english in seen
    # Once as the model said it, as it is handed over, and for the reference.
    assert len(seen) == 6


def test_the_bare_model_gets_no_constraints(glossary: Glossary, fake_engine: Any) -> None:
    engine = fake_engine(otherwise=lambda text, _: ["Twelve firms were supported by the bureau."])
    result = evaluate_plain(PAIRS, SmallTranslator(glossary, engine))
    assert not any("⟦" in text for call in engine.calls for text in call.texts)
    assert result.first is None and (result.shipped.terms, result.shipped.terms_right) == (2, 0)
    assert result.shipped.numbers_right == 1
    assert "bare model" in "\n".join(report_lines(result, None))


def test_a_scheme_that_shows_nothing(glossary: Glossary, fake_engine: Any) -> None:
    """A stock package: the product's path without annotation."""
    engine = fake_engine(scheme=None)
    result = evaluate_pairs(PAIRS, SmallTranslator(glossary, engine))
    assert result.first is not None and result.first.terms_right == 0


def test_documents(tmp_path: Path, glossary: Glossary, fake_engine: Any) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "一、主要工作\n县科技局扶持企业12家。\n二、存在问题\n投入不足。\n", encoding="utf-8"
    )
    document, result = evaluate_document(path, SmallTranslator(glossary, fake_engine()))
    assert result.scores is None and result.reference is None
    assert result.shipped.term_success == 1 and result.segments == result.shipped.segments
    assert [s.label for s in document.sections()] == ["", "一、", "二、"]


@pytest.fixture
def zhdoc(capfd: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str, code: int = 0) -> str:
        capfd.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main(["evaluate", *arguments])
        captured = capfd.readouterr()
        assert exit_.value.code == code, captured.err
        return captured.err if code else captured.out

    return run


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "pairs.tsv"
    path.write_text(
        "".join(f"{pair.source}\t{pair.reference}\n" for pair in PAIRS), encoding="utf-8"
    )
    return str(path)


def test_the_command(zhdoc: Any, table: str) -> None:
    run = partial(zhdoc, table, "--threads", "1")
    text = run()
    assert "chrF2" in text and "first answers:" in text and "version:" in text
    figures = json.loads(run("--json", "--terms", "none", "--lines", "2"))
    assert (figures["segments"], figures["terms"]) == (2, "none")
    assert figures["shipped"]["terms"] == 0 and figures["shipped"]["numbers"] == 1
    plain = json.loads(run("--json", "--plain"))
    assert (plain["terms"], plain["first"]) == ("proper", None)


def test_wrong_usage(zhdoc: Any, table: str) -> None:
    assert "--terms random" in zhdoc(table, "--dictionary", table, code=2)
    assert "standard input" in zhdoc("-", code=2)
    assert "Invalid value" in zhdoc(table, "--terms", "some", code=2)

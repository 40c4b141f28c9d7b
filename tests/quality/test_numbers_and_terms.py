"""Numbers by value, terms by their English, losses of the source; and the whole document."""

from __future__ import annotations

import pytest

from toolkit.document import Constraint, Damage, Document, Finding, Section, Segment
from toolkit.offsets import OffsetMap
from toolkit.quality import CATALOGUE, check_document, check_segment


def segment(source: str, target: str, *constraints: Constraint, **more: object) -> Segment:
    return Segment(
        "s0001", source, OffsetMap.identity(len(source)), 1, target=target,
        constraints=constraints, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def found(checked: Segment, *codes: str) -> list[Finding]:
    return [f for f in check_segment(checked) if f.code in codes]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("产值8.2亿元。", "Output was 820 million yuan."),
        ("产值8.2亿元。", "Output was RMB 820 million."),
        ("全年增长12.5%。", "It grew by 12.5 percent over the year."),
        ("共有120多家企业。", "There are more than 120 enterprises."),
        ("这是一项重要工作。", "This is important work."),
        ("2006年11月29日召开会议。", "The meeting was held on November 29, 2006."),
    ],
)
def test_equal_values_have_no_finding(source: str, target: str) -> None:
    assert found(segment(source, target), "number", "addition") == []


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("产值8.2亿元。", "Output was 8.2 billion yuan.", ["number", "addition"]),
        ("产值8.2亿元。", "Output was high.", ["number"]),
        ("全年增长12.5%。", "It grew by 15.2% over the year.", ["number", "addition"]),
        ("会议召开。", "The meeting with 300 people was held.", ["addition"]),
    ],
)
def test_other_values_are_found(source: str, target: str, codes: list[str]) -> None:
    findings = found(segment(source, target), "number", "addition")
    assert [f.code for f in findings] == codes
    for finding in findings:
        if finding.code == "number":
            assert finding.severity == "critical"
            assert finding.source is not None
            assert source[slice(*finding.source)] in finding.message


def test_the_place_counts_in_the_whole_segment() -> None:
    source = "一是投入300万元。"
    checked = segment(source, "First, 30 million yuan was invested.", label="一是")
    (number,) = found(checked, "number")
    assert number.source is not None and source[slice(*number.source)] == "300万元"
    (addition,) = found(checked, "addition")
    assert addition.target is not None
    assert checked.target[slice(*addition.target)] == "30 million yuan"


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (
            "24小时内报告。",
            "Report within 24 hours, 24 hours.",
            "24 hours stands twice in the English and once in the Chinese",
        ),
        (
            "甲5万元、乙5万元。",
            "50,000 yuan for both.",
            "5万元 stands twice in the Chinese and once in the English",
        ),
        ("产值8.2亿元。", "Output was high.", "8.2亿元 (820000000 yuan) is not in the English"),
        ("会议召开。", "All 300 people met.", "300 people is not in the Chinese"),
    ],
)
def test_the_message_counts_what_is_there(source: str, target: str, message: str) -> None:
    assert [f.message for f in found(segment(source, target), "number", "addition")] == [message]


@pytest.mark.parametrize(
    ("source", "place", "target"),
    [
        ("20052007年投入", (4, 4), "In 2005 and 2007 it was put in"),
        ("20052007年投入", (0, 8), "From 2005 to 2007 it was put in"),
        ("200年投入", (3, 3), "In 200[?] it was put in"),
        ("200年投入", (3, 3), "It was put in"),
    ],
)
def test_a_damaged_number_is_no_number_finding(
    source: str, place: tuple[int, int], target: str
) -> None:
    for kind in ("lost-mark", "lost-number"):
        damage = Damage(kind, *place, "lost")  # type: ignore[arg-type]
        findings = check_segment(segment(source, target, damage=(damage,)))
        assert [finding.code for finding in findings] == ["source-damage"]


@pytest.mark.parametrize(
    ("source", "place", "target"),
    [
        ("200年投入30万元", (3, 3), "In 2005, 300,000 yuan was put in"),  # made up
        ("200年投入30万元", (3, 3), "In 200[?], 300,000 yuan and 900 mu were put in"),
        ("200年投入30万元", (3, 3), "In 200[?], it was put in"),
        ("3月个项目", (2, 2), "Some [?] projects"),
    ],
)
def test_other_numbers_of_a_damaged_segment_are_checked(
    source: str, place: tuple[int, int], target: str
) -> None:
    damage = Damage("lost-number", *place, "lost")
    assert len(found(segment(source, target, damage=(damage,)), "number", "addition")) == 1


def test_damage_counts_behind_a_label() -> None:
    damage = Damage("lost-number", 5, 5, "lost")
    checked = segment("一是200年。", "First, in 200[?].", label="一是", damage=(damage,))
    assert found(checked, "number", "addition") == []


def test_a_number_inside_a_term_belongs_to_the_term() -> None:
    term = Constraint("term", 2, 7, "863 Program")
    assert (
        found(segment("实施863计划。", "The 863 Program was implemented.", term), "addition") == []
    )


def test_a_label_is_no_number() -> None:
    checked = segment("3、加强领导", "3. Strengthening leadership", label="3、")
    assert found(checked, "number", "addition") == []


def test_a_missing_term_and_an_allowed_variant() -> None:
    term = Constraint("term", 0, 2, "patent", ("letters patent",))
    assert found(segment("专利很多。", "Patents are many.", term), "term-missing") == []
    assert found(segment("专利很多。", "Letters patent are many.", term), "term-missing") == []
    (missing,) = found(segment("专利很多。", "Inventions are many.", term), "term-missing")
    assert missing.message == "专利 should be “patent”"
    assert missing.source == (0, 2)


def test_a_forbidden_rendering() -> None:
    term = Constraint("term", 0, 2, "primary level", forbidden=("basic-level unit",))
    (bad,) = found(segment("基层很好。", "The basic-level unit is good.", term), "term-forbidden")
    assert bad.target == (4, 20)
    assert found(segment("基层很好。", "The primary level is good.", term), "term-forbidden") == []


def test_what_the_source_lost_is_a_finding_at_its_place() -> None:
    damage = Damage("lost-number", 3, 3, "the number in front of 个 seems to be missing")
    (finding,) = found(
        segment("今年有个项目。", "There are [?] projects.", damage=(damage,)), "source-damage"
    )
    assert finding.source == (3, 3)
    assert finding.severity == "major"


def test_without_english_nothing_else_is_listed() -> None:
    term = Constraint("term", 0, 2, "patent")
    assert [f.code for f in check_segment(segment("专利300件。", "", term))] == ["empty"]


def test_the_same_source_in_two_ways() -> None:
    def one(id_: str, target: str) -> Segment:
        source = "加强组织领导"
        return Segment(id_, source, OffsetMap.identity(6), 1, target=target)

    segments = (one("s1", "Leadership"), one("s2", "leadership"), one("s3", "Guidance"))
    document = Document("x", "text", "utf-8", Section("r", 0, "", None, "", segments=segments))
    findings = [f for f in check_document(document) if f.code == "inconsistent"]
    assert [f.segment for f in findings] == ["s3"]
    assert "s1" in findings[0].message


def test_every_code_is_in_the_design() -> None:
    assert set(CATALOGUE) == set(
        "number term-missing term-forbidden untranslated echo loop empty length addition punctuation"
        " inconsistent source-damage".split()
    )

"""First uses spell out; later ones, headings and what everybody knows may abbreviate."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from toolkit.document import Constraint, Document, Section, Segment, SegmentKind
from toolkit.offsets import OffsetMap
from toolkit.quality import check_document
from toolkit.quality.abbreviations import PLAIN, check_first_uses
from toolkit.terms import load_glossary

SMALL = "中小企业"
LONG = "small and medium-sized enterprise"
SHORT = "SME"


def made(number: int, english: str, kind: SegmentKind = "sentence", source: str = "") -> Segment:
    source = source or f"第{number}句说到中小企业。"
    place = source.find(SMALL)
    term = Constraint("term", place, place + 4, LONG, (SHORT, "smaller enterprise"))
    constraints = (term,) if place >= 0 else ()
    offsets = OffsetMap.identity(len(source))
    return Segment(
        f"s{number}", source, offsets, number, kind, target=english, constraints=constraints
    )


def told(*english: str | tuple[str, SegmentKind]) -> list[str]:
    """The ids of segments with a finding."""
    segments = [
        made(number, *([text] if isinstance(text, str) else text))
        for number, text in enumerate(english, 1)
    ]
    return list(check_first_uses(segments))


@pytest.mark.parametrize(
    "english",
    [
        ["SMEs grew.", "SMEs grew again."],
        ["The SME grew.", "Small and medium-sized enterprises grew."],
        ["Firms grew.", "SMEs grew."],
    ],
)
def test_an_abbreviation_before_its_long_form_is_found_once(english: list[str]) -> None:
    first = next(number for number, text in enumerate(english, 1) if SHORT in text)
    assert told(*english) == [f"s{first}"]


@pytest.mark.parametrize(
    "english",
    [
        ["Small and medium-sized enterprises (SMEs) grew.", "SMEs grew."],
        ["SMEs (small and medium-sized enterprises) grew."],
        ["Small and Medium Sized Enterprises grew.", "SMEs grew."],
        ["Smaller enterprises grew.", "SMEs grew."],
        ["The Fund for Small and Medium-Sized Enterprises was set up.", "SMEs grew."],
        [("Supporting SMEs", "heading"), "Small and medium-sized enterprises grew.", "SMEs grew."],
        [("Supporting small and medium-sized enterprises", "heading"), "SMEs grew."],
        [("SMEs", "cell"), ("SMEs", "title")],
        ["SMEsoft grew.", "The ASME grew.", ""],
    ],
)
def test_what_the_house_style_allows_is_left_alone(
    english: list[str | tuple[str, SegmentKind]],
) -> None:
    assert told(*english) == []


def test_the_finding_says_where_and_what_to_write() -> None:
    (finding,) = check_first_uses([made(1, "In all, SMEs grew.")])["s1"]
    assert (finding.code, finding.severity) == ("inconsistent", "minor")
    assert finding.message == (
        "SME was not spelled out before: “small and medium-sized enterprise (SME)” at the first use"
    )
    assert finding.target is not None
    assert "In all, SMEs grew."[slice(*finding.target)] == "SMEs"
    assert finding.source == (5, 9)
    again = check_first_uses([made(1, "By now, SMEs grew.")])["s1"]
    assert again[0].key == finding.key  # "ignored" survives an edit around it


def test_two_abbreviations_of_a_segment_are_two_findings() -> None:
    source = "环境影响评价覆盖中小企业。"
    review = Constraint("term", 0, 6, "environmental impact assessment", ("EIA",))
    segment = made(1, "EIA covers SMEs.", source=source)
    segment = replace(segment, constraints=(review, *segment.constraints))
    assert len(check_first_uses([segment])["s1"]) == 2


def test_two_names_of_one_body_share_their_abbreviation() -> None:
    full = Constraint("term", 0, 5, "Ministry of Science and Technology", ("MOST",))
    short = replace(full, end=3)
    one = Segment(
        "s1", "科学技术部批准。", OffsetMap.identity(8), 1, constraints=(full,),
        target="The Ministry of Science and Technology approved it.",
    )  # fmt: skip
    other = Segment(
        "s2", "科技部批准。", OffsetMap.identity(6), 2, constraints=(short,),
        target="MOST approved it.",
    )  # fmt: skip
    assert check_first_uses([one, other]) == {}
    assert list(check_first_uses([other, one])) == ["s2"]


def test_what_the_chinese_has_in_the_same_letters_stays() -> None:
    term = Constraint("term", 0, 5, "customer relationship management", ("CRM",))
    segment = Segment(
        "s1", "CRM系统上线。", OffsetMap.identity(8), 1, target="CRM was put into use.",
        constraints=(term,),
    )  # fmt: skip
    assert check_first_uses([segment]) == {}


def test_english_that_asks_for_the_abbreviation_is_no_long_form() -> None:
    term = Constraint("term", 0, 4, "UNICEF", ("United Nations Children's Fund", "UNCF"))
    segment = Segment(
        "s1", "儿童基金会。", OffsetMap.identity(6), 1, target="UNCF.", constraints=(term,)
    )
    assert check_first_uses([segment]) == {}


def test_it_is_among_the_findings_of_a_document() -> None:
    segments = (made(1, "There are SMEs in this sentence."), made(2, "There are SMEs here too."))
    root = Section("r", 0, "", None, "", has_heading=False, segments=segments)
    found = check_document(Document("a.txt", "text", "utf-8", root))
    assert [f.segment for f in found if f.code == "inconsistent"] == ["s1"]


def test_what_the_glossary_prefers_short_needs_no_long_form() -> None:
    entries = [entry for entry in load_glossary().entries if entry.status != "forbidden"]
    word = re.compile(r"(?<![\w&-])[A-Z][A-Z&]*[A-Z](?![\w&-])")
    short = {v for entry in entries for v in entry.variants if word.fullmatch(v)}
    preferred = {found for entry in entries for found in word.findall(entry.en)}
    assert short & preferred <= PLAIN

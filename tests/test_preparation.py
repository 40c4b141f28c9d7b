"""What code decides before the model runs."""

from __future__ import annotations

import pytest

from toolkit.document import Damage, DamageKind, Segment
from toolkit.offsets import OffsetMap
from toolkit.preparation import candidates
from toolkit.quality import check_segment
from toolkit.segmenter import Segmenter
from toolkit.terms import Glossary, TermMatcher


def lost(text: str, place: int) -> Segment:
    """``text`` as a segment that lost a number at ``place``."""
    damage = Damage("lost-number", place, place, "a number seems to be missing")
    return Segment("s0001", text, OffsetMap.identity(len(text)), 1, damage=(damage,))


@pytest.fixture(scope="module")
def matcher() -> TermMatcher:
    return TermMatcher(Glossary(()), Segmenter())


@pytest.mark.parametrize(
    ("text", "place", "span", "english"),
    [
        ("共兑现补贴资金万元，惠及农户。", 7, "万元", "[?] ten thousand yuan"),
        ("完成投资 亿元。", 5, "亿元", "[?] hundred million yuan"),
        ("完成造林 万亩。", 4, " 万亩", "[?] ten thousand mu"),
        ("新增产值千万元。", 4, "千万元", "[?] ten million yuan"),
        ("培训农民万多人次。", 4, "万多", "more than [?] ten thousand"),
        ("新增用户万户。", 4, "万", "[?] ten thousand"),
        ("建立示范片个。", 5, "", "[?]"),
        ("第万章", 0, "", "[?]"),
        ("按照200年计划", 5, "200年", "200[?]"),
        ("1998-200年度成果", 8, "1998-200年度", "1998–200[?]"),
        ("总投资3.亿元。", 5, "3.亿元", "3.[?] hundred million yuan"),
    ],
)
def test_a_lost_number_keeps_the_scale_and_unit_behind_it(
    matcher: TermMatcher, text: str, place: int, span: str, english: str
) -> None:
    (found,) = [c for c in candidates(lost(text, place), matcher, Glossary(())) if c.kind == "lost"]
    assert (text[found.start : found.end], found.target) == (span, english)


@pytest.mark.parametrize(
    ("text", "kinds", "found"),
    [
        ("获“200-200年度先进”", {5: "lost-number", 9: "lost-number"}, {"200-200年度": "200[?]–200[?]"}),
        ("完成20052007年任务", {6: "lost-mark"}, {"20052007年": "2005[?]2007"}),
        ("占总产值73，其中", {6: "lost-mark"}, {"73": "73[?]"}),
        ("有个项目200年完成", {1: "lost-number", 7: "lost-number"}, {"": "[?]", "200年": "200[?]"}),
    ],
)  # fmt: skip
def test_what_is_left_of_a_damaged_number_stands_beside_the_mark(
    matcher: TermMatcher, text: str, kinds: dict[int, DamageKind], found: dict[str, str]
) -> None:
    damage = tuple(Damage(kind, place, place, "lost") for place, kind in kinds.items())
    segment = Segment("s0001", text, OffsetMap.identity(len(text)), 1, damage=damage)
    lost = [c for c in candidates(segment, matcher, Glossary(())) if c.kind == "lost"]
    assert {text[c.start : c.end]: c.target for c in lost} == found


def test_the_scale_of_a_lost_number_is_no_number_of_the_english() -> None:
    text, english = (
        "共兑现补贴资金万元。",
        "A total of [?] ten thousand yuan in subsidies was paid.",
    )
    segment = lost(text, 7)
    said = Segment(
        segment.id, text, segment.offsets, 1, target=english, state="edited", damage=segment.damage
    )
    assert {finding.code for finding in check_segment(said)} == {"source-damage"}
    invented = Segment(
        segment.id, text, segment.offsets, 1, state="edited", damage=segment.damage,
        target="A total of 36 ten thousand yuan in subsidies was paid.",
    )  # fmt: skip
    assert "addition" in {finding.code for finding in check_segment(invented)}

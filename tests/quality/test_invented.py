"""Names and small counts in the English that the Chinese has not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.document import Finding


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [
        ("专家到场指导。", "Experts from Wuhan University gave guidance.", "Wuhan University"),
        ("有关部门到场。", "The Ministry of Commerce came too.", "Ministry of Commerce"),
        ("有关部门到场。", "The Ministry of Justice came too.", "Ministry of Justice"),
        ("产品远销国外。", "The products sell in Brazil.", "Brazil"),
        ("按有关规定执行。", "It is done under the Patent Law.", "Patent Law"),
        ("区政府到场。", "The Municipal Government came.", "Municipal Government"),
        ("局长到场。", "Director Zhou Guofang came.", "Zhou Guofang"),
        ("项目入选计划。", "The project is in the National Spark Program.", "National Spark Program"),
        ("专家组通过验收。", "The panel of nine experts passed it.", "nine"),
        ("荣获先进称号。", "It was named advanced for the fourth time.", "fourth"),
    ],
)  # fmt: skip
def test_invented(check: Callable[..., list[Finding]], source: str, target: str, text: str) -> None:
    (finding,) = check(source, target, "addition")
    assert finding.severity == "major"
    assert finding.target is not None and target[slice(*finding.target)] == text


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("武大专家到场。", "Experts from Wuhan University came."),
        ("商务部到场。", "The Ministry of Commerce came."),
        ("州政府到场。", "The Municipal Government came."),
        ("镇政府到场。", "The Town People's Government came."),
        ("产品远销巴西。", "The products sell in Brazil."),
        ("浙科发文件已转发。", "The Zhejiang document was forwarded."),
        ("对欧美出口增长。", "Exports to Europe grew."),
        ("州人大会议召开。", "The People's Congress met."),
        ("《专利法》修订。", "The Patent Law was amended."),
        ("周国芳到场。", "Zhou Guofang came."),
        # Another place with the same sound; the rest of a longer name; an abbreviation.
        ("台洲镇召开大会。", "A meeting was held in Taizhou Town."),
        ("县水利渔业局到场。", "The County Water and Fisheries Bureau came."),
        ("入世以来变化很大。", "Much has changed since WTO accession."),
        # What is said in the row, or counted in the Chinese.
        ("教育、科技、卫生等部门到场。", "Education, science and health, the three departments, came."),
        ("两次获奖后再次获奖。", "It won for the third time."),
        ("专家组通过验收。", "One or two experts passed it."),
        ("专家组通过验收。", 'The panel passed it "nine times over".'),
    ],
)  # fmt: skip
def test_not_invented(check: Callable[..., list[Finding]], source: str, target: str) -> None:
    assert check(source, target, "addition") == []


def test_a_name_that_was_asked_for_is_none(check: Callable[..., list[Finding]]) -> None:
    terms = {"院校": "Wuhan University"}
    target = "The Wuhan University experts came."
    assert check("院校专家到场。", target, "addition", terms=terms) == []
    (finding,) = check("院校专家到场。", target, "addition", terms={"院校": "university"})
    assert finding.message == "Wuhan University is not in the Chinese"

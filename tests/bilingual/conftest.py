"""A small document as a science bureau might write it, translated, damaged, checked and reviewed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toolkit.document import (
    Change,
    Constraint,
    Damage,
    Document,
    Finding,
    Hypothesis,
    Note,
    RepairEntry,
    Section,
    Segment,
)
from toolkit.offsets import OffsetMap

Named = tuple[str, str, str, str] | tuple[str, str, str, str, str, str]
"""kind, Chinese, English, fate; for numbers also value and unit."""


class Builder:
    """Counts ids, lines and offsets while segments are made in document order."""

    def __init__(self) -> None:
        self.count = 0
        self.offset = 120
        self.line = 0

    def segment(
        self,
        source: str,
        target: str,
        *named: Named,
        kind: str = "sentence",
        label: str = "",
        state: str = "machine",
        same_line: bool = False,
        score: float | None = -0.31,
        lost: tuple[str, str] | None = None,
        **more: object,
    ) -> Segment:
        """One segment; ``lost`` is (the words a number is lost behind, message)."""
        self.count += 1
        self.line += 0 if same_line else 1
        constraints = [constraint(source, target, *item) for item in named]
        damage: tuple[Damage, ...] = ()
        if lost:
            words, message = lost
            place = source.index(words) + len(words)
            at = target.find("[?]")
            span = (at, at + 3) if at >= 0 else None
            fate = "enforced" if span else "missing"
            constraints.append(
                Constraint("lost", place, place, "[?]", fate=fate, target_span=span)  # type: ignore[arg-type]
            )
            start = self.offset + place
            damage = (Damage("lost-number", start, start, message),)
        made = Segment(
            id=f"s{self.count:04d}",
            source=source,
            offsets=OffsetMap.identity(len(source), self.offset),
            line=self.line,
            kind=kind,  # type: ignore[arg-type]
            label=label,
            target=target,
            state=state,  # type: ignore[arg-type]
            constraints=tuple(sorted(constraints, key=lambda c: (c.start, c.end))),
            hypotheses=(Hypothesis(target, score, "zhdoc-v0"),) if target else (),
            damage=damage,
        )
        self.offset += len(source) + (0 if same_line else 1)
        return replace(made, **more)  # type: ignore[arg-type]


def constraint(
    source: str,
    target: str,
    kind: str,
    zh: str,
    en: str,
    fate: str,
    value: str | None = None,
    unit: str | None = None,
) -> Constraint:
    """A constraint on the first occurrence of ``zh``, found at ``en`` unless it is missing."""
    start = source.index(zh)
    at = -1 if fate == "missing" else target.index(en)
    return Constraint(
        kind=kind,
        start=start,
        end=start + len(zh),
        target=en,
        fate=fate,  # type: ignore[arg-type]
        target_span=None if at < 0 else (at, at + len(en)),
        value=value,
        unit=unit,
    )


def demo_document() -> Document:
    """Title, three chapters with items, every state, every fate, every severity."""
    b = Builder()
    title = b.segment(
        "青溪县科学技术局2019年工作总结和2020年工作计划",
        "Work Summary for 2019 and Work Plan for 2020 of the Qingxi County Science and Technology Bureau",
        ("term", "青溪县科学技术局", "Qingxi County Science and Technology Bureau", "enforced"),
        ("date", "2019年", "2019", "enforced", "2019", ""),
        ("date", "2020年", "2020", "enforced", "2020", ""),
        kind="title",
        state="approved",
        history=(
            Change(
                "2024-03-05T08:12:44Z", "Lin Wei", "Work summary and plan", "Work Summary for 2019"
            ),
        ),
    )
    intro = b.segment(
        "一年来，我局在县委、县政府的正确领导下，坚持创新驱动发展战略，各项工作取得明显成效。",
        "Over the past year, under the leadership of the County Party Committee and the county government,"
        " the bureau has pursued the innovation-driven development strategy, with marked results in all"
        " areas of its work.",
        ("term", "县委", "County Party Committee", "enforced"),
        ("term", "县政府", "county government", "produced"),
        ("term", "创新驱动发展战略", "innovation-driven development strategy", "enforced"),
        state="edited",
        notes=(
            Note("Lin Wei", "Dropped “correct” before “leadership”, as in last year's report."),
        ),
    )
    intro2 = b.segment(
        "全县研发经费支出8.2亿元，同比增长12.5%。",
        "The county spent 820 million yuan on research and development, up 12.5% year on year.",
        ("money", "8.2亿元", "820 million yuan", "enforced", "820000000", "yuan"),
        ("percent", "12.5%", "12.5%", "enforced", "12.5", "%"),
        ("term", "研发经费", "research and development", "produced"),
        same_line=True,
    )
    one = b.segment(
        "一、强化企业创新主体地位",
        "I. Strengthening the role of enterprises as the main drivers of innovation",
        ("term", "企业创新主体", "main drivers of innovation", "repaired"),
        kind="heading",
        label="一、",
        state="memory",
    )
    one_1 = b.segment(
        "（一）培育高新技术企业。",
        "(I) Fostering high-tech enterprises.",
        ("term", "高新技术企业", "high-tech enterprises", "enforced"),
        kind="heading",
        label="（一）",
        state="approved",
    )
    one_1a = b.segment(
        "新认定高新技术企业37家，全县总数达到120多家，实现产值46.34亿元。",
        "A total of 37 enterprises were newly recognized, bringing the number in the county to more than"
        " 120, with an output value of 463.4 million yuan.",
        ("term", "高新技术企业", "high-tech enterprise", "missing"),
        ("cardinal", "37家", "37", "enforced", "37", ""),
        ("approximate", "120多家", "more than 120", "enforced", "120", ""),
        ("money", "46.34亿元", "4.634 billion yuan", "missing", "4634000000", "yuan"),
        same_line=True,
        hypotheses=(
            Hypothesis("A total of 37 enterprises were newly recognized …", -0.52, "zhdoc-v0"),
            Hypothesis(
                "37 high-tech enterprises were newly identified, for a county total of over 120 and an"
                " output value of 4.634 billion yuan.",
                -0.58,
                "zhdoc-v0",
            ),
            Hypothesis("37 high-tech enterprises have been recognized.", -1.25, "zhdoc-v0"),
        ),
        tried=("smaller pieces",),
    )
    one_1b = b.segment(
        "其中，省级科技小巨人企业家，比上年增加5家。",
        "Among them, there are [?] provincial-level science and technology “little giants”, 5 more than in"
        " the previous year.",
        ("term", "科技小巨人企业", "science and technology “little giants”", "repaired"),
        ("cardinal", "5家", "5", "produced", "5", ""),
        same_line=True,
        lost=("科技小巨人企业", "A number seems to be missing between “企业” and “家”."),
        notes=(Note("repair", "A number seems to be missing between “企业” and “家”."),),
    )
    one_2 = b.segment(
        "（二）落实研发费用加计扣除政策。",
        "(II) Implementing the policy of extra tax deductions for R&D expenses.",
        ("term", "研发费用加计扣除", "extra tax deductions for R&D expenses", "enforced"),
        kind="heading",
        label="（二）",
    )
    one_2a = b.segment(
        "举办政策宣讲会12场，培训企业财务人员600余人次，为企业减免税款3.07亿元。",
        "",
        ("cardinal", "12场", "12", "missing", "12", ""),
        ("approximate", "600余人次", "more than 600", "missing", "600", ""),
        ("money", "3.07亿元", "307 million yuan", "missing", "307000000", "yuan"),
        state="none",
        same_line=True,
        tried=("smaller pieces", "wider beam", "no constraints"),
    )
    two = b.segment(
        "二、推动科技成果转化",
        "II. Promoting the commercialization of scientific and technological achievements",
        (
            "term",
            "科技成果转化",
            "commercialization of scientific and technological achievements",
            "enforced",
        ),
        kind="heading",
        label="二、",
    )
    two_a = b.segment(
        "一是建设技术转移平台，登记技术合同86项，成交额1.2亿元；",
        "First, a technology transfer platform was built, and 86 technology contracts worth 120 million"
        " yuan were registered;",
        ("term", "技术转移平台", "technology transfer platform", "enforced"),
        ("cardinal", "86项", "86", "enforced", "86", ""),
        ("money", "1.2亿元", "120 million yuan", "enforced", "120000000", "yuan"),
        label="一是",
    )
    two_b = b.segment(
        "二是选派科技特派员45名，服务乡村振兴，推广水稻新品种3.6万亩。",
        "Second, 45 science and technology commissioners were sent out in the service of rural"
        " revitalization, and new rice varieties were promoted on 36,000 mu. 推广",
        ("term", "科技特派员", "science and technology commissioners", "enforced"),
        ("cardinal", "45名", "45", "enforced", "45", ""),
        ("term", "乡村振兴", "rural revitalization", "enforced"),
        ("quantity", "3.6万亩", "36,000 mu", "enforced", "36000", "mu"),
        label="二是",
        same_line=True,
    )
    three = b.segment(
        "三、2020年工作计划",
        "III. Work plan for 2020",
        ("date", "2020年", "2020", "enforced", "2020", ""),
        kind="heading",
        label="三、",
    )
    three_a = b.segment(
        "围绕“十四五”规划前期研究，<重点>抓好R&D投入 & 平台建设，力争高新技术企业突破150家。",
        'Around the preparatory studies for the 14th Five-Year Plan, "key" work on R&D investment &'
        " platforms will be done, with the aim of more than 150 high-tech enterprises.",
        ("ordinal", "“十四五”规划", "14th Five-Year Plan", "enforced", "14", ""),
        ("term", "高新技术企业", "high-tech enterprises", "enforced"),
        ("cardinal", "150家", "150", "enforced", "150", ""),
        ignored=("k-punctuation",),
    )
    date = b.segment(
        "2019年12月30日",
        "December 30, 2019",
        ("date", "2019年12月30日", "December 30, 2019", "enforced", "2019-12-30", ""),
        kind="date",
    )
    chapters = (
        Section(
            "1",
            1,
            "一、",
            1,
            "强化企业创新主体地位",
            "chinese-comma",
            start=one.source_span[0],
            end=one.source_span[1],
            line=one.line,
            segments=(one,),
            sections=(
                Section(
                    "1.1",
                    2,
                    "（一）",
                    1,
                    "培育高新技术企业",
                    "chinese-brackets",
                    line=one_1.line,
                    segments=(one_1, one_1a, one_1b),
                ),
                Section(
                    "1.2",
                    2,
                    "（二）",
                    None,
                    "落实研发费用加计扣除政策",
                    "chinese-brackets",
                    inferred=2,
                    line=one_2.line,
                    segments=(one_2, one_2a),
                ),
            ),
        ),
        Section(
            "2",
            1,
            "二、",
            2,
            "推动科技成果转化",
            "chinese-comma",
            line=two.line,
            segments=(two, two_a, two_b),
        ),
        Section(
            "3",
            1,
            "三、",
            3,
            "2020年工作计划",
            "chinese-comma",
            line=three.line,
            segments=(three, three_a, date),
        ),
    )
    root = Section(
        "r",
        0,
        "",
        None,
        "青溪县科学技术局2019年工作总结和2020年工作计划",
        start=title.source_span[0],
        end=title.source_span[1],
        line=1,
        segments=(title, intro, intro2),
        sections=chapters,
    )
    lines: dict[int, str] = {}
    for section in root.walk():
        for s in section.segments:
            lines[s.line] = lines.get(s.line, "") + s.source
    return Document(
        name="qingxi-2019.txt",
        format="text",
        encoding="gb18030",
        root=root,
        lines=tuple(lines[number] for number in sorted(lines)),
        log=(
            RepairEntry("chrome", 0, 96, "收藏 分享 上传人：文库\t第1页\r\n", ""),
            RepairEntry("page-number", 310, 311, "2", ""),
            RepairEntry("inner-space", 402, 403, " ", ""),
            RepairEntry("width", 455, 456, "％", "%"),
        ),
        damage=(
            *one_1b.damage,
            Damage("undecodable", 700, 701, "One byte could not be decoded at offset 1402."),
        ),
        signature={
            "zhdoc": "0.1.0",
            "engine": "argos",
            "package": "zh_en 0.1 sha256:5f1c",
            "glossary": "9b74c9897bac770ffc029102a200c5de",
            "beam": "4",
        },
        findings=(
            Finding(
                "k-number",
                "number",
                "accuracy/mistranslation",
                "critical",
                one_1a.id,
                "46.34亿元 is 4.634 billion yuan; the English has 463.4 million yuan.",
                _span(one_1a.source, "46.34亿元"),
                _span(one_1a.target, "463.4 million yuan"),
            ),
            Finding(
                "k-term",
                "term-missing",
                "terminology",
                "major",
                one_1a.id,
                "高新技术企业 should be “high-tech enterprise”.",
                _span(one_1a.source, "高新技术企业"),
            ),
            Finding(
                "k-lost",
                "source-damage",
                "accuracy",
                "minor",
                one_1b.id,
                "The source lost a number before “家”; the English has [?].",
                (13, 13),
                _span(one_1b.target, "[?]"),
            ),
            Finding(
                "k-empty",
                "empty",
                "accuracy/omission",
                "critical",
                one_2a.id,
                "No usable English was found.",
                tried=("smaller pieces", "wider beam", "no constraints"),
            ),
            Finding(
                "k-untranslated",
                "untranslated",
                "accuracy/untranslated",
                "major",
                two_b.id,
                "Chinese characters are left in the English: 推广.",
                None,
                _span(two_b.target, "推广"),
            ),
            Finding(
                "k-punctuation",
                "punctuation",
                "linguistic-conventions",
                "neutral",
                three_a.id,
                "Quotation marks differ from the source.",
                None,
                _span(three_a.target, '"key"'),
            ),
        ),
    )


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.fixture
def demo() -> Document:
    """The sample document."""
    return demo_document()

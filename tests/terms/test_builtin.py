"""The built-in glossary itself."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from toolkit.terms import Glossary, lint
from toolkit.terms.entries import COLUMNS


def test_it_has_the_promised_size(builtin: Glossary) -> None:
    preferred = [e for e in builtin.entries if e.status == "preferred" and e.pos != "cell"]
    assert len(preferred) >= 2000  # the issue asks for 800
    assert len([e for e in preferred if e.domain != "places"]) >= 2000
    assert sum(e.status == "forbidden" for e in builtin.entries) >= 20


def test_every_entry_is_complete(builtin: Glossary) -> None:
    for entry in builtin.entries:
        assert entry.source, entry
        assert entry.origin == "builtin"
        assert entry.domain == entry.file.removesuffix(".tsv")


def test_every_file_has_the_columns_of_the_contract(root: Path) -> None:
    files = sorted((root / "glossary").glob("*.tsv"))
    assert len(files) >= 11
    for path in files:
        lines = path.read_bytes().decode("utf-8").split("\n")
        assert lines[-1] == ""
        rows = [line.split("\t") for line in lines[:-1] if not line.startswith("#")]
        assert tuple(rows[0]) == COLUMNS
        assert {len(row) for row in rows} == {len(COLUMNS)}, path


def test_lint_finds_nothing(builtin: Glossary) -> None:
    assert lint(builtin) == []


def test_no_term_is_translated_two_ways(builtin: Glossary) -> None:
    english = defaultdict(set)
    for entry in builtin.entries:
        if entry.status == "preferred" and entry.pos != "cell":
            english[entry.form].add(entry.en)
    assert {form: found for form, found in english.items() if len(found) > 1} == {}


def test_long_and_short_names_of_a_body_agree(builtin: Glossary) -> None:
    pairs = [
        ("科技局", "科学技术局"),
        ("科技部", "科学技术部"),
        ("发改委", "发展和改革委员会"),
        ("人社局", "人力资源和社会保障局"),
        ("住建局", "住房和城乡建设局"),
        ("卫健委", "卫生健康委员会"),
        ("中科院", "中国科学院"),
        ("工信部", "工业和信息化部"),
        ("市场监管局", "市场监督管理局"),
        ("科协", "科学技术协会"),
        ("国家发改委", "国家发展和改革委员会"),
    ]
    for short, long in pairs:
        assert builtin.terms[short].en == builtin.terms[long].en, (short, long)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("星火计划", "Spark Program"),
        ("火炬计划", "Torch Program"),
        ("国家科技支撑计划", "National Key Technology R&D Program"),
        ("国家自然科学基金", "National Natural Science Foundation of China"),
        ("中国地震局", "China Earthquake Administration"),
        ("国家知识产权局", "China National Intellectual Property Administration"),
        ("全国人民代表大会", "National People's Congress"),
        ("最高人民检察院", "Supreme People's Procuratorate"),
        ("科学发展观", "Scientific Outlook on Development"),
        ("社会主义新农村建设", "building a new socialist countryside"),
        ("陕西省", "Shaanxi Province"),
        ("山西省", "Shanxi Province"),
        ("六安市", "Lu'an City"),
        ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
        ("西藏自治区", "Xizang Autonomous Region"),
        ("防震减灾法", "Law on Protecting Against and Mitigating Earthquake Disasters"),
        ("领导小组", "leading group"),
        ("事业单位", "public institution"),
    ],
)
def test_official_names_are_the_official_ones(builtin: Glossary, zh: str, en: str) -> None:
    assert builtin.terms[zh].en == en
    assert builtin.terms[zh].status == "preferred"


def test_common_words_are_not_forced_inside_sentences(builtin: Glossary) -> None:
    for word in ("通知", "意见", "办法", "报告", "规定", "决定", "农村", "方案"):
        assert builtin.terms[word].status == "admitted", word

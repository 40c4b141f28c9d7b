"""Whatever the checks and the repair say has a Chinese form."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from checks import broken_pairs, good_pairs

from toolkit.pipeline import Translator
from toolkit.reading import read_document
from toolkit.repair import repair_document
from toolkit.review.language import Words
from toolkit.review.messages import in_chinese
from toolkit.review.words import DOMAIN_WORDS
from toolkit.segmenter import Segmenter
from toolkit.terms import load_glossary

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"


@pytest.mark.parametrize(
    ("message", "chinese"),
    [
        ("3.2亿元 (320000000 yuan) is not in the English", "译文中没有 3.2亿元（320000000 yuan）"),
        (
            "近300家 (300) is not in the English; the English says more than 300",
            "译文中没有 近300家（300），译文为 more than 300",
        ),
        (
            "12% stands once in the Chinese and 3 times in the English",
            "12% 在原文中出现 1 次，在译文中出现 3 次",
        ),
        ("57 is not in the Chinese", "原文中没有 57"),
        ("星火计划 should be “Spark Program”", "星火计划 应译为“Spark Program”"),
        (
            "the English is very short for its source (3 words for 58 characters)",
            "译文相对原文过短（原文 58 字，译文 3 词）",
        ),
        ("unpaired ( or )", "( 与 ) 不成对"),
        (
            "the number in front of 项 seems to be missing at ▢: 实施科技项目▢项",
            "▢ 处似缺“项”前的数字：实施科技项目▢项",
        ),
        (
            "the % of a share seems to be missing at ▢: 增长12▢，",
            "▢ 处似缺比重的百分号：增长12▢，",
        ),
        (
            "an item has lost its number before “加强领导” (line 12)",
            "“加强领导”前的序号丢失（第 12 行）",
        ),
        (
            "the same source is translated otherwise in s0012: Work summary",
            "相同的原文在 s0012 中译法不同：Work summary",
        ),
    ],
)
def test_a_message_is_said_in_chinese(message: str, chinese: str) -> None:
    assert in_chinese(message) == chinese


def test_every_finding_on_the_two_sets_has_a_chinese_message() -> None:
    translator = Translator()
    messages = {
        finding.message
        for pair in (*broken_pairs(translator), *good_pairs(translator))
        for finding in pair.findings
    }
    assert len(messages) > 250
    assert [message for message in messages if in_chinese(message) == message] == []


def test_every_damage_of_the_samples_has_a_chinese_message() -> None:
    segmenter = Segmenter()
    paths = sorted(SAMPLES.glob("*.*"))
    messages = {
        damage.message
        for path in paths
        if path.suffix in (".txt", ".html", ".docx")
        for damage in repair_document(read_document(path), segmenter).damage
    }
    assert len(messages) > 20
    assert [message for message in messages if in_chinese(message) == message] == []


def test_english_readers_get_the_messages_as_they_are() -> None:
    assert Words("en").message("57 is not in the Chinese") == "57 is not in the Chinese"
    assert Words("zh").message("said in words of no known form") == "said in words of no known form"


def test_every_domain_of_the_built_in_glossary_has_a_name() -> None:
    domains = {entry.domain for entry in load_glossary().entries if entry.origin == "builtin"}
    assert len(domains) > 10
    assert domains <= DOMAIN_WORDS.keys()

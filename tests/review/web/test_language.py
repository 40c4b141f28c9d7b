"""The app's words: complete in both languages, all used, none missing; keys; which language."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter

import pytest

from toolkit.quality import CODES
from toolkit.review.keys import KEYS, actions
from toolkit.review.language import Words, preferred
from toolkit.review.original import REPAIRS
from toolkit.review.words import FINDING_WORDS, REPAIR_WORDS, SCRIPT_WORDS, WORDS

_COMPOSED = (
    "state-",
    "show-",
    "light-",
    "severity-",
    "origin-",
    "fate-",
    "match-",
    "key-",
    "theme-",
)


def sources(root: Path, *patterns: str) -> str:
    folder = root / "toolkit" / "review"
    return "".join(p.read_text("utf-8") for pattern in patterns for p in folder.glob(pattern))


@pytest.mark.parametrize("name", WORDS)
def test_every_text_is_there_in_both_languages(name: str) -> None:
    english, chinese = WORDS[name]
    assert english.strip() == english != ""
    assert chinese.strip() == chinese != ""
    fields = [{f for _, f, _, _ in Formatter().parse(text) if f} for text in (english, chinese)]
    assert fields[0] == fields[1]
    if name not in ("language", "became"):
        assert not re.search("[\u4e00-\u9fff]", english)
        assert re.search("[\u4e00-\u9fff]", chinese)


def test_findings_and_repairs_have_words() -> None:
    assert set(FINDING_WORDS) == set(CODES)
    assert set(REPAIR_WORDS) == set(REPAIRS)
    for title, meaning in FINDING_WORDS.values():
        assert all(title) and all(meaning)


def test_every_text_that_is_asked_for_is_there(root: Path) -> None:
    asked = set(re.findall(r"""\bw\(["']([\w-]*\w)["']""", sources(root, "templates/*.html")))
    said = set(re.findall(r'\bsay\("([\w-]+)"', sources(root, "static/*.js")))
    refused = set(re.findall(r'Refused\(\d+, "([\w-]+)"\)', sources(root, "*.py")))
    assert asked | said | refused <= set(WORDS)
    assert said <= set(SCRIPT_WORDS)


def test_no_text_is_left_over(root: Path) -> None:
    everything = sources(root, "templates/*.html", "static/*.js", "*.py")
    everything = everything.replace((root / "toolkit/review/words.py").read_text("utf-8"), "")
    left = [
        name
        for name in WORDS
        if not name.startswith(_COMPOSED) and not re.search(rf"""["']{name}["']""", everything)
    ]
    assert left == []


def test_a_text_is_filled_in() -> None:
    assert Words("en")("approved-of", approved=1234, total=5000) == "1,234 of 5,000 approved"
    assert Words("zh")("reviewer", name="{id}") == "审校人：{id}"
    assert Words("zh").repairs(("page-number", "other")) == "页码; other"
    assert Words("en").finding("of another version") == ("of another version", "")


def test_every_key_has_words_and_an_action_of_the_script(root: Path) -> None:
    script = sources(root, "static/app.js")
    block = script[script.index("const actions = {") : script.index("listen(actions)")]
    known = set(re.findall(r'^  (?:"([\w-]+)"|(\w+))[:(,]', block, re.MULTILINE))
    names = {quoted or plain for quoted, plain in known}
    assert {key.action for key in KEYS} <= names
    assert {key.words for key in KEYS} <= set(WORDS)
    assert len(actions()) == sum(len(key.presses) for key in KEYS)
    json.dumps(actions())


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en;q=0.9,zh-CN;q=0.8", "en"),
        ("de,zh;q=0.3,en;q=0.2", "zh"),
        ("fr", "en"),
        ("ZH", "zh"),
        ("zh;q=0", "en"),
        ("zh;q=x, en", "en"),
        (";;;,,,=", "en"),
        ("zh-Hant-TW", "zh"),
    ],
)
def test_the_language_a_browser_asks_for(accepted: str, language: str) -> None:
    assert preferred(accepted) == language

"""No phrase of the seed decides anything in repair or outline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT.parent / "shared" / "seed" / "luojiang-2006-work-summary.txt"
RUN = 4

GENERIC = {
    # What every document-sharing site of the genre writes around a document.
    "查看更多": "site frame",
    "文档编号": "site frame",
    "展开阅读": "site frame",
    "阅读全文": "site frame",
    "猜你喜欢": "site frame",
    "经营许可": "site frame",
    "营许可证": "site frame",
    "当前位置": "site frame",
    "版权所有": "site frame",
    "资源标签": "site frame",
}


@pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/seed")
def test_no_phrase_of_the_seed_is_in_the_code() -> None:
    seed = "".join(SEED.read_text(encoding="utf-8").split())
    found = {}
    for folder in ("repair", "outline"):
        for path in sorted((ROOT / "toolkit" / folder).rglob("*.py")):
            for run in re.findall(r"[\u4e00-\u9fff]{4,}", path.read_text(encoding="utf-8")):
                for start in range(len(run) - RUN + 1):
                    phrase = run[start : start + RUN]
                    if phrase in seed and phrase not in GENERIC:
                        found[phrase] = path.name
    assert found == {}


@pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/seed")
def test_the_list_of_generic_words_has_no_idle_entry() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("repair", "outline")
        for path in (ROOT / "toolkit" / folder).rglob("*.py")
    )
    assert [word for word in GENERIC if word not in code] == []

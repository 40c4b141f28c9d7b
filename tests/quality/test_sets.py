"""The two sets made by hand, broken.tsv and good.tsv, as benchmarks/checks.py measures them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from checks import broken_pairs, good_pairs, main

from toolkit.pipeline import Translator


@pytest.fixture(scope="module")
def translator() -> Translator:
    return Translator()


def test_nearly_every_error_is_found(translator: Translator) -> None:
    pairs = broken_pairs(translator)
    assert len(pairs) >= 300
    assert sum(pair.found for pair in pairs) >= 0.98 * len(pairs)
    assert sum(pair.named for pair in pairs) >= 0.95 * len(pairs)


def test_good_english_rarely_raises_an_alarm(translator: Translator) -> None:
    pairs = good_pairs(translator)
    assert len(pairs) >= 300
    assert sum(pair.alarm for pair in pairs) <= 0.03 * len(pairs)


def test_the_command_prints_the_shares(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    printed = capsys.readouterr().out
    assert "errors found" in printed and "false alarms" in printed

"""Running the command in this process, as the console script does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from toolkit.cli.main import main

REPORT = """关于2019年科技工作情况的报告
一、主要工作
全区规模以上工业企业实现产值8.2亿元，增长12.5%。全年申请专利120多件。
二、存在问题
科技投入不足。
"""


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def zhdoc(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run ``zhdoc ARGUMENTS``."""

    def run(*arguments: str) -> Outcome:
        capfd.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main(list(arguments))
        captured = capfd.readouterr()
        code = exit_.value.code
        return Outcome(code if isinstance(code, int) else -1, captured.out, captured.err)

    return run


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small clean report, alone in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path

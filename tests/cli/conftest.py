"""Running the command in this process, as the console script does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from toolkit.cli.main import main

REPORT = """关于2019年科技工作情况的报告
一、主要工作
全区规模以上工业企业实现产值8.2亿元，增长12.5%。全年获得专利120多件。
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


XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"


@pytest.fixture
def edit() -> Callable[..., None]:
    """Change one unit's English in an .xlf as a CAT tool does: its text and state, nothing else."""

    def change(path: Path, unit_id: str, target: str, *, approved: bool = False) -> None:
        tree = etree.parse(path)
        unit = next(u for u in tree.iter(f"{XLIFF}trans-unit") if u.get("id") == unit_id)
        element = unit.find(f"{XLIFF}target")
        assert element is not None
        element.text = target
        element.set("state", "signed-off" if approved else "translated")
        element.attrib.pop("state-qualifier", None)
        unit.set("approved", "yes" if approved else "no")
        tree.write(path, encoding="utf-8", xml_declaration=True)

    return change

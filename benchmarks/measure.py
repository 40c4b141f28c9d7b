"""Running a command and measuring it; the benchmarks' one helper."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Run", "run_zhdoc"]


@dataclass(frozen=True)
class Run:
    """What one command took."""

    seconds: float
    peak_mb: float
    """Largest resident set of the process, MB (10^6 bytes)."""
    code: int
    output: str


def run_zhdoc(arguments: Sequence[str | Path]) -> Run:
    """Run the installed command in a process of its own."""
    command = [sys.executable, "-m", "toolkit.cli", *map(str, arguments)]
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_maxrss * 1024 / 1e6, process.returncode, output)

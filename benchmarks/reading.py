"""Large inputs through reading, repair and outline: seconds, peak memory as a multiple of the size.

The text is a bundled sample's repaired lines repeated with other figures; nothing is translated.
"""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path

from measure import run_zhdoc

from toolkit.pipeline import outline_file

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"
lines = list(outline_file(SAMPLES / "agriculture-summary-scraped.txt").lines)
numbers = random.Random(1)  # noqa: S311


def varied(size: int, joiner: str) -> str:
    """At least ``size`` bytes of UTF-8."""
    parts: list[str] = []
    total = 0
    while total < size:
        for line in lines:
            parts.append(re.sub(r"\d", lambda _: str(numbers.randint(1, 9)), line))
            total += len(parts[-1].encode()) + 1
    return joiner.join(parts)


def sections(count: int) -> str:
    """A document with ``count`` numbered sections of one sentence."""
    body = max(lines, key=len)[:60]
    return "\n".join(f"{n}、第{n}项工作\n{body}。" for n in range(1, count + 1))


with tempfile.TemporaryDirectory() as folder:
    for name, text in (
        ("50 MB", varied(50_000_000, "\n")),
        ("one line of 1 MB", varied(1_000_000, "")),
        ("10,000 sections", sections(10_000)),
    ):
        path = Path(folder) / "input.txt"
        path.write_text(text, encoding="utf-8")
        size = path.stat().st_size
        run = run_zhdoc(["repair", "-q", path])
        print(
            f"{name}: {run.seconds:.1f} s, peak memory {run.peak_mb:.0f} MB"
            f" = {run.peak_mb * 1e6 / size:.1f} × the file, exit code {run.code}",
            flush=True,
        )

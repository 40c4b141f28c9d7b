"""One document from start to finished .xlf and .html: seconds, peak memory."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import run_zhdoc

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"

source = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES / "agriculture-summary-scraped.txt"
with tempfile.TemporaryDirectory() as folder:
    run = run_zhdoc(["translate", source, "-o", folder])
print(run.output.strip())
print(f"{source.name}: {run.seconds:.1f} s, peak memory {run.peak_mb:.0f} MB, exit code {run.code}")

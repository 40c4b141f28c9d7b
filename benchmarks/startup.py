"""How long ``zhdoc --help`` takes: best and median of 20 starts."""

from __future__ import annotations

import statistics

from measure import run_zhdoc

times = [run_zhdoc(["--help"]).seconds for _ in range(20)]
print(f"zhdoc --help: best {min(times):.3f} s, median {statistics.median(times):.3f} s")

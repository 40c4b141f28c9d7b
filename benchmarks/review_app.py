"""The review app of a 5,000-segment file: its first page, and what its requests take.

The app runs as the command starts it, in a process of its own; times are those of the requests, each
with its answer read. The glossary is loaded meanwhile, as in a review; "at rest" is after that and after
the rest of the segments was checked. ``--segments N`` makes the document longer or shorter.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from long_document import long_document

from toolkit.bilingual import write

_LINK = re.compile(r"(http://[0-9.:]+)(/open\?token=\S+)")


class App:
    """The running app as a browser sees it."""

    def __init__(self, path: Path, count: int) -> None:
        command = [sys.executable, "-m", "toolkit.cli", "review", str(path), "--no-browser"]
        self.started = time.perf_counter()
        self.process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert self.process.stderr is not None  # noqa: S101
        found = None
        while found is None:
            found = _LINK.search(self.process.stderr.readline())
        self.client = httpx.Client(base_url=found[1], headers={"Origin": found[1]}, timeout=60)
        self.client.get(found[2]).raise_for_status()
        self.count = count
        self.chance = random.Random(3)  # noqa: S311

    def get(self, path: str, **query: Any) -> httpx.Response:
        """A part of the page."""
        return self.client.get(path, params=query).raise_for_status()

    def post(self, path: str, **body: Any) -> httpx.Response:
        """A change."""
        return self.client.post(path, json=body).raise_for_status()

    def any_segment(self) -> dict[str, Any]:
        """One segment with its parts, as the page asks for it when it is opened."""
        number = self.chance.randrange(self.count) + 1
        answer: dict[str, Any] = self.get("/segment", id=f"s{number:04d}").json()
        return answer

    def any_rows(self) -> httpx.Response:
        """25 lines of the list."""
        start = self.chance.randrange(max(1, self.count - 25))
        return self.get("/rows", at=",".join(map(str, range(start, min(start + 25, self.count)))))

    def wait(self) -> None:
        """Until nothing goes on behind the page: the glossary is loaded, every segment checked."""
        seen = None
        while True:
            status = self.get("/status").json()
            now = status["revision"], status["terms"]
            if now == seen and status["terms"]:
                return
            seen = now
            time.sleep(1)


def timed(name: str, action: Callable[[], object], times: int) -> None:
    """Print the median and the slowest of ``times`` calls."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        taken.append(1_000 * (time.perf_counter() - started))
    print(
        f"{name:36} {statistics.median(taken):7.1f} ms   slowest {max(taken):7.1f} ms", flush=True
    )


def requests(app: App) -> None:
    """Every kind of request that a reviewer's work makes."""
    timed("25 lines of the list", app.any_rows, 40)
    timed("a segment opened", app.any_segment, 60)

    def edit(kind: str) -> Callable[[], object]:
        def act() -> object:
            seen = waiting.pop()
            text = f"{seen['target'][:-1]} again."
            return app.post(
                "/act", kind=kind, segment=seen["id"], revision=seen["revision"], text=text
            )

        return act

    for kind in ("edit", "approve"):
        waiting = list({s["id"]: s for s in (app.any_segment() for _ in range(60))}.values())
        timed(f"{kind}, until it is on disk", edit(kind), len(waiting))
    timed("status with all figures", lambda: app.get("/status"), 20)
    timed("filter: to do", lambda: app.get("/list", show="todo"), 20)
    timed("filter: a text", lambda: app.get("/list", query="水库"), 20)
    timed("next to do", lambda: app.get("/next", id="s0100", goal="todo"), 20)
    wish = {"query": "mu of", "replacement": "mu in"}
    timed("preview of a replacement", lambda: app.post("/find", **wish), 10)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=5_000)
    count = parser.parse_args().segments
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.xlf"
        path.write_bytes(write(long_document(count), "xlf"))
        app = App(path, count)
        try:
            print(f"{count:,} segments, {path.stat().st_size / 1e6:.1f} MB")
            print(
                f"command to link                      {time.perf_counter() - app.started:7.2f} s"
            )
            timed("first page", lambda: app.get("/"), 1)
            timed("first page again", lambda: app.get("/"), 10)
            app.wait()
            print("at rest:")
            requests(app)
        finally:
            app.process.terminate()
            app.process.wait(30)


if __name__ == "__main__":
    main()

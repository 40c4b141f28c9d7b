"""A short work report of a county's water bureau, as zhdoc writes it: two chapters, one with items.

Also the review app in a process of its own, and the browser that looks at it.
"""

from __future__ import annotations

import contextlib
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from toolkit.bilingual import write
from toolkit.document import Constraint, Document, Hypothesis, Note, Section, Segment
from toolkit.offsets import OffsetMap

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

_LINES = [
    (
        "title",
        "",
        "石桥县水利局2023年工作总结",
        "Work Summary of the Shiqiao County Water Bureau for 2023",
    ),
    ("heading", "一、", "一、加强水库管理", "I. Strengthening reservoir management"),
    (
        "sentence",
        "",
        "全年完成投资3.6亿元。",
        "Investment of 360 million yuan was completed in the year.",
    ),
    ("heading", "（一）", "（一）除险加固", "(I) Removing dangers and reinforcing"),
    ("sentence", "", "共加固小型水库12座。", "A total of 12 small reservoirs were reinforced."),
    ("sentence", "", "各项任务均已完成。", "All tasks have been completed."),
    ("heading", "二、", "二、节约用水", "II. Saving water"),
    ("sentence", "", "各项任务均已完成。", "All the tasks were finished."),
    ("sentence", "", "建成节水型小区25个。", ""),
]


def _segments() -> list[Segment]:
    made, offset = [], 40
    for number, (kind, label, source, target) in enumerate(_LINES, 1):
        made.append(
            Segment(
                id=f"s{number:04d}",
                source=source,
                offsets=OffsetMap.identity(len(source), offset),
                line=number,
                kind=kind,  # type: ignore[arg-type]
                label=label,
                target=target,
                state="machine" if target else "none",
                hypotheses=(Hypothesis(target, -0.3, "zhdoc-v0"),) if target else (),
            )
        )
        offset += len(source) + 1
    money = Constraint(
        kind="money",
        start=6,
        end=11,
        target="360 million yuan",
        fate="enforced",
        target_span=(14, 30),
        value="360000000",
        unit="yuan",
    )
    made[2] = replace(made[2], constraints=(money,))
    made[4] = replace(made[4], notes=(Note("repair", "two lines were joined"),))
    return made


def make_document() -> Document:
    """The report."""
    s = _segments()

    def section(name: str, label: str, title: str, own: list[Segment], *below: Section) -> Section:
        level = 0 if name == "r" else name.count(".") + 1
        return Section(name, level, label, None, title, segments=tuple(own), sections=below)

    items = section("1.1", "（一）", "除险加固", s[3:6])
    first = section("1", "一、", "加强水库管理", s[1:3], items)
    second = section("2", "二、", "节约用水", s[6:])
    root = section("r", "", "石桥县水利局2023年工作总结", s[:1], first, second)
    lines = tuple(segment.source for segment in s)
    return Document("report.txt", "text", "utf-8", root, lines, signature={"zhdoc": "0.1.0"})


@pytest.fixture
def document() -> Document:
    return make_document()


@pytest.fixture
def xlf(tmp_path: Path, document: Document) -> Path:
    path = tmp_path / "report.xlf"
    path.write_bytes(write(document, "xlf"))
    return path


class Served:
    """``zhdoc review FILE.xlf`` in a process of its own, started as a person starts it."""

    def __init__(self, xlf: Path, *more: str) -> None:
        self.xlf = xlf
        command = shutil.which("zhdoc", path=str(Path(sys.executable).parent))
        assert command is not None, "zhdoc is not installed beside this Python"
        self._process = subprocess.Popen(
            [command, "review", str(xlf), "--no-browser", "--port", "0", *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._said: list[str] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._link: str | None = self._next_link()
        self.origin = self._link.partition("/open")[0]

    def _listen(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._lines.put(line)
        self._lines.put("")

    def _next_link(self) -> str:
        with contextlib.suppress(queue.Empty):
            while line := self._lines.get(timeout=120):
                self._said.append(line)
                if found := re.search(r"http://127\.0\.0\.1:\d+/open\?token=\S+", line):
                    return found[0]
        raise AssertionError("no link from zhdoc review: " + self.end(signal.SIGKILL))

    def link(self) -> str:
        """A link that is good for one opening: the first one, then one for every Enter."""
        link, self._link = self._link, None
        if link is None:
            assert self._process.stdin is not None
            self._process.stdin.write("\n")
            self._process.stdin.flush()
            link = self._next_link()
        return link

    @property
    def runs(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def send(self, which: signal.Signals) -> None:
        """Send the process a signal; none where it has ended."""
        self._process.send_signal(which)

    def end(self, how: signal.Signals = signal.SIGTERM) -> str:
        """End the process where it still runs; gives all that it said."""
        self.send(how)
        self._process.wait(60)
        self._listener.join(60)
        while not self._lines.empty():
            self._said.append(self._lines.get())
        for stream in (self._process.stdin, self._process.stderr):
            assert stream is not None
            stream.close()
        return "".join(self._said)


class Visits:
    """Pages opened in the browser; whatever the browser complains of is kept."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        """Errors of scripts, of the policy and of requests, dialogs, requests to elsewhere."""

    def context(self, served: Served, **options: Any) -> BrowserContext:
        """A browser that has not been let in yet."""
        options = {"locale": "en-US", "viewport": {"width": 1280, "height": 800}} | options
        context = self._browser.new_context(**options)
        context.set_default_timeout(30_000)
        self._contexts.append(context)

        def complain(what: str) -> None:
            self.complaints.append(what)

        def asked(request: Request) -> None:
            if not request.url.startswith((served.origin + "/", "data:", "blob:")):
                complain(f"request to {request.url}")

        def dialog(shown: Dialog) -> None:
            complain(f"dialog: {shown.type} {shown.message}")
            shown.accept()

        context.on("request", asked)
        context.on("dialog", dialog)
        context.on("weberror", lambda error: complain(f"script: {error.error}"))
        context.on(
            "console",
            lambda said: complain(said.text) if said.type in ("error", "warning") else None,
        )
        return context

    def __call__(
        self, served: Served, at: str = "", *, patient: bool = True, **options: Any
    ) -> Page:
        """The review's page in a browser of its own, at a segment; see :meth:`tab`."""
        context = self.context(served, **options)
        assert context.request.get(served.link()).ok
        return self.tab(context, served, at, patient=patient)

    def tab(
        self, context: BrowserContext, served: Served, at: str = "", *, patient: bool = True
    ) -> Page:
        """The review's page in another tab; ``patient``: not before the app has its glossary, after
        which the page draws its lines anew."""
        page = context.new_page()
        page.goto(f"{served.origin}/#{at}")
        page.locator(f'.row.active[data-id="{at}"]' if at else ".row.active").wait_for()
        page.locator(".parts:not([hidden], .waiting)").wait_for()
        if patient:
            terms = page.locator('[data-part="terms"] li')
            terms.filter(has_not_text=re.compile("Loading|正在加载")).first.wait_for(
                state="attached"
            )
        return page

    def expected(self, *patterns: str) -> None:
        """Complaints that belong to the test; each pattern must be among them."""
        for pattern in patterns:
            fitting = [c for c in self.complaints if re.search(pattern, c)]
            assert fitting, (pattern, self.complaints)
            self.complaints = [c for c in self.complaints if c not in fitting]

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, without a window; its headless shell where it is installed, to which a page
    is a quarter of the work."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # the machine's speed decides nothing
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"], timeout=120_000
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visits]:
    """Opens the pages of a test, which fails where the browser complained of anything."""
    visits = Visits(chromium)
    yield visits
    visits.close()
    assert visits.complaints == []


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., Served]]:
    """Starts ``zhdoc review FILE.xlf …``; what a failed test left running is ended."""
    started: list[Served] = []

    def start(xlf: Path, *more: str) -> Served:
        served = Served(xlf, *more)
        started.append(served)
        return served

    yield start
    for served in started:
        served.end(signal.SIGKILL)

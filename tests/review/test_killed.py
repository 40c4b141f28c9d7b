"""A review by script in a real browser, the app killed at random moments: what the page showed as
saved is there when the app starts again."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Page, TimeoutError

from toolkit.aligned import open_aligned

pytestmark = pytest.mark.chromium

Shown = tuple[str, str]
"""A segment's English and state."""

OUTCOME = """([id, words, state]) => {
  if (document.body.classList.contains("offline")) return "gone";
  const row = document.querySelector(`.row[data-id="${id}"]`);
  const there = row.dataset.state === state && row.querySelector(".text").textContent === words;
  return there && document.getElementById("saved").dataset.state !== "unsaved" ? "shown" : false;
}"""
"""Whether the page shows a change as saved, or that the app does not answer any more."""


NEAR = """rows => rows
  .filter((row) => Math.abs(row.getBoundingClientRect().top) < 1200)
  .map((row) => row.dataset.id)"""
"""The ids of the lines in sight and around; those far away may be let go of at any time."""


@dataclass
class Review:
    """What a reviewer has seen so far."""

    chance: random.Random
    shown: dict[str, Shown]
    acknowledged: int = 0
    in_the_air: int = 0
    taken: int = 0
    """Of those in the air: how many were on disk."""
    approved: set[str] = field(default_factory=set)

    def work(self, page: Page, served: Any, round_: int) -> tuple[str, set[Shown]]:
        """Change segments until the app is gone; the one that was not answered, and what it may be.

        The app is killed within a second after a few changes; it is never told when.
        """
        killer = threading.Timer(self.chance.uniform(0, 1), served.send, [signal.SIGKILL])
        before = self.chance.randrange(6)
        for step in range(10_000):
            if step == before:
                killer.start()
            id = self.chance.choice(page.locator(".row").evaluate_all(NEAR))
            words = f"Round {round_}, step {step}: “{self.chance.randrange(10**6):,}” tonnes — as planned."
            approves = self.chance.random() < 0.7
            wanted = words, "approved" if approves else "edited"
            # A slow machine saves by itself between typing and approving.
            possible = {self.shown[id], (words, "edited"), wanted}
            row = page.locator(f'.row[data-id="{id}"]')
            try:
                row.locator(".target").click(timeout=10_000)
                row.and_(page.locator(".active")).locator("#editor").fill(words, timeout=10_000)
            except TimeoutError:
                if served.runs and not row.count():
                    continue  # let go of when the glossary came; nothing was done to it
                # Lines that were about to be shown never came: the app is gone already.
                page.locator("body.offline").wait_for()
                killer.join()
                return id, possible
            page.keyboard.press("Control+Shift+Enter" if approves else "Escape")
            if self.chance.random() < 0.3:
                page.keyboard.press("Control+s")  # the file is rewritten, too
            outcome = page.wait_for_function(OUTCOME, arg=[id, *wanted]).json_value()
            if outcome == "gone":
                killer.join()
                return id, possible
            self.shown[id] = wanted
            self.acknowledged += 1
            (self.approved.add if approves else self.approved.discard)(id)
        raise AssertionError("the app was not killed")

    def check(self, found: dict[str, Shown], id: str, possible: set[Shown]) -> None:
        """Compare with what is there after a start."""
        assert found[id] in possible, (id, found[id], possible)
        self.in_the_air += 1
        self.taken += found[id] != self.shown[id]
        self.shown[id] = found[id]
        (self.approved.add if found[id][1] == "approved" else self.approved.discard)(id)
        lost = {i: (self.shown[i], found[i]) for i in self.shown if found[i] != self.shown[i]}
        assert lost == {}


def on_disk(xlf: Path) -> dict[str, Shown]:
    return {segment.id: (segment.target, segment.state) for segment in open_aligned(xlf).segments()}


def on_the_page(page: Page, served: Any, count: int) -> dict[str, Shown]:
    """Every line as the app shows it."""
    found = {}
    for start in range(0, count, 25):
        at = ",".join(map(str, range(start, min(start + 25, count))))
        answer = page.request.get(f"{served.origin}/rows?at={at}")
        assert answer.ok, answer.text()
        rows = html.fromstring(answer.text())
        for row in rows.find_class("row"):
            (text,) = row.find_class("text")
            found[row.get("data-id")] = text.text_content(), row.get("data-state")
    return found


def review_with_kills(xlf: Path, visit: Any, serve: Any, kills: int) -> Review:
    """Review ``xlf`` by script, the app killed once in each round."""
    review = Review(random.Random(kills), on_disk(xlf))  # noqa: S311 - no secret
    untold: tuple[str, set[Shown]] | None = None
    for round_ in range(kills + 1):
        served = serve(xlf, "--reviewer", "Lin")
        page = visit(served, patient=False)
        if untold:
            review.check(on_the_page(page, served, len(review.shown)), *untold)
        if round_ == kills:
            break
        untold = review.work(page, served, round_)
        served.end(signal.SIGKILL)
        page.context.close()
        visit.expected("ERR_")  # the requests that nobody answered
    page.context.close()  # a page that is left open goes on asking the app that has ended
    served.end()
    assert on_disk(xlf) == review.shown
    assert not list(xlf.parent.glob("*.journal*"))
    return review


def test_nothing_shown_as_saved_is_lost(xlf: Path, visit: Any, serve: Any) -> None:
    review = review_with_kills(xlf, visit, serve, kills=3)
    assert review.acknowledged > 0


@pytest.fixture
def translated_seed(seed: Path, tmp_path: Path) -> Iterator[Path]:
    command = shutil.which("zhdoc", path=str(Path(sys.executable).parent))
    assert command is not None
    subprocess.run(
        [command, "translate", str(seed), "-o", str(tmp_path), "--to", "xlf"], check=True
    )
    (path,) = tmp_path.glob("*.xlf")
    yield path


@pytest.mark.slow
@pytest.mark.seed
def test_a_review_of_the_seed_survives_fifty_kills(
    translated_seed: Path, visit: Any, serve: Any
) -> None:
    review = review_with_kills(translated_seed, visit, serve, kills=50)
    assert review.acknowledged > 50
    assert review.approved
    print(
        f"\n50 kills: {review.acknowledged} changes shown as saved, none lost;"
        f" {review.taken} of {review.in_the_air} in the air were on disk;"
        f" {len(review.approved)} segments approved at the end"
    )

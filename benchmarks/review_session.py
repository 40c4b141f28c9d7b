"""A review of 5,000 segments without its page: opening, an edit, a page, the tree, a search, saving.

The document repeats a hand-made report with other figures in each copy, so that no two sources are
the same but for the headings. ``--segments N`` makes it longer or shorter.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from long_document import long_document

from toolkit.bilingual import write
from toolkit.review.session import Edit, ReviewSession
from toolkit.review.views import Filter


def milliseconds(action: Callable[[], object]) -> float:
    """How long ``action`` takes."""
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1_000


def once(name: str, action: Callable[[], object]) -> None:
    """Print how long ``action`` takes."""
    print(f"{name:34} {milliseconds(action):8.1f} ms", flush=True)


def median(name: str, actions: Iterable[Callable[[], object]]) -> None:
    """Print the median and the slowest of ``actions``, each made just before it is timed."""
    times = [milliseconds(action) for action in actions]
    print(
        f"{name:34} {statistics.median(times):8.1f} ms   slowest {max(times):8.1f} ms", flush=True
    )


class Reviewer:
    """What a reviewer asks of an open review, each as an action to be timed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.source = random.Random(2)  # noqa: S311
        self.session = ReviewSession.open(path, "Reviewer")
        self.ids = [segment.id for segment in self.session.document.segments()]

    def edits(self, count: int) -> Iterable[Callable[[], object]]:
        for number in range(count):
            seen = self.session.item(self.source.choice(self.ids))
            text = f"{seen.segment.target[:-1]}, see note {number}."
            edit = Edit("edit", seen.segment.id, seen.revision, text)
            yield lambda edit=edit: self.session.apply(edit)

    def pages(self, count: int, filters: Iterable[Filter]) -> Iterable[Callable[[], object]]:
        for chosen in filters:
            for _ in range(count):
                start = self.source.randrange(len(self.ids)) if chosen == Filter() else 0
                yield lambda f=chosen, s=start: self.session.page(f, s, 50)

    def checked(self) -> None:
        while self.session.progress().checked < len(self.ids):
            time.sleep(0.02)

    def synced(self) -> None:
        with self.path.with_name("probe").open("ab") as stream:
            stream.write(b"x" * 500)
            stream.flush()
            os.fsync(stream.fileno())


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--segments", type=int, default=5_000)
chosen = parser.parse_args()
queries = ("reservoir", "12", "nothing of the kind")
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "long.xlf"
    path.write_bytes(write(long_document(chosen.segments), "xlf"))
    print(f"{chosen.segments:,} segments, {path.stat().st_size / 1e6:.1f} MB")
    opened: list[Reviewer] = []
    once("opening", lambda: opened.append(Reviewer(path)))
    reviewer = opened[0]
    session = reviewer.session
    once("first page and tree", lambda: (session.page(Filter(), 0, 50), session.sections()))
    median("edit while checks go on", reviewer.edits(30))
    once("until the rest is checked", reviewer.checked)
    median("edit", reviewer.edits(200))
    median("of it: 500 bytes synced to disk", [reviewer.synced] * 200)
    median("page of 50", reviewer.pages(100, [Filter()]))
    median("page of 50, to do", reviewer.pages(50, [Filter("todo")]))
    median("page of 50, with findings", reviewer.pages(50, [Filter("findings")]))
    median("page of 50, with a text", reviewer.pages(10, [Filter(query=q) for q in queries]))
    median("tree and progress", [lambda: (session.sections(), session.progress())] * 50)
    median("replacement shown", [lambda q=q: session.preview_replace(q, "…") for q in queries * 10])
    once("save", session.save)
    session.close()

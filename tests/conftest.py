"""Fixtures every test may use, and what ``.ci/run`` asks for.

``ZHDOC_REQUIRE_ALL=1`` turns a test that would be skipped for a missing system program into a
failure. ``ZHDOC_SLOW_TENTH=N`` (0 to 9) selects a tenth of the tests marked ``slow``.
"""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from toolkit.engine import ArgosEngine, bundled_package
from toolkit.segmenter import Segmenter

# The machine's speed decides nothing: timings belong to benchmarks.
settings.register_profile("zhdoc", deadline=None)
settings.load_profile("zhdoc")

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed" / "luojiang-2006-work-summary.txt"

_PROGRAMS = {
    "chromium": lambda: shutil.which("chromium") is not None,
    "omegat": lambda: shutil.which("omegat") is not None,
    "libreoffice": lambda: shutil.which("soffice") is not None,
    "xsd": lambda: xliff_schema() is not None,
}


def xliff_schema() -> Path | None:
    """The strict XLIFF 1.2 schema of Debian's php-symfony-translation."""
    for folder in (Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas"),):
        for name in ("xliff-core-1.2-strict.xsd", "xliff-core-1.2-transitional.xsd"):
            if (folder / name).is_file():
                return folder / name
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    tenth = os.environ.get("ZHDOC_SLOW_TENTH")
    if tenth is not None:
        chosen = [
            item
            for item in items
            if item.get_closest_marker("slow") is None
            or zlib.crc32(item.nodeid.encode()) % 10 == int(tenth)
        ]
        dropped = [item for item in items if item not in chosen]
        config.hook.pytest_deselected(items=dropped)
        items[:] = chosen
    for item in items:
        if item.get_closest_marker("seed") and not SEED.is_file():
            item.add_marker(pytest.mark.skip(reason="the seed document is not in the repository"))
        for name, there in _PROGRAMS.items():
            if item.get_closest_marker(name) and not there():
                if os.environ.get("ZHDOC_REQUIRE_ALL"):
                    item.add_marker(pytest.mark.usefixtures("missing_program"))
                else:
                    item.add_marker(pytest.mark.skip(reason=f"needs {name}, see CONTRIBUTING.md"))


@pytest.fixture
def missing_program() -> None:
    pytest.fail("a system program this test needs is missing; .ci/run installs it")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def seed() -> Path:
    """The scraped document zhdoc started from; tests that use it are marked ``seed``."""
    return SEED


@pytest.fixture(scope="session", autouse=True)
def _dictionary_read_once() -> Iterator[None]:
    """jieba's dictionary takes a second to read: every segmenter takes it from the first one."""
    first = Segmenter()
    load, tags = Segmenter._load, Segmenter._tags

    @lru_cache(maxsize=4)  # a glossary's words are the same in most tests; each holds 40 MB
    def tokenizer(words: tuple[tuple[str, int | None], ...]) -> Any:
        load(first)
        return first.with_words(words)._tokenizer if words else first._tokenizer

    def shared_load(self: Segmenter) -> Any:
        if self._tokenizer is None:
            self._tokenizer = tokenizer(self._words)
        return self._tokenizer

    def shared_tags(self: Segmenter) -> dict[str, str]:
        self._dictionary = tags(first)
        return self._dictionary

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Segmenter, "_load", shared_load)
        patched.setattr(Segmenter, "_tags", shared_tags)
        yield


@pytest.fixture(scope="session", autouse=True)
def _model_opened_once() -> Iterator[None]:
    """Every engine on the bundled package, with as many threads, has the same open model."""
    load = ArgosEngine.load

    @cache
    def opened(threads: int, compute_type: str) -> tuple[Any, Any]:
        engine = ArgosEngine(bundled_package(), threads=threads, compute_type=compute_type)
        load(engine)
        return engine._pieces, engine._translator

    def shared_load(self: ArgosEngine) -> None:
        if self._translator is None and self.package == bundled_package():
            self._pieces, self._translator = opened(self._threads, self._compute_type)
        load(self)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ArgosEngine, "load", shared_load)
        yield

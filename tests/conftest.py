"""Fixtures every test may use, and what ``.ci/run`` asks for.

``ZHDOC_REQUIRE_ALL=1`` turns a test that would be skipped for a missing system program into a
failure. ``ZHDOC_SLOW_TENTH=N`` (0 to 9) selects a tenth of the tests marked ``slow``.
"""

from __future__ import annotations

import os
import shutil
import zlib
from pathlib import Path

import pytest
from hypothesis import settings

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

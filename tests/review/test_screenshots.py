"""The pictures of the review app in the README: a bundled sample, translated by the bundled model.

They are taken where ``ZHDOC_SCREENSHOTS`` is set, and written to tests/review/screenshots/.
"""

from __future__ import annotations

import importlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(
        not os.environ.get("ZHDOC_SCREENSHOTS"), reason="takes the README's pictures"
    ),
]

SAMPLE = "science-summary-scraped.txt"
MOST_BYTES = 250_000


@pytest.fixture(scope="module")
def served(root: Path, tmp_path_factory: pytest.TempPathFactory, serve: Any) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("sample")
    command = shutil.which("zhdoc", path=str(Path(sys.executable).parent))
    assert command is not None
    sample = root / "corpus" / "samples" / SAMPLE
    subprocess.run(
        [command, "translate", str(sample), "-o", str(folder), "--to", "xlf"], check=True
    )
    (path,) = folder.glob("*.xlf")
    review = serve(path, "--reviewer", "Li Wei")
    yield review
    review.end()


def keep(page: Page, path: Path) -> None:
    """The picture of what is in sight, in 256 colours where Pillow is installed."""
    content = page.screenshot(animations="disabled", caret="hide", scale="css")
    if find_spec("PIL"):
        image = importlib.import_module("PIL.Image").open(io.BytesIO(content)).convert("RGB")
        buffer = io.BytesIO()
        image.quantize(256, kmeans=3, dither=0).save(buffer, "PNG", optimize=True)
        content = buffer.getvalue()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert len(content) < MOST_BYTES, (path.name, len(content))


def some_way_through(page: Page) -> None:
    """A few segments approved, one with findings in work."""
    for _ in range(5):
        row = page.locator(".row.active")
        id = row.get_attribute("data-id")
        row.press("a")
        expect(page.locator(f'.row[data-id="{id}"]')).to_have_attribute("data-state", "approved")
        page.locator(f'.row[data-id="{id}"]').press("n")
        expect(page.locator(f'.row[data-id="{id}"]')).not_to_have_attribute("aria-current", "true")
    page.locator(".row.active").press("f")
    page.locator(".parts:not(.waiting) .finding-item").first.wait_for()


@pytest.fixture
def pictures(root: Path) -> Callable[[str], Path]:
    return lambda name: root / "tests" / "review" / "screenshots" / name


def test_light_dark_and_tablet(served: Any, visit: Any, pictures: Callable[[str], Path]) -> None:
    page = visit(served)
    some_way_through(page)
    at = page.locator(".row.active").get_attribute("data-id")
    page = visit(served, at)
    keep(page, pictures("review-light.png"))
    page = visit(served, at, color_scheme="dark")
    keep(page, pictures("review-dark.png"))
    page = visit(served, at, locale="zh-CN")
    keep(page, pictures("review-chinese.png"))
    page = visit(
        served, at, viewport={"width": 820, "height": 1180}, has_touch=True, is_mobile=True
    )
    keep(page, pictures("review-tablet.png"))

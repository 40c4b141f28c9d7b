"""The HTML page in a real browser: its policy holds, its script runs, filters and search work."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from toolkit.bilingual import write
from toolkit.document import Document

pytestmark = pytest.mark.chromium

OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-component-update"
    " --disable-background-networking --disable-sync --enable-logging=stderr --window-size=1280,1600"
    " --virtual-time-budget=10000"
).split()


def load(page: bytes, tmp_path: Path, *more: str) -> tuple[lxml_html.HtmlElement, str]:
    """The page's DOM after its script ran, and what the browser logged about the page."""
    path = tmp_path / "page.html"
    path.write_bytes(page)
    run = subprocess.run(
        [
            "chromium",
            *OPTIONS,
            f"--user-data-dir={tmp_path / 'profile'}",
            *more,
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    console = "\n".join(line for line in run.stderr.splitlines() if "CONSOLE" in line)
    return lxml_html.document_fromstring(run.stdout), console


def load_until(
    ready: Callable[[lxml_html.HtmlElement], bool], page: bytes, tmp_path: Path
) -> tuple[lxml_html.HtmlElement, str]:
    """As :func:`load`, again where the browser was not ready: a headless window now and then has no
    focus, or no first frame, when its time budget ends. The third answer is taken as it is."""
    for attempt in range(3):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        root, console = load(page, folder)
        if ready(root):
            break
    return root, console


def scripted(page: bytes, script: str) -> bytes:
    """The page with its policy lifted and a script that acts as a reader would."""
    text = page.decode()
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    return text.replace("</body>", f"<script>{script}</script></body>").encode()


def visible(root: lxml_html.HtmlElement) -> list[str]:
    return [s.get("id", "") for s in root.find_class("segment") if s.get("hidden") is None]


def test_the_policy_is_kept_and_the_script_runs(demo: Document, tmp_path: Path) -> None:
    def section_in_view(root: lxml_html.HtmlElement) -> bool:
        return any(a.get("aria-current") for a in root.iter("a"))

    root, console = load_until(section_in_view, write(demo, "html"), tmp_path)
    assert console == ""
    assert root.get("class") == "js"
    assert visible(root) == [segment.id for segment in demo.segments()]
    assert [a.get("href") for a in root.iter("a") if a.get("aria-current")] == ["#section-r"]


def test_a_changed_script_is_refused_and_the_page_still_reads(
    demo: Document, tmp_path: Path
) -> None:
    page = write(demo, "html").replace(b'"use strict";', b'"use strict"; alert(1);')
    root, console = load(page, tmp_path)
    assert "Content Security Policy" in console
    assert root.get("class") is None
    assert len(visible(root)) == 15


def test_filter_and_search_narrow_the_page(demo: Document, tmp_path: Path) -> None:
    page = scripted(
        write(demo, "html"), "document.querySelector('[data-filter=critical]').click();"
    )
    root, _ = load(page, tmp_path)
    assert visible(root) == ["s0006", "s0009"]
    assert root.get_element_by_id("shown").text == "2 of 15 shown"
    hidden = [s.get("id") for s in root.iter("section") if s.get("hidden") is not None]
    assert hidden == ["section-r", "section-1", "section-2", "section-3"]
    page = scripted(
        write(demo, "html"),
        "const box = document.getElementById('search'); box.value = 'HIGH-TECH';"
        "box.dispatchEvent(new Event('input'));",
    )
    root, _ = load(page, tmp_path)
    assert visible(root) == ["s0005", "s0014"]


def test_a_filter_takes_the_rows_and_remarks_of_a_table_along(
    demo: Document, tmp_path: Path
) -> None:
    """A table of three rows of one cell each; one of them has a critical finding."""
    cells = [
        replace(s, kind="cell", place=f"table 1, row {n}, column 1")
        for n, s in enumerate(demo.root.sections[0].sections[0].segments, 1)
    ]
    document = demo.with_segments({s.id: s for s in cells})
    click = "document.querySelector('[data-filter=critical]').click();"
    root, _ = load(scripted(write(document, "html"), click), tmp_path)
    assert visible(root) == ["s0006", "s0009"]
    [table] = root.find_class("table")
    assert [row.get("hidden") is None for row in table.iter("tr")] == [False, True, False]
    shown = [r.get("data-of") for r in table.find_class("of-cell") if r.get("hidden") is None]
    assert shown == ["s0006"] and len(table.find_class("of-cell")) == 2
    search = (
        "const box = document.getElementById('search'); box.value = '2019年12月30日';"
        "box.dispatchEvent(new Event('input'));"
    )
    root, _ = load(scripted(write(document, "html"), search), tmp_path)
    assert [t.get("hidden") is None for t in root.find_class("table")] == [False]


def test_a_mark_lights_its_partner_and_keys_move(demo: Document, tmp_path: Path) -> None:
    key = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', bubbles: true}));"
    script = "document.getElementById('s0002').focus();" + key % "j" + key % "ArrowRight" * 2

    def lit_marks(root: lxml_html.HtmlElement) -> list[str]:
        return [m.text_content() for m in root.iter("mark") if "on" in m.get("class", "").split()]

    page = scripted(write(demo, "html"), script)
    root, _ = load_until(lambda root: bool(lit_marks(root)), page, tmp_path)
    assert lit_marks(root) == ["8.2亿元", "820 million yuan"]

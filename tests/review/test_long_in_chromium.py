"""The review app in a real browser with 5,000 segments: whatever is scrolled to is there, and not much else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from toolkit.bilingual import write
from toolkit.document import Document, Section, Segment
from toolkit.offsets import OffsetMap

pytestmark = pytest.mark.chromium

SECTIONS, EACH = 100, 50
MOST_LINES = 1_200
"""In the page at a time: 750 that were seen, those near the window, those around the one in work."""


def make_long() -> Document:
    sections = []
    for part in range(1, SECTIONS + 1):
        segments = []
        for number in range((part - 1) * EACH + 1, part * EACH + 1):
            source = f"全县第{number}个项目完成投资{number % 89 + 1}亿元，" + "群众满意，" * (
                number % 7
            )
            target = (
                f"Project {number} of the county was invested in. "
                + "People are content. " * (number % 11)
            )
            offsets = OffsetMap.identity(len(source))
            segments.append(
                Segment(f"s{number:04d}", source, offsets, number, target=target, state="machine")
            )
        title = f"第{part}片区"
        sections.append(
            Section(str(part), 1, "", None, title, has_heading=False, segments=tuple(segments))
        )
    root = Section("r", 0, "", None, "", has_heading=False, sections=tuple(sections))
    return Document("projects.txt", "text", "utf-8", root)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> Iterator[Any]:
    path = Path(tmp_path_factory.mktemp("long")) / "projects.xlf"
    path.write_bytes(write(make_long(), "xlf"))
    review = serve(path, "--reviewer", "Lin")
    yield review
    said = review.end()
    assert "of 5,000 segments approved" in said and "Traceback" not in said, said


BLANK = """() => {
  const box = document.getElementById("scroll").getBoundingClientRect();
  const end = document.querySelector(".chunk:last-child").getBoundingClientRect().bottom;
  for (let y = box.top + 2; y < Math.min(box.bottom, end) - 2; y += 8) {
    if (!document.elementFromPoint(box.left + 100, y)?.closest(".row")) return true;
  }
  return false;
}"""
"""Whether a place in sight, above the end of the list, shows no line."""


def filled(page: Page) -> None:
    page.wait_for_function(f"() => !({BLANK})()")
    assert page.locator(".row").count() <= MOST_LINES


def scroll_to(page: Page, share: float) -> None:
    page.locator("#scroll").evaluate(
        "(box, share) => box.scrollTo(0, box.scrollHeight * share)", share
    )


def test_the_first_page_brings_little_along(served: Any, visit: Any) -> None:
    page = visit(served)
    assert 0 < page.request.get(served.origin).text().count('class="row ') <= 50
    filled(page)
    expect(page.locator(".figures")).to_contain_text("0 of 5,000 approved")
    expect(page.locator("#sections li")).to_have_count(SECTIONS + 1)


def test_the_end_and_the_middle_are_there(served: Any, visit: Any) -> None:
    page = visit(served)
    scroll_to(page, 1.0)
    expect(page.locator('.row[data-id="s5000"]')).to_be_attached()
    filled(page)
    scroll_to(page, 1.0)  # lines are not all of one height: the end is further down now
    filled(page)
    scroll_to(page, 0.5)
    filled(page)
    middle = page.evaluate(
        """() => {
          const box = document.getElementById("scroll").getBoundingClientRect();
          return document.elementFromPoint(box.left + 100, box.top + 200).closest(".row").dataset.id;
        }"""
    )
    assert 1_500 < int(middle[1:]) < 3_500
    expect(page.locator('.row[data-id="s0001"]')).to_be_attached()  # in work: it stays


def test_nothing_is_blank_on_the_way(served: Any, visit: Any) -> None:
    page = visit(served)
    page.locator("#scroll").hover()
    for _ in range(12):
        page.mouse.wheel(0, 2_500)
        filled(page)
    for share in (0.2, 0.8, 0.3, 0.9, 0.1, 0.7, 0.4, 0.6, 0.0):
        scroll_to(page, share)
        filled(page)


def test_jumps_lead_where_they_should(served: Any, visit: Any) -> None:
    page = visit(served, "s2500")
    expect(page.locator('.row[data-id="s2500"]')).to_be_in_viewport()
    filled(page)
    page.locator('.row[data-id="s2500"]').focus()
    page.keyboard.press("End")
    last = page.locator('.row[data-id="s5000"]')
    expect(last).to_have_class(re.compile(r"\bactive\b"))
    expect(last).to_be_in_viewport()
    page.keyboard.press("Home")
    expect(page.locator('.row[data-id="s0001"]')).to_be_in_viewport()
    page.locator('#sections li[data-section="71"] a').click()
    expect(page.locator('.row[data-id="s3501"]')).to_be_in_viewport()
    page.locator("#search").fill("Project 4321 ")
    expect(page.locator(".row")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator('.row[data-id="s4321"]')).to_be_in_viewport()
    filled(page)


def test_a_line_far_away_keeps_what_is_typed(served: Any, visit: Any) -> None:
    page = visit(served, "s1234")
    page.locator('.row[data-id="s1234"] .target').click()
    page.locator("#editor").fill("Typed, then scrolled away.")
    scroll_to(page, 0.9)
    filled(page)
    page.locator(".row >> visible=true").last.locator(".target").click()
    page.locator("#sections li").nth(25).locator("a").click()
    line = page.locator('.row[data-id="s1234"]')
    expect(line).to_have_attribute("data-state", "edited")
    expect(line.locator(".text")).to_have_text("Typed, then scrolled away.")

"""The review app in a real browser: what slowed a reviewer down once, on 300 segments.

One app serves all tests but the last; each has segments of its own.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from toolkit.bilingual import write
from toolkit.document import Document, Section, Segment
from toolkit.offsets import OffsetMap

pytestmark = pytest.mark.chromium


def make_report() -> Document:
    segments = []
    for number in range(1, 301):
        source = f"第{number}条河道已清淤，" + "群众满意，" * (number % 7)
        english = f"River {number} was dredged. " + "People are content. " * (number % 11)
        offsets = OffsetMap.identity(len(source))
        segments.append(Segment(f"s{number:04d}", source, offsets, number, target=english, state="machine"))  # fmt: skip
    root = Section("r", 0, "", None, "", has_heading=False, segments=tuple(segments))
    return Document("rivers.txt", "text", "utf-8", root)


def saved_in(folder: Path) -> Path:
    path = folder / "rivers.xlf"
    path.write_bytes(write(make_report(), "xlf"))
    return path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> Iterator[Any]:
    review = serve(saved_in(tmp_path_factory.mktemp("rivers")), "--reviewer", "Lin")
    yield review
    assert "of 300 segments approved" in review.end()


def editor(page: Page) -> Locator:
    return page.locator(".row.active #editor")


@pytest.mark.parametrize("id", ["s0101", "s0176", "s0226"])
def test_a_segment_far_away_stays_in_sight(served: Any, visit: Any, id: str) -> None:
    """The lines above it are loaded after it, and take another height than was thought."""
    page = visit(served, id)
    before = page.locator(f"#row-{int(id[1:]) - 2}")
    expect(before).to_be_attached()
    expect(page.locator(".row.active")).to_be_in_viewport(ratio=1)
    page.keyboard.press("ArrowUp")
    expect(before).to_have_class(re.compile(r"\bactive\b"))
    expect(before).to_be_in_viewport(ratio=1)


def test_what_comes_next_is_in_sight_too(served: Any, visit: Any) -> None:
    page = visit(served, "s0021")
    for number in range(21, 30):
        with page.expect_response("**/segment*"):
            page.keyboard.press("Control+Enter")
        expect(page.locator(f"#row-{number}")).to_have_class(re.compile(r"\bactive\b"))
        expect(page.locator(f"#row-{number + 1}")).to_be_in_viewport()


def test_the_details_of_the_next_segment_begin_at_the_top(served: Any, visit: Any) -> None:
    page = visit(served, "s0041", viewport={"width": 1280, "height": 400})
    page.keyboard.press("c")  # goes down to the comments
    expect(page.locator("#comment")).to_be_focused()
    page.keyboard.type("Which river?")
    page.keyboard.press("Control+Enter")
    expect(editor(page)).to_be_focused()  # and the same keys approve it now
    page.keyboard.press("Control+Enter")
    expect(page.locator("#row-41")).to_have_class(re.compile(r"\bactive\b"))
    assert page.locator("#panel").evaluate("panel => panel.scrollTop") == 0


def test_a_filter_goes_on_from_where_one_was(served: Any, visit: Any) -> None:
    page = visit(served, "s0150")
    page.locator("#search").fill("15")
    page.keyboard.press("Enter")
    expect(page.locator('.row.active[data-id="s0150"]')).to_be_focused()
    page.locator("#search").fill("River 2")
    page.keyboard.press("Enter")
    expect(page.locator('.row.active[data-id="s0200"]')).to_be_focused()


def test_a_replacement_is_taken_back_at_once(served: Any, visit: Any) -> None:
    page = visit(served, "s0001")
    first = editor(page).input_value()
    page.keyboard.press("Control+h")
    page.locator("#find-query").fill("river 1")
    page.locator("#find-replacement").fill("brook 1")
    page.keyboard.press("Enter")
    page.locator("#replace-do").click()
    expect(editor(page)).to_have_value("Brook 1 was dredged. People are content.")
    page.locator("#notice-undo").click()
    expect(page.locator("#notice")).to_contain_text("Taken back in 111 segments")
    expect(editor(page)).to_have_value(first)


CUT_OFF = """() => {
  const whole = window.fetch;
  window.fetch = (path, options) => {
    if (path !== "/act") return whole(path, options);
    window.fetch = whole;
    const body = new ReadableStream({ start: (stream) => stream.error(new TypeError("cut off")) });
    return Promise.resolve(new Response(body, { headers: { "Content-Type": "application/json" } }));
  };
}"""
"""The next change of a segment gets an answer that breaks off behind its head."""


def test_what_was_typed_outlives_an_answer_that_breaks_off(served: Any, visit: Any) -> None:
    page = visit(served, "s0061")
    page.evaluate(CUT_OFF)
    editor(page).fill("Typed while the app broke off.")
    expect(page.locator("#saved")).to_have_text("Not saved")
    expect(page.locator("#notice")).to_be_visible()
    expect(page.locator("#saved")).to_have_text("Saved")  # it is sent again
    answer = page.request.get(f"{served.origin}/segment?id=s0061").json()
    assert answer["target"] == "Typed while the app broke off."


def test_what_was_typed_outlives_the_app(visit: Any, serve: Any, tmp_path: Path) -> None:
    xlf = saved_in(tmp_path)
    first = serve(xlf, "--reviewer", "Lin")
    page = visit(first, "s0003")
    first.end(signal.SIGKILL)
    editor(page).fill("Typed while nothing answered.")
    expect(page.locator("#saved")).to_have_text("Not saved")
    again = serve(xlf, "--reviewer", "Lin", "--port", first.origin.rpartition(":")[2])
    expect(page.locator("#notice")).to_contain_text("This review was started anew")
    assert page.request.get(again.link()).ok  # the new link, in another tab of the same browser
    expect(page.locator("#saved")).to_have_text("Saved")
    expect(page.locator("#notice")).to_be_hidden()
    answer = page.request.get(f"{again.origin}/segment?id=s0003").json()
    assert answer["target"] == "Typed while nothing answered."
    page.context.close()  # a page that is left open goes on asking the app that has ended
    assert "saved" in again.end()
    visit.expected("ERR_CONNECTION_REFUSED", "401")

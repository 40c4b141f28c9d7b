"""The review app in a real browser: what a reviewer does, with a mouse, by keys, by touch, in two tabs.

One document serves all tests: each takes a chapter that no other test has touched. A complaint of the
browser (an error in a script, a breach of the policy, a dialog, a request to elsewhere) fails a test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from toolkit.aligned import open_aligned
from toolkit.bilingual import write
from toolkit.document import Document, Hypothesis, Segment
from toolkit.pipeline import outline_file

pytestmark = pytest.mark.chromium

TOWNS = (
    "青石 Qingshi|白沙 Baisha|柳河 Liuhe|石桥 Shiqiao|新塘 Xintang|东湖 Donghu|南岭 Nanling|西坪 Xiping"
    "|北关 Beiguan|长滩 Changtan|龙泉 Longquan|金沟 Jingou|双溪 Shuangxi|马头 Matou|永安 Yong'an"
    "|太平 Taiping|安定 Anding|清江 Qingjiang|高桥 Gaoqiao|大坪 Daping|小河 Xiaohe|平山 Pingshan"
    "|红岩 Hongyan|竹林 Zhulin|沙洲 Shazhou|云台 Yuntai|古城 Gucheng|仙居 Xianju|桃园 Taoyuan"
).split("|")
DIGITS = "一二三四五六七八九十"
HOSTILE = "<img src=x onerror=\"alert('hit')\">"
CLOSING = "</textarea></script><script>alert('hit')</script>"


def numeral(number: int) -> str:
    """1 to 39, as a heading counts."""
    tens, ones = divmod(number, 10)
    return (
        (DIGITS[tens - 1] if tens > 1 else "")
        + "十" * (tens > 0)
        + (DIGITS[ones - 1] if ones else "")
    )


@dataclass(frozen=True)
class Chapter:
    """A town's chapter: its section and the ids of its segments."""

    section: str
    town: str
    heading: str
    reservoirs: str
    """Its English has a wrong number."""
    money: str
    chiefs: str
    """With a term of the glossary that its English lacks."""
    banks: str
    """Repaired; with two other hypotheses."""


def chinese() -> str:
    lines = ["石桥县水利局2023年工作总结", ""]
    for number, town in enumerate(TOWNS, 1):
        name = town.split()[0] + "镇"
        lines += [
            f"{numeral(number)}、{name}",
            f"{name}加固水库{number + 10}座。{name}完成投资{number}.5亿元。{name}建立河长制。"
            f"{name}修复河堤５ 公里,群众满意。",
        ]
    lines += [f"{numeral(len(TOWNS) + 1)}、来信{HOSTILE}", f"有群众来信称{CLOSING}，希望早日通水。"]
    return "\n".join(lines) + "\n"


def english(segment: Segment, town: str, number: int) -> tuple[str, ...]:
    """The English of a segment, its other hypotheses behind it."""
    if segment.kind == "title":
        return ("Work Summary of the Shiqiao County Water Resources Bureau for 2023",)
    if "来信" in segment.source:
        heading = segment.kind == "heading"
        return (f"Letters {HOSTILE}" if heading else f"A letter {CLOSING} asks for water.",)
    if segment.kind == "heading":
        return (f"{town} Town",)
    if "水库" in segment.source:
        return (f"{town} Town reinforced {number + 60} reservoirs.",)
    if "投资" in segment.source:
        return (f"{town} Town invested {number * 100 + 50} million yuan.",)
    if "河长" in segment.source:
        return (f"{town} Town has set it up.",)
    return (
        f"{town} Town repaired 5 kilometres of river banks, and people are content.",
        f"{town} Town mended 5 km of dykes, to the satisfaction of the people.",
        f"In {town} Town, 5 km of banks were repaired.",
    )


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The document, as if translated."""
    path = tmp_path_factory.mktemp("source") / "report.txt"
    path.write_text(chinese(), encoding="utf-8")
    document = outline_file(path)
    changed = {}
    for section in document.sections():
        number = int(section.id) if section.id.isdecimal() else 0
        town = TOWNS[number - 1].split()[1] if 0 < number <= len(TOWNS) else ""
        for segment in section.segments:
            best, *others = english(segment, town, number)
            found = (Hypothesis(best, -0.2, "zhdoc-v0"), *(Hypothesis(o, -0.4) for o in others))
            changed[segment.id] = replace(segment, target=best, state="machine", hypotheses=found)
    return document.with_segments(changed)


@pytest.fixture(scope="module")
def served(report: Document, tmp_path_factory: pytest.TempPathFactory, serve: Any) -> Iterator[Any]:
    """The app with the document; names are as hostile as its text."""
    path = tmp_path_factory.mktemp("review") / "report <img src=x onerror=alert(1)>.xlf"
    path.write_bytes(write(report, "xlf"))
    review = serve(path, "--reviewer", "Lin <u>Wei</u>")
    yield review
    said = review.end()
    assert "saved; " in said and "Traceback" not in said, said


@pytest.fixture(scope="module")
def chapters(report: Document) -> Iterator[Chapter]:
    return iter(
        [
            Chapter(s.id, town.split()[1], *(segment.id for segment in s.segments))
            for s, town in zip(report.root.sections, TOWNS, strict=False)
        ]
    )


@pytest.fixture
def chapter(chapters: Iterator[Chapter]) -> Chapter:
    """A chapter that no test has touched."""
    return next(chapters)


def row(page: Page, id: str) -> Locator:
    return page.locator(f'.row[data-id="{id}"]')


def text(page: Page, id: str) -> Locator:
    """The English of a line as the app has it, also where the editor hides it."""
    return row(page, id).locator(".text")


def editor(page: Page) -> Locator:
    return page.locator("#editor")


def part(page: Page, name: str) -> Locator:
    return page.locator(f'[data-part="{name}"]')


def do(page: Page, action: str) -> None:
    page.locator(f'.row.active [data-do="{action}"]').click()


def go(page: Page, id: str) -> None:
    """Click on the English of a segment."""
    row(page, id).locator(".target").click()
    expect(row(page, id)).to_have_class(re.compile(r"\bactive\b"))
    expect(editor(page)).to_be_focused()
    page.locator(".parts:not(.waiting)").wait_for()


def has_state(page: Page, id: str, state: str) -> None:
    expect(row(page, id)).to_have_attribute("data-state", state)


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text("Saved")


def on_disk(xlf: Path, words: str) -> bool:
    """Whether the words are in the journal or, since it was emptied, in the file."""
    journal = xlf.with_name(xlf.name + ".journal")
    return words in journal.read_text(encoding="utf-8") or words in xlf.read_text(encoding="utf-8")


def segment_of(xlf: Path, id: str) -> Segment:
    return next(s for s in open_aligned(xlf).segments() if s.id == id)


# ------------------------------------------------------------------ one segment


def test_what_is_typed_is_saved_by_itself(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.heading)
    go(page, chapter.money)
    held: list[Any] = []
    page.route("**/act", lambda route: held.append(route), times=1)
    with page.expect_request("**/act"):
        editor(page).press("Control+End")
        editor(page).press_sequentially(" “Typed” at pace.")
    expect(page.locator("#saved")).to_have_text("Saving…")
    has_state(page, chapter.money, "machine")
    held[0].continue_()
    has_state(page, chapter.money, "edited")
    saved(page)
    assert on_disk(served.xlf, "“Typed” at pace.")
    other = visit(served, chapter.money)
    expect(editor(other)).to_have_value(re.compile("million yuan. “Typed” at pace.$"))


def test_a_tab_with_unsaved_text_does_not_close_unasked(
    served: Any, visit: Any, chapter: Chapter
) -> None:
    page = visit(served, chapter.money)
    go(page, chapter.money)
    page.route("**/act", lambda route: route.abort())  # the app does not answer
    editor(page).fill("Kept in the page.")
    expect(page.locator("body")).to_have_class(re.compile("offline"))
    expect(page.locator("#notice")).to_contain_text("does not answer")
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    visit.expected("beforeunload", "ERR_FAILED")


def test_a_tab_that_is_closed_sends_what_was_typed_last(
    served: Any, visit: Any, chapter: Chapter
) -> None:
    page = visit(served, chapter.money)
    go(page, chapter.money)
    editor(page).fill("Typed and closed.")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    other = visit(served, chapter.money)
    expect(editor(other)).to_have_value("Typed and closed.")
    visit.complaints = [c for c in visit.complaints if "beforeunload" not in c]  # it may have asked


def test_unsaved_text_waits_for_the_app(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.money)
    go(page, chapter.money)
    page.route("**/act", lambda route: route.abort())
    editor(page).fill("Typed while nobody answered.")
    expect(page.locator("body")).to_have_class(re.compile("offline"))
    page.locator(f'.row[data-id="{chapter.chiefs}"] .target').click()  # it may be left, too
    page.unroute("**/act")
    has_state(page, chapter.money, "edited")
    expect(text(page, chapter.money)).to_have_text("Typed while nobody answered.")
    assert on_disk(served.xlf, "Typed while nobody answered.")
    visit.expected("ERR_FAILED")


def test_approve_and_approve_and_next(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.heading)
    do(page, "approve")
    has_state(page, chapter.heading, "approved")
    expect(row(page, chapter.heading)).to_have_class(re.compile(r"\bactive\b"))
    go(page, chapter.reservoirs)
    editor(page).fill("Typed and approved at once.")
    do(page, "approve-next")
    has_state(page, chapter.reservoirs, "approved")
    expect(text(page, chapter.reservoirs)).to_have_text("Typed and approved at once.")
    saved(page)
    expect(row(page, chapter.money)).to_have_class(re.compile(r"\bactive\b"))
    go(page, chapter.reservoirs)
    do(page, "reopen")
    has_state(page, chapter.reservoirs, "edited")
    do(page, "approve")
    has_state(page, chapter.reservoirs, "approved")
    editor(page).press_sequentially("!")
    has_state(page, chapter.reservoirs, "edited")  # what is changed is not approved any more
    saved(page)
    tree = page.locator(f'#sections li[data-section="{chapter.section}"] progress')
    expect(tree).to_have_attribute("value", "1")
    expect(tree).to_have_attribute("max", "5")


def test_no_english_is_not_approved(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.banks)
    editor(page).fill("")
    do(page, "approve")
    expect(page.locator("#notice")).to_contain_text("no English to approve")
    has_state(page, chapter.banks, "edited")
    expect(part(page, "findings")).to_contain_text("No English")
    visit.expected("422")


def test_undo_goes_back_and_restore_to_any_step(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.chiefs)
    first = editor(page).input_value()
    editor(page).fill("One.")
    has_state(page, chapter.chiefs, "edited")
    do(page, "approve")
    has_state(page, chapter.chiefs, "approved")
    editor(page).fill("Two.")
    has_state(page, chapter.chiefs, "edited")
    for words, state in (("One.", "approved"), ("One.", "edited"), (first, "machine")):
        do(page, "undo")
        has_state(page, chapter.chiefs, state)
        expect(editor(page)).to_have_value(words)
    page.locator("#part-history summary").click()
    steps = part(page, "history").locator(".step")
    expect(steps).to_have_count(7)  # three, all taken back, and what was there before
    step = steps.filter(has=page.locator("ins", has_text="Two")).last
    step.get_by_role("button", name="Restore").click()
    expect(editor(page)).to_have_value("Two.")
    steps.last.get_by_role("button", name="Restore").click()
    expect(editor(page)).to_have_value(first)
    history = segment_history(served, page, chapter.chiefs)
    texts = ["One.", "One.", "Two.", "One.", "One.", first, "Two.", first]
    assert [change.after for change in history] == texts
    assert {change.who for change in history} == {"Lin <u>Wei</u>"}


def segment_history(served: Any, page: Page, id: str) -> Any:
    page.keyboard.press("Control+s")
    expect(page.locator("#notice")).to_contain_text("Saved in ")
    return segment_of(served.xlf, id).history


# ------------------------------------------------------------------ what is known of a segment


def test_a_finding_is_explained_and_ignored(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.reservoirs)
    found = part(page, "findings").locator('.finding-item[data-code="number"]')
    expect(found).to_contain_text("A number differs or is missing")
    expect(found).to_contain_text("compared by value")
    expect(row(page, chapter.reservoirs)).to_have_attribute("data-findings", "2")
    expect(row(page, chapter.reservoirs)).to_have_attribute("data-worst", "critical")
    found.get_by_role("button", name="Ignore").click()
    expect(row(page, chapter.reservoirs)).to_have_attribute("data-findings", "1")
    expect(row(page, chapter.reservoirs)).to_have_attribute("data-worst", "major")
    ignored = part(page, "findings").locator(".ignored")
    expect(ignored).to_have_count(1)
    ignored.get_by_role("button").click()
    expect(row(page, chapter.reservoirs)).to_have_attribute("data-findings", "2")
    editor(page).fill(f"It reinforced {int(chapter.section) + 10} reservoirs.")
    expect(row(page, chapter.reservoirs)).to_have_attribute("data-findings", "0")
    expect(part(page, "findings")).to_contain_text("Nothing found")


def test_a_term_is_inserted_by_a_click(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.chiefs)
    go(page, chapter.chiefs)
    editor(page).fill("It set up the, in 2023.")
    editor(page).evaluate("e => e.setSelectionRange(13, 13)")
    hit = part(page, "terms").locator(".term-item", has_text="河长制")
    insert = hit.get_by_role("button", name="river chief system").first
    insert.click()
    expect(editor(page)).to_have_value("It set up the river chief system, in 2023.")
    expect(editor(page)).to_be_focused()
    page.keyboard.press("Control+z")  # the browser's own undo knows it
    expect(editor(page)).to_have_value("It set up the, in 2023.")
    page.keyboard.press(f"Alt+{insert.get_attribute('data-number')}")
    expect(editor(page)).to_have_value("It set up the river chief system, in 2023.")
    expect(row(page, chapter.chiefs).locator(".text mark.term")).to_have_text("river chief system")
    editor(page).fill("")
    row(page, chapter.chiefs).locator(".source mark.term", has_text="河长制").click()
    expect(editor(page)).to_have_value("river chief system")
    saved(page)


def test_numbers_are_paired_by_value(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.heading)
    number = int(chapter.section)
    row(page, chapter.money).locator(".source mark.number").hover()
    lit = row(page, chapter.money).locator(".text mark.on")
    expect(lit).to_have_text(f"{number * 100 + 50} million yuan")
    page.locator("#search").hover()
    expect(lit).to_have_count(0)
    go(page, chapter.money)
    pair = part(page, "numbers").locator(".number-item")
    expect(pair).to_contain_text(f"{number}.5亿元")
    expect(pair).to_contain_text(f"{number * 100 + 50} million yuan")


def test_another_hypothesis_is_taken(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.banks)
    other = part(page, "suggestions").locator(".suggestion").first
    expect(other.locator("del").first).to_contain_text("repaired")
    expect(other.locator("ins").first).to_contain_text("mended")
    other.get_by_role("button", name="Take this").click()
    taken = f"{chapter.town} Town mended 5 km of dykes, to the satisfaction of the people."
    expect(editor(page)).to_have_value(taken)
    has_state(page, chapter.banks, "edited")
    expect(part(page, "suggestions")).to_contain_text("river banks")  # what stood there before
    go(page, chapter.banks)
    page.keyboard.press("Alt+Shift+2")
    expect(editor(page)).to_have_value(f"In {chapter.town} Town, 5 km of banks were repaired.")


def test_the_source_before_repair_is_one_click_away(
    served: Any, visit: Any, chapter: Chapter
) -> None:
    page = visit(served, chapter.banks)
    expect(row(page, chapter.banks).locator(".source")).to_contain_text("5 公里，")
    do(page, "original")
    pieces = part(page, "original").locator(".pieces")
    expect(pieces).to_contain_text("修复河堤５")
    changed = pieces.locator(".piece.changed")
    expect(changed).to_have_text(["５", ","])
    expect(changed.first).to_have_attribute("title", re.compile("wrong width.*5"))


def test_comments(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.banks)
    do(page, "comment")
    expect(page.locator("#comment")).to_be_focused()
    page.keyboard.type(f"哪一年？ {HOSTILE}")
    page.get_by_role("button", name="Add comment").click()
    expect(part(page, "comments").locator(".words")).to_have_text(f"哪一年？ {HOSTILE}")
    expect(part(page, "comments").locator("b")).to_have_text("Lin <u>Wei</u>")
    expect(row(page, chapter.banks).locator(".said")).to_be_visible()
    expect(page.locator("#comment")).to_have_value("")
    page.locator('[data-show="commented"]').click()
    expect(row(page, chapter.banks)).to_be_visible()
    part(page, "comments").get_by_role("button").click()
    expect(part(page, "comments").locator(".comment")).to_have_count(0)
    expect(row(page, chapter.banks).locator(".said")).to_have_count(0)


def test_a_term_added_from_a_selection_counts_when_it_is_translated_again(
    served: Any, visit: Any, chapter: Chapter
) -> None:
    page = visit(served, chapter.banks)
    row(page, chapter.banks).locator(".source").evaluate(
        """source => {
          const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("河堤");
            if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 2);
          }
        }"""
    )
    do(page, "term")
    expect(page.locator("#term-zh")).to_have_value("河堤")
    page.locator("#term-en").fill("river levee")
    page.locator("#term-save").click()
    expect(page.locator("#term-dialog")).to_be_hidden()
    hit = part(page, "terms").locator(".term-item", has_text="河堤")
    expect(hit).to_contain_text("river levee")
    expect(row(page, chapter.banks).locator(".source mark.term", has_text="河堤")).to_be_visible()
    do(page, "retranslate")
    expect(editor(page)).to_have_value(re.compile("river levee", re.IGNORECASE))
    has_state(page, chapter.banks, "machine")
    own = served.xlf.with_suffix(".terms.tsv").read_text(encoding="utf-8")
    assert "河堤\triver levee" in own
    do(page, "term")  # other English for it is asked about, never silently taken
    page.locator("#term-zh").fill("河堤")
    page.locator("#term-en").fill("dyke")
    page.locator("#term-save").click()
    expect(page.locator("#term-error")).to_contain_text("river levee")
    page.locator("#term-replace").check()
    page.locator("#term-save").click()
    expect(hit).to_contain_text("dyke")
    visit.expected("422")


# ------------------------------------------------------------------ the whole document


def test_filters_show_what_they_say(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.heading)
    tree = page.locator(f'#sections li[data-section="{chapter.section}"]')
    tree.hover()
    tree.locator("[data-only]").click()
    expect(page.locator(".row")).to_have_count(5)
    expect(page.locator("#section-chip")).to_contain_text(tree.locator("a span").inner_text())

    def shown(show: str, *ids: str) -> None:
        button = page.locator(f'[data-show="{show}"]')
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".row")).to_have_count(len(ids))
        for id in ids:
            expect(row(page, id)).to_be_visible()

    heading, reservoirs, money, chiefs, banks = (
        chapter.heading, chapter.reservoirs, chapter.money, chapter.chiefs, chapter.banks,
    )  # fmt: skip
    go(page, chapter.money)
    do(page, "approve")
    has_state(page, money, "approved")
    go(page, chapter.chiefs)
    editor(page).fill("It set up the river chief system.")
    has_state(page, chiefs, "edited")
    shown("todo", heading, reservoirs, chiefs, banks)
    shown("findings", reservoirs)
    shown("changed", money, chiefs)
    shown("approved", money)
    shown("all", heading, reservoirs, money, chiefs, banks)
    page.locator("#search").fill("RIVER CHIEF")
    expect(page.locator(".row")).to_have_count(1)
    page.locator("#search").fill("没有这样的句子")
    expect(page.locator("#nothing")).to_be_visible()
    page.locator("#everything").click()
    expect(page.locator("#section-chip")).to_be_hidden()
    expect(page.locator("#search")).to_have_value("")
    expect(page.locator("#nothing")).to_be_hidden()


def test_the_section_tree_leads_and_follows(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served)
    entry = page.locator(f'#sections li[data-section="{chapter.section}"]')
    expect(entry.locator("small")).to_contain_text(f"{chapter.town} Town")
    entry.locator("a").click()
    expect(row(page, chapter.heading)).to_have_class(re.compile(r"\bactive\b"))
    expect(row(page, chapter.heading)).to_be_in_viewport()
    expect(entry).to_have_attribute("aria-current", "location")
    expect(entry.locator(".badge")).to_have_text("2")
    last = page.locator("#sections li").last
    last.locator("a").click()
    expect(last).to_have_attribute("aria-current", "location")
    expect(page.locator("#sections li[aria-current]")).to_have_count(1)


def test_find_and_replace_shows_what_it_will_do(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.heading)
    first, second = chapter.reservoirs, chapter.chiefs
    for id in (first, second):
        go(page, id)
        editor(page).fill(f"The weir of {chapter.town}, a weir; weird.")
        has_state(page, id, "edited")
    do(page, "approve")
    has_state(page, second, "approved")
    page.keyboard.press("Control+h")
    expect(page.locator("#replace-dialog")).to_be_visible()
    page.locator("#find-query").fill(f"weir of {chapter.town}")
    page.locator("#find-replacement").fill(HOSTILE)
    page.locator("#find-preview").click()
    found = page.locator(".replacements li")
    expect(found).to_have_count(2)
    expect(found.first.locator("ins").first).to_contain_text("<img")
    expect(found.nth(1)).to_contain_text("approved")
    page.locator("#find-query").fill("WEIR")  # another wish: the preview is of no use any more
    expect(found).to_have_count(0)
    expect(page.locator("#replace-do")).to_be_disabled()
    page.locator("#find-whole").check()
    page.locator("#find-replacement").fill("dam")
    page.locator("#find-preview").click()
    expect(page.locator("#preview .sum")).to_contain_text("4 places in 2 segments")
    found.nth(1).get_by_role("checkbox").uncheck()
    page.locator("#replace-do").click()
    expect(page.locator("#notice")).to_contain_text("Replaced in 1 segments")
    expect(page.locator("#replace-dialog")).to_be_hidden()
    expect(text(page, first)).to_have_text(f"The dam of {chapter.town}, a dam; weird.")
    expect(text(page, second)).to_have_text(f"The weir of {chapter.town}, a weir; weird.")
    has_state(page, second, "approved")
    go(page, first)
    expect(editor(page)).to_have_value(f"The dam of {chapter.town}, a dam; weird.")
    do(page, "undo")
    expect(editor(page)).to_have_value(f"The weir of {chapter.town}, a weir; weird.")


# ------------------------------------------------------------------ keys


def test_three_segments_without_a_mouse(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.heading)
    press = page.keyboard.press
    expect(row(page, chapter.heading)).to_be_focused()
    press("?")
    expect(page.locator("#help-dialog")).to_be_visible()
    for words in ("Approve and go to the next to do", "Ctrl+Enter", "Find and replace"):
        expect(page.locator("#help-dialog")).to_contain_text(words)
    press("j")  # nothing moves behind an open dialog
    press("Escape")
    expect(page.locator("#help-dialog")).to_be_hidden()
    expect(row(page, chapter.heading)).to_have_class(re.compile(r"\bactive\b"))
    row(page, chapter.heading).press("j")
    expect(row(page, chapter.reservoirs)).to_be_focused()
    # the first: look at its findings, ignore one, write, approve
    expect(part(page, "findings").locator(".one")).to_have_count(2)
    press("i")
    expect(row(page, chapter.reservoirs)).to_have_attribute("data-findings", "1")
    press("e")
    expect(editor(page)).to_be_focused()
    press("Control+a")
    page.keyboard.type("It reinforced the reservoirs? j a i n")  # letters are letters while writing
    press("Control+Enter")
    has_state(page, chapter.reservoirs, "approved")
    # the second: the editor went along; leave it, comment, approve, take that back, approve
    expect(row(page, chapter.money)).to_have_class(re.compile(r"\bactive\b"))
    expect(editor(page)).to_be_focused()
    press("Escape")
    expect(row(page, chapter.money)).to_be_focused()
    press("c")
    expect(page.locator("#comment")).to_be_focused()
    page.keyboard.type("Which year?")
    press("Control+Enter")
    expect(part(page, "comments").locator(".words")).to_have_text("Which year?")
    press("Escape")
    expect(row(page, chapter.money)).to_be_focused()
    press("a")
    has_state(page, chapter.money, "approved")
    press("u")
    has_state(page, chapter.money, "machine")
    press("a")
    has_state(page, chapter.money, "approved")
    # the third: the next to do, a term by its number
    press("n")
    expect(row(page, chapter.chiefs)).to_be_focused()
    press("Enter")
    expect(editor(page)).to_be_focused()
    press("Control+a")
    page.keyboard.type("It set up the")
    chiefs = part(page, "terms").locator("[data-number]", has_text="river chief").first
    press(f"Alt+{chiefs.get_attribute('data-number')}")
    page.keyboard.type(".")
    press("Control+Shift+Enter")
    has_state(page, chapter.chiefs, "approved")
    press("Control+s")
    expect(page.locator("#notice")).to_contain_text("Saved in ")
    done = [segment_of(served.xlf, i) for i in (chapter.reservoirs, chapter.money, chapter.chiefs)]
    assert {segment.state for segment in done} == {"approved"}
    assert done[0].target == "It reinforced the reservoirs? j a i n"
    assert done[2].target == "It set up the river chief system."
    # round about: sections, search, ends
    press("Escape")
    press("g")
    expect(page.locator("#sections [aria-current] a")).to_be_focused()
    press("Tab")
    press("Shift+Tab")
    press("Enter")
    expect(row(page, chapter.heading)).to_be_focused()
    press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("2023年")
    expect(page.locator(".row")).to_have_count(1)
    press("Escape")
    expect(page.locator("#search")).to_have_value("")
    expect(page.locator(".row").nth(1)).to_be_visible()


# ------------------------------------------------------------------ two tabs


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_second_tab_never_overwrites_silently(
    served: Any, visit: Any, chapter: Chapter, choice: str
) -> None:
    id = chapter.money
    one = visit(served, id)
    two = visit.tab(one.context, served, id)
    held: list[Any] = []
    two.route("**/act", lambda route: held.append(route), times=1)
    with two.expect_request("**/act"):
        editor(two).fill("Written in the second tab.")
    editor(one).fill("Written in the first tab.")
    has_state(one, id, "edited")
    (route,) = held
    route.continue_()  # both were typed at the same moment; the first was faster
    expect(two.locator(".conflict")).to_be_visible()
    expect(two.locator(".theirs")).to_have_text("Written in the first tab.")
    expect(two.locator(".mine ins")).to_have_text("second")  # marked as a difference
    expect(two.locator(".mine del")).to_have_text("first")
    visit.expected("409")
    editor(two).press_sequentially(" More.")  # still nothing is overwritten
    expect(editor(two)).to_have_value("Written in the second tab. More.")
    do(two, "approve")
    expect(two.locator(".conflict")).to_be_visible()
    assert two.request.get(f"{served.origin}/segment?id={id}").json()["target"] == (
        "Written in the first tab."
    )
    two.locator(f'[data-conflict="{choice}"]').click()
    expect(two.locator(".conflict")).to_be_hidden()
    ours = "Written in the second tab. More."
    kept = ours if choice == "mine" else "Written in the first tab."
    expect(editor(two)).to_have_value(kept)
    saved(two)
    expect(editor(one)).to_have_value(kept)  # the first tab hears of it


# ------------------------------------------------------------------ looks


def test_chinese_and_english(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.heading)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator('[data-show="todo"]')).to_contain_text("待办")
    expect(page.locator("#part-findings summary")).to_contain_text("检查结果")
    expect(row(page, chapter.heading)).to_have_class(re.compile(r"\bactive\b"))  # where one was
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    chinese = visit(served, chapter.reservoirs, locale="zh-CN")
    expect(chinese.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(part(chinese, "findings")).to_contain_text("数字不符或缺失")
    chinese.keyboard.press("?")
    expect(chinese.locator("#help-dialog")).to_contain_text("批准并转到下一个待办")


CONTRAST = """selector => {
  const rgb = (css) => css.match(/[\\d.]+/g).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    const c = rgb(getComputedStyle(e).backgroundColor);
    return c.length === 4 && c[3] === 0 ? ground(e.parentElement) : c;
  };
  const e = document.querySelector(selector);
  const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
  return { ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), dark: b < 0.2 };
}"""
"""The contrast of an element's text with what is behind it, WCAG 2.2."""


def test_light_and_dark_are_readable(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.reservoirs)
    words = (
        ".row:not(.active) .text", ".row:not(.active) .source", ".gutter .id", "#editor",
        "#sections a", "#sections small", '[data-show="todo"]', "#bar .name p", "#saved", ".primary",
        ".finding-item.critical .severity", ".finding-item.major .severity", ".insert", ".term-item small",
    )  # fmt: skip

    def readable(*, dark: bool) -> None:
        for selector in words:
            found = page.evaluate(CONTRAST, selector)
            assert found["ratio"] >= 4.5, (selector, found)
            assert found["dark"] == dark or selector == ".primary", (selector, found)

    readable(dark=False)
    with page.expect_response("**/preference"):
        page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    readable(dark=True)
    page.reload()
    page.locator(".parts:not([hidden], .waiting)").wait_for()
    readable(dark=True)
    page = visit(served, chapter.reservoirs, color_scheme="dark")
    readable(dark=True)
    page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    readable(dark=False)


def test_a_tablet_by_touch(served: Any, visit: Any, chapter: Chapter) -> None:
    tablet = {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True}
    page = visit(served, chapter.heading, device_scale_factor=2, **tablet)
    assert page.evaluate("document.documentElement.scrollWidth") == 820
    row(page, chapter.chiefs).locator(".target").tap()
    expect(editor(page)).to_be_focused()
    editor(page).fill("")
    part(page, "terms").locator(".insert", has_text="river chief system").first.tap()
    expect(editor(page)).to_have_value("river chief system")
    page.locator('.row.active [data-do="approve-next"]').tap()
    has_state(page, chapter.chiefs, "approved")
    expect(page.locator("#tree")).to_be_hidden()
    page.locator("#tree-toggle").tap()
    expect(page.locator("#tree")).to_be_visible()
    page.locator(f'#sections li[data-section="{chapter.section}"] a').tap()
    expect(page.locator("#tree")).to_be_hidden()
    expect(row(page, chapter.heading)).to_have_class(re.compile(r"\bactive\b"))
    small = page.evaluate(
        """() => [...document.querySelectorAll("button")].filter((b) => b.checkVisibility())
          .filter((b) => Math.min(b.offsetWidth, b.offsetHeight) < 24).map((b) => b.outerHTML)"""
    )
    assert small == []  # WCAG 2.2, target size


def test_it_prints(served: Any, visit: Any, chapter: Chapter) -> None:
    page = visit(served, chapter.heading)
    page.locator(f'#sections li[data-section="{chapter.section}"]').hover()
    page.locator(f'[data-only="{chapter.section}"]').click()
    expect(page.locator(".row")).to_have_count(5)
    page.context.add_init_script("window.print = () => { window.printed = true; }")
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+p")
    paper = opened.value
    expect(paper.locator(".row")).to_have_count(5)
    expect(row(paper, chapter.banks)).to_contain_text("river banks")
    paper.wait_for_function("window.printed")
    assert paper.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print")
    for part_of_the_frame in ("#bar", "#tree", "#panel", ".toolbar"):
        expect(page.locator(part_of_the_frame)).to_be_hidden()
    expect(row(page, chapter.banks)).to_be_visible()


# ------------------------------------------------------------------ safety


def test_hostile_text_is_text(served: Any, visit: Any, report: Document) -> None:
    heading, letter = (s.id for s in report.root.sections[-1].segments)
    page = visit(served, letter)
    expect(editor(page)).to_have_value(f"A letter {CLOSING} asks for water.")
    expect(row(page, letter).locator(".source")).to_contain_text(CLOSING)
    expect(row(page, heading).locator(".text")).to_have_text(f"Letters {HOSTILE}")
    expect(page.locator("#sections li").last).to_contain_text("来信<img")
    expect(page.locator("#bar .name p")).to_contain_text("onerror=alert(1)>.xlf · Lin <u>Wei</u>")
    editor(page).fill(f"{CLOSING} {HOSTILE}")
    has_state(page, letter, "edited")
    expect(part(page, "history")).to_contain_text("<script>alert")
    do(page, "comment")
    page.locator("#comment").fill(CLOSING)
    page.keyboard.press("Control+Enter")
    expect(part(page, "comments")).to_contain_text(CLOSING)
    page.locator("#search").fill(HOSTILE)
    expect(row(page, letter)).to_be_visible()
    foreign = "img, iframe, script:not([src^='/static/']), [onerror], u"
    assert page.locator(foreign).count() == 0
    page.goto(f"{served.origin}/print?query=alert")
    expect(row(page, letter)).to_contain_text(CLOSING)
    assert page.locator(foreign).count() == 0


def test_the_policy_stops_a_script_that_came_in_anyway(
    served: Any, visit: Any, chapter: Chapter
) -> None:
    page = visit(served, chapter.heading)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hit = true";
          document.body.append(script);
        }"""
    )
    assert page.evaluate("window.hit") is None
    visit.expected("Content Security Policy")


def test_the_link_opens_one_browser_once(served: Any, visit: Any) -> None:
    link = served.link()
    context = visit.context(served)
    page = context.new_page()
    page.goto(link)
    page.wait_for_url(served.origin + "/*")
    page.locator(".row.active").wait_for()
    (cookie,) = context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/")
    assert cookie["expires"] == -1  # until the browser is closed
    assert page.evaluate("document.cookie") == ""
    assert "token" not in page.evaluate("location.href + document.referrer")
    other = visit.context(served).new_page()
    answer = other.goto(link)
    assert answer.status == 403
    expect(other.locator("body")).to_contain_text("This link was used already")
    answer = other.goto(served.origin)
    assert answer.status == 401
    assert other.locator(".row").count() == 0
    visit.expected("403", "401")

"""What the app answers: the page, its parts, every change, and who was faster."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.bilingual import read_xliff, write
from toolkit.document import Document, Hypothesis, Match
from toolkit.errors import ReviewError
from toolkit.review.app import FIRST_ROWS
from toolkit.terms import Entry, TermConflict


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# ---------------------------------------------------------------- the page


def test_the_page_has_the_report_its_sections_and_its_figures(page) -> None:
    answer = page.client.get("/")
    assert answer.status_code == 200
    shown = text_of(answer.text)
    assert "石桥县水利局2023年工作总结" in shown
    assert "0 of 9 approved" in shown
    assert answer.text.count('role="listitem"') == 9
    assert answer.text.count("data-go=") == 4
    assert "report.xlf · Li" in shown


def test_the_page_brings_the_first_lines_only(page_of, document: Document, tmp_path: Path) -> None:
    one = next(document.segments())
    many = tuple(replace(one, id=f"s{n:04d}", kind="sentence") for n in range(1, 101))
    path = tmp_path / "long.xlf"
    path.write_bytes(
        write(replace(document, root=replace(document.root, segments=many, sections=())), "xlf")
    )
    page = page_of(path)
    assert page.client.get("/").text.count('role="listitem"') == FIRST_ROWS
    rows = page.client.get("/rows", params={"at": "30,31,99"}).text
    assert re.findall(r'data-id="(\w+)"', rows) == ["s0031", "s0032", "s0100"]
    assert page.client.get("/list").json() == {"ranges": [[0, 99]], "total": 100}


def test_style_and_script_come_with_their_types(page) -> None:
    for name in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.client.get("/").text):
        kind = page.client.get(name).headers["content-type"]
        assert kind.startswith("text/javascript" if name.endswith("js") else "text/css")


def test_a_script_imports_only_what_is_there(page) -> None:
    seen, waiting = set(), ["app.js", "print.js"]
    while waiting:
        name = waiting.pop()
        answer = page.client.get(f"/static/{name}")
        assert answer.status_code == 200, name
        seen.add(name)
        waiting += [n for n in re.findall(r'from "\./([^"]+)"', answer.text) if n not in seen]
    assert {"app.js", "list.js", "work.js"} <= seen


def test_the_printed_page_has_every_segment_of_the_filter(page) -> None:
    page.act("approve", "s0003")
    assert page.client.get("/print").text.count('role="listitem"') == 9
    assert page.client.get("/print?show=approved").text.count('role="listitem"') == 1


@pytest.mark.parametrize(
    ("query", "ranges"),
    [
        ({}, [[0, 8]]),
        ({"section": "1.1"}, [[3, 5]]),
        ({"section": "1"}, [[1, 5]]),
        ({"query": "节水型"}, [[8, 8]]),
        ({"query": "TASKS"}, [[5, 5], [7, 7]]),
        ({"show": "approved"}, [[2, 2]]),
        ({"show": "commented"}, [[4, 4]]),
        ({"show": "todo", "section": "1"}, [[1, 1], [3, 5]]),
        ({"query": "nowhere"}, []),
    ],
)
def test_filters(page, query: dict[str, str], ranges: list[list[int]]) -> None:
    page.act("approve", "s0003")
    page.act("comment", "s0005", "Twelve?")
    found = page.client.get("/list", params=query).json()
    assert found == {"ranges": ranges, "total": sum(b - a + 1 for a, b in ranges)}


def test_next_to_do_skips_what_is_approved_and_stays_in_the_filter(page) -> None:
    def after(id: str, **query: str) -> object:
        return page.client.get("/next", params={"id": id, **query}).json()["position"]

    page.act("approve", "s0002")
    assert after("s0001") == 1
    assert after("s0001", goal="todo") == 2
    assert after("s0003", goal="todo", section="1") == 3
    assert after("s0006", goal="todo", section="1") is None
    assert after("s0001", goal="findings") == 7  # the same Chinese in two ways


def test_the_panel_tells_what_is_known(page) -> None:
    parts = page.segment("s0003")["parts"]
    assert set(parts) == {"findings", "terms", "numbers", "suggestions", "comments", "history"}
    assert text_of(parts["numbers"]) == "3.6亿元 360 million yuan"
    assert text_of(parts["terms"]) == "Loading…"
    page.assistant.load()
    assert text_of(page.segment("s0003")["parts"]["terms"]) == "No term of the glossary."


def test_the_source_before_repair_is_one_click_away(page) -> None:
    assert "全年完成投资3.6亿元。" in text_of(page.client.get("/original?id=s0003").text)


def test_numbers_are_marked_on_both_sides(page) -> None:
    row = page.segment("s0003")["row"]
    assert row.count('data-c="n1"') == 2


# ---------------------------------------------------------------- changes


def test_an_edit_is_there_at_once_and_on_disk(page) -> None:
    answer = page.act("edit", "s0003", "Investment reached 360 million yuan.").json()
    assert (answer["state"], answer["target"]) == ("edited", "Investment reached 360 million yuan.")
    assert 'data-state="edited"' in answer["row"]
    journal = page.session.path.with_name("report.xlf.journal").read_text("utf-8")
    assert "Investment reached 360 million yuan." in journal


def test_approve_takes_the_text_along(page) -> None:
    answer = page.act("approve", "s0009", "25 water-saving communities were built.").json()
    assert (answer["state"], answer["target"]) == (
        "approved",
        "25 water-saving communities were built.",
    )
    assert page.act("reopen", "s0009").json()["state"] == "edited"


def test_nothing_cannot_be_approved(page) -> None:
    answer = page.act("approve", "s0009")
    assert answer.status_code == 422
    assert "there is no English to approve" in answer.json()["message"]


def test_comments_come_and_go(page) -> None:
    answer = page.act("comment", "s0003", "Check\nthe sum").json()
    assert text_of(answer["parts"]["comments"]) == "Li Check the sum"
    assert (
        text_of(page.act("uncomment", "s0003", "Check\nthe sum").json()["parts"]["comments"]) == ""
    )


def test_what_repair_said_is_no_comment_to_remove(page) -> None:
    shown = page.segment("s0005")["parts"]["comments"]
    assert "two lines were joined" in shown
    assert "uncomment" not in shown


def test_a_finding_is_ignored_and_taken_up_again(page) -> None:
    shown = page.segment("s0009")["parts"]["findings"]
    key = re.search(r'data-act="ignore" data-text="([^"]+)"', shown)
    assert key is not None
    ignored = page.act("ignore", "s0009", key[1]).json()
    assert f'data-act="unignore" data-text="{key[1]}"' in ignored["parts"]["findings"]
    assert 'data-findings="0"' in ignored["row"]
    again = page.act("unignore", "s0009", key[1]).json()
    assert f'data-act="ignore" data-text="{key[1]}"' in again["parts"]["findings"]


def test_undo_and_restore(page) -> None:
    first = page.segment("s0003")["target"]
    page.act("edit", "s0003", "One.")
    page.act("approve", "s0003")
    assert page.act("undo", "s0003").json()["state"] == "edited"
    assert page.act("undo", "s0003").json()["target"] == first
    history = page.segment("s0003")["parts"]["history"]
    assert re.findall(r'data-step="(-?\d+)"', history) == ["3", "2", "1", "0", "-1"]
    assert page.act("restore", "s0003", "0").json()["target"] == "One."
    assert page.act("restore", "s0003", "-1").json()["target"] == first
    assert page.act("restore", "s0003", "99").status_code == 422


def test_what_was_written_in_one_go_is_one_step(page) -> None:
    for text in ("One", "One two", "One two three"):
        page.act("edit", "s0003", text)
    steps = page.segment("s0003")["parts"]["history"]
    assert re.findall(r'data-step="(-?\d+)"', steps) == ["0", "-1"]
    assert page.act("undo", "s0003").json()["state"] == "machine"


def test_a_suggestion_and_a_replacement_are_steps_of_their_own(page) -> None:
    page.act("edit", "s0003", "One 3.5 two")
    replaced(page, "two", "three")
    page.act("edit", "s0003", "One 3.5 three four")
    assert page.act("undo", "s0003").json()["target"] == "One 3.5 three"
    assert page.act("undo", "s0003").json()["target"] == "One 3.5 two"


def replaced(page, query: str, replacement: str) -> list[dict[str, object]]:
    """Replaces everywhere; what the page is told of the segments."""
    wish = {"query": query, "replacement": replacement}
    preview = page.client.post("/find", json=wish).json()["preview"]
    rows = [
        {"segment": id, "revision": int(revision)}
        for id, revision in re.findall(r'data-id="(\w+)" data-revision="(\d+)"', preview)
    ]
    chosen = page.client.post("/replace", json=wish | {"chosen": rows}).json()["chosen"]
    assert [row["segment"] for row in chosen] == [row["segment"] for row in rows]
    return chosen


def test_a_replacement_is_taken_back_everywhere(page) -> None:
    before = [segment.target for segment in page.session.document.segments()]
    chosen = replaced(page, "water", "fire")
    assert len(chosen) > 1
    answer = page.client.post("/unreplace", json={"chosen": chosen})
    assert answer.json() == {"undone": len(chosen)}
    assert [segment.target for segment in page.session.document.segments()] == before


def test_a_replacement_is_not_taken_back_over_what_came_after(page) -> None:
    chosen = replaced(page, "water", "fire")
    page.act("edit", chosen[0]["segment"], "Something else.")
    now = page.session.document
    answer = page.client.post("/unreplace", json={"chosen": chosen})
    assert answer.status_code == 409
    assert "Nothing was taken back" in answer.json()["message"]
    assert page.session.document == now
    for chosen in ([{"segment": "s9999", "revision": 1}], "s0003", [1]):
        assert page.client.post("/unreplace", json={"chosen": chosen}).status_code in (400, 404)


def test_comments_are_printed_below_their_segments(page) -> None:
    page.act("comment", "s0003", "<b>Which</b> year?")
    paper = page.client.get("/print").text
    assert "<b>Li</b> &lt;b&gt;Which&lt;/b&gt; year?" in paper
    assert paper.index('data-id="s0003"') < paper.index("Which") < paper.index('data-id="s0004"')
    assert "two lines were joined" not in paper  # what repair noted is no remark


# ---------------------------------------------------------------- two tabs


def test_a_second_tab_never_overwrites(page) -> None:
    seen = page.segment("s0003")
    wish = {"kind": "edit", "segment": "s0003", "revision": seen["revision"]}
    assert page.client.post("/act", json=wish | {"text": "The first tab."}).status_code == 200
    late = page.client.post("/act", json=wish | {"text": "The second tab."})
    assert late.status_code == 409
    now = late.json()["now"]
    assert now["target"] == "The first tab."
    assert "<ins>second</ins>" in now["compared"]
    assert page.session.item("s0003").segment.target == "The first tab."
    # The person keeps the own text, knowing the other.
    again = page.client.post(
        "/act", json=wish | {"text": "The second tab.", "revision": now["revision"]}
    )
    assert again.json()["target"] == "The second tab."


@pytest.mark.parametrize("path", ["/take", "/retranslate"])
def test_other_changes_notice_the_other_tab_too(page, path: str) -> None:
    page.act("edit", "s0003", "Changed.")
    wish = {"segment": "s0003", "revision": 1, "number": 0, "text": "x"}
    assert page.client.post(path, json=wish).status_code == 409
    assert page.session.item("s0003").segment.target == "Changed."


def test_status_tells_what_another_tab_did(page) -> None:
    before = page.client.get("/status").json()
    quiet = page.client.get("/status", params={"since": before["revision"]}).json()
    assert "sections" not in quiet
    page.act("approve", "s0003")
    after = page.client.get("/status", params={"since": before["revision"]}).json()
    assert after["revision"] > before["revision"]
    assert after["sections"][0][:3] == ["r", 1, 9]
    assert after["counts"]["approved"] == 1
    assert "1 of 9 approved" in text_of(after["progress"])


# ---------------------------------------------------------------- suggestions, translation, terms


def test_a_suggestion_is_taken(page_of, document: Document, tmp_path: Path) -> None:
    segment = next(s for s in document.segments() if s.id == "s0006")
    match = Match(segment.source, "All tasks were finished.", "exact", 1.0, "r.xlf", "s1", "Wu", "")
    others = (
        *segment.hypotheses,
        Hypothesis("Every task has been completed.", -0.6),
        Hypothesis(match.target, match=match),
    )
    path = tmp_path / "other.xlf"
    changed = document.with_segments({"s0006": replace(segment, hypotheses=others)})
    path.write_bytes(write(changed, "xlf"))
    page = page_of(path)
    for index, state in ((1, "edited"), (0, "memory")):
        seen = page.segment("s0006")
        offered = re.findall(r'data-take="(\d)" data-text="([^"]+)"', seen["parts"]["suggestions"])
        texts = {text: int(number) for number, text in offered}
        text = ("All tasks were finished.", "Every task has been completed.")[index]
        wish = {
            "segment": "s0006",
            "revision": seen["revision"],
            "number": texts[text],
            "text": text,
        }
        answer = page.client.post("/take", json=wish)
        assert (answer.json()["target"], answer.json()["state"]) == (text, state)


def test_translating_again(page) -> None:
    seen = page.segment("s0003")
    answer = page.client.post(
        "/retranslate", json={"segment": "s0003", "revision": seen["revision"]}
    ).json()
    assert (answer["target"], answer["state"], answer["same"]) == (
        "Investment completed was 360 million yuan.", "machine", False,
    )  # fmt: skip
    assert page.act("undo", "s0003").json()["target"] == seen["target"]


def test_a_new_term_and_one_that_has_other_english(page, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, str] = {}

    def add(zh: str, en: str, note: str = "", *, replace: bool = False) -> Path:
        if zh in known and not replace:
            raise TermConflict(f"{zh} is {known[zh]} already", Entry(zh, known[zh]))
        known[zh] = en
        return Path("/home/li/own.tsv")

    monkeypatch.setattr(page.assistant, "add_term", add)
    wish = {"zh": "小型水库", "en": "small reservoir"}
    assert page.client.post("/term", json=wish).json() == {"file": "own.tsv"}
    other = page.client.post("/term", json=wish | {"en": "minor reservoir"})
    assert (other.status_code, other.json()["error"]) == (422, "other-english")
    assert (
        page.client.post(
            "/term", json=wish | {"en": "minor reservoir", "replace": True}
        ).status_code
        == 200
    )
    assert known == {"小型水库": "minor reservoir"}


# ---------------------------------------------------------------- find and replace


def test_a_replacement_is_shown_before_it_is_made(page) -> None:
    wish = {"query": "completed", "replacement": "finished"}
    found = page.client.post("/find", json=wish).json()
    assert found["segments"] == 2
    chosen = [
        {"segment": id, "revision": int(revision)}
        for id, revision in re.findall(r'data-id="(\w+)" data-revision="(\d+)"', found["preview"])
    ]
    assert [row["segment"] for row in chosen] == ["s0003", "s0006"]
    answer = page.client.post("/replace", json=wish | {"chosen": chosen[1:]}).json()
    assert answer["replaced"] == 1
    assert page.segment("s0006")["target"] == "All tasks have been finished."
    assert "completed" in page.segment("s0003")["target"]


def test_a_replacement_in_what_has_changed_replaces_nothing(page) -> None:
    wish = {"query": "completed", "replacement": "finished"}
    seen = [{"segment": i, "revision": page.segment(i)["revision"]} for i in ("s0003", "s0006")]
    page.act("edit", "s0006", "All has been completed.")
    answer = page.client.post("/replace", json=wish | {"chosen": seen})
    assert answer.status_code == 409
    assert answer.json()["segments"] == 2
    assert "completed" in page.segment("s0003")["target"]


def test_letter_case_and_whole_words_are_minded_on_request(page) -> None:
    def found(**more: object) -> int:
        return int(page.client.post("/find", json={"query": "water", **more}).json()["segments"])

    assert (found(), found(match_case=True), found(whole_words=True)) == (2, 1, 2)
    assert page.client.post("/find", json={"query": " "}).status_code == 422


# ---------------------------------------------------------------- saving, language


def test_the_file_is_written_on_request(page) -> None:
    page.act("approve", "s0003")
    assert page.client.get("/status").json()["file"]["state"] == "journalled"
    assert page.client.post("/save", json={}).json()["file"]["state"] == "written"
    states = {s.id: s.state for s in read_xliff(page.session.path).segments()}
    assert states["s0003"] == "approved"


def test_a_file_that_cannot_be_written_is_told_and_tried_again(
    page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise ReviewError("report.xlf: cannot be rewritten (No space left on device)")

    page.act("approve", "s0003")
    with monkeypatch.context() as patch:
        patch.setattr(page.session, "save", full)
        state = page.client.post("/save", json={}).json()["file"]
        assert (state["state"], "No space left" in state["why"]) == ("unwritten", True)
    assert page.client.post("/save", json={}).json()["file"]["state"] == "written"


def test_the_file_is_written_when_nobody_types(page, monkeypatch: pytest.MonkeyPatch) -> None:
    page.act("approve", "s0003")
    page.keeper.tick()
    assert page.session.dirty  # just now
    monkeypatch.setattr(page.session, "idle_since", page.session.idle_since - 60)
    page.keeper.tick()
    assert not page.session.dirty


def test_a_journal_that_cannot_be_written_is_an_error_to_read(
    page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(edits: object) -> None:
        raise ReviewError("the journal cannot be written (No space left on device)")

    monkeypatch.setattr(page.session, "apply_all", full)
    answer = page.act("edit", "s0003", "Lost?")
    assert (answer.status_code, "No space left" in answer.json()["message"]) == (503, True)


def test_the_language_is_the_browsers_until_the_person_chooses(page) -> None:
    def shown(**headers: str) -> str:
        return text_of(page.client.get("/", headers=headers).text)

    assert "With findings" in shown()
    assert "有检查结果" in shown(**{"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"})
    page.client.post("/preference", json={"language": "zh"})
    assert "有检查结果" in shown(**{"Accept-Language": "en-GB"})
    assert page.client.post("/preference", json={"language": "fr"}).status_code == 400


def test_the_theme_is_the_systems_until_the_person_chooses(page) -> None:
    def media() -> str:
        return re.findall(r'id="dark" media="([^"]+)"', page.client.get("/").text)[0]

    assert media() == "(prefers-color-scheme: dark)"
    page.client.post("/preference", json={"theme": "dark"})
    assert media() == "all"
    page.client.post("/preference", json={"theme": "light"})
    assert media() == "not all"

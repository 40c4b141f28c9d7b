"""Who is let in, what every answer carries, what is too much, and that texts stay texts."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from toolkit.bilingual import write
from toolkit.document import Document, Note
from toolkit.review.assist import Assistant
from toolkit.review.requests import EDIT_BYTES, REPLACE_BYTES, TEXT_CHARACTERS
from toolkit.review.security import POLICY, Keys


def edit(**more: object) -> dict[str, object]:
    return {"kind": "edit", "segment": "s0003", "revision": 0, "text": "x", **more}


# ---------------------------------------------------------------- the link and the session


def test_the_link_works_once(page) -> None:
    link = f"/open?token={page.keys.token()}"
    first, second = page.browser(), page.browser()
    opened = first.get(link)
    assert opened.status_code == 200
    assert first.get("/").status_code == 200
    assert second.get(link).status_code == 403
    assert second.get("/").status_code == 401


def test_a_fresh_link_makes_the_one_before_worthless(page) -> None:
    old, new = page.keys.token(), page.keys.token()
    browser = page.browser()
    assert browser.get(f"/open?token={old}").status_code == 403
    assert browser.get(f"/open?token={new}").status_code == 200


def test_whoever_is_in_stays_in_with_a_used_link(page) -> None:
    assert page.client.get("/open?token=used").status_code == 200


def test_looking_at_the_link_without_opening_it_does_not_use_it(page) -> None:
    link = f"/open?token={page.keys.token()}"
    assert page.browser().request("HEAD", link).status_code == 405
    assert page.browser().get(link).status_code == 200


@pytest.mark.parametrize("token", ["", "wrong", "é", "x" * 10_000])
def test_a_wrong_token_opens_nothing(page, token: str) -> None:
    page.keys.token()
    answer = page.browser().get("/open", params={"token": token})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_for_this_page_alone(page) -> None:
    answer = page.browser().get(f"/open?token={page.keys.token()}")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("zhdoc-review-8000=")
    assert {"httponly", "samesite=strict", "path=/"} <= set(cookie.split("; "))
    assert "max-age" not in cookie and "expires" not in cookie


def test_the_link_goes_on_by_the_page_itself(page) -> None:
    # A redirect would not carry a Strict cookie where another site's page was left for the link.
    answer = page.browser().get(f"/open?token={page.keys.token()}")
    assert '<meta http-equiv="refresh" content="0; url=/">' in answer.text


def test_keys_compare_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(a: bytes, b: bytes) -> bool:
        compared.append((a, b))
        return a == b

    monkeypatch.setattr("toolkit.review.security.hmac.compare_digest", compare)
    keys = Keys()
    token = keys.token()
    session = keys.redeem(token)
    assert session is not None and keys.known(session)
    assert [a == b for a, b in compared] == [True, True]


@pytest.mark.parametrize(
    "path",
    ["/", "/rows?at=0", "/list", "/segment?id=s0001", "/status", "/print", "/original?id=s0001"],
)
def test_nothing_of_the_document_without_a_session(page, path: str) -> None:
    answer = page.browser().get(path)
    assert answer.status_code == 401
    assert "水库" not in answer.text


# ---------------------------------------------------------------- host and origin


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:8001", "localhost", "localhost:80", "127.0.0.1:8000.evil.example"]
)  # fmt: skip
def test_another_host_is_refused(page, host: str) -> None:
    assert page.client.get("/", headers={"Host": host}).status_code == 421
    token = page.keys.token()
    assert page.browser().get(f"/open?token={token}", headers={"Host": host}).status_code == 421


def test_localhost_is_this_machine_too(page) -> None:
    assert page.client.get("/status", headers={"Host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:8001", "https://127.0.0.1:8000", "http://localhost:8000"]
)  # fmt: skip
def test_a_change_needs_this_origin(page, origin: str | None) -> None:
    del page.client.headers["Origin"]
    headers = {"Origin": origin} if origin else {}
    for path in (
        "/act",
        "/replace",
        "/unreplace",
        "/term",
        "/retranslate",
        "/save",
        "/preference",
        "/find",
        "/take",
    ):
        assert page.client.post(path, json=edit(), headers=headers).status_code == 403
    assert page.session.item("s0003").segment.target.startswith("Investment")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_another_origin_may_not_even_ask(page, site: str) -> None:
    # Another port of this machine is the "same site": its requests carry the cookie.
    headers = {"Sec-Fetch-Site": site}
    for path in ("/", "/rows?at=0", "/static/app.js"):
        assert page.client.get(path, headers=headers).status_code == 403
    assert page.client.post("/act", json=edit(), headers=headers).status_code == 403


def test_a_change_is_never_typed_into_the_address_bar(page) -> None:
    headers = {"Sec-Fetch-Site": "none"}
    assert page.client.get("/", headers=headers).status_code == 200
    assert page.client.post("/save", json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(page, method: str) -> None:
    assert page.client.request(method, "/").status_code == 405


def test_a_change_is_json_and_no_form(page) -> None:
    assert page.client.post("/act", data={"kind": "edit"}).status_code == 415
    answer = page.client.post("/act", content=b"{}", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


def test_changes_are_not_made_by_get(page) -> None:
    for path in ("/act", "/replace", "/unreplace", "/term", "/retranslate", "/save", "/preference"):
        assert page.client.get(path).status_code == 405


# ---------------------------------------------------------------- headers


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c.get("/"),
        lambda c: c.get("/nothing"),
        lambda c: c.get("/static/app.css"),
        lambda c: c.get("/", headers={"Host": "evil.example"}),
        lambda c: c.post("/act", content=b"x"),
    ],
)
def test_every_answer_carries_the_policy(page, ask: Callable[[Any], Response]) -> None:
    headers = ask(page.client).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_the_policy_allows_own_files_only() -> None:
    assert POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


class Inline(HTMLParser):
    """Whatever of a page a policy without 'unsafe-inline' would stop."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and not names.get("src")):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]
        for name in ("src", "href", "action"):
            value = names.get(name) or ""
            if value and not value.startswith(("/", "#", "data:,")):
                self.found.append(value)


@pytest.mark.parametrize("path", ["/", "/print", "/open?token=x", "/rows?at=0,1,2,3,4"])
def test_pages_have_no_inline_script_or_style_and_load_nothing_else(page, path: str) -> None:
    parser = Inline()
    parser.feed(page.client.get(path).text)
    assert parser.found == []


# ---------------------------------------------------------------- escaping


HOSTILE = "<img src=x onerror=alert(x)>\"'><script>alert(x)</script>{{ config }}&amp;"


@pytest.fixture
def hostile(page_of, document: Document, tmp_path: Path):
    """A document in which every text is hostile, the file's name too."""
    changed = {}
    for segment in document.segments():
        changed[segment.id] = replace(
            segment, source=f"水库{HOSTILE}", target=HOSTILE, notes=(Note(HOSTILE, HOSTILE),),
            hash="", constraints=(), label="", state="machine",
        )  # fmt: skip
    section = replace(document.with_segments(changed).root, title=HOSTILE)
    folder = tmp_path / "hostile"
    folder.mkdir()
    path = folder / "<b onclick=x>&.xlf"
    path.write_bytes(write(replace(document, name=HOSTILE, root=section), "xlf"))
    return page_of(path)


def test_hostile_texts_are_shown_and_nothing_else(hostile) -> None:
    hostile.act("edit", "s0003", f"{HOSTILE} edited")
    hostile.act("comment", "s0003", HOSTILE)
    client = hostile.client
    parts = hostile.segment("s0003")
    found = client.post("/find", json={"query": "alert", "replacement": HOSTILE}).json()
    texts = [
        client.get("/").text,
        client.get("/print").text,
        client.get("/rows?at=0,1,2").text,
        client.get("/original?id=s0003").text,
        parts["row"],
        *parts["parts"].values(),
        found["preview"],
        client.get("/status").json()["progress"],
    ]
    for text in texts:
        assert "<img" not in text and "<script>" not in text and "<b onclick" not in text
        parser = Inline()
        parser.feed(text)
        assert parser.found == []
    assert "&lt;img src=x onerror=alert(x)&gt;" in parts["row"]
    assert "{{ config }}" in parts["row"]


# ---------------------------------------------------------------- limits


def test_a_body_that_says_it_is_too_large_is_not_read(page) -> None:
    headers = {"Content-Length": str(REPLACE_BYTES + 1), "Content-Type": "application/json"}
    assert page.client.post("/replace", content=b"{}", headers=headers).status_code == 413
    headers["Content-Length"] = "9" * 40
    assert page.client.post("/replace", content=b"{}", headers=headers).status_code == 413


def test_a_body_that_does_not_say_how_long_it_is_is_read_up_to_the_limit(page) -> None:
    sent = []

    async def endless() -> AsyncIterator[bytes]:
        yield b'{"text": "'
        for _ in range(100):
            sent.append(1)
            yield b"x" * EDIT_BYTES

    headers = {"Content-Type": "application/json"}
    answer = page.client.post("/act", content=endless(), headers=headers)
    assert answer.status_code == 413


def test_an_edit_has_a_limit_and_a_replacement_a_larger_one(page) -> None:
    assert page.client.post("/act", json=edit(text="x" * EDIT_BYTES)).status_code == 413
    long = {"query": "zzz", "chosen": [], "filling": "x" * EDIT_BYTES}
    assert page.client.post("/replace", json=long).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        edit(text="x" * (TEXT_CHARACTERS + 1)),
        edit(kind="comment", text="x" * 4_001),
        edit(segment="s" * 1_001),
    ],
)
def test_fields_have_limits(page, body: dict[str, object]) -> None:
    assert page.client.post("/act", json=body).status_code == 413


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"[]",
        b"1",
        b'"x"',
        b"{",
        b"\xff",
        b'{"kind":' + b"[" * 30_000,
        b'{"kind": "edit"}',
        b'{"kind": "edit", "segment": "s0003", "revision": 0, "text": "half \\ud800"}',
    ],
)
def test_a_body_that_is_no_wish_is_refused(page, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    assert page.client.post("/act", content=content, headers=headers).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "propose"},
        {"kind": "delete"},
        {"kind": 1},
        {"segment": None},
        {"revision": "1"},
        {"revision": -1},
        {"revision": True},
        {"revision": 1.5},
        {"revision": 2**60},
        {"text": ["x"]},
    ],
)
def test_a_field_of_another_type_is_refused(page, wrong: dict[str, object]) -> None:
    assert page.client.post("/act", json=edit(**wrong)).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/rows",
        "/rows?at=",
        "/rows?at=-1",
        "/rows?at=²",
        "/rows?at=" + ",".join(["0"] * 51),
        "/list?show=everything",
        "/status?since=x",
        "/next?id=s0001&goal=none",
    ],
)
def test_an_address_that_makes_no_sense_is_refused(page, path: str) -> None:
    assert page.client.get(path).status_code == 400


# ---------------------------------------------------------------- nothing to be found out


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/segment",
        "/segment?id=s9999",
        "/segment?id=../../etc/passwd",
        "/original?id=s9999",
        "/rows?at=999999",
        "/list?section=9.9",
        "/print?section=../x",
        "/next?id=nobody",
        "/static/",
        "/static/nothing.js",
        "/static/..%2fapp.py",
        "/static/../app.py",
        "/static/%2e%2e/session.py",
        "/static//etc/passwd",
        "/static/app.css%00.js",
    ],
)
def test_what_is_not_there_is_a_404_that_tells_nothing(page, path: str) -> None:
    answer = page.client.get(path)
    assert answer.status_code == 404
    assert answer.json() == {"error": "not-found", "message": "There is no such thing here."}


def test_an_unknown_segment_cannot_be_changed(page) -> None:
    for path in ("/act", "/take", "/retranslate"):
        answer = page.client.post(path, json=edit(segment="s9999", number=0))
        assert (answer.status_code, answer.json()["error"]) == (404, "not-found")


def test_no_address_opens_a_file(page, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    real = open

    def watched(file: object, *more: object, **named: object) -> object:
        opened.append(file)
        return real(file, *more, **named)  # type: ignore[call-overload]

    page.client.get("/")
    monkeypatch.setattr("builtins.open", watched)
    monkeypatch.setattr("io.open", watched)
    for path in (
        "/static/app.js",
        "/static/secret.js",
        "/",
        "/rows?at=1",
        "/segment?id=/etc/passwd",
    ):
        page.client.get(path)
    assert opened == []


def test_an_error_nobody_foresaw_is_in_the_log_and_not_in_the_answer(
    page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: object, item: object, w: object) -> str:
        raise RuntimeError("the secret of /home/li")

    monkeypatch.setattr("toolkit.review.rendering.Rendering.row", broken)
    for path in ("/rows?at=0", "/"):
        answer = page.client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text and "Traceback" not in answer.text
    # The server that runs the app writes what escapes from it to its log.
    watched = page.browser(raising=True)
    watched.cookies.update(page.client.cookies)
    with pytest.raises(RuntimeError, match="secret"):
        watched.get("/rows?at=0")


def test_a_refusal_is_a_page_where_a_page_was_asked_for(page) -> None:
    answer = page.browser().get("/", headers={"Accept": "text/html", "Accept-Language": "zh-CN"})
    assert answer.status_code == 401
    assert "请在终端按回车键" in re.sub(r"<[^>]+>", "", answer.text)


def test_the_assistant_is_not_reached_by_a_path(page, tmp_path: Path) -> None:
    assert isinstance(page.assistant, Assistant)
    page.client.post("/term", json={"zh": "../../x", "en": "/etc/passwd"})
    assert sorted(p.name for p in tmp_path.iterdir() if "passwd" in p.name) == []

"""The review app: what each address of it answers.

The page is made here and by its own script; the script asks for parts of the page and for changes, as
JSON. Nothing the browser sends names a file: style and script are looked up among the names that
were read at the start, segments by their ids in the open review.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, get_args

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from toolkit import editing
from toolkit.errors import ReviewError, UsageError, ZhdocError
from toolkit.review import requests
from toolkit.review.assets import page_files
from toolkit.review.assist import Assistant
from toolkit.review.client import THEMES, Client, gate, refusal, refused
from toolkit.review.edits import Edit, Kind
from toolkit.review.keeping import Keeper
from toolkit.review.language import LANGUAGES
from toolkit.review.rendering import Rendering, gate_page
from toolkit.review.requests import Fields, Refused
from toolkit.review.security import Guard, Keys
from toolkit.review.session import ReviewSession, StaleRevision
from toolkit.review.store import Item
from toolkit.review.views import Filter, Replacement, Show
from toolkit.terms import TermConflict

__all__ = ["FIRST_ROWS", "create_app"]

FIRST_ROWS = 25
"""Lines of the list that the page brings along; the script asks for the others."""

_MOST_ROWS = 50
_MOST_PREVIEWED = 200
_EVERY = 10**9
_KINDS: tuple[Kind, ...] = tuple(k for k in get_args(Kind) if k != "propose")
_GOALS: tuple[Show, ...] = ("all", "todo", "findings")
_FROM_MEMORY = ("context", "exact", "numbers")
"""Suggestions that a memory vouches for as they are; any other one is a person's choice."""

_YEAR = 365 * 24 * 3600

_log = logging.getLogger(__name__)


def create_app(
    session: ReviewSession,
    assistant: Assistant,
    *,
    keys: Keys,
    keeper: Keeper,
    port: int,
    approved: Callable[[str], None] | None = None,
    drawn: Callable[[], None] = lambda: None,
) -> ASGIApp:
    """The app for one open review, to be served on 127.0.0.1 at ``port``.

    ``approved`` is told the id of every segment that is approved; ``drawn`` is called when a page has
    been made.
    """
    return _App(session, assistant, keys, keeper, approved, drawn).guarded(port)


class _App:
    def __init__(
        self,
        session: ReviewSession,
        assistant: Assistant,
        keys: Keys,
        keeper: Keeper,
        approved: Callable[[str], None] | None,
        drawn: Callable[[], None],
    ) -> None:
        self._session = session
        self._approved = approved
        self._drawn = drawn
        self._assistant = assistant
        self._keys = keys
        self._keeper = keeper
        self._rendering = Rendering(session, assistant)
        self._ids = [segment.id for segment in session.document.segments()]
        assistant.follow(session.document)
        self._static = page_files()

    def guarded(self, port: int) -> ASGIApp:
        """The routes behind the guard."""
        small, large = requests.EDIT_BYTES, requests.REPLACE_BYTES
        routes = [
            Route("/", self._page),
            Route("/open", self._open, methods=["GET"]),
            Route("/static/{name}", self._file),
            Route("/list", self._list),
            Route("/rows", self._rows),
            Route("/segment", self._segment),
            Route("/original", self._original),
            Route("/status", self._status),
            Route("/next", self._next),
            Route("/print", self._print),
            self._posting("/act", self._act, small),
            self._posting("/take", self._take, small),
            self._posting("/retranslate", self._retranslate, small),
            self._posting("/term", self._term, small),
            self._posting("/find", self._find, small),
            self._posting("/replace", self._replace, large),
            self._posting("/unreplace", self._unreplace, large),
            self._posting("/save", self._save, small),
            self._posting("/preference", self._preference, small),
        ]
        app = Starlette(
            routes=routes,
            exception_handlers={
                Refused: self._when_refused,
                StaleRevision: self._when_stale,
                ZhdocError: self._when_impossible,
                HTTPException: self._when_unknown,
                Exception: self._when_broken,
            },
        )
        guard = Guard(app, keys=self._keys, port=port, refuse=refusal)
        self._cookie = guard.cookie
        return guard

    def _posting(
        self, path: str, answer: Callable[[Fields, Client], Response], limit: int
    ) -> Route:
        """A route that reads a body of at most ``limit`` bytes and answers in a worker thread."""

        async def endpoint(request: Request) -> Response:
            fields = await requests.read_fields(request, limit)
            return await run_in_threadpool(answer, fields, Client.of(request))

        return Route(path, endpoint, methods=["POST"])

    # ------------------------------------------------------------------ the page and its parts

    def _open(self, request: Request) -> Response:
        """The link: changes its token for a session, then goes on to the page.

        It goes on by the page itself and not by a redirect: the link may have been followed from
        another site's page (a terminal in a browser), which a Strict cookie does not survive.
        """
        client = Client.of(request)
        session = self._keys.redeem(request.query_params.get("token", ""))
        if session is None and not self._keys.known(request.cookies.get(self._cookie, "")):
            return gate(client, 403, "used-link")
        answer = HTMLResponse(gate_page(client.words, client.theme, "opening", opened=True))
        if session is not None:
            answer.set_cookie(self._cookie, session, httponly=True, samesite="strict", path="/")
        return answer

    def _page(self, request: Request) -> Response:
        client = Client.of(request)
        page = self._session.page(Filter(), 0, FIRST_ROWS)
        answer = HTMLResponse(
            self._rendering.page(
                page.items,
                client.words,
                total=page.total,
                revision=page.revision,
                theme=client.theme,
                counts=self._session.counts(),
                terms=self._assistant.generation,
            )
        )
        self._drawn()
        return answer

    def _file(self, request: Request) -> Response:
        content, kind = self._static.get(request.path_params["name"], (b"", ""))
        if not kind:
            raise Refused(404, "not-found")
        return Response(content, media_type=kind)

    def _print(self, request: Request) -> Response:
        chosen = requests.filter_of(request.query_params)
        self._known_section(chosen)
        return HTMLResponse(self._rendering.print_page(chosen, Client.of(request).words))

    def _list(self, request: Request) -> Response:
        """The positions of the segments that a filter lets through, as ranges."""
        chosen = requests.filter_of(request.query_params)
        self._known_section(chosen)
        found = self._session.positions(chosen)
        return JSONResponse({"ranges": _ranges(found), "total": len(found)})

    def _rows(self, request: Request) -> Response:
        """The lines of the segments at the positions that are asked for."""
        wanted = request.query_params.get("at", "").split(",")
        if len(wanted) > _MOST_ROWS or not all(p.isascii() and p.isdecimal() for p in wanted):
            raise Refused(400, "bad-request")
        positions = [int(p[:12]) for p in wanted]
        if max(positions) >= len(self._ids):
            raise Refused(404, "not-found")
        items = [self._session.item(self._ids[position]) for position in positions]
        return HTMLResponse(self._rendering.rows(items, Client.of(request).words))

    def _segment(self, request: Request) -> Response:
        item = self._item(request.query_params.get("id", ""))
        return JSONResponse(self._answer(item, Client.of(request)))

    def _original(self, request: Request) -> Response:
        item = self._item(request.query_params.get("id", ""))
        return HTMLResponse(self._rendering.original(item, Client.of(request).words))

    def _status(self, request: Request) -> Response:
        """What is saved; where something has changed since ``since``, progress and figures too."""
        since = requests.whole(request.query_params, "since", _EVERY)
        words = Client.of(request).words
        revision = self._session.changes
        answer: dict[str, Any] = {
            "revision": revision,
            "terms": self._assistant.generation,
            "file": self._keeper.state(),
            "notices": [words.message(said) for said in self._session.notices],
        }
        if revision != since:
            answer["progress"] = self._rendering.progress(words)
            answer["sections"] = [
                (s.id, s.approved, s.total, s.open_findings, s.english)
                for s in self._session.sections()
            ]
            answer["counts"] = self._session.counts()
        return JSONResponse(answer)

    def _next(self, request: Request) -> Response:
        """The next segment in the filter, or the one before, that is in ``goal`` too."""
        query = request.query_params
        shown = requests.filter_of(query)
        self._known_section(shown)
        goal = next((known for known in _GOALS if known == query.get("goal", "all")), None)
        if goal is None:
            raise Refused(400, "bad-request")
        here = self._item(query.get("id", "")).position
        wanted = set(self._session.positions(Filter(goal))) if goal != "all" else None
        behind = (p for p in self._session.positions(shown) if p > here)
        found = next((p for p in behind if wanted is None or p in wanted), None)
        return JSONResponse({"position": found})

    # ------------------------------------------------------------------ changes

    def _act(self, fields: Fields, client: Client) -> Response:
        """One wish: edit, approve, reopen, comment, ignore, undo, restore …"""
        kind = fields.choice("kind", _KINDS)
        most = requests.COMMENT_CHARACTERS if kind == "comment" else requests.TEXT_CHARACTERS
        item = self._item(fields.segment())
        edit = Edit(kind, item.segment.id, fields.number("revision"), fields.text("text", most, ""))
        try:
            answer = self._applied(edit, client)
        except StaleRevision as error:
            compared = self._rendering.compared(error.segment.target, edit.text)
            return self._stale(error, client, compared=compared)
        if kind == "approve" and self._approved is not None:
            self._approved(item.segment.id)
        return answer

    def _take(self, fields: Fields, client: Client) -> Response:
        """A suggestion becomes the English; the text says that it is still the one that was shown."""
        item = self._item(fields.segment())
        number, text = fields.number("number"), fields.text("text", requests.TEXT_CHARACTERS)
        offered = self._assistant.suggestions(item)
        if number >= len(offered) or offered[number].text != text:
            raise StaleRevision(item)
        edit = Edit("put", item.segment.id, fields.number("revision"), text)
        if offered[number].kind in _FROM_MEMORY:
            proposal = editing.restate(item.segment, text, "memory", "", "")
            edit = Edit("propose", edit.segment, edit.revision, proposal=proposal)
        return self._applied(edit, client)

    def _retranslate(self, fields: Fields, client: Client) -> Response:
        """The machine's translation with the glossary as it is now becomes the English."""
        item = self._item(fields.segment())
        revision = fields.number("revision")
        if revision != item.revision:
            raise StaleRevision(item)
        proposal = self._assistant.retranslate(item.segment)
        same = proposal.target == item.segment.target
        edit = Edit("propose", item.segment.id, revision, proposal=proposal)
        return self._applied(edit, client, same=same)

    def _term(self, fields: Fields, client: Client) -> Response:
        """A term for the person's own glossary."""
        most = requests.QUERY_CHARACTERS
        chinese, english = fields.text("zh", most), fields.text("en", most)
        note, replace = fields.text("note", most, ""), fields.flag("replace")
        try:
            path = self._assistant.add_term(chinese, english, note, replace=replace)
        except TermConflict as error:
            return JSONResponse({"error": "other-english", "message": str(error)}, 422)
        return JSONResponse({"file": path.name})

    def _find(self, fields: Fields, client: Client) -> Response:
        """What a replacement would make."""
        return JSONResponse(self._previewed(fields, client))

    def _replace(self, fields: Fields, client: Client) -> Response:
        """Replace in the chosen segments: in all of them, or in none where one has changed."""
        chosen = dict(fields.pairs("chosen"))
        found = {r.id: r for r in self._replacements(fields)}
        if any(i not in found or found[i].revision != chosen[i] for i in chosen):
            return JSONResponse({"stale": True, **self._previewed(fields, client)}, 409)
        edits = [Edit("put", i, revision, found[i].after) for i, revision in chosen.items()]
        try:
            items = self._session.apply_all(edits)
        except StaleRevision:
            return JSONResponse({"stale": True, **self._previewed(fields, client)}, 409)
        now = [{"segment": item.segment.id, "revision": item.revision} for item in items]
        return JSONResponse({"replaced": len(edits), "chosen": now})

    def _unreplace(self, fields: Fields, client: Client) -> Response:
        """Take a replacement back, in all its segments or in none."""
        edits = [Edit("undo", self._item(i).segment.id, r) for i, r in fields.pairs("chosen")]
        try:
            self._session.apply_all(edits)
        except (StaleRevision, UsageError):
            return JSONResponse({"error": "stale", "message": client.words("not-unreplaced")}, 409)
        return JSONResponse({"undone": len(edits)})

    def _save(self, fields: Fields, client: Client) -> Response:
        """Write the .xlf now."""
        self._keeper.save()
        return JSONResponse({"file": self._keeper.state()})

    def _preference(self, fields: Fields, client: Client) -> Response:
        """Language and theme, kept in the browser."""
        answer = JSONResponse({})
        chosen = {
            "zhdoc-language": fields.choice("language", ("", *LANGUAGES)),
            "zhdoc-theme": fields.choice("theme", ("", *THEMES)),
        }
        for name, value in chosen.items():
            if value:
                answer.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="strict")
        return answer

    # ------------------------------------------------------------------ helpers

    def _item(self, id: str) -> Item:
        try:
            return self._session.item(id)
        except ReviewError as error:
            raise Refused(404, "not-found") from error

    def _known_section(self, chosen: Filter) -> None:
        if chosen.section:
            try:
                self._session.page(Filter(section=chosen.section), 0, 0)
            except ReviewError as error:
                raise Refused(404, "not-found") from error

    def _applied(self, edit: Edit, client: Client, **more: Any) -> Response:
        return JSONResponse(self._answer(self._session.apply(edit), client) | more)

    def _answer(self, item: Item, client: Client) -> dict[str, Any]:
        """A segment as the script takes it."""
        return {
            "id": item.segment.id,
            "position": item.position,
            "revision": item.revision,
            "state": item.segment.state,
            "target": item.segment.target,
            "row": self._rendering.row(item, client.words),
            "parts": self._rendering.panel(item, client.words),
            "session": self._session.changes,
        }

    def _stale(self, error: StaleRevision, client: Client, **more: Any) -> Response:
        """Somebody was faster: the segment as it is now, for the person to choose."""
        answer = self._answer(self._session.item(error.segment.id), client)
        return JSONResponse({"error": "stale", "message": str(error), "now": answer | more}, 409)

    def _replacements(self, fields: Fields) -> list[Replacement]:
        most = requests.QUERY_CHARACTERS
        return self._session.preview_replace(
            fields.text("query", most),
            fields.text("replacement", most, ""),
            match_case=fields.flag("match_case"),
            whole_words=fields.flag("whole_words"),
        )

    def _previewed(self, fields: Fields, client: Client) -> dict[str, Any]:
        found = self._replacements(fields)
        preview = self._rendering.preview(found, _MOST_PREVIEWED, client.words)
        return {"preview": preview, "segments": len(found)}

    # ------------------------------------------------------------------ what goes wrong

    def _when_refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)  # noqa: S101 - for the type checker
        return refused(request, error.status, error.reason)

    def _when_stale(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, StaleRevision)  # noqa: S101
        return self._stale(error, Client.of(request))

    def _when_impossible(self, request: Request, error: Exception) -> Response:
        """An error made for the person to read."""
        status = 422 if isinstance(error, UsageError) else 503
        if status == 503:
            _log.warning("%s", error)
        return JSONResponse({"error": "impossible", "message": str(error)}, status)

    def _when_unknown(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return refused(request, status, "not-found" if status == 404 else "bad-request")

    def _when_broken(self, request: Request, error: Exception) -> Response:
        """The server writes the traceback to its log; the browser gets none of it."""
        return refused(request, 500, "failed")


def _ranges(positions: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending positions as inclusive ranges."""
    found = list(positions)
    if not found:
        return []
    breaks = [i for i, (a, b) in enumerate(pairwise(found), 1) if b != a + 1]
    return [(found[start], found[end - 1]) for start, end in pairwise([0, *breaks, len(found)])]

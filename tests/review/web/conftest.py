"""The review app without a server: a client that has been let in, and what stands behind the app."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response
from starlette.types import ASGIApp

from toolkit.document import Segment
from toolkit.review.app import create_app
from toolkit.review.assist import Assistant, TermHit
from toolkit.review.keeping import Keeper
from toolkit.review.security import Keys
from toolkit.review.session import ReviewSession


class ReadyAssistant(Assistant):
    """An assistant without glossary and model: its terms and translations are given."""

    def __init__(self, own_terms: Path) -> None:
        super().__init__(own_terms=own_terms)
        self.translation = "Investment completed was 360 million yuan."

    def load(self) -> None:
        self._generation = 1

    def terms(self, segment: Segment) -> list[TermHit]:
        return []

    def retranslate(self, segment: Segment) -> Segment:
        return replace(segment, target=self.translation, state="machine")


class Browser:
    """Asks the app as a browser would, without a connection."""

    def __init__(self, app: ASGIApp, *, raising: bool = False) -> None:
        self._client = AsyncClient(
            transport=ASGITransport(app, raise_app_exceptions=raising),
            base_url="http://127.0.0.1:8000",
            headers={"Origin": "http://127.0.0.1:8000"},
        )
        self.headers = self._client.headers
        self.cookies = self._client.cookies

    def request(self, method: str, path: str, **more: Any) -> Response:
        return asyncio.run(self._client.request(method, path, **more))

    def get(self, path: str, **more: Any) -> Response:
        return self.request("GET", path, **more)

    def post(self, path: str, **more: Any) -> Response:
        return self.request("POST", path, **more)


class Page:
    """The app in a test: a client that has been let in, and what stands behind the app."""

    def __init__(self, path: Path, assistant: Assistant) -> None:
        self.session = ReviewSession.open(path, "Li", clock=lambda: "2026-03-01T08:00:00Z")
        self.assistant = assistant
        self.keys = Keys()
        self.keeper = Keeper(self.session)
        self._approved: Callable[[str], None] | None = None
        self.app = create_app(
            self.session,
            assistant,
            keys=self.keys,
            keeper=self.keeper,
            port=8000,
            approved=lambda id: self._approved and self._approved(id),
        )
        self.client = self.browser()
        self.client.get(f"/open?token={self.keys.token()}")

    def browser(self, *, raising: bool = False) -> Browser:
        """Another browser, not let in yet; ``raising`` lets the app's own failures through."""
        return Browser(self.app, raising=raising)

    def approving(self, told: Callable[[str], None]) -> None:
        """Whom to tell of what is approved."""
        self._approved = told

    def segment(self, id: str) -> dict[str, Any]:
        """A segment as the page gets it."""
        answer: dict[str, Any] = self.client.get("/segment", params={"id": id}).json()
        return answer

    def act(self, kind: str, id: str, text: str = "", **more: Any) -> Response:
        """One change of a segment, as it is seen now."""
        wish = {"kind": kind, "segment": id, "text": text, "revision": self.segment(id)["revision"]}
        return self.client.post("/act", json=wish | more)


@pytest.fixture
def page_of(tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens the app for a file."""
    opened: list[Page] = []

    def open_page(path: Path, assistant: Assistant | None = None) -> Page:
        opened.append(Page(path, assistant or ReadyAssistant(tmp_path / "own.tsv")))
        return opened[-1]

    yield open_page
    for each in opened:
        each.session.close()


@pytest.fixture
def page(page_of: Callable[..., Page], xlf: Path) -> Page:
    """The app for the report."""
    return page_of(xlf)

"""The browser at the other end: how the person wants the page, and refusals in their language."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Scope

from toolkit.review.language import LANGUAGES, Language, Words, preferred
from toolkit.review.rendering import gate_page

__all__ = ["THEMES", "Client", "gate", "refusal", "refused"]

THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Client:
    """How the person wants the page."""

    language: Language
    theme: str

    @classmethod
    def of(cls, request: Request) -> Client:
        wanted, theme = request.cookies.get("zhdoc-language"), request.cookies.get("zhdoc-theme")
        language = preferred(request.headers.get("accept-language", ""))
        return cls(
            next((known for known in LANGUAGES if known == wanted), language),
            theme if theme in THEMES else "auto",
        )

    @property
    def words(self) -> Words:
        return _WORDS[self.language]


_WORDS = {language: Words(language) for language in LANGUAGES}


def gate(client: Client, status: int, reason: str) -> Response:
    """A page that says why the app does not go on."""
    return HTMLResponse(gate_page(client.words, client.theme, reason), status)


def refused(request: Request, status: int, reason: str) -> Response:
    """A refusal in words, as a page where one was asked for."""
    client = Client.of(request)
    if "text/html" in request.headers.get("accept", ""):
        return gate(client, status, reason)
    return JSONResponse({"error": reason, "message": client.words(reason)}, status)


def refusal(scope: Scope, status: int, reason: str) -> ASGIApp:
    """:func:`refused` for whoever has no request yet."""
    return refused(Request(scope), status, reason)

"""Who may talk to the review app: one person's browser on this machine, and no other page in it.

The app listens on 127.0.0.1. Every process of the machine and every page in the browser can reach that
address, so each request is looked at before the app sees it:

- Host must be this address with this port, which stops DNS rebinding.
- The link's token opens the app once and is changed for a session cookie (HttpOnly, SameSite=Strict).
- A page of another origin may not ask at all where the browser says so (Sec-Fetch-Site), and may never
  change anything: an unsafe request needs this origin (Origin).
- A body that says it is too large is refused before it is read; how much is read is limited too.

Every answer, an error as well, carries the policy that lets the page load its own files and no others.
Sources: RFC 6265bis (cookies), Fetch (Origin), W3C Fetch Metadata, W3C CSP 3.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections import deque
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "LARGEST_BODY", "POLICY", "Guard", "Keys", "Refuse"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer carries."""

LARGEST_BODY = 2 * 1024 * 1024
"""Bytes; the largest body of any request (a replacement in every segment of a long document)."""

OPENING = "/open"
"""Where the link leads: the one path that needs no session, but a token."""

STATIC = "/static/"
"""Style and script of the page: they hold nothing of the document."""

_SAFE = frozenset({"GET", "HEAD"})
_MOST_SESSIONS = 16
_MOST_HEADERS = 16 * 1024

Refuse = Callable[[Scope, int, str], ASGIApp]
"""Makes the answer for a refused request from its status and the name of the reason."""


class Keys:
    """The token of the link that was printed last, and the sessions that tokens have opened."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._token: str | None = None
        self._sessions: deque[str] = deque(maxlen=_MOST_SESSIONS)

    def token(self) -> str:
        """A fresh token; the one before it is worth nothing any more."""
        with self._lock:
            self._token = secrets.token_urlsafe(32)
            return self._token

    def redeem(self, token: str) -> str | None:
        """The secret of a new session, once for each token; None for any other text."""
        with self._lock:
            if self._token is None or not _same(token, self._token):
                return None
            self._token = None
            session = secrets.token_urlsafe(32)
            self._sessions.append(session)
            return session

    def known(self, session: str) -> bool:
        """Whether a token opened that session; every one is compared, whatever the outcome."""
        with self._lock:
            return sum(_same(session, known) for known in self._sessions) > 0


def _same(given: str, known: str) -> bool:
    """Compared in a time that tells nothing of the place where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), known.encode("utf-8"))


class Guard:
    """ASGI middleware: lets through what this module's rules allow, and dresses every answer."""

    def __init__(self, app: ASGIApp, *, keys: Keys, port: int, refuse: Refuse) -> None:
        self._app = app
        self._keys = keys
        self._refuse = refuse
        self.cookie = f"zhdoc-review-{port}"  # cookies are shared by all ports of a host
        hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost")]
        if port == 80:
            hosts += ["127.0.0.1", "localhost"]
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refused = self._refused(scope)
        app = self._app if refused is None else self._refuse(scope, *refused)
        await app(scope, receive, dressed)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """The status and the reason's name where the request may not pass."""
        headers = Headers(scope=scope)
        method, path = scope["method"], scope["path"]
        host = headers.get("host", "").lower()
        if host not in self._hosts or len(headers.getlist("host")) != 1:
            return 421, "wrong-host"
        if method not in _SAFE and method != "POST":
            return 405, "wrong-method"
        if sum(len(name) + len(value) for name, value in headers.raw) > _MOST_HEADERS:
            return 431, "too-large"
        if path == OPENING:
            return None if method == "GET" else (405, "wrong-method")
        site = headers.get("sec-fetch-site")
        if method in _SAFE and path.startswith(STATIC):
            return None if site in (None, "none", "same-origin") else (403, "wrong-origin")
        if not self._keys.known(self._session(headers)):
            return 401, "no-session"
        if site not in (None, "none", "same-origin"):
            return 403, "wrong-origin"
        if method not in _SAFE:
            if site == "none" or headers.get("origin", "").lower() != f"http://{host}":
                return 403, "wrong-origin"
            length = headers.get("content-length", "0")
            if not length.isdecimal() or len(length) > 12 or int(length) > LARGEST_BODY:
                return 413, "too-large"
        return None

    def _session(self, headers: Headers) -> str:
        return cookie_parser(headers.get("cookie", "")).get(self.cookie, "")

"""Serving a review: on 127.0.0.1 alone, until Ctrl-C or SIGTERM, with a fresh link on Enter.

The web server runs in a thread of its own; the main thread has the signals and rewrites the file when
nobody types.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from toolkit.errors import UsageError, ZhdocError
from toolkit.review.app import create_app
from toolkit.review.assist import Assistant
from toolkit.review.keeping import Keeper
from toolkit.review.security import OPENING, Keys
from toolkit.review.session import ReviewSession

__all__ = ["ADDRESS", "bind", "on_lines", "serve"]

ADDRESS = "127.0.0.1"
"""The only address that is listened on."""

_TICK_SECONDS = 0.5
_FIRST_PAGE_SECONDS = 2
"""How long the glossary waits for somebody to open the link."""
_START_SECONDS = 20.0
_PATIENCE_SECONDS = 3
"""For requests under way when the app closes."""

_STOPS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""What ends a review in good order, as far as the system knows it."""


def bind(port: int) -> socket.socket:
    """A listening socket at 127.0.0.1; port 0 is any free one. Raises UsageError where it is taken."""
    # asyncio sends without delay only where the protocol is named: else every answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "nt":
        # Windows would let another program share the port otherwise.
        listener.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE"), 1)  # noqa: B009
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise UsageError(
            f"port {port} of {ADDRESS} cannot be used ({error.strerror or error}); choose another"
            " with --port, or leave it out"
        ) from error
    return listener


def serve(
    session: ReviewSession,
    assistant: Assistant,
    *,
    port: int,
    browser: bool,
    say: Callable[[str], None],
    approved: Callable[[str], None] | None = None,
) -> None:
    """Serve ``session`` until the person ends it; ``say`` prints a line for them.

    ``approved`` is told the id of every segment that is approved.

    The file is saved by whoever closes the session. Raises UsageError where the port is taken, GlossaryError
    where a glossary is malformed.
    """
    listener = bind(port)
    port = listener.getsockname()[1]
    keys, keeper = Keys(), Keeper(session)

    def link() -> str:
        return f"http://{ADDRESS}:{port}{OPENING}?token={keys.token()}"

    stop, drawn = threading.Event(), threading.Event()
    app = create_app(
        session, assistant, keys=keys, keeper=keeper, port=port, approved=approved, drawn=drawn.set
    )
    failures: list[ZhdocError] = []
    with listener, _signals(stop), _running(app, listener):
        address = link()
        say(f"Review {session.path} at {address}")
        say("The link works once. Enter prints a fresh one, Ctrl-C saves and ends.")
        if browser and not _opened(address):
            say("No browser could be opened; open the link in one on this machine.")
        _loading(assistant, failures, stop, drawn)
        on_lines(lambda: say(link()), stop)
        # A wait without an end would not be left for Ctrl-C on Windows.
        while not stop.wait(_TICK_SECONDS):
            keeper.tick()
    if failures:
        raise failures[0]


def _loading(
    assistant: Assistant,
    failures: list[ZhdocError],
    stop: threading.Event,
    drawn: threading.Event,
) -> None:
    """Load the glossary behind the first page, which beside it would take twice as long; a broken
    one ends the review before it has begun."""

    def load() -> None:
        drawn.wait(_FIRST_PAGE_SECONDS)
        try:
            assistant.load()
        except ZhdocError as error:
            failures.append(error)
            stop.set()

    threading.Thread(target=load, name="zhdoc-glossary", daemon=True).start()


def _opened(address: str) -> bool:
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False


@contextlib.contextmanager
def _running(app: ASGIApp, listener: socket.socket) -> Iterator[None]:
    """The web server in a thread of its own; when the block ends, what is under way is finished."""
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_PATIENCE_SECONDS,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listener]}, name="zhdoc-review", daemon=True
    )
    thread.start()
    pause = threading.Event()
    waited = 0.0
    while not server.started:
        if not thread.is_alive() or waited > _START_SECONDS:
            raise ZhdocError("the review's web server did not start; try another --port")
        pause.wait(0.02)
        waited += 0.02
    try:
        yield
    finally:
        # A request that is cut off now would be told of at length.
        logging.getLogger("uvicorn.error").disabled = True
        server.should_exit = True
        thread.join(2 * _PATIENCE_SECONDS)


@contextlib.contextmanager
def _signals(stop: threading.Event) -> Iterator[None]:
    """What would end the process sets ``stop`` instead, while the block runs."""

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {}
    for name in _STOPS:
        number = getattr(signal, name, None)
        if number is not None:
            before[number] = signal.signal(number, end)
    if hasattr(signal, "SIGTTIN"):
        # In the background of a shell reading the terminal would stop the whole process.
        before[signal.SIGTTIN] = signal.signal(signal.SIGTTIN, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def on_lines(act: Callable[[], None], stop: threading.Event) -> None:
    """Call ``act`` for every line that is entered, in a thread, as long as standard input is open."""
    try:
        handle = sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):  # no standard input, or none with a handle
        return

    def read() -> None:
        # Straight from the system: a thread that sleeps in sys.stdin would hold its lock at exit.
        while not stop.is_set():
            try:
                content = os.read(handle, 4096)
            except OSError:
                return
            if not content:
                return
            if b"\n" in content or b"\r" in content:
                act()

    threading.Thread(target=read, name="zhdoc-enter", daemon=True).start()

"""Serving: this machine only, a free port, fresh links, an end in good order."""

from __future__ import annotations

import logging
import os
import re
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from toolkit.bilingual import read_xliff
from toolkit.errors import GlossaryError, UsageError
from toolkit.review import server
from toolkit.review.edits import Edit
from toolkit.review.session import ReviewSession

needs_signals = pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")


@pytest.fixture
def quiet() -> Iterator[None]:
    """What serving does to a logger of the process is undone."""
    logger = logging.getLogger("uvicorn.error")
    before = logger.disabled
    yield
    logger.disabled = before


class Said(list[str]):
    """What is printed for the person; ``then`` is called with every link."""

    def __init__(self, then: Callable[[str], None]) -> None:
        super().__init__()
        self._then = then

    def __call__(self, line: str) -> None:
        self.append(line)
        link = re.search(r"http://\S+", line)
        if link:
            threading.Thread(target=self._then, args=(link[0],)).start()


def test_only_this_machine_is_listened_to() -> None:
    with server.bind(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        assert listener.getsockname()[1] > 0


def test_answers_do_not_wait_for_more() -> None:
    # asyncio sets TCP_NODELAY where the socket names its protocol.
    with server.bind(0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken_is_one_line() -> None:
    with server.bind(0) as first:
        port = first.getsockname()[1]
        with pytest.raises(UsageError, match=rf"port {port} of 127.0.0.1 cannot be used .* --port"):
            server.bind(port)


@needs_signals
@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_review_from_link_to_end(xlf: Path, page, ending: str, tmp_path: Path) -> None:
    page.session.close()
    answers: list[int] = []

    def visit(link: str) -> None:
        try:
            address = link.partition("/open")[0]
            with httpx.Client(base_url=address, headers={"Origin": address}) as client:
                answers.append(client.get("/").status_code)
                answers.append(client.get(link).status_code)
                answers.append(client.get("/").status_code)
                seen = client.get("/segment?id=s0003").json()
                wish = {"kind": "approve", "segment": "s0003", "revision": seen["revision"]}
                answers.append(client.post("/act", json=wish).status_code)
        finally:
            os.kill(os.getpid(), getattr(signal, ending))

    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    said = Said(visit)
    with ReviewSession.open(xlf, "Li") as session:
        server.serve(session, page.assistant, port=0, browser=False, say=said)
    assert answers == [401, 200, 200, 200]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
    states = {s.id: s.state for s in read_xliff(xlf).segments()}
    assert states["s0003"] == "approved"
    assert not xlf.with_name("report.xlf.journal").exists() or not session.dirty
    assert "Ctrl-C" in said[1]


@needs_signals
@pytest.mark.usefixtures("quiet")
def test_a_broken_glossary_ends_the_review_with_its_line(
    xlf: Path, page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise GlossaryError("own.tsv, line 2: no English")

    page.session.close()
    monkeypatch.setattr(page.assistant, "load", broken)
    with ReviewSession.open(xlf, "Li") as session, pytest.raises(GlossaryError, match="line 2"):
        server.serve(session, page.assistant, port=0, browser=False, say=lambda line: None)


@needs_signals
@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("opens", [True, False])
def test_the_browser_is_opened_where_there_is_one(
    xlf: Path, page, monkeypatch: pytest.MonkeyPatch, opens: bool
) -> None:
    visited: list[str] = []

    def open_browser(address: str) -> bool:
        visited.append(address)
        os.kill(os.getpid(), signal.SIGTERM)
        return opens

    page.session.close()
    monkeypatch.setattr("webbrowser.open", open_browser)
    said: list[str] = []
    with ReviewSession.open(xlf, "Li") as session:
        server.serve(session, page.assistant, port=0, browser=True, say=said.append)
    assert visited[0] in said[0]
    assert any("No browser could be opened" in line for line in said) is not opens


def test_enter_prints_a_fresh_link(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    entered = threading.Semaphore(0)
    stop = threading.Event()
    with os.fdopen(reading, "rb") as source:
        monkeypatch.setattr(sys, "stdin", source)
        server.on_lines(entered.release, stop)
        for _ in range(2):
            os.write(writing, b"\n")
            assert entered.acquire(timeout=30)
        os.write(writing, b"x")
        os.close(writing)  # the end of the input ends the thread
        for thread in threading.enumerate():
            if thread.name == "zhdoc-enter":
                thread.join(30)
                assert not thread.is_alive()
    assert not entered.acquire(blocking=False)


@pytest.mark.parametrize("stdin", [None, object()])
def test_without_standard_input_nobody_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, stdin: object
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    server.on_lines(lambda: None, threading.Event())
    assert not [t for t in threading.enumerate() if t.name == "zhdoc-enter"]


def test_the_keeper_leaves_a_file_alone_that_nothing_was_done_to(page) -> None:
    before = page.session.path.read_bytes()
    page.keeper.tick()
    assert page.keeper.save()
    assert page.session.path.read_bytes() == before
    page.session.apply(Edit("approve", "s0003", page.session.item("s0003").revision))
    assert page.keeper.save()
    assert page.session.path.read_bytes() != before


def test_a_socket_is_closed_where_it_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    class Refusing(socket.socket):
        def bind(self, address: object) -> None:
            raise PermissionError(13, "Permission denied")

        def close(self) -> None:
            closed.append(True)
            super().close()

    monkeypatch.setattr(server.socket, "socket", Refusing)
    with pytest.raises(UsageError, match=r"Permission denied"):
        server.bind(80)
    assert closed == [True]

"""Downloads from a server on loopback: packages, indexes, redirects, and what is refused."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from toolkit.engine import download, install_package
from toolkit.engine.download import fetch, find_in_index, is_url
from toolkit.errors import PackageError


@dataclass
class Server:
    """Pages by path: a body, or (status, headers, body)."""

    url: str
    pages: dict[str, bytes | tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        state: ClassVar[Server]

        def do_GET(self) -> None:
            self.state.asked.append(self.path)
            page = self.state.pages.get(self.path, (404, {}, b""))
            status, headers, body = (200, {}, page) if isinstance(page, bytes) else page
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.state = Server(f"http://127.0.0.1:{http.server_port}")
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield Handler.state
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "argos" / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(place))
    monkeypatch.delenv("ARGOS_PACKAGE_INDEX", raising=False)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return place


def index_entry(**changes: Any) -> dict[str, Any]:
    return {
        "package_version": "1.9",
        "from_code": "zh",
        "to_code": "en",
        "links": ["zh_en.argosmodel"],
    } | changes


def test_a_package_is_installed_from_a_url(
    server: Server, target: Path, small_package: Callable[..., Path]
) -> None:
    server.pages["/p.argosmodel"] = small_package().read_bytes()
    package = install_package(f"{server.url}/p.argosmodel")
    assert package.path == target / "translate-zh_en-1_9"


def test_a_package_is_installed_from_a_file_url(
    target: Path, small_package: Callable[..., Path]
) -> None:
    assert install_package(small_package().as_uri()).path.is_dir()
    with pytest.raises(PackageError, match="another machine"):
        install_package("file://server/share/x.argosmodel")


def test_the_newest_package_of_the_index_is_installed(
    server: Server, target: Path, small_package: Callable[..., Path]
) -> None:
    body = small_package().read_bytes()
    server.pages["/old.argosmodel"] = b"old"
    server.pages["/zh_en.argosmodel"] = body
    index = [
        index_entry(package_version="1.10", sha256=hashlib.sha256(body).hexdigest()),
        index_entry(package_version="1.9", links=["old.argosmodel"]),
        index_entry(from_code="de", package_version="3"),
        index_entry(type="sbd", package_version="3"),
        index_entry(links="zh_en.argosmodel", package_version="4"),
        "nonsense",
    ]
    server.pages["/index.json"] = json.dumps(index).encode()
    package = install_package("zh_en", index_url=f"{server.url}/index.json")
    assert package.path.is_dir()
    assert server.asked == ["/index.json", "/zh_en.argosmodel"]


def test_the_index_may_be_named_in_the_environment(
    server: Server,
    target: Path,
    small_package: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.pages["/i/index.json"] = json.dumps([index_entry()]).encode()
    server.pages["/i/zh_en.argosmodel"] = small_package().read_bytes()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{server.url}/i/")
    assert install_package("translate-zh_en").path.is_dir()


def test_a_digest_in_the_index_is_honoured(
    server: Server, target: Path, small_package: Callable[..., Path]
) -> None:
    server.pages["/index.json"] = json.dumps([index_entry(sha256="0" * 64)]).encode()
    server.pages["/zh_en.argosmodel"] = small_package().read_bytes()
    with pytest.raises(PackageError, match="not installed"):
        install_package("zh_en", index_url=f"{server.url}/index.json")
    assert not target.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>", "not a JSON package index"),
        (b"{}", "not a package index"),
        (b"[]", "has no package zh_en"),
        (json.dumps([index_entry(links=["file:///etc/passwd"])]).encode(), "has no package"),
        (json.dumps([index_entry(links=["ftp://x/y"])]).encode(), "has no package"),
    ],
)
def test_a_senseless_index_is_refused(
    server: Server, target: Path, content: bytes, reason: str
) -> None:
    server.pages["/index.json"] = content
    with pytest.raises(PackageError, match=reason):
        install_package("zh_en", index_url=f"{server.url}/index.json")


def test_another_pair_is_not_even_looked_up(server: Server) -> None:
    with pytest.raises(PackageError, match="needs a Chinese→English package"):
        find_in_index("de_en", f"{server.url}/index.json")
    assert server.asked == []


def test_half_a_download_is_told(
    server: Server, target: Path, small_package: Callable[..., Path]
) -> None:
    body = small_package().read_bytes()
    server.pages["/p"] = (200, {"Content-Length": str(len(body) + 100)}, body)
    with pytest.raises(PackageError, match=r"broke off|failed"):
        install_package(f"{server.url}/p")
    assert not target.exists()


def test_a_server_error_is_told(server: Server, target: Path) -> None:
    with pytest.raises(PackageError, match="answers 404"):
        install_package(f"{server.url}/none")


def test_a_server_that_is_not_there_is_told(server: Server, target: Path) -> None:
    with pytest.raises(PackageError, match="cannot be reached"):
        install_package("http://127.0.0.1:1/x")


def test_too_large_a_download_is_refused(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.pages["/p"] = bytes(5000)
    with pytest.raises(PackageError, match="larger than 1,000 bytes"):
        fetch(f"{server.url}/p", tmp_path / "p", 1000)
    monkeypatch.setattr(download, "MAX_INDEX", 1000)
    with pytest.raises(PackageError, match="larger than 1,000 bytes"):
        find_in_index("zh_en", f"{server.url}/p")


def test_a_redirect_is_followed_to_http_only(
    server: Server, target: Path, small_package: Callable[..., Path]
) -> None:
    server.pages["/real"] = small_package().read_bytes()
    server.pages["/moved"] = (302, {"Location": "/real"}, b"")
    assert install_package(f"{server.url}/moved").path.is_dir()
    for place in ("file:///etc/passwd", "ftp://127.0.0.1/x"):
        server.pages["/moved"] = (302, {"Location": place}, b"")
        with pytest.raises(PackageError, match=r"addresses are fetched|is not allowed"):
            install_package(f"{server.url}/moved", force=True)


def test_a_redirect_never_leaves_https() -> None:
    import urllib.request

    handler = download._SameKindRedirects()
    request = urllib.request.Request("https://example.org/x")
    with pytest.raises(PackageError, match="only https addresses"):
        handler.redirect_request(request, None, 302, "", {}, "http://example.org/x")
    new = handler.redirect_request(request, None, 302, "", {}, "https://example.com/x")
    assert new is not None and new.full_url == "https://example.com/x"


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/x", "data:text/plain,x", "javascript://x"])
def test_other_addresses_are_refused(url: str, target: Path) -> None:
    with pytest.raises(PackageError, match=r"addresses are fetched|neither a file"):
        install_package(url)


def test_a_path_of_windows_is_no_url() -> None:
    assert not is_url("C:\\x.argosmodel")
    assert not is_url("C:/x.argosmodel")
    assert is_url("http://x") and is_url("file:///x")

"""Fetching a package file, and finding it in an Argos package index.

The only place in zhdoc that opens a connection, and only for ``zhdoc model install`` with a URL or
a language pair. http, https and file URLs; sizes are capped; a redirect may not leave those.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.engine.packages import is_chinese_to_english
from toolkit.errors import PackageError

__all__ = ["DEFAULT_INDEX", "MAX_DOWNLOAD", "IndexEntry", "fetch", "find_in_index", "is_url"]

DEFAULT_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
"""The public Argos index; ``ARGOS_PACKAGE_INDEX`` (a folder's URL) takes its place as in Argos."""

MAX_DOWNLOAD = 1_000_000_000  # bytes
MAX_INDEX = 10_000_000  # bytes
TIMEOUT = 60  # seconds without an answer

_PAIR = re.compile(r"(?:translate-)?([A-Za-z]{2,3}(?:-[A-Za-z]+)?)_([A-Za-z]{2,3})")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One downloadable package of an index."""

    version: str
    url: str
    sha256: str | None
    """Of the package file; Argos' own index has none, ours may."""


def is_url(text: str) -> bool:
    """Whether ``text`` looks like a URL of any scheme (``C:\\x`` does not)."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text))


def _scheme(url: str, allowed: tuple[str, ...] = ("http", "https", "file")) -> str:
    scheme = urllib.parse.urlsplit(url).scheme.lower()
    if scheme not in allowed:
        raise PackageError(f"{url}: only {', '.join(allowed)} addresses are fetched")
    return scheme


class _SameKindRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to http(s) only, and never from https to http."""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        allowed = ("https",) if req.type == "https" else ("http", "https")
        _scheme(newurl, allowed)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, target: Path, limit: int = MAX_DOWNLOAD) -> Path:
    """Download ``url`` into the new file ``target``, at most ``limit`` bytes; return ``target``."""
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SameKindRedirects(),
    ]
    if _scheme(url) == "file":
        if urllib.parse.urlsplit(url).netloc not in ("", "localhost"):
            raise PackageError(f"{url}: a file address may not name another machine")
        handlers = [urllib.request.FileHandler()]
    opener = urllib.request.OpenerDirector()
    for handler in handlers:
        opener.add_handler(handler)
    request = urllib.request.Request(url, headers={"User-Agent": "zhdoc"})  # noqa: S310 (checked)
    received = 0
    try:
        with opener.open(request, timeout=TIMEOUT) as answer, target.open("xb") as out:
            while chunk := answer.read(1 << 20):
                received += len(chunk)
                if received > limit:
                    raise PackageError(f"{url}: larger than {limit:,} bytes, not downloaded")
                out.write(chunk)
            expected = answer.headers.get("Content-Length", "")
    except urllib.error.HTTPError as error:
        with error:
            raise PackageError(f"{url}: the server answers {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        raise PackageError(f"{url}: cannot be reached ({error.reason})") from error
    except (OSError, http.client.HTTPException) as error:
        raise PackageError(f"{url}: the download failed ({error})") from error
    if expected.isdigit() and int(expected) != received:
        raise PackageError(f"{url}: the download broke off at {received:,} bytes; try again")
    return target


def find_in_index(pair: str, index_url: str | None = None) -> IndexEntry:
    """The newest package for ``pair`` ("zh_en") in the index at ``index_url``.

    The index is Argos' ``index.json``: a list of objects with ``from_code``, ``to_code``,
    ``package_version`` and ``links``; a ``sha256`` of the file is honoured where it is given.
    """
    match = _PAIR.fullmatch(pair)
    if not match:
        raise PackageError(f"{pair}: neither a file, nor a URL, nor a pair such as zh_en")
    if not is_chinese_to_english(match[1], match[2]):
        raise PackageError(f"{pair}: zhdoc needs a Chinese→English package (zh_en)")
    folder = os.environ.get("ARGOS_PACKAGE_INDEX")
    url = index_url or (folder.rstrip("/") + "/index.json" if folder else DEFAULT_INDEX)
    entries = [
        entry
        for raw in _read_index(url)
        if isinstance(raw, dict)
        and (raw.get("from_code"), raw.get("to_code")) == (match[1], match[2])
        and raw.get("type", "translate") == "translate"
        and (entry := _entry(raw, url)) is not None
    ]
    if not entries:
        raise PackageError(f"{url}: has no package {match[1]}_{match[2]} that can be downloaded")
    return max(entries, key=lambda entry: _version_key(entry.version))


def _read_index(url: str) -> list[Any]:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="zhdoc-") as folder:
        raw = fetch(url, Path(folder) / "index.json", MAX_INDEX).read_bytes()
    try:
        index = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise PackageError(f"{url}: not a JSON package index") from error
    if not isinstance(index, list):
        raise PackageError(f"{url}: not a package index (a list of packages)")
    return index


def _entry(raw: dict[str, Any], index_url: str) -> IndexEntry | None:
    """The entry with its first usable link: an index may not point below its own safety."""
    kind = urllib.parse.urlsplit(index_url).scheme.lower()
    allowed = {"file": ("file", "http", "https"), "https": ("https",)}.get(kind, ("http", "https"))
    links = raw.get("links")
    if not isinstance(links, list):
        return None
    digest = raw.get("sha256")
    for link in links:
        if not isinstance(link, str):
            continue
        absolute = urllib.parse.urljoin(index_url, link)
        if urllib.parse.urlsplit(absolute).scheme.lower() in allowed:
            return IndexEntry(
                str(raw.get("package_version", "")),
                absolute,
                digest.lower() if isinstance(digest, str) else None,
            )
    return None


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:6])

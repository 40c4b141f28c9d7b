"""The head of every page, its style and script, and the digests by which its policy allows them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib.resources import files

__all__ = ["asset", "head"]


def asset(name: str) -> str:
    """The text of a file beside this module."""
    return files("toolkit.bilingual").joinpath(name).read_text("utf-8")


def head(title: str, script: str = "") -> Iterator[str]:
    """The lines before ``<body>`` of a page that loads nothing and runs ``script`` alone, if any."""
    dark = f"@media (prefers-color-scheme: dark) {{\n{asset('dark.css')}}}\n"
    style = asset("light.css") + dark + asset("page.css")
    scripts = f" script-src '{_digest(script)}';" if script else ""
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}';{scripts}"
        " base-uri 'none'; form-action 'none'"
    )
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(title)} · zhdoc</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def _digest(content: str) -> str:
    """The content's SHA-256 as a policy writes it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"

"""Style and script of the pages, and the digests by which a content security policy allows them."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

__all__ = ["asset", "digest"]


def asset(name: str) -> str:
    """The text of a file beside this module."""
    return files("toolkit.bilingual").joinpath(name).read_text("utf-8")


def digest(content: str) -> str:
    """The content's SHA-256 as a policy writes it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"

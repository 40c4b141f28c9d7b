"""The page's own style and script, read once: no name that a browser sends is looked for on disk."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["page_files"]

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def page_files() -> dict[str, tuple[bytes, str]]:
    """The page's own files: name → content, type."""
    known = {}
    for entry in files("toolkit.review").joinpath("static").iterdir():
        kind = _TYPES.get(entry.name[entry.name.rfind(".") :])
        if kind:
            known[entry.name] = entry.read_bytes(), kind
    return known

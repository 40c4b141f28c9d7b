"""The page's style and script, read once: no name that a browser sends is looked for on disk."""

from __future__ import annotations

from importlib.resources import files

from toolkit.bilingual.html_assets import asset

__all__ = ["page_files"]

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def page_files() -> dict[str, tuple[bytes, str]]:
    """The page's own files, and the colours it shares with the pages to read: name → content, type."""
    known = {name: (asset(name).encode(), _TYPES[".css"]) for name in ("light.css", "dark.css")}
    for entry in files("toolkit.review").joinpath("static").iterdir():
        kind = _TYPES.get(entry.name[entry.name.rfind(".") :])
        if kind:
            known[entry.name] = entry.read_bytes(), kind
    return known

"""The model package that comes with zhdoc: a plain Argos package directory, read where it lies."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DIGEST", "directory"]

DIGEST = "fd93c04600d018e60e353b28e71da048cba3633aea9382f4f357fddbff52947f"
"""What :attr:`toolkit.engine.packages.Package.sha256` must be for the bundled package."""


def directory() -> Path:
    """The bundled package's directory; it is never written to."""
    return Path(__file__).resolve().parent / "zh_en"

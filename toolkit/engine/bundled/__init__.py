"""The model package that comes with zhdoc: a plain Argos package directory, read where it lies."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DIGEST", "directory"]

DIGEST = "ee16bf2706a6014bcac22f30840cc694e68d4f52180d50e762fb2d4798734c79"
"""What :attr:`toolkit.engine.packages.Package.sha256` must be for the bundled package."""


def directory() -> Path:
    """The bundled package's directory; it is never written to."""
    return Path(__file__).resolve().parent / "zh_en"

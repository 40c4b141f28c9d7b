"""The model package that comes with zhdoc: a plain Argos package directory, read where it lies."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DIGEST", "directory"]

DIGEST = "6e1e1ccfa2d6374a259c25ef5724b92f34da71f880fda90b2dc2c4e55ec892eb"
"""What :attr:`toolkit.engine.packages.Package.sha256` must be for the bundled package."""


def directory() -> Path:
    """The bundled package's directory; it is never written to."""
    return Path(__file__).resolve().parent / "zh_en"

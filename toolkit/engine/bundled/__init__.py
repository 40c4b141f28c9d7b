"""The model package that comes with zhdoc: a plain Argos package directory, read where it lies."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DIGEST", "directory"]

DIGEST = "22aaaba359e1fcbc5f38dca480c775741120fa8f3809f065d115ebe5721a8404"
"""What :attr:`toolkit.engine.packages.Package.sha256` must be for the bundled package."""


def directory() -> Path:
    """The bundled package's directory; it is never written to."""
    return Path(__file__).resolve().parent / "zh_en"

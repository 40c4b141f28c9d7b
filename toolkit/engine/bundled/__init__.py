"""The model package that comes with zhdoc: a plain Argos package directory, read where it lies."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DIGEST", "directory"]

DIGEST = "270aa79dea4c899e14e8c915e660e59a584d5f9f86f0728f8971f3516dbb4362"
"""What :attr:`toolkit.engine.packages.Package.sha256` must be for the bundled package."""


def directory() -> Path:
    """The bundled package's directory; it is never written to."""
    return Path(__file__).resolve().parent / "zh_en"

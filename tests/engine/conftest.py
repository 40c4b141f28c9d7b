"""Packages and a fake engine for the engine's tests."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit.engine import ArgosEngine, bundled_package

# Test modules are imported by path, so their neighbours are too.
_PATH = Path(__file__).with_name("fakes.py")
_SPEC = importlib.util.spec_from_file_location("zhdoc_engine_fakes", _PATH)
assert _SPEC is not None and _SPEC.loader is not None
_fakes = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = _fakes
_SPEC.loader.exec_module(_fakes)


@pytest.fixture
def fake_engine() -> Any:
    """The class of tests/engine/fakes.py."""
    return _fakes.FakeEngine


@pytest.fixture(scope="session")
def engine() -> ArgosEngine:
    """The bundled package on one thread, loaded once."""
    loaded = ArgosEngine(bundled_package(), threads=1)
    loaded.load()
    return loaded


@pytest.fixture
def copy_package(tmp_path: Path) -> Callable[..., Path]:
    """Copies the bundled package into a new folder with other metadata; None drops a key."""

    def copy(name: str = "translate-zh_en-1_9", **changes: str | None) -> Path:
        target = tmp_path / "copied" / name
        shutil.copytree(bundled_package().path, target)
        place = target / "metadata.json"
        fields = json.loads(place.read_text(encoding="utf-8"))
        for key, value in changes.items():
            if value is None:
                fields.pop(key, None)
            else:
                fields[key] = value
        place.write_text(json.dumps(fields), encoding="utf-8")
        return target

    return copy


@pytest.fixture
def small_package(tmp_path: Path) -> Callable[..., Path]:
    """Writes a package file that installs but cannot translate: its model is a few bytes.

    ``files`` are added or take the place of the usual ones; None leaves one out.
    """

    def write(
        files: dict[str, bytes | None] | None = None,
        folder: str = "translate-zh_en-1_9",
        metadata: dict[str, str] | None = None,
    ) -> Path:
        fields = {"from_code": "zh", "to_code": "en", "package_version": "1.9"} | (metadata or {})
        members: dict[str, bytes | None] = {
            "metadata.json": json.dumps(fields).encode(),
            "sentencepiece.model": b"pieces",
            "model/model.bin": b"weights",
            "model/config.json": b"{}",
        }
        members |= files or {}
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.argosmodel"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                if content is not None:
                    archive.writestr(f"{folder}/{name}", content)
        return path

    return write

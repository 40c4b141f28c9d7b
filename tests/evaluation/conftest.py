"""An engine without a model, and pairs to evaluate."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from toolkit.terms import Glossary, load_glossary

# Test modules are imported by path, so the engine's fakes are too.
_PATH = Path(__file__).parent.parent / "engine" / "fakes.py"
_SPEC = importlib.util.spec_from_file_location("zhdoc_engine_fakes", _PATH)
assert _SPEC is not None and _SPEC.loader is not None
_fakes = sys.modules.setdefault(_SPEC.name, importlib.util.module_from_spec(_SPEC))
if not hasattr(_fakes, "FakeEngine"):
    _SPEC.loader.exec_module(_fakes)


@pytest.fixture
def fake_engine() -> Any:
    """The class of tests/engine/fakes.py."""
    return _fakes.FakeEngine


@pytest.fixture(scope="session")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    """Three terms and nothing else."""
    path = tmp_path_factory.mktemp("glossary") / "terms.tsv"
    path.write_text(
        "科技局\tscience and technology bureau\n示范区\tdemonstration zone\n企业\tenterprise\n",
        encoding="utf-8",
    )
    return load_glossary([path], builtin=False)

"""Installing a package and translating with it: a stock one, without the constraint ability."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from toolkit.bilingual import read_xliff
from toolkit.engine import bundled_package

Run = Callable[..., Any]


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


@pytest.fixture
def stock_package(tmp_path: Path) -> Path:
    """The bundled package as a .argosmodel that does not know constraints."""
    folder = tmp_path / "build" / "translate-zh_en-9_9"
    shutil.copytree(bundled_package().path, folder)
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    del metadata["constraints"]
    metadata["package_version"] = "9.9"
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    archive = shutil.make_archive(
        str(tmp_path / "zh_en"), "zip", folder.parent, base_dir=folder.name
    )
    return Path(archive).rename(tmp_path / "zh_en.argosmodel")


@pytest.fixture
def index(tmp_path: Path, stock_package: Path) -> Iterator[str]:
    """An Argos package index served on loopback."""
    served = tmp_path / "served"
    served.mkdir()
    shutil.copy(stock_package, served)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(served))
    )
    address = f"http://127.0.0.1:{server.server_port}"
    entry = {
        "from_code": "zh",
        "to_code": "en",
        "package_version": "9.9",
        "links": [f"{address}/{stock_package.name}"],
    }
    (served / "index.json").write_text(json.dumps([entry]), encoding="utf-8")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"{address}/index.json"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_stock_package_from_a_file_translates(
    report: Path, zhdoc: Run, packages: Path, stock_package: Path
) -> None:
    done = zhdoc("model", "install", str(stock_package))
    assert done.code == 0, done.err
    listed = zhdoc("model", "list").out.splitlines()
    assert listed[1].startswith("translate-zh_en-9_9  zh→en 9.9  no constraints")
    assert zhdoc("model", "verify", "translate-zh_en-9_9").code == 0
    again = zhdoc("model", "install", str(stock_package))
    assert again.code == 1 and "--force" in again.err
    translated = zhdoc("translate", report.name, "--engine", "translate-zh_en-9_9", "-q")
    assert translated.code in (0, 3)
    document = read_xliff(report.with_suffix(".xlf"))
    assert document.signature["package"] == "zh_en 9.9"
    fates = {c.fate for s in document.segments() if s.kind == "sentence" for c in s.constraints}
    assert fates <= {"produced", "repaired", "missing"}


def test_a_package_from_an_index(zhdoc: Run, packages: Path, index: str) -> None:
    done = zhdoc("model", "install", "zh_en", "--index", index)
    assert done.code == 0, done.err
    assert (packages / "translate-zh_en-9_9" / "metadata.json").is_file()
    wrong = zhdoc("model", "install", "zh_en", "--index", index, "--sha256", "0" * 64, "--force")
    assert wrong.code == 1 and "sha256" in wrong.err
    assert zhdoc("model", "install", "zh_de", "--index", index).code == 1

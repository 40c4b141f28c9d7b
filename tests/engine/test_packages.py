"""Finding, selecting and verifying packages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.engine import bundled as bundled_module
from toolkit.engine import (
    bundled_package,
    find_packages,
    read_package,
    select_package,
    verify_package,
)
from toolkit.errors import PackageError


@pytest.fixture
def directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An Argos package folder of our own."""
    place = tmp_path / "packages"
    place.mkdir()
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(place))
    return place


def metadata(place: Path, name: str, **fields: str) -> Path:
    path = place / name
    path.mkdir()
    (path / "metadata.json").write_text(json.dumps(fields), encoding="utf-8")
    return path


def test_the_bundled_package_is_whole() -> None:
    package = bundled_package()
    assert package.name == "bundled"
    assert (package.from_code, package.to_code) == ("zh", "en")
    assert package.constraints == "slots-v1"
    assert package.sha256 == bundled_module.DIGEST
    assert verify_package(package) == []
    assert package.size > 1_000_000


def test_the_digest_is_what_sha256sum_would_say() -> None:
    package = bundled_package()
    lines = "".join(
        f"{hashlib.sha256((package.path / name).read_bytes()).hexdigest()}  {name}\n"
        for name in package.files()
    )
    assert list(package.files()) == sorted(package.files())
    assert package.sha256 == hashlib.sha256(lines.encode()).hexdigest()


def test_the_readme_does_not_count_for_the_digest(copy_package: Callable[..., Path]) -> None:
    path = copy_package()
    before = read_package(path).sha256
    (path / "README.md").write_text("other", encoding="utf-8")
    assert read_package(path).sha256 == before
    (path / "model" / "config.json").write_text("{}", encoding="utf-8")
    assert read_package(path).sha256 != before


def test_installed_packages_are_found_beside_the_bundled_one(directory: Path) -> None:
    metadata(directory, "translate-zh_en-1_9", from_code="zh", to_code="en", package_version="1.9")
    metadata(directory, "translate-zt_en-1_9", from_code="zt", to_code="en")
    metadata(directory, "translate-de_en-1_0", from_code="de", to_code="en")
    assert [package.name for package in find_packages()] == [
        "bundled",
        "translate-zh_en-1_9",
        "translate-zt_en-1_9",
    ]


def test_a_broken_neighbour_hides_no_package(directory: Path) -> None:
    metadata(directory, "translate-zh_en-1_9", from_code="zh", to_code="en")
    (directory / "half").mkdir()
    (directory / "odd").mkdir()
    (directory / "odd" / "metadata.json").write_bytes(b"\xff")
    assert [package.name for package in find_packages()] == ["bundled", "translate-zh_en-1_9"]


def test_a_package_is_selected_by_name_or_folder(directory: Path) -> None:
    path = metadata(directory, "translate-zh_en-1_9", from_code="zh", to_code="en")
    assert select_package().bundled
    assert select_package("bundled").bundled
    assert select_package("translate-zh_en-1_9").path == path
    assert select_package(path).path == path
    with pytest.raises(PackageError, match=r"there are: bundled, translate-zh_en-1_9"):
        select_package("nothing")


def test_what_cannot_be_selected_says_why(directory: Path, tmp_path: Path) -> None:
    german = metadata(directory, "translate-de_en-1_0", from_code="de", to_code="en")
    with pytest.raises(PackageError, match="needs zh→en"):
        select_package(german)
    file = tmp_path / "x.argosmodel"
    file.write_bytes(b"")
    with pytest.raises(PackageError, match="zhdoc model install"):
        select_package(file)
    with pytest.raises(PackageError, match=r"no readable metadata\.json"):
        select_package(tmp_path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not json", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"type": "sbd"}', "'sbd' package"),
        (b'{"from_code": "zh"}', "no to_code"),
        (b" " * 1_000_001, "larger than"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_senseless_metadata_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "metadata.json").write_bytes(content)
    with pytest.raises(PackageError, match=reason):
        read_package(tmp_path)


def test_verification_names_what_is_wrong(copy_package: Callable[..., Path]) -> None:
    path = copy_package()
    package = read_package(path)
    assert verify_package(package, load=False) == []
    assert verify_package(package, sha256=package.sha256.upper(), load=False) == []
    (problem,) = verify_package(package, sha256="0" * 64, load=False)
    assert package.sha256 in problem
    (path / "sentencepiece.model").write_bytes(b"broken")
    (problem,) = verify_package(read_package(path))
    assert "cannot be opened" in problem
    (path / "sentencepiece.model").rename(path / "bpe.model")
    (path / "model" / "config.json").unlink()
    problems = verify_package(read_package(path))
    assert problems[0] == "model/config.json is missing"
    assert problems[1].startswith("bpe.model instead of sentencepiece.model")


def test_without_a_home_only_the_named_folder_is_looked_at(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from toolkit.engine.packages import package_directories

    monkeypatch.setitem(sys.modules, "argostranslate.settings", None)
    monkeypatch.delattr("argostranslate.settings", raising=False)
    assert package_directories() == (directory,)
    monkeypatch.delenv("ARGOS_PACKAGES_DIR")
    assert package_directories() == ()
    assert [package.name for package in find_packages()] == ["bundled"]

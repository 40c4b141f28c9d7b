"""Installing packages: what is refused, and that nothing is left behind."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.engine import find_packages, install, install_package, read_package, verify_package
from toolkit.engine.packages import RECORD_NAME
from toolkit.errors import PackageError


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An Argos package folder of our own, in a folder of its own."""
    place = tmp_path / "argos" / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(place))
    return place


def left_behind(target: Path) -> list[str]:
    """Everything below the parent of the package folder but the empty folder itself."""
    return sorted(
        str(path.relative_to(target.parent)) for path in target.parent.rglob("*") if path != target
    )


def test_a_package_is_installed_and_found(target: Path, small_package: Callable[..., Path]) -> None:
    source = small_package({"README.md": b"hello", "stanza/x.pt": b"pickle", "../x": None})
    package = install_package(source)
    assert package.path == target / "translate-zh_en-1_9"
    assert [p.name for p in find_packages()] == ["bundled", "translate-zh_en-1_9"]
    assert sorted(p.name for p in package.path.iterdir()) == [
        "README.md",
        "metadata.json",
        "model",
        "sentencepiece.model",
        RECORD_NAME,
    ]
    assert [path.name for path in target.parent.iterdir()] == ["packages"]


def test_the_digests_are_recorded_and_verified(
    target: Path, small_package: Callable[..., Path]
) -> None:
    source = small_package()
    package = install_package(source)
    record = json.loads((package.path / RECORD_NAME).read_text(encoding="utf-8"))
    assert record["file_sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert record["sha256"] == package.sha256
    assert verify_package(package, load=False) == []
    (package.path / "model" / "model.bin").write_bytes(b"changed")
    (problem,) = verify_package(read_package(package.path), load=False)
    assert "its files were changed" in problem


def test_the_digest_of_the_file_is_checked(
    target: Path, small_package: Callable[..., Path]
) -> None:
    source = small_package()
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    with pytest.raises(PackageError, match=digest):
        install_package(source, sha256="0" * 64)
    with pytest.raises(PackageError, match="64 hexadecimal digits"):
        install_package(source, sha256="xyz")
    assert not target.exists()
    assert install_package(source, sha256=digest.upper()).path.is_dir()


def test_an_installed_package_is_replaced_only_by_force(
    target: Path, small_package: Callable[..., Path]
) -> None:
    installed = install_package(small_package())
    before = installed.sha256
    other = small_package({"model/model.bin": b"newer"})
    with pytest.raises(PackageError, match=r"is installed already; --force"):
        install_package(other)
    assert (installed.path / "model" / "model.bin").read_bytes() == b"weights"
    assert install_package(other, force=True).sha256 != before
    assert (installed.path / "model" / "model.bin").read_bytes() == b"newer"
    assert [path.name for path in target.parent.iterdir()] == ["packages"]
    assert [path.name for path in target.iterdir()] == ["translate-zh_en-1_9"]


def test_a_failed_replacement_leaves_the_old_package(
    target: Path, small_package: Callable[..., Path]
) -> None:
    installed = install_package(small_package())
    german = small_package(metadata={"from_code": "de"})
    with pytest.raises(PackageError, match="translates de→en"):
        install_package(german, force=True)
    assert (installed.path / "model" / "model.bin").read_bytes() == b"weights"
    assert [path.name for path in target.parent.iterdir()] == ["packages"]


def test_a_replacement_that_cannot_be_put_in_place_restores_the_old_package(
    target: Path, small_package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = install_package(small_package())
    rename = os.replace

    def fail(source: Path, place: Path) -> None:
        if place == installed.path and source.name != "replaced":
            raise PermissionError(13, "in use")
        rename(source, place)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(PackageError, match="in use"):
        install_package(small_package({"model/model.bin": b"newer"}), force=True)
    assert (installed.path / "model" / "model.bin").read_bytes() == b"weights"
    assert [path.name for path in target.parent.iterdir()] == ["packages"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../evil", "leads out"),
        ("model/../../evil", "leads out"),
        ("/etc/evil", "contains the name"),
        ("model\\evil", "contains the name"),
        ("C:/evil", "contains the name"),
        ("model/evil\0.bin", "contains the name"),
        ("run.py", "not part of an Argos package"),
        ("model/deeper/x.bin", "not part of an Argos package"),
        ("model/.hidden", "not part of an Argos package"),
        ("MODEL/MODEL.BIN", "twice"),
    ],
)
def test_bad_names_are_refused(
    target: Path, small_package: Callable[..., Path], name: str, reason: str
) -> None:
    source = small_package()
    with zipfile.ZipFile(source, "a") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name if name.startswith(("/", "C:")) else f"translate-zh_en-1_9/{name}"
        archive.writestr(info, b"evil")
    with pytest.raises(PackageError, match=reason):
        install_package(source)
    assert left_behind(target) == []


def test_a_name_that_occurs_twice_is_refused(
    target: Path, small_package: Callable[..., Path]
) -> None:
    source = small_package()
    with zipfile.ZipFile(source, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("translate-zh_en-1_9/metadata.json", b"{}")
    with pytest.raises(PackageError, match="twice"):
        install_package(source)
    assert left_behind(target) == []


def test_a_link_is_refused(target: Path, small_package: Callable[..., Path]) -> None:
    source = small_package({"model/config.json": None})
    info = zipfile.ZipInfo("translate-zh_en-1_9/model/config.json")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(PackageError, match="is a link"):
        install_package(source)
    assert left_behind(target) == []


def test_an_encrypted_package_is_refused(target: Path, small_package: Callable[..., Path]) -> None:
    source = small_package()
    data = bytearray(source.read_bytes())
    # The encryption bit of the first entry in the central directory.
    data[data.index(b"PK\x01\x02") + 8] |= 1
    source.write_bytes(data)
    with pytest.raises(PackageError, match="encrypted"):
        install_package(source)
    assert left_behind(target) == []


def test_two_folders_or_none_are_refused(target: Path, small_package: Callable[..., Path]) -> None:
    source = small_package()
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("second/metadata.json", b"{}")
    with pytest.raises(PackageError, match=r"twice|exactly one folder"):
        install_package(source)
    with pytest.raises(PackageError, match="exactly one folder"):
        install_package(small_package(folder=".hidden"))
    assert left_behind(target) == []


@pytest.mark.parametrize("name", ["metadata.json", "sentencepiece.model", "model/model.bin"])
def test_an_incomplete_package_is_refused(
    target: Path, small_package: Callable[..., Path], name: str
) -> None:
    with pytest.raises(PackageError, match=f"{name} is missing"):
        install_package(small_package({name: None}))
    assert left_behind(target) == []


def test_a_bpe_package_is_told_apart(target: Path, small_package: Callable[..., Path]) -> None:
    source = small_package({"sentencepiece.model": None, "bpe.model": b"pieces"})
    with pytest.raises(PackageError, match="SentencePiece packages only"):
        install_package(source)


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        ({"from_code": "de"}, "translates de→en"),
        ({"to_code": "fr"}, "translates zh→fr"),
        ({"type": "sbd"}, "'sbd' package"),
    ],
)
def test_another_language_pair_is_refused(
    target: Path, small_package: Callable[..., Path], metadata: dict[str, str], reason: str
) -> None:
    with pytest.raises(PackageError, match=reason):
        install_package(small_package(metadata=metadata))
    assert left_behind(target) == []


def test_a_package_that_unpacks_to_too_much_is_refused(
    target: Path, small_package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "MAX_UNPACKED", 1000)
    with pytest.raises(PackageError, match="more than 1,000 bytes"):
        install_package(small_package({"model/model.bin": bytes(2000)}))
    assert left_behind(target) == []


def test_a_package_of_zeros_is_refused_by_its_ratio(
    target: Path, small_package: Callable[..., Path]
) -> None:
    with pytest.raises(PackageError, match="100 times its size"):
        install_package(small_package({"model/model.bin": bytes(21_000_000)}))
    assert left_behind(target) == []


def test_a_size_that_is_a_lie_is_counted(
    target: Path, small_package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = small_package({"model/model.bin": bytes(100_000)})
    data = bytearray(source.read_bytes())
    # Its entry in the central directory, where the name stands behind 46 bytes.
    place = data.rindex(b"translate-zh_en-1_9/model/model.bin") - 46
    assert data[place:].startswith(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    source.write_bytes(data)
    monkeypatch.setattr(install, "MAX_UNPACKED", 50_000)
    with pytest.raises(PackageError, match=r"not a whole zip archive|50,000 bytes"):
        install_package(source)
    assert left_behind(target) == []


def test_too_many_members_are_refused(
    target: Path, small_package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "MAX_MEMBERS", 3)
    with pytest.raises(PackageError, match="has 4 members"):
        install_package(small_package())


def test_what_is_no_package_file_is_one_clear_error(target: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.argosmodel"
    text.write_text("no zip", encoding="utf-8")
    with pytest.raises(PackageError, match="not a whole zip archive"):
        install_package(text)
    with pytest.raises(PackageError, match="no such package file"):
        install_package(tmp_path / "missing.argosmodel")
    with pytest.raises(PackageError, match="no such package file"):
        install_package(tmp_path)
    with pytest.raises(PackageError, match="neither a file, nor a URL"):
        install_package("missing.argosmodel")
    assert left_behind(target) == []


def test_a_damaged_archive_is_one_clear_error(
    target: Path, small_package: Callable[..., Path]
) -> None:
    source = small_package({"model/model.bin": bytes(range(256)) * 50})
    data = source.read_bytes()
    half = source.with_name("half.argosmodel")
    half.write_bytes(data[: len(data) // 2])
    with pytest.raises(PackageError, match="not a whole zip archive"):
        install_package(half)
    place = data.index(b"model/model.bin") + len(b"model/model.bin") + 20
    broken = bytearray(data)
    broken[place : place + 40] = bytes(40)
    half.write_bytes(broken)
    with pytest.raises(PackageError, match="not a whole zip archive"):
        install_package(half)
    assert left_behind(target) == []


def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, small_package: Callable[..., Path]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PackageError, match="set ARGOS_PACKAGES_DIR"):
        install_package(small_package(), directory=tmp_path / "file" / "packages")


def test_the_bundled_package_survives_an_installation(target: Path, tmp_path: Path) -> None:
    from toolkit.engine import ArgosEngine, bundled_package

    source = tmp_path / "real.argosmodel"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_STORED) as archive:
        for path in bundled_package().path.rglob("*"):
            if path.is_file():
                archive.write(path, f"zh_en/{path.relative_to(bundled_package().path)}")
    installed = install_package(source)
    assert installed.sha256 == bundled_package().sha256
    assert verify_package(installed) == []
    assert ArgosEngine(installed, threads=1).translate(["科技局"])[0]

"""Installing an Argos package from a file, a URL or an index, without trusting it.

The file is downloaded and unpacked by our own code: only the files a package consists of, within
limits of size and ratio, under checked names, into a temporary folder that is renamed when whole.
It lands where argostranslate keeps its packages, so the stock programs find it too. Folders of
other programs inside a package (stanza, spacy, minisbd: pickles and downloads) are left out.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from toolkit.engine.packages import (
    RECORD_NAME,
    Package,
    is_chinese_to_english,
    package_directories,
    parse_metadata,
    read_package,
)
from toolkit.errors import PackageError

__all__ = ["MAX_UNPACKED", "install_package"]

MAX_UNPACKED = 2_000_000_000  # bytes; the largest Argos package is about 0.5 GB
MAX_RATIO = 100  # unpacked to packed, looked at above the next line's size
RATIO_FREE = 20_000_000  # bytes
MAX_MEMBERS = 10_000

_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MODEL_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_TOP_FILES = {"metadata.json", "sentencepiece.model", "bpe.model"}
_TEXTS = re.compile(r"(README|LICENSE|LICENCE|NOTICE|COPYING)(\.(md|txt))?", re.IGNORECASE)
_LEFT_OUT = {"stanza", "spacy", "minisbd", "__MACOSX"}
_CHUNK = 1 << 20


def install_package(
    source: str | Path,
    *,
    index_url: str | None = None,
    sha256: str | None = None,
    force: bool = False,
    directory: Path | None = None,
) -> Package:
    """Install the package ``source`` and return it.

    ``source`` is a ``.argosmodel`` file, an http(s) or file URL, or a pair such as ``zh_en`` that
    is looked up in the package index. ``sha256`` is the expected digest of the package file (64 hex
    digits). An installed package of the same name is only replaced with ``force``. ``directory``
    takes the place of argostranslate's package folder. Raises PackageError, and leaves nothing
    behind, where the package is unsafe, broken, of another language pair, or already there.
    """
    if sha256 is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", sha256):
        raise PackageError("the expected sha256 must be 64 hexadecimal digits")
    # Imported here: nothing else in zhdoc needs the http client.
    from toolkit.engine.download import fetch, find_in_index, is_url

    with contextlib.ExitStack() as stack:
        text = str(source)
        path = Path(source)
        if isinstance(source, str) and not path.exists():
            url = text
            if not is_url(text):
                entry = find_in_index(text, index_url)
                url, sha256 = entry.url, sha256 or entry.sha256
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="zhdoc-"))
            path = fetch(url, Path(folder) / "download.argosmodel")
        if not path.is_file():
            raise PackageError(f"{text}: no such package file")
        digest = _file_digest(path)
        if sha256 is not None and digest != sha256.lower():
            raise PackageError(
                f"{text}: its sha256 is {digest}, not {sha256.lower()}; not installed"
            )
        return _unpack(path, text, digest, force, directory)


def _file_digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise PackageError(f"{path}: cannot be read ({error.strerror})") from error


def _unpack(path: Path, shown: str, digest: str, force: bool, directory: Path | None) -> Package:
    try:
        with zipfile.ZipFile(path) as archive:
            folder, members = _checked_members(archive, shown)
            target = _target_directory(directory) / folder
            if target.exists() and not force:
                raise PackageError(f"{target} is installed already; --force replaces it")
            return _write(archive, members, target, shown, digest)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise PackageError(f"{shown}: not a whole zip archive; download it again") from error


def _checked_members(
    archive: zipfile.ZipFile, shown: str
) -> tuple[str, list[tuple[zipfile.ZipInfo, str]]]:
    """The package's folder and the members to unpack, each with its path inside the folder."""

    def refuse(reason: str) -> PackageError:
        return PackageError(f"{shown}: refused, {reason}")

    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise refuse(f"it has {len(infos):,} members")
    folders: set[str] = set()
    seen: set[str] = set()
    members: list[tuple[zipfile.ZipInfo, str]] = []
    for info in infos:
        # ZipInfo has normalised the name already: what it was in the file is orig_filename.
        name = info.orig_filename
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or "\\" in name or ":" in name or "\0" in name:
            raise refuse(f"it contains the name {name!r}")
        if ".." in parts:
            raise refuse(f"the name {name!r} leads out of it")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise refuse(f"{name!r} is a link")
        if info.flag_bits & 0x1:
            raise refuse("it is encrypted")
        if parts[0] == "__MACOSX" or (len(parts) > 1 and parts[1] in _LEFT_OUT):
            continue
        folders.add(parts[0])
        if info.is_dir():
            continue
        relative = "/".join(parts[1:])
        if relative.casefold() in seen:
            raise refuse(f"it contains {name!r} twice")
        seen.add(relative.casefold())
        if not _is_expected(parts[1:]):
            raise refuse(f"{name!r} is not part of an Argos package")
        members.append((info, relative))
    if len(folders) != 1 or not _FOLDER.fullmatch(next(iter(folders))):
        raise refuse("it must hold exactly one folder, with a plain name")
    missing = {"metadata.json", "sentencepiece.model", "model/model.bin"} - {r for _, r in members}
    if missing:
        hint = "; zhdoc reads SentencePiece packages only" if "bpe.model" in seen else ""
        raise refuse(f"{', '.join(sorted(missing))} is missing{hint}")
    packed = sum(info.compress_size for info, _ in members)
    unpacked = sum(info.file_size for info, _ in members)
    _check_size(unpacked, packed, shown)
    return next(iter(folders)), members


def _is_expected(parts: tuple[str, ...]) -> bool:
    if len(parts) == 1:
        return parts[0] in _TOP_FILES or bool(_TEXTS.fullmatch(parts[0]))
    return len(parts) == 2 and parts[0] == "model" and bool(_MODEL_FILE.fullmatch(parts[1]))


def _check_size(unpacked: int, packed: int, shown: str) -> None:
    if unpacked > MAX_UNPACKED:
        raise PackageError(f"{shown}: refused, unpacks to more than {MAX_UNPACKED:,} bytes")
    if unpacked > RATIO_FREE and unpacked > MAX_RATIO * max(packed, 1):
        raise PackageError(f"{shown}: refused, unpacks to more than {MAX_RATIO} times its size")


def _target_directory(directory: Path | None) -> Path:
    if directory is None:
        directories = package_directories()
        if not directories:
            raise PackageError(
                "argostranslate's package folder cannot be made; set ARGOS_PACKAGES_DIR to a folder"
            )
        directory = directories[0]
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PackageError(
            f"{directory}: cannot be made ({error.strerror}); set ARGOS_PACKAGES_DIR"
        ) from error
    return directory


def _write(
    archive: zipfile.ZipFile,
    members: list[tuple[zipfile.ZipInfo, str]],
    target: Path,
    shown: str,
    digest: str,
) -> Package:
    try:
        with _temporary_folder(target.parent) as temporary:
            new = temporary / target.name
            written = 0
            packed = sum(info.compress_size for info, _ in members)
            # Sizes in the directory of a zip are claims: what is really written is counted too.
            for info, relative in members:
                place = new / relative
                place.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(info) as stream, place.open("xb") as out:
                    while chunk := stream.read(_CHUNK):
                        written += len(chunk)
                        _check_size(written, packed, shown)
                        out.write(chunk)
            fields = parse_metadata((new / "metadata.json").read_bytes(), f"{shown}: metadata.json")
            if not is_chinese_to_english(fields["from_code"], fields["to_code"]):
                raise PackageError(
                    f"{shown}: refused, it translates {fields['from_code']}→{fields['to_code']},"
                    " zhdoc needs zh→en"
                )
            record = {"file_sha256": digest, "sha256": read_package(new).sha256}
            (new / RECORD_NAME).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
            _put_in_place(new, target, temporary / "replaced")
    except OSError as error:
        raise PackageError(
            f"{target}: cannot be written ({error.strerror or error}); set ARGOS_PACKAGES_DIR"
        ) from error
    return read_package(target)


def _put_in_place(new: Path, target: Path, replaced: Path) -> None:
    """Rename ``new`` to ``target``; what stood there is back where that fails."""
    if not target.exists():
        os.replace(new, target)
        return
    os.replace(target, replaced)
    try:
        os.replace(new, target)
    except OSError:
        os.replace(replaced, target)
        raise


@contextlib.contextmanager
def _temporary_folder(directory: Path) -> Iterator[Path]:
    """A folder on the same file system, removed afterwards.

    Beside ``directory`` where possible: the stock argostranslate fails on a half-written folder
    inside it.
    """
    try:
        folder = tempfile.mkdtemp(prefix=".zhdoc-install-", dir=directory.parent)
        if os.stat(folder).st_dev != os.stat(directory).st_dev:
            os.rmdir(folder)
            folder = tempfile.mkdtemp(prefix=".zhdoc-install-", dir=directory)
    except PermissionError:
        folder = tempfile.mkdtemp(prefix=".zhdoc-install-", dir=directory)
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)

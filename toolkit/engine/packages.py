"""Argos packages on this machine: which there are, what they can do, whether they are whole.

A package is a directory with ``metadata.json``, ``model/`` (CTranslate2) and
``sentencepiece.model``. zhdoc's own is bundled and read where it lies; others are those that
``argostranslate`` has installed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from toolkit.engine import bundled
from toolkit.engine.constraints import SCHEMES
from toolkit.errors import PackageError

__all__ = [
    "RECORD_NAME",
    "Package",
    "bundled_package",
    "find_packages",
    "package_directories",
    "read_package",
    "select_package",
    "verify_package",
]

RECORD_NAME = "zhdoc-install.json"
"""Written beside ``metadata.json`` by an installation: what was installed and its digest."""

_MODEL_FILES = ("model/model.bin", "model/config.json")
_METADATA_LIMIT = 1_000_000  # bytes; real ones are below one kilobyte


@dataclass(frozen=True)
class Package:
    """One Argos package directory."""

    path: Path
    from_code: str
    to_code: str
    version: str
    constraints: str | None = None
    """The constraint scheme it was trained with ("replace-v1"), None for a stock package."""
    target_prefix: str = ""
    """A token multilingual packages want before every target; "" for most."""
    bundled: bool = False
    confidence: str = ""
    """How sure its scores are, as JSON (see toolkit.quality.confidence); "" where it does not say."""

    @property
    def name(self) -> str:
        """What ``--engine`` calls it: "bundled" or its directory's name."""
        return "bundled" if self.bundled else self.path.name

    @cached_property
    def sha256(self) -> str:
        """Digest over the files that decide the translation.

        SHA-256 of lines ``<sha256 of the file>  <relative path>\\n``, sorted by path, so that
        ``sha256sum`` alone can recompute it.
        """
        total = hashlib.sha256()
        for relative in self.files():
            with (self.path / relative).open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            total.update(f"{digest}  {relative}\n".encode())
        return total.hexdigest()

    @cached_property
    def size(self) -> int:
        """Bytes of the files that :attr:`sha256` covers."""
        return sum((self.path / relative).stat().st_size for relative in self.files())

    def files(self) -> tuple[str, ...]:
        """Relative paths, sorted, of the files that decide the translation."""
        names = [
            n
            for n in ("metadata.json", "sentencepiece.model", "bpe.model")
            if (self.path / n).is_file()
        ]
        model = self.path / "model"
        if model.is_dir():
            names += [f"model/{entry.name}" for entry in model.iterdir() if entry.is_file()]
        return tuple(sorted(names))


def read_package(path: Path, *, is_bundled: bool = False) -> Package:
    """The package in the directory ``path``; its model is not opened.

    Raises PackageError where ``metadata.json`` is missing or says nothing usable.
    """
    try:
        with (path / "metadata.json").open("rb") as stream:
            raw = stream.read(_METADATA_LIMIT + 1)
    except OSError as error:
        raise PackageError(
            f"{path}: no readable metadata.json, so this is no Argos package"
        ) from error
    fields = parse_metadata(raw, str(path / "metadata.json"))
    scheme = fields.get("constraints")
    return Package(
        path=path,
        from_code=fields["from_code"],
        to_code=fields["to_code"],
        version=str(fields.get("package_version", "")),
        constraints=scheme if isinstance(scheme, str) and scheme in SCHEMES else None,
        target_prefix=str(fields.get("target_prefix", "")),
        bundled=is_bundled,
        confidence=json.dumps(fields["confidence"]) if "confidence" in fields else "",
    )


def parse_metadata(raw: bytes, where: str) -> Mapping[str, Any]:
    """The fields of a ``metadata.json``, with string ``from_code`` and ``to_code``."""
    if len(raw) > _METADATA_LIMIT:
        raise PackageError(
            f"{where}: larger than {_METADATA_LIMIT:,} bytes, not a package's metadata"
        )
    try:
        fields = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise PackageError(f"{where}: not JSON; download the package again") from error
    if not isinstance(fields, dict):
        raise PackageError(f"{where}: not a JSON object; download the package again")
    if fields.get("type", "translate") != "translate":
        raise PackageError(
            f"{where}: a {fields['type']!r} package, zhdoc needs a translation model"
        )
    for key in ("from_code", "to_code"):
        if not isinstance(fields.get(key), str):
            raise PackageError(f"{where}: no {key}; download the package again")
    return fields


def bundled_package() -> Package:
    """zhdoc's own Chinese→English package."""
    return read_package(bundled.directory(), is_bundled=True)


def package_directories() -> tuple[Path, ...]:
    """Where argostranslate keeps packages, the one it installs into first; may not exist.

    ``argostranslate.settings`` makes its folders when it is imported. Where it cannot (an
    unwritable home), ``ARGOS_PACKAGES_DIR`` alone is looked at; () means there is nowhere to look.
    """
    named = os.environ.get("ARGOS_PACKAGES_DIR")
    own = (Path(named),) if named else ()
    try:
        # It reports a broken settings.json on standard output, which belongs to our caller.
        with contextlib.redirect_stdout(sys.stderr):
            from argostranslate import settings
    except (OSError, RuntimeError, ImportError, ValueError, KeyError, AssertionError):
        return own
    others = tuple(Path(directory) for directory in settings.package_dirs)
    if not own:
        return others
    return own + tuple(d for d in others[1:] if d != own[0])


def find_packages() -> tuple[Package, ...]:
    """The bundled package, then every installed one that zhdoc can use, by name.

    Installed packages come from ``argostranslate.package``; one it cannot read is left out.
    """
    found = [bundled_package()]
    for directory in package_directories():
        for path in sorted(_installed_in(directory)):
            with contextlib.suppress(PackageError):
                package = read_package(path)
                if is_chinese_to_english(package.from_code, package.to_code):
                    found.append(package)
    return tuple(found)


def _installed_in(directory: Path) -> Iterable[Path]:
    try:
        with contextlib.redirect_stdout(sys.stderr):
            from argostranslate import package as argos

            # Its annotation says Path, its code wants a list of them.
            return [Path(p.package_path) for p in argos.get_installed_packages([directory])]
    except (OSError, RuntimeError, ImportError, ValueError, KeyError, AttributeError):
        # One folder without metadata.json makes it give up on all of them: look ourselves.
        try:
            return [path for path in directory.iterdir() if path.is_dir()]
        except OSError:
            return []


def is_chinese_to_english(from_code: str, to_code: str) -> bool:
    """Whether a package translates what zhdoc is for ("zt" is Argos' code for Traditional)."""
    return from_code in {"zh", "zt", "zh-Hans", "zh-Hant"} and to_code == "en"


def select_package(name: str | Path | None = None) -> Package:
    """The package called ``name``, or lying in the directory ``name``; None is the bundled one.

    Raises PackageError with the names there are.
    """
    if name is None or str(name) == "bundled":
        return bundled_package()
    path = Path(name)
    if path.is_file():
        raise PackageError(f"{path}: a package file; run `zhdoc model install {path}` first")
    if path.is_dir() and (path.parent != Path() or (path / "metadata.json").is_file()):
        package = read_package(path.resolve())
        if not is_chinese_to_english(package.from_code, package.to_code):
            raise PackageError(
                f"{path}: translates {package.from_code}→{package.to_code}, zhdoc needs zh→en"
            )
        return package
    packages = find_packages()
    for package in packages:
        if package.name == str(name):
            return package
    names = ", ".join(package.name for package in packages)
    raise PackageError(f"no package named {str(name)!r}; there are: {names} (`zhdoc model list`)")


def verify_package(package: Package, *, sha256: str | None = None, load: bool = True) -> list[str]:
    """What is wrong with ``package``, as sentences; [] when it is whole.

    Its digest is compared with ``sha256``, else with what was recorded when it was bundled or
    installed. ``load`` also opens the model and translates one word.
    """
    problems = [
        f"{name} is missing" for name in _MODEL_FILES if not (package.path / name).is_file()
    ]
    if not (package.path / "sentencepiece.model").is_file():
        problems.append(
            "bpe.model instead of sentencepiece.model: zhdoc reads SentencePiece packages only"
            if (package.path / "bpe.model").is_file()
            else "sentencepiece.model is missing"
        )
    expected = sha256 or (bundled.DIGEST if package.bundled else recorded_digest(package))
    if expected and expected.lower() != package.sha256:
        problems.append(f"sha256 is {package.sha256}, expected {expected}: its files were changed")
    if load and not problems:
        from toolkit.engine.argos import ArgosEngine

        try:
            if not ArgosEngine(package, beam=1, threads=1).translate(["科技"])[0]:
                problems.append("the model returns nothing")
        except PackageError as error:
            problems.append(str(error))
    return problems


def recorded_digest(package: Package) -> str | None:
    """The digest noted when zhdoc installed ``package``; None where something else installed it."""
    try:
        record = json.loads((package.path / RECORD_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    digest = record.get("sha256") if isinstance(record, dict) else None
    return digest if isinstance(digest, str) else None

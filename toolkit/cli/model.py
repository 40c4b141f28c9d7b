"""``zhdoc model``: the Argos packages zhdoc can translate with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.console import emit, emit_json, note

if TYPE_CHECKING:
    from toolkit.engine.packages import Package

__all__ = ["model"]


@click.group()
def model() -> None:
    """List, inspect, install and verify model packages.

    zhdoc brings a Chinese→English package and needs no other. Any Argos zh→en package works too;
    they are shared with argostranslate (ARGOS_PACKAGES_DIR).
    """


@model.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_packages(as_json: bool) -> None:
    """The packages there are; the first is the default."""
    from toolkit.engine import find_packages

    packages = find_packages()
    if as_json:
        emit_json([_fields(package, digest=False) for package in packages])
        return
    for package in packages:
        ability = f"constraints {package.constraints}" if package.constraints else "no constraints"
        emit(f"{package.name}  {package.from_code}→{package.to_code} {package.version}  {ability}")


@model.command()
@click.argument("name", default="bundled")
@click.option("--json", "as_json", is_flag=True)
def info(name: str, as_json: bool) -> None:
    """What package NAME is: version, size, sha256, place."""
    from toolkit.engine import select_package

    fields = _fields(select_package(name))
    if as_json:
        emit_json(fields)
        return
    for key, value in fields.items():
        emit(f"{key}: {value if value is not None else '-'}")


@model.command()
@click.argument("source", metavar="FILE|URL|PAIR")
@click.option("--index", "index_url", metavar="URL", help="The package index for a PAIR (zh_en).")
@click.option("--sha256", metavar="HEX", help="What the package file's digest must be.")
@click.option("--force", is_flag=True, help="Replace an installed package of the same name.")
def install(source: str, index_url: str | None, sha256: str | None, force: bool) -> None:
    """Install a package from a .argosmodel FILE, a URL, or an index (PAIR, for example zh_en).

    Its size, names and digest are checked before anything is unpacked. This is the only command
    that opens a connection, and only for a URL or a PAIR.
    """
    from toolkit.engine import install_package

    package = install_package(source, index_url=index_url, sha256=sha256, force=force)
    note(f"installed {package.name} {package.version} into {package.path}")
    emit(f"sha256 {package.sha256}")


@model.command()
@click.argument("name", default="bundled")
@click.option("--sha256", metavar="HEX", help="What the package's digest must be (see info).")
def verify(name: str, sha256: str | None) -> int:
    """Whether package NAME is whole and opens; exits with 1 where it is not."""
    from toolkit.engine import select_package, verify_package

    package = select_package(name)
    problems = verify_package(package, sha256=sha256)
    for problem in problems:
        emit(f"{package.path}: {problem}")
    if not problems:
        emit(f"{package.name} is whole: sha256 {package.sha256}")
    return 1 if problems else 0


def _fields(package: Package, *, digest: bool = True) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "name": package.name,
        "from": package.from_code,
        "to": package.to_code,
        "version": package.version,
        "constraints": package.constraints,
        "path": str(package.path),
    }
    if digest:
        fields |= {"size": package.size, "sha256": package.sha256}
    return fields

"""What is installed is what is in the repository, and it works from any folder, offline."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
from pathlib import Path

import pytest


def test_every_package_folder_is_named_in_setup_cfg(root: Path) -> None:
    setup = configparser.ConfigParser()
    setup.read(root / "setup.cfg", encoding="utf-8")
    named = set(setup["options"]["packages"].split())
    found = {
        ".".join(path.parent.relative_to(root).parts)
        for path in (root / "toolkit").rglob("__init__.py")
    }
    assert named == found | {"zhdoc_glossary", "zhdoc_corpus"}


def test_an_import_brings_no_heavy_module(root: Path) -> None:
    code = (
        "import sys, toolkit, toolkit.cli.main\n"
        "heavy = {'ctranslate2', 'sentencepiece', 'jieba', 'lxml', 'docx', 'rich', 'argostranslate'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_public_names_are_there() -> None:
    import toolkit

    for name in toolkit.__all__:
        assert getattr(toolkit, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        toolkit.nothing  # noqa: B018


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The wheel, built and installed alone into a folder; its dependencies are this environment's."""
    folder = tmp_path_factory.mktemp("wheel")
    source, site = folder / "source", folder / "site"
    _copy_sources(root, source)
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run(
        [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "install", *options,
         "--target", str(site), str(source)],
        check=True, capture_output=True,
    )  # fmt: skip
    assert not [p for p in site.iterdir() if p.name.startswith(("tests", "benchmarks"))]
    return site


def _copy_sources(root: Path, target: Path) -> None:
    """The tracked files: building must not write into the checkout."""
    import shutil

    for name in ("toolkit", "glossary", "corpus"):
        shutil.copytree(
            root / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(root / name, target / name)


def run_installed(
    site: Path, *arguments: str, cwd: Path, home: Path, offline: bool = False
) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(site),
        "HOME": str(home),
        "PYTHONWARNINGS": "error",
    }
    command = [sys.executable, "-m", "toolkit.cli", *arguments]
    if offline:
        command = ["unshare", "-rn", *command]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment
    )


def test_the_wheel_translates_from_another_folder_without_a_network(
    installed: Path, tmp_path: Path
) -> None:
    probe = subprocess.run(["unshare", "-rn", "true"], capture_output=True)
    offline = probe.returncode == 0
    (tmp_path / "input.txt").write_text(
        "关于科技工作的报告\n全区科技投入3070万元，比上年增长12.5%。\n", encoding="utf-8"
    )
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    done = run_installed(
        installed,
        "translate",
        "input.txt",
        "--to",
        "html,docx",  # the page and the Word styles are files of the wheel
        cwd=tmp_path,
        home=home,
        offline=offline,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "input.html").stat().st_size > 1_000
    assert (tmp_path / "input.en.docx").stat().st_size > 1_000
    assert "30.7 million yuan" in (tmp_path / "input.xlf").read_text(encoding="utf-8")
    if not offline:
        pytest.skip(f"translated, but with a network: {probe.stderr.decode().strip()}")


def test_the_wheel_has_its_samples_and_its_glossary(installed: Path, tmp_path: Path) -> None:
    listed = run_installed(installed, "demo", "--list", cwd=tmp_path, home=tmp_path)
    assert "agriculture-summary-scraped.txt" in listed.stdout.split()
    stats = run_installed(installed, "glossary", "stats", "--json", cwd=tmp_path, home=tmp_path)
    assert stats.returncode == 0

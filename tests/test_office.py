"""LibreOffice as a converter: what happens where it is missing, hangs or fails."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from toolkit import office
from toolkit.errors import OfficeError
from toolkit.office import convert, find_office
from toolkit.runs import parse_formats

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for soffice, first on PATH; the test writes what it does."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    path = folder / "soffice"
    path.touch()
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_without_libreoffice_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_places", lambda: iter([tmp_path / "no" / "soffice"]))
    for call in (
        find_office,
        lambda: parse_formats("xlf,pdf"),
        lambda: convert(b"", ".docx", "pdf"),
    ):
        with pytest.raises(OfficeError, match=r"not found; install LibreOffice .*libreoffice\.org"):
            call()
    assert parse_formats("xlf,docx") == ["xlf", "docx"], "which nothing else is needed for"


def test_it_is_found_where_installers_put_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    installed = tmp_path / "LibreOffice" / "program" / "soffice"
    installed.parent.mkdir(parents=True)
    installed.touch()
    monkeypatch.setattr(office, "_places", lambda: iter([tmp_path / "no", installed]))
    assert find_office() == installed


@posix
def test_a_program_beside_the_documents_is_not_run(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_office() == program
    monkeypatch.chdir(program.parent)
    monkeypatch.setattr(office, "_places", lambda: iter(()))
    for path in (".", str(program.parent)):
        monkeypatch.setenv("PATH", path)
        with pytest.raises(OfficeError, match="not found"):
            find_office()


@posix
def test_one_that_hangs_is_stopped_with_its_children(program: Path, tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    program.write_text(
        f"#!/bin/sh\n(sleep 1; echo still > {alive}) &\nsleep 60\n", encoding="utf-8"
    )
    with pytest.raises(OfficeError, match=r"longer than 0\.2 seconds and was stopped"):
        convert(b"x", ".docx", "pdf", timeout=0.2)
    time.sleep(1.2)
    assert not alive.exists()


@posix
def test_its_profile_is_its_own_and_macros_are_off(program: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program.write_text(
        "#!/bin/sh\n"
        f'for word in "$@"; do echo "$word" >> {seen}; done\n'
        'profile="${1#-env:UserInstallation=file://}"\n'
        f'cat "$profile/user/registrymodifications.xcu" >> {seen}\n'
        'while [ "$1" != --outdir ]; do shift; done\n'
        'mkdir "$2"; cat "$3" > "$2/document.pdf"\n',
        encoding="utf-8",
    )
    assert convert(b"content", ".docx", "pdf") == b"content"
    said = seen.read_text(encoding="utf-8")
    assert "--headless" in said and 'DisableMacrosExecution" oor:op="fuse"><value>true' in said
    profile = Path(said.split("file://", 1)[1].split("\n", 1)[0])
    assert not profile.exists(), "nothing stays behind"


@posix
def test_one_that_cannot_start_is_one_line(program: Path) -> None:
    program.write_text("#!/nonexistent/interpreter\n", encoding="utf-8")
    with pytest.raises(OfficeError, match="cannot be started"):
        convert(b"x", ".docx", "pdf")


@pytest.mark.libreoffice
def test_what_it_cannot_read_is_one_line() -> None:
    with pytest.raises(OfficeError, match="made no pdf") as caught:
        convert(b"PK\x03\x04 nonsense", ".docx", "pdf")
    assert "\n" not in str(caught.value)

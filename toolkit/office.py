"""LibreOffice without its windows, to convert a file: found, kept apart, and stopped in time.

Each conversion has a profile of its own in a temporary folder that only this user can read and that
is removed afterwards, so that no open LibreOffice is disturbed. Macros are off, links are not
followed, Java is not started.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import OfficeError

__all__ = ["convert", "find_office"]

_TIMEOUT = 300  # seconds; a document of 1,000 pages takes about one minute

_REMEDY = (
    "install LibreOffice (Debian, Ubuntu: apt-get install libreoffice-writer-nogui; Windows, macOS:"
    " libreoffice.org) or put the folder of its soffice on PATH"
)

# Paths are those of LibreOffice's registry schema (officecfg/registry/schema).
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)


def find_office() -> Path:
    """LibreOffice's program; raises OfficeError, with what to do, where there is none."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        # Windows looks in the current folder first, where a program came with the documents.
        if found is not None and Path(found).absolute().parent != Path.cwd():
            return Path(found)
    for place in _places():
        if place.is_file():
            return place
    raise OfficeError(f"LibreOffice was not found; {_REMEDY}")


def convert(content: bytes, suffix: str, wanted: str, *, timeout: float = _TIMEOUT) -> bytes:
    """``content``, a file of that ``suffix`` (".docx"), as LibreOffice saves it as ``wanted`` ("pdf").

    ``timeout`` in seconds. Raises OfficeError where LibreOffice is missing, takes longer, or cannot
    read the content.
    """
    program = find_office()
    with tempfile.TemporaryDirectory(prefix="zhdoc-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document{suffix}"
        source.write_bytes(content)
        output = folder / "out"
        log = folder / "log"
        with log.open("wb") as messages:
            _run(
                [
                    str(program),
                    f"-env:UserInstallation={_profile(folder)}",
                    *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                    *("--convert-to", wanted, "--outdir", str(output), str(source)),
                ],
                messages.fileno(),
                timeout,
            )
        try:
            return next(output.iterdir()).read_bytes()
        except (FileNotFoundError, StopIteration):
            said = log.read_text("utf-8", "replace").split("\n")
            reason = next((line.strip() for line in said if line.startswith("Error")), "")
            raise OfficeError(
                f"LibreOffice ({program}) made no {wanted}{f' ({reason})' if reason else ''}; check"
                " that it starts and its Writer is installed"
            ) from None


def _places() -> Iterator[Path]:
    """Where installers put LibreOffice without telling PATH."""
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432"):
            if folder := os.environ.get(variable):
                # .com waits for the end of the conversion, .exe may not.
                yield Path(folder, "LibreOffice", "program", "soffice.com")
                yield Path(folder, "LibreOffice", "program", "soffice.exe")
    elif sys.platform == "darwin":
        for home in (Path("/"), Path.home()):
            yield home / "Applications/LibreOffice.app/Contents/MacOS/soffice"
    else:
        yield Path("/usr/lib/libreoffice/program/soffice")
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
        yield Path("/snap/bin/libreoffice")


def _profile(folder: Path) -> str:
    """The URL of a new profile in ``folder``, with macros and links off."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items'
        f' xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )
    return user.parent.as_uri()


def _run(command: list[str], messages: int, timeout: float) -> None:
    """Run ``command`` to its end; it and its children are killed on timeout and on Ctrl-C."""
    try:
        process = subprocess.Popen(  # noqa: S603 (the program was found above, no shell)
            command,
            stdin=subprocess.DEVNULL,
            stdout=messages,
            stderr=messages,
            start_new_session=True,  # a process group of its own; Windows has none
        )
    except OSError as error:
        raise OfficeError(
            f"LibreOffice ({command[0]}) cannot be started ({error.strerror or error}); {_REMEDY}"
        ) from error
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        raise OfficeError(
            f"LibreOffice took longer than {timeout:g} seconds and was stopped; close other programs"
            " and try again"
        ) from None
    finally:
        if process.poll() is None:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603 (a number is its only variable part)
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
        )
    else:
        import signal

        os.killpg(process.pid, signal.SIGKILL)
    process.wait()

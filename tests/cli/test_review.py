"""``zhdoc review`` as a command: what it refuses, and with whom it starts."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from toolkit.bilingual import write
from toolkit.cli import review as command
from toolkit.document import Document, Section, Segment
from toolkit.errors import ReviewError, UsageError, ZhdocError
from toolkit.offsets import OffsetMap


@pytest.fixture
def xlf(tmp_path: Path) -> Path:
    one = Segment("s0001", "水库", OffsetMap.identity(2), 1, target="Reservoir", state="machine")
    root = Section("r", 0, "", None, "", has_heading=False, segments=(one,))
    path = tmp_path / "report.xlf"
    path.write_bytes(write(Document("report.txt", "text", "utf-8", root, ("水库",)), "xlf"))
    return path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What would have been served."""
    seen: dict[str, object] = {}

    def serve(session: object, assistant: object, **more: object) -> None:
        seen.update(more, session=session, assistant=assistant)

    monkeypatch.setattr("toolkit.review.server.serve", serve)
    return seen


def run(*arguments: str) -> str:
    done = CliRunner().invoke(command.review, arguments, standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return done.stderr


def test_a_review_says_where_it_saved(xlf: Path, served: dict[str, object]) -> None:
    said = run(str(xlf), "--no-browser", "--port", "8123", "--reviewer", "Li Wei")
    assert said == f"{xlf}: saved; 0 of 1 segments approved\n"
    assert (served["port"], served["browser"]) == (8123, False)
    assert served["session"].reviewer == "Li Wei"  # type: ignore[attr-defined]


def test_new_terms_go_beside_the_file_or_into_the_first_glossary(
    xlf: Path, served: dict[str, object], tmp_path: Path
) -> None:
    run(str(xlf), "--no-browser")
    assert served["assistant"].own_terms == tmp_path / "report.terms.tsv"  # type: ignore[attr-defined]
    own = tmp_path / "own.tsv"
    own.write_text("水库\treservoir\n", "utf-8")
    run(str(xlf), "--no-browser", "--glossary", "terms.tbx", "--glossary", str(own))
    assert served["assistant"].own_terms == own  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("display", "ssh", "platform", "opened"),
    [
        (":0", "", "linux", True),
        ("", "", "linux", False),
        (":10", "10.0.0.1 22", "linux", False),
        ("", "", "win32", True),
        ("", "", "darwin", True),
    ],
)
def test_a_browser_is_opened_where_the_person_would_see_it(
    xlf: Path, served: dict[str, object], monkeypatch: pytest.MonkeyPatch,
    display: str, ssh: str, platform: str, opened: bool,
) -> None:  # fmt: skip
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("SSH_CONNECTION", ssh)
    monkeypatch.setattr(command, "sys", SimpleNamespace(platform=platform))
    run(str(xlf))
    assert served["browser"] is opened


def test_a_login_name_that_nobody_knows_is_a_reviewer_all_the_same(
    xlf: Path, served: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr("getpass.getuser", unknown)
    run(str(xlf), "--no-browser")
    assert served["session"].reviewer == "reviewer"  # type: ignore[attr-defined]


def test_the_extra_is_named_where_it_is_missing(xlf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "jinja2" else object())
    with pytest.raises(
        UsageError, match=r"needs jinja2; install it with pip install 'zhdoc-toolkit\[review\]'"
    ):
        run(str(xlf))


@pytest.mark.usefixtures("served")
def test_what_cannot_be_reviewed(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match=r"nothing\.xlf: there is no such file"):
        run(str(tmp_path / "nothing.xlf"))
    for folder in (str(tmp_path), ".", "/"):
        with pytest.raises(ReviewError, match="there is no such file"):
            run(folder)
    broken = tmp_path / "broken.xlf"
    broken.write_text("no XML", "utf-8")
    with pytest.raises(ZhdocError, match=r"broken\.xlf"):
        run(str(broken))
    assert not list(tmp_path.glob("*.lock"))


def test_approvals_go_into_a_memory_where_that_is_chosen(xlf: Path, served: dict) -> None:
    memory = str(xlf.with_name("ours.zhm"))
    run(str(xlf), "--memory", memory)
    assert served["approved"] is None
    run(str(xlf), "--memory", memory, "--remember")
    assert callable(served["approved"])
    with pytest.raises(UsageError, match="--remember needs --memory"):
        run(str(xlf), "--remember")

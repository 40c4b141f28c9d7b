"""A memory that cannot be used is one line that says why."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import toolkit.memory.schema as schema
from toolkit.errors import MemoryFileError
from toolkit.memory import Entry, Memory


def entry(source: str, target: str, **about: Any) -> Entry:
    return Entry(source, target, **{"file": "a.txt", "segment": "s0001", **about})


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "ours.zhm"
    with Memory.open(path, write=True) as memory:
        memory.add([entry("落实政策。", "Implement.")])
    return path


def refused(path: Path, *, write: bool = False) -> str:
    with pytest.raises(MemoryFileError) as raised:
        Memory.open(path, write=write)
    message = str(raised.value)
    assert str(path) in message and "\n" not in message
    return message


def test_a_closed_memory_is_one_file(made: Path) -> None:
    assert [p.name for p in made.parent.iterdir()] == ["ours.zhm"]
    before = made.read_bytes()
    with Memory.open(made) as memory:
        assert memory.search("落实政策。")
        with pytest.raises(MemoryFileError):
            memory.add([entry("完善制度。", "Improve.")])
    assert [p.name for p in made.parent.iterdir()] == ["ours.zhm"]
    assert made.read_bytes() == before


def test_any_name_will_do(tmp_path: Path) -> None:
    path = tmp_path / "我们的 50%?记忆#1.zhm"
    with Memory.open(path, write=True) as memory:
        memory.add([entry("落实政策。", "Implement.")])
    assert path.is_file()
    with Memory.open(path) as memory:
        assert memory.size == 1


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_in_another_encoding(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "记忆.zhm".encode("gbk")))
    with Memory.open(path, write=True) as memory:
        memory.add([entry("落实政策。", "Implement.")])
    with Memory.open(path) as memory:
        assert memory.size == 1


def test_a_missing_one_is_made_only_to_write(tmp_path: Path) -> None:
    assert "zhdoc memory add" in refused(tmp_path / "none.zhm")
    assert list(tmp_path.iterdir()) == []
    assert "cannot be opened" in refused(tmp_path / "no" / "such.zhm", write=True)
    assert "folder" in refused(tmp_path)


@pytest.mark.parametrize("write", [False, True])
def test_foreign_files_are_left_alone(tmp_path: Path, write: bool) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("科技工作总结，" * 500, encoding="utf-8")
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (x)")
        connection.commit()
    before = text.read_bytes(), other.read_bytes()
    for path in (text, other):
        assert "no translation memory" in refused(path, write=write)
    assert (text.read_bytes(), other.read_bytes()) == before


def test_an_empty_file_may_become_one(tmp_path: Path) -> None:
    path = tmp_path / "new.zhm"
    path.touch()
    assert "no translation memory" in refused(path)
    with Memory.open(path, write=True) as memory:
        assert memory.size == 0


def test_a_newer_one_is_refused(made: Path) -> None:
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("INSERT INTO migrations VALUES (99, 'future', '2030')")
        connection.commit()
    for write in (False, True):
        assert "newer zhdoc" in refused(made, write=write)


def test_an_older_one_is_brought_up_to_date(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def second(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE documents ADD COLUMN year INTEGER")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, second))
    with Memory.open(made) as memory:
        assert memory.search("落实政策。")[0].target == "Implement."
    with closing(sqlite3.connect(made)) as connection:
        rows = connection.execute("SELECT number, name FROM migrations").fetchall()
    assert rows == [(1, "first"), (2, "second")]


def test_a_failed_migration_changes_nothing(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE documents ADD COLUMN year INTEGER")
        connection.execute("no SQL at all")

    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
        refused(made)
    with Memory.open(made) as memory:
        assert memory.size == 1


def test_a_damaged_one_is_named_so(made: Path) -> None:
    content = bytearray(made.read_bytes())
    half = len(content) // 4
    content[half : half + 60_000] = b"\xff" * 60_000
    made.write_bytes(content)
    with pytest.raises(MemoryFileError, match="is damaged"), Memory.open(made) as memory:
        memory.search("落实政策。")
        list(memory.entries())


def test_a_locked_one_is_waited_for_and_named(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_WAIT", 50)
    with closing(sqlite3.connect(made, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            Memory.open(made, write=True) as memory,
            pytest.raises(MemoryFileError, match="another program is writing"),
        ):
            memory.add([entry("完善制度。", "Rules.")])
        # Who reads need not wait.
        with Memory.open(made) as memory:
            assert len(memory.search("落实政策。")) == 1


def test_half_a_batch_is_never_kept(made: Path) -> None:
    def entries() -> Iterator[Entry]:
        yield entry("完善制度。", "Rules.", segment="s2")
        raise KeyboardInterrupt

    with Memory.open(made, write=True) as memory:
        with pytest.raises(KeyboardInterrupt):
            memory.add(entries())
        assert memory.size == 1
        memory.add([entry("完善制度。", "Rules.", segment="s2")])
        assert memory.size == 2


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="needs a user without all rights"
)
def test_permissions_are_respected(made: Path) -> None:
    made.chmod(0o400)
    assert "may only be read" in refused(made, write=True)
    made.parent.chmod(0o500)
    try:
        with Memory.open(made) as memory:
            assert memory.size == 1
    finally:
        made.parent.chmod(0o700)
    made.chmod(0)
    assert "cannot be opened" in refused(made)

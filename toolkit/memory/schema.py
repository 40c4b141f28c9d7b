"""The file of a memory: opened, told from foreign ones, brought to the newest form.

SQLite with a write-ahead log: several processes may read while one writes, and a write that
returned is on disk.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from toolkit.editing import now
from toolkit.errors import MemoryFileError

__all__ = ["MIGRATIONS", "connect", "plain_errors", "transaction"]

_APPLICATION = 0x7A68_6D31  # "zhm1", in the file's header (SQLite file format, 1.3.17)
_WAIT = 15_000  # ms for another process to finish its write
_CACHE = 64 * 1024  # KiB of pages that a process holds at most


def _first(connection: sqlite3.Connection) -> None:
    """Entries, their folded forms and the index of their signatures."""
    for statement in (
        "CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
        "CREATE TABLE shapes (id INTEGER PRIMARY KEY, key INTEGER NOT NULL, text TEXT NOT NULL)",
        "CREATE INDEX shapes_by_key ON shapes (key)",
        "CREATE TABLE entries (id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents,"
        " segment TEXT NOT NULL, key INTEGER NOT NULL, shape INTEGER NOT NULL REFERENCES shapes,"
        " previous INTEGER NOT NULL, next INTEGER NOT NULL, source TEXT NOT NULL,"
        " target TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL)",
        "CREATE UNIQUE INDEX entries_by_place ON entries (document, segment, key)",
        "CREATE INDEX entries_by_key ON entries (key, at)",
        "CREATE INDEX entries_by_shape ON entries (shape, at)",
        "CREATE TABLE signatures (band INTEGER NOT NULL, block INTEGER NOT NULL,"
        " shapes BLOB NOT NULL, bits BLOB NOT NULL, PRIMARY KEY (band, block))",
        "CREATE TABLE state (digest TEXT NOT NULL)",
    ):
        connection.execute(statement)
    connection.execute("INSERT INTO state VALUES (?)", ("0" * 32,))


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first,)
"""Each brings a file from the form before to its own; new ones go to the end, none is ever changed."""


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """The open memory at ``path``; with ``write`` it is made where there is none.

    Raises :class:`toolkit.errors.MemoryFileError` for a file that is missing, foreign, damaged,
    locked, not to be read (or written) or made by a newer zhdoc.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        if not write:
            raise MemoryFileError(
                f"{path}: no such memory; `zhdoc memory add` makes one"
            ) from error
    except (OSError, ValueError) as error:
        raise MemoryFileError(f"{path}: {_SAYINGS[sqlite3.SQLITE_CANTOPEN]}") from error
    else:
        if stat.S_ISDIR(mode):
            raise MemoryFileError(f"{path}: is a folder; name the memory's file")
        if write and not os.access(path, os.W_OK):
            raise MemoryFileError(f"{path}: {_SAYINGS[sqlite3.SQLITE_READONLY]}")
    with plain_errors(path):
        connection = _open(path, write)
        try:
            _prepare(connection, path, write)
        except BaseException:
            connection.close()
            raise
    return connection


def _open(path: Path, write: bool) -> sqlite3.Connection:
    place = path.resolve().as_posix()
    # file:///home/x, file:///C:/x, file:////server/share/x (sqlite.org/uri.html)
    name = quote(os.fsencode(place), safe="/:")
    address = f"file://{'' if place.startswith('/') else '/'}{name}"

    def opened(options: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{address}?{options}",
            uri=True,
            timeout=_WAIT / 1000,
            isolation_level=None,
            check_same_thread=False,  # SQLite takes turns itself
        )
        try:
            if not write:
                connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    try:
        # Who only reads opens it to write all the same, to take the log away at the end.
        return opened("mode=rwc" if write else "mode=rw")
    except sqlite3.OperationalError as error:
        # A closed memory in a folder that cannot be written to: no log, so nothing can change.
        log = f"{path}-wal"
        closed = _code(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        if write or not closed or os.path.exists(log):
            raise
        return opened("mode=ro&immutable=1")


def _prepare(connection: sqlite3.Connection, path: Path, write: bool) -> None:
    # In this order: another process may be making the file just now.
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != _APPLICATION and (tables or not write):
        raise MemoryFileError(f"{path}: is no translation memory of zhdoc; name another file")
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    form = _form(connection)
    if form > len(MIGRATIONS):
        raise MemoryFileError(
            f"{path}: was written by a newer zhdoc (form {form}, this one knows"
            f" {len(MIGRATIONS)}); update zhdoc"
        )
    if form == len(MIGRATIONS):
        return
    if not write:
        # Reading brings an older file up to date too; closed at once, so that reading stays reading.
        connect(path, write=True).close()
        return
    with transaction(connection):
        # Another process may have been first.
        for number, migrate in enumerate(MIGRATIONS[_form(connection) :], _form(connection) + 1):
            if number == 1:
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(
                    "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                    " applied TEXT NOT NULL)"
                )
            migrate(connection)
            connection.execute(
                "INSERT INTO migrations VALUES (?, ?, ?)",
                (number, migrate.__name__.strip("_"), now()),
            )


def _form(connection: sqlite3.Connection) -> int:
    """The number of the newest migration in the file; 0 for an empty one."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone()
    if known is None:
        return 0
    newest: int = connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()[
        0
    ]
    return newest


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or, on any error, nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # After some errors (a full disk) SQLite has rolled back already.
        if connection.in_transaction:
            connection.rollback()
        raise
    connection.commit()


_SAYINGS = {
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again in a moment",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; try again in a moment",
    sqlite3.SQLITE_READONLY: "may only be read; change its permissions or copy it",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check the folder and the permissions",
    sqlite3.SQLITE_PERM: "cannot be opened; check the folder and the permissions",
    sqlite3.SQLITE_AUTH: "cannot be opened; check the folder and the permissions",
    sqlite3.SQLITE_FULL: "the disk is full; free some room and try again, nothing was changed",
    sqlite3.SQLITE_NOTADB: "is no translation memory of zhdoc; name another file",
    sqlite3.SQLITE_CORRUPT: "is damaged; go back to a copy, or import a TMX that you exported",
}


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as one line that names the memory."""
    try:
        yield
    except sqlite3.Error as error:
        saying = _SAYINGS.get(_code(error), f"cannot be used ({error}); check the disk")
        raise MemoryFileError(f"{path}: {saying}") from error


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code."""
    return getattr(error, "sqlite_errorcode", -1) & 0xFF

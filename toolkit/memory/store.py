"""A translation memory: approved pairs in one file, found again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Self

from toolkit.document import Match, MatchKind
from toolkit.editing import now
from toolkit.memory.entries import Entry
from toolkit.memory.exchange import exchange
from toolkit.memory.folding import fold, normal, source_key
from toolkit.memory.index import Index
from toolkit.memory.schema import connect, plain_errors, transaction
from toolkit.traditional import has_chinese

__all__ = ["LEAST", "Added", "Memory"]

LEAST = 0.75
"""Share of characters, figures folded, from which a fuzzy match is worth showing."""

EXCHANGED = 0.99
"""Score of a match whose figures were exchanged, and of one that differs in its figures alone."""

_BATCH = 50_000  # entries in one transaction: bounds memory to some 200 MB
_EQUAL = 500  # entries of one source that are ranked: the newest
_TRIED = 8  # stored sentences with other figures that an exchange is tried with

_COLUMNS = (
    "e.source, e.target, d.name, e.segment, e.previous, e.next, e.who, e.at"
    " FROM entries e JOIN documents d ON d.id = e.document"
)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of entries: each counts once."""

    new: int = 0
    replaced: int = 0
    """The same segment of the same document had another English, approved earlier."""
    known: int = 0
    """There already, word for word."""
    older: int = 0
    """Left out: the memory has a newer approval of that segment."""

    def __add__(self, other: Added) -> Added:
        return Added(
            self.new + other.new,
            self.replaced + other.replaced,
            self.known + other.known,
            self.older + other.older,
        )


class Memory:
    """An open memory; a context manager. Threads may share it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._index = Index(connection)
        self._turn = threading.RLock()

    @classmethod
    def open(cls, path: Path, *, write: bool = False) -> Self:
        """The memory in the file ``path``; with ``write`` it is made where there is none.

        Raises :class:`toolkit.errors.MemoryFileError`.
        """
        return cls(path, connect(path, write=write))

    def close(self) -> None:
        """Close the file; what was added is in it already."""
        with plain_errors(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def size(self) -> int:
        """How many entries there are."""
        return self._one("SELECT count(*) FROM entries")

    @property
    def documents(self) -> int:
        """How many documents the entries come from."""
        return self._one("SELECT count(*) FROM documents")

    @property
    def digest(self) -> str:
        """32 hex digits that depend on the entries alone, not on the order they came in."""
        with self._turn, plain_errors(self.path):
            found: str = self._connection.execute("SELECT digest FROM state").fetchone()[0]
        return found

    def _one(self, question: str) -> int:
        with self._turn, plain_errors(self.path):
            count: int = self._connection.execute(question).fetchone()[0]
        return count

    # ------------------------------------------------------------------------- entries

    def entries(self) -> Iterator[Entry]:
        """Every entry in the order they came in; the memory may grow meanwhile."""
        last = 0
        while True:
            with self._turn, plain_errors(self.path):
                rows = self._connection.execute(
                    f"SELECT e.id, {_COLUMNS} WHERE e.id > ? ORDER BY e.id LIMIT 1000",
                    (last,),
                ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield from (Entry(*row[1:]) for row in rows)

    def add(self, entries: Iterable[Entry]) -> Added:
        """Take in ``entries``; on disk when this returns, in batches of 50,000 each whole or not at all.

        Of the same segment of the same document with the same source, the newer approval stays.
        """
        total = Added()
        source = iter(entries)
        moment = now()
        while batch := list(islice(source, _BATCH)):
            with self._turn, plain_errors(self.path), transaction(self._connection):
                total += self._add(batch, moment)
        return total

    def _add(self, batch: Sequence[Entry], moment: str) -> Added:
        query = self._connection.execute
        documents: dict[str, int] = {}
        shapes: dict[str, int] = {}
        fresh: list[tuple[int, str]] = []
        counts = dict.fromkeys(("new", "replaced", "known", "older"), 0)
        digest = 0  # what is added to it
        newest = query("SELECT coalesce(max(id), 0) FROM shapes").fetchone()[0]
        for entry in batch:
            source = normal(entry.source)
            key = source_key(source)
            document = documents.get(entry.file)
            if document is None:
                query("INSERT OR IGNORE INTO documents (name) VALUES (?)", (entry.file,))
                found = query("SELECT id FROM documents WHERE name = ?", (entry.file,)).fetchone()
                document = documents[entry.file] = found[0]
            stored = query(
                f"SELECT {_COLUMNS} WHERE e.document = ? AND e.segment = ? AND e.key = ?",
                (document, entry.segment, key),
            ).fetchone()
            new = replace(entry, when=entry.when or moment)
            if stored is not None:
                old = Entry(*stored)
                same = old.target == new.target
                if old.when > new.when or (same and old.when >= entry.when):
                    counts["known" if same else "older"] += 1
                    continue
                # Approved again as it is: its time and its neighbours may be others.
                counts["known" if same else "replaced"] += 1
                digest -= _digest(old)
                query(
                    "UPDATE entries SET previous = ?, next = ?, source = ?, target = ?, who = ?, at = ?"
                    " WHERE document = ? AND segment = ? AND key = ?",
                    (
                        *(new.previous, new.next, new.source, new.target, new.who, new.when),
                        *(document, new.segment, key),
                    ),
                )
            else:
                counts["new"] += 1
                folded = fold(source)
                shape = shapes.get(folded) or self._shape(folded)
                if shape is None:
                    newest += 1
                    shape = newest
                    query(
                        "INSERT INTO shapes VALUES (?, ?, ?)", (shape, source_key(folded), folded)
                    )
                    fresh.append((shape, folded))
                shapes[folded] = shape
                query(
                    "INSERT INTO entries (document, segment, key, shape, previous, next, source,"
                    " target, who, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *(document, new.segment, key, shape, new.previous, new.next),
                        *(new.source, new.target, new.who, new.when),
                    ),
                )
            digest += _digest(new)
        self._index.add(fresh)
        self._add_to_digest(digest)
        return Added(**counts)

    def _add_to_digest(self, number: int) -> None:
        query = self._connection.execute
        digest = int(query("SELECT digest FROM state").fetchone()[0], 16) + number
        query("UPDATE state SET digest = ?", (f"{digest % 2**128:032x}",))

    def find(self, source: str = "", file: str = "") -> list[Entry]:
        """The entries of a source, of a document, or of both, in the order they came in.

        Spaces, widths and Traditional characters make no other source.
        """
        return [entry for _, entry in self._chosen(source, file)]

    def remove(self, source: str = "", file: str = "") -> list[Entry]:
        """Take out what :meth:`find` finds, all or nothing of it; gives what was taken out."""
        with self._turn, plain_errors(self.path), transaction(self._connection):
            chosen = self._chosen(source, file)
            # Their shapes stay: a program that has read the index goes on with its numbers.
            self._connection.executemany(
                "DELETE FROM entries WHERE id = ?", [(number,) for number, _ in chosen]
            )
            self._connection.execute(
                "DELETE FROM documents"
                " WHERE NOT EXISTS (SELECT 1 FROM entries WHERE document = documents.id)"
            )
            self._add_to_digest(-sum(_digest(entry) for _, entry in chosen))
        return [entry for _, entry in chosen]

    def _chosen(self, source: str, file: str) -> list[tuple[int, Entry]]:
        """Entries with their numbers."""
        if not source and not file:
            raise ValueError("neither a source nor a document is named")
        wanted = normal(source)
        named: list[tuple[str, int | str]] = []
        if source:
            named.append(("e.key = ?", source_key(wanted)))
        if file:
            named.append(("d.name = ?", file))
        with self._turn, plain_errors(self.path):
            rows = self._connection.execute(
                f"SELECT e.id, {_COLUMNS} WHERE {' AND '.join(where for where, _ in named)} ORDER BY e.id",
                [value for _, value in named],
            ).fetchall()
        found = [(row[0], Entry(*row[1:])) for row in rows]
        return [each for each in found if not source or normal(each[1].source) == wanted]

    def _shape(self, folded: str) -> int | None:
        rows = self._connection.execute(
            "SELECT id, text FROM shapes WHERE key = ?", (source_key(folded),)
        )
        return next((number for number, text in rows if text == folded), None)

    # ------------------------------------------------------------------------- lookups

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """In the block the memory stays as it is now, whatever other programs add to it."""
        with plain_errors(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with plain_errors(self.path):
                self._connection.rollback()

    def search(
        self,
        source: str,
        limit: int = 5,
        *,
        context: tuple[int, int] | None = None,
        least: float = LEAST,
    ) -> list[Match]:
        """What the memory has for ``source`` (without its outline label), the best first.

        Matches in context come first, then exact ones, those whose figures were exchanged by value,
        and fuzzy ones of at least ``least`` (1 leaves them out); among equals the newest. Each English is
        named once. ``context`` are the keys of the neighbours (:func:`toolkit.memory.contexts`).
        """
        found = list(islice(self._certain(source, context), limit))
        if len(found) < limit and least < 1 and has_chinese(source):
            known = {match.target for match in found}
            exchanged = {match.source for match in found if match.kind == "numbers"}
            for match in self._alike(normal(source), limit, least):
                if match.target not in known and match.source not in exchanged:
                    known.add(match.target)
                    found.append(match)
        # Stable: what was exchanged stays before what is only alike.
        found.sort(key=lambda match: -match.score)
        return found[:limit]

    def _certain(self, source: str, context: tuple[int, int] | None) -> Iterator[Match]:
        """Equal sources, then those with other figures, exchanged where that is sure."""
        if not has_chinese(source):
            return
        wanted = normal(source)
        rows = self._ranked("e.key = ?", source_key(wanted), context)
        said: set[str] = set()
        for entry in rows:
            if normal(entry.source) == wanted and entry.target not in said:
                said.add(entry.target)
                inside = context is not None and (entry.previous, entry.next) == context
                yield _match(entry, "context" if inside else "exact", 1.0)
        folded = fold(wanted)
        with self._turn, plain_errors(self.path):
            shape = self._shape(folded) if folded != wanted else None
        if shape is None:
            return
        tried: set[tuple[str, str]] = set()
        apart: list[Match] = []
        for entry in self._ranked("e.shape = ?", shape, context):
            pair = normal(entry.source), entry.target
            if pair in tried or pair[0] == wanted:
                continue
            if len(tried) == _TRIED:
                break
            tried.add(pair)
            english = exchange(entry.source, entry.target, source)
            if english is None:
                apart.append(_match(entry, "fuzzy", EXCHANGED))
            elif english not in said:
                said.add(english)
                yield replace(_match(entry, "numbers", EXCHANGED), target=english)
        yield from apart

    def _ranked(self, where: str, value: int, context: tuple[int, int] | None) -> list[Entry]:
        """Entries with those of the same context first, then the newest."""
        with self._turn, plain_errors(self.path):
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} WHERE {where} ORDER BY e.at DESC, e.id DESC LIMIT {_EQUAL}",
                (value,),
            ).fetchall()
        entries = [Entry(*row) for row in rows]
        entries.sort(key=lambda entry: (entry.file, entry.segment))
        entries.sort(key=lambda entry: entry.when, reverse=True)
        if context is not None:
            before, behind = context
            entries.sort(key=lambda entry: -((entry.previous == before) + (entry.next == behind)))
        return entries

    def _alike(self, wanted: str, limit: int, least: float) -> Iterator[Match]:
        folded = fold(wanted)
        with self._turn, plain_errors(self.path):
            shapes = self._index.find(folded, limit + 1, least)
        for shape, score in shapes:
            for entry in self._ranked("e.shape = ?", shape, None)[:limit]:
                if normal(entry.source) != wanted:
                    yield _match(entry, "fuzzy", min(score, EXCHANGED))


def _match(entry: Entry, kind: MatchKind, score: float) -> Match:
    return Match(
        entry.source,
        entry.target,
        kind,
        round(score, 4),
        entry.file,
        entry.segment,
        entry.who,
        entry.when,
    )


def _digest(entry: Entry) -> int:
    """A number for an entry; those of all entries are added, so that their order plays no part."""
    fields = json.dumps(
        [
            entry.source, entry.target, entry.file, entry.segment,
            entry.previous, entry.next, entry.who, entry.when,
        ]
    )  # fmt: skip
    return int.from_bytes(hashlib.sha256(fields.encode()).digest()[:16], "big")

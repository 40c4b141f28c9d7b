"""The glossary: a user's files before the built-in ones, looked up by form."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from toolkit.errors import GlossaryError
from toolkit.terms.entries import BODIES_DOMAIN, PLACES_DOMAIN, Entry, Origin, parse_entries
from toolkit.terms.exchange import read_entries
from toolkit.terms.forms import fold
from toolkit.traditional import to_simplified

__all__ = ["Glossary", "load_glossary", "read_glossary_file"]

MAX_FILE_BYTES = 64 * 1024 * 1024
"""No glossary is larger; a bigger file is something else, and would fill the memory."""


@dataclass(frozen=True)
class Glossary:
    """All entries in order of priority: an earlier file's word counts before a later one's."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def hash(self) -> str:
        """SHA-256 of all that decides a translation; notes, sources and file names do not."""
        digest = hashlib.sha256()
        for e in self.entries:
            # Which file an entry stands in matters through the order, and where names are composed.
            fields = (e.zh, e.en, e.pos, e.status, "|".join(e.variants), e.origin)
            place = e.domain if e.domain in (BODIES_DOMAIN, PLACES_DOMAIN) else ""
            digest.update("\t".join((*fields, place)).encode("utf-8") + b"\n")
        return digest.hexdigest()

    def lookup(self, zh: str) -> tuple[Entry, ...]:
        """The entries of exactly this term, highest priority first, however ``zh`` is written."""
        return self._by_form.get(fold(to_simplified(zh)), ())

    def search_part(self, zh: str) -> tuple[Entry, ...]:
        """The entries whose term contains ``zh``, shortest term first."""
        part = fold(to_simplified(zh))
        found = [entry for entry in self.entries if part and part in entry.form]
        return tuple(sorted(found, key=lambda entry: len(entry.form)))

    def search_english(self, english: str) -> tuple[Entry, ...]:
        """The entries whose English is or contains these words, the closest first."""
        words = re.escape(" ".join(english.split()))
        pattern = re.compile(rf"(?<!\w){words}(?:e?s)?(?!\w)", re.IGNORECASE)
        found = []
        for entry in self.entries:
            lengths = [len(e) for e in (entry.en, *entry.variants) if words and pattern.search(e)]
            if lengths:
                found.append((min(lengths), entry))
        return tuple(entry for _, entry in sorted(found, key=lambda item: item[0]))

    @cached_property
    def _by_form(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.form, []).append(entry)
        return {form: tuple(entries) for form, entries in found.items()}

    @cached_property
    def terms(self) -> dict[str, Entry]:
        """By form, the entry that translation uses; its variants are all that is allowed.

        A term of which the first file that knows it only admits English, is there with that status:
        it applies to whole texts only, and keeps shorter terms inside it from being matched.
        """
        chosen = ((form, _choose(entries)) for form, entries in self._by_form.items())
        return {form: entry for form, entry in chosen if entry is not None}

    @cached_property
    def cells(self) -> dict[str, Entry]:
        """By form, the words that apply to a whole text only (合计 in a table)."""
        return {e.form: e for e in reversed(self.entries) if e.pos == "cell"}

    def forbidden(self, zh: str) -> tuple[str, ...]:
        """English that must not stand for ``zh``; what a file of higher priority allows is out."""
        found: dict[str, bool] = {}
        for entry in self.lookup(zh):
            for english in (entry.en, *entry.variants):
                found.setdefault(english.casefold(), entry.status == "forbidden")
        return tuple(
            english
            for entry in self.lookup(zh)
            if entry.status == "forbidden"
            for english in (entry.en, *entry.variants)
            if found[english.casefold()]
        )

    def words(self) -> Iterator[tuple[str, int | None]]:
        """The words a segmenter must know, as pairs for :class:`toolkit.segmenter.Segmenter`.

        The frequency is left to jieba, which takes the lowest at which the word stays in one piece:
        a higher one would let a term swallow the characters of its neighbours (科技局 in 科技局面).
        """
        for form in dict.fromkeys((*self.terms, *self._by_form)):
            if len(form) > 1 and form.isalnum():
                yield form, None


def load_glossary(
    user_files: Sequence[Path] = (),
    *,
    builtin: bool = True,
    tell: Callable[[str], None] = lambda line: None,
) -> Glossary:
    """The user's files in the order given, then the built-in glossary.

    ``tell`` gets a line for each part of a file that is left out. Raises :class:`GlossaryError`
    where a file cannot be read or a line is no entry.
    """
    entries = [entry for path in user_files for entry in read_glossary_file(path, tell=tell)]
    if builtin:
        folder = files("zhdoc_glossary")
        for resource in sorted(folder.iterdir(), key=lambda item: item.name):
            if resource.name.endswith(".tsv"):
                entries.extend(parse_entries(resource.read_bytes(), resource.name, "builtin"))
    return Glossary(tuple(entries))


def read_glossary_file(
    path: Path, origin: Origin = "user", tell: Callable[[str], None] = lambda line: None
) -> tuple[Entry, ...]:
    """The entries of one file; ``tell`` as for :func:`load_glossary`; raises :class:`GlossaryError`."""
    try:
        if path.is_dir():
            raise GlossaryError(f"{path}: a folder, not a glossary file; name the files in it.")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise GlossaryError(f"{path}: over 64 MB; this is no glossary file.")
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise GlossaryError(f"{path}: cannot read the glossary file ({reason}).") from error
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise GlossaryError(
            f"{path}: an old (.xls) or encrypted spreadsheet; save it as .xlsx without a password."
        )
    return tuple(replace(e, file=str(path)) for e in read_entries(data, path.name, origin, tell))


def _choose(entries: tuple[Entry, ...]) -> Entry | None:
    """The entry that the first layer knowing the term wants, with all English that layer allows."""
    banned: set[str] = set()
    layers: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.pos != "cell":
            layers.setdefault("" if entry.origin == "builtin" else entry.file, []).append(entry)
    for layer in layers.values():
        banned.update(e.en.casefold() for e in layer if e.status == "forbidden")
        allowed = [e for e in layer if e.status != "forbidden" and e.en.casefold() not in banned]
        if not allowed:
            continue
        chosen = next((e for e in allowed if e.status == "preferred"), allowed[0])
        english = dict.fromkeys(english for e in allowed for english in (e.en, *e.variants))
        variants = tuple(other for other in english if other != chosen.en)
        return chosen if variants == chosen.variants else replace(chosen, variants=variants)
    return None

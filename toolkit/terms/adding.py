"""Putting one more term into a user's glossary file."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import GlossaryError, UsageError
from toolkit.files import ensure_folder, exists, write_atomically
from toolkit.terms.entries import COLUMNS, Entry, parse_entries, tsv_columns
from toolkit.terms.glossary import Glossary, read_glossary_file
from toolkit.terms.lint import lint

__all__ = ["TermConflict", "add_entry", "check_entry"]


class TermConflict(UsageError):
    """The term has other English already; ``known`` is the entry that says so."""

    def __init__(self, message: str, known: Entry) -> None:
        super().__init__(message)
        self.known = known


def check_entry(entry: Entry) -> None:
    """Raises UsageError where ``entry`` cannot stand in a glossary file, or lint objects to it."""
    for name, text in (("Chinese", entry.zh), ("English", entry.en)):
        if not text.strip():
            raise UsageError(f"the {name} of the term is missing; type it")
    for text in (entry.zh, entry.en, entry.note):
        if any(ord(character) < 32 or ord(character) == 127 for character in text):
            raise UsageError(f"{text!r}: a term and its note stand on one line, without tabs")
    if entry.zh.startswith("#"):
        raise UsageError(f"{entry.zh}: in a glossary file # begins a comment; leave it out")
    for finding in lint(Glossary((entry,))):
        raise UsageError(f"{finding.message}; correct it and add the term again")


def add_entry(path: Path, entry: Entry, glossary: Glossary, *, replacing: bool = False) -> Entry:
    """Put ``entry`` (its Chinese, English and note) into the tab-separated glossary file ``path``.

    The file is made where it is missing; its other lines stay as they are. ``glossary`` is what is in
    force, the file's own entries included. Returns the entry as the file now has it.

    Raises UsageError where it is no term or is there already; :class:`TermConflict` where the term has
    other English, unless ``replacing``: then the file's own line gets the new English, and another
    glossary's is overruled. Raises GlossaryError where the file is not tab-separated UTF-8.
    """
    check_entry(entry)
    text = _read(path)
    own = [e for e in parse_entries(text.encode("utf-8"), str(path)) if e.form == entry.form]
    mine = next((e for e in own if e.status == "preferred"), None)
    known = mine or glossary.terms.get(entry.form)
    if known is not None and known.status == "preferred" and known.en == entry.en:
        place = f"line {mine.line} of {path}" if mine else "the glossary"
        raise UsageError(f"{entry.zh} = {entry.en} is in {place} already; nothing was added")
    banned = [e for e in glossary.lookup(entry.zh) if _forbids(e, entry.en)]
    if not replacing and (known is not None or banned):
        raise _conflict(entry, banned[0] if banned else known or banned[0])
    content = _with_entry(text, path, entry, mine, [e for e in own if _forbids(e, entry.en)])
    added = next(
        e
        for e in parse_entries(content, str(path))
        if (e.form, e.en, e.status) == (entry.form, entry.en, "preferred")
    )
    ensure_folder(path.parent)
    write_atomically(path, content)
    return added


def _forbids(entry: Entry, english: str) -> bool:
    words = {form.casefold() for form in (entry.en, *entry.variants)}
    return entry.status == "forbidden" and english.casefold() in words


def _conflict(entry: Entry, known: Entry) -> TermConflict:
    place = "the built-in glossary" if known.origin == "builtin" else known.file
    says = f"forbids “{known.en}”" if known.status == "forbidden" else f"has “{known.en}”"
    return TermConflict(f"{entry.zh}: {place} {says} for it; replace it, or cancel", known)


def _read(path: Path) -> str:
    """The file's text; "" where there is none yet."""
    if not exists(path):
        return ""
    read_glossary_file(path)
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_ours(path) from error
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror})") from error


def _not_ours(path: Path) -> GlossaryError:
    return GlossaryError(
        f"{path}: terms are added to tab-separated UTF-8 text only; make such a file with"
        f" `zhdoc glossary import {path.name} -o terms.tsv` and use that"
    )


def _with_entry(
    text: str, path: Path, entry: Entry, mine: Entry | None, dropped: list[Entry]
) -> bytes:
    """The file's bytes with ``entry`` in place of its own line ``mine``, else at the end."""
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    try:
        columns = tsv_columns(text, str(path))
    except GlossaryError as error:
        raise _not_ours(path) from error
    if columns is None:
        columns = COLUMNS
        lines.append("\t".join(columns))
    if entry.note and "note" not in columns:
        raise UsageError(f"{path} has no column for a note; add one, or leave the note out")
    cells = dict.fromkeys(columns, "")
    if mine is not None:
        cells.update(zip(columns, lines[mine.line - 1].split("\t"), strict=False))
        variants = [v for v in mine.variants if v != entry.en]
        if "variants" in columns:
            cells["variants"] = "|".join(variants)
    else:
        cells["zh"] = entry.zh
    cells["en"] = entry.en
    if entry.note:
        cells["note"] = entry.note
    row = "\t".join(cells.values()).rstrip("\t")
    if mine is not None:
        lines[mine.line - 1] = row
    else:
        lines.append(row)
    gone = {e.line - 1 for e in dropped}
    kept = [line for number, line in enumerate(lines) if number not in gone]
    return ending.join([*kept, ""]).encode("utf-8")

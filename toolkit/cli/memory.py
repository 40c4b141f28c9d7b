"""``zhdoc memory``: what people approved, kept in one file and looked up again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import click

from toolkit.cli.console import counted, emit, emit_bytes, emit_json, note, warn_of_unsaved
from toolkit.errors import UsageError
from toolkit.files import exists

if TYPE_CHECKING:
    from toolkit.document import Match, State
    from toolkit.memory import Added, Entry, Memory

__all__ = ["memory"]

_file = click.option(
    "--memory", "file", metavar="FILE", required=True, help="The memory's file; you name it."
)
_state = click.option(
    "--state",
    "states",
    default="approved",
    show_default=True,
    metavar="STATES",
    help="Comma-separated: approved, edited, memory, machine. What to take.",
)
_json = click.option("--json", "as_json", is_flag=True, help="For programs.")


@click.group()
def memory() -> None:
    """Keep what was approved and never translate the same sentence twice.

    \b
    zhdoc memory add report.xlf --memory ours.zhm
    zhdoc translate next-year.docx --memory ours.zhm
    """


@memory.command()
@click.argument("files", metavar="FILE.xlf…", nargs=-1, required=True)
@_file
@_state
@_json
def add(files: tuple[str, ...], file: str, states: str, as_json: bool) -> None:
    """Take the approved segments of FILE.xlf into the memory, which is made where it is missing.

    Of the same segment of the same document the newer approval stays.
    """
    from toolkit.aligned import open_aligned
    from toolkit.document import State
    from toolkit.memory import Memory, entries_of

    chosen = _states(states)
    documents = [open_aligned(Path(name)) for name in files]
    for name in files:
        warn_of_unsaved(Path(name))
    others = [state for state in get_args(State) if state not in chosen and state != "none"]
    counts: dict[str, Added] = {}
    left: dict[str, Counter[str]] = {}
    with Memory.open(Path(file), write=True) as opened:
        for name, document in zip(files, documents, strict=True):
            counts[name] = opened.add(entries_of(document, chosen))
            left[name] = Counter(
                {state: sum(1 for _ in entries_of(document, (state,))) for state in others}
            )
        _report(opened, counts, left, as_json)


@memory.command("import")
@click.argument("files", metavar="FILE.tmx…", nargs=-1, required=True)
@_file
@_state
@_json
def import_units(files: tuple[str, ...], file: str, states: str, as_json: bool) -> None:
    """Take the Chinese and English of TMX files into the memory, whichever tool wrote them.

    Units that say no state, as other tools', are taken all.
    """
    from toolkit.memory import Memory
    from toolkit.memory.tmx import read_entries

    chosen = ["", *_states(states)]
    counts: dict[str, Added] = {}
    left: dict[str, Counter[str]] = {name: Counter() for name in files}

    def taken(name: str) -> Iterator[Entry]:
        for entry, state in read_entries(Path(name)):
            if state in chosen:
                yield entry
            else:
                left[name][state] += 1

    with Memory.open(Path(file), write=True) as opened:
        for name in files:
            counts[name] = opened.add(taken(name))
        _report(opened, counts, left, as_json)


@memory.command()
@click.argument("texts", metavar="TEXT…", nargs=-1, required=True)
@_file
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True)
@click.option(
    "--least",
    type=click.FloatRange(0.5, 1),
    default=0.75,
    show_default=True,
    help="Share of characters that must agree, figures folded; 1 leaves out fuzzy matches.",
)
@_json
def search(texts: tuple[str, ...], file: str, limit: int, least: float, as_json: bool) -> int:
    """Look up Chinese sentences: score, kind, English, and where each comes from."""
    from dataclasses import asdict

    from toolkit.memory import Memory

    with Memory.open(Path(file)) as opened:
        found = {text: opened.search(text, limit, least=least) for text in texts}
    if as_json:
        emit_json([{"text": text, "matches": [asdict(m) for m in found[text]]} for text in texts])
        return 0
    for text in texts:
        if not found[text]:
            note(f"{text}: no match")
        for match in found[text]:
            for line in _lines(match):
                emit(line)
    return 0


@memory.command()
@click.argument("texts", metavar="[TEXT]…", nargs=-1)
@_file
@click.option("--document", default="", metavar="NAME", help="Only what comes from this document.")
@click.option("--dry-run", is_flag=True, help="Show what would be taken out, and leave it.")
@_json
def remove(texts: tuple[str, ...], file: str, document: str, dry_run: bool, as_json: bool) -> int:
    """Take out Chinese sentences, whatever their English, or all that a document brought.

    What is taken out is printed, each with where it came from. Exit code 1 where a TEXT, or the
    document, is not in the memory.
    """
    from toolkit.memory import Memory

    if not all(texts) or not (texts or document):
        raise UsageError("name the Chinese sentences to take out, or a --document")
    path = Path(file)
    # What is not there is not made, only to take out of it.
    with Memory.open(path, write=exists(path) and not dry_run) as opened:
        take = opened.find if dry_run else opened.remove
        found = {text: take(text, document) for text in dict.fromkeys(texts or ("",))}
        size = opened.size
    missing = [text or document for text, entries in found.items() if not entries]
    entries = [entry for taken in found.values() for entry in taken]
    if as_json:
        emit_json({
            "memory": file, "entries": size, "dry_run": dry_run, "not_found": missing,
            "removed": [
                {"source": e.source, "target": e.target, "file": e.file, "segment": e.segment,
                 "who": e.who, "when": e.when}
                for e in entries
            ],
        })  # fmt: skip
    else:
        for entry in entries:
            emit(f"{entry.source}\t{entry.target}\t[{_origin(entry)}]")
        for name in missing:
            note(f"{name}: not in the memory")
        what = "would be taken out" if dry_run else "taken out"
        note(f"{file}: {counted(len(entries), 'entry', 'entries')} {what}, {size:,} in it")
    return 1 if missing else 0


@memory.command()
@_file
@click.option("-o", "--output", required=True, metavar="FILE.tmx", help="- is standard output.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
def export(file: str, output: str, force: bool) -> None:
    """Write the memory as TMX, for other tools."""
    from toolkit.files import refuse_existing, write_parts
    from toolkit.memory import Memory
    from toolkit.memory.tmx import tmx_of

    path = Path(output)
    if output != "-" and not force:
        refuse_existing(path)
    with Memory.open(Path(file)) as opened, opened.snapshot():
        count = opened.size
        if output == "-":
            for part in tmx_of(opened):
                emit_bytes(part)
            return
        write_parts(path, tmx_of(opened))
    note(f"{output}: {count:,} units")


@memory.command()
@_file
@_json
def info(file: str, as_json: bool) -> None:
    """How many entries the memory has, from how many documents."""
    from toolkit.memory import Memory

    path = Path(file)
    with Memory.open(path) as opened:
        figures: dict[str, Any] = {
            "file": file,
            "entries": opened.size,
            "documents": opened.documents,
            "bytes": path.stat().st_size,
            "digest": opened.digest,
        }
    if as_json:
        emit_json(figures)
        return
    entries, documents = figures["entries"], figures["documents"]
    emit(f"{file}: {counted(entries, 'entry', 'entries')} from {counted(documents, 'document')}")
    emit(f"{figures['bytes']:,} bytes, state {figures['digest']}")


def _states(text: str) -> list[State]:
    from toolkit.document import State

    known = [state for state in get_args(State) if state != "none"]
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise UsageError(f"no state {name!r}; --state takes {', '.join(known)}")
    if not names:
        raise UsageError(f"--state needs one of {', '.join(known)}")
    return cast("list[State]", names)


def _report(
    opened: Memory, counts: dict[str, Added], left: dict[str, Counter[str]], as_json: bool
) -> None:
    """What became of the entries of each file; ``left`` counts those of states that were not taken."""
    from dataclasses import asdict

    if as_json:
        files: list[dict[str, Any]] = [
            {"file": name, **asdict(added), "left_out": dict(+left[name])}
            for name, added in counts.items()
        ]
        emit_json({"memory": str(opened.path), "entries": opened.size, "files": files})
        return
    for name, added in counts.items():
        parts = [f"{added.new:,} new"]
        parts += [f"{n:,} {what}" for what, n in _others(added) if n]
        states = ", ".join(f"{n:,} {state}" for state, n in left[name].items() if n)
        rest = f"; left out: {states} (--state takes them)" if states else ""
        note(f"{name}: {', '.join(parts)}{rest}")
    note(f"{opened.path}: {counted(opened.size, 'entry', 'entries')}")


def _others(added: Added) -> Iterator[tuple[str, int]]:
    yield "in place of an earlier approval", added.replaced
    yield "known already", added.known
    yield "left out for a newer approval", added.older


def _lines(match: Match) -> Iterator[str]:
    yield f"{match.percent}%\t{match.kind}\t{match.target}"
    yield f"\t{match.source}\t[{_origin(match)}]"


def _origin(known: Match | Entry) -> str:
    return " · ".join(filter(None, (known.file, known.segment, known.who, known.when)))

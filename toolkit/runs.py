"""One input and its outputs: their names, what may be overwritten, what an update keeps, writing.

An output never takes the place of an input, and nothing that a person may have edited is replaced
without a backup.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.aligned import open_aligned
from toolkit.bilingual import FORMATS, write
from toolkit.document import Document
from toolkit.errors import BilingualError, OutputError, UsageError
from toolkit.files import back_up, ensure_folder, exists, write_all
from toolkit.journal import journal_path
from toolkit.office import find_office
from toolkit.pipeline import Progress, Translator
from toolkit.review.unsaved import hold_saved
from toolkit.summary import summarise
from toolkit.update import Carried, carry_over

__all__ = ["Plan", "parse_formats", "plan_runs", "translate_to_files"]

_EDITED_ELSEWHERE = ("xlf", "tsv", "xlsx", "review-docx", "docx", "bilingual-docx")
"""Formats people edit: an update backs them up."""

_USUAL = ("xlf", "html")
"""What a run writes unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One input and what becomes of it."""

    source: Path
    outputs: dict[str, Path]
    """Format → file; the canonical "xlf" is always among them."""
    update: bool = False
    force: bool = False
    discard_review: bool = False

    @property
    def xliff(self) -> Path:
        """The canonical aligned file."""
        return self.outputs["xlf"]

    @property
    def journal(self) -> Path:
        """Where an interrupted run keeps what was finished."""
        return journal_path(self.xliff)


def parse_formats(text: str, *, first: Sequence[str] = ()) -> list[str]:
    """The formats of a ``--to`` value, each once, ``first`` ones before.

    Raises UsageError for an unknown one, and OfficeError where one needs LibreOffice and there is
    none: before the work of a translation, not after it.
    """
    names = list(first)
    for name in (part.strip().lower() for part in text.split(",")):
        if name and name not in FORMATS:
            raise UsageError(f"no format {name!r}; --to takes {', '.join(FORMATS)}")
        if name and name not in names:
            names.append(name)
    if any(FORMATS[name].office for name in names):
        find_office()
    return names


def plan_runs(
    inputs: Sequence[str],
    folder: Path,
    formats: Sequence[str],
    *,
    update: bool = False,
    force: bool = False,
    discard_review: bool = False,
) -> list[Plan]:
    """A plan for each input, named twice or not.

    ``x.docx`` becomes ``x.xlf``; where two inputs would meet, or an output would be an input, names
    keep their extension (``x.docx.xlf``). What the .xlf is called depends on the inputs alone, so
    that a later run with other formats finds it: ``x.html`` with "xlf" alone makes ``x.html.xlf``
    too, as its page would be an input. Raises UsageError where that does not help.
    """
    sources = list({_identity(Path(name)): Path(name) for name in inputs}.values())
    protected = {_identity(source) for source in sources if str(source) != "-"}

    def path(name: str, format: str) -> Path:
        return folder / f"{name}{FORMATS[format].suffix}"

    every = {*_USUAL, *formats}
    wanted = Counter(_identity(path(_stem(source), f)) for source in sources for f in every)

    def collides(name: str, format: str) -> bool:
        identity = _identity(path(name, format))
        return wanted[identity] > 1 or identity in protected

    plans: list[Plan] = []
    taken: dict[str, Path] = {}
    for source in sources:
        name, longer = _stem(source), "stdin" if str(source) == "-" else source.name
        if any(collides(name, format) for format in _USUAL):
            name = longer
        outputs = {f: path(longer if collides(name, f) else name, f) for f in formats}
        for output in outputs.values():
            identity = _identity(output)
            if identity in protected:
                raise UsageError(f"{output} is an input; choose another folder with -o")
            if identity in taken:
                raise UsageError(
                    f"{taken[identity]} and {source} would both be written to {output}; translate"
                    " them into different folders with -o"
                )
            taken[identity] = source
        plans.append(Plan(source, outputs, update, force, discard_review))
    return plans


def _stem(source: Path) -> str:
    return "stdin" if str(source) == "-" else source.stem or source.name


def _identity(path: Path) -> str:
    """What two names of one file have in common."""
    try:
        return str(path.resolve()).casefold()
    except (OSError, ValueError, RuntimeError):  # a name that no file can have
        return str(path).casefold()


def _silent(_: str) -> AbstractContextManager[Progress | None]:
    return nullcontext()


def translate_to_files(
    translator: Translator,
    plan: Plan,
    show_progress: Callable[[str], AbstractContextManager[Progress | None]] = _silent,
) -> tuple[Document, dict[str, Any]]:
    """Translate one input and write its outputs; returns the document and its figures.

    The figures are :func:`toolkit.summary.summarise`'s with ``seconds``, ``outputs`` and, for an
    update, ``kept``, ``lost`` and ``source`` (its segments that are the same, changed, new, gone).
    What was finished when an error or Ctrl-C ends the run stays in ``plan.journal``, and the same
    plan goes on from there. Nobody can review an .xlf that is replaced meanwhile; raises ReviewError
    where somebody does, or its review was not saved.
    """
    _refuse_new_outputs(plan)
    with hold_saved(plan.xliff) if exists(plan.xliff) else nullcontext():
        return _translate_to_files(translator, plan, show_progress)


def _translate_to_files(
    translator: Translator,
    plan: Plan,
    show_progress: Callable[[str], AbstractContextManager[Progress | None]],
) -> tuple[Document, dict[str, Any]]:
    started = time.monotonic()
    old = _earlier(plan)
    outlined = translator.outline(plan.source)
    carried = carry_over(old, outlined) if old is not None and plan.update else None
    ensure_folder(plan.xliff.parent)
    with show_progress(plan.source.name) as progress:
        document = translator.translate(
            outlined,
            keep=carried.kept if carried else None,
            journal=plan.journal,
            progress=progress,
        )
    if carried is not None:
        document = _with_remarks(document, carried)
    contents = {path: write(document, name) for name, path in plan.outputs.items()}
    _refuse_new_outputs(plan)
    if plan.update:
        for name in _EDITED_ELSEWHERE:
            if name in plan.outputs:
                back_up(plan.outputs[name], contents[plan.outputs[name]])
    write_all(contents)
    plan.journal.unlink(missing_ok=True)
    figures = summarise(document)
    figures["seconds"] = round(time.monotonic() - started, 2)
    figures["outputs"] = [str(path) for path in plan.outputs.values()]
    if carried is not None:
        figures["kept"] = len(carried.kept)
        figures["source"] = asdict(carried.source)
        figures["lost"] = [
            {"id": s.id, "source": s.source, "target": s.target, "state": s.state}
            for s in carried.lost
        ]
    return document, figures


def _refuse_new_outputs(plan: Plan) -> None:
    for path in plan.outputs.values():
        if exists(path) and path.is_dir():
            raise OutputError(f"{path} is a folder; move it away or choose another folder with -o")
        if exists(path) and not (plan.update or plan.force):
            raise OutputError(
                f"{path} exists already; --update translates again and keeps what was approved,"
                " --force starts over"
            )


def _earlier(plan: Plan) -> Document | None:
    """The .xlf of an earlier run, where it may be replaced; raises OutputError where it may not."""
    if not exists(plan.xliff) or plan.discard_review:
        return None
    try:
        old = open_aligned(plan.xliff)
    except BilingualError as error:
        raise OutputError(
            f"{plan.xliff}: cannot tell whether it holds a review ({error}); move it away, or use"
            " --force --discard-review"
        ) from error
    if plan.force:
        reviewed = sum(1 for s in old.segments() if s.reviewed)
        if reviewed:
            raise OutputError(
                f"{plan.xliff} holds {reviewed:,} approved or edited segments; --update keeps them,"
                " --force --discard-review does not"
            )
    return old


def _with_remarks(document: Document, carried: Carried) -> Document:
    """Comments and ignored findings on segments that were translated anew."""
    changed = {}
    for segment in document.segments():
        earlier = carried.remarks.get(segment.id)
        if earlier is not None:
            comments = tuple(n for n in earlier.notes if n not in segment.notes)
            changed[segment.id] = replace(
                segment,
                notes=segment.notes + comments,
                ignored=earlier.ignored,
                history=earlier.history,
            )
    return document.with_segments(changed)

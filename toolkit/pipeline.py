"""From a file to a translated Document: reading, repair, outline, constraints, engine, findings.

:func:`translate_document` does one file; a :class:`Translator` keeps the glossary, the segmenter and
the model for many files, or for bare lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from toolkit.assembly import assemble
from toolkit.document import (
    Constraint,
    Document,
    Finding,
    Hypothesis,
    Note,
    Section,
    Segment,
)
from toolkit.engine import Answer, Engine, Request, settle, translate_requests
from toolkit.errors import ReadingError
from toolkit.files import read_standard_input
from toolkit.journal import Journal, run_key
from toolkit.offsets import OffsetMap
from toolkit.preparation import candidates, matched_terms, translate_by_code
from toolkit.quality import check_document, with_findings
from toolkit.recall import Recall, recall_from
from toolkit.segmenter import Segmenter
from toolkit.terms import Entry, Glossary, TermMatcher, load_glossary
from toolkit.traditional import has_chinese, to_simplified

__all__ = [
    "Options",
    "Progress",
    "Translator",
    "line_segment",
    "outline_file",
    "translate_document",
]

WINDOW = 500
"""Requests translated at a time: bounds memory, and is what an interruption can lose."""

Progress = Callable[[int, int], None]
"""Called with the number of segments that are done and the number there are."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run may choose; the defaults are what ``zhdoc translate`` does."""

    repair: bool = True
    glossaries: tuple[Path, ...] = ()
    """The user's own glossary files, the first with the highest priority."""
    engine: str | None = None
    """An Argos package by name or directory (``zhdoc model list``); None is the bundled one."""
    beam: int = 4
    """Beam width, 1 to 32."""
    threads: int | None = None
    """Processors to use; None is all this process may use, at most 8."""
    memory: Path | None = None
    """A translation memory (``zhdoc memory``), which is read only."""


def outline_file(
    path: Path, *, repair: bool = True, segmenter: Segmenter | None = None
) -> Document:
    """``path`` read, repaired and outlined, not translated. ``-`` is standard input."""
    from toolkit.outline import outline_document
    from toolkit.reading import read_bytes, read_document
    from toolkit.repair import repair_document, unrepaired

    if str(path) == "-":
        raw = read_bytes(read_standard_input(), "-")
    else:
        raw = read_document(path)
    words = segmenter or Segmenter()
    repaired = repair_document(raw, words) if repair else unrepaired(raw)
    if not any(has_chinese(paragraph.text) for paragraph in repaired.paragraphs):
        raise ReadingError(
            f"{raw.name}: all of its Chinese looks like a web site's frame, and nothing is left to"
            " translate; --no-repair takes the text as it is"
        )
    return outline_document(repaired, words)


class Translator:
    """Translates documents and lines with one glossary and one model, both loaded at first use.

    ``engine`` takes the place of the Argos engine that ``options`` describe, and ``constraints`` of
    :meth:`candidates`: evaluation sets other terms. ``tell`` gets a line for each part of a glossary
    that is left out.
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        engine: Engine | None = None,
        constraints: Callable[[Segment], tuple[Constraint, ...]] | None = None,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.options = options or Options()
        self._engine = engine
        self._constraints = constraints
        self._tell = tell

    @cached_property
    def glossary(self) -> Glossary:
        """The user's glossaries and the built-in one."""
        return load_glossary(self.options.glossaries, tell=self._tell)

    @cached_property
    def segmenter(self) -> Segmenter:
        """jieba with the glossary as user dictionary."""
        return Segmenter(self.glossary.words())

    @cached_property
    def matcher(self) -> TermMatcher:
        """Finds the glossary's terms."""
        return TermMatcher(self.glossary, self.segmenter)

    @cached_property
    def engine(self) -> Engine:
        """The engine; opens no model before the first translation."""
        if self._engine is not None:
            return self._engine
        from toolkit.engine import ArgosEngine, select_package

        return ArgosEngine(
            select_package(self.options.engine),
            beam=self.options.beam,
            threads=self.options.threads,
        )

    @cached_property
    def signature(self) -> Mapping[str, str]:
        """What the output depends on; the same signature gives the same bytes on one machine.

        Where a memory is used, a translated document's signature names its state too.
        """
        from importlib.metadata import version

        return {
            "zhdoc": version("zhdoc-toolkit"),
            **self.engine.signature,
            "glossary": self.glossary.hash,
            "jieba": version("jieba"),
            "opencc": version("OpenCC"),
            "repair": "on" if self.options.repair else "off",
            "window": str(WINDOW),
        }

    def outline(self, path: Path) -> Document:
        """``path`` read, repaired and outlined with this translator's segmenter."""
        return outline_file(path, repair=self.options.repair, segmenter=self.segmenter)

    def candidates(self, segment: Segment) -> tuple[Constraint, ...]:
        """Every constraint that could be set on the segment's body; offsets are in the body."""
        if self._constraints is not None:
            return self._constraints(segment)
        return candidates(segment, self.matcher, self.glossary)

    def terms_in(self, segment: Segment) -> tuple[Constraint, ...]:
        """The glossary's terms in a segment that was translated elsewhere, with their fates."""
        terms = [constraint for constraint, _ in self.entries_in(segment)]
        return settle(segment.source, terms, segment.target)

    def entries_in(self, segment: Segment) -> list[tuple[Constraint, Entry]]:
        """The glossary's terms in the segment's source, in order, each with its entry; no fates."""
        shift = len(segment.label)
        found = matched_terms(to_simplified(segment.body), self.matcher, self.glossary)
        return [(replace(c, start=c.start + shift, end=c.end + shift), e) for c, e in found]

    def translate(
        self,
        document: Document,
        *,
        keep: Mapping[str, Segment] | None = None,
        journal: Path | None = None,
        progress: Progress | None = None,
    ) -> Document:
        """``document`` with every segment translated, checked and signed.

        ``keep`` holds segments (by id) that are taken as they are, an earlier review's. ``journal``
        is a file that takes up finished work and gives it back to the next run with this signature.
        """
        kept = dict(keep or {})
        segments = [s for s in document.segments() if s.id not in kept]
        _ = self.engine  # made here, so that the next document has the same one
        with recall_from(self.options.memory, document) as recall:
            done = self.within(document)._translate_segments(segments, journal, progress, recall)
            signature = self._signature(recall)
        translated = document.with_segments({**done, **kept})
        return with_findings(replace(translated, signature=signature))

    def _signature(self, recall: Recall | None) -> dict[str, str]:
        return {**self.signature, **({"memory": recall.digest} if recall is not None else {})}

    def translate_lines(
        self, lines: Sequence[str], *, progress: Progress | None = None
    ) -> tuple[list[str], tuple[Finding, ...]]:
        """The English of each line, and findings whose segment is the line's 1-based number.

        Every line is one segment: no repair, no outline. A line without Chinese comes back as it is.
        """
        done = self.translate_line_segments(lines, progress=progress)
        english = [
            done[str(number)].target if str(number) in done else line
            for number, line in enumerate(lines, 1)
        ]
        root = Section("r", 0, "", None, "", has_heading=False, segments=tuple(done.values()))
        return english, check_document(Document("-", "text", "utf-8", root))

    def translate_line_segments(
        self, lines: Sequence[str], *, progress: Progress | None = None
    ) -> dict[str, Segment]:
        """The translated segment of every line that holds Chinese, by its 1-based number, its id."""
        segments = [
            line_segment(number, text)
            for number, line in enumerate(lines, 1)
            if has_chinese(text := line.strip())
        ]
        with recall_from(self.options.memory) as recall:
            return self._translate_segments(segments, None, progress, recall)

    def translate_segment(self, segment: Segment) -> Segment:
        """The segment translated again by code or the engine, as a person asks for; its comments,
        history and a memory's matches stay."""
        known = {damage.message for damage in segment.damage}
        fresh = tuple(n for n in segment.notes if n.author != "repair" or n.text not in known)
        (done,) = self._translate_segments(
            [replace(segment, notes=fresh)], None, None, None
        ).values()
        return _with_matches(done, tuple(h for h in segment.hypotheses if h.match is not None))

    def within(self, document: Document) -> Translator:
        """A translator for this document alone, which explains some names (the towns of a county);
        nothing is loaded again."""
        matcher = self.matcher  # and with it all that the copy is to share
        other = copy(self)
        other.matcher = matcher.within(to_simplified(s.source) for s in document.segments())
        return other

    def with_glossary(self, glossary: Glossary) -> Translator:
        """A translator with another glossary and the same engine, none of it loaded again."""
        # An engine that was not asked for yet stays so.
        engine = self.__dict__.get("engine", self._engine)
        other = Translator(self.options, engine=engine, constraints=self._constraints)
        other.glossary = glossary
        known = {word for word, _ in self.glossary.words()}
        other.segmenter = self.segmenter.with_words(
            pair for pair in glossary.words() if pair[0] not in known
        )
        return other

    def _translate_segments(
        self,
        segments: Sequence[Segment],
        journal: Path | None,
        progress: Progress | None,
        recall: Recall | None,
    ) -> dict[str, Segment]:
        done: dict[str, Segment] = {}
        matches: dict[str, tuple[Hypothesis, ...]] = {}
        requests: dict[Request, list[Segment]] = {}
        for segment in segments:
            constraints = self.candidates(segment)
            if recall is not None:
                recalled, matches[segment.id] = recall.translate(segment, constraints)
                if recalled is not None:
                    done[segment.id] = recalled
                    continue
            decided = translate_by_code(segment, constraints)
            if decided is not None:
                known = (Hypothesis(decided.target, None, decided.origin),)
                answer = Answer(decided.target, known, decided.constraints, (), True)
                done[segment.id] = _finish(segment, answer)
            else:
                request = Request(to_simplified(segment.body), constraints)
                requests.setdefault(request, []).append(segment)
        if progress:
            progress(len(done), len(segments))
        order = list(requests)
        with Journal(
            journal, run_key(self._signature(recall), [repr(request) for request in order])
        ) as book:
            for window, start in enumerate(range(0, len(order), WINDOW)):
                part = order[start : start + WINDOW]
                answers = book.finished(window)
                if answers is None:
                    before = len(done)

                    def report(count: int, before: int = before) -> None:
                        if progress:
                            progress(before + count, len(segments))

                    answers = tuple(translate_requests(self.engine, part, report))
                    book.add(window, answers)
                for request, answer in zip(part, answers, strict=True):
                    for segment in requests[request]:
                        others = matches.get(segment.id, ())
                        done[segment.id] = _with_matches(_finish(segment, answer), others)
                if progress:
                    progress(len(done), len(segments))
        return {segment.id: done[segment.id] for segment in segments}


def translate_document(
    path: str | Path, options: Options | None = None, *, progress: Progress | None = None
) -> Document:
    """Read, repair, outline and translate the document at ``path``.

    Raises a :class:`toolkit.errors.ZhdocError` that names the file and the next step. To write the
    result, see :func:`toolkit.bilingual.write`.
    """
    translator = Translator(options)
    return translator.translate(translator.outline(Path(path)), progress=progress)


_LONGEST_HEADING = 40  # characters, of a line that ends without a mark


def line_segment(number: int, text: str) -> Segment:
    """A line as a segment by itself, not translated; its id is its number."""
    from toolkit.outline import leading_label

    short = len(text) <= _LONGEST_HEADING and text[-1] not in "。；！？!?;.：:"
    return Segment(
        str(number),
        text,
        OffsetMap.identity(len(text)),
        number,
        "heading" if short else "sentence",
        leading_label(text),
    )


def _finish(segment: Segment, answer: Answer) -> Segment:
    notes = tuple(Note("repair", damage.message) for damage in segment.damage)
    ready = replace(
        segment,
        hypotheses=answer.hypotheses,
        tried=answer.tried,
        state="machine" if answer.usable else "none",
        notes=segment.notes + notes,
    )
    if answer.usable:
        return assemble(ready, answer.target, answer.constraints)
    unmet = (replace(c, fate="missing", target_span=None) for c in answer.constraints)
    return assemble(ready, "", unmet)


def _with_matches(segment: Segment, matches: tuple[Hypothesis, ...]) -> Segment:
    """``segment`` with a memory's fuzzy matches behind its own hypotheses."""
    if not matches:
        return segment
    # The first is what the English was made from, even where there is none.
    own = segment.hypotheses or (Hypothesis(segment.target),)
    return replace(segment, hypotheses=own + matches)

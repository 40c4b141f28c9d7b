"""What helps a reviewer with a segment: marks, terms, suggestions, the source as it was.

Nothing here changes a document: the session does that with what a person takes from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from toolkit.document import Constraint, Document, Finding, Segment
from toolkit.editing import cleaned
from toolkit.engine import Engine
from toolkit.files import exists
from toolkit.memory import Memory, contexts
from toolkit.offsets import OffsetMap
from toolkit.pipeline import Options, Translator
from toolkit.review.assist_marks import Marks, TermHit, known_terms, marks_of, term_hit
from toolkit.review.original import OriginalPiece, original_pieces
from toolkit.review.suggestions import Suggestion, suggestions_for
from toolkit.terms import Entry, add_entry, load_glossary

if TYPE_CHECKING:
    from toolkit.review.store import Item

__all__ = ["Assistant", "Marks", "OriginalPiece", "Suggestion", "TermHit"]

_REMEMBERED = 8_192
"""Sources whose terms are kept in mind, so that drawing a page again costs little."""

_MATCHES = 5
"""Matches of the memory that are offered."""

_A_NAME = "北京市海淀区科技局"
"""Any name: finding the first one reads jieba's dictionary and builds what finds names."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A glossary with all it needs to find terms."""

    translator: Translator
    entries: Callable[[str, str], tuple[tuple[Constraint, Entry], ...]]
    """The terms of a source with this label."""


class Assistant:
    """Answers about single segments; every method may be called from any thread.

    The glossary, the model and the memory are loaded in the calling thread where they are first needed.
    :meth:`marks` never waits for them: until the glossary is there (see :attr:`generation`) it marks the terms
    that the file was translated with.

    ``glossaries`` and ``engine`` are as in :class:`toolkit.pipeline.Options`; ``engine`` may also be an
    engine itself. ``own_terms`` is the glossary file that :meth:`add_term` writes, which goes before all
    others; it need not exist yet.
    """

    def __init__(
        self,
        *,
        own_terms: Path,
        glossaries: tuple[Path, ...] = (),
        engine: str | Engine | None = None,
        beam: int = 4,
        threads: int | None = None,
        memory: Path | None = None,
    ) -> None:
        self.own_terms = own_terms
        self._others = tuple(path for path in glossaries if path != own_terms)
        named = engine if isinstance(engine, str) else None
        self._options = Options(engine=named, beam=beam, threads=threads)
        self._engine = None if isinstance(engine, str) else engine
        self._memory_path = memory
        self._loaded: _Loaded | None = None
        self._opened: Memory | None = None
        self._document: Document | None = None
        self._around: Mapping[str, tuple[int, int]] = {}
        self._generation = 0
        self._loading = Lock()
        self._translating = Lock()
        self._opening = Lock()

    @property
    def generation(self) -> int:
        """0 until the glossary is loaded, then one more with every term added: marks made under an
        earlier number are to be made again."""
        return self._generation

    def load(self) -> None:
        """Load the glossary now: an app does so in a thread of its own, behind its first page.

        Raises GlossaryError where a glossary file is malformed.
        """
        self._load()

    def follow(self, document: Document) -> None:
        """Keep in mind the document: which names it explains, and what stands around its segments, by
        which a memory knows matches in context. To be called before anything is loaded."""
        self._document = document
        if self._memory_path is not None:
            self._around = contexts(document)

    def marks(self, segment: Segment, findings: Sequence[Finding]) -> Marks:
        """What to mark in the segment's source and in the English it has now."""
        terms, others = known_terms(segment, self._entries(segment, self._loaded))
        return marks_of(segment, terms, others, findings)

    def terms(self, segment: Segment) -> list[TermHit]:
        """The segment's terms in order, with the English to insert."""
        terms, _ = known_terms(segment, self._entries(segment, self._load()))
        return [term_hit(segment, term, f"t{number}") for number, term in enumerate(terms, 1)]

    def suggestions(self, item: Item) -> list[Suggestion]:
        """Other English for the segment, a memory's first; what it has already is left out.

        Raises MemoryFileError where the memory is broken; one that does not exist yet has no matches.
        """
        memory, segment = self._memory(), item.segment
        if memory is None:
            return suggestions_for(segment)
        around = self._around.get(segment.id)
        matches = memory.search(segment.body.strip(), _MATCHES, context=around)
        return suggestions_for(segment, matches)

    def retranslate(self, segment: Segment) -> Segment:
        """The segment translated with the glossary as it is now, not yet applied to the document.

        Raises ZhdocError where the model cannot be loaded.
        """
        translator = self._load().translator
        with self._translating:
            return translator.translate_segment(segment)

    def add_term(self, zh: str, en: str, note: str = "", *, replace: bool = False) -> Path:
        """Add a term to :attr:`own_terms`, whose path is returned, and use it from now on.

        Raises UsageError where it is no term, or is there already; toolkit.terms.TermConflict where it
        has other English and ``replace`` is False; GlossaryError, OutputError where the file cannot be
        read or written.
        """
        loaded = self._load()
        zh, en, note = (" ".join(cleaned(text).split()) for text in (zh, en, note))
        with self._loading:
            translator = (self._loaded or loaded).translator
            add_entry(
                self.own_terms, Entry(zh, en, note=note), translator.glossary, replacing=replace
            )
            self._use(translator.with_glossary(load_glossary(self._files())))
        return self.own_terms

    def original(self, document: Document, segment: Segment) -> list[OriginalPiece]:
        """The segment's source as it was before repair: see toolkit.review.original."""
        return original_pieces(document, segment)

    def close(self) -> None:
        """Close the memory; the assistant opens it again where it is needed."""
        with self._opening:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _memory(self) -> Memory | None:
        with self._opening:
            path = self._memory_path
            if self._opened is None and path is not None and exists(path):
                self._opened = Memory.open(path)
            return self._opened

    def _files(self) -> tuple[Path, ...]:
        own = (self.own_terms,) if exists(self.own_terms) else ()
        return (*own, *self._others)

    def _load(self) -> _Loaded:
        with self._loading:
            if self._loaded is None:
                translator = Translator(self._options, engine=self._engine)
                translator.glossary = load_glossary(self._files())
                return self._use(translator)
            return self._loaded

    def _use(self, translator: Translator) -> _Loaded:
        if self._document is not None:
            translator = translator.within(self._document)
        translator.matcher.match(_A_NAME)

        @lru_cache(maxsize=_REMEMBERED)
        def entries(source: str, label: str) -> tuple[tuple[Constraint, Entry], ...]:
            segment = Segment("", source, OffsetMap.identity(len(source)), 0, label=label)
            return tuple(translator.entries_in(segment))

        self._loaded = _Loaded(translator, entries)
        self._generation += 1
        return self._loaded

    def _entries(
        self, segment: Segment, loaded: _Loaded | None
    ) -> tuple[tuple[Constraint, Entry], ...]:
        return loaded.entries(segment.source, segment.label) if loaded else ()

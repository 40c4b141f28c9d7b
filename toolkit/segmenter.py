"""jieba, in its one place: word segmentation with our own tokenizer, dictionary and cache.

jieba keeps a module-level tokenizer and marshals a cache into the shared temp folder, from where it
would also load one that somebody else put there. We build a :class:`jieba.Tokenizer` of our own in
memory, and never read or write its cache file.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable
from copy import copy
from typing import Any

__all__ = ["Segmenter"]


class Segmenter:
    """Word segmentation with extra words; loads its dictionary at first use, not at import.

    ``words`` are (word, frequency) pairs; a frequency of None takes the one jieba suggests, which is
    just high enough for the word to stay in one piece.
    """

    def __init__(self, words: Iterable[tuple[str, int | None]] = ()) -> None:
        self._words = tuple(words)
        self._tokenizer: Any = None
        self._extra = frozenset(word for word, _ in self._words)
        self._dictionary: dict[str, str] | None = None
        self._place_names: frozenset[str] | None = None

    def cut(self, text: str) -> list[str]:
        """The words of ``text`` in order; joined they are ``text`` again."""
        return list(self._load().cut(text, HMM=False))

    def frequency(self, word: str) -> int:
        """Dictionary frequency of ``word``; 0 where the dictionary does not have it as a word."""
        return int(self._load().FREQ.get(word, 0))

    def place_names(self) -> frozenset[str]:
        """The words that jieba's dictionary tags as names of places (``ns``)."""
        if self._place_names is None:
            self._place_names = frozenset(w for w, tag in self._tags().items() if tag == "ns")
        return self._place_names

    def tag(self, word: str) -> str:
        """The dictionary's part of speech: ``n``, ``vn``, ``v`` …; an extra word is ``n``, others ""."""
        tag = self._tags().get(word)
        if tag is None:
            return "n" if word in self._extra else ""
        return tag

    def with_words(self, words: Iterable[tuple[str, int | None]]) -> Segmenter:
        """A segmenter that knows more words; what this one has loaded is not loaded again."""
        more = tuple(words)
        wider = Segmenter((*self._words, *more))
        wider._dictionary, wider._place_names = self._dictionary, self._place_names
        if self._tokenizer is not None:
            wider._tokenizer = copy(self._tokenizer)
            wider._tokenizer.FREQ = dict(self._tokenizer.FREQ)
            for word, frequency in more:
                wider._tokenizer.add_word(word, frequency)
        return wider

    def _tags(self) -> dict[str, str]:
        if self._dictionary is None:
            with self._load().get_dict_file() as file:
                text = file.read().decode("utf-8")
            self._dictionary = dict(re.findall(r"^(\S+) \d+ (\S+)\r?$", text, re.MULTILINE))
        return self._dictionary

    def _load(self) -> Any:
        if self._tokenizer is None:
            with warnings.catch_warnings():
                # jieba 0.42 imports pkg_resources and has invalid escapes: both only warn.
                warnings.simplefilter("ignore")
                import jieba
            logging.getLogger("jieba").setLevel(logging.WARNING)
            tokenizer = jieba.Tokenizer()
            frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
            tokenizer.FREQ, tokenizer.total = frequencies, total
            tokenizer.initialized = True
            for unit in "局处科组团师排":
                # Pieces of 科技局局长 and its like, which the dictionary takes for words.
                tokenizer.del_word(f"{unit}{unit}长")
            for word, frequency in self._words:
                tokenizer.add_word(word, frequency)
            self._tokenizer = tokenizer
        return self._tokenizer

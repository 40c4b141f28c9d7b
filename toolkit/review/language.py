"""The two languages of the review app: which one a person wants, and its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from toolkit.review.messages import in_chinese
from toolkit.review.words import DOMAIN_WORDS, FINDING_WORDS, REPAIR_WORDS, SCRIPT_WORDS, WORDS

__all__ = ["LANGUAGES", "Language", "Words", "preferred"]

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


class Words:
    """The words in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._index = LANGUAGES.index(language)

    def __call__(self, name: str, /, **values: Any) -> str:
        """The text of that name, filled in; numbers get their thousands marked."""
        shown = {k: f"{v:,}" if isinstance(v, int) else v for k, v in values.items()}
        return WORDS[name][self._index].format(**shown)

    def finding(self, code: str) -> tuple[str, str]:
        """A finding's title, and what it means; the code itself where it is not known here."""
        if code not in FINDING_WORDS:
            return code, ""
        title, meaning = FINDING_WORDS[code]
        return title[self._index], meaning[self._index]

    def domain(self, name: str) -> str:
        """A glossary domain's name; that of the user's own as it is."""
        return DOMAIN_WORDS[name][self._index] if name in DOMAIN_WORDS else name

    def message(self, said: str) -> str:
        """What a check or the repair says, in this language."""
        return in_chinese(said) if self.language == "zh" else said

    def repairs(self, kinds: Iterable[str]) -> str:
        """What was mended, of each of these kinds."""
        return "; ".join(
            REPAIR_WORDS[kind][self._index] if kind in REPAIR_WORDS else kind for kind in kinds
        )

    def for_script(self) -> dict[str, str]:
        """What the page's script needs, not filled in."""
        return {name: WORDS[name][self._index] for name in SCRIPT_WORDS}


def preferred(accepted: str) -> Language:
    """The language that a browser's Accept-Language asks for first of the two; else English."""
    wishes: list[tuple[float, Language]] = []
    for part in accepted[:1000].split(","):
        tag, _, weight = part.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        wishes += [(quality, known) for known in LANGUAGES if known == primary and quality > 0]
    return max(wishes, key=lambda wish: wish[0])[1] if wishes else "en"

"""Constraints: chosen among candidates, written into the model's input, found again in its output.

Scheme ``replace-v1``: the model was trained on sources in which a span is replaced by ``⟦English⟧``,
without added spaces (Dinu et al. 2019, arXiv:1906.01105, the "replace" variant); it copies the
English, places and inflects it, and writes no brackets. Spans never nest or overlap, at most eight a
sentence. The rest of the source is NFKC-normalised, as the training data was.

Scheme ``slots-v1``: terms as before, but a value is replaced by a slot, one symbol of a small fixed
set that says what kind of value it is (``⟪M1⟫``: the first amount of money); the model writes the
slot, and the value is put back afterwards. A small model copies one symbol, and slips on digits.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toolkit.document import Constraint, Span
from toolkit.engine.occurrences import Text, find_easily, find_exactly

__all__ = [
    "LOST",
    "MAX_CONSTRAINTS",
    "SCHEMES",
    "SLOTS",
    "ModelInput",
    "annotate",
    "choose",
    "locate",
    "resolve",
    "restore",
    "slot_letter",
]

MAX_CONSTRAINTS = 8
"""Constraints one model input shows (DESIGN, replace-v1)."""

LOST = "[?]"
"""The English of a lost number."""

SCHEMES = ("replace-v1", "slots-v1")
"""What can stand under ``constraints`` in a package's metadata."""

_SLOTS_EACH = 8
SLOTS = tuple(f"⟪{letter}{n}⟫" for letter in "DYMPN" for n in range(1, _SLOTS_EACH + 1))
"""The symbols of slots-v1: days (English says "on"), years, months and periods ("in"), money,
percentages, other numbers."""

_SLOT = re.compile(r"⟪[DYMPN]\d⟫")
_DAY = re.compile(r"(?:[A-Z][a-z]+ )?\d{1,2}(?:, \d{4})?")
_DAMAGED_YEAR = re.compile(r"(?:19|20)\d{0,2}\[\?\]")
_VOWEL = re.compile(r"8|1[18](?!\d)|eight|eleven")
_ARTICLE = re.compile(r"\b([Aa])n?$")
_SLOT_LETTERS = {
    "decade": "Y",
    "century": "Y",
    "money": "M",
    "percent": "P",
    "points": "P",
    "permille": "P",
}

_BRACKETS = (("[", "]"), ("{", "}"), ("<", ">"), ("‹", "›"), ("«", "»"), ("〖", "〗"))
"""Stand-ins for ⟦ ⟧ that the source itself contains; the first pair that occurs nowhere is taken."""


# ----------------------------------------------------------------------------- choosing


def resolve(candidates: Iterable[Constraint]) -> tuple[Constraint, ...]:
    """The candidates that can stand together, in text order.

    The longest wins where spans overlap; of equally long ones a number wins over a term, then the
    first. A lost number always stays, and a term it stands inside of is not that term.
    """
    kept: list[Constraint] = []
    for candidate in sorted(candidates, key=_rank):
        # Kept spans are apart and in order, so only neighbours can be in the way.
        place = bisect_left(kept, _order(candidate), key=_order)
        if all(_apart(candidate, other) for other in kept[max(0, place - 2) : place + 2]):
            kept.insert(place, candidate)
    return tuple(kept)


def choose(
    candidates: Iterable[Constraint], limit: int = MAX_CONSTRAINTS
) -> tuple[Constraint, ...]:
    """The at most ``limit`` constraints a model input shows, in text order: see :func:`resolve`."""
    resolved = sorted(resolve(candidates), key=_rank)[:limit]
    return tuple(sorted(resolved, key=_order))


def _order(constraint: Constraint) -> Span:
    return constraint.start, constraint.end


def _rank(constraint: Constraint) -> tuple[bool, int, bool, int]:
    return (
        constraint.kind != "lost",
        constraint.start - constraint.end,
        constraint.kind == "term",
        constraint.start,
    )


def _apart(one: Constraint, other: Constraint) -> bool:
    if one.start == one.end or other.start == other.end:
        # A zero-width constraint may touch another's edge, but not a second one at its place.
        if one.start == one.end and other.start == other.end:
            return one.start != other.start
        inner, outer = (one, other) if one.start == one.end else (other, one)
        return not outer.start < inner.start < outer.end
    return one.end <= other.start or other.end <= one.start


# ------------------------------------------------------------------------ the model's input


@dataclass(frozen=True, slots=True)
class ModelInput:
    """What the model reads, and how to undo in its output what was changed for it."""

    text: str
    brackets: tuple[str, str] | None = None
    """The pair that stands for ⟦ ⟧ of the source itself; None where it has none."""
    scheme: str | None = None
    stand_ins: tuple[tuple[str, str], ...] = ()
    """Numbers shown in place of others, each with what it stands for; see :func:`annotate`."""
    slots: tuple[tuple[str, str], ...] = ()
    """Slots and the values they stand for."""


def annotate(
    text: str,
    constraints: Sequence[Constraint],
    scheme: str | None,
    *,
    stand_ins: bool = False,
    codes_as_slots: bool = False,
) -> ModelInput:
    """The model input for ``text`` with ``constraints`` (as :func:`choose` returns them) inline.

    Without a scheme the model cannot read constraints, and gets the plain text. With ``stand_ins``
    numbers, also lost ones, are shown as other numbers of two digits, which small models copy with
    fewer slips; :func:`restore` puts the right ones in their place. With ``codes_as_slots`` all codes
    are slots, where the scheme has slots.
    """
    if scheme is None:
        return ModelInput(text)
    brackets = _free_brackets(text, constraints)
    free = _free_numbers(text, constraints) if stand_ins else []
    replaced: list[tuple[str, str]] = []
    slots: list[tuple[str, str]] = []
    free_slots = list(SLOTS) if scheme == "slots-v1" else []
    pieces: list[str] = []
    position = 0
    for constraint in constraints:
        pieces.append(_plain(text[position : constraint.start], brackets))
        position = constraint.end
        english = _plain(constraint.target, None).replace("⟦", "").replace("⟧", "")
        as_number = codes_as_slots and constraint.kind == "code"
        letter = slot_letter("cardinal" if as_number else constraint.kind, english)
        slot = next((s for s in free_slots if s[1] == letter), None)
        if slot:
            free_slots.remove(slot)
            slots.append((slot, english))
            pieces.append(slot)
            continue
        number = _LONE_NUMBER.fullmatch(english)
        if free and number and constraint.kind != "term":
            digits = free.pop(0)
            replaced.append((digits, number[2]))
            english = number[1] + digits + number[3]
        pieces.append(f"⟦{english}⟧")
    pieces.append(_plain(text[position:], brackets))
    return ModelInput("".join(pieces), brackets, scheme, tuple(replaced), tuple(slots))


def slot_letter(kind: str, english: str) -> str:
    """The kind of slot for a constraint of ``kind``; "" for what is always shown as text.

    Times of day are: days take "on", periods "in", and English says "at 9:30 a.m.". So are codes with
    letters or marks in them, which models copy well.
    """
    if kind in ("term", "plan", "time") or (kind == "code" and not english.isdigit()):
        return ""
    if kind == "date":
        return "D" if _DAY.fullmatch(english) else "Y"
    if kind == "lost" and _DAMAGED_YEAR.match(english):
        return "Y"
    return _SLOT_LETTERS.get(kind, "N")


def restore(output: str, model_input: ModelInput) -> str:
    """The model's output without constraint brackets, and with the source's own ⟦ ⟧ put back.

    "" where a number that stood in for another was written more than once, or inside a longer one:
    nobody could tell what is meant. For a lost number every place is as good: none claims a value.
    """
    if model_input.scheme is None:
        return output
    text = _fill(output, model_input.slots)
    for digits, number in model_input.stand_ins:
        if text.count(digits) > 1 and not number.endswith(LOST):
            return ""
        text = re.sub(rf"(?<![\d.,]){digits}(?!\d|[.,]\d)", number, text)
        if digits in text:
            return ""
    text = _with_articles(_close_up(text))
    if "⟦" in text or "⟧" in text:
        text = re.sub(r" {2,}", " ", text.replace("⟦", "").replace("⟧", "")).strip()
    if model_input.brackets:
        opening, closing = model_input.brackets
        text = text.replace(opening, "⟦").replace(closing, "⟧")
    return text


def _fill(text: str, slots: Sequence[tuple[str, str]]) -> str:
    """``text`` with values for slots; "" where it has a slot that stands for nothing.

    The model writes slots without the space before them; the marks around tell whether one is due.
    """
    values = dict(slots)
    parts: list[str] = []
    position = 0
    for match in _SLOT.finditer(text):
        value = values.get(match.group())
        if value is None:
            return ""
        before = text[position : match.start()]
        if parts and before[:1].isalnum():
            before = " " + before
        article = "an" if _VOWEL.match(value) else "a"
        before = _ARTICLE.sub(rf"\g<1>{article[1:]}", before)
        opened = before.endswith('"') and (text[: match.start()].count('"') % 2 == 1)
        if before and not opened and not before.endswith((" ", "(", "[", "/", "-", "–", "$")):
            before += " "
        elif not before and parts:
            before = " "
        parts += [before, value]
        position = match.end()
    rest = text[position:]
    if parts and rest[:1].isalnum():
        rest = " " + rest
    return "".join([*parts, rest])


_NO_NOUN_BEFORE = (
    "(?:also|among|above|after|again|always|are|even|ever|into|only|once|over|under|and)"
)
_A = re.compile(
    rf"(?:(?<!\S)a|^A)(?= (?!{_NO_NOUN_BEFORE}\b)(?:[aiAI]|[eE](?!u|we)|[oO](?!ne\b|nce\b))[a-z]{{3}})"
)
_AN = re.compile(r"(?:(?<!\S)an|^An)(?= [b-dfgj-np-tvwyzB-DFGJ-NP-TVWYZ][a-z]{3})")


def _with_articles(text: str) -> str:
    """``text`` with the article that the next word asks for: an advanced unit, a national plan.

    A model that copies a term does not always see how it begins. Doubtful beginnings (h, u, x) and
    single letters (item a also says) are left alone.
    """
    text = _A.sub(lambda match: match.group() + "n", text)
    return _AN.sub(lambda match: match.group()[:1], text)


def _close_up(text: str) -> str:
    """``text`` without spaces behind opening brackets and quotation marks.

    English that is copied begins with a space, wherever it comes to stand.
    """
    text = re.sub(r"(?<=[(\[]) +(?=\w)", "", text)
    parts = re.split(r'(?<!\w)" +(?=\w)', text)
    closed = parts[0]
    for part in parts[1:]:
        opens = closed.count('"') % 2 == 0
        closed += ('"' if opens else '" ') + part
    return closed


def _plain(text: str, brackets: tuple[str, str] | None) -> str:
    if brackets:
        text = text.replace("⟦", brackets[0]).replace("⟧", brackets[1])
    # Slots are ours; a source that has such a bracket (none has been seen) gets the usual one.
    return unicodedata.normalize("NFKC", text).replace("⟪", "《").replace("⟫", "》")


_LONE_NUMBER = re.compile(r"(\D*?)(\d[\d,.]*\[\?\]|\d[\d,.]*|\[\?\])(\D*)")


def _free_numbers(text: str, constraints: Sequence[Constraint]) -> list[str]:
    """Numbers of two digits that occur neither in the source nor in any constraint."""
    used = unicodedata.normalize("NFKC", text) + " ".join(c.target for c in constraints)
    return [str(n) for n in (47, 36, 58, 62, 73, 84, 29, 95, 38, 64, 53, 76) if str(n) not in used]


def _free_brackets(text: str, constraints: Sequence[Constraint]) -> tuple[str, str] | None:
    if "⟦" not in text and "⟧" not in text:
        return None
    used = unicodedata.normalize("NFKC", text) + "".join(c.target for c in constraints)
    for opening, closing in _BRACKETS:
        if opening not in used and closing not in used:
            return opening, closing
    return _BRACKETS[-1]


# ----------------------------------------------------------------------- the model's output


def locate(
    constraints: Sequence[Constraint], target: str, *, exact: bool = True
) -> tuple[Constraint, ...]:
    """The constraints with the place of their English in ``target``, None where it is missing.

    What counts is the English asked for, a variant, or their plural, the first letter's case aside,
    at word boundaries. An occurrence satisfies one constraint only, and longer English is placed
    first, so that "technology bureau" is not found inside a longer name that was asked for too.
    Fates are left as they are. Where ``exact`` is false, terms are found in any case (but for
    abbreviations), with or without hyphens, articles, commas and quotation marks.
    """
    text = None if exact else Text(target)
    places = [_occurrences(constraint, target, text) for constraint in constraints]
    order = sorted(
        range(len(constraints)), key=lambda i: (-len(constraints[i].target), constraints[i].start)
    )
    taken: list[Span] = []
    found: dict[int, Span] = {}
    # The English asked for goes before its variants: another constraint may need those places.
    for rank in range(max(map(len, places), default=0)):
        for index in order:
            if index in found or rank >= len(places[index]):
                continue
            for span in places[index][rank]:
                if all(span[1] <= start or end <= span[0] for start, end in taken):
                    taken.append(span)
                    found[index] = span
                    break
    return tuple(
        replace(constraint, target_span=found.get(index))
        for index, constraint in enumerate(constraints)
    )


def _occurrences(constraint: Constraint, target: str, text: Text | None) -> list[list[Span]]:
    """Spans of the English in ``target`` from left to right, one list for each form; of terms easily
    found ones where there is a ``text`` of it."""
    forms = dict.fromkeys(
        form
        for english in (constraint.target, *constraint.variants)
        for form in (english, unicodedata.normalize("NFKC", english))
        if form.strip()
    )
    term = constraint.kind == "term"
    if term and text is not None:
        return [find_easily(form, text) for form in forms]
    return [find_exactly(form, target, plural=term) for form in forms]

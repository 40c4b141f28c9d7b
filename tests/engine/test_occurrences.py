"""Forms found by their characters stand where a regular expression of each would find them."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.engine.occurrences import Text, find_easily, find_exactly


def exact_pattern(form: str, plural: bool) -> re.Pattern[str]:
    """The definition of :func:`find_exactly`."""
    words = form.split()
    first = words[0]
    head = re.escape(first[0])
    if first[0].swapcase() != first[0]:
        head = f"[{re.escape(first[0])}{re.escape(first[0].swapcase())}]"
    body = r"\s+".join([head + re.escape(first[1:]), *map(re.escape, words[1:])])
    last = words[-1][-1]
    if plural and last.isalpha():
        ending = "(?:e?s)?"
        if last in "yY" and body.endswith(last):
            body, ending = body[:-1], "(?:y|ies|ys)" if last == "y" else "(?:Y|IES|YS)"
        body += ending
    before = r"(?<![\w])(?<!\d[.,:/–-])" if first[0].isalnum() else r"(?<!\w)"
    if first[0] in "[(":
        before = ""
    after = r"(?!\w)" if last.isalnum() else ""
    if last.isdigit():
        after += r"(?![.,:/–-]\d)(?!\s*(?:%|percent|per cent|(?:hundred|thousand|[mbtr]+illion)\b))"
    return re.compile(before + body + after)


BETWEEN = r"[\"”’]?,?(?:\s+|\s*[-‐‑–]\s*)[\"“‘]?(?:(?:the|an?)\s+)?[\"“‘]?"


def easy_pattern(form: str) -> re.Pattern[str]:
    """The definition of :func:`find_easily`."""
    words = [part for part in re.split(r"[\s\-‐‑–,\"“”]+", form) if part]
    words = [part for part in words if part.lower() not in ("the", "a", "an")] or words
    if not words:
        return exact_pattern(form, plural=True)
    parts = [any_case(word) for word in words[:-1]]
    last = words[-1]
    if last[-1] in "yY":
        final = rf"(?:{any_case(last)}(?:s|S)?|{any_case(last[:-1] + 'ies')})"
    elif last[-1].isalpha():
        final = any_case(last) + r"(?:[eE]?[sS])?"
    else:
        final = any_case(last)
    before = r"(?<!\w)(?<!\d[.,])" if words[0][0].isalnum() else ""
    after = r"(?!\w)" if last[-1].isalnum() else ""
    return re.compile(before + BETWEEN.join([*parts, final]) + after)


def any_case(word: str) -> str:
    escaped = re.sub("['’]", "['’]", re.escape(word))
    return escaped if len(word) > 1 and word.isupper() else f"(?i:{escaped})"


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


# Pieces that make near misses likely: every mark and ending that the definitions name.
PIECES = [
    *"aAyYsS5²ßıKſǅ_.,:/–-‐%[(\"“”'’‘ \t\u3000",
    *("es", "ES", "ies", "IES", "ys", "the", "The", "an", "city", "cities", "CITY", "Cities"),
    *("AIDS", "R&D", "park", "Park", "workers'", "workers’", "‘two", "two", "15", "1.5", "1,186"),
    *(" percent", " per cent", " million", "million", "thousandth", " - ", ", ", " the ", "’ "),
]
text = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=12)
form = text.filter(str.strip)


@st.composite
def searched(draw: st.DrawFn) -> tuple[str, str]:
    """A form and a text that says it, or something like it, now and then."""
    wanted = draw(form)
    said = [wanted, wanted.lower(), wanted.upper(), wanted.title(), wanted.replace(" ", "-")]
    said += [wanted + "s", wanted + "es", wanted.replace(" ", " the "), wanted.replace(" ", "  ")]
    parts = draw(st.lists(st.sampled_from(said) | text, max_size=4))
    return wanted, draw(st.sampled_from([" ", "", ", "])).join(parts)


@given(searched(), st.booleans())
@example(("y y", "y y, Y ies"), True)
@example(("y", "y, Y, yes"), True)
@example(("ßa", "Sa ßa ssa"), True)
def test_an_exact_form_stands_where_its_pattern_matches(
    both: tuple[str, str], plural: bool
) -> None:
    wanted, said = both
    expected = spans(exact_pattern(wanted, plural), said)
    assert find_exactly(wanted, said, plural=plural) == expected


@given(searched())
@example(("the a", "the a a, The a x"))
@example(("the ‘two’ parks", "‘‘two’ parks, ‘two’ ‘park, ‘Two’-the “parks"))
@example(("x ‘two", "x ‘‘two, x ‘the ‘two"))
@example(("workers' congress", "Workers’ Congress, workers’’ congresses"))
@example(("BABY city", "BABY CITIES, baby city"))
@example(("CITY", "CITY, CITYs, cities, city"))
def test_an_easy_form_stands_where_its_pattern_matches(both: tuple[str, str]) -> None:
    wanted, said = both
    assert find_easily(wanted, Text(said)) == spans(easy_pattern(wanted), said)


def test_every_character_is_found_in_the_case_that_a_pattern_ignores() -> None:
    every = map(chr, [*range(0x2200), *range(0xFB00, 0xFB07)])
    cased = [c for c in every if len({c, c.lower(), c.upper(), c.casefold()}) > 1 and c.isalpha()]
    said = Text(" ".join(cased))
    for character in cased:
        expected = spans(re.compile(f"(?i:{character})(?= |$)"), said.plain)
        assert find_easily(character, said) == expected, character


def test_a_long_word_is_searched_once() -> None:
    word = "a" * 20_000
    assert find_easily("aa aa", Text(word)) == []
    assert find_exactly("aa aa", word, plural=True) == []

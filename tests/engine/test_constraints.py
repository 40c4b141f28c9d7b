"""Constraints: chosen, written into the input, found in the output."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import Constraint
from toolkit.engine import annotate, choose, locate, resolve, restore
from toolkit.engine.constraints import MAX_CONSTRAINTS

SCHEME = "replace-v1"


def term(start: int, end: int, target: str, *variants: str) -> Constraint:
    return Constraint("term", start, end, target, variants)


def number(start: int, end: int, target: str, kind: str = "cardinal") -> Constraint:
    return Constraint(kind, start, end, target, value=target)


def lost(place: int) -> Constraint:
    return Constraint("lost", place, place, "[?]")


candidates = st.lists(
    st.builds(
        lambda start, length, kind: Constraint(kind, start, start + length, f"e{start}"),
        st.integers(0, 40),
        st.integers(0, 8),
        st.sampled_from(["term", "money"]),
    ).map(lambda c: c if c.start < c.end else lost(c.start)),
    max_size=30,
)


# ----------------------------------------------------------------------------- choosing


def test_the_longest_of_overlapping_candidates_stands() -> None:
    inner, outer = term(3, 6, "bureau"), term(0, 6, "district bureau")
    assert resolve([inner, outer]) == (outer,)
    assert resolve([outer, term(5, 12, "office workers"), inner])[0].target == "office workers"


def test_candidates_side_by_side_all_stand() -> None:
    both = (term(0, 3, "a"), term(3, 6, "b"))
    assert resolve(reversed(both)) == both


def test_a_number_goes_before_a_term_of_the_same_span() -> None:
    assert resolve([term(0, 4, "x"), number(0, 4, "4")])[0].kind == "cardinal"
    assert resolve([term(0, 5, "x"), number(0, 4, "4")])[0].kind == "term"


def test_a_lost_number_stays_and_a_term_around_it_does_not() -> None:
    assert resolve([term(0, 4, "fund projects"), lost(2)]) == (lost(2),)
    assert resolve([term(0, 2, "fund"), lost(2), term(2, 4, "projects"), lost(2)]) == (
        term(0, 2, "fund"),
        lost(2),
        term(2, 4, "projects"),
    )


@given(candidates)
def test_nothing_that_could_stand_too_is_left_out(found: list[Constraint]) -> None:
    kept = resolve(found)
    assert list(kept) == sorted(kept, key=lambda c: (c.start, c.end))
    for candidate in found:
        assert any(other == candidate or overlap(candidate, other) for other in kept)


def overlap(one: Constraint, other: Constraint) -> bool:
    if one.start == one.end == other.start == other.end:
        return True
    if one.start == one.end:
        return other.start < one.start < other.end
    if other.start == other.end:
        return one.start < other.start < one.end
    return one.start < other.end and other.start < one.end


def test_at_most_eight_are_shown_the_longest_first() -> None:
    many = [number(i * 20, i * 20 + 2 + i, str(100 + i)) for i in range(12)]
    chosen = choose([*many, lost(15)])
    assert len(chosen) == MAX_CONSTRAINTS
    assert [c.target for c in chosen] == ["[?]", "105", "106", "107", "108", "109", "110", "111"]
    assert len(resolve(many)) == 12


@given(candidates)
def test_chosen_constraints_are_in_order_apart_and_few(found: list[Constraint]) -> None:
    chosen = choose(found)
    assert len(chosen) <= MAX_CONSTRAINTS
    for one, two in itertools.pairwise(chosen):
        assert one.end <= two.start
        assert (one.start, one.end) != (two.start, two.end)
    assert bool(chosen) == bool(found)


# ------------------------------------------------------------------------ the model's input


def test_a_span_is_replaced_without_added_spaces() -> None:
    text = "实现产值612.4亿元，增长14.8%。"
    shown = (number(4, 11, "61.24 billion yuan", "money"), number(14, 19, "14.8%", "percent"))
    assert annotate(text, shown, SCHEME).text == "实现产值⟦61.24 billion yuan⟧,增长⟦14.8%⟧。"


def test_a_lost_number_is_put_in_where_it_stood() -> None:
    assert annotate("共有个项目", (lost(2),), SCHEME).text == "共有⟦[?]⟧个项目"


def test_offsets_hold_where_nfkc_changes_the_length() -> None:
    text = "①２００６年㎡共…5家"
    year, count = number(1, 6, "2006", "date"), number(9, 10, "5")
    assert annotate(text, (year, count), SCHEME).text == "1⟦2006⟧m2共...⟦5⟧家"


def test_a_package_without_a_scheme_gets_the_plain_source() -> None:
    text = "２００６年⟦甲⟧"
    shown = annotate(text, (number(0, 5, "2006"),), None)
    assert shown.text == text
    assert restore("In 2006 ⟦A⟧", shown) == "In 2006 ⟦A⟧"


@pytest.mark.parametrize(
    ("text", "output", "wanted"),
    [
        ("见⟦甲⟧款", "See [A] clause", "See ⟦A⟧ clause"),
        ("见⟦甲⟧[1]款", "See {A} [1] clause", "See ⟦A⟧ [1] clause"),
        ("见⟦甲", "See [A", "See ⟦A"),
        ("见［甲］", "See [A]", "See [A]"),
    ],
)
def test_brackets_of_the_source_are_escaped_and_restored(
    text: str, output: str, wanted: str
) -> None:
    shown = annotate(text, (), SCHEME)
    assert "⟦" not in shown.text and "⟧" not in shown.text
    assert restore(output, shown) == wanted


def test_brackets_that_a_model_copies_are_taken_off() -> None:
    shown = annotate("共5家", (number(1, 2, "5"),), SCHEME)
    assert restore("A total of ⟦5⟧ firms", shown) == "A total of 5 firms"


def test_english_with_constraint_brackets_cannot_nest() -> None:
    shown = annotate("科技局", (term(0, 3, "the ⟦S&T⟧ bureau"),), SCHEME)
    assert shown.text == "⟦the S&T bureau⟧"


@given(st.text(st.sampled_from("甲乙⟦⟧[]{}<>１①㎡ a")), st.data())
def test_what_stands_between_constraints_is_the_normalised_source(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = annotate(text, (number(start, end, "42"),), SCHEME)
    assert shown.text.count("⟦") == shown.text.count("⟧") == 1
    before, after = shown.text.split("⟦42⟧")
    marks = str.maketrans(dict(zip("⟦⟧", shown.brackets or "⟦⟧", strict=True)))
    assert before == unicodedata.normalize("NFKC", text[:start].translate(marks))
    assert after == unicodedata.normalize("NFKC", text[end:].translate(marks))


# ------------------------------------------------------------------------------ stand-ins


def test_numbers_that_stand_in_for_others_are_put_right() -> None:
    text = "产值612.4亿元，专利件"
    shown = annotate(text, (number(2, 9, "61.24 billion yuan"), lost(12)), SCHEME, stand_ins=True)
    assert shown.text == "产值⟦47 billion yuan⟧,专利⟦36⟧件"
    output = "Output was 47 billion yuan, with 36 patents."
    assert restore(output, shown) == "Output was 61.24 billion yuan, with [?] patents."


@pytest.mark.parametrize("output", ["47 firms and 47 more", "1,470 firms", "47.5 firms", "470"])
def test_a_stand_in_that_cannot_be_told_makes_no_answer(output: str) -> None:
    shown = annotate("共186家", (number(1, 4, "186"),), SCHEME, stand_ins=True)
    assert restore(output, shown) == ""
    assert restore("47 firms", shown) == "186 firms"


def test_a_lost_number_may_be_said_twice() -> None:
    shown = annotate("共家", (lost(1),), SCHEME, stand_ins=True)
    assert restore("47 firms, of 47 in all", shown) == "[?] firms, of [?] in all"
    assert restore("1,470 firms", shown) == ""


def test_a_number_that_lost_a_digit_is_shown_as_one_number() -> None:
    damaged = Constraint("lost", 0, 5, "200[?]")
    shown = annotate("200年度", (damaged,), SCHEME, stand_ins=True)
    assert shown.text == "⟦47⟧"
    assert restore("In 47", shown) == "In 200[?]"


def test_a_stand_in_is_no_number_of_the_text_and_never_a_term() -> None:
    shown = annotate("４７共家", (lost(3), term(3, 4, "47 firms")), SCHEME, stand_ins=True)
    assert shown.text == "47共⟦36⟧⟦47 firms⟧"
    assert shown.stand_ins == (("36", "[?]"),)


# ----------------------------------------------------------------------- the model's output


def places(constraint: Constraint, target: str) -> str | None:
    span = locate([constraint], target)[0].target_span
    return None if span is None else target[slice(*span)]


@pytest.mark.parametrize(
    ("english", "target", "found"),
    [
        ("science park", "The science park opened.", "science park"),
        ("science park", "Science park opened.", "Science park"),
        ("science park", "Two science parks opened.", "science parks"),
        ("county", "Both counties took part.", "counties"),
        ("business", "Two businesses.", "businesses"),
        ("science park", "The science  park", "science  park"),
        ("Science Park", "the Science park", None),
        ("park", "parking", None),
        ("park", "carpark", None),
        ("R&D", "R&D spending", "R&D"),
    ],
)
def test_a_term_is_found_at_word_boundaries(english: str, target: str, found: str | None) -> None:
    assert places(term(0, 2, english), target) == found


@pytest.mark.parametrize(
    ("english", "target", "found"),
    [
        ("186", "It reached 186, a rise", "186"),
        ("186", "It reached 186.", "186"),
        ("186", "186 million", None),
        ("186", "186.5", None),
        ("186", "1,186", None),
        ("186", "186,000", None),
        ("186", "186%", None),
        ("186", "186 percent", None),
        ("186", "180–186", None),
        ("186", "the 186th", None),
        ("14.8%", "up 14.8% on", "14.8%"),
        ("14.8%", "up 114.8%", None),
        ("820 million yuan", "of 820 million yuan.", "820 million yuan"),
        ("820 million yuan", "of 1,820 million yuan", None),
        ("[?]", "up [?]% on", "[?]"),
        ("36 m²", "36 m2 of land", "36 m2"),
    ],
)
def test_a_number_is_found_only_as_itself(english: str, target: str, found: str | None) -> None:
    assert places(number(0, 2, english), target) == found


def test_a_variant_counts_and_the_english_asked_for_goes_first() -> None:
    wanted = term(0, 3, "Science and Technology Bureau", "S&T Bureau")
    assert places(wanted, "The S&T Bureau") == "S&T Bureau"
    both = "The S&T Bureau is the Science and Technology Bureau"
    assert places(wanted, both) == "Science and Technology Bureau"


def test_an_occurrence_satisfies_one_constraint_only() -> None:
    first, second = number(0, 1, "5"), number(4, 5, "5")
    one = locate([first, second], "5 firms")
    assert [c.target_span for c in one] == [(0, 1), None]
    two = locate([first, second], "5 firms and 5 farms")
    assert [c.target_span for c in two] == [(0, 1), (12, 13)]


def test_a_shorter_term_is_not_found_inside_a_longer_one() -> None:
    short, long = term(4, 7, "bureau"), term(0, 3, "district bureau")
    spans = [c.target_span for c in locate([short, long], "the district bureau")]
    assert spans == [None, (4, 19)]
    spans = [c.target_span for c in locate([short], "the district bureau")]
    assert spans == [(13, 19)]


@given(
    st.lists(st.sampled_from(["5", "15", "5%", "park", "science park", "[?]"]), max_size=6),
    st.lists(
        st.sampled_from(["5", "15", "5%", "park", "science park", "[?]", ",", "and"]), max_size=12
    ),
)
def test_places_never_overlap_and_read_as_asked(wanted: list[str], said: list[str]) -> None:
    target = " ".join(said)
    found = [
        c
        for c in locate([number(i, i + 1, e) for i, e in enumerate(wanted)], target)
        if c.target_span
    ]
    spans = sorted(c.target_span for c in found if c.target_span)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    assert all(target[slice(*c.target_span)] == c.target for c in found if c.target_span)


@pytest.mark.parametrize(
    ("output", "restored"),
    [
        ("named a advanced unit", "named an advanced unit"),
        ("A earthquake plan and an national plan", "An earthquake plan and a national plan"),
        ("a one-time award, a European fair, a unit", "a one-time award, a European fair, a unit"),
        ("an hourly rate, an SOE, an R&D center", "an hourly rate, an SOE, an R&D center"),
        ("items a and b; item a also says", "items a and b; item a also says"),
        ("Grade A agricultural zones, Class A areas", "Grade A agricultural zones, Class A areas"),
        ("a Agenda item, an Luojiang firm", "an Agenda item, a Luojiang firm"),
    ],
)
def test_the_article_is_that_of_the_word_behind(output: str, restored: str) -> None:
    assert restore(output, annotate("甲", (), SCHEME)) == restored

"""The unit table: every Chinese form is read, rendered and read back; look-alikes are not units."""

from __future__ import annotations

from fractions import Fraction

import pytest

from toolkit.numerals import find_english, find_values, render
from toolkit.numerals.units import COUNTERS, HAN_COUNTERS, UNITS, conversion

FORMS = sorted(UNITS.items())


@pytest.mark.parametrize(("form", "unit"), FORMS, ids=[form for form, _ in FORMS])
def test_every_form(form: str, unit: object) -> None:
    singular = UNITS[form].singular
    (value,) = find_values(f"共35{form}，")
    assert (value.value, value.unit, value.text) == (35, singular, f"35{form}")
    (read,) = find_english(f"there were {render(value)} in all")
    assert (read.value, read.unit) == (35, singular)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2006年", None),  # a date
        ("30周年", None),
        ("5周岁", None),
        ("3年级", None),
        ("10升级", None),
        ("300人民", None),
        ("50户籍", None),
        ("30克服", None),
        ("20米粉", None),
    ],
)
def test_look_alikes(text: str, unit: None) -> None:
    assert [value.unit for value in find_values(text)] in ([unit], [])


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("千瓦时", "千瓦"),
        ("平方公里", "公里"),
        ("个工作日", "日"),
        ("美元", "元"),
        ("公斤", "斤"),
        ("毫米", "米"),
    ],
)
def test_the_longest_unit_wins(longer: str, shorter: str) -> None:
    (value,) = find_values(f"12{longer}")
    assert value.unit == UNITS[longer].singular != UNITS[shorter].singular


@pytest.mark.parametrize("counter", COUNTERS)
def test_counters_follow_figures(counter: str) -> None:
    (value,) = find_values(f"共35{counter}，")
    assert value.measure == counter
    assert value.value == 35


@pytest.mark.parametrize("counter", [word for word in HAN_COUNTERS if word not in ("期", "次")])
def test_counters_make_a_number_of_one_character(counter: str) -> None:
    (value,) = find_values(f"共有八{counter}，")
    assert value.value == 8


@pytest.mark.parametrize("word", ["农", "国", "板", "委", "化", "方", "角"])
def test_other_characters_do_not(word: str) -> None:
    assert find_values(f"加强三{word}工作") == ()


def test_what_can_be_converted() -> None:
    assert conversion("mu") == ("square meters", Fraction(2000, 3))
    assert conversion("hectare") == ("square meters", Fraction(10000))
    assert conversion("yuan") is None
    assert conversion(None) is conversion("no such unit") is None
    assert {unit.dimension for unit in UNITS.values() if conversion(unit.singular)} == set(
        "time area length volume mass power".split()
    )

"""Telling an unusable translation from a usable one."""

from __future__ import annotations

import pytest

from toolkit.engine.faults import blemishes, find_faults, repeated_words

SOURCE = "全年组织科技培训十二期，培训农民三千人次，发放资料五千份。"
GOOD = (
    "During the year, 12 science and technology training sessions were held, 3,000 farmers were"
    " trained and 5,000 copies of materials were handed out."
)


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("", "empty"),
        (" . ", "empty"),
        (SOURCE, "echo"),
        ("全年组织 training 科技培训", "echo"),
        (GOOD.replace("farmers", "农民"), "untranslated"),
        (
            "The training training training of the farmers in the county was held in 12 sessions",
            "loop",
        ),
        (
            "In the year of the training of the year of the training of the farmers it was held",
            "loop",
        ),
        (
            "The training was held heldheldheldheldheldheldheld in the county for the farmers",
            "loop",
        ),
        (
            "A sum of 1500000000000000 copies of materials were handed out to all the farmers",
            "loop",
        ),
        ("Yes", "length"),
        (" ".join(f"word{i}" for i in range(120)), "length"),
    ],
)
def test_what_is_wrong_is_named(target: str, fault: str) -> None:
    assert find_faults(SOURCE, target) == (fault,)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (SOURCE, GOOD),
        ("否", "no"),
        ("第一阶段至第三阶段", "The first, second and third phases"),
        (
            "继续推进改革，继续推进开放，继续推进创新，继续推进绿色发展。",
            "We will continue to advance reform, continue to advance opening up, continue to advance"
            " innovation and continue to advance green development.",
        ),
        ("研究研究再研究", "Study, study and study again"),
        ("一步一个脚印，一步一个台阶", "Step by step, step by step"),
        ("总投资10亿元", "A total investment of 1,000,000,000 yuan"),
        ("按1:1:1的比例", "In a ratio of 1:1:1"),
    ],
)
def test_what_is_right_is_left_alone(source: str, target: str) -> None:
    assert find_faults(source, target) == ()


def test_words_of_constraints_may_make_it_longer() -> None:
    target = "The " + " ".join(f"name{i}" for i in range(12))
    assert find_faults("人大", target) == ("length",)
    assert find_faults("人大", target, extra_words=12) == ()


def test_doubled_words_are_counted() -> None:
    assert blemishes(SOURCE, "The work work summary summary") == 2
    assert blemishes(SOURCE, GOOD) == 0
    assert blemishes("常抓常抓", "Always, always") == 0


def test_sequences_of_three_words_said_again_are_counted() -> None:
    assert repeated_words(GOOD) == 0
    assert repeated_words("12 sessions in towns, and 12 Sessions in towns") == 2
    assert repeated_words("in towns") == 0


def test_a_question_nobody_asked_is_a_blemish() -> None:
    assert blemishes("共有个项目通过验收", "What projects passed?") == 2
    assert blemishes("共有多少个项目通过验收？", "How many projects passed?") == 0
    assert blemishes("问题是什么", "What is the problem?") == 0


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("We implement China's Agenda 21 China's Agenda 21.", "We implement China's Agenda 21."),
        ("It rose this year this year, and this year.", "It rose this year, and this year."),
        ("The policies policies are good.", "The policies are good."),
        ("the work of the work of the work of the bureau", "the work of the bureau"),
        # What is left alone:
        ("They had had 5, 5 and 12 12 of them.", "They had had 5, 5 and 12 12 of them."),
        ("New York, York County", "New York, York County"),
        ("science and technology and science", "science and technology and science"),
    ],
)
def test_what_is_said_twice_in_a_row_is_said_once(target: str, expected: str) -> None:
    from toolkit.engine.faults import without_stutter

    assert without_stutter("今年的工作进展顺利。", target) == expected
    assert without_stutter("一步一步地干。", target) == target

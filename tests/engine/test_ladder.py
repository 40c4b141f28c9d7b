"""The main pass, the ladder of retries, and the answers."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import Constraint
from toolkit.engine import Decoding, Request, translate_requests
from toolkit.engine.ladder import WINDOW

LOOP = "the work of the year of the work of the year of the work of the year"
SOURCE = "扎实推进重点工作，全面完成年度任务；不断提高服务水平，努力实现更大发展。"
GOOD = "We made solid progress in key work and completed the tasks of the year in full."


def make(
    fake: Any, answer: Callable[[str, Decoding], Sequence[str]], scheme: str | None = "replace-v1"
) -> Any:
    return fake(otherwise=answer, scheme=scheme)


def test_a_good_translation_is_taken_as_it_is(fake_engine: Any) -> None:
    engine = fake_engine({SOURCE: [GOOD, "Other English that is as good as any."]})
    (answer,) = translate_requests(engine, [Request(SOURCE)])
    assert (answer.target, answer.usable, answer.tried) == (GOOD, True, ())
    assert [h.text for h in answer.hypotheses] == [GOOD, "Other English that is as good as any."]
    assert len(engine.calls) == 1
    assert engine.calls[0].decoding == Decoding(hypotheses=4)


def test_all_requests_go_to_the_model_in_one_call(fake_engine: Any) -> None:
    engine = fake_engine()
    answers = translate_requests(engine, [Request("推进工作"), Request("完成任务")])
    assert [call.texts for call in engine.calls] == [("推进工作", "完成任务")]
    assert all(answer.usable and not answer.tried for answer in answers)


def test_the_hypothesis_with_its_constraints_wins(fake_engine: Any) -> None:
    text = "全年完成投资5亿元，增长8%"
    asked = (
        Constraint("money", 6, 9, "500 million yuan"),
        Constraint("percent", 12, 14, "8%"),
    )
    shown = "全年完成投资⟦500 million yuan⟧,增长⟦8%⟧"
    best = "Investment of 500 million yuan was completed, up 8%"
    engine = fake_engine({shown: ["Investment of 500 yuan was made, up 8%", best]})
    (answer,) = translate_requests(engine, [Request(text, asked)])
    assert answer.target == best
    assert answer.hypotheses[0].text == best
    assert [c.fate for c in answer.constraints] == ["enforced", "enforced"]
    assert answer.tried == ()


def test_of_two_likely_hypotheses_the_one_that_leaves_nothing_out_wins(fake_engine: Any) -> None:
    whole = f"{GOOD} We kept raising the level of services and strove for greater development."
    engine = fake_engine({SOURCE: [GOOD, whole]})
    (answer,) = translate_requests(engine, [Request(SOURCE)])
    assert answer.target == whole
    assert [h.text for h in answer.hypotheses] == [whole, GOOD]


def test_words_said_again_do_not_count_as_more_english(fake_engine: Any) -> None:
    again = f"{GOOD[:-1]}, and we made solid progress in key tasks."
    engine = fake_engine({SOURCE: [GOOD, again]})
    (answer,) = translate_requests(engine, [Request(SOURCE)])
    assert answer.target == GOOD


def test_a_loop_gives_way_to_another_hypothesis(fake_engine: Any) -> None:
    engine = fake_engine({SOURCE: [LOOP, GOOD]})
    (answer,) = translate_requests(engine, [Request(SOURCE)])
    assert (answer.target, answer.tried) == (GOOD, ("hypotheses",))
    assert len(engine.calls) == 1


def test_a_repetition_penalty_is_the_first_retry(fake_engine: Any) -> None:
    def answer(text: str, decoding: Decoding) -> list[str]:
        return [GOOD] if decoding.repetition_penalty > 1.1 else [LOOP]

    engine = make(fake_engine, answer)
    (done,) = translate_requests(engine, [Request(SOURCE)])
    assert (done.target, done.usable) == (GOOD, True)
    assert done.tried == ("hypotheses", "repetition-penalty")
    assert len(engine.calls) == 2


def test_smaller_pieces_come_next_and_are_joined(fake_engine: Any) -> None:
    first, second = "扎实推进今年全年的重点工作各项任务；", "不断提高全体机关干部的为民服务水平。"
    pieces = {first: ["We did the work."], second: ["The service of all grew better."]}
    engine = fake_engine(pieces, otherwise=lambda text, decoding: [text])
    (done,) = translate_requests(engine, [Request(first + second)])
    assert done.target == "We did the work; the service of all grew better."
    assert done.tried == ("hypotheses", "repetition-penalty", "pieces")
    assert done.usable


def test_constraints_are_shown_in_the_piece_they_stand_in(fake_engine: Any) -> None:
    source = "扎实推进今年全年的各项重点工作任务12项；不断提高全体机关干部的为民服务水平8%。"
    asked = (Constraint("cardinal", 17, 19, "12"), Constraint("percent", 38, 40, "8%"))
    seen: list[str] = []

    def answer(text: str, decoding: Decoding) -> list[str]:
        seen.append(text)
        if "；" in text[:-1] or ";" in text[:-1]:
            return [""]
        return ["We did 12 tasks."] if "⟦12⟧" in text else ["Service rose by 8%."]

    (done,) = translate_requests(make(fake_engine, answer), [Request(source, asked)])
    assert done.target == "We did 12 tasks; service rose by 8%."
    assert [c.fate for c in done.constraints] == ["enforced", "enforced"]
    assert "不断提高全体机关干部的为民服务水平⟦8%⟧。" in seen


def test_a_long_text_goes_to_the_model_in_clauses_at_once(fake_engine: Any) -> None:
    clauses = {
        "扎实推进今年全年的各项重点工作任务，": "We did the key work of the year.",
        "积极引导广大企业加大研究开发的投入，": "The firms were led to spend more on research.",
        "大力改善全县农村群众的生产生活条件，": "The life in villages became better.",
        "切实加强机关干部队伍的作风能力建设，": "The officials mended their ways.",
        "努力实现全县更大更快更好的新的发展。": "The county strove for more development.",
    }
    engine = fake_engine({zh: [en, en[3:]] for zh, en in clauses.items()})
    (done,) = translate_requests(engine, [Request("".join(clauses))])
    (call,) = engine.calls
    assert call.texts == tuple(unicodedata.normalize("NFKC", zh) for zh in clauses)
    assert done.tried == ()
    assert done.target == (
        "We did the key work of the year, the firms were led to spend more on research, the life in "
        "villages became better, the officials mended their ways, the county strove for more development."
    )
    assert len(done.hypotheses) == 2  # all best ones, and all second ones


def test_short_clauses_are_the_last_resort_for_a_constraint(fake_engine: Any) -> None:
    text = "全县新修灌溉水渠，完成投资额共计5亿元。"
    asked = (Constraint("money", 16, 19, "500 million yuan"),)
    pieces = {
        "全县新修灌溉水渠，": ["The county built new canals."],
        "完成投资额共计⟦500 million yuan⟧。": ["Investment reached 500 million yuan."],
    }
    engine = fake_engine(
        pieces, otherwise=lambda text, decoding: ["The county built canals for its people."]
    )
    (done,) = translate_requests(engine, [Request(text, asked)])
    assert done.target == "The county built new canals, investment reached 500 million yuan."
    assert done.tried[-1] == "short-pieces"
    assert [c.fate for c in done.constraints] == ["enforced"]


def test_what_is_said_twice_is_tried_in_clauses(fake_engine: Any) -> None:
    first, second = "扎实推进今年全年的重点工作各项任务，", "不断提高全体机关干部的为民服务水平。"
    twice = "We did the key work of the year and made the key work of the year much better."
    pieces = {
        first + second: [twice],
        first: ["We did the key work of the year."],
        second: ["The service of all officials grew much better."],
    }
    (done,) = translate_requests(fake_engine(pieces), [Request(first + second)])
    assert done.target == (
        "We did the key work of the year, the service of all officials grew much better."
    )
    assert done.tried == ("clauses",)


def test_the_beam_is_changed_before_constraints_are_given_up(fake_engine: Any) -> None:
    text = "推进工作5项"
    asked = (Constraint("cardinal", 4, 5, "5"),)

    def answer(shown: str, decoding: Decoding) -> list[str]:
        return ["Five pieces of work were done"] if "⟦" not in shown else [""]

    engine = make(fake_engine, answer)
    (done,) = translate_requests(engine, [Request(text, asked)])
    assert done.tried[:4] == ("hypotheses", "repetition-penalty", "beam", "unconstrained")
    assert done.target == "Five pieces of work were done"
    assert [call.decoding.beam for call in engine.calls[:4]] == [None, None, 1, None]
    assert engine.calls[3].texts == (text,)


def test_when_everything_fails_the_answer_says_so(fake_engine: Any) -> None:
    engine = make(fake_engine, lambda text, decoding: [text])
    (done,) = translate_requests(engine, [Request(SOURCE)])
    assert not done.usable
    assert done.tried == ("hypotheses", "repetition-penalty", "pieces", "beam")
    (empty,) = translate_requests(make(fake_engine, lambda text, decoding: []), [Request(SOURCE)])
    assert (empty.target, empty.usable, empty.hypotheses) == ("", False, ())


def test_a_chinese_word_that_stays_is_retried_but_usable(fake_engine: Any) -> None:
    engine = make(fake_engine, lambda text, decoding: [GOOD.replace("key work", "重点 work")])
    (done,) = translate_requests(engine, [Request(SOURCE)])
    assert done.usable
    assert "重点" in done.target
    assert done.tried == ("hypotheses", "repetition-penalty", "pieces", "beam")


def test_faulty_candidates_are_no_alternatives(fake_engine: Any) -> None:
    engine = fake_engine(
        {
            SOURCE: [
                LOOP,
                GOOD,
                SOURCE,
                "Another translation of this text that is as good as the first one.",
            ]
        }
    )
    (done,) = translate_requests(engine, [Request(SOURCE)])
    assert [h.text for h in done.hypotheses] == [
        GOOD,
        "Another translation of this text that is as good as the first one.",
    ]


def test_the_least_bad_answer_is_kept(fake_engine: Any) -> None:
    engine = fake_engine({SOURCE: ["", SOURCE, LOOP]}, otherwise=lambda text, decoding: [""])
    (done,) = translate_requests(engine, [Request(SOURCE)])
    assert (done.target, done.usable) == (LOOP, False)


def test_failing_requests_share_each_step(fake_engine: Any) -> None:
    def answer(text: str, decoding: Decoding) -> list[str]:
        if text == "好":
            return ["Good"]
        return [GOOD] if decoding.repetition_penalty > 1.1 else [LOOP]

    engine = make(fake_engine, answer)
    requests = [Request(SOURCE), Request("好"), Request(SOURCE[:-1])]
    translate_requests(engine, requests)
    plain = unicodedata.normalize("NFKC", SOURCE)
    assert [call.texts for call in engine.calls] == [
        (plain, "好", plain[:-1]),
        (plain, plain[:-1]),
    ]


def test_a_lost_number_is_asked_for_again_as_a_number(fake_engine: Any) -> None:
    text = "共有个项目通过验收"

    def answer(shown: str, decoding: Decoding) -> list[str]:
        return ["A total of 47 projects passed"] if "⟦47⟧" in shown else ["What projects passed?"]

    (done,) = translate_requests(
        make(fake_engine, answer), [Request(text, (Constraint("lost", 2, 2, "[?]"),))]
    )
    assert done.target == "A total of [?] projects passed"
    assert done.constraints[0].fate == "enforced"
    assert done.constraints[0].target_span == (11, 14)
    assert "47" not in done.target
    assert done.tried == ("wider-beam", "stand-ins")


def test_a_retry_that_is_no_better_changes_nothing(fake_engine: Any) -> None:
    text = "共有个项目通过验收"
    engine = make(fake_engine, lambda shown, decoding: ["Projects passed the acceptance"])
    (done,) = translate_requests(engine, [Request(text, (Constraint("lost", 2, 2, "[?]"),))])
    assert done.target == "Projects passed the acceptance"
    assert done.constraints[0].fate == "missing"
    assert done.usable


def test_near_copies_are_repaired(fake_engine: Any) -> None:
    text = "洛江区召开会议"
    shown = "⟦Luojiang District⟧召开会议"
    engine = fake_engine({shown: ["Luojing District held a meeting"]})
    asked = (Constraint("term", 0, 3, "Luojiang District"),)
    (done,) = translate_requests(engine, [Request(text, asked)])
    assert done.target == "Luojiang District held a meeting"
    assert done.constraints[0].fate == "repaired"
    assert done.hypotheses[0].text == "Luojing District held a meeting"


def test_overlapping_candidates_are_resolved(fake_engine: Any) -> None:
    text = "洛江区科技局"
    asked = (
        Constraint("term", 3, 6, "S&T Bureau"),
        Constraint("term", 0, 6, "Luojiang S&T Bureau"),
    )
    (done,) = translate_requests(fake_engine(), [Request(text, asked)])
    assert [(c.target, c.fate) for c in done.constraints] == [("Luojiang S&T Bureau", "enforced")]


def test_a_package_without_a_scheme_gets_the_plain_text(fake_engine: Any) -> None:
    text = "投资５亿元，新增8家"
    asked = (Constraint("money", 2, 5, "500 million yuan"), Constraint("cardinal", 8, 9, "8"))
    engine = fake_engine(
        {text: ["Invested 5 yuan, 8 more", "Invested 500 million yuan, 8 more", "8"]}, scheme=None
    )
    (done,) = translate_requests(engine, [Request(text, asked)])
    assert done.target == "Invested 500 million yuan, 8 more"
    assert [c.fate for c in done.constraints] == ["produced", "produced"]
    assert [call.texts for call in engine.calls] == [(text,)]


def test_more_than_eight_constraints_are_checked_and_eight_shown(fake_engine: Any) -> None:
    text = "，".join(f"新增{10 + i}家" for i in range(10))
    asked = tuple(
        Constraint("cardinal", text.index(str(10 + i)), text.index(str(10 + i)) + 2, str(10 + i))
        for i in range(10)
    )
    engine = fake_engine()
    (done,) = translate_requests(engine, [Request(text, asked)])
    assert engine.calls[0].texts[0].count("⟦") == 8
    assert len(done.constraints) == 10
    assert [c.fate for c in done.constraints].count("enforced") >= 8
    assert [c.fate for c in done.constraints].count("missing") == 0


def test_nothing_to_translate_reaches_no_model(fake_engine: Any) -> None:
    engine = fake_engine()
    answers = translate_requests(engine, [Request(""), Request(" "), Request("GDP 2006")])
    assert [(a.target, a.usable) for a in answers] == [("", True), (" ", True), ("GDP 2006", True)]
    assert engine.calls == []
    assert translate_requests(engine, []) == []


def test_windows_bound_a_call_and_progress_counts_up(fake_engine: Any) -> None:
    engine = fake_engine()
    seen: list[int] = []
    requests = [Request(f"推进工作{i}") for i in range(WINDOW + 5)]
    answers = translate_requests(engine, requests, seen.append)
    assert len(answers) == WINDOW + 5
    assert [len(call.texts) for call in engine.calls] == [WINDOW, 5]
    assert seen == sorted(seen)
    assert seen[-1] == WINDOW + 5
    assert WINDOW in seen


@given(st.data())
def test_answers_come_in_order_whatever_fails(data: st.DataObject) -> None:
    from importlib import import_module

    fakes = import_module("zhdoc_engine_fakes")
    outcomes = data.draw(
        st.lists(st.sampled_from(["good", "loop", "echo", "empty", "penalty"]), max_size=8)
    )

    def answer(text: str, decoding: Decoding) -> list[str]:
        kind = outcomes[int(text[-1])]
        good = [f"Translation number {text[-1]} of the texts"]
        if kind == "good" or (kind == "penalty" and decoding.repetition_penalty > 1.1):
            return good
        return {"loop": [LOOP], "echo": [text], "empty": []}.get(kind, [LOOP])

    engine = fakes.FakeEngine(otherwise=answer)
    requests = [Request(f"推进工作{i}") for i in range(len(outcomes))]
    answers = translate_requests(engine, requests)
    for index, (outcome, done) in enumerate(zip(outcomes, answers, strict=True)):
        assert done.usable == (outcome in ("good", "penalty"))
        if done.usable:
            assert done.target == f"Translation number {index} of the texts"
        assert bool(done.tried) == (outcome != "good")


def forbidding(*forbidden: str) -> Constraint:
    return Constraint("term", 2, 6, "independent innovation", forbidden=forbidden)


def test_forbidden_english_is_suppressed_in_a_call_of_its_own(fake_engine: Any) -> None:
    bad, good = "We encourage self-innovation", "We encourage our own innovation"

    def answer(text: str, decoding: Decoding) -> Sequence[str]:
        return [good if "self-innovation" in decoding.suppress else bad]

    engine = make(fake_engine, answer)
    texts = ("鼓励自主创新", "推动自主创新", "坚持自主创新")
    asked = (
        Request(texts[0], (forbidding("self-innovation"),)),
        Request(texts[1], (forbidding("self-innovation"),)),
        Request(texts[2], (forbidding("autonomous innovation"),)),
    )
    first, second, third = translate_requests(engine, asked)
    assert (first.target, second.target, third.target) == (good, good, bad)
    assert (first.tried[-1], second.tried[-1]) == ("forbidden", "forbidden")
    assert "forbidden" not in third.tried
    calls = [call for call in engine.calls if call.decoding.suppress]
    assert [call.decoding.suppress for call in calls] == [("self-innovation",)]
    assert len(calls[0].texts) == 2


def test_forbidden_english_inside_what_is_asked_for_is_left_alone(fake_engine: Any) -> None:
    engine = make(fake_engine, lambda *_: ["We encourage independent innovation"])
    (answer,) = translate_requests(engine, [Request("鼓励自主创新", (forbidding("innovation"),))])
    assert "forbidden" not in answer.tried


def test_forbidden_english_behind_what_is_asked_for_is_seen(fake_engine: Any) -> None:
    bad = "We encourage independent innovation and innovation by ourselves"
    engine = make(fake_engine, lambda *_: [bad])
    (answer,) = translate_requests(engine, [Request("鼓励自主创新", (forbidding("innovation"),))])
    assert answer.tried[-1] == "forbidden"


def test_english_that_cannot_be_avoided_stays(fake_engine: Any) -> None:
    bad = "We encourage self-innovation"
    engine = make(fake_engine, lambda *_: [bad])
    (answer,) = translate_requests(
        engine, [Request("鼓励自主创新", (forbidding("self-innovation"),))]
    )
    assert answer.target == bad
    assert answer.tried[-1] == "forbidden"


def test_a_wider_beam_may_hold_the_hypothesis_that_kept_its_term(fake_engine: Any) -> None:
    bad, good = "We encourage new ideas", "We encourage independent innovation"

    def answer(text: str, decoding: Decoding) -> list[str]:
        return [bad] * 11 + [good]

    engine = make(fake_engine, answer)
    asked = Constraint("term", 2, 6, "independent innovation")
    (done,) = translate_requests(engine, [Request("鼓励自主创新", (asked,))])
    assert (done.target, done.tried) == (good, ("wider-beam",))
    assert [call.decoding.beam for call in engine.calls] == [None, 12]


def test_a_figure_given_twice_gives_way_to_one_given_once(fake_engine: Any) -> None:
    text = "全年完成投资5.8亿元，增长8%"
    asked = (
        Constraint("money", 6, 11, "580 million yuan"),
        Constraint("percent", 14, 16, "8%"),
    )
    shown = "全年完成投资⟦580 million yuan⟧,增长⟦8%⟧"
    twice = (
        "Investment of 580 million yuan was completed, 580 million yuan in all, up 8% in the year"
    )
    once = "Investment of 580 million yuan was completed, up 8%"
    engine = fake_engine({shown: [twice, once]})
    assert translate_requests(engine, [Request(text, asked)])[0].target == once


def test_a_figure_is_not_looked_for_inside_a_longer_one(fake_engine: Any) -> None:
    text = "产值增长1.8亿元，工资增长8亿元"
    asked = (
        Constraint("money", 4, 9, "180 million yuan"),
        Constraint("money", 14, 17, "80 million yuan"),
    )
    shown = "产值增长⟦180 million yuan⟧,工资增长⟦80 million yuan⟧"
    first = "Output rose by 180 million yuan and wages by 80 million yuan in the course of the year"
    engine = fake_engine(
        {shown: [first, "Output rose by 180 million yuan, wages by 80 million yuan"]}
    )
    assert translate_requests(engine, [Request(text, asked)])[0].target == first


def test_a_number_left_to_the_model_is_looked_for_among_its_hypotheses(fake_engine: Any) -> None:
    text = "力争用两年时间完成老旧小区改造任务"
    lost = (
        "We will strive to complete the task of renovating old residential communities in good time"
    )
    kept = "We will strive to complete the renovation of old residential communities in two years"
    engine = fake_engine({text: [lost, kept]})
    (answer,) = translate_requests(engine, [Request(text)])
    assert (answer.target, answer.tried) == (kept, ())


def test_a_wider_beam_looks_for_a_number_left_to_the_model(fake_engine: Any) -> None:
    text = "力争用两年时间完成老旧小区改造任务"
    kept = "We will strive to complete the renovation of old residential communities in two years"

    def said(_: str, decoding: Decoding) -> Sequence[str]:
        return [
            "We will strive to renovate old residential communities",
            *([kept] * (decoding.beam == 12)),
        ]

    (answer,) = translate_requests(make(fake_engine, said), [Request(text)])
    assert (answer.target, answer.tried) == (kept, ("wider-beam",))

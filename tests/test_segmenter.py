"""A segmenter that learns more words."""

from __future__ import annotations

from toolkit.segmenter import Segmenter


def test_more_words_are_known_to_the_wider_one_alone() -> None:
    text = "启动碧水青山工程建设"
    plain = Segmenter([("水青", None)])
    before = plain.cut(text)
    assert "碧水青山工程" not in before
    wider = plain.with_words([("碧水青山工程", None)])
    assert "碧水青山工程" in wider.cut(text)
    assert plain.cut(text) == before
    assert (wider.tag("碧水青山工程"), plain.tag("碧水青山工程")) == ("n", "")
    assert wider.place_names() == plain.place_names()


def test_what_is_learnt_before_loading_is_known_after() -> None:
    wider = Segmenter([("碧水", None)]).with_words([("碧水青山工程", None)])
    assert wider.cut("启动碧水青山工程建设")[1] == "碧水青山工程"

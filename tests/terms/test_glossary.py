"""The glossary: forms of a term, layers, what is in force and what is forbidden."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.segmenter import Segmenter
from toolkit.terms import Glossary, load_glossary, parse_entries, statistics
from toolkit.terms.forms import fold


@pytest.mark.parametrize(
    "written",
    ["863计划", "８６３计划", "863 计划", " 863计划 ", "863計劃", "“863”计划", "8 6 3计划"],
)
def test_a_term_is_found_however_it_is_written(builtin: Glossary, written: str) -> None:
    if written == "8 6 3计划":
        assert builtin.lookup(written) == ()  # two numbers parted by a space are two numbers
    else:
        assert [e.en for e in builtin.lookup(written)] == ["863 Program"]


@pytest.mark.parametrize("written", ["科技成果轉化", "科 技 成 果 转 化", "科技成果转化"])
def test_traditional_and_spaced_terms_are_found(builtin: Glossary, written: str) -> None:
    entries = builtin.lookup(written)
    assert entries[0].en == "commercialization of scientific and technological achievements"
    assert [e.status for e in entries].count("preferred") == 1


def test_what_is_no_term_has_no_entry(builtin: Glossary) -> None:
    assert builtin.lookup("科技局面") == ()
    assert builtin.lookup("") == ()


def test_the_users_english_comes_first(with_user: Callable[[str], Glossary]) -> None:
    glossary = with_user("自主创新\tindigenous innovation")
    assert [e.origin for e in glossary.lookup("自主创新")][:2] == ["user", "builtin"]
    assert glossary.terms["自主创新"].en == "indigenous innovation"
    assert "independent innovation" not in glossary.terms["自主创新"].variants


def test_the_first_user_file_counts_before_the_second(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.tsv").write_text(f"专利\tpatent {number}\n", encoding="utf-8")
    glossary = load_glossary([tmp_path / "2.tsv", tmp_path / "1.tsv"])
    assert glossary.terms["专利"].en == "patent 2"
    assert load_glossary([tmp_path / "1.tsv"], builtin=False).terms.keys() == {"专利"}


def test_admitted_english_becomes_a_variant() -> None:
    text = "zh\ten\tstatus\tvariants\n专利\tpatent\tpreferred\tpatents\n专利\tletters patent\tadmitted\t\n"
    glossary = Glossary(parse_entries(text.encode(), "a.tsv"))
    assert glossary.terms["专利"].en == "patent"
    assert glossary.terms["专利"].variants == ("patents", "letters patent")


def test_a_user_switches_a_term_off_with_admitted(with_user: Callable[[str], Glossary]) -> None:
    glossary = with_user("zh\ten\tstatus\n自主创新\tindependent innovation\tadmitted\n")
    assert glossary.terms["自主创新"].status == "admitted"


def test_what_a_user_forbids_is_not_asked_for(with_user: Callable[[str], Glossary]) -> None:
    header = "zh\ten\tstatus\n"
    glossary = with_user(f"{header}自主创新\tindependent innovation\tforbidden\n")
    assert "自主创新" not in glossary.terms
    assert "independent innovation" in glossary.forbidden("自主创新")


def test_what_a_user_allows_is_no_longer_forbidden(
    builtin: Glossary, with_user: Callable[[str], Glossary]
) -> None:
    assert "Starfire Program" in builtin.forbidden("星火计划")
    glossary = with_user("星火计划\tStarfire Program")
    assert "Starfire Program" not in glossary.forbidden("星火计划")
    assert "Spark Plan" in glossary.forbidden("星火计划")
    assert builtin.forbidden("专利申请") == ()


def test_the_hash_follows_what_decides_a_translation() -> None:
    def hash_of(text: str, name: str = "a.tsv") -> str:
        return Glossary(parse_entries(text.encode(), name)).hash

    base = hash_of("专利\tpatent\tnote")
    assert len(base) == 64
    assert hash_of("专利\tpatent\tanother note") == base
    assert hash_of("专利\tpatent\tnote", "b.tsv") == base
    assert hash_of("专利\tpatent\tnote", "local-bodies.tsv") != base  # there names are composed
    assert hash_of("专利\tpatents\tnote") != base
    assert hash_of("专利\tpatent\n商标\tmark") != hash_of("商标\tmark\n专利\tpatent")


def test_words_keep_terms_in_one_piece_and_leave_neighbours_whole(
    builtin: Glossary, segmenter: Segmenter
) -> None:
    words = dict(builtin.words())
    assert all(len(word) > 1 and word.isalnum() for word in words)
    assert segmenter.cut("科技局面打开") == ["科技", "局面", "打开"]
    assert segmenter.cut("科技局面临困难")[0] == "科技局"
    split = [w for w in words if fold(w) == w and w.isalpha() and segmenter.cut(w) != [w]]
    assert split == []


def test_search_finds_parts_and_english(builtin: Glossary) -> None:
    parts = [e.zh for e in builtin.search_part("孵化")]
    assert "孵化器" in parts
    assert parts == sorted(parts, key=len)
    assert builtin.search_english("incubator")[0].en == "incubator"
    assert builtin.search_english("cubat") == ()
    assert builtin.search_english("") == ()


def test_statistics_add_up(builtin: Glossary) -> None:
    figures = statistics(builtin)
    assert figures["entries"] == len(builtin.entries)
    for name in ("status", "pos", "origin", "domain"):
        assert sum(figures[name].values()) == figures["entries"]
    assert figures["hash"] == builtin.hash
    assert statistics(Glossary())["entries"] == 0

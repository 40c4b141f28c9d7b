"""The corpus checker: every kind of finding, with a line that has it and one that has not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from check_corpus import Checker, check_files, corpus_files, main, read_accepted
from pairs import (
    Batch,
    CorpusError,
    Malformed,
    NearDuplicates,
    Pair,
    fold_line,
    parse_lines,
    read_pairs,
)

HEADER = "# agriculture | work summary | county | 2008\n"
GOOD = "全县粮食总产量达到4.2万吨。\tThe county's total grain output reached 42,000 tons.\n"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(text: str, name: str = "train.tsv") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def codes(*paths: Path) -> list[str]:
    return [problem.code for problem in check_files(paths).problems]


def test_a_good_file_has_no_findings(write: Write) -> None:
    report = check_files([write(HEADER + GOOD)])
    assert report.problems == []
    assert report.pairs.total() == 1


def test_pairs_carry_their_place_and_batch(write: Write) -> None:
    path = write(HEADER + GOOD + "# a | b | c | d\n" + "总体要求\tOverall requirements\n")
    first, second = read_pairs(path)
    assert first.batch == Batch("agriculture", "work summary", "county", "2008")
    assert second == Pair("总体要求", "Overall requirements", path, 4, Batch("a", "b", "c", "d"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("只有中文\n", "1 fields"),
        ("中文\tEnglish\tmore\n", "3 fields"),
        ("中文\t\n", "blank"),
        ("\n", "the line is blank"),
        ("中文\tEng\x0blish\n", "control"),
        ("中文\tEng\u200blish\n", "control"),
        ("中文\tEnglish \n", "space"),
        ("中文\tTwo  spaces\n", "space"),
        ("中文\tEnglish\r\n", "control"),
        ("Chinese\tEnglish\n", "no Chinese"),
        ("# agriculture | 2008\n", "batch line"),
    ],
)
def test_malformed_lines(write: Write, line: str, message: str) -> None:
    path = write("")
    path.write_bytes((HEADER + line + GOOD).encode())
    (found,) = [item for item in parse_lines(path) if isinstance(item, Malformed)]
    assert message in found.message
    assert found.line == 2
    assert codes(path) == ["malformed"]
    with pytest.raises(CorpusError, match=r"train\.tsv:2"):
        read_pairs(path)


def test_a_file_without_batch_line_is_malformed_once(write: Write) -> None:
    path = write(GOOD + "总体要求\tOverall requirements\n")
    assert codes(path) == ["malformed"]
    assert codes(write(HEADER + GOOD)) == []


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "gbk.tsv"
    path.write_bytes("中文\tEnglish\n".encode("gbk"))
    assert codes(path) == ["malformed"]


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (GOOD, "the same pair"),
        (GOOD.replace("4.2", "4．2").replace("。", ""), "the same pair"),
        (GOOD.replace("。", " ！").replace("total", "overall"), "other English"),
    ],
)
def test_duplicates(write: Write, second: str, message: str) -> None:
    path = write(HEADER + GOOD + second)
    found = [p for p in check_files([path]).problems if p.code == "duplicate"]
    assert len(found) == 1
    assert found[0].line == 3
    assert message in found[0].message


def test_duplicates_across_files(write: Write) -> None:
    one, other = write(HEADER + GOOD), write(HEADER + GOOD, "dev.tsv")
    assert codes(one, other) == ["duplicate"]
    assert codes(one) == codes(other) == []


def test_other_figures_are_no_duplicate(write: Write) -> None:
    other = GOOD.replace("4.2", "42").replace("42,000", "420,000")
    assert codes(write(HEADER + GOOD + other)) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("召开全县大会。\tA county 大会 was held.\n", "untranslated"),
        ("提出“三化”目标。\tThe goal of “three transformations” was set.\n", "quotes"),
        ("落实‘责任’。\tResponsibility’s place is fixed.\n", "quotes"),
        ("召开全县大会。\tA county meeting was held，then ended.\n", "full-width"),
        ("全年完成３项任务。\tThree tasks were completed in the year.\n", "full-width"),
        ("认真总结,明确任务。\tWe summed up the work and set the tasks.\n", "half-width"),
        ("認真總結經驗。\tExperience was carefully summed up.\n", "traditional"),
        ("产值8.2亿元。\tOutput value was 82 million yuan.\n", "number"),
        ("召开全县大会。\tA county meeting of 300 people was held.\n", "addition"),
        ("每千人口拥有量居首位。\tThe number per 10,000 people ranks first.\n", "addition"),
        ("一中学生参加活动。\tStudents of No. 2 Middle School took part.\n", "addition"),
        ("召开全县大会。\tA county meeting was held\n", "punctuation"),
        ("申报国家科技支撑计划。\tA national plan was applied for.\n", "term-missing"),
    ],
)
def test_findings_on_a_line(write: Write, line: str, code: str) -> None:
    assert code in codes(write(HEADER + line))


@pytest.mark.parametrize(
    "line",
    [
        '提出“三化”目标。\tThe goal of the "three transformations" was set.\n',
        "落实责任。\tThe bureau's duties were fixed – all of them.\n",
        "全年完成3项任务。\tThree tasks were completed in the year.\n",
        "第一条 为了规范管理，制定本办法。\tArticle 1 These measures are made to regulate management.\n",
        "合成苯并噁嗪。\tBenzoxazine was synthesized.\n",
        "产值8.2亿元。\tOutput value was 820 million yuan.\n",
        "宁可备而不用。\tBetter to be ready a thousand times in vain.\n",
        "算力规模达到500P。\tComputing power reached 500 petaflops.\n",
        "每万人口专利拥有量居首位。\tPatents per 10,000 people rank first.\n",
        "由应急管理部门统一指挥。\tEmergency management departments are in command.\n",
        "一中学生参加活动。\tStudents of No. 1 Middle School took part.\n",
        "根据《中华人民共和国农业技术推广法》执行。\tThis follows the Law of the People's Republic of China on "
        "the Popularization of Agricultural Technology.\n",
        "这是一项重要工作。\tThis is important work.\n",
        "申报国家科技支撑计划。\tAn application was made to the National Key Technology R&D Program.\n",
        "引进德国设备。\tGerman equipment was introduced.\n",
    ],
)
def test_lines_without_findings(write: Write, line: str) -> None:
    assert check_files([write(HEADER + line)]).problems == []


def test_terms_are_counted_and_only_names_are_findings(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    bent = "促进科技成果转化。\tTechnology transfer was promoted.\n"
    path = write(HEADER + bent)
    report = check_files([path])
    assert (report.terms, len(report.absent), report.problems) == (1, 1, [])
    assert main([str(path)]) == 0
    assert "term-missing" not in capsys.readouterr().out
    assert main([str(path), "--terms"]) == 0
    printed = capsys.readouterr().out
    assert "train.tsv:2: term-missing: 科技成果转化" in printed
    assert "terms used in the English: 0 of 1 (0.0%)" in printed


def test_the_checker_works_alone() -> None:
    report = check_files([])
    Checker().check(
        Pair("共12家。", "There are 13.", Path("x"), 7, Batch("a", "b", "c", "d")), report
    )
    assert {(p.line, p.code) for p in report.problems} == {(7, "number"), (7, "addition")}


def test_accepted_findings_are_dropped(write: Write, tmp_path: Path) -> None:
    listed = write(
        "# seen\n\nnumber\t共12家。\naddition\t共12家。\nnumber\t共9家。\n", "accepted.txt"
    )
    accepted = read_accepted(listed)
    assert accepted == [("number", "共12家。"), ("addition", "共12家。"), ("number", "共9家。")]
    report = check_files([write(HEADER + "共12家。\tThere are 13.\n共8家。\tThere are 7.\n")])
    assert report.accept(accepted) == [("number", "共9家。")]
    assert {(p.line, p.code) for p in report.problems} == {(3, "number"), (3, "addition")}
    assert read_accepted(tmp_path / "nowhere.txt") == []


def test_folders_are_searched(write: Write, tmp_path: Path) -> None:
    inner = write(HEADER + GOOD, "train/a.tsv")
    write("not a corpus file", "train/notes.md")
    assert corpus_files([tmp_path]) == [inner]


def test_exit_codes(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write(HEADER + GOOD))]) == 0
    assert main([str(write(HEADER + GOOD + GOOD))]) == 1
    assert "train.tsv:3: duplicate" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["nowhere.tsv"])
    with pytest.raises(SystemExit):
        main(["--near-duplicates", str(write(HEADER + GOOD))])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("全县，２０家 企业！", "全县20家企业"),
        ("增长4.2%。", "增长4.2%"),
        ("增长42%", "增长42%"),
        ("“GDP”总量", "gdp总量"),
        ("2006-2008年", "2006-2008年"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold_line(text) == folded


HELD = "全市共有科技型中小企业二百三十五家，比上年增加四十一家。"
SHORT = "加强知识产权保护工作"


@pytest.mark.parametrize(
    ("line", "near"),
    [
        (HELD, True),
        (HELD.replace("四十一", "五十二"), True),
        (
            "到年底，" + HELD + "全年各级财政支持这些企业研发费用补助资金，引导其与高校院所合作。",
            True,
        ),
        ("全市共有科技型中小企业六百家，其中从事装备制造的占一半以上，分布在各个园区。", False),
        (SHORT + "。", True),
        (SHORT + "部署", False),
        ("召开全市教育工作会议，部署下半年各项重点工作任务。", False),
    ],
)
def test_near_duplicates(line: str, near: bool) -> None:
    index = NearDuplicates([SHORT, HELD])
    found = index.find(line)
    assert (found is not None) is near
    if found is not None:
        assert index.lines[found[0]] in (HELD, SHORT)
        assert 0.5 < found[1] <= 1


def test_near_duplicates_are_listed(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    train = write(HEADER + GOOD + f"{HELD.replace('四十一', '五十二')}\tEnglish.\n")
    dev = write(HEADER + f"{HELD}\tEnglish.\n", "dev.tsv")
    assert main(["--near-duplicates", str(train), "--against", str(dev)]) == 1
    printed = capsys.readouterr().out
    assert "train.tsv:3" in printed
    assert "dev.tsv:2" in printed
    assert "train.tsv:2" not in printed
    assert (
        main(["--near-duplicates", str(write(HEADER + GOOD, "b.tsv")), "--against", str(dev)]) == 0
    )

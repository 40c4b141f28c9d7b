"""Putting a term into a user's glossary file."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import GlossaryError, UsageError
from toolkit.terms import Entry, Glossary, TermConflict, add_entry, read_glossary_file

HEADER = "zh\ten\tpos\tstatus\tvariants\tnote\tsource\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "own.tsv"


def force(path: Path, builtin: Glossary) -> Glossary:
    own = read_glossary_file(path) if path.exists() else ()
    return Glossary((*own, *builtin.entries))


def test_the_first_term_makes_the_file(tmp_path: Path, builtin: Glossary) -> None:
    path = tmp_path / "new folder" / "own.tsv"
    added = add_entry(path, Entry("碧湖工程", "Bihu Project", note="said the bureau"), builtin)
    assert path.read_text(encoding="utf-8") == (
        HEADER + "碧湖工程\tBihu Project\t\t\t\tsaid the bureau\n"
    )
    assert (added.pos, added.line, added.origin) == ("name", 2, "user")
    assert read_glossary_file(path)[0].note == "said the bureau"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            HEADER + "甲乙工程\tJiayi Project\n",
            HEADER + "甲乙工程\tJiayi Project\n碧湖工程\tBihu Project\n",
        ),
        (
            "# mine\r\n甲乙工程\tJiayi\r\n",
            "# mine\r\n甲乙工程\tJiayi\r\n碧湖工程\tBihu Project\r\n",
        ),
        ("甲乙工程\tJiayi", "甲乙工程\tJiayi\n碧湖工程\tBihu Project\n"),
        (
            "\ufeff英文\t中文\nJiayi\t甲乙工程\n",
            "\ufeff英文\t中文\nJiayi\t甲乙工程\nBihu Project\t碧湖工程\n",
        ),
        ("# nothing yet\n", "# nothing yet\n" + HEADER + "碧湖工程\tBihu Project\n"),
        ("", HEADER + "碧湖工程\tBihu Project\n"),
    ],
    ids=[
        "a header",
        "comments and Windows line ends",
        "no last line end",
        "other columns",
        "comments",
        "empty",
    ],
)
def test_the_other_lines_stay_as_they_are(
    path: Path, builtin: Glossary, content: str, expected: str
) -> None:
    path.write_bytes(content.encode("utf-8"))
    add_entry(path, Entry("碧湖工程", "Bihu Project"), force(path, builtin))
    assert path.read_bytes().decode("utf-8") == expected


@pytest.mark.parametrize(
    ("zh", "en", "says"),
    [
        ("", "Bihu Project", "the Chinese of the term is missing"),
        ("碧湖工程", " ", "the English of the term is missing"),
        ("碧湖工程", "碧湖 Project", "Chinese characters in the English"),
        ("碧湖工程", "Bihu，Project", "Chinese punctuation"),
        ("Bihu", "Bihu Project", "zh has no Chinese character"),
        ("碧湖\t工程", "Bihu Project", "without tabs"),
        ("碧湖工程", "Bihu\nProject", "on one line"),
        ("#碧湖工程", "Bihu Project", "# begins a comment"),
        ("湖", "lake", "one character"),
        ("碧湖工程", "Bihu (Project", "bracket"),
        ("碧" * 61, "Bihu Project", "over 60 characters"),
        ("碧湖工程", "B" * 201, "over 200 characters"),
    ],
)
def test_what_is_no_term_is_refused_and_nothing_written(
    path: Path, builtin: Glossary, zh: str, en: str, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        add_entry(path, Entry(zh, en), builtin, replacing=True)
    assert not path.exists()


def test_a_term_that_is_there_is_not_added_twice(path: Path, builtin: Glossary) -> None:
    add_entry(path, Entry("碧湖工程", "Bihu Project"), builtin)
    with pytest.raises(UsageError, match=r"line 2 of .*own\.tsv already"):
        add_entry(path, Entry("碧 湖工程", "Bihu Project"), force(path, builtin), replacing=True)
    known = next(e for e in builtin.entries if e.pos == "noun" and e.status == "preferred")
    with pytest.raises(UsageError, match="in the glossary already"):
        add_entry(path, Entry(known.zh, known.en), builtin)
    assert len(read_glossary_file(path)) == 1


def test_other_english_of_the_own_file_is_replaced_in_its_line(
    path: Path, builtin: Glossary
) -> None:
    path.write_text(
        HEADER + "碧湖工程\tBihu Project\tname\t\tLake Project|Bihu Programme\told note\tfiles\n"
        "甲乙工程\tJiayi Project\n",
        encoding="utf-8",
    )
    wanted = Entry("碧湖工程", "Lake Project")
    with pytest.raises(TermConflict, match=r"own\.tsv has “Bihu Project” for it") as conflict:
        add_entry(path, wanted, force(path, builtin))
    assert conflict.value.known.en == "Bihu Project"
    add_entry(path, wanted, force(path, builtin), replacing=True)
    assert path.read_text(encoding="utf-8") == (
        HEADER + "碧湖工程\tLake Project\tname\t\tBihu Programme\told note\tfiles\n"
        "甲乙工程\tJiayi Project\n"
    )


def test_the_builtin_glossary_is_overruled_only_when_asked(path: Path, builtin: Glossary) -> None:
    known = builtin.lookup("科技局")[0]
    wanted = Entry("科技局", "S&T Bureau")
    with pytest.raises(TermConflict, match=f"the built-in glossary has “{known.en}”"):
        add_entry(path, wanted, builtin)
    assert not path.exists()
    add_entry(path, wanted, builtin, replacing=True)
    assert force(path, builtin).terms["科技局"].en == "S&T Bureau"


def test_forbidden_english_is_allowed_only_when_asked(path: Path, builtin: Glossary) -> None:
    path.write_text("zh\ten\tstatus\n碧湖工程\tLake Works\tforbidden\n", encoding="utf-8")
    wanted = Entry("碧湖工程", "Lake Works")
    with pytest.raises(TermConflict, match=r"own\.tsv forbids “Lake Works”"):
        add_entry(path, wanted, force(path, builtin))
    add_entry(path, wanted, force(path, builtin), replacing=True)
    after = force(path, builtin)
    assert after.terms["碧湖工程"].en == "Lake Works"
    assert after.forbidden("碧湖工程") == ()


@pytest.mark.parametrize(
    "content",
    [
        "zh,en\n甲乙工程,Jiayi Project\n".encode(),
        "甲乙工程\tJiayi Project\n".encode("gb18030"),
        b"\xd0\xcf\x11\xe0",
    ],
    ids=["commas", "GB18030", "a spreadsheet"],
)
def test_a_file_of_another_kind_is_left_alone(
    path: Path, builtin: Glossary, content: bytes
) -> None:
    path.write_bytes(content)
    with pytest.raises(GlossaryError, match=r"own\.tsv"):
        add_entry(path, Entry("碧湖工程", "Bihu Project"), builtin)
    assert path.read_bytes() == content


def test_a_malformed_file_and_a_folder_are_named(path: Path, builtin: Glossary) -> None:
    path.write_text("zh\ten\n甲乙工程\t\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="line 2: en is empty"):
        add_entry(path, Entry("碧湖工程", "Bihu Project"), builtin)
    with pytest.raises(GlossaryError, match="a folder"):
        add_entry(path.parent, Entry("碧湖工程", "Bihu Project"), builtin)


def test_a_note_is_never_dropped(path: Path, builtin: Glossary) -> None:
    path.write_text("zh\ten\n甲乙工程\tJiayi Project\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no column for a note"):
        add_entry(path, Entry("碧湖工程", "Bihu Project", note="why"), builtin)
    add_entry(path, Entry("碧湖工程", "Bihu Project"), builtin)
    assert len(read_glossary_file(path)) == 2

"""The recipe's parts: pieces, alignment, rows with constraints, and a tiny model end to end."""

from __future__ import annotations

import hashlib
import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

import numpy as np
import prepare
import run
from align import UNLINKED, Aligner
from invent import Inventor
from mixture import KINDS, Data, Mixture, Ragged, batches, flat
from pairs import NearDuplicates
from sources import load_source, normalise, read_recipe
from spots import Analyst
from tokenizer import CLOSE, OPEN, Vocabulary, train_pieces

from toolkit.engine import annotate
from toolkit.engine.constraints import SLOTS

TRAINING = Path(__file__).resolve().parents[2] / "training"

PAIRS = [
    ("洛江区科技局投入资金820万元", "The bureau of Luojiang District invested 8.2 million yuan"),
    ("全区专利申请量增长12%", "Patent applications in the district rose by 12%"),
    ("企业投入资金", "Enterprises invested funds"),
    ("科技局支持企业", "The bureau supports enterprises"),
    ("企业申请专利", "Enterprises apply for patents"),
    ("支持专利申请", "Support for patent applications"),
]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path = tmp_path_factory.mktemp("pieces") / "sentencepiece.model"
    lines = [text for pair in PAIRS for text in pair] * 20
    train_pieces(lines, 420, path)
    return Vocabulary(path)


def test_english_pieces_come_first_and_slots_are_one_piece(vocabulary: Vocabulary) -> None:
    english, chinese = (
        vocabulary.names[: vocabulary.target_size],
        vocabulary.names[vocabulary.target_size :],
    )
    assert all(any("\u4e00" <= c <= "\u9fff" for c in name) for name in chinese)
    assert not any("\u4e00" <= c <= "\u9fff" for name in english for c in name)
    assert set(SLOTS) <= set(english)
    assert len(vocabulary.encode("投入⟪M1⟫")) == len(vocabulary.encode("投入")) + 1


def test_a_constraint_has_the_same_pieces_in_source_and_target(vocabulary: Vocabulary) -> None:
    ids = vocabulary.encode("企业⟦apply for patents⟧")
    inner = ids[ids.index(OPEN) + 1 : ids.index(CLOSE)]
    assert inner == vocabulary.encode("apply for patents")
    assert vocabulary.encode("%", glued=True) != vocabulary.encode("%")


def test_text_comes_back_from_its_pieces(vocabulary: Vocabulary) -> None:
    text = "Enterprises invested 8.2 million yuan, up 12% (zxq)"
    assert vocabulary.processor.decode(vocabulary.encode(text)) == text


def test_words_that_occur_together_are_linked() -> None:
    chance = random.Random(1)  # noqa: S311
    rows = [[chance.randrange(10) for _ in range(6)] for _ in range(300)]
    sources = [np.array([w + 20 for w in row], np.uint16) for row in rows]
    targets = [np.array(row[::-1], np.uint16) for row in rows]
    aligner = Aligner(30, 20)
    aligner.learn(sources, targets, 5)
    source, target = np.array([20, 21, 22, 23]), np.array([3, 2, 1, 0])
    forward, backward = aligner.links(source, target)
    assert forward.tolist() == [3, 2, 1, 0]
    lone = aligner.links(np.array([20]), np.array([0, 9, 9, 9]))[0]
    assert lone.tolist() == [0, 0, UNLINKED, UNLINKED]
    assert backward.tolist() == [3, 2, 1, 0]


def test_spots_are_what_the_product_shows() -> None:
    chinese, english = normalise(
        "高新技术企业投入资金820万元。", "High-tech enterprises invested 8.2 million yuan."
    )
    spots = Analyst().spots(chinese, english)
    assert [(chinese[s.start : s.end], english[s.first : s.last], s.letter) for s in spots] == [
        ("高新技术企业", "High-tech enterprises", ""),
        ("820万元", "8.2 million yuan", "M"),
    ]


def make_mixture(vocabulary: Vocabulary, folder: Path, ways: dict[str, float]) -> Mixture:
    """One source of one pair with a value and a term."""
    source_parts = ["企业投入资金", "820万元"]
    cut = [vocabulary.encode(source_parts[0]), vocabulary.encode(source_parts[1], glued=True)]
    said = [vocabulary.encode("Enterprises invested"), vocabulary.encode("8.2 million yuan")]
    source, target = [*cut[0], *cut[1]], [*said[0], *said[1]]
    columns = {
        "source": [source],
        "target": [target],
        "forward": [[0] * len(target)],
        "backward": [[0] * len(source)],
        "cut_source": [source],
        "cut_target": [target],
        "cut_forward": [[0, *[UNLINKED] * (len(target) - 1)]],
        "shown": [said[1]],
    }
    arrays = {}
    for name, rows in columns.items():
        arrays[name], arrays[f"{name}_ends"] = flat(rows, np.uint16)
    place = (len(cut[0]), len(source), len(said[0]), len(target), KINDS.index("M"))
    arrays["spots"] = np.array([place], np.uint8)
    arrays["spots_ends"] = np.array([1], np.int32)
    np.savez(folder / "one.npz", **arrays)
    nothing = {}
    for letter in KINDS:
        nothing[letter], nothing[f"{letter}_ends"] = flat([], np.uint16)
    return Mixture(
        {"one": Data(folder / "one.npz")},
        {"one": 1.0},
        ways,
        {letter: Ragged(nothing, letter) for letter in KINDS},
        vocabulary,
        random.Random(1),  # noqa: S311
    )


def test_rows_are_what_the_engine_gives_the_model(vocabulary: Vocabulary, tmp_path: Path) -> None:
    from toolkit.document import Constraint

    rows = make_mixture(vocabulary, tmp_path, {"all": 1.0, "some": 0.0}).rows(2000)
    text = "企业投入资金820万元"
    money = Constraint("money", 6, 11, "8.2 million yuan")
    wanted = {
        scheme: vocabulary.encode(annotate(text, [money], scheme).text)
        for scheme in ("replace-v1", "slots-v1")
    }
    slot = vocabulary.slots["⟪M1⟫"]
    seen = {scheme: 0 for scheme in wanted}
    for source, target, _ in rows:
        for scheme, ids in wanted.items():
            seen[scheme] += source == ids
        assert (slot in source) == (slot in target)
    # Figures are lost on both sides now and then; every other row is one or the other.
    assert sum(seen.values()) > 0.9 * len(rows)
    assert min(seen.values()) > 0.15 * len(rows)


def test_rows_without_constraints_are_the_pair(vocabulary: Vocabulary, tmp_path: Path) -> None:
    mixture = make_mixture(vocabulary, tmp_path, {"all": 0.0, "some": 0.0})
    data = mixture.sources["one"]
    assert {(tuple(s), tuple(t)) for s, t, _ in mixture.rows(200)} == {
        (tuple(data.source[0]), tuple(data.target[0]))
    }


def test_links_lead_from_a_copy_to_what_it_copies(vocabulary: Vocabulary, tmp_path: Path) -> None:
    mixture = make_mixture(vocabulary, tmp_path, {"all": 1.0, "some": 0.0})
    value = vocabulary.encode("8.2 million yuan")
    seen = set()
    for source, target, links in mixture.rows(2000):
        assert len(links) == len(target)
        assert links[0] == 0
        copied = [(source[link], piece) for link, piece in zip(links, target, strict=True)
                  if link not in (0, UNLINKED)]  # fmt: skip
        assert copied
        assert all(ours == theirs for ours, theirs in copied)
        seen.add(len(copied))
    assert {1, len(value)} <= seen


def test_every_row_is_in_one_batch_and_padding_is_marked() -> None:
    chance = random.Random(3)  # noqa: S311
    rows = [
        ([chance.randrange(10, 99) for _ in range(chance.randrange(1, 60))],
         [chance.randrange(10, 99) for _ in range(chance.randrange(1, 60))], [])
        for _ in range(400)
    ]  # fmt: skip
    found = list(batches(rows, 1000, chance))
    assert sum(len(batch.source) for batch in found) == len(rows)
    assert sum((batch.wanted >= 0).sum() for batch in found) == sum(len(t) + 1 for _, t, _ in rows)
    for batch in found:
        assert batch.given.shape == batch.wanted.shape
        assert max(batch.source.size, batch.given.size) <= max(1000, 8 * batch.source.shape[1])


def test_held_out_and_unusable_lines_are_left_out(tmp_path: Path) -> None:
    held_out = "全市科技经费投入达到三亿二千万元，比上年有较大幅度的增长"
    lines = [
        (held_out + "。", "Science funds reached 320 million yuan."),
        ("加强知识产权保护", "Strengthening intellectual property protection"),
        ("加强 知识产权保护", "Protect intellectual property"),
        ("深化改革", "Deepening 改革"),
        ("", "nothing"),
        ("推进科技成果转化", "x " * 60),
    ]
    (tmp_path / "a.tsv").write_text("\n".join("\t".join(p) for p in lines), encoding="utf-8")
    rows = load_source("a", {"files": ["a.tsv"]}, tmp_path, NearDuplicates([held_out]), set())
    assert rows == [("加强知识产权保护", "Strengthening intellectual property protection")]


def test_figures_tell_lines_apart_and_forbidden_english_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(
        "zh\ten\tpos\tstatus\n产量增长4.2%\tOutput rose by 4.2%\n产量增长42%\tOutput rose by 42%\n"
        "产量增长４２％\tOutput grew by 42%\n营商环境\tdoing-business environment\tnoun\tforbidden\n"
        "增长⟪P1⟫\tGrowth\n",
        encoding="utf-8",
    )
    rows = load_source("a", {"files": ["a.tsv"]}, tmp_path, NearDuplicates([]), set())
    assert [english for _, english in rows] == ["Output rose by 4.2%", "Output rose by 42%"]


def test_a_source_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    nothing = NearDuplicates([])
    with pytest.raises(SystemExit, match=r"source laws: no file .*laws\.tsv\.xz; name the folder"):
        load_source("laws", {"files": ["laws.tsv.xz"]}, tmp_path, nothing, set())
    (tmp_path / "laws.tsv.xz").write_bytes(b"no archive")
    with pytest.raises(SystemExit, match=r"laws\.tsv\.xz: cannot be read"):
        load_source("laws", {"files": ["laws.tsv.xz"]}, tmp_path, nothing, set())
    with pytest.raises(SystemExit, match="--public names the folder"):
        prepare.held_out_files(tmp_path)


def test_every_kind_of_held_out_file_is_read() -> None:
    files = {path.name: path for path in prepare.held_out_files(None)}
    assert any(path.parent.name == "test" for path in files.values())
    names = ("culture-report-traditional.txt", "employment-measures-gbk-page.html",
             "water-plan-word.docx", "education-work-plan.tsv")  # fmt: skip
    for name in names:
        lines = prepare.held_out_lines([files[name]])
        assert sum("工作" in line for line in lines) > 1, name


SMALL: dict[str, Any] = {
    "pieces": {"size": 9}, "alignment": {}, "sources": {"a": {"files": ["a.tsv"]}, "b": {"files": ["b.tsv"]}},
}  # fmt: skip


def test_a_work_folder_of_another_recipe_is_refused(tmp_path: Path) -> None:
    held_out = tmp_path / "dev.tsv"
    held_out.write_text("甲\tA\n", encoding="utf-8")
    prepare.check_work(SMALL, [held_out], tmp_path, set())
    prepare.check_work(SMALL, [held_out], tmp_path, set())
    limited = {**SMALL, "sources": {**SMALL["sources"], "b": {"files": ["b.tsv"], "limit": 5}}}
    with pytest.raises(SystemExit, match="another recipe: source b; delete the folder"):
        prepare.check_work(limited, [held_out], tmp_path, set())
    prepare.check_work(limited, [held_out], tmp_path, {"b"})
    held_out.write_text("乙\tB\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="held-out lines"):
        prepare.check_work(limited, [held_out], tmp_path, {"b"})


def test_a_source_made_anew_repeats_no_line_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("加强管理\tStrengthening management\n", encoding="utf-8")
    (tmp_path / "b.tsv").write_text("加强管理。\tManage.\n深化改革\tReform\n", encoding="utf-8")
    encoded = tmp_path / "data" / "b.npz"
    encoded.parent.mkdir()
    prepare.clean(SMALL, tmp_path, [], tmp_path)
    encoded.write_bytes(b"")
    prepare.clean(SMALL, tmp_path, [], tmp_path)
    assert encoded.exists()
    (tmp_path / "texts" / "b.tsv").unlink()
    prepare.clean(SMALL, tmp_path, [], tmp_path)
    assert prepare.read_texts(tmp_path, "b") == [("深化改革", "Reform")]
    assert not encoded.exists()


def test_inventions_keep_the_form_of_a_value() -> None:
    inventor = Inventor(random.Random(1), ["patent", "work plan"])  # noqa: S311
    for _ in range(200):
        assert re.fullmatch(
            r"[\d,]+(\.\d+)? (million|billion|trillion) yuan",
            inventor.number_like("8.2 million yuan"),
        )
        assert re.fullmatch(r"[A-Z][a-z]+ \d{1,2}, \d{4}", inventor.number_like("May 4, 2006"))
        assert inventor.name().strip() and "{" not in inventor.name()


@pytest.mark.parametrize("name", ["recipe.toml", "small.toml"])
def test_every_step_is_taken_once(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the data changes; the command at the end is not asked for its first 0 lines."""
    commands: list[list[str]] = []

    def take(command: list[str], **_: Any) -> None:
        commands.append(command)
        if "--output" in command:
            Path(command[command.index("--output") + 1]).write_bytes(b"")

    (tmp_path / "data").mkdir()
    manifest = tmp_path / "data" / "manifest.json"
    manifest.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(run.subprocess, "run", take)
    arguments = [str(tmp_path), "--work", str(tmp_path), "--recipe", str(TRAINING / name)]

    def steps() -> list[str]:
        commands.clear()
        run.main(arguments)
        return [Path(command[1]).name for command in commands]

    stages = len(read_recipe(TRAINING / name)["schedule"])
    assert steps() == ["prepare.py", *["train.py"] * stages, "export.py", "-m"]
    lines = commands[-1][commands[-1].index("--lines") :] if "--lines" in commands[-1] else []
    assert lines == (["--lines", "4"] if name == "small.toml" else [])
    assert steps() == ["prepare.py", "export.py", "-m"]
    manifest.write_text('{"other": "data"}', encoding="utf-8")
    assert steps().count("train.py") == stages


def test_a_recipe_that_needs_data_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main([])
    assert "name their folder, DATA" in capsys.readouterr().err


def test_the_recipe_names_only_sources_it_has() -> None:
    for name in ("recipe.toml", "small.toml"):
        recipe = read_recipe(TRAINING / name)
        for stage in recipe["stages"].values():
            assert set(stage["mix"]) <= set(recipe["sources"])
            assert sum(stage["mix"].values()) == pytest.approx(1.0)
            assert sum(stage["constraints"].values()) == pytest.approx(1.0)
        assert {step["stage"] for step in recipe["schedule"]} <= set(recipe["stages"])


def test_the_whole_recipe_makes_a_package(tmp_path: Path) -> None:
    """Minutes of training are no translation; that every step meets the next is what counts."""
    pytest.importorskip("torch", reason="the training extra is not installed")
    done = subprocess.run(
        [sys.executable, str(TRAINING / "run.py"), "--recipe", str(TRAINING / "small.toml"),
         "--work", str(tmp_path), "--threads", "1"],  # two wait for each other beside other tests
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "chrF2" in done.stdout
    metadata = json.loads((tmp_path / "zh_en" / "metadata.json").read_text(encoding="utf-8"))
    assert metadata["constraints"] == "slots-v1"
    assert metadata["files"]["model/model.bin"]["bytes"] > 100_000
    for name, described in metadata["files"].items():
        content = (tmp_path / "zh_en" / name).read_bytes()
        assert described == {
            "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content),
        }  # fmt: skip
    steps = [
        json.loads(line)
        for path in sorted(tmp_path.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert steps[-1]["loss"] < steps[0]["loss"] - 1

    back = tmp_path / "restored.pt"
    restored = subprocess.run(
        [sys.executable, str(TRAINING / "restore.py"), str(tmp_path / "zh_en"), "--output", str(back)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert restored.returncode == 0, restored.stderr[-2000:]
    import torch

    last = max(tmp_path.glob("*domain*.pt"), key=lambda path: path.stat().st_mtime)
    mine, theirs = torch.load(last), torch.load(back)
    assert (mine["shape"], mine["tokens"]) == (theirs["shape"], theirs["tokens"])
    assert set(mine["weights"]) == set(theirs["weights"])
    for name, weight in mine["weights"].items():
        assert torch.allclose(weight, theirs["weights"][name], atol=float(weight.abs().max()) / 200)


def test_matrices_are_made_orthogonal() -> None:
    torch = pytest.importorskip("torch", reason="the training extra is not installed")
    from muon import Muon, orthogonal

    torch.manual_seed(1)
    for rows, columns in ((24, 24), (24, 60), (60, 24)):
        sizes = torch.linalg.svdvals(orthogonal(torch.randn(3, rows, columns)))
        assert sizes.min() > 0.3
        assert sizes.max() < 1.3
    wanted = torch.randn(16, 8)
    matrix = torch.zeros(16, 8, requires_grad=True)
    muon = Muon([matrix], lr=0.05, precision=torch.float32, weight_decay=0.0)
    before = float(wanted.square().sum())
    for _ in range(200):
        muon.zero_grad()
        (matrix - wanted).square().sum().backward()
        muon.step()
    assert float((matrix.detach() - wanted).square().sum()) < before / 20

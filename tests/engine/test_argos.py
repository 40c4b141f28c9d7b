"""The CTranslate2 engine on the bundled package and on copies of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.document import Constraint
from toolkit.engine import ArgosEngine, Decoding, Request, read_package, translate_requests
from toolkit.engine.argos import MAX_SOURCE_TOKENS, instruction_set, max_target_tokens
from toolkit.errors import PackageError

TEXTS = (
    "加强科技项目管理",
    "",
    "全县规模以上工业企业达到⟦186⟧家,比年初净增⟦23⟧家。",
    "  ",
    "科技局",
)


def test_every_text_has_its_hypotheses_best_first(engine: ArgosEngine) -> None:
    results = engine.translate(TEXTS, Decoding(hypotheses=4))
    assert [len(hypotheses) for hypotheses in results] == [4, 0, 4, 0, 4]
    for hypotheses in results:
        scores = [h.score for h in hypotheses if h.score is not None]
        assert len(scores) == len(hypotheses)
        assert scores == sorted(scores, reverse=True)
        assert all(h.text == h.text.strip() for h in hypotheses)
    assert results[4][0].text == "Science and Technology Bureau"
    assert "186" in results[2][0].text and "⟦" not in results[2][0].text


def test_the_order_of_texts_decides_nothing(engine: ArgosEngine) -> None:
    lines = [f"引进项目{i}个，总投资{i + 3}亿元。" for i in range(12)]
    forward = engine.translate(lines)
    backward = engine.translate(lines[::-1])
    assert forward == backward[::-1]
    assert forward == engine.translate(lines)


def test_progress_counts_texts(engine: ArgosEngine) -> None:
    seen: list[int] = []
    engine.translate(["科技局", "", "推进工作"], Decoding(), seen.append)
    assert seen == [1, 2]


def test_what_is_suppressed_is_not_said(engine: ArgosEngine) -> None:
    text = "加强科技项目管理"
    said = engine.translate([text])[0][0].text
    first = said.split()[0]
    avoided = engine.translate([text], Decoding(suppress=(first,)))[0][0].text
    assert avoided and first not in avoided.split()
    assert engine.translate([text])[0][0].text == said


def test_a_beam_bounds_the_hypotheses(engine: ArgosEngine) -> None:
    assert len(engine.translate(["科技局"], Decoding(beam=2, hypotheses=5))[0]) == 2
    assert len(engine.translate(["科技局"])[0]) == 1


def test_a_long_text_is_cut_and_joined(engine: ArgosEngine) -> None:
    long = "加强科技项目管理，" * 120
    assert len(engine._pieces.encode(long)) > MAX_SOURCE_TOKENS
    (hypotheses,) = engine.translate([long], Decoding(beam=1))
    assert len(hypotheses) == 1
    assert len(hypotheses[0].text.split()) > 50


def test_the_output_has_a_limit() -> None:
    assert max_target_tokens(8) == 32
    assert max_target_tokens(MAX_SOURCE_TOKENS) == 500


def test_the_output_never_has_chinese_or_brackets(engine: ArgosEngine) -> None:
    assert engine.shortlist == "no Chinese"
    results = engine.translate(["⟦甲⟧乙丙丁戊己", "龘靐齉爩"], Decoding(hypotheses=4))
    texts = "".join(h.text for hypotheses in results for h in hypotheses)
    assert texts
    assert not [c for c in texts if "\u4e00" <= c <= "\u9fff" or c in "⟦⟧"]


def test_a_stock_package_works(copy_package: Callable[..., Path]) -> None:
    package = read_package(copy_package(constraints=None))
    stock = ArgosEngine(package, threads=1)
    assert stock.scheme is None
    assert stock.shortlist == "none"
    asked = (Constraint("term", 2, 4, "science and technology"),)
    (answer,) = translate_requests(stock, [Request("加强科技项目管理", asked)])
    assert answer.usable
    assert answer.constraints[0].fate == "produced"


def test_an_unknown_scheme_is_no_scheme(copy_package: Callable[..., Path]) -> None:
    assert ArgosEngine(read_package(copy_package(constraints="append-v9"))).scheme is None


def test_a_target_prefix_is_given_and_taken_off(copy_package: Callable[..., Path]) -> None:
    package = read_package(copy_package(target_prefix="▁The"))
    assert package.target_prefix == "▁The"
    forced = ArgosEngine(package, threads=1).translate(["科技局"], Decoding(hypotheses=4))[0]
    assert len(forced) == 4
    assert not any(h.text.startswith("The") for h in forced[:1])


def test_a_package_with_its_own_shortlist_keeps_it(copy_package: Callable[..., Path]) -> None:
    path = copy_package()
    (path / "model" / "vmap.txt").write_text("\t▁bureau ▁science\n", encoding="utf-8")
    engine = ArgosEngine(read_package(path), threads=1)
    assert engine.shortlist == "package"
    (hypotheses,) = engine.translate(["科技局"])
    assert set(hypotheses[0].text.split()) <= {"bureau", "science"}


def test_a_broken_package_is_one_clear_error(copy_package: Callable[..., Path]) -> None:
    path = copy_package()
    (path / "model" / "model.bin").write_bytes(b"nothing")
    with pytest.raises(PackageError, match="cannot be opened"):
        ArgosEngine(read_package(path)).load()
    (path / "model" / "model.bin").unlink()
    with pytest.raises(PackageError, match="install the package again"):
        ArgosEngine(read_package(path)).load()


@pytest.mark.parametrize("options", [{"beam": 0}, {"beam": 33}, {"threads": 0}])
def test_senseless_settings_are_refused(engine: ArgosEngine, options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be"):
        ArgosEngine(engine.package, **options)  # type: ignore[arg-type]


def test_the_signature_opens_no_model(engine: ArgosEngine) -> None:
    fresh = ArgosEngine(engine.package, beam=2, threads=3)
    signature = fresh.signature
    assert fresh._translator is None
    assert signature["beam"] == "2"
    assert signature["threads"] == "3"
    assert signature["package_sha256"] == engine.package.sha256
    assert signature["instruction_set"] == instruction_set()
    assert all(isinstance(value, str) and value for value in signature.values())


def test_the_instruction_set_follows_what_is_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CT2_FORCE_CPU_ISA", "GENERIC")
    assert instruction_set().startswith("generic")
    monkeypatch.delenv("CT2_FORCE_CPU_ISA")
    assert not instruction_set().startswith("avx512")


def _python(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_the_engine_imports_no_library() -> None:
    code = (
        "import sys, toolkit.engine\n"
        "names = ('ctranslate2', 'sentencepiece', 'argostranslate', 'numpy', 'rapidfuzz', 'http')\n"
        "print([n for n in names if n in sys.modules])\n"
    )
    assert _python(code).strip() == "[]"


def test_a_translation_imports_no_splitter_and_writes_nowhere(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o500)
    code = (
        "import socket, sys\n"
        "def closed(*args, **named): raise OSError('no network here')\n"
        "socket.socket.connect = socket.getaddrinfo = closed\n"
        "from toolkit.engine import *\n"
        "names = [p.name for p in find_packages()]\n"
        "engine = ArgosEngine(select_package(), threads=1)\n"
        "answer, = translate_requests(engine, [Request('科技局')])\n"
        "assert answer.target == 'Science and Technology Bureau', answer\n"
        "bad = ('minisbd', 'onnxruntime', 'stanza', 'torch', 'spacy')\n"
        "print(names, [n for n in bad if n in sys.modules])\n"
    )
    variables = {"HOME": str(home), "USERPROFILE": str(home)}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        variables[name] = str(home / name)
    if os.name != "nt" and os.geteuid() == 0:
        # Permissions do not bind the superuser; a file in the way does.
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            variables[name] = "/dev/null/no"
        variables["HOME"] = "/dev/null"
    assert _python(code, **variables).strip() == "['bundled'] []"
    assert list(home.iterdir()) == []


def test_with_packages_installed_no_splitter_is_imported_either(
    tmp_path: Path, copy_package: Callable[..., Path]
) -> None:
    directory = copy_package(constraints=None).parent
    code = (
        "import sys\n"
        "from toolkit.engine import *\n"
        "engine = ArgosEngine(select_package('translate-zh_en-1_9'), threads=1)\n"
        "answer, = translate_requests(engine, [Request('科技局')])\n"
        "bad = ('minisbd', 'onnxruntime', 'stanza', 'torch', 'spacy')\n"
        "print(answer.usable, [p.name for p in find_packages()],"
        " [n for n in bad if n in sys.modules])\n"
    )
    done = _python(code, ARGOS_PACKAGES_DIR=str(directory), HOME=str(tmp_path))
    assert done.strip() == "True ['bundled', 'translate-zh_en-1_9'] []"

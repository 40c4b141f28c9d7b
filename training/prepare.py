"""Makes annotated training pairs (scheme replace-v1) out of parallel text.

For every pair it first finds the *spots*: spans of the Chinese whose English stands in the target.
Terms and numbers are found as the product finds them, other words through dictionaries. Each pass
then draws some of the spots, shows their English as ``⟦…⟧`` in the source, and replaces much of it,
on both sides, by inventions, so that only a copy can be right.
"""

from __future__ import annotations

import argparse
import lzma
import pickle
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from invent import Inventor

from toolkit.document import Constraint
from toolkit.engine.constraints import annotate, locate, resolve
from toolkit.numerals import decide, find_values
from toolkit.segmenter import Segmenter
from toolkit.terms import TermMatcher, load_glossary

__all__ = ["Analysis", "Spot", "read_pairs", "render"]

_CJK = re.compile(r"[\u3400-\u9fff]")
_CODE = re.compile(r"[{}<>_=\\|`#@$⟦⟧]|https?:|\(\)|\w\.\w+\(")
_FIGURES = re.compile(r"\d[\d,.]*")
_SENTENCE = re.compile(r"[^。！？；\n]+")
_WORDS = ("term", "word", "verb", "name")

# Words for places and offices that the genre is full of; a name can stand in their stead.
_STAND_FOR_NAMES = {
    "我局": ("our bureau", "the bureau"),
    "我县": ("our county", "the county"),
    "我市": ("our city", "the city"),
    "我区": ("our district", "the district"),
    "我省": ("our province", "the province"),
    "全县": ("the county", "the whole county", "the entire county"),
    "全市": ("the city", "the whole city", "the entire city"),
    "全区": ("the district", "the whole district", "the entire district"),
    "全省": ("the province", "the whole province", "the entire province"),
    "全国": ("the country", "the whole country", "China"),
    "我国": ("China", "our country"),
    "中国": ("China",),
    "农村": ("rural areas",),
    "企业": ("enterprises", "enterprise", "companies", "company"),
    "农民": ("farmers", "farmer"),
    "公司": ("the company", "company", "companies"),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """``source[start:end]`` is ``target[first:last]``."""

    start: int
    end: int
    first: int
    last: int
    kind: str
    """"term", "word", "verb", "name" or the type of a number."""
    english: str
    """What the product would show; the target's own form where a dictionary found it."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A pair with its spots."""

    source: str
    target: str
    spots: tuple[Spot, ...]


def read_pairs(path: Path, limit: int, longest: int, *, prose: bool) -> list[tuple[str, str]]:
    """Usable pairs of a ``zh<TAB>en`` file, at most ``limit`` drawn at random (0: all)."""
    opener = lzma.open if path.suffix == ".xz" else open
    pairs = []
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            fields = line.rstrip("\n").split("\t")
            if len(fields) < 2:
                continue
            chinese, english = fields[0].strip(), unicodedata.normalize("NFKC", fields[1].strip())
            words = len(english.split())
            han = len(_CJK.findall(chinese))
            if not han or not words or len(chinese) > longest or words > 100:
                continue
            if _CJK.search(english) or (
                len(chinese) >= 8 and not 0.25 <= words / len(chinese) <= 1.5
            ):
                continue
            if "⟦" in chinese + english:
                continue
            if prose and (_CODE.search(chinese + english) or han < 0.6 * len(chinese)):
                continue
            pairs.append((chinese, english))
    random.Random(5).shuffle(pairs)  # noqa: S311  has to be repeatable
    return pairs[:limit] if limit else pairs


def sentences(lines: Iterable[str]) -> Iterator[str]:
    """Sentences of ``lines`` as they are compared: without spaces, in simple widths."""
    for line in lines:
        for sentence in _SENTENCE.findall(unicodedata.normalize("NFKC", line)):
            yield re.sub(r"\s+", "", sentence)


class Analyst:
    """Finds the spots of pairs."""

    def __init__(self, dictionary: Mapping[str, Sequence[tuple[str, bool]]]) -> None:
        self._dictionary = dictionary
        glossary = load_glossary()
        self._segmenter = Segmenter(glossary.words())
        self._matcher = TermMatcher(glossary, self._segmenter)
        self.phrases = sorted({entry.en for entry in glossary.entries if len(entry.en) > 3})

    def analyse(self, chinese: str, english: str) -> Analysis:
        """The pair's spots; none overlap on either side."""
        wanted = [
            Constraint("term", m.start, m.end, m.entry.en, m.entry.variants)
            for m in self._matcher.match(chinese)
        ]
        for value in find_values(chinese):
            decision = decide(value)
            if decision is not None:
                wanted.append(
                    Constraint(
                        value.type, decision.start, decision.end, decision.target, decision.variants
                    )
                )
        spots = []
        for found in locate(resolve(wanted), english):
            if found.target_span is not None and found.end > found.start:
                spots.append(
                    Spot(found.start, found.end, *found.target_span, found.kind, found.target)
                )
        place = 0
        for word in self._segmenter.cut(chinese):
            end = place + len(word)
            if len(word) > 1 and all(end <= s.start or s.end <= place for s in spots):
                spot = self._word(word, place, english, spots)
                if spot is not None:
                    spots.append(spot)
            place = end
        return Analysis(chinese, english, tuple(sorted(spots, key=lambda s: s.start)))

    def _word(self, word: str, place: int, english: str, spots: Sequence[Spot]) -> Spot | None:
        names = [(gloss, "name") for gloss in _STAND_FOR_NAMES.get(word, ())]
        for gloss, kind in names or [
            (gloss, "verb" if verb else "word") for gloss, verb in self._dictionary.get(word, ())
        ]:
            pattern = rf"(?<!\w){re.escape(gloss)}(?:s|es|ed|ing)?(?!\w)"
            for match in re.finditer(pattern, english, re.IGNORECASE):
                first, last = match.span()
                if all(last <= s.first or s.last <= first for s in spots):
                    return Spot(place, place + len(word), first, last, kind, match[0])
        return None


def render(analysis: Analysis, chance: random.Random, inventor: Inventor) -> tuple[str, str]:
    """One annotated version of the pair: (source, target), both NFKC."""
    chosen = _draw(analysis, chance)
    constraints = []
    edits: list[tuple[int, int, str]] = []
    source, shift = analysis.source, 0
    for spot in chosen:
        start, end = spot.start + shift, spot.end + shift
        old = analysis.target[spot.first : spot.last]
        number = spot.kind not in _WORDS
        lost = _lose(source[start:end]) if number and chance.random() < 0.08 else None
        figures = list(_FIGURES.finditer(old))
        if lost is not None and len(figures) == 1:
            offset, rest = lost
            source = source[:start] + rest + source[end:]
            shift += len(rest) - (end - start)
            constraints.append(Constraint("lost", start + offset, start + offset, "[?]"))
            edits.append((spot.first, spot.last, old.replace(figures[0][0].rstrip(".,"), "[?]", 1)))
            continue
        shown, written = _english(spot, old, chance, inventor, number=number)
        constraints.append(Constraint(spot.kind, start, end, shown))
        edits.append((spot.first, spot.last, written))
    target = analysis.target
    for first, last, written in sorted(edits, reverse=True):
        target = _article(target[:first], written) + written + target[last:]
    model_input = annotate(source, constraints, "replace-v1")
    return model_input.text, unicodedata.normalize("NFKC", target)


def _draw(analysis: Analysis, chance: random.Random) -> list[Spot]:
    if not analysis.spots or chance.random() < 0.22:
        return []
    # What the product would show comes first; words of dictionaries fill up.
    count = chance.choice((1, 1, 2, 2, 3, 3, 4, 5, 6, 8))
    keys = {
        spot: chance.random() + (0.35 if spot.kind in ("word", "verb") else 0.0)
        for spot in analysis.spots
    }
    drawn = sorted(analysis.spots, key=lambda spot: keys[spot])[:count]
    return sorted(drawn, key=lambda spot: spot.start)


def _english(
    spot: Spot, old: str, chance: random.Random, inventor: Inventor, *, number: bool
) -> tuple[str, str]:
    """What the source shows and what the target says."""
    capital = spot.first == 0 and old[:1].isupper()
    if number:
        if chance.random() < 0.65:
            shown = inventor.number_like(old)
            return shown, shown
        return (spot.english if spot.english.lower() == old.lower() else old), old
    invented = {"name": 1.0, "term": 0.5, "word": 0.4, "verb": 0.0}[spot.kind]
    if chance.random() < invented:
        if spot.kind == "name" or (old[:1].isupper() and not capital) or chance.random() < 0.4:
            shown = inventor.name()
        else:
            shown = inventor.phrase()
        if spot.kind == "name" and chance.random() < 0.3:
            shown = inventor.phrase()
        return shown, shown[:1].upper() + shown[1:] if capital else shown
    if spot.kind == "term" and spot.english.split()[-1][:3].lower() in old.lower():
        return (spot.english if chance.random() < 0.75 else old), old
    return (old[:1].lower() + old[1:] if capital and chance.random() < 0.7 else old), old


def _article(before: str, written: str) -> str:
    """``before`` with "a" or "an" as the English behind it wants it."""
    match = re.search(r"(?<!\w)([Aa])(n?) $", before)
    if match is None:
        return before
    vowel = written[:1].lower() in "aeiou" or written[:1] == "8"
    return f"{before[: match.start()]}{match[1]}{'n' if vowel else ''} "


def _lose(text: str) -> tuple[int, str] | None:
    """Where a number's figures were, and what is left of it; None where they cannot be lost."""
    figures = list(_FIGURES.finditer(text))
    if len(figures) != 1 or re.search("[万亿千百]", text):
        return None
    match = figures[0]
    return match.start(), text[: match.start()] + text[match.end() :]


_GLUE = (
    "、 和 与 的 为 是 在 到 由 以 ， 达到 实现 建设 促进 加强 推进 开展 完成 支持 发展 落实 增长 下降 "
    "共有 投入 组织 研究 召开 成立 获得"
).split()
_ENGLISH_GLUE = dict(
    zip(
        _GLUE,
        (
            ",|and|with|of|as|is|in|to|by|with|,|reaching|achieving|building|promoting|strengthening|"
            "advancing|carrying out|completing|supporting|developing|implementing|up|down|with a total "
            "of|investing|organizing|studying|holding|establishing|obtaining"
        ).split("|"),
        strict=True,
    )
)


def bare(chance: random.Random, inventor: Inventor) -> tuple[str, str]:
    """Constraints with next to nothing around them."""
    count = chance.choice((1, 1, 2, 3, 4, 5, 6))
    source = target = ""
    for place in range(count):
        if place or chance.random() < 0.3:
            word = chance.choice(_GLUE[:3] * 5 + _GLUE)
            english = _ENGLISH_GLUE[word]
            source += word
            target += english if english == "," else f" {english}"
        item = (
            inventor.number_like(chance.choice(_NUMBERS))
            if chance.random() < 0.5
            else (inventor.name() if chance.random() < 0.6 else inventor.phrase())
        )
        source += f"⟦{item}⟧"
        target += f" {item}"
    end = chance.choice(("", "。"))
    return unicodedata.normalize("NFKC", source + end), target.strip(" ,") + ("." if end else "")


_NUMBERS = (
    "4.6 billion yuan|12,345|7.5 percent|5.2%|320 mu|36|three|2008|November 15, 2014|45.3 million yuan|"
    "1.2 million people|12 percentage points|[?]|[?]%|6,842 households|120,000 tons|the first half of 2011"
).split("|")


def read_dictionary(paths: Iterable[Path]) -> dict[str, tuple[tuple[str, bool], ...]]:
    """Chinese word → English glosses, the longest first, and whether each is a verb."""
    glosses: dict[str, set[tuple[str, bool]]] = {}
    for path in paths:
        for chinese, english in read_pairs(path, 0, 12, prose=False):
            for part in re.split(r"[;/]", re.sub(r"\s*\([^)]*\)", "", english)):
                gloss = re.sub(r"^(?:to|a|an|the) ", "", part.strip())
                if len(gloss) > 3 and len(gloss.split()) <= 6 and "variant" not in gloss:
                    verb = part.strip().startswith("to ")
                    glosses.setdefault(chinese, set()).add((gloss.lower(), verb))
    return {word: tuple(sorted(g, key=lambda x: (-len(x[0]), x))) for word, g in glosses.items()}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path, help="annotated pairs, TSV")
    parser.add_argument(
        "--source", action="append", required=True, metavar="FILE:LIMIT:PASSES:PROSE",
        help="parallel text; LIMIT 0 is all of it; PASSES versions of each pair; PROSE 0 or 1",
    )  # fmt: skip
    parser.add_argument("--dictionary", type=Path, action="append", default=[])
    parser.add_argument("--exclude", type=Path, action="append", default=[], help="texts, TSVs")
    parser.add_argument("--longest", type=int, default=150, help="Chinese characters of a pair")
    parser.add_argument("--bare", type=int, default=0, help="pairs of nothing but constraints")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, help="folder for analyses, which take long")
    arguments = parser.parse_args()
    excluded: set[str] = set()
    for path in arguments.exclude:
        excluded.update(s for s in sentences(path.read_text("utf-8").split("\n")) if len(s) > 7)
        for line in path.read_text("utf-8").split("\n"):
            excluded.add(re.sub(r"\s+", "", unicodedata.normalize("NFKC", line.split("\t")[0])))
    analyst = Analyst(read_dictionary(arguments.dictionary))
    chance = random.Random(arguments.seed)  # noqa: S311  has to be repeatable
    inventor = Inventor(chance, analyst.phrases)
    rows: list[tuple[str, str]] = []
    for given in arguments.source:
        name, limit, passes, prose = given.rsplit(":", 3)
        analyses = _analyses(
            Path(name), int(limit), analyst, excluded, arguments, prose=prose == "1"
        )
        before = len(rows)
        for _ in range(int(passes)):
            rows += [render(analysis, chance, inventor) for analysis in analyses]
        made = rows[before:]
        print(
            f"{Path(name).name}: {len(analyses)} pairs, {len(made)} rows, "
            f"{sum(s.count('⟦') for s, _ in made)} constraints",
            flush=True,
        )
    rows += [bare(chance, inventor) for _ in range(arguments.bare)]
    chance.shuffle(rows)
    with arguments.output.open("w", encoding="utf-8") as stream:
        for source, target in rows:
            if "\t" not in source + target and "\n" not in source + target:
                stream.write(f"{source}\t{target}\n")


def _analyses(
    path: Path,
    limit: int,
    analyst: Analyst,
    excluded: set[str],
    arguments: argparse.Namespace,
    *,
    prose: bool,
) -> list[Analysis]:
    cache = arguments.cache / f"{path.name}.{limit}.pickle" if arguments.cache else None
    if cache is not None and cache.exists():
        kept: list[Analysis] = pickle.loads(cache.read_bytes())  # noqa: S301  our own file
        return kept
    pairs = [
        pair
        for pair in dict.fromkeys(read_pairs(path, limit, arguments.longest, prose=prose))
        if not any(sentence in excluded for sentence in sentences([pair[0]]))
        and re.sub(r"\s+", "", unicodedata.normalize("NFKC", pair[0])) not in excluded
    ]
    analyses = [analyst.analyse(*pair) for pair in pairs]
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_bytes(pickle.dumps(analyses))
    return analyses


if __name__ == "__main__":
    main()

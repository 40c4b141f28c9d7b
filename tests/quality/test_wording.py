"""Terms in other words: what counts as said, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.document import Constraint, Finding, Segment
from toolkit.offsets import OffsetMap
from toolkit.quality import check_segment
from toolkit.quality.wording import find_wording, read_words


def findings(
    english: str, *asked: str, code: str = "term-missing", **more: object
) -> list[Finding]:
    source = "".join(chr(0x4E00 + index) for index in range(len(asked)))
    terms = tuple(
        Constraint("term", index, index + 1, term, **more)  # type: ignore[arg-type]
        for index, term in enumerate(asked)
    )
    segment = Segment(
        "s1", source, OffsetMap.identity(len(source)), 1, target=english, constraints=terms
    )
    return [finding for finding in check_segment(segment) if finding.code == code]


@pytest.mark.parametrize(
    ("english", "asked"),
    [
        # Case, hyphens, articles, quotation marks.
        ("The “One Village, One Product” drive", "one village, one product"),
        ("One Village One Product", "one village, one product"),
        ("county transport bureaus", "Transport Bureau"),
        ("the important thought of the Three Represents", "important thought of Three Represents"),
        (
            'the important thought of "Three Represents"',
            "important thought of the Three Represents",
        ),
        ("stability on the six fronts", "stability on six fronts"),
        ("post disaster reconstruction", "post-disaster reconstruction"),
        ("new-energy vehicles", "new energy vehicle"),
        ("the People’s Congress", "People's Congress"),
        # Inflection.
        ("build a new socialist countryside", "building a new socialist countryside"),
        ("we fight corruption", "fighting corruption"),
        ("we fought corruption", "combating corruption"),
        ("fighting corruption", "anti-corruption"),
        ("planned programs", "planning program"),
        ("controlling pollution", "control of pollution"),
        ("innovation consortia", "innovation consortium"),
        # Order, abbreviations.
        ("NPC deputies", "deputy to the National People's Congress"),
        ("NPC deputies", "deputy to the people's congress"),
        ("people’s congress deputies", "deputy to the people's congress"),
        ("the National People's Congress", "NPC"),
        ("fight corruption", "fight against corruption"),
        ("SMEs", "small and medium-sized enterprise"),
        ("the bureau of transport", "Transport Bureau"),
        # Coordination.
        ("new technologies, products, processes and materials", "new material"),
        ("Decree No. 711 of the State Council", "Decree of the State Council"),
        # Derivation.
        (
            "the science and technology progress award",
            "Scientific and Technological Progress Award",
        ),
        # Levels.
        ("the Tax Service of the province", "Provincial Tax Service"),
        ("the county's Seed Station and its Grain Bureau", "County Grain Bureau"),
        ("the city and county grain bureaus", "Municipal Grain Bureau"),
        ("Two won national Spring Awards and nine provincial ones", "Provincial Spring Award"),
        # Names turned round and abbreviated.
        (
            "the Standing Committee of the County People's Congress",
            "County People's Congress Standing Committee",
        ),
        ("the VAT rate", "value-added tax"),
        ("approved by the NDRC", "National Development and Reform Commission"),
        ("the municipal CDC", "Municipal Center for Disease Control"),
    ],
)
def test_said(english: str, asked: str) -> None:
    assert findings(english, asked) == []


@pytest.mark.parametrize(
    ("english", "asked"),
    [
        ("it is good", "IT"),
        ("who aids us", "AIDS"),
        ("the market opened", "new market"),
        ("The new hall opened. A market opened.", "new market"),
        ("development of the country", "developing country"),
        ("new " + "very " * 9 + "large market", "new market"),
        ("finance of the city bureau in county hands", "county bureau of city finance"),
        ("the Science and Technology Bureaux", "Transport Bureau"),
        ("congress of the people", "National People's Congress"),
        ("speed", "spring"),
        ("the National Key Technology Program", "National Key Program"),
        ("the District Party Committee and the County Government", "County Party Committee"),
        ("the Provincial Grain Bureau, in our county", "County Grain Bureau"),
        ("two won national Spring Awards", "Provincial Spring Award"),
        ("the provincial CDC", "Municipal Center for Disease Control"),
        ("the VAT rate", "vehicle tax"),
    ],
)
def test_not_said(english: str, asked: str) -> None:
    assert len(findings(english, asked)) == 1


@pytest.mark.parametrize(
    ("english", "asked", "severity"),
    [
        ("those with senior titles", "senior professional title", "minor"),
        ("those with high ranks", "senior professional title", "major"),
        ("two projects of the Spark Program", "Torch Program project", "major"),
        ("the Torch Program", "Torch Program project", "minor"),
        ("the Ministry of Education", "Ministry of Justice", "major"),
        ("the Grain Bureau", "County Grain Bureau", "minor"),
        ("the District Grain Bureau", "County Grain Bureau", "major"),
    ],
)
def test_what_is_said_in_part_weighs_less(english: str, asked: str, severity: str) -> None:
    assert [finding.severity for finding in findings(english, asked)] == [severity]


@pytest.mark.parametrize(
    ("english", "severities"),
    [
        ("the County Wheat Association and other associations", ["minor"]),
        ("the county and other associations", ["major", "major"]),
    ],
)
def test_a_name_may_be_shortened_when_it_is_said_again(english: str, severities: list[str]) -> None:
    source = "县麦协和麦协"
    terms = (
        Constraint("term", 0, 3, "County Wheat Association"),
        Constraint("term", 4, 6, "Wheat Association"),
    )
    segment = Segment(
        "s1", source, OffsetMap.identity(len(source)), 1, target=english, constraints=terms
    )
    found = [finding for finding in check_segment(segment) if finding.code == "term-missing"]
    assert [finding.severity for finding in found] == severities


def test_terms_may_share_a_head() -> None:
    english = "The district Party committee and government met."
    assert findings(english, "District Party Committee", "District Government") == []
    english = "the municipal science and technology and finance bureaus"
    asked = ("Municipal Science and Technology Bureau", "Municipal Finance Bureau")
    assert findings(english, *asked) == []


def test_a_term_is_not_said_by_a_longer_one_that_was_asked_for_too() -> None:
    english = "The district science bureau met."
    (found,) = findings(english, "science bureau", "district science bureau")
    assert "“science bureau”" in found.message


def test_a_term_missing_several_times_is_one_finding() -> None:
    source = "区委、区委、区委"
    terms = tuple(Constraint("term", at, at + 2, "District Committee") for at in (0, 3, 6))

    def check(english: str) -> list[Finding]:
        segment = Segment(
            "s1", source, OffsetMap.identity(len(source)), 1, target=english, constraints=terms
        )
        return [finding for finding in check_segment(segment) if finding.code == "term-missing"]

    (missing,) = check("Nothing was said of it at all.")
    assert missing.message == "区委 should be “District Committee”, 3 times"
    assert (missing.severity, missing.source) == ("major", (0, 2))
    (fewer,) = check("The district committee met, and so did they.")
    assert fewer.severity == "minor"
    assert fewer.message.endswith("it stands 3 times in the Chinese, in the English 1")


def test_forbidden_stays_strict() -> None:
    more = {"forbidden": ("basic level",)}
    assert findings("primary level", "primary level", code="term-forbidden", **more) == []
    assert findings("level basics", "primary level", code="term-forbidden", **more) == []
    assert findings("Basic level", "primary level", code="term-forbidden", **more) != []


WORD = st.sampled_from(
    "plan city county bureau program building studies new-energy party’s".split()
)


@given(st.lists(WORD, min_size=1, max_size=6), st.sampled_from(["lower", "upper", "title"]))
def test_a_term_says_itself(words: list[str], case: str) -> None:
    term = " ".join(words)
    english = f"We saw the {getattr(term, case)()} there."
    assert findings(english, term) == []


@given(st.text(max_size=120), st.text(min_size=1, max_size=30))
def test_any_english_can_be_searched(english: str, term: str) -> None:
    words = read_words(english)
    found = find_wording(term, words, taken=[], used=[])
    assert len(words.folded) == len(words.spans)
    assert found is None or 0 <= found[1][0] < found[1][1] <= len(english)

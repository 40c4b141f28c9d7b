"""What the journal keeps of an edit is all that the edit did."""

from __future__ import annotations

import json
from dataclasses import replace

from toolkit.bilingual.json_fields import parse_fields
from toolkit.document import Change, Hypothesis, Match, Segment
from toolkit.offsets import OffsetMap
from toolkit.review.entries import Entry, Seen, done_again, entry_of


def test_a_new_translation_keeps_where_a_memorys_match_comes_from() -> None:
    match = Match("落实规划。", "Implement the plan.", "fuzzy", 0.8, "plan.docx", "s0003", "Li")
    before = Segment(
        "s0001", "落实政策。", OffsetMap.identity(5), 1, target="Policy.", state="machine",
        hypotheses=(Hypothesis("Policy.", -0.4), Hypothesis(match.target, None, "memory", match)),
    )  # fmt: skip
    step = Change("2026-01-31T13:05:00Z", "Li", "Policy.", "Policies.", "machine", "machine")
    after = replace(
        before,
        target="Policies.",
        hypotheses=(Hypothesis("Policies.", -0.2), *before.hypotheses[1:]),
        history=(step,),
    )
    line = json.dumps(entry_of(before, after).to_json())
    assert done_again(before, Entry.from_json(parse_fields(line)), Seen()) == after

"""Wherever somebody was insured: what holds for every history."""

from hypothesis import given
from hypothesis import strategies as st

from tests.calculators.properties.asking import PROVINCES, REGIONS, ask, modest, month

ACCOUNTS = st.sampled_from(["general", "temporary"])
PLACES = st.lists(
    st.fixed_dictionaries({"region": REGIONS, "months": st.integers(0, 200), "account": ACCOUNTS}),
    min_size=1,
    max_size=6,
)


def drawn(hukou, segments):
    """Return where the pension is drawn, and by which rule."""
    found = ask("benefit-place", hukou_region=hukou, segments=segments)
    return found["region"], found["rule"]


@modest
@given(PROVINCES, PLACES, st.data())
def test_cutting_a_segment_in_two_never_moves_the_benefit_place(hukou, segments, data):
    at = data.draw(st.integers(0, len(segments) - 1))
    kept = data.draw(st.integers(0, segments[at]["months"]))
    whole = segments[at]
    parts = [whole | {"months": kept}, whole | {"months": whole["months"] - kept}]

    split = [*segments[:at], *parts, *segments[at + 1 :]]

    assert drawn(hukou, split) == drawn(hukou, segments)
    assert drawn(None, split) == drawn(None, segments)


@modest
@given(PROVINCES, PLACES)
def test_a_temporary_account_never_decides_where_the_pension_is_drawn(hukou, segments):
    general = [each for each in segments if each["account"] == "general"]

    assert drawn(hukou, segments) == drawn(hukou, general)


def counted(segments, insurance="pension"):
    """Return what segments of whole months add up to."""
    return ask("cumulative-months", insurance=insurance, segments=segments)


def segment(first, length, region="330100", scheme="employee"):
    """Return a segment from a month counted from January 1990."""
    return {"region": region, "from": month(first), "to": month(first + length), "scheme": scheme}


SEGMENTS = st.lists(
    st.builds(segment, st.integers(0, 420), st.integers(0, 60), REGIONS), min_size=1, max_size=6
)


@modest
@given(SEGMENTS)
def test_months_and_gaps_fill_the_whole_time(segments):
    found = counted(segments)

    first = min(each["from"] for each in segments)
    last = max(each["to"] for each in segments)
    (all_of_it,) = counted([segments[0] | {"from": first, "to": last}])["by_region"]
    assert found["months"] + found["gap_months"] == all_of_it["months"]
    assert found["overlapping_months"] <= found["months"]


@modest
@given(SEGMENTS, st.randoms())
def test_the_order_of_segments_changes_no_count(segments, chance):
    shuffled = list(segments)
    chance.shuffle(shuffled)
    found, other = counted(segments), counted(shuffled)

    for each in (found, other):
        each["by_region"].sort(key=lambda place: place["region"])
    assert found == other


@modest
@given(SEGMENTS, st.integers(0, 420), st.integers(0, 60))
def test_a_residents_segment_never_adds_to_an_employees_months(segments, first, length):
    resident = segment(first, length, scheme="resident")

    assert counted([*segments, resident])["months"] == counted(segments)["months"]

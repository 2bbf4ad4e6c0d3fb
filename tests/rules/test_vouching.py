"""What an identity provider vouches for: read without a doubt, or not at all."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.vouching import Asked, NotVouched, read

NOW = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)
TODAY = date(2026, 9, 7)
ASKED = Asked("cn_demo", frozenset({"real-person"}))
NUMBER = "810000199001010019"


def claims(*, document=(), verification=(), said=()):
    """Return what a provider says of a resident of Hong Kong, with changes."""
    details = {"type": "residence_permit", "document_number": NUMBER} | dict(document)
    how = {
        "trust_framework": "cn_demo",
        "assurance_level": "real-person",
        "time": "2026-09-01T08:00:00+08:00",
        "evidence": [{"type": "document", "document_details": details}],
    }
    whom = {"name": "陈大文", "birthdate": "1990-01-01"}
    verified = {"verification": how | dict(verification), "claims": whom | dict(said)}
    return {"verified_claims": verified}


def reason(told) -> str:
    with pytest.raises(NotVouched) as refused:
        read(told, ASKED, now=NOW, today=TODAY)
    return refused.value.reason


def test_name_number_and_day_are_read_with_the_kinds_the_number_allows():
    found = read(claims(), ASKED, now=NOW, today=TODAY)

    assert (found.name, found.number, found.born_on) == ("陈大文", NUMBER, date(1990, 1, 1))
    assert found.kinds == ("hmt-residence-permit",)


def test_of_several_only_what_was_checked_by_the_rules_asked_for_counts():
    other = claims(verification={"trust_framework": "another"})["verified_claims"]
    ours = claims()["verified_claims"]

    assert read({"verified_claims": [other, ours]}, ASKED, now=NOW, today=TODAY).number == NUMBER
    assert reason({"verified_claims": [other]}) == "nothing_verified"


def test_a_document_that_has_not_expired_counts_on_its_last_day():
    assert read(claims(document={"date_of_expiry": "2026-09-07"}), ASKED, now=NOW, today=TODAY)
    assert reason(claims(document={"date_of_expiry": "2026-09-06"})) == "document_expired"
    assert reason(claims(document={"date_of_expiry": "soon"})) == "document_expired"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, "nothing_verified"),
        ({"name": "陈大文", "birthdate": "1990-01-01"}, "nothing_verified"),
        ({"verified_claims": "yes"}, "nothing_verified"),
        ({"verified_claims": [None, {"verification": []}]}, "nothing_verified"),
        (claims(verification={"assurance_level": None}), "not_enough"),
        (claims(verification={"assurance_level": "phone"}), "not_enough"),
        (claims(verification={"time": "2016-09-01T08:00:00Z"}), "too_old"),
        (claims(verification={"time": "2026-09-08T08:00:00Z"}), "nothing_verified"),
        (claims(verification={"time": "2026-09-01T08:00:00"}), "nothing_verified"),
        (claims(verification={"time": 7}), "nothing_verified"),
        (claims(verification={"evidence": []}), "incomplete"),
        (claims(verification={"evidence": [{"type": "vouch"}]}), "incomplete"),
        (claims(document={"document_number": 81}), "incomplete"),
        (claims(document={"document_number": "810000199001010018"}), "incomplete"),
        (claims(document={"type": "idcard"}), "incomplete"),
        (claims(document={"type": "library_card"}), "incomplete"),
        (claims(said={"name": ""}), "incomplete"),
        (claims(said={"name": ["陈大文"]}), "incomplete"),
        (claims(said={"birthdate": "0000-01-01"}), "incomplete"),
        (claims(said={"birthdate": None}), "incomplete"),
    ],
)
def test_whatever_is_missing_is_named(told, expected):
    assert reason(told) == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)


@given(
    where=st.sampled_from(["verification", "document", "said"]), key=st.text(max_size=8), it=JSON
)
def test_whatever_a_provider_sends_is_read_or_refused(where, key, it):
    names = [
        *("trust_framework", "assurance_level", "time", "evidence"),
        *("document_number", "date_of_expiry", "type", "name", "birthdate", key),
    ]
    for name in names:
        told = claims(**{where: {name: it}})
        try:
            read(told, ASKED, now=NOW, today=TODAY)
        except NotVouched as refused:
            assert refused.text.zh  # noqa: PT017 - either is right

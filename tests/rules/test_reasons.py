"""The table of reasons: complete, bilingual, and offered at the right moment."""

import re

import pytest

from agencies.rules.terms import Insurance
from transfers.rules.reasons import REASONS, ReasonClass, Use, choosable, may_be_chosen
from transfers.rules.told_agencies import TO_AGENCY

PENSION_CODES = (
    "A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12 A13 A14 A15 A16 B01 B02 B03 B04 B06 B05 "
    "C01 C02 C03 C04 C05 C06 C07 D01 D02 D03 E01 E02 E03 E04 F01 F02 F03 F04 F05 F06"
)
MEDICAL_CODES = (
    "OUT_NOT_STOPPED OUT_ENDED IN_NOT_ENROLLED IN_HOSPITAL ACCOUNT_NEGATIVE ARREARS OPEN_TRANSFER "
    "IDENTITY_MISMATCH RETIREE RESIDENT_SAME_YEAR SAME_POOLING_AREA DECEASED NO_RECORD"
)


def test_every_reason_of_the_law_has_a_code():
    assert list(REASONS) == f"{PENSION_CODES} {MEDICAL_CODES}".split()


@pytest.mark.parametrize("reason", REASONS.values(), ids=list(REASONS))
def test_every_reason_says_in_both_languages_what_is_and_what_to_do(reason):
    for text in (reason.sentence, reason.way_forward):
        assert re.search("[\u4e00-\u9fff]", text.zh)
        assert text.zh.endswith("。")
        assert not re.search("[\u4e00-\u9fff]", text.en)
        assert text.en.endswith(".")
    assert reason.basis.label.zh.startswith("《")


@pytest.mark.parametrize("insurance", Insurance)
@pytest.mark.parametrize("use", [Use.REFUSAL, Use.CORRECTION, Use.RETURN_OF_LETTER, Use.DISPUTE])
def test_a_clerk_always_has_reasons_to_choose_from(use, insurance):
    assert choosable(use, insurance)


def test_arrears_and_double_months_are_never_refused():
    for code in ("A07", "B04", "B05"):
        assert not may_be_chosen(code, Use.REFUSAL, Insurance.PENSION)


def test_an_insurance_is_not_offered_the_reasons_of_the_other():
    codes = {reason.code for reason in choosable(Use.REFUSAL, Insurance.MEDICAL)}

    assert codes == set(MEDICAL_CODES.split()) - {"OUT_ENDED"}


def test_what_goes_between_agencies_is_said_to_an_agency():
    between = {Use.RETURN_OF_LETTER, Use.DISPUTE}
    assert set(TO_AGENCY) == {code for code, each in REASONS.items() if each.uses & between}

    for code, told in TO_AGENCY.items():
        for said in (told.found, told.needed):
            assert "您" not in said.zh, code
            assert not re.search(r"\byou(r|rs)?\b", said.en), code
            assert said.zh.endswith("。"), code
            assert said.en.endswith("."), code


def test_only_new_agencies_dispute_and_only_about_the_form_or_the_money():
    codes = [reason.code for reason in choosable(Use.DISPUTE, Insurance.PENSION)]

    assert codes == ["F03", "F04", "F05"]


def test_what_cannot_move_is_only_ever_a_part():
    kinds = {reason.kind for reason in choosable(Use.NOT_TRANSFERABLE, Insurance.PENSION)}

    assert kinds == {ReasonClass.PARTIAL}

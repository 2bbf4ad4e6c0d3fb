"""Which sample shows which kind of letter."""

from transfers.letter_samples.information_forms import information_form
from transfers.letter_samples.money import surplus_return
from transfers.letter_samples.outcomes import clearing_notice, completion_notice, partial_notice
from transfers.letter_samples.reviews import (
    acceptance_letter,
    refusal,
    return_note,
    submission_receipt,
)

SAMPLES = {
    "acceptance-letter": acceptance_letter,
    "refusal": refusal,
    "information-form": information_form,
    "completion-notice": completion_notice,
    "submission-receipt": submission_receipt,
    "return-note": return_note,
    "partial-notice": partial_notice,
    "clearing-notice": clearing_notice,
    "surplus-return": surplus_return,
}

"""What cannot be of particulars is refused by the name of its field, and nothing is kept."""

import pytest

from casework.models import Case
from tests.api.calling import program_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
REFUSED = (
    ("contact-change", {"what": ["phone"], "phone": "1380013800"}),  # ten digits
    ("contact-change", {"what": ["phone"], "phone": "１３８００１３８００１"}),
    ("contact-change", {"what": ["email"], "email": "nobody"}),
    ("contact-change", {"what": ["address"], "address": "a\u202eb"}),
    ("contact-change", {"what": ["shoe-size"]}),
    ("particulars-key", {"what": ["name"], "name": "张\u200d三"}),
    ("particulars-key", {"what": ["name"], "name": "A1"}),
    ("particulars-key", {"born_on": "1990-02-30"}),
    ("particulars-plain", {"what": ["nation"], "nation": "99"}),
    ("particulars-plain", {"what": ["occupation"], "occupation": "x" * 61}),
    ("pay-account-change", {"number": "6222 0000"}),
)


def test_what_cannot_be_is_refused_by_the_name_of_its_field(world):
    program = program_of(world.applicant)
    for service, facts in REFUSED:
        answer = program.post(f"services/{service}/pre-check", facts)
        assert answer.status_code in (400, 422), (service, facts, answer.content)
    assert not Case.objects.filter(service__startswith="particulars").exists()

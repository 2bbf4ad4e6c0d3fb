"""What nobody means to send to the pages of an application, and what comes of it."""

import pytest

from applications.fields import FormPage
from casework.models import Case
from law.wording import Text
from tests.applications import every_kind, samples
from tests.applications.test_wizard import at, begun, check, clock, fresh, me, ready  # noqa: F401

pytestmark = pytest.mark.django_db
TEN_MEGABYTES = 10 * 2**20


@pytest.fixture
def note_page(redeclare):
    """Ask for a note on the first page of the plate."""
    note = every_kind.FIELDS[every_kind.Kind.NOTE]
    page = FormPage(slug="line", title=Text("写什么", "What on it"), fields=(samples.LINE, note))
    redeclare(samples.PLATE, pages=(page, samples.PLATE.pages[1]))


def test_a_note_of_ten_megabytes_is_refused_and_nothing_is_kept(me, note_page):  # noqa: F811
    application = begun(me)
    answer = me.post(at(application, "line"), {"line": "Haus", "note": "长" * (TEN_MEGABYTES // 3)})

    assert answer.status_code in {400, 413, 422}
    assert fresh(application).raw_answers == {}


def test_what_no_page_asks_is_not_kept(me):  # noqa: F811
    application = begun(me)
    me.post(at(application, "line"), {"line": "Haus", "sure": "on", "status": "completed"})

    assert fresh(application).raw_answers == {"line": "Haus"}


def test_the_last_page_first_leads_back_to_what_is_missing(me):  # noqa: F811
    application = begun(me)
    me.post(at(application, "sure"), {"sure": "on"})
    sent = me.post(check(application), {"declared": "on"})

    assert sent.url == at(application, "line")
    assert fresh(application).case.status == "draft"


def test_two_windows_send_one_application_and_the_other_is_shown_it(me):  # noqa: F811
    application = ready(me)
    answers = [me.post(check(application), {"declared": "on"}) for _window in range(2)]

    assert len({each.url for each in answers}) == 1
    assert Case.objects.count() == 1

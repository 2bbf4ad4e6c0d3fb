"""The library as its readers see it: found, filled for a day and a place, rated, followed."""

import html
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from agencies import directory
from agencies.models import Agency, RuleValue
from casework.models import Notice
from services.advice import documents, library
from services.advice.actions import ageing, loading, reading, writing
from services.advice.models import Alert, Answer, MissedWords, Rating
from tests.cast import MONDAY
from tests.typed import hidden_parts

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def reader(client, world):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def approved(world, rule, number, region=None, at=None):
    """A newer value of a rule, approved by two administrators."""
    return RuleValue.objects.create(
        rule=rule,
        region_id=region,
        number=number,
        document_number="某发〔2026〕1号",
        document="通知",
        document_en="Notice",
        effective_on=date(2026, 9, 1),
        valid_from=date(2026, 9, 1),
        proposed_by=world.administrator.user,
        proposed_at=at or MONDAY,
        approved_by=world.second_administrator.user,
        approved_at=at or MONDAY,
    )


def test_the_search_shows_what_to_do_what_to_know_and_figures(reader):
    page = text_of(reader.get(reverse("help"), {"q": "how long unemployment benefit"}))

    assert "For how many months is it paid?" in page
    assert "at most 12 months" in page
    assert "Social Insurance Law" in page
    assert "For how long is unemployment benefit paid" in page  # the calculator


def test_a_question_with_figures_is_worked_out_and_the_calculator_opens_filled_in(reader):
    answer = reader.get(reverse("help"), {"q": "交了5年6个月失业保险，失业能领几个月"})

    assert "Worked out for you" in text_of(answer)
    assert "18" in text_of(answer)
    assert 'name="contribution_months" value="66"' in answer.content.decode()


def test_what_is_personal_is_posted_to_its_calculator_which_opens_filled_in(reader):
    page = reader.get(reverse("help"), {"q": "我是男的，1970年5月出生，什么时候退休"})
    calculator = reverse("calculator", args=["retirement-age"])

    opened = reader.post(calculator, hidden_parts(page.content.decode(), calculator))

    assert f'action="{calculator}"' in page.content.decode()
    assert f"{calculator}?" not in page.content.decode()
    assert opened.status_code == 200
    assert 'value="1970"' in opened.content.decode()


def test_a_pre_check_opens_with_what_the_question_says_and_judges_nothing_yet(reader):
    words = "我1972年5月出生，男，被裁员了，交了6年失业保险能领失业金吗"
    page = reader.get(reverse("help"), {"q": words, "region": "440100"})
    check = reverse("service_check", args=["unemployment-benefit"])

    posted = hidden_parts(page.content.decode(), check)
    opened = reader.post(check, posted | {"filled": "1"})

    assert posted["months_paid"] == "72"
    assert posted["ending"] == "reduction"
    assert posted["place"] == "440100"
    assert f"{check}?" not in page.content.decode()
    assert opened.status_code == 200
    assert 'value="72"' in opened.content.decode()
    assert "error-summary" not in opened.content.decode()
    assert "What is known is filled in" in text_of(opened)


def test_an_answer_opens_the_pre_check_with_what_it_is_about(reader):
    page = reader.get(reverse("answer", args=["contract-ended"]), {"region": "440100"})
    check = reverse("service_check", args=["unemployment-benefit"])

    posted = hidden_parts(page.content.decode(), check)

    assert posted["ending"] == "term-over"
    assert posted["place"] == "440100"


def test_nonsense_is_answered_with_where_to_ask_and_nothing_near(reader):
    answer = reader.get(reverse("help"), {"q": "how to cook rice"})

    assert answer.context["found"].is_empty
    assert "We do not know; ask here" in text_of(answer)


def test_an_answer_of_one_place_says_so_and_warns_whoever_reads_it_for_another(reader):
    Answer.objects.filter(slug="gap-of-months").update(regions=["440000"])

    here = text_of(reader.get("/help/gap-of-months/", {"region": "440100"}))
    elsewhere = text_of(reader.get("/help/gap-of-months/", {"region": "510100"}))

    assert "It is the rule of Guangdong only." in here
    assert "This holds for another place" not in here
    assert "This holds for another place" in elsewhere


def test_for_a_place_one_reads_whom_to_call_and_when(reader):
    for agency in directory.find("510100", "medical")[:1]:
        Agency.objects.filter(pk=agency.pk).update(hours_en="Weekdays 9–17", hours="工作日")

    page = text_of(reader.get("/help/gap-of-months/", {"region": "510100"}))

    assert "Ask by telephone" in page
    assert "Weekdays 9–17" in page


def test_the_search_of_the_home_page_leads_to_the_library(reader):
    page = reader.get("/").content.decode()
    assert 'action="/help/"' in page
    assert 'name="q"' in page


def test_all_answers_stand_there_by_chapter_and_an_empty_library_is_no_error(client, db):
    assert client.get(reverse("help")).status_code == 200
    assert client.get(reverse("help"), {"q": "失业金"}).status_code == 200
    call_command("loadanswers")
    page = client.get(reverse("help")).content.decode()
    assert page.count('href="/help/') >= len(library.current().entries)


def test_each_answer_opens_with_its_articles_and_its_figures_filled(client, world):
    wrong = []
    for at, (slug, entry) in enumerate(library.current().entries.items()):
        language = ("zh-hans", "en")[at % 2]
        client.cookies["django_language"] = language
        answer = client.get(reverse("answer", args=[slug]))
        page = html.unescape(answer.content.decode())
        labels = [each.label.in_language(language) for each in entry.content.bases]
        if answer.status_code != 200 or "{{" in page or not all(e in page for e in labels):
            wrong.append((slug, language))
    assert not wrong


def test_of_a_day_without_the_value_the_answer_says_so(reader):
    page = text_of(reader.get("/help/missed-the-collective-period/?on=2021-01-01"))
    assert "not loaded for that place or day" in page
    assert "By the rules of" in page


def test_a_place_has_its_own_figure(reader):
    page = text_of(reader.get("/help/register-before-treatment-elsewhere/"))
    assert "within 2 working days" in page


@pytest.mark.parametrize("odd", ["region=999999", "on=yesterday", "region=%00", "on=2026-13-40"])
def test_odd_addresses_show_the_answer_of_today(reader, odd):
    assert reader.get(f"/help/resigned/?{odd}").status_code == 200


def test_an_answer_that_does_not_exist_is_not_found(reader):
    assert reader.get("/help/nothing-of-the-kind/").status_code == 404


def test_too_long_words_are_refused_and_html_is_shown_as_text(reader):
    assert reader.get(reverse("help"), {"q": "x" * 101}).status_code == 400
    assert "<b>x" not in reader.get(reverse("help"), {"q": "<b>x"}).content.decode()


def test_the_guided_way_leads_to_services_and_answers(reader):
    first = text_of(reader.get(reverse("help_guided")))
    last = text_of(reader.get(reverse("help_guided"), {"path": "moved.province"}))
    assert "What has happened?" in first
    assert "Can a pension from my home town be moved here?" in last
    assert reader.get(reverse("help_guided"), {"path": "x.y"}).status_code == 200


def test_the_documents_that_are_cited_say_whether_they_are_confirmed(reader):
    page = text_of(reader.get(reverse("help_documents")))
    assert "Social Insurance Law" in page
    assert "not confirmed" in page


def test_a_leaflet_is_a_pdf(reader):
    answer = reader.get(reverse("answer_leaflet", args=["resigned"]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_words_that_found_nothing_are_counted_without_numbers(reader):
    for _time in range(2):
        reader.get(reverse("help"), {"q": "zzqx 13911112222"})
    kept = MissedWords.objects.get()
    assert (kept.words, kept.number) == ("zzqx [号码]", 2)


def test_an_answer_is_rated_once_from_one_address(reader):
    for _time in range(2):
        reader.post(reverse("answer_rate", args=["resigned"]), {"kind": "wrong"})
    assert Rating.objects.count() == 1
    assert reader.get(reverse("answer_rate", args=["resigned"])).status_code == 405


# --- What moves -----------------------------------------------------------------------------------
def test_a_released_value_puts_the_answers_under_review_and_tells_who_follows(world):
    slug, later = "gap-of-months", MONDAY + timedelta(days=1)
    reading.want_to_hear(world.applicant.user, slug, now=MONDAY)
    approved(world, "medical-cover.short-gap", 4, at=later)

    ageing.review_answers(now=later)
    ageing.review_answers(now=later)

    marked = {row.slug for row in Answer.objects.current().exclude(to_review_since=None)}
    assert marked == {"gap-of-months", "medical-gap-after-changing-jobs"}
    assert Notice.objects.filter(kind="question-changed").count() == 1


def test_a_document_that_changes_puts_what_cites_it_under_review_until_somebody_looked(
    reader, world, monkeypatch
):
    cited = Answer.objects.current().get(slug="gap-of-months").said.law[0].split()[0]
    changed = replace(documents.NAMES[cited], effective_on=date(2026, 12, 1))
    monkeypatch.setitem(documents.NAMES, cited, changed)
    later = MONDAY + timedelta(days=1)

    ageing.review_answers(now=later)
    page = text_of(reader.get("/help/gap-of-months/"))
    marked = Answer.objects.current().exclude(to_review_since=None)
    answer = marked.get(slug="gap-of-months")
    others = {documents.name_of(law)[0] for row in marked for law in row.said.law}
    writing.still_right(answer, by=world.pension_new_a, now=later)

    assert "A rule behind this answer has changed" in page
    assert all(cited in {documents.name_of(e)[0] for e in row.said.law} for row in marked)
    assert cited in others
    assert not library.has_moved(library.current().entries["gap-of-months"])


def test_a_value_of_another_place_leaves_the_answers_of_one_place_alone(world):
    Answer.objects.filter(slug="gap-of-months").update(regions=["440000"])
    approved(world, "medical-cover.short-gap", 4, "510000", at=MONDAY + timedelta(days=1))
    entries = library.current().entries
    assert not library.moved_under(entries["gap-of-months"])
    assert library.moved_under(entries["medical-gap-after-changing-jobs"])


def test_the_page_says_that_it_is_under_review_and_shows_the_new_figure(reader, world):
    approved(world, "medical-cover.short-gap", 4, at=MONDAY + timedelta(seconds=1))
    page = text_of(reader.get("/help/gap-of-months/"))
    assert "A rule behind this answer has changed" in page
    assert "4 months" in page


def test_loading_again_changes_nothing_and_keeps_what_an_agency_wrote(world):
    assert loading.load(now=MONDAY) == 0
    row = Answer.objects.current().get(slug="resigned")
    Answer.objects.filter(pk=row.pk).update(
        written_by=world.pension_new_a.user, content=row.content | {"words": ["x"]}
    )
    assert loading.load(now=MONDAY) == 0
    Answer.objects.filter(pk=row.pk).update(written_by=None)
    assert loading.load(now=MONDAY) == 1
    assert Answer.objects.filter(slug="resigned").count() == 2


def test_whoever_is_signed_in_follows_an_answer_and_no_longer(client, world):
    client.force_login(world.applicant.user)
    address = reverse("answer_follow", args=["resigned"])
    client.post(address, {"do": "follow"})
    assert Alert.objects.filter(user=world.applicant.user).count() == 1
    assert "Answers you follow" in text_of(
        client.get(reverse("my_questions"), headers={"accept-language": "en"})
    )
    client.post(address, {"do": "stop"})
    assert not Alert.objects.exists()

"""A letter checked by its code: scanned or typed, valid, voided or unknown, and nobody named."""

import json
import logging
import re

import pytest

from letters.models import Letter
from letters.rules.codes import LONGEST_TYPED, grouped
from portal.logs import mask
from tests.verify.visiting import NOBODYS, outcome, scan, typed, words


def test_a_valid_letter_shows_agency_kind_number_and_date(letter, anybody):
    answer = scan(anybody, letter.code)

    said = words(answer)
    assert outcome(answer) == "valid"
    assert "This letter is valid." in said
    assert letter.agency.name_en in said
    assert f"Acceptance letter Letter number {letter.printed_number}" in said
    assert "8 September 2026" in said


def test_the_picture_on_the_letter_leads_to_the_page(letter, anybody):
    content = json.loads(letter.content)
    address = content["verify_url"].split("//")[1].partition("/")[2]

    assert outcome(anybody.get(f"/{address}{content['code']}/")) == "valid"


def test_nothing_tells_of_the_person_or_the_case(letter, story, anybody):
    page = scan(anybody, letter.code).content.decode()

    person = story.world.person
    for secret in (person.name, str(person.number), person.masked_number, story.case.number):
        assert secret not in page


def test_nobody_takes_a_good_code_for_a_word_on_name_and_amounts(letter, anybody):
    assert "says nothing of the name and the amounts on the paper" in words(
        scan(anybody, letter.code)
    )


def test_no_more_can_be_pasted_than_an_address_holds(anybody):
    assert f'maxlength="{LONGEST_TYPED}"' in anybody.get("/verify/").content.decode()


def test_a_code_nobody_issued_is_unknown(letter, anybody):
    answer = scan(anybody, NOBODYS)

    assert answer.status_code == 200
    assert outcome(answer) == "unknown"
    assert letter.agency.name_en not in words(answer)


# --- Typing --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "way",
    [
        str,
        grouped,
        str.lower,
        lambda code: " ".join(code),
        lambda code: grouped(code).replace("-", "－"),
        lambda code: code.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}),
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: f"  {grouped(code)}\r\n",
        lambda code: f"核验码：{grouped(code)}",
        lambda code: f"https://portal.example/verify/{code}/",
        lambda code: f"https://portal.example/verify/{grouped(code).lower()}",
    ],
)
def test_a_code_is_understood_however_it_is_typed(letter, anybody, way):
    assert outcome(typed(anybody, way(letter.code))) == "valid"


def test_a_slip_of_the_finger_is_told_from_an_unknown_letter(letter, anybody):
    slipped = letter.code[:-1] + ("0" if letter.code[-1] != "0" else "1")

    answer = typed(anybody, slipped)

    assert answer.status_code == 422
    assert outcome(answer) is None
    assert "One of the characters is mistyped" in words(answer)


@pytest.mark.parametrize("text", ["", "   ", "7F3C", "x" * 500, "\0" * 28, "‮7F3C", "<script>"])
def test_what_is_no_code_is_explained_and_never_an_error(anybody, text):
    answer = typed(anybody, text)

    assert answer.status_code == 422
    assert "<script>" not in words(answer)


@pytest.mark.parametrize("text", ["x", "%00", "%E2%80%AE", "..%2f..", "<b>", "%ff", "9" * 3000])
def test_no_address_brings_the_page_down(anybody, text):
    assert anybody.get(f"/verify/{text}/").status_code in (404, 422)


# --- Letters that no longer count ----------------------------------------------------------------
def test_a_voided_letter_says_so_at_once_and_names_the_one_in_its_place(story, letter, anybody):
    scan(anybody, letter.code)
    story.propose_voiding()
    story.approve_voiding()
    new = Letter.objects.filter(case=story.case, kind=letter.kind).latest("pk")

    answer = scan(anybody, letter.code)

    assert outcome(answer) == "voided"
    assert f"Letter {new.printed_number} has taken its place" in words(answer)
    assert not [code for code in (new.code, grouped(new.code)) if code in answer.content.decode()]
    assert outcome(scan(anybody, new.code)) == "valid"


def test_a_letter_voided_without_another_says_since_when(story, letter, anybody):
    story.void_without_successor()

    said = words(scan(anybody, letter.code))

    assert "This letter no longer counts." in said
    assert "Since 8 September 2026" in said


# --- Keeping -------------------------------------------------------------------------------------
def test_nobody_on_the_way_keeps_the_answer(letter, anybody):
    answer = scan(anybody, letter.code)

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert "sessionid" not in answer.cookies


def test_a_check_takes_two_queries_and_two_counts(
    letter, anybody, settings, django_assert_num_queries
):
    settings.DEMO = False  # the clock of the demonstration is asked for each page

    with django_assert_num_queries(4):
        scan(anybody, letter.code)
    with django_assert_num_queries(5):  # a code of nobody is counted twice more
        scan(anybody, NOBODYS)


def test_no_log_holds_a_whole_code(letter, anybody, caplog):
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        scan(anybody, letter.code)
        scan(anybody, NOBODYS)
        anybody.get(f"/verify/{letter.code}/more/")

    assert letter.code not in mask(caplog.text)
    assert mask(f"GET /verify/{grouped(letter.code)}/") == f"GET /verify/{letter.code[:4]}***/"


@pytest.mark.parametrize(
    ("uri", "logged"),
    [
        ("/verify/8CE1-5HVW-PP1V-7J7N-5EPC-2E73-7842/", "/verify/8CE1..."),
        ("/verify/8CE15HVWPP1V7J7N5EPC2E737842/?from=chat", "/verify/8CE1......"),
        ("/verify/?code=8CE15HVWPP1V7J7N5EPC2E737842", "/verify/......"),
        ("/api/v1/letters/verify/?code=8CE15HVW", "/api/v1/letters/verify/......"),
        ("/cases/2026-5ZZU-PRJH/", "/cases/2026-5ZZU-PRJH/"),
        ("/desk/search/?q=1", "/desk/search/..."),
    ],
)
def test_the_proxy_writes_down_no_code(settings, uri, logged):
    told = (settings.BASE_DIR / "deploy/Caddyfile").read_text()
    pattern, put = re.search(r'request>uri regexp "(.+)" "(.+)"', told).groups()

    assert re.sub(pattern, lambda found: put.replace("$1", found[1] or ""), uri) == logged


def test_a_messenger_that_only_looks_is_not_a_check(letter, anybody):
    assert anybody.head(f"/verify/{letter.code}/").status_code == 200
    assert not letter.checks.exists()

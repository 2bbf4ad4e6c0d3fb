"""Employers' lists: taken in line by line, begun by nobody but their person, saying nothing."""

import io
import resource
import time
import zipfile
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from accounts import sms
from applications.actions import employing, listing
from applications.employee_files import CannotBeRead, lines_of
from applications.models import Employer, ListedPerson
from applications.rules.credit_codes import check_character, is_credit_code
from applications.views.employers import offered
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Case
from casework.rules.procedures import is_service
from kit.errors import NotPermitted, NotValid, TooOften
from tests.applications import samples
from tests.cast import MONDAY, identity_number, make_user
from tests.transfers.pages import signed_in, text
from transfers.models import Transfer

pytestmark = pytest.mark.django_db
FIRST = "91440101MA5AXXXX1"
CODE = FIRST + check_character(FIRST)
LIST = reverse("employer")
HEAD = "姓名,证件号码,手机号\n"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as travelling:
        yield travelling


@pytest.fixture
def employer(world):
    proposed = employing.propose("广州示例公司", CODE, "周人事", by=world.pension_new_a, now=MONDAY)
    code = employing.approve(proposed, by=world.pension_new_b, now=MONDAY)
    return employing.link(code, user=make_user("hr"), now=MONDAY)


def line_of(person, phone="13912345678"):
    return f"{person.name},{person.number},{phone}\n"


def others(count, first=date(1970, 1, 1)):
    days = (first + timedelta(days=each) for each in range(count))
    return [("张三", identity_number(day), "13912345678") for day in days]


def take(employer, body, service="pension-transfer"):
    data = body if isinstance(body, bytes) else body.encode()
    return listing.take_in(employer, service, lines_of(data), by=employer.user, now=MONDAY)


def sheet(rows):
    book = Workbook(write_only=True)
    table = book.create_sheet()
    for row in rows:
        table.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- Who may hand one in --------------------------------------------------------------------------
def test_an_employer_is_let_in_by_two_and_its_code_is_right_once(world):
    a, b = world.pension_new_a, world.pension_new_b
    proposed = employing.propose("公司", CODE, "周", by=a, now=MONDAY)
    with pytest.raises(NotPermitted):
        employing.approve(proposed, by=a, now=MONDAY)
    with pytest.raises(NotPermitted):
        employing.approve(proposed, by=world.pension_stranger, now=MONDAY)
    code = employing.approve(proposed, by=b, now=MONDAY)
    with pytest.raises(MoveNotPossible):
        employing.approve(proposed, by=b, now=MONDAY)
    hr, other = make_user("hr"), make_user("other-hr")

    with pytest.raises(NotValid):
        employing.link(code, user=hr, now=MONDAY + timedelta(days=15))
    employing.link(code, user=hr, now=MONDAY)
    with pytest.raises(NotValid):
        employing.link(code, user=other, now=MONDAY)
    assert Employer.objects.get().user == hr


def test_whoever_guesses_codes_is_stopped(world, employer):
    user = make_user("guesser")
    for _time in range(10):
        with pytest.raises(NotValid):
            employing.link("1-0000-0000", user=user, now=MONDAY)
    with pytest.raises(TooOften):
        employing.link("1-0000-0000", user=user, now=MONDAY)


def test_the_credit_code_is_checked_as_the_standard_says():
    assert is_credit_code("91350100M000100Y43")  # the example that the standard prints
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("9135010OM000100Y43")


def test_nobody_hands_in_a_list_for_an_employer_that_has_ended_or_is_another_ones(world, employer):
    with pytest.raises(NotPermitted):
        listing.take_in(employer, "pension-transfer", [], by=make_user("x"), now=MONDAY)
    employing.end(employer, by=world.pension_new_a, now=MONDAY)
    with pytest.raises(NotPermitted):
        take(Employer.objects.get(), HEAD)


# --- Reading --------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_list_is_read_whatever_its_letters_and_line_ends(world, code, ends):
    body = (HEAD + line_of(world.person) + "\n" + line_of(world.stranger)).replace("\n", ends)

    found = list(lines_of(body.encode(code)))

    assert [each.cells["name"] for each in found] == [world.person.name, world.stranger.name]
    assert found[0].number == 2


def test_a_spreadsheet_is_read_and_a_formula_stays_text(world, employer):
    number = str(world.person.number)
    rows = [
        ["姓名", "证件号码", "手机号"],
        [world.person.name, number, 13912345678],
        ["=HYPERLINK(1)", identity_number(date(1970, 1, 1)), "13912345678"],
        ["李四", float(identity_number(date(1971, 1, 1), sequence="001")[:17]), "13912345678"],
    ]

    taken = take(employer, sheet(rows))

    assert taken.good == 1
    assert [number for number, _why in taken.wrong] == [3, 4]
    assert ListedPerson.objects.get().name == world.person.name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xff\xff",
        b"PK\x03\x04broken",
        "姓名,电话\n".encode(),
        b"\0" * 100,
        b"a" * 3_000_000,
    ],
)
def test_what_is_no_list_is_said_in_a_sentence(employer, data):
    assert take(employer, data).broken
    assert not ListedPerson.objects.exists()


def test_a_file_that_unpacks_to_very_much_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * (61 * 1024 * 1024))

    with pytest.raises(CannotBeRead):
        list(lines_of(out.getvalue()))


def test_entities_that_expand_into_one_another_are_refused(world):
    bomb = b'<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><workbook>&c;</workbook>'
    whole = io.BytesIO(sheet([["姓名", "证件号码", "手机号"]]))
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, bomb if name == "xl/workbook.xml" else old.read(name))

    with pytest.raises(CannotBeRead):
        list(lines_of(out.getvalue()))


def test_each_wrong_line_is_named_and_the_good_ones_are_kept(world, employer):
    body = (
        HEAD
        + line_of(world.person)
        + "李四,510104197001010000,13912345678\n"
        + "王五,"
        + identity_number(date(1980, 1, 1))
        + ",12\n"
        + ",,\n"
        + line_of(world.person)
    )

    taken = take(employer, body)

    assert taken.good == 1
    assert [number for number, _why in taken.wrong] == [3, 4, 6]
    assert all(why.strip() for _number, why in taken.wrong)


def test_ten_thousand_lines_are_taken_in_little_room_and_the_next_one_is_too_many(employer):
    rows = others(10_001)
    body = HEAD + "".join(",".join(row) + "\n" for row in rows)
    take(employer, HEAD + ",".join(rows[-1]) + "\n")  # whatever is loaded once is loaded
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()

    taken = take(employer, body)

    assert (taken.good, bool(taken.broken)) == (10_000, True)
    assert ListedPerson.objects.count() == 10_001
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120_000  # KiB
    assert time.process_time() - started < 60


# --- Nobody learns anything -----------------------------------------------------------------------
def test_the_answer_is_the_same_whoever_is_known(world, employer):
    Case.objects.create(
        number="x", service="sample-plate", person=world.stranger, created_at=MONDAY
    )
    new = ("赵新来", identity_number(date(1960, 2, 3)), "13912345678")
    hr = signed_in(world.applicant)
    hr.force_login(employer.user)

    def answer(line):
        file = SimpleUploadedFile("list.csv", (HEAD + line).encode(), "text/csv")
        page = hr.post(LIST, {"service": "pension-transfer", "file": file})
        said = text(page).partition("<main")[2].partition("<form")[0]  # what follows has a token
        return page.status_code, said

    known, stranger = answer(line_of(world.person)), answer(line_of(world.stranger))
    assert known == stranger == answer(",".join(new) + "\n") == answer(line_of(world.person))
    assert "1 line is on the list." in known[1]


def test_the_same_file_twice_changes_nothing(world, employer):
    body = HEAD + line_of(world.person)
    first = take(employer, body)
    do_what_is_due(now=MONDAY)
    sent = len(sms.outbox)

    again = take(employer, body)
    do_what_is_due(now=MONDAY)

    assert (first.good, again.good) == (1, 1)
    assert ListedPerson.objects.count() == 1
    assert len(sms.outbox) == sent


def test_a_message_names_the_employer_and_not_its_person(world, employer):
    sms.outbox.clear()
    take(employer, HEAD + line_of(world.person))
    do_what_is_due(now=MONDAY)

    [(to, said)] = sms.outbox
    assert to == "+8613912345678"
    assert employer.name in said
    assert world.person.name not in said
    assert not Case.objects.exists()


def test_a_long_list_is_told_bit_by_bit(employer):
    sms.outbox.clear()
    take(employer, HEAD + "".join(",".join(row) + "\n" for row in others(130)))
    for minutes in range(3):
        do_what_is_due(now=MONDAY + timedelta(minutes=minutes))

    assert len(sms.outbox) == 130


# --- By its person --------------------------------------------------------------------------------
def listed(world, employer, service="pension-transfer"):
    take(employer, HEAD + line_of(world.person), service)
    return ListedPerson.objects.get(document_index=world.person.document_index)


def test_its_person_begins_it_with_one_code_and_sends_it_themselves(world, employer):
    found = listed(world, employer)
    me = signed_in(world.applicant)
    page = reverse("listed", args=[found.key])
    assert employer.name in text(me.get(reverse("my_page")))
    assert employer.name in text(me.get(page))
    sms.outbox.clear()
    me.post(page, {"do": "send"})
    [(to, said)] = sms.outbox
    assert to == "+8613912345678"
    assert me.post(page, {"code": "000000"}).status_code == 422
    assert not Case.objects.exists()

    code = "".join(filter(str.isdigit, said.split("code is")[1]))[:6]
    me.post(page, {"code": code})

    case = Case.objects.get()
    assert (case.channel, case.status, case.person) == ("employer", "draft", world.person)
    assert Transfer.objects.get().employer_name == employer.name
    assert me.get(page).status_code == 404
    assert employer.name not in text(me.get(reverse("my_page")))


def test_a_service_of_the_engine_begins_the_same_way(world, employer):
    found = listed(world, employer, samples.PLATE.name)
    _to, code = listing.new_code(found, now=MONDAY)
    me = signed_in(world.applicant)

    me.post(reverse("listed", args=[found.key]), {"code": code})

    assert Case.objects.get().channel == "employer"


@pytest.mark.one_database
def test_an_employer_prepares_nothing_that_is_for_its_person_alone_or_no_application():
    names = {name for name, _title in offered()}

    assert {"pension-transfer", "special-work", "contribution-certificate"} <= names
    assert not names & {"pay-account-change", "account-inheritance", "particulars-key"}
    assert not [name for name in names if not is_service(name)]  # a calculator, a page to read


def test_nobody_else_finds_what_was_listed(world, employer):
    page = reverse("listed", args=[listed(world, employer).key])

    assert signed_in(world.other_person).get(page).status_code == 404
    assert signed_in(world.unverified).get(page).status_code == 302
    assert signed_in(world.pension_new_a).get(page).status_code == 302


def test_another_name_under_the_number_is_not_shown_to_its_person(world, employer):
    take(employer, HEAD + f"王大燕,{world.person.number},13912345678\n")

    assert not listing.waiting_for(world.person, now=MONDAY)


def test_whoever_does_not_want_it_says_so_and_nobody_is_told(world, employer):
    found = listed(world, employer)
    me = signed_in(world.applicant)

    me.post(reverse("listed", args=[found.key]), {"do": "no"})

    assert not listing.waiting_for(world.person, now=MONDAY)
    assert take(employer, HEAD + line_of(world.person)).good == 1
    assert not listing.waiting_for(world.person, now=MONDAY)


def test_what_nobody_confirms_is_gone_after_thirty_days(world, employer):
    listed(world, employer)

    listing.forget_old(now=MONDAY + timedelta(days=29))
    assert ListedPerson.objects.count() == 1
    assert not listing.waiting_for(world.person, now=MONDAY + timedelta(days=30))
    listing.forget_old(now=MONDAY + timedelta(days=30))
    assert not ListedPerson.objects.exists()


# --- At the desk ----------------------------------------------------------------------------------
@pytest.mark.one_database
def test_the_code_is_shown_once_to_whoever_approves(world):
    a, b = signed_in(world.pension_new_a), signed_in(world.pension_new_b)
    desk = reverse("desk_employers")
    typed = {"name": "公司", "credit_code": CODE.lower(), "contact_name": "周"}
    assert a.post(desk, {**typed, "credit_code": "1"}).status_code == 422
    a.post(desk, typed)
    one = reverse("desk_employer", args=[Employer.objects.get().pk])
    assert "Approve" not in a.get(desk).content.decode()

    shown = text(b.post(one, {"do": "approve"}))

    assert "The code for 公司:" in shown
    assert "The code for" not in text(b.get(desk))
    assert signed_in(world.pension_stranger).post(one, {"do": "end"}).status_code == 404
    assert signed_in(world.applicant).get(desk).status_code == 403

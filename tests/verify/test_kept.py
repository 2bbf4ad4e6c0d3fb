"""What is kept of a check, and who sees it."""

import pytest
from django.db import DatabaseError, connection, transaction

from kit.models import ImmutableError
from letters.models import LetterCheck
from tests.transfers.pages import signed_in
from tests.verify.visiting import NOBODYS, bring, scan, words


def kept(letter):
    """Return the checks of a letter, the first one first."""
    return list(letter.checks.order_by("pk").values_list("way", "verdict", "by_program"))


def test_each_check_of_a_letter_is_kept(letter, pdf, story, anybody):
    scan(anybody, letter.code)
    bring(anybody, pdf)
    bring(anybody, pdf + b"\n")
    story.void_without_successor()
    scan(anybody, letter.code)

    assert kept(letter) == [
        ("code", "valid", False),
        ("file", "valid", False),
        ("file", "added-to", False),
        ("code", "voided", False),
    ]


def test_what_belongs_to_no_letter_leaves_nothing(letter, anybody):
    scan(anybody, NOBODYS)
    bring(anybody, b"%PDF-1.7 whatever %%EOF")

    assert not LetterCheck.objects.exists()


def test_of_where_it_came_from_only_a_mark_is_kept(letter, anybody):
    for address in ("203.0.113.9", "203.0.113.77", "198.51.100.9"):
        scan(anybody, letter.code, REMOTE_ADDR=address)

    one, neighbour, other = letter.checks.order_by("pk").values_list("origin", flat=True)
    assert one == neighbour != other
    assert len(one) == 4


def test_the_mark_of_a_network_differs_from_letter_to_letter(letter, story, anybody):
    receipt = story.case.letters.exclude(pk=letter.pk).first()
    for each in (letter, receipt):
        scan(anybody, each.code, REMOTE_ADDR="203.0.113.9")

    assert letter.checks.get().origin != receipt.checks.get().origin


def test_no_check_is_changed_or_deleted(letter, anybody):
    scan(anybody, letter.code)
    check = letter.checks.get()

    with pytest.raises(ImmutableError):
        check.save()
    with pytest.raises(ImmutableError):
        check.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE letters_lettercheck SET verdict = 'voided'")


# --- The person and the agencies ------------------------------------------------------------------
def test_the_person_sees_on_the_case_how_often_a_letter_was_checked(letter, story, anybody):
    for _time in range(3):
        scan(anybody, letter.code)
    person = signed_in(story.world.applicant)

    page = words(person.get(f"/cases/{story.case.number}/"))

    assert "This letter was checked 3 times, last" in page or "核验过 3 次" in page


def test_the_desk_sees_it_too(letter, story, anybody):
    scan(anybody, letter.code)

    for who in (story.world.pension_new_a, story.world.pension_original_a):
        page = signed_in(who).get(f"/desk/cases/{story.case.number}/").content.decode()
        assert f"/letters/{letter.number}/checks/" in page


def test_each_check_stands_on_a_page_of_its_own(letter, pdf, story, anybody):
    scan(anybody, letter.code, REMOTE_ADDR="203.0.113.9")
    bring(anybody, pdf, REMOTE_ADDR="198.51.100.9")
    person = signed_in(story.world.applicant)
    person.cookies["django_language"] = "en"

    page = words(person.get(f"/letters/{letter.number}/checks/"))

    assert "It was checked 2 times, from 2 different networks." in page
    assert "by its code" in page
    assert "by its file" in page


def test_many_checks_stand_on_pages_of_even_cost(letter, story, django_assert_max_num_queries):
    LetterCheck.objects.bulk_create(
        LetterCheck(
            letter=letter, at=story.now, way="code", by_program=False, verdict="valid", origin="0a"
        )
        for _number in range(90)
    )
    person = signed_in(story.world.applicant)

    with django_assert_max_num_queries(12):
        page = person.get(f"/letters/{letter.number}/checks/?page=3")

    assert page.content.decode().count("checks__one") == 20


def test_strangers_do_not_see_who_checked_what(letter, story, anybody):
    address = f"/letters/{letter.number}/checks/"

    assert anybody.get(address).status_code == 302
    for stranger in (story.world.pension_stranger, story.world.other_person):
        assert signed_in(stranger).get(address).status_code == 404

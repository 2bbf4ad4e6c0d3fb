"""Papers of a question: checked like every paper, read by whom it concerns, gone with it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AccessEntry
from applications import paper_files
from applications.actions.forgetting import forget_old as sweep
from applications.scanning import EICAR
from casework.actions.duties import do_what_is_due
from kit import wall
from kit.errors import NotValid
from services.advice.actions import answering, asking, attaching, forgetting
from services.advice.models import Attachment, Question
from services.advice.rules import codes
from tests.advice.test_questions import ask, fresh
from tests.cast import MONDAY
from tests.papers import arrived, pdf, photograph, picture

pytestmark = pytest.mark.django_db


def attach(question, body=None, name="letter.png", by=None):
    data = picture() if body is None else body
    return attaching.attach(question, arrived(data, name), by=by, now=MONDAY)


def checked(question):
    with wall.as_house("check in a test"):
        do_what_is_due(now=MONDAY)
        return list(question.attachments.order_by("pk"))


def lies(name):
    return paper_files.path_of(name).exists()


def test_a_paper_is_closed_until_it_was_checked_and_loses_what_the_camera_noted(world):
    question, _ticket = ask(world)
    paper = attach(question, photograph(), "photo.jpg", by=world.unverified)
    assert not paper.is_clean

    [paper] = checked(question)

    assert paper.is_clean
    assert b"Telephone of somebody" not in b"".join(paper_files.read(paper.file))


def test_what_is_dangerous_is_deleted_and_says_why(world, django_capture_on_commit_callbacks):
    question, _ticket = ask(world)
    paper = attach(question, pdf() + EICAR, by=world.unverified)

    with django_capture_on_commit_callbacks(execute=True):
        [judged] = checked(question)

    assert judged.is_refused
    assert judged.why_refused.en.startswith("The file holds something dangerous")
    assert not lies(paper.file)


def test_the_same_paper_counts_once_five_fit_and_other_kinds_are_refused(world):
    question, _ticket = ask(world)
    by = world.unverified
    first = attach(question, by=by)
    assert attach(question, by=by) == first
    for colour in range(1, attaching.MOST):
        attach(question, picture(colour=colour), by=by)
    for body in (picture(colour=99), b"words", b""):
        with pytest.raises(NotValid):
            attach(question, body, by=by)
    with wall.as_house("count in a test"):
        assert question.attachments.count() == attaching.MOST


def test_a_question_with_a_paper_is_answered_by_itself(world):
    first, _ticket = ask(world)
    again, _ticket = ask(world, by=world.applicant)
    assert fresh(again).same_as == first

    attach(again, by=world.applicant)

    assert fresh(again).same_as is None


def test_what_is_answered_takes_no_more_papers(world):
    question, _ticket = ask(world)
    answering.answer(question, "能。", ["SIL 46"], "", by=world.pension_new_a, now=MONDAY)
    with pytest.raises(attaching.NotAwaited):
        attach(question, by=world.unverified)


def test_papers_go_with_their_question_and_the_sweep_leaves_those_that_count(world):
    question, _ticket = ask(world)
    attach(question, by=world.unverified)
    [paper] = checked(question)
    with wall.as_house("sweep in a test"):
        sweep(now=MONDAY + timedelta(days=3))
    assert lies(paper.file)

    asking.withdraw(question, by=world.unverified, now=MONDAY)
    with wall.as_house("forget in a test"):
        assert not question.attachments.exists()
        forgetting.forget_old(now=MONDAY + timedelta(days=91))
        assert not Question.objects.exists()


def test_whoever_asked_and_whoever_answers_read_it_and_nobody_else(world):
    question, _ticket = ask(world, by=world.applicant)
    attach(question, by=world.applicant)
    seen = {
        name
        for name in (
            "applicant",
            "other_person",
            "pension_new_a",
            "medical_new_a",
            "pension_auditor",
        )
        if Attachment.objects.visible_to(getattr(world, name)).exists()
    }
    assert seen == {"applicant", "pension_new_a"}


def sent(**more):
    file = SimpleUploadedFile("letter.png", picture(), content_type="image/png")
    return {"files": file, "whole": "1"} | more


def test_a_paper_goes_through_the_pages_and_its_reader_is_noted(client, world):
    question, _ticket = ask(world, by=world.applicant)
    client.force_login(world.applicant.user)
    add = reverse("my_question_papers", args=[question.number])
    assert client.post(add, {"whole": "1"}).status_code == 422
    assert client.post(add, sent()).status_code == 302
    [paper] = checked(question)
    own = reverse("my_question", args=[question.number])
    assert "letter.png" in client.get(own).content.decode()
    mine = client.get(reverse("my_question_paper", args=[question.number, paper.key]))
    assert b"".join(mine.streaming_content).startswith(b"\x89PNG")

    client.force_login(world.pension_new_a.user)
    desk = reverse("desk_question_paper", args=[question.number, paper.key])
    assert desk in client.get(reverse("desk_question", args=[question.number])).content.decode()
    assert b"".join(client.get(desk).streaming_content).startswith(b"\x89PNG")

    with wall.as_house("look in a test"):
        assert AccessEntry.objects.filter(person=world.person, what="document").exists()
    client.force_login(world.medical_new_a.user)
    assert client.get(desk).status_code == 404


def test_without_a_sign_in_number_and_code_add_a_paper_and_take_it_away(
    client, world, django_capture_on_commit_callbacks
):
    question, ticket = ask(world)
    code = {"number": question.number, "code": codes.spelled(ticket.code)}
    wrong = client.post(reverse("help_papers"), sent(number=question.number, code="12345678901"))
    assert wrong.status_code == 302
    page = client.post(reverse("help_papers"), sent(**code))
    assert "letter.png" in page.content.decode()
    [paper] = checked(question)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("help_find"), code | {"do": "remove", "paper": paper.key})

    assert checked(question) == []
    assert not lies(paper.file)

"""A template is written by one administrator, approved by another, and can keep no letter back."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from letters.actions.issuing import render_file
from letters.actions.templates import source_in_force, try_out, version_in_force
from letters.models import Letter, LetterTemplate
from letters.render import TEMPLATES
from letters.samples import person
from sealing import sandbox
from sealing.sandbox import TemplateRefused, set_edited
from sealing.typesetting import inputs_of
from tests.cast import MONDAY, make_user
from tests.story import Story
from transfers.letter_samples import reviews

KIND = "acceptance-letter"
OURS = (TEMPLATES / "v2" / f"{KIND}.typ").read_text()
PHRASE = "同意接收其基本养老保险关系"
EDITED = OURS.replace(PHRASE, "同意接续其基本养老保险关系")
TODAY = MONDAY.date()


def administrator(name):
    user = make_user(name, is_staff=True, is_superuser=True)
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def ann(db, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    return administrator("ann")


@pytest.fixture
def bob(ann):
    return administrator("bob")


def propose(client, source, **fields):
    address = reverse("admin:letters_lettertemplate_add")
    answers = {"kind": KIND, "note": "接续", "valid_from": "2026-09-07", "source": source}
    return client.post(address, answers | fields)


def decide(client, proposal, word="approve"):
    return client.post(reverse(f"admin:letters_lettertemplate_{word}", args=[proposal.pk]))


def own(source=EDITED, **fields):
    """Write a template that counts, as if two administrators had done so."""
    facts = {"kind": KIND, "version": 101, "source": source, "note": "", "valid_from": TODAY}
    return LetterTemplate.objects.create(**facts | fields, proposed_at=MONDAY, approved_at=MONDAY)


def text_of(pdf):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(bytes(pdf))).pages)


def issued(world):
    story = Story(world)
    story.submit()
    story.wait()
    story.accept()
    return Letter.objects.get(case=story.case, kind=KIND)


def test_a_new_version_counts_when_another_administrator_approves(ann, bob):
    propose(ann, EDITED)
    proposal = LetterTemplate.objects.get()
    assert version_in_force(KIND, TODAY) == 2

    decide(bob, proposal)

    assert version_in_force(KIND, TODAY) == 101
    assert source_in_force(KIND, TODAY).strip() == EDITED.strip()


def test_nobody_approves_their_own(ann):
    propose(ann, EDITED)
    proposal = LetterTemplate.objects.get()

    decide(ann, proposal)

    assert version_in_force(KIND, TODAY) == 2
    with pytest.raises(IntegrityError):
        LetterTemplate.objects.update(approved_by=ann.user, approved_at=MONDAY)


def test_an_edit_begins_with_what_is_in_force_and_shows_what_it_changes(ann, bob):
    form = ann.get(reverse("admin:letters_lettertemplate_add"), {"kind": KIND})
    assert PHRASE in form.content.decode()

    page = propose(ann, EDITED)
    page = bob.get(page["Location"]).content.decode()

    assert "-  " in page
    assert "同意接续其" in page


@pytest.mark.parametrize("language", ["zh", "bilingual"])
def test_the_second_person_sees_samples_marked_as_such(ann, bob, language):
    propose(ann, EDITED)
    at = [LetterTemplate.objects.get().pk, "pension", language]

    sample = bob.get(reverse("admin:letters_lettertemplate_sample", args=at))

    assert sample["Content-Type"] == "application/pdf"
    assert "样张" in text_of(sample.content)
    assert "同意接续其" in text_of(sample.content)


def test_dates_decide_which_version_counts(db):
    own(valid_from=TODAY + timedelta(1), valid_to=TODAY + timedelta(5))

    in_force = [version_in_force(KIND, TODAY + timedelta(days)) for days in (0, 1, 5, 6)]

    assert in_force == [2, 101, 101, 2]


def test_a_letter_keeps_the_template_it_was_issued_with(world, time_machine):
    own()
    letter = issued(world)
    own(EDITED.replace("同意接续其", "再改"), version=102)

    file = render_file(letter, now=MONDAY)

    assert letter.template_version == 101
    assert "同意接续其" in text_of(file.pdf)


def test_a_template_that_is_not_approved_or_was_turned_down_changes_nothing(ann, bob):
    propose(ann, EDITED)
    decide(bob, LetterTemplate.objects.get(), "turn_down")

    assert version_in_force(KIND, TODAY) == 2


HOSTILE = {
    "broken": ('#import "/v2/layout.typ": *\n#let x = (', "unclosed"),
    "reads a file": (OURS + '\n#read("/etc/passwd")', "file not found"),
    "climbs out": (OURS + '\n#read("../../../../../etc/passwd")', "escape"),
    "fetches a package": ('#import "@preview/cetz:0.3.0": *\n' + OURS, "package"),
    "hides the package": ('#import ("@pre" + "view/cetz:0.3.0"): *\n' + OURS, "package"),
    "never ends": (OURS + "\n#while true {}", "always true"),
    "recurses": (OURS + "\n#let f(x) = f(x + 1)\n#f(1)", "depth"),
    "panics": (OURS + '\n#panic("no")', "no"),
    "has no seal": (OURS.split("#signature")[0], "seal"),
    "has two seals": (OURS + "\n#signature()", "seal"),
    "needs a missing fact": (OURS + "\n#letter.salary", "salary"),
    "has a sign the typeface lacks": (OURS + "\n😀", r"U\+1F600"),
    "is far too long": (OURS + "a" * sandbox.LONGEST_SOURCE, "characters"),
}


@pytest.mark.parametrize(("source", "why"), HOSTILE.values(), ids=HOSTILE)
def test_a_broken_or_hostile_template_is_refused_with_the_reason(source, why):
    with pytest.raises(TemplateRefused, match=why):
        try_out(KIND, source, now=MONDAY)


@pytest.mark.parametrize(
    "source",
    [
        "#for a in range(9999) { for b in range(9999) { let c = a * b } }",
        "#{ let s = range(1000000); for i in range(60) { s = s + s } }",
        "#for a in range(9000) [#pagebreak() #lorem(300)]",
    ],
    ids=["takes for ever", "eats memory", "writes a library"],
)
def test_a_template_without_measure_is_stopped_and_the_next_is_set(source, monkeypatch):
    monkeypatch.setattr(sandbox, "SECONDS", 2)

    with pytest.raises(TemplateRefused, match=r"seconds|memory|large"):
        try_out(KIND, OURS + "\n" + source, now=MONDAY)

    assert try_out(KIND, EDITED, now=MONDAY) is None


def test_a_refused_template_is_not_proposed_and_its_text_is_kept(ann):
    page = propose(ann, EDITED + "\n#while true {}").content.decode()

    assert "always true" in page
    assert "同意接续其" in page
    assert not LetterTemplate.objects.exists()


def test_a_template_that_fails_on_a_letter_keeps_none_back(world):
    trap = '\n#if letter.person.name == "林晓" [#panic("trap")]'
    template = own(EDITED + trap.replace("林晓", world.person.name))
    letter = issued(world)

    file = render_file(letter, now=MONDAY)

    template.refresh_from_db()
    assert PHRASE in text_of(file.pdf)
    assert letter.fallback.version == 2
    assert "trap" in template.failure
    assert version_in_force(KIND, TODAY) == 2


@pytest.mark.parametrize("name", ['#panic("no")', '"],{"x":1', "</script>`#{}`$x$"])
def test_hostile_text_stays_text_in_an_edited_template(name):
    facts = reviews.acceptance_letter(person=person(name=name)).as_json()

    paper = set_edited(EDITED, inputs_of(facts, "zh", None), timestamp=MONDAY, root=TEMPLATES)

    assert name in text_of(paper.pdf).replace("\u200b", "")

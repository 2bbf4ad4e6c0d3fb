"""A letter checked by its file: byte for byte, in memory, with a plain verdict for anything."""

import random
import tempfile
import time
import zlib

import pytest

from letters.actions.issuing import render_translation
from letters.checking import judging, uploads
from letters.checking.uploads import AROUND_IT
from letters.models import LetterFile
from letters.rules.verdicts import Outcome
from letters.verifying import LARGEST
from tests.letters import signing
from tests.letters.test_signature_checking import appended, flipped, saved_anew
from tests.verify.visiting import bring, outcome, words


def test_the_very_file_is_the_letter_and_valid(pdf, letter, anybody):
    answer = bring(anybody, pdf)

    assert outcome(answer) == "valid"
    assert "This is exactly the letter that was issued, and it is valid." in words(answer)
    assert letter.printed_number in words(answer)
    assert "certificate P440100-1" in words(answer)


def test_not_even_with_the_file_the_page_names_the_person(pdf, story, anybody):
    page = bring(anybody, pdf).content.decode()

    assert story.world.person.name not in page
    assert story.case.number not in page


def test_the_translation_is_the_letter_too(letter, story, anybody):
    paper = render_translation(letter, now=story.now)

    assert outcome(bring(anybody, bytes(paper.pdf))) == "valid"


def test_a_voided_letter_is_whole_and_counts_no_longer(pdf, story, anybody):
    story.void_without_successor()

    answer = bring(anybody, pdf)

    assert outcome(answer) == "voided"
    assert "The file is unchanged, but the letter no longer counts." in words(answer)


@pytest.mark.parametrize("change", [appended, lambda pdf: pdf + b"\n", lambda pdf: pdf + pdf])
def test_a_copy_that_was_saved_again_is_told_from_a_forgery(pdf, letter, anybody, change):
    answer = bring(anybody, change(pdf))

    assert outcome(answer) == "added-to"
    assert letter.printed_number in words(answer)


def test_a_copy_saved_anew_proves_nothing(pdf, anybody):
    assert outcome(bring(anybody, saved_anew(pdf))) in ("changed", "not-signed")


def test_every_flipped_bit_of_a_sample_is_noticed(pdf, anybody, settings):
    settings.LIMITS = settings.LIMITS | {"letters.file": (10_000, 60)}
    bits = random.Random(7).sample(range(len(pdf) * 8), 120)

    said = {outcome(bring(anybody, flipped(pdf, bit))) for bit in bits}

    assert said == {"changed"}


def test_a_letter_of_another_portal_is_not_ours(world, anybody):
    assert outcome(bring(anybody, signing.letter())) == "not-ours"


def test_a_sealed_file_that_was_never_issued_is_not_valid(pdf, monkeypatch):
    monkeypatch.setattr("letters.verifying._record", lambda digest: None)

    assert judging.by_file(pdf).outcome is Outcome.UNRECORDED


def test_a_letter_from_before_signatures_is_known_by_its_bytes(letter, anybody, story):
    story.prepare_form()
    story.send_form()
    plain = b"%PDF-1.7 an old letter\n%%EOF\n"
    later = story.case.letters.latest("pk")
    LetterFile.objects.create(
        letter=later, pdf=plain, sha256=judging.sha256(plain).hexdigest(), rendered_at=story.now
    )

    assert outcome(bring(anybody, plain)) == "valid"
    assert outcome(bring(anybody, plain + b" ")) == "not-signed"


# --- What else people bring ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"GIF89a a picture", "not-a-pdf"),
        (b"\xff\xd8\xff\xe0 a photo", "not-a-pdf"),
        (b"PK\x03\x04 a zip of zips", "not-a-pdf"),
        (b"<html><script>alert(1)</script>", "not-a-pdf"),
        (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "not-a-pdf"),
        (b"%PDF-", "incomplete"),
        (b"%PDF-1.7 /Encrypt 1 0 R %%EOF", "encrypted"),
        (b"%PDF-1.7 /JavaScript (app.alert(1)) /Launch %%EOF", "not-signed"),
        (b"%PDF-1.7" + zlib.compress(bytes(10**7)) + b"%%EOF", "not-signed"),
        (b"%PDF-1.7" + b"[" * 10**6 + b"%%EOF", "not-signed"),
        (b"%PDF-1.7" + b"/ByteRange [0 1 2 3]" * 10**5 + b"%%EOF", "not-signed"),
        (b"%PDF-1.7 /ByteRange [0 999999999 999999999 999999999] %%EOF", "not-signed"),
        (b"%PDF-1.7" + bytes(LARGEST), "too-large"),
        (bytes(LARGEST + AROUND_IT + 1), "too-large"),
    ],
)
def test_anything_gets_a_plain_verdict(anybody, data, verdict):
    answer = bring(anybody, data)

    assert answer.status_code == 200
    assert outcome(answer) == verdict


def test_a_letter_cut_short_is_incomplete(pdf, anybody):
    assert outcome(bring(anybody, pdf[: len(pdf) // 2])) == "incomplete"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a.pdf.exe", "‮fdp.exe", "x" * 300 + ".pdf", "a\r\nB: c.pdf", "\0"]
)
def test_the_name_of_a_file_means_nothing(pdf, anybody, name):
    answer = bring(anybody, pdf, name=name or "x")

    assert outcome(answer) in ("valid", None)
    assert answer.status_code in (200, 422)


def test_without_a_file_the_page_asks_for_one(anybody):
    for body in ({}, {"letter": "a text"}, {"other": "x"}):
        answer = anybody.post("/verify/", body)
        assert answer.status_code == 422
        assert "Choose the file first." in words(answer)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("multipart/form-data; boundary=x", b"--x\r\n" * 20_000),
        ("multipart/form-data; boundary=" + "x" * 300, b"--x--"),
        ("application/x-www-form-urlencoded", b"letter=%FF&" * 3000),
        ("application/json", b"{"),
        ("application/pdf", b"%PDF-"),
        ("text/plain; charset=utf-99", b"x"),
    ],
)
def test_no_request_brings_the_page_down(anybody, kind, body):
    assert anybody.generic("POST", "/verify/", body, content_type=kind).status_code in (400, 422)


def test_a_file_is_never_written_to_the_disk(pdf, anybody, monkeypatch):
    def refuse(*_what, **_more):
        raise AssertionError("a file was written")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", refuse)
    large = pdf + bytes(4_000_000)

    assert outcome(bring(anybody, large)) == "added-to"


class Passing:
    """A body of which nothing is there; it counts what is asked of it at once, and in all."""

    def __init__(self, length):
        self.left, self.largest, self.taken = length, 0, 0

    def read(self, size):
        piece = min(size, self.left)
        self.left, self.taken = self.left - piece, self.taken + piece
        self.largest = max(self.largest, piece)
        return bytes(piece)

    readline = read


def brought_of_length(anybody, body, length):
    return anybody.generic(
        "POST",
        "/verify/",
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": body, "CONTENT_LENGTH": str(length)},
    )


def test_a_browser_that_sends_more_than_a_letter_comes_to_read_the_verdict(anybody):
    body = Passing(LARGEST * 2)

    assert outcome(brought_of_length(anybody, body, LARGEST * 2)) == "too-large"
    assert body.taken == LARGEST * 2
    assert body.largest <= uploads.PIECE


def test_of_what_nobody_sends_by_mistake_nothing_is_read(anybody):
    body = Passing(uploads.MOST_LET_PASS * 2)

    assert outcome(brought_of_length(anybody, body, uploads.MOST_LET_PASS + 1)) == "too-large"
    assert body.taken == 0


def test_a_large_file_on_a_slow_line_is_not_waited_for(anybody, monkeypatch):
    monkeypatch.setattr(uploads, "SECONDS_LET_PASS", 0)
    body = Passing(LARGEST * 2)

    assert outcome(brought_of_length(anybody, body, LARGEST * 2)) == "too-large"
    assert body.taken < LARGEST


@pytest.mark.parametrize("change", [bytes, appended, saved_anew])
def test_a_file_is_judged_with_three_queries_and_a_count(
    pdf, anybody, settings, django_assert_max_num_queries, change
):
    settings.DEMO = False  # the clock of the demonstration is asked for each page

    with django_assert_max_num_queries(4):
        bring(anybody, change(pdf))


@pytest.mark.parametrize(
    "filler",
    [b"/ByteRange [0 1 2 3]", b"/ByteRange [0 60000 60010 9000000]", b"/Contents <00>", b"<"],
)
def test_the_most_hostile_file_is_answered_within_a_second(pdf, filler):
    hostile = (pdf + filler * (LARGEST // len(filler)))[:LARGEST]
    began = time.process_time()

    judging.by_file(hostile)

    assert time.process_time() - began < 1

"""What a page may be, by rule: kinds, sizes, numbers, names."""

import pytest

from applications.rules.papers import (
    LONGEST_NAME,
    MARKS,
    MOST_BYTES,
    MOST_OF_A_CASE,
    MOST_OF_A_PAPER,
    SAYS,
    Fault,
    FileKind,
    Mark,
    fault_of,
    full,
    kind_of,
    order_after,
    plain_name,
    says,
)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\n\0\0", FileKind.PNG),
        (b"\x89PNG\n\x1a\n\0\0\0", None),  # its line ends were rewritten on the way
        (b"\n%PDF-1.7", None),  # something stands before it
        (b"GIF89a", None),
        (b"MZ\x90\0", None),
        (b"", None),
    ],
)
def test_a_file_is_what_it_holds(head, kind):
    assert kind_of(head) is kind


def test_at_first_sight_a_file_is_empty_too_large_or_no_paper():
    assert fault_of(0, b"") is Fault.EMPTY
    assert fault_of(MOST_BYTES, b"%PDF-1.7") is None
    assert fault_of(MOST_BYTES + 1, b"%PDF-1.7") is Fault.TOO_LARGE
    assert fault_of(10, b"PK\x03\x04") is Fault.OTHER_KIND


def test_a_paper_has_twenty_pages_and_a_case_sixty():
    assert full(MOST_OF_A_PAPER - 1, MOST_OF_A_CASE - 1) is None
    assert full(MOST_OF_A_PAPER, 0) is Fault.PAPER_FULL
    assert full(0, MOST_OF_A_CASE) is Fault.CASE_FULL


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("户口簿 1.jpg", "户口簿 1.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\wang\\id.pdf", "id.pdf"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\u200bb\x1b[31m\0.png", "ab[31m.png"),
        ("..", ""),
        ("x" * 300 + ".jpeg", "x" * (LONGEST_NAME - 5) + ".jpeg"),
        ("y" * 300, "y" * LONGEST_NAME),
    ],
)
def test_a_name_is_shown_without_path_hidden_signs_or_length(name, shown):
    assert plain_name(name) == shown
    assert len(plain_name(name)) <= LONGEST_NAME


def test_every_fault_and_every_mark_is_said_in_both_languages():
    for text in (*SAYS.values(), *MARKS.values()):
        assert text.zh
        assert text.en.isascii()
    assert set(SAYS) == set(Fault)
    assert set(MARKS) == set(Mark)


def test_the_clerks_own_words_follow_the_usual_ones():
    assert says(Mark.BLURRED, "").en == MARKS[Mark.BLURRED].en
    assert says(Mark.BLURRED, "左下角").zh == f"{MARKS[Mark.BLURRED].zh}。左下角"
    assert says(Mark.OTHER, "缺印章").zh == "缺印章"


def test_the_next_page_stands_behind_the_last():
    assert order_after([]) == 1
    assert order_after([3, 1]) == 4

"""A letter can be checked without the portal, by one file and one package."""

import random

import pytest

from scripts import verify
from tests.letters.signing import letter, paper, root

BITS = 8


@pytest.fixture
def judge(tmp_path, capsys):
    """Let the program judge a file; return its exit code and its words."""
    (tmp_path / "root.pem").write_text(root()[0])

    def judge(pdf, authority="root.pem"):
        (tmp_path / "letter.pdf").write_bytes(pdf)
        words = ["letter", str(tmp_path / "letter.pdf"), "--authority", str(tmp_path / authority)]
        return verify.main(words), capsys.readouterr().out

    return judge


def test_a_letter_holds_and_its_seal_is_named(judge):
    code, said = judge(letter())

    assert code == 0
    assert "HOLDS: 广州市社会保险基金管理中心  2026-11-23 10:00:00 (UTC+8)" in said
    assert "P440100-1" in said


def test_any_flipped_bit_is_found(judge):
    pdf = letter()
    signature = range((pdf.index(b"/Contents") - 9) * BITS, (pdf.index(b"/ByteRange") + 30) * BITS)
    chance = random.Random(3)
    bits = chance.sample(range(len(pdf) * BITS), 150) + chance.sample(signature, 250)

    for bit in bits:
        changed = bytearray(pdf)
        changed[bit // BITS] ^= 1 << bit % BITS
        assert judge(bytes(changed))[0] == 1, bit


@pytest.mark.parametrize(
    ("pdf", "words"),
    [
        (lambda: letter() + b"\n", "changed"),
        (lambda: b"\n" + letter(), "changed"),
        (lambda: letter()[:-1], "incomplete"),
        (lambda: paper().pdf, "not signed"),
        (lambda: b"", "not a PDF"),
        (lambda: b"GIF89a", "not a PDF"),
        (lambda: b"%PDF-1.7 /Encrypt 1 0 R %%EOF", "encrypted"),
        (lambda: letter()[:30_000], "incomplete"),
        (lambda: letter(of_root="SOMEBODY ELSE"), "no agency of this portal"),
        (lambda: b"%PDF- <00> /ByteRange [0 6 10 0]", "changed"),
    ],
)
def test_another_file_does_not_hold(judge, pdf, words):
    code, said = judge(pdf())

    assert code == 1
    assert words in said


def test_without_an_authority_there_is_no_verdict(judge):
    assert judge(letter(), authority="nothing.pem")[0] == 2

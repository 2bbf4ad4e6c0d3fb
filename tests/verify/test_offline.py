"""What one needs to check a letter without the portal is published by it."""

from hashlib import sha256

from cryptography.x509 import load_pem_x509_certificates

from scripts import verify
from tests.verify.visiting import words


def test_the_published_root_and_program_judge_a_letter(pdf, anybody, tmp_path, capsys):
    (tmp_path / "letter.pdf").write_bytes(pdf)
    (tmp_path / "root.pem").write_bytes(anybody.get("/verify/root.pem").content)
    files = [str(tmp_path / "letter.pdf"), "--authority", str(tmp_path / "root.pem")]

    assert verify.main(["letter", *files]) == 0
    assert "HOLDS" in capsys.readouterr().out

    (tmp_path / "letter.pdf").write_bytes(pdf + b"\n")
    assert verify.main(["letter", *files]) == 1


def test_the_page_names_the_fingerprint_of_the_root(anybody):
    (root,) = load_pem_x509_certificates(anybody.get("/verify/root.pem").content)
    (der,) = {root.public_bytes(verify.Encoding.DER)}

    assert sha256(der).hexdigest() in words(anybody.get("/verify/"))


def test_the_page_names_program_root_and_command(anybody):
    page = anybody.get("/verify/").content.decode()

    for said in ("/verify/root.pem", "/journal/verify.py", "letter letter.pdf --authority"):
        assert said in page

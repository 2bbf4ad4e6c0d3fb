"""Files as attackers send them: of no kind, of two kinds, full of programs, packed into nothing."""

import gzip
import io
import zipfile
from functools import cache

from tests import papers as made

BIDI = "\u202e"
EIGHT_MB = 8 * 1024 * 1024


@cache
def files() -> tuple[tuple[str, bytes], ...]:
    """Return names and contents; the content decides, and the name may say anything."""
    page, paper = made.picture(colour=3), made.pdf()
    return (
        ("page.png", page),
        ("page.pdf", paper),
        ("page.exe", b"MZ" + bytes(500)),
        (f"virus{BIDI}gnp.exe", page),
        ("../../../etc/cron.d/page.png", page),
        ("a\0b.png", page),
        ("x" * 4000 + ".png", page),
        ("", page),
        ("<script>alert(1)</script>.png", page),
        ("page.html", b"<html><script>alert(document.cookie)</script></html>"),
        ("page.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("two.pdf", paper + _zip(b"x")),
        ("two.png", page + b"<script>alert(1)</script>"),
        ("gif.pdf", b"GIF89a/*" + paper),
        ("infected.pdf", made.INFECTED),
        ("infected.png", made.picture(colour=9) + made.EICAR),
        ("eicar.com", made.EICAR),
        ("scripted.pdf", made.SCRIPTED),
        ("embedding.pdf", made.EMBEDDING),
        *((f"acting-{place}.pdf", each) for place, each in enumerate(made.acting())),
        ("encrypted.pdf", made.ENCRYPTED),
        ("bomb.pdf", made.bomb_in_pdf(4 * EIGHT_MB)),
        ("bomb.png", made.png_of(60_000, 60_000)),
        ("bomb.zip", _zip(bytes(EIGHT_MB))),
        ("bomb.gz", gzip.compress(bytes(EIGHT_MB))),
        ("cut.png", page[:40]),
        ("cut.pdf", paper[:60]),
        ("empty.pdf", b""),
        ("heavy.png", page + bytes(EIGHT_MB)),
    )


def _zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inner", data)
    return out.getvalue()


def as_form(name: str, data: bytes, field: str = "files", **more: str) -> tuple[str, bytes]:
    """Return the kind and the body of a form with this file in it, whole to its end."""
    edge = "edge-of-the-form"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{_quoted(name)}"'
        "\r\nContent-Type: application/octet-stream\r\n\r\n".encode()
        + data
        + b"\r\n"
    ]
    parts += [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in more.items()
    ]
    return f"multipart/form-data; boundary={edge}", b"".join(parts) + f"--{edge}--\r\n".encode()


def _quoted(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')

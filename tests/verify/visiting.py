"""What anybody does on the page on which letters are checked."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile

from letters.rules.codes import code_of, grouped

NOBODYS = code_of(bytes(16))


def words(answer):
    """Return what a page says, without its tags."""
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def outcome(answer):
    """Return the verdict that a page shows."""
    found = re.search(r'data-outcome="([^"]+)"', answer.content.decode())
    return found[1] if found else None


def scan(client, code, **more):
    """Go where the square picture leads."""
    return client.get(f"/verify/{code}/", **more)


def bring(client, pdf, name="letter.pdf", **more):
    """Upload a file."""
    brought = SimpleUploadedFile(name, pdf, content_type="application/pdf")
    return client.post("/verify/", {"letter": brought}, **more)


def typed(client, text):
    """Type a code and go where that leads."""
    return client.get("/verify/", {"code": text}, follow=True)


__all__ = ["NOBODYS", "bring", "grouped", "outcome", "scan", "typed", "words"]

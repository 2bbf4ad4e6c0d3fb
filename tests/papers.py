"""Pages as people send them, made in memory and small; and sending them by the real actions."""

import io
import zlib
from functools import cache
from pathlib import Path

import pikepdf
from PIL import Image

from applications import papers
from applications.actions import applying, collecting
from applications.acts.doing import do
from applications.acts_of_papers import JUDGE
from applications.fields import Paper
from applications.models import Application
from applications.models.paper_pages import PaperPage
from applications.scanning import EICAR
from applications.uploads import arrived_in
from casework.actions.duties import do_what_is_due
from law.wording import Text
from tests.applications import samples
from tests.cast import MONDAY

ORIENTATION, MODEL = 0x0112, 0x0110


def picture(kind="PNG", size=(12, 8), colour=0, **how):
    out = io.BytesIO()
    Image.new("RGB", size, (colour % 256, colour // 256, 90)).save(out, kind, **how)
    return out.getvalue()


@cache
def photograph():
    """Lying on its side, red on its left half, with the telephone's notes."""
    image = Image.new("RGB", (64, 32), "blue")
    image.paste("red", (0, 0, 32, 32))
    notes = Image.Exif()
    notes[ORIENTATION], notes[MODEL] = 6, "Telephone of somebody"
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, exif=notes)
    return out.getvalue()


def pdf(pages=1, change=None, **how):
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page(page_size=(100, 140))
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out, **how)
    return out.getvalue()


def _script(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _to_open(action):
    """A PDF that does this when it is opened."""

    def change(made):
        made.Root.OpenAction = action

    return pdf(change=change)


def act(kind, **more):
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)


SHARE = r"\\evil.example\share"


@cache
def acting():
    """PDFs that do something by themselves, or reach for files elsewhere, however deep it lies."""
    script = act("JavaScript", JS="app.alert(1)")
    chained = script
    for _link in range(20):
        chained = act("GoTo", Next=chained)
    nested = pikepdf.Array([script])
    for _fold in range(60):
        nested = pikepdf.Array([nested])

    def folded(made):
        made.Root["/Folded"] = nested

    def when_shown(made):
        made.pages[0].obj["/AA"] = pikepdf.Dictionary(O=act("URI", URI="https://evil.example/"))

    def elsewhere(made):
        made.pages[0].obj["/Contents"] = pikepdf.Stream(made, b"", {"/F": SHARE})

    reaching = [_to_open(act(kind, F=SHARE)) for kind in ("GoToR", "GoToE", "Thread", "Launch")]
    own = (_to_open(chained), _to_open(act("URI", URI="https://evil.example/")))
    return (*own, *reaching, *(pdf(change=each) for each in (folded, when_shown, elsewhere)))


def harmless():
    """A PDF that opens at its page and has a link in it, as a bank sends one."""

    def change(made):
        made.Root.OpenAction = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=pikepdf.Array([0, 0, 9, 9]),
            A=act("URI", URI="https://bank.example/"),
        )
        made.pages[0].obj["/Annots"] = pikepdf.Array([link])

    return pdf(change=change)


def _attachment(made):
    made.attachments["more.txt"] = b"more"


def png_of(width, height, packed=b""):
    """A PNG that says how large it is, whatever it holds."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"

    def part(name, data):
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    end = part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", packed) + end


@cache
def bomb_in_pdf(most=1024 * 1024):
    """A PDF whose only page unpacks to more than anybody sends."""

    def fill(made):
        made.pages[0].Contents = made.make_stream(bytes(2 * most))

    return pdf(1, fill, compress_streams=True)


def with_words(words):
    """A PDF in which a scanner finds these words."""
    return pdf().replace(b"%%EOF", b"%" + words + b"\n%%EOF")


ENCRYPTED = pdf(encryption=pikepdf.Encryption(owner="o", user="u"))
SCRIPTED, EMBEDDING = pdf(change=_script), pdf(change=_attachment)
INFECTED = with_words(EICAR)


def arrived(data, name="page.png"):
    return arrived_in(io.BytesIO(data), name=name, expected=None)


def send_page(world, application, slot, data=None, name="page.png", now=MONDAY, **more):
    data = picture() if data is None else data
    edge = {"by": world.applicant, "now": now, **more}
    return collecting.add(application, slot, arrived(data, name), **edge)


def bring_papers(world, application, now=MONDAY):
    """Send one page of every paper that is missing, and have it checked."""
    for each in papers.of(application):
        if each.is_missing:
            send_page(world, application, each.paper.slot, now=now)
    do_what_is_due(now=now)
    return Application.objects.whole().get(pk=application.pk)


def find_good(application, who, now=MONDAY):
    """Have a clerk look at every page and find it good."""
    for page in PaperPage.objects.filter(case=application.case_id).counting():
        say_of(application, page, "good", who, now=now)


def say_of(application, page, mark, who, note="", now=MONDAY):
    said = {"page": page.key, "mark": mark, "note": note}
    fresh = Application.objects.whole().get(pk=application.pk)
    return do(JUDGE, fresh, said, by=who, now=now, version=fresh.case.version)


# --- A paper of a sample --------------------------------------------------------------------------
SLOT = "proof"


def paper(slot=SLOT, **more):
    return Paper(
        slot=slot,
        title=Text("证明", "A proof"),
        why=samples.WHY,
        basis=samples.BASIS,
        needed=lambda _answers: True,
        where_from=Text("您的家中", "Your home"),
        **more,
    )


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def files(folder):
    return sorted(path.name for path in Path(folder).glob("??/*"))


def pages(application):
    return papers.pages_of(application)


def sent(world, application, data=None):
    send_page(world, application, SLOT, data)
    do_what_is_due(now=MONDAY)
    applying.submit(fresh(application), by=world.applicant, now=MONDAY, despite_checks=True)
    return fresh(application)

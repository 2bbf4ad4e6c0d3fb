"""Looking into a file: run as a program by `applications.inspecting`, behind walls.

What a PDF carries beside its pages is handed out on request and judged by whoever asked.

Pictures are decoded and written anew, without what a telephone adds (place, time, model); PDFs are
kept as they are and refused where they hold more than pages. The file comes by standard input; the
answer is a line of JSON, followed by the picture and its thumbnail.
"""

import io
import json
import re
import resource
import sys
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image, ImageOps

from applications.inspecting import ATTACHED, Found
from applications.rules.papers import MOST_INFLATED, MOST_PIXELS, MOST_SHEETS, Fault, FileKind

MEMORY = 1536 * 1024 * 1024
THUMBNAIL = 240
QUALITY = 88
PACK, PIECE = 1024 * 1024, 64 * 1024
DEFLATED = 8  # the method, in the first byte of what zlib has packed
# A PDF ends with this; what stands long after it belongs to something else.
PDF_END, MOST_AFTER_END = b"%%EOF", 1024
ZIP_END = b"PK\x05\x06"
# What runs something, or reaches for a file elsewhere: opening one from a share tells its owner the
# clerk's sign-in at the office.
SCRIPTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute"} | {
    *("/GoToR", "/GoToE", "/Thread", "/Rendition"),
}
EMBEDDED = {"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/3D"}
ELSEWHERE = {"/F", "/FFilter", "/Ref"}  # of a stream: its bytes lie in another file
MOST_ATTACHED = 5
DEEPEST = 50  # nobody folds a page of paper more often
PICTURES = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG"}


def main() -> None:
    """Inspect what stands on standard input."""
    seconds = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    if sys.argv[1] == ATTACHED:
        held = attached(data)
        lengths = json.dumps([len(each) for each in held]).encode()
        sys.stdout.buffer.write(lengths + b"\n" + b"".join(held))
        return
    found = inspect(FileKind(sys.argv[1]), data)
    said = {"fault": found.fault, "sheets": found.sheets, "clean": len(found.clean)}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + found.clean + found.thumbnail)


def inspect(kind: FileKind, data: bytes) -> Found:
    """Return what a file is found to be."""
    if kind is FileKind.PDF:
        return _pdf(data)
    return _picture(kind, data)


def attached(data: bytes) -> list[bytes]:
    """Return the XML documents that a PDF carries; nothing of one that is not as it should be."""
    if inflates_beyond(data, MOST_INFLATED):
        return []
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            named = list(pdf.attachments.items())[:MOST_ATTACHED]
            return [
                held.get_file().read_bytes()
                for name, held in named
                if name.lower().endswith((".xml", ".xbrl")) or held.filename.endswith(".xml")
            ]
    except Exception:  # whatever is wrong with it: then it carries nothing that can be read
        return []


def _picture(kind: FileKind, data: bytes) -> Found:
    Image.MAX_IMAGE_PIXELS = None  # counted below, before anything is unpacked
    try:
        with (
            warnings.catch_warnings(),
            Image.open(io.BytesIO(data), formats=[PICTURES[kind]]) as image,
        ):
            warnings.simplefilter("error")
            if image.width * image.height > MOST_PIXELS:
                return Found(fault=Fault.TOO_MANY_PIXELS)
            image.load()
            upright = ImageOps.exif_transpose(image) or image
            return Found(clean=_written(upright, kind), thumbnail=_small(upright))
    except MemoryError:
        return Found(fault=Fault.TOO_HEAVY)
    except Exception:
        return Found(fault=Fault.BROKEN)


def _written(image: Image.Image, kind: FileKind) -> bytes:
    """Return a picture written anew: its points, and nothing that stood beside them."""
    plain = _plain(image, kind)
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = io.BytesIO()
    how = {"quality": QUALITY} if kind is FileKind.JPEG else {}
    bare.save(out, PICTURES[kind], **how)
    return out.getvalue()


def _plain(image: Image.Image, kind: FileKind) -> Image.Image:
    if image.mode in ("L", "RGB") or (kind is FileKind.PNG and image.mode == "RGBA"):
        return image
    return image.convert("RGBA" if kind is FileKind.PNG and "A" in image.getbands() else "RGB")


def _small(image: Image.Image) -> bytes:
    small = image.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    out = io.BytesIO()
    small.convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


def _pdf(data: bytes) -> Found:
    fault = _beside_the_pages(data)
    if fault is not None:
        return Found(fault=fault)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            sheets = len(pdf.pages)
            return Found(fault=_fault_of(pdf, sheets), sheets=min(max(sheets, 1), MOST_SHEETS))
    except pikepdf.PasswordError:
        return Found(fault=Fault.ENCRYPTED)
    except MemoryError:
        return Found(fault=Fault.TOO_HEAVY)
    except Exception:
        return Found(fault=Fault.BROKEN)


def _beside_the_pages(data: bytes) -> Fault | None:
    """Return what is wrong with the file around its pages, before it is unpacked."""
    end = data.rfind(PDF_END)
    if end < 0:
        return Fault.BROKEN
    after = data[end + len(PDF_END) :]
    if len(after) > MOST_AFTER_END or ZIP_END in data[-2 * PACK :]:
        return Fault.TWO_THINGS
    return Fault.TOO_HEAVY if inflates_beyond(data, MOST_INFLATED) else None


def inflates_beyond(data: bytes, most: int) -> bool:
    """Whether the packed parts come to more than `most` bytes; unpacked piece by piece."""
    left = most
    for start in re.finditer(rb"stream\r?\n(?=.)", data, re.DOTALL):
        for piece in _inflated(data, start.end()):
            left -= piece
            if left < 0:
                return True
    return False


def _inflated(data: bytes, at: int) -> Iterator[int]:
    """Yield the lengths of the pieces of one packed part; nothing where it is packed otherwise."""
    if data[at] & 0x0F != DEFLATED:
        return
    unpack = zlib.decompressobj()
    try:
        for here in range(at, len(data), PIECE):
            waiting = data[here : here + PIECE]
            while waiting and not unpack.eof:
                yield len(unpack.decompress(waiting, PACK))
                waiting = unpack.unconsumed_tail
            if unpack.eof:
                return
    except zlib.error:
        return


def _fault_of(pdf: pikepdf.Pdf, sheets: int) -> Fault | None:
    if pdf.is_encrypted:
        return Fault.ENCRYPTED
    if sheets == 0:
        return Fault.BROKEN
    if sheets > MOST_SHEETS:
        return Fault.TOO_MANY_SHEETS
    found = {fault for each in pdf.objects for fault in _faults_in(each)}
    # The worst first: a file with a program and an attachment is refused for the program.
    worst = (Fault.SCRIPTED, Fault.EMBEDDING, Fault.BROKEN)
    return next((each for each in worst if each in found), None)


def _faults_in(thing: Any, depth: int = 0) -> Iterator[Fault]:
    """Yield what one object of a PDF may not hold; what lies within it is looked at too."""
    if depth == DEEPEST:
        yield Fault.BROKEN  # what lies deeper was not looked at
        return
    if isinstance(thing, pikepdf.Array):
        held = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from _faults_of_names(thing)
        held = [thing[name] for name in thing.keys()]  # noqa: SIM118 -- it is no mapping
    else:
        return
    for child in held:  # others are objects of the file themselves
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from _faults_in(child, depth + 1)


def _faults_of_names(thing: Any) -> Iterator[Fault]:
    names, said = (
        set(thing.keys()),
        {str(thing.get(each, "")) for each in ("/S", "/Type", "/Subtype")},
    )
    if names & {"/JS", "/XFA", "/OnInstantiate"} or said & SCRIPTS or _acts_by_itself(thing, names):
        yield Fault.SCRIPTED
    if isinstance(thing, pikepdf.Stream) and names & ELSEWHERE:
        yield Fault.EMBEDDING
    if names & {"/EF", "/EmbeddedFiles"} or said & EMBEDDED:
        yield Fault.EMBEDDING


def _acts_by_itself(thing: Any, names: set[str]) -> bool:
    """Whether something happens without a click: all but showing a place of this file.

    A link to a page of the web is no fault, for its reader sees where it leads and may not follow.
    """
    opening = thing.get("/OpenAction")
    is_act = isinstance(opening, pikepdf.Dictionary)
    is_chain = {"/S", "/Next"} <= names
    return "/AA" in names or is_chain or (is_act and str(opening.get("/S", "")) != "/GoTo")


if __name__ == "__main__":
    main()

"""What a page of a paper (材料) may be, what is wrong with it, and what a clerk says of it.

国务院令第716号 and 社会保险经办条例 art. 31 say what may be asked for; sizes and numbers are the
portal's own, so that a telephone's camera fits and nobody can fill the disk.
"""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from law.wording import Text

MOST_BYTES = 10 * 1024 * 1024
MOST_OF_A_PAPER = 20
MOST_OF_A_CASE = 60
MOST_SHEETS = 100  # of one PDF
MOST_PIXELS = 50_000_000
MOST_INFLATED = 300 * 1024 * 1024  # what the packed parts of a PDF may come to
LONGEST_NAME = 100
LONGEST_NOTE = 200
# Drafts that nobody touches lose their papers, and what was given up loses them sooner.
DRAFT_DAYS, GIVEN_UP_DAYS = 180, 7


class FileKind(StrEnum):
    """What a file is, by what it holds and never by its name."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"


BEGINNINGS = {
    b"%PDF-": FileKind.PDF,
    b"\xff\xd8\xff": FileKind.JPEG,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
}
ENDINGS = {FileKind.PDF: "pdf", FileKind.JPEG: "jpg", FileKind.PNG: "png"}
HEAD = 16


def kind_of(head: bytes) -> FileKind | None:
    """Return what a file is by its first bytes; nothing for what is no paper."""
    return next((kind for mark, kind in BEGINNINGS.items() if head.startswith(mark)), None)


class State(StrEnum):
    """How far a page has come: nobody opens one that is not clean."""

    WAITING = "waiting"
    CLEAN = "clean"
    REFUSED = "refused"


class Fault(StrEnum):
    """Why a file cannot be a page."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    OTHER_KIND = "other-kind"
    TWO_THINGS = "two-things"
    BROKEN = "broken"
    BROKEN_OFF = "broken-off"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_HEAVY = "too-heavy"
    ENCRYPTED = "encrypted"
    SCRIPTED = "scripted"
    EMBEDDING = "embedding"
    TOO_MANY_SHEETS = "too-many-sheets"
    DANGEROUS = "dangerous"
    PAPER_FULL = "paper-full"
    CASE_FULL = "case-full"


SAYS: dict[Fault, Text] = {
    Fault.EMPTY: Text("这个文件是空的，请重新选择。", "This file is empty. Choose it again."),
    Fault.TOO_LARGE: Text(
        "文件超过10 MB。请降低拍照分辨率，或分成几页上传。",
        "The file is larger than 10 MB. Photograph it at a lower resolution, or send it in parts.",
    ),
    Fault.OTHER_KIND: Text(
        "只能使用PDF文件，或JPEG、PNG图片。手机拍照即可。",
        "Only PDF files and JPEG or PNG pictures can be used. A photograph will do.",
    ),
    Fault.TWO_THINGS: Text(
        "文件中还夹带了其他内容。请拍照，或重新导出为PDF。",
        "The file carries something else with it. Photograph the paper, or save it as PDF anew.",
    ),
    Fault.BROKEN: Text(
        "文件已损坏或不完整，无法打开。请重新拍照或导出。",
        "The file is damaged or incomplete and cannot be opened. Photograph or save it anew.",
    ),
    Fault.BROKEN_OFF: Text(
        "上传中断，没有保存。请再试一次。",
        "The upload broke off and nothing was kept. Please try again.",
    ),
    Fault.TOO_MANY_PIXELS: Text(
        "图片超过5000万像素。请用较低分辨率拍照。",
        "The picture has more than 50 megapixels. Photograph it at a lower resolution.",
    ),
    Fault.TOO_HEAVY: Text(
        "文件解开后过大，无法处理。请拍照上传。",
        "Unpacked, the file becomes too large. Photograph the paper instead.",
    ),
    Fault.ENCRYPTED: Text(
        "PDF设有密码。请取消密码后再上传，或拍照上传。",
        "The PDF has a password. Remove it and send the file again, or photograph the paper.",
    ),
    Fault.SCRIPTED: Text(
        "PDF中含有程序，或打开时会自动执行操作。请拍照，或打印为普通PDF后上传。",
        "The PDF holds a program, or does something by itself. Photograph the paper, or print it "
        "to a plain PDF.",
    ),
    Fault.EMBEDDING: Text(
        "PDF中附有其他文件，或要读取别处的文件。请打印为普通PDF后上传。",
        "Other files are attached to the PDF, or it reads some elsewhere. Print it to a plain PDF.",
    ),
    Fault.TOO_MANY_SHEETS: Text(
        "PDF超过100页。只上传需要的那几页。",
        "The PDF has more than 100 pages. Send only those that are asked for.",
    ),
    Fault.DANGEROUS: Text(
        "文件含有危险内容，已删除。请重新拍照或扫描。",
        "The file holds something dangerous and was deleted. Photograph or scan the paper anew.",
    ),
    Fault.PAPER_FULL: Text(
        "每项材料最多20页。请先删除不需要的页。",
        "A paper has at most 20 pages. Remove one that is not needed first.",
    ),
    Fault.CASE_FULL: Text(
        "每件申请最多60页。请先删除不需要的页。",
        "An application has at most 60 pages. Remove one that is not needed first.",
    ),
}
MISSING = Text("请上传这项材料。", "Please send this paper.")
UNUSABLE = Text("有一页不能使用：请替换或删除。", "One page cannot be used: replace or remove it.")


class Mark(StrEnum):
    """What a clerk says of a page."""

    GOOD = "good"
    BLURRED = "blurred"
    CUT_OFF = "cut-off"
    WRONG_PAGE = "wrong-page"
    OTHER = "other"


MARKS: dict[Mark, Text] = {
    Mark.GOOD: Text("可以使用", "Good"),
    Mark.BLURRED: Text("看不清，请重新拍照", "It cannot be read: please photograph it anew"),
    Mark.CUT_OFF: Text("没有拍全，请拍到四边", "Part of it is cut off: please show all four edges"),
    Mark.WRONG_PAGE: Text("不是需要的那一页", "It is not the page that is needed"),
    Mark.OTHER: Text("其他问题（请写明）", "Something else (say what)"),
}


def says(mark: Mark, note: str) -> Text:
    """Return what a person reads of a page: the clerk's own words after the usual ones."""
    usual = MARKS[mark]
    if not note:
        return usual
    return (
        Text(note, note)
        if mark is Mark.OTHER
        else Text(f"{usual.zh}。{note}", f"{usual.en}. {note}")
    )


def fault_of(size: int, head: bytes) -> Fault | None:
    """Return what is wrong with a file at first sight, while it arrives."""
    if size == 0:
        return Fault.EMPTY
    if size > MOST_BYTES:
        return Fault.TOO_LARGE
    return Fault.OTHER_KIND if kind_of(head) is None else None


def full(in_paper: int, in_case: int) -> Fault | None:
    """Return why no further page fits."""
    if in_paper >= MOST_OF_A_PAPER:
        return Fault.PAPER_FULL
    return Fault.CASE_FULL if in_case >= MOST_OF_A_CASE else None


def plain_name(name: str) -> str:
    """Return the name of a file as it can be shown: no path, nothing that cannot be seen, short."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(each for each in last if unicodedata.category(each)[0] not in "C")
    seen = unicodedata.normalize("NFC", seen).strip(" .")
    stem, dot, ending = seen.rpartition(".")
    if dot and stem and len(ending) <= 5:
        return f"{stem[: LONGEST_NAME - 1 - len(ending)]}.{ending}"
    return seen[:LONGEST_NAME]


def order_after(places: Iterable[int]) -> int:
    """Return the place of the next page."""
    return max(places, default=0) + 1

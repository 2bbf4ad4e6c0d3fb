"""What the file of an electronic invoice says: its number, its day, its sum (OFD or XML).

An OFD (GB/T 33190-2016) is an archive whose `original_invoice.xml`, or else whose head, holds the
invoice as data; an 数电票 comes as XML by itself, and a PDF may carry it as an attachment. What
could blow up is refused before it is read.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from law.money import MoneyNotUnderstood, parse_yuan
from law.wording import Text
from services.reimbursement.rules.invoices import Invoice, is_number, plain

LARGEST = 2_000_000  # bytes of a file, and of what is read of an archive
MOST_ENTRIES = 300
MOST_ELEMENTS = 20_000
ZIP, PDF = b"PK\x03\x04", b"%PDF-"
WHOLE, HEAD = "original_invoice.xml", "ofd.xml"
NUMBERS = ("InvoiceNumber", "InvoiceNo", "EInvoiceNumber", "EIid", "发票号码", "票据号码")
CODES = ("InvoiceCode", "EInvoiceCode", "发票代码", "票据代码")
DAYS = ("IssueDate", "IssueTime", "RequestTime", "开票日期")
SUMS = ("TotalTax-includedAmount", "TaxInclusiveTotalAmount", "TotalAmount", "价税合计", "合计金额")
DAY = re.compile(r"([0-9]{4})\D?([0-9]{1,2})\D?([0-9]{1,2})")

TOO_LARGE = Text("文件大于2MB，或解压后过大。", "The file is larger than 2 MB, or unpacks to more.")
NOT_ONE = Text(
    "这不是电子发票的OFD或XML文件。",
    "This is no OFD or XML file of an electronic invoice.",
)
IS_PDF = Text(
    "这个PDF没有附带发票数据，票面文字不能可靠地读出：请照票面填写号码、日期和金额，"
    "或向医院要OFD、XML文件。PDF可以在“材料”一步作为发票上传，由经办人员核对。",
    "This PDF carries no data of the invoice, and what is drawn on its page cannot be read "
    "reliably: type number, day and sum as they stand on it, or ask the hospital for OFD or XML. "
    "The PDF itself goes with the papers, where a clerk compares it.",
)
LATER = Text(
    "现在打不开这个PDF，请过一会儿再试。", "This PDF cannot be opened just now: try again later."
)
NOT_WHOLE = Text(
    "没有读到发票号码和金额，请照票面填写。",
    "No number and sum were found in it. Type them as they stand on the invoice.",
)


class FileNotRead(ValueError):
    """A file that cannot be read, and why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF: of one only what it carries beside its pages can be read."""
    return data[:1024].lstrip().startswith(PDF)


def read_carried(documents: Iterable[bytes]) -> Invoice:
    """Return what the documents that a PDF carries say; raises `FileNotRead` where none is one."""
    for each in documents:
        with suppress(FileNotRead):
            return read_file(each)
    raise FileNotRead(IS_PDF)


def read_file(data: bytes) -> Invoice:
    """Return what a file says; raises `FileNotRead`."""
    if len(data) > LARGEST:
        raise FileNotRead(TOO_LARGE)
    if is_pdf(data):
        raise FileNotRead(IS_PDF)
    if data.startswith(ZIP):
        return _first_whole(_of_archive(data))
    return _first_whole(iter((data,)))


def _first_whole(documents: Iterator[bytes]) -> Invoice:
    is_read = False
    for each in documents:
        is_read = True
        found = _of_tree(_tree(each))
        if found is not None:
            return found
    raise FileNotRead(NOT_WHOLE if is_read else NOT_ONE)


def _of_archive(data: bytes) -> Iterator[bytes]:
    """Yield the documents of an OFD that may hold the invoice, the likeliest first."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise FileNotRead(TOO_LARGE)
            for name in (WHOLE, HEAD):
                for entry in entries:
                    if entry.filename.rpartition("/")[2].lower() == name:
                        yield _unpacked(archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise FileNotRead(NOT_ONE) from error


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return an entry; what unpacks to more than it may is not unpacked to its end."""
    with archive.open(entry) as packed:
        found = packed.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise FileNotRead(TOO_LARGE)
    return found


def _tree(data: bytes) -> Element:
    """Return the elements; what declares a document type or entities is refused."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FileNotRead(NOT_ONE) from error
    return root


def _of_tree(root: Element) -> Invoice | None:
    said: dict[str, str] = {}
    for count, each in enumerate(root.iter()):
        if count > MOST_ELEMENTS:
            raise FileNotRead(TOO_LARGE)
        local = str(each.tag).rpartition("}")[2]
        name = each.get("Name", "") if local == "CustomData" else local
        text = (each.text or "").strip()
        if text and name not in said:
            said[name] = text[:100]
    number, amount = plain(_one(said, NUMBERS)), _amount(_one(said, SUMS))
    if not is_number(number) or amount is None:
        return None
    return Invoice(number, _day(_one(said, DAYS)), amount, plain(_one(said, CODES)))


def _one(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if name in said), "")


def _amount(text: str) -> Decimal | None:
    try:
        return parse_yuan(text.lstrip("¥￥").replace(",", ""))
    except MoneyNotUnderstood:
        return None


def _day(text: str) -> date | None:
    found = DAY.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None

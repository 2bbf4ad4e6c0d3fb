"""Files of electronic invoices: what they say is filled in, and what could blow up is not read."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pikepdf
import pytest

from applications.actions import drafting
from applications.registry import service_of
from kit.errors import NotValid
from kit.spelling import wording
from services.reimbursement.actions.reading import read_files
from services.reimbursement.models import InvoiceFile
from services.reimbursement.rules.invoice_files import IS_PDF, LARGEST, FileNotRead, read_file
from services.reimbursement.rules.invoices import Invoice
from tests.cast import MONDAY
from tests.papers import pdf
from tests.reimbursement.story import STAY, bill, fresh
from tests.reimbursement.test_claiming import codes

NUMBER = "26110000000012345678"
XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>{NUMBER}</EIid></Header>
<EInvoiceData><BasicInformation><TotalTax-includedAmount>1234.50</TotalTax-includedAmount>
</BasicInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>{NUMBER}</InvoiceNumber>
<IssueTime>2026-08-12 10:22:33</IssueTime></TaxSupervisionInfo></EInvoice>""".encode()
WITHIN = """<fp:eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019">
<fp:InvoiceCode>011002600111</fp:InvoiceCode><fp:InvoiceNo>12345678</fp:InvoiceNo>
<fp:IssueDate>2026年08月12日</fp:IssueDate>
<fp:TaxInclusiveTotalAmount>30.00</fp:TaxInclusiveTotalAmount></fp:eInvoice>""".encode()
HEAD = """<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocInfo>
<ofd:CustomDatas><ofd:CustomData Name="发票号码">87654321</ofd:CustomData>
<ofd:CustomData Name="开票日期">20260812</ofd:CustomData>
<ofd:CustomData Name="价税合计">¥1,000.10</ofd:CustomData></ofd:CustomDatas>
</ofd:DocInfo></ofd:DocBody></ofd:OFD>""".encode()
ON = date(2026, 8, 12)


def ofd(**entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "invoice"),
    [
        (XML, Invoice(NUMBER, ON, Decimal("1234.50"))),
        (
            ofd(OFD=HEAD, Doc_0__Attachs__original_invoice=WITHIN),
            Invoice("12345678", ON, Decimal("30.00"), "011002600111"),
        ),
        (ofd(OFD=HEAD), Invoice("87654321", ON, Decimal("1000.10"))),
    ],
    ids=["xml", "ofd", "head of an ofd"],
)
def test_a_file_says_its_number_day_and_sum(data, invoice):
    assert read_file(data) == invoice


BOMB = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04 and then nothing",
        b"<html>",
        b"<a/>",
        BOMB,
        ofd(OFD=BOMB),
        ofd(other=b"<a/>"),
        ofd(OFD=b" " * (LARGEST + 1)),
        ofd(OFD=HEAD, **{f"e{n}": b"" for n in range(400)}),
        b" " * (LARGEST + 1),
        b"<a>" + b"<b/>" * 20_001 + b"</a>",
        XML.replace(b"1234.50", b"a lot"),
        XML.replace(NUMBER.encode(), b"12"),
    ],
)
def test_what_is_no_invoice_or_could_blow_up_is_refused_with_a_sentence(data):
    with pytest.raises(FileNotRead) as refused:
        read_file(data)
    assert refused.value.text.zh


@pytest.fixture
def draft(world):
    started = drafting.start(service_of("reimbursement-inpatient"), by=world.applicant, now=MONDAY)
    drafting.save(started, STAY, by=world.applicant, now=MONDAY)
    return fresh(started)


def test_a_pdf_is_not_guessed_at_and_its_sender_is_told_where_it_goes():
    with pytest.raises(FileNotRead, match="goes with the papers"):
        read_file(b"%PDF-1.7 ...")


def _carrying(name, data):
    def change(made):
        made.attachments[name] = pikepdf.AttachedFileSpec(made, data, filename=name)

    return change


def test_of_a_pdf_the_data_that_it_carries_is_read_and_nothing_else(world, draft):
    said = read(world, draft, pdf(change=_carrying("invoice.xml", XML)))
    assert [row["number"] for row in said["invoices"]] == [NUMBER]

    for held in (("invoice.xml", BOMB), ("invoice.exe", XML), ("a.xml", b"<a/>")):
        with pytest.raises(NotValid) as refused:
            read(world, draft, pdf(change=_carrying(*held)))
        assert wording(IS_PDF) in str(refused.value.errors["files"])


def read(world, draft, *files):
    named = [(f"{n}.ofd", data) for n, data in enumerate(files)]
    read_files(fresh(draft), named, by=world.applicant, now=MONDAY)
    return fresh(draft).raw_answers


def test_files_fill_the_table_and_a_row_that_is_there_is_put_right(world, draft):
    typed = {"invoices": [bill("1.00", "87654321", date(2026, 8, 1))]}
    drafting.save(draft, typed, by=world.applicant, now=MONDAY)

    said = read(world, draft, XML, ofd(OFD=HEAD))

    assert [row["amount"] for row in said["invoices"]] == ["1000.10", "1234.50"]
    assert said["total"] == "2234.60"
    read(world, draft, XML)  # once more, it changes nothing
    assert InvoiceFile.objects.count() == 2


def test_a_row_that_is_changed_afterwards_differs_from_its_file(world, draft):
    read(world, draft, XML)
    assert "MED09" not in codes(fresh(draft))

    rows = {"invoices": [bill("1244.50", NUMBER, ON)], "total": Decimal("1244.50")}
    drafting.save(fresh(draft), rows, by=world.applicant, now=MONDAY)
    assert "MED09" in codes(fresh(draft))


def test_of_several_files_none_is_kept_where_one_cannot_be_read(world, draft):
    with pytest.raises(NotValid) as refused:
        read(world, draft, XML, b"<a/>")

    assert "1.ofd" in str(refused.value.errors["files"])
    assert not InvoiceFile.objects.exists()

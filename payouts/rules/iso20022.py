"""The same in ISO 20022: pain.001.001.09 to a bank, pain.002 and camt.054 from it.

Each payment carries its number and its key as `EndToEndId`, so that an answer finds it again.
What is read declares no document type and no entities, and is known by the names of its elements.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from law.wording import Text
from payouts.rules.bank_answer import Answer, AnswerWrong, Result
from payouts.rules.bank_file import Head, Order, bank_number, yuan
from payouts.rules.returns import PAID, of_iso
from records.rules.bank_camt import tree
from records.rules.bank_statement import NotRead

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
LONGEST_NAME = 140  # Max140Text
NO_XML = Text("不是有效的 XML 文件。", "This is no XML file that can be read.")
NO_BATCH = Text("文件中没有批次号。", "The file does not say which batch it answers.")
BAD_ENTRY = Text("第{line}笔无法识别。", "Payment {line} of the file cannot be read.")
TWO_BATCHES = Text("文件中有不止一个批次。", "The file answers more than one batch.")
ACCEPTED = frozenset({"ACCC", "ACSC"})  # settled; what is only accepted is not booked yet
REJECTED = "RJCT"


# --- Out ------------------------------------------------------------------------------------------
def write(
    head: Head, debtor: str, debtor_account: str, pay_on: date, orders: Iterable[Order]
) -> bytes:
    """Return a customer credit transfer of all payments of a batch."""
    total, made = yuan(head.total_fen), head.made_at.isoformat(timespec="seconds")
    bank = bank_number(head.bank)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<Document xmlns="{NAMESPACE}"><CstmrCdtTrfInitn><GrpHdr>',
        f"<MsgId>{head.batch}</MsgId><CreDtTm>{made}</CreDtTm><NbOfTxs>{head.count}</NbOfTxs>",
        f"<CtrlSum>{total}</CtrlSum><InitgPty><Nm>{escape(debtor[:LONGEST_NAME])}</Nm></InitgPty></GrpHdr>",
        f"<PmtInf><PmtInfId>{head.batch}</PmtInfId><PmtMtd>TRF</PmtMtd>",
        f"<NbOfTxs>{head.count}</NbOfTxs><CtrlSum>{total}</CtrlSum>",
        f"<ReqdExctnDt><Dt>{pay_on.isoformat()}</Dt></ReqdExctnDt>",
        f"<Dbtr><Nm>{escape(debtor[:LONGEST_NAME])}</Nm></Dbtr>",
        f"<DbtrAcct><Id><Othr><Id>{escape(debtor_account)}</Id></Othr></Id><Ccy>CNY</Ccy>",
        f"</DbtrAcct><DbtrAgt>{_agent(bank)}</DbtrAgt>",
        *(_transfer(order, bank) for order in orders),
        "</PmtInf></CstmrCdtTrfInitn></Document>\n",
    ]
    return "".join(parts).encode()


def _agent(bank: str) -> str:
    return f"<FinInstnId><ClrSysMmbId><MmbId>{bank}</MmbId></ClrSysMmbId></FinInstnId>"


def _transfer(order: Order, bank: str) -> str:
    name, remark = f"{order.sequence}.{order.payable}", escape(order.remark)
    said = f"<RmtInf><Ustrd>{remark}</Ustrd></RmtInf>" if remark else ""
    return (
        f"<CdtTrfTxInf><PmtId><EndToEndId>{name}</EndToEndId></PmtId>"
        f'<Amt><InstdAmt Ccy="CNY">{yuan(order.fen)}</InstdAmt></Amt>'
        f"<CdtrAgt>{_agent(bank)}</CdtrAgt><Cdtr><Nm>{escape(order.holder[:LONGEST_NAME])}</Nm></Cdtr>"
        f"<CdtrAcct><Id><Othr><Id>{escape(order.account)}</Id></Othr></Id></CdtrAcct>"
        f"<Purp><Prtry>{escape(order.purpose)}</Prtry></Purp>"
        f"{said}</CdtTrfTxInf>"
    )


# --- In -------------------------------------------------------------------------------------------
def read(content: bytes) -> Answer:
    """Return what a pain.002 or camt.054 says; raises `AnswerWrong`."""
    try:
        root = tree(content)
    except NotRead as error:
        raise AnswerWrong(NO_XML) from error
    is_report = root.find(".//{*}CstmrPmtStsRpt") is not None
    batch = _batch(root, "{*}OrgnlMsgId" if is_report else "{*}Refs/{*}MsgId")
    entries = _reported(root) if is_report else _notified(root)
    return Answer(batch=batch, results=tuple(entries))


def _batch(root: Element, path: str) -> str:
    found = {(each.text or "").strip() for each in root.findall(f".//{path}")} - {""}
    if not found:
        raise AnswerWrong(NO_BATCH)
    if len(found) > 1:
        raise AnswerWrong(TWO_BATCHES)
    return found.pop()


def _reported(root: Element) -> Iterator[Result]:
    """Yield what a status report settles or refuses; what is under way is no answer yet."""
    for number, each in enumerate(root.iterfind(".//{*}TxInfAndSts"), 1):
        status = _text(each, "{*}TxSts")
        if status in ACCEPTED:
            booked = _day(_text(each, "{*}AccptncDtTm")[:10], number)
            yield _result(each, number, PAID, booked)
        elif status == REJECTED:
            code = of_iso(_text(each, "{*}StsRsnInf/{*}Rsn/{*}Cd"))
            yield _result(each, number, code, None)


def _notified(root: Element) -> Iterator[Result]:
    """Yield what a notification books: money that went out was paid, what came in came back."""
    number = 0
    for entry in root.iterfind(".//{*}Ntry"):
        status = _text(entry, "{*}Sts/{*}Cd") or _text(entry, "{*}Sts") or "BOOK"
        if status != "BOOK":
            continue
        booked = _text(entry, "{*}BookgDt/{*}Dt") or _text(entry, "{*}BookgDt/{*}DtTm")[:10]
        came_back = _text(entry, "{*}CdtDbtInd") == "CRDT"
        for each in entry.iterfind(".//{*}TxDtls"):
            number += 1
            code = of_iso(_text(each, "{*}RtrInf/{*}Rsn/{*}Cd")) if came_back else PAID
            day = _day(booked, number)
            yield _result(each, number, code, None if came_back else day)


def _result(each: Element, number: int, code: str, booked: date | None) -> Result:
    name = _text(each, "{*}OrgnlEndToEndId") or _text(each, "{*}Refs/{*}EndToEndId")
    sequence, _dot, payable = name.partition(".")
    if not (sequence.isascii() and sequence.isdigit() and payable.isascii() and payable.isdigit()):
        raise AnswerWrong(BAD_ENTRY.format(line=number))
    reference = _text(each, "{*}AcctSvcrRef") or _text(each, "{*}Refs/{*}AcctSvcrRef")
    return Result(int(sequence[:12]), int(payable[:12]), code, reference[:40], booked, number)


def _day(text: str, number: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AnswerWrong(BAD_ENTRY.format(line=number)) from error


def _text(element: Element, path: str) -> str:
    found = element.find(path)
    return (found.text or "").strip() if found is not None else ""

"""The statement of a bank in ISO 20022 camt.053."""

from xml.etree import ElementTree as Tree
from xml.parsers import expat

from law.wording import Text
from records.rules.bank_statement import (
    BAD_AMOUNT,
    BAD_BALANCE,
    BAD_DAY,
    NO_SIDE,
    Line,
    NotRead,
    Statement,
    day_of,
    fen_of,
)

MANY_STATEMENTS = Text(
    "文件中有{number}份对账单，请逐份导出。",
    "The file holds {number} statements. Export each as a file of its own.",
)
BAD_XML = Text("不是有效的 camt.053 文件。", "This is no camt.053 file that can be read.")
CURRENCY = Text("第{line}行：币种须为人民币。", "Line {line}: the currency is not CNY.")


def read_camt(content: bytes) -> Statement:
    """Read one statement of ISO 20022 camt.053, of whichever version: by the names of elements.

    What is only announced (`PDNG`, `INFO`) is no money on the account, and in none of the balances.
    """
    found = _statement(tree(content))
    errors: list[Text] = []
    lines: list[Line] = []
    for number, entry in enumerate(found.findall("{*}Ntry"), 1):
        if _camt_status(entry) != "BOOK":
            continue
        try:
            lines.append(_camt_line(number, entry))
        except NotRead as error:
            errors += error.errors
    if errors:
        raise NotRead(*errors)
    account = _text(found, "{*}Acct/{*}Id/{*}Othr/{*}Id") or _text(found, "{*}Acct/{*}Id/{*}IBAN")
    opening, closing = _camt_balance(found, "OPBD", "PRCD"), _camt_balance(found, "CLBD")
    return Statement(tuple(lines), account, opening, closing)


def _statement(root: Tree.Element) -> Tree.Element:
    statements = root.findall(".//{*}Stmt")
    if len(statements) > 1:
        raise NotRead(MANY_STATEMENTS.format(number=len(statements)))
    if not statements:
        raise NotRead(BAD_XML)
    return statements[0]


def _camt_status(entry: Tree.Element) -> str:
    """Return the status, a code of its own since version 8 and plain before; booked if unsaid."""
    return _text(entry, "{*}Sts/{*}Cd") or _text(entry, "{*}Sts") or "BOOK"


def tree(content: bytes) -> Tree.Element:
    """Return the elements; what declares a document type or entities is refused unread."""
    guard = expat.ParserCreate()
    guard.StartDoctypeDeclHandler = _refuse
    try:
        guard.Parse(content, True)
        return Tree.fromstring(content)  # noqa: S314 - the guard has read it and met no DOCTYPE
    except (expat.ExpatError, Tree.ParseError, ValueError, LookupError) as error:
        raise error if isinstance(error, NotRead) else NotRead(BAD_XML) from error


def _refuse(*_declared: object) -> None:
    raise NotRead(BAD_XML)


def _text(element: Tree.Element, path: str) -> str:
    return " ".join("".join(each.itertext()).strip() for each in element.findall(path)).strip()


def _camt_line(number: int, entry: Tree.Element) -> Line:
    day = day_of(_text(entry, "{*}BookgDt/{*}Dt") or _text(entry, "{*}BookgDt/{*}DtTm"))
    if day is None:
        raise NotRead(BAD_DAY.format(line=number))
    amount = entry.find("{*}Amt")
    if amount is None or amount.get("Ccy", "CNY") not in ("CNY", "RMB"):
        raise NotRead(CURRENCY.format(line=number))
    fen = abs(fen_of(amount.text or "", BAD_AMOUNT, number))
    if not fen:
        raise NotRead(BAD_AMOUNT.format(line=number))
    side = _text(entry, "{*}CdtDbtInd")
    if side not in ("CRDT", "DBIT"):
        raise NotRead(NO_SIDE.format(line=number))
    came = side == "CRDT"
    other = "Dbtr" if came else "Cdtr"
    party = f".//{{*}}RltdPties/{{*}}{other}"
    return Line(
        number=number,
        day=day,
        fen=fen if came else -fen,
        reference=(_text(entry, "{*}AcctSvcrRef") or _text(entry, "{*}NtryRef"))[:50],
        counterparty=_text(entry, f"{party}/{{*}}Nm") or _text(entry, f"{party}/{{*}}Pty/{{*}}Nm"),
        counter_account=_text(entry, f"{party}Acct/{{*}}Id/{{*}}Othr/{{*}}Id"),
        purpose=" ".join(
            filter(
                None,
                (
                    _text(entry, ".//{*}RmtInf/{*}Ustrd"),
                    _text(entry, ".//{*}Refs/{*}EndToEndId"),
                    _text(entry, "{*}AddtlNtryInf"),
                ),
            )
        ),
    )


def _camt_balance(statement: Tree.Element, *codes: str) -> int | None:
    for each in statement.findall("{*}Bal"):
        if _text(each, "{*}Tp/{*}CdOrPrtry/{*}Cd") in codes:
            fen = fen_of(_text(each, "{*}Amt"), BAD_BALANCE, 0)
            return -fen if _text(each, "{*}CdtDbtInd") == "DBIT" else fen
    return None

"""“A sealed statement of my account”: a year, number by number (社会保险法 art. 74)."""

from dataclasses import dataclass

from agencies import rule_book
from agencies.rules.terms import RECORDED
from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import (
    AgencyChoice,
    Answers,
    Asked,
    Field,
    FormPage,
    Kind,
    Known,
    Question,
    Shown,
)
from applications.known import answers_of, known_of
from applications.models import Application
from applications.record_lines import RESIDENT
from applications.rules.flows import at_once
from applications.rules.reasons import NO_RECORD
from casework.rules.verdicts import Condition
from law.wording import Text
from records.models import AccountYear, Relationship
from services.enrolments import books
from services.enrolments.figures import yuan
from services.enrolments.rules import reasons

NAME = "account-statement"
LATEST = "latest"
FIRST_OPTION = (LATEST, Text("最近一个已结息的年度", "The last year that is closed"))
NO_RESIDENT = Text("", "")


def offered(known: Known | None, _answers: Answers) -> tuple[tuple[str, Text], ...]:
    """Return the years of the person's accounts, the latest first, each by a code."""
    found = _years(known) if known else []
    return (FIRST_OPTION, *((_code(each), _called(each)) for each in found))


def _years(known: Known) -> list[AccountYear]:
    held = [each.pk for each in known.relationships]
    years = AccountYear.objects.filter(relationship__in=held).select_related("relationship")
    return list(years.order_by("-year", "relationship"))


def _code(year: AccountYear) -> str:
    return f"{year.relationship_id}-{year.year}"


def _called(year: AccountYear) -> Text:
    held = year.relationship
    kind, region = RECORDED[held.insurance], held.agency.region
    scheme = RESIDENT if held.scheme == "resident" else NO_RESIDENT
    return Text(
        f"{year.year}年 · {kind.zh}{scheme.zh} · {region.name}",
        f"{year.year} · {kind.en}{scheme.en} · {region.name_en}",
    )


def called(code: str) -> Text | None:
    """Return what a year is called, also once it was chosen."""
    if code == LATEST:
        return FIRST_OPTION[1]
    relationship, _dash, year = code.partition("-")
    return Text(f"{year}年，账户{relationship}", f"{year}, account {relationship}")


WHICH = Field(
    name="which",
    kind=Kind.CHOICE,
    label=Text("要哪一年的对账单？", "Of which year?"),
    called=Text("账户和年度", "Account and year"),
    why=Text("每份对账单写明一个账户的一年。", "A statement says one year of one account."),
    basis=reasons.STATEMENT,
    options=offered,
    named=called,
)


@dataclass(frozen=True)
class StatementFacts:
    """The year that was asked for, if there is one; nothing is known without a sign-in."""

    year: AccountYear | None
    is_anonymous: bool


def year_of(known: Known, answers: Answers) -> AccountYear | None:
    """Return the year that was chosen, of the person's own accounts."""
    found, wanted = _years(known), answers.get("which")
    if wanted == LATEST:
        return next((each for each in found if each.is_closed), None)
    return next((each for each in found if _code(each) == wanted), None)


def facts_of(asked: Asked) -> StatementFacts:
    """Return what the rules are asked."""
    year = year_of(asked.known, asked.answers) if asked.known else None
    return StatementFacts(year, asked.known is None)


def agency(known: Known, answers: Answers) -> AgencyChoice:
    """Return who keeps the account."""
    if not known.relationships:
        return AgencyChoice(reason=NO_RECORD)
    year = year_of(known, answers)
    if year is None:
        return AgencyChoice(is_by_answers=True)
    return AgencyChoice(agencies=(year.relationship.agency.in_office,))


def decided(application: Application) -> tuple[Shown, ...]:
    """Return the year number by number, as the books hold it."""
    case = application.case
    chosen = year_of(known_of(case.person, today=case.created_at.date()), answers_of(application))
    if chosen is None:
        return ()
    held = Relationship.objects.prefetch_related("account_years", "periods", "account_entries")
    relationship = held.get(pk=chosen.relationship_id)
    years = books.years_of(relationship, rule_book.current())
    year = next(each for each in years if each.year == chosen.year)
    state = Text("已结息", "closed") if year.is_closed else Text("尚未结息", "not closed yet")
    return (
        Shown(label=Text("账户", "Account"), value=_called(chosen)),
        Shown(label=Text("状态", "State"), value=state),
        *(Shown(label=each.label, value=yuan(each.fen)) for each in year.amounts),
    )


STATEMENT = Service(
    procedure=at_once(NAME, Text("个人账户对账单", "Statement of a personal account")),
    errand=Text("我要一份盖章的个人账户对账单", "I want a sealed statement of my account"),
    event=LifeEvent.PAYING,
    law=(reasons.STATEMENT, reasons.ACCOUNT),
    deciding=Deciding.AT_ONCE,
    pages=(FormPage(slug="which", title=Text("哪一年", "Which year"), fields=(WHICH,)),),
    agency=agency,
    facts=facts_of,
    conditions=(
        Condition[StatementFacts](
            reasons.NO_ACCOUNT_YEAR,
            Text("账簿中有这一年吗？", "Do the books hold this year?"),
            Text("有。", "Yes."),
            Text("账簿中没有这一年。", "The books do not hold it."),
            lambda facts: facts.year is None and not facts.is_anonymous,
        ),
    ),
    decided=decided,
    matter=lambda answers: str(answers.get("which") or ""),
    result=Text("盖章的个人账户对账单", "A sealed statement"),
    opening=Text(
        "兹证明，截至出具之日，本机构账簿对该账户该年度的记载如下。",
        "By the books of this agency, on the day of issue, the account stands in that year as "
        "follows.",
    ),
    questions=(
        Question(
            question=Text("别人怎样核验真伪？", "How does somebody check it?"),
            answer=Text(
                "扫描对账单上的二维码，或在“核验函件”页面输入核验码。",
                "By the code printed on it, or its QR code, on the page “Check a letter”.",
            ),
        ),
    ),
)

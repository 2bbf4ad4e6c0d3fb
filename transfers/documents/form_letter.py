"""The information form as a letter."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts.models import Person
from agencies.actors import Actor
from agencies.models import Region
from agencies.rules.terms import Insurance
from kit import held
from law.money import from_fen
from law.wording import Text
from letters.parties import agency_facts, region_name
from letters.rules.numbers import LetterNumber
from records.models import Relationship, Scheme
from transfers.documents.every_letter import SCHEMES, acceptance_letter_of, on_every_letter
from transfers.letter_facts.information_form import (
    MedicalInformationForm,
    MedicalLine,
    PensionAmounts,
    PensionInformationForm,
    PensionLine,
)
from transfers.models import FormLine, InformationForm, Transfer

ACCOUNTS = {
    Relationship.AccountKind.GENERAL: Text("一般账户", "General account"),
    Relationship.AccountKind.TEMPORARY: Text("临时缴费账户", "Temporary contribution account"),
}


def information_form(
    transfer: Transfer, form: InformationForm, number: LetterNumber, *, by: Actor, now: datetime
) -> dict[str, Any]:
    """Return the information form: F4 for a pension, 信息表 of 医保办发〔2021〕43号 for medical."""
    build = _pension_form if transfer.insurance == Insurance.PENSION else _medical_form
    lines = list(form.lines.all())
    return build(transfer, form, lines, _form_facts(transfer, form, lines, number, by, now))


def _hukou(person: Person) -> str:
    """Return the household registration as the form writes it: province and place."""
    found = held.row(Region, person.hukou_region_code)
    if found is None:
        return person.hukou_region_code
    return f"{found.parent.name}{found.name}" if found.parent else found.name


def _form_facts(
    transfer: Transfer,
    form: InformationForm,
    lines: list[FormLine],
    number: LetterNumber,
    by: Actor,
    now: datetime,
) -> dict[str, Any]:
    original = transfer.original_relationship
    common = on_every_letter(transfer, number, transfer.original_agency, by, now, original)
    person = transfer.case.person
    return {
        **common,
        "person": replace(common["person"], hukou_address=_hukou(person)),
        "addressee": agency_facts(transfer.new_agency),
        "letter_number": acceptance_letter_of(transfer).printed_number,
        "local_from": min(line.first_month for line in lines),
        "local_to": max(line.last_month for line in lines),
        "local_months": form.months,
        "transferred_on": form.transfer_on,
    }


def _pension_form(
    transfer: Transfer, form: InformationForm, lines: list[FormLine], common: dict[str, Any]
) -> dict[str, Any]:
    opened = transfer.original_relationship and transfer.original_relationship.opened_month
    return PensionInformationForm(
        **common,
        account_kind=ACCOUNTS[Relationship.AccountKind(form.account_kind)],
        amounts=PensionAmounts(
            before_1998=from_fen(form.pre_1998_fen),
            to_last_year_end=from_fen(form.balance_fen),
            this_year_principal=from_fen(form.current_year_fen),
            personal_account=from_fen(form.account_fen),
            pooled=from_fen(form.pooled_fen),
            total=from_fen(form.total_fen),
        ),
        lines=tuple(_pension_line(line) for line in lines),
        account_opened_on=opened,
        first_paid_on=opened,
    ).as_json()


def _pension_line(line: FormLine) -> PensionLine:
    share = _personal_share(line)
    return PensionLine(
        **_line(line),
        credited_personal=from_fen(line.credited_personal_fen),
        interest=from_fen(line.interest_fen),
        interest_personal=from_fen(round(line.interest_fen * share)),
        balance_personal=from_fen(round(line.closing_fen * share)),
    )


def _personal_share(line: FormLine) -> Decimal:
    """Return which share of the account's credit was paid personally."""
    if not line.credited_fen:
        return Decimal(1)
    return Decimal(line.credited_personal_fen) / Decimal(line.credited_fen)


def _medical_form(
    transfer: Transfer, form: InformationForm, lines: list[FormLine], common: dict[str, Any]
) -> dict[str, Any]:
    return MedicalInformationForm(
        **common,
        scheme=SCHEMES[Insurance.MEDICAL, Scheme(transfer.from_scheme)],
        account_balance=from_fen(form.account_fen),
        account_transferred=from_fen(form.account_fen),
        total=from_fen(form.total_fen),
        lines=tuple(MedicalLine(**_line(line)) for line in lines),
    ).as_json()


def _line(line: FormLine) -> dict[str, Any]:
    region = line.agency.region
    return {
        "region_code": region.code,
        "region_name": region_name(region),
        "year": line.first_month.year,
        "from_month": line.first_month,
        "to_month": line.last_month,
        "months": line.months,
        "base": from_fen(line.base_fen),
        "employer_rate": line.employer_rate,
        "account_rate": line.account_rate,
        "personal_rate": line.personal_rate,
        "credited": from_fen(line.credited_fen),
        "balance": from_fen(line.closing_fen),
        "remark": line.remark,
    }

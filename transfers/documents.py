"""What the letters of a transfer say, gathered from the case."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts.models import Person
from agencies import rule_book
from agencies.actors import Actor
from agencies.models import Agency, Region
from agencies.rules.terms import Insurance, TermKind
from casework.actions.accounts import account_in_force
from casework.models import Step
from kit import held
from law.money import from_fen
from law.wording import Text
from letters import data as paper
from letters.models import Letter
from letters.parties import agency_facts, agency_name, person_facts, region_name
from letters.rules.numbers import LetterNumber
from records.models import Relationship, Scheme
from records.rules.contributions import month_number
from transfers import facts
from transfers import letter_facts as sheet
from transfers.merged import Merged
from transfers.models import FormLine, InformationForm, Transfer
from transfers.rules.reasons import REASONS
from transfers.rules.staying import Stay
from transfers.rules.told_agencies import TO_AGENCY

SCHEMES = {
    (Insurance.PENSION, Scheme.EMPLOYEE): Text(
        "企业职工基本养老保险", "Basic old-age insurance for enterprise employees"
    ),
    (Insurance.PENSION, Scheme.RESIDENT): Text(
        "城乡居民基本养老保险", "Basic old-age insurance for residents"
    ),
    (Insurance.MEDICAL, Scheme.EMPLOYEE): Text(
        "职工基本医疗保险", "Basic medical insurance for employees"
    ),
    (Insurance.MEDICAL, Scheme.RESIDENT): Text(
        "城乡居民基本医疗保险", "Basic medical insurance for residents"
    ),
}
ACCOUNTS = {
    Relationship.AccountKind.GENERAL: Text("一般账户", "General account"),
    Relationship.AccountKind.TEMPORARY: Text("临时缴费账户", "Temporary contribution account"),
}
NEXT_AFTER_FILING = Text(
    "由转入地经办机构审核；审核通过后，向转出地经办机构发出同意接收函。",
    "The new agency reviews the application and, if it agrees, sends the original agency an "
    "acceptance letter.",
)


def acceptance(
    transfer: Transfer, number: LetterNumber, *, by: Actor, now: datetime, replaces: Letter | None
) -> dict[str, Any]:
    """Return the acceptance letter, form F3 (国办发〔2009〕66号 art. 8(2))."""
    new = transfer.new_agency
    account = account_in_force(new)
    return sheet.AcceptanceLetter(
        **on_every_letter(transfer, number, new, by, now, transfer.original_relationship),
        addressee=agency_facts(transfer.original_agency),
        scheme=_schemes(transfer),
        bank=paper.BankAccount(
            holder=account.account_name, bank=account.bank_name, number=account.bank_account
        ),
        working_days=_hand_over_days(transfer, now),
        contact_phone=new.phone,
        tracking_number=transfer.case.number,
        replaces=replaces.printed_number if replaces else "",
    ).as_json()


def _schemes(transfer: Transfer) -> Text:
    """Return the scheme, or both where the insurance goes from one to another."""
    insurance = Insurance(transfer.insurance)
    old = SCHEMES[insurance, Scheme(transfer.from_scheme)]
    new = SCHEMES[insurance, Scheme(transfer.to_scheme)]
    return new if old == new else Text(f"{old.zh}转入{new.zh}", f"{old.en} into {new.en}")


def _hand_over_days(transfer: Transfer, now: datetime) -> int:
    on = facts.day_of(now)
    return rule_book.term_in_force(TermKind.HAND_OVER, transfer.insurance, on).working_days


def refusal(
    transfer: Transfer,
    number: LetterNumber,
    codes: Iterable[str],
    *,
    note: str,
    by: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Return the written explanation of a refusal (国办发〔2009〕66号 art. 8(2))."""
    return sheet.Refusal(
        **on_every_letter(transfer, number, transfer.new_agency, by, now),
        applied_on=facts.day_of(transfer.case.submitted_at or now),
        from_region=region_name(transfer.original_region),
        to_region=region_name(transfer.new_region),
        reasons=_reasons(codes, note),
    ).as_json()


def return_note(
    transfer: Transfer,
    number: LetterNumber,
    codes: Iterable[str],
    *,
    note: str,
    by: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Return the note with which the original agency sends the letter back."""
    letter = _acceptance_letter(transfer)
    return sheet.ReturnNote(
        **on_every_letter(transfer, number, transfer.original_agency, by, now),
        addressee=agency_facts(transfer.new_agency),
        letter_number=letter.printed_number,
        letter_issued_on=facts.day_of(letter.issued_at),
        received_on=facts.day_of(letter.delivery.delivered_at),
        reasons=_reasons_for_agency(codes, note),
        contact_phone=transfer.original_agency.phone,
    ).as_json()


def partial_notice(
    transfer: Transfer,
    number: LetterNumber,
    parts: Iterable[tuple[str, Stay | None]],
    *,
    note: str,
    by: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Return the written notice of what cannot be moved (人社厅发〔2019〕94号 art. 3)."""
    letter = _acceptance_letter(transfer)
    return sheet.PartialNotice(
        **on_every_letter(transfer, number, transfer.original_agency, by, now),
        letter_number=letter.printed_number,
        received_on=facts.day_of(letter.delivery.delivered_at),
        from_region=region_name(transfer.original_region),
        to_region=region_name(transfer.new_region),
        copy_to=agency_facts(transfer.new_agency),
        parts=tuple(_part(code, stay) for code, stay in parts),
        note=note,
    ).as_json()


def _part(code: str, stay: Stay | None) -> sheet.PartThatStays:
    (reason,) = _reasons([code], "")
    if stay is None:
        return sheet.PartThatStays(reason=reason)
    months = month_number(stay.last_month) - month_number(stay.first_month) + 1
    return sheet.PartThatStays(
        reason=reason, from_month=stay.first_month, to_month=stay.last_month, months=months
    )


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
        "letter_number": _acceptance_letter(transfer).printed_number,
        "local_from": min(line.first_month for line in lines),
        "local_to": max(line.last_month for line in lines),
        "local_months": form.months,
        "transferred_on": form.transfer_on,
    }


def _pension_form(
    transfer: Transfer, form: InformationForm, lines: list[FormLine], common: dict[str, Any]
) -> dict[str, Any]:
    opened = transfer.original_relationship and transfer.original_relationship.opened_month
    return sheet.PensionInformationForm(
        **common,
        account_kind=ACCOUNTS[Relationship.AccountKind(form.account_kind)],
        amounts=sheet.PensionAmounts(
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


def _pension_line(line: FormLine) -> sheet.PensionLine:
    share = _personal_share(line)
    return sheet.PensionLine(
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
    return sheet.MedicalInformationForm(
        **common,
        scheme=SCHEMES[Insurance.MEDICAL, Scheme(transfer.from_scheme)],
        account_balance=from_fen(form.account_fen),
        account_transferred=from_fen(form.account_fen),
        total=from_fen(form.total_fen),
        lines=tuple(sheet.MedicalLine(**_line(line)) for line in lines),
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


def completion(
    transfer: Transfer,
    form: InformationForm,
    merged: Merged,
    number: LetterNumber,
    *,
    by: Actor,
    now: datetime,
    remarks: tuple[Text, ...] = (),
) -> dict[str, Any]:
    """Return the notice that the transfer is complete (国办发〔2009〕66号 art. 8(4))."""
    every = list(form.lines.order_by("first_month", "pk"))
    lines = [line for line in every if line.months] or every
    arrivals = [each.arrived_on for each in transfer.remittances.all() if each.arrived_on]
    place = sheet.MergedPlace(
        region_name=region_name(transfer.original_agency.region),
        from_month=min(line.first_month for line in lines),
        to_month=max(line.last_month for line in lines),
        months=form.months,
        months_counted=merged.months_added,
        personal_account=from_fen(form.account_fen),
        pooled=from_fen(form.pooled_fen),
        total=from_fen(form.total_fen),
        arrived_on=max(arrivals, default=None),
    )
    return sheet.CompletionNotice(
        **on_every_letter(
            transfer, number, transfer.new_agency, by, now, transfer.new_relationship
        ),
        applied_on=facts.day_of(transfer.case.submitted_at or now),
        from_region=region_name(transfer.original_region),
        places=(place,),
        months_here_before=merged.months_before,
        months_total=merged.months,
        account_balance=from_fen(merged.balance_fen),
        remarks=remarks,
    ).as_json()


def receipt(
    transfer: Transfer, step: Step, number: LetterNumber, *, now: datetime
) -> dict[str, Any]:
    """Return the receipt of an application: what was filed, what follows, by when."""
    filed = [
        paper.Filed(label=Text("转移险种", "Insurance"), value=_schemes(transfer)),
        paper.Filed(label=Text("转出地", "From"), value=region_name(transfer.original_region)),
        paper.Filed(label=Text("转入地", "To"), value=region_name(transfer.new_region)),
        paper.Filed(
            label=Text("转出地经办机构", "Original agency"),
            value=agency_name(transfer.original_agency),
        ),
    ]
    if transfer.employer_name:
        employer = Text("新工作单位", "New employer")
        filed.append(paper.Filed(label=employer, value=transfer.employer_name))
    return paper.SubmissionReceipt(
        **on_every_letter(transfer, number, transfer.new_agency, None, now),
        submitted_at=now,
        filed=tuple(filed),
        next_step=NEXT_AFTER_FILING,
        due_on=step.due_on,
        working_days=step.working_days,
        provisional=step.is_provisional,
    ).as_json()


def on_every_letter(
    transfer: Transfer,
    number: LetterNumber,
    issuer: Agency,
    by: Actor | None,
    now: datetime,
    relationship: Relationship | None = None,
) -> dict[str, Any]:
    """Return what every letter of a transfer carries."""
    return {
        "insurance": transfer.insurance,
        "number": number.identifier,
        "official_number": number.official,
        "case_number": transfer.case.number,
        "issued_on": facts.day_of(now),
        "issuer": agency_facts(issuer),
        "person": person_facts(
            transfer.case.person,
            personal_number=relationship.personal_number if relationship else "",
        ),
        "handler": by.user.display_name if by and by.user else "",
    }


def _reasons(codes: Iterable[str], note: str) -> tuple[paper.Reason, ...]:
    """Return the reasons with their articles; the clerk's own words stand with the first."""
    own_words = Text(note, note) if note.strip() else None
    return tuple(
        paper.Reason(
            code=code,
            title=REASONS[code].sentence,
            way_forward=REASONS[code].way_forward,
            detail=own_words if index == 0 else None,
            basis=REASONS[code].basis.label,
        )
        for index, code in enumerate(codes)
    )


def _reasons_for_agency(codes: Iterable[str], note: str) -> tuple[paper.Reason, ...]:
    """Return the same reasons as one agency tells another."""
    return tuple(
        replace(each, title=TO_AGENCY[each.code].found, way_forward=TO_AGENCY[each.code].needed)
        for each in _reasons(codes, note)
    )


def _acceptance_letter(transfer: Transfer) -> Letter:
    letters = Letter.objects.filter(case=transfer.case, kind=Letter.Kind.ACCEPTANCE)
    return letters.select_related("delivery").latest("issued_at")

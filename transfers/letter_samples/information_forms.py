"""Believable information forms: of a pension on one page or three, and of medical insurance."""

from datetime import date
from decimal import Decimal

from law.wording import Text
from transfers.letter_facts.information_form import (
    MedicalInformationForm,
    MedicalLine,
    PensionAmounts,
    PensionInformationForm,
    PensionLine,
)
from transfers.letter_samples.agencies import (
    CHENGDU,
    NEW_AGENCY,
    ORIGINAL_AGENCY,
    PATIENTS,
    on_every_letter,
)


def pension_line(year, month=None):
    base = Decimal(3200 + 150 * (year - 1996))
    from_month, to_month = (month, month) if month else (1, 12)
    months = to_month - from_month + 1
    return PensionLine(
        region_code="510100",
        region_name=CHENGDU,
        year=year,
        from_month=date(year, from_month, 1),
        to_month=date(year, to_month, 1),
        months=months,
        base=base,
        employer_rate=Decimal("0.20") if year < 2019 else Decimal("0.16"),
        account_rate=Decimal("0.11") if year < 2006 else Decimal("0.08"),
        personal_rate=Decimal("0.08"),
        credited=base * months * Decimal("0.08"),
        credited_personal=base * months * Decimal("0.08"),
        interest=Decimal("123.45"),
        interest_personal=Decimal("123.45"),
        balance=Decimal("1234.56") * (year - 1995),
        balance_personal=Decimal("1234.56") * (year - 1995),
        remark="",
    )


def pension_information_form(lines=None, **facts):
    facts = {
        "addressee": NEW_AGENCY["pension"],
        "letter_number": "穗社保转〔2026〕123号",
        "account_kind": Text("一般账户", "General account"),
        "local_from": date(1996, 1, 1),
        "local_to": date(2026, 10, 1),
        "local_months": 370,
        "transferred_on": date(2026, 12, 8),
        "work_started_on": date(1995, 7, 1),
        "place_personal_payment_from": date(1993, 1, 1),
        "first_paid_on": date(1996, 1, 1),
        "account_opened_on": date(1996, 1, 1),
        "amounts": PensionAmounts(
            before_1998=Decimal("1204.50"),
            to_last_year_end=Decimal("98765.43"),
            this_year_principal=Decimal("4620.00"),
            personal_account=Decimal("104589.93"),
            pooled=Decimal("218760.00"),
            total=Decimal("323349.93"),
        ),
        "lines": lines or tuple(pension_line(year) for year in range(2014, 2027)),
    } | facts
    return PensionInformationForm(
        **on_every_letter(
            "pension",
            ORIGINAL_AGENCY,
            {"number": "P510100-2026-004567", "official_number": "蓉社保转〔2026〕4567号"} | facts,
        )
    )


def three_pages_of_lines():
    return tuple(pension_line(year, month) for year in range(2018, 2027) for month in range(1, 9))


def medical_information_form(**facts):
    facts = {
        "addressee": NEW_AGENCY["medical"],
        "letter_number": "穗医保转〔2026〕124号",
        "scheme": PATIENTS,
        "local_from": date(2019, 1, 1),
        "local_to": date(2026, 10, 1),
        "local_months": 94,
        "transferred_on": date(2026, 12, 3),
        "account_balance": Decimal("3456.78"),
        "account_transferred": Decimal("3456.78"),
        "total": Decimal("3456.78"),
        "lines": tuple(
            MedicalLine(
                region_code="510100",
                region_name=CHENGDU,
                year=year,
                from_month=date(year, 1, 1),
                to_month=date(year, 10 if year == 2026 else 12, 1),
                months=10 if year == 2026 else 12,
                base=Decimal(6000 + 250 * (year - 2019)),
                employer_rate=Decimal("0.065"),
                personal_rate=Decimal("0.02"),
                account_rate=Decimal("0.02"),
                credited=Decimal("1440.00"),
                balance=Decimal("432.10") * (year - 2018),
                remark="含当年利息" if year == 2026 else "",
            )
            for year in range(2019, 2027)
        ),
    } | facts
    return MedicalInformationForm(
        **on_every_letter(
            "medical",
            ORIGINAL_AGENCY,
            {"number": "M510100-2026-004568", "official_number": "蓉医保转〔2026〕4568号"} | facts,
        )
    )


def information_form(insurance="pension", **facts):
    make = pension_information_form if insurance == "pension" else medical_information_form
    return make(**facts)

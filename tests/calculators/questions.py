"""One good question for every calculator, and a case to vary."""

PENSION_CASE = {
    "sex": "male",
    "born_on": "1980-05-01",
    "applied_on": "2026-03-02",
    "hukou_region": "330000",
    "new_region": "440000",
    "original_region": "330000",
    "enrolled_and_paid_at_new": True,
    "active_at_original": False,
    "arrears_months_at_original": 0,
    "arrears_waived": False,
    "drawing_benefit": False,
    "first_enrolment_at_new": None,
    "approved_move": False,
    "deceased": False,
}
MEDICAL_CASE = {
    "applied_on": "2026-03-02",
    "from_scheme": "employee",
    "to_scheme": "employee",
    "original_area": "330100",
    "new_area": "440100",
    "stopped_at_original": True,
    "enrolled_at_new": True,
    "medical_retiree": False,
    "in_hospital": False,
    "account_balance": "1200.00",
    "open_transfer": False,
    "deceased": False,
}
MONTH = {
    "month": "2025-03",
    "base": "10000.00",
    "account_rate": "0.08",
    "employer_rate": "0.16",
    "personal_rate": "0.08",
}
GOOD = {
    "deadline": {"received_on": "2026-02-09", "working_days": 15},
    "working-days": {"year": 2026},
    "benefit-place": {
        "hukou_region": "330000",
        "segments": [{"region": "440000", "months": 130, "account": "general"}],
    },
    "pension-transfer-amount": {
        "transfer_on": "2026-03-15",
        "account": "general",
        "pre_1998_personal": "0.00",
        "balance_at_last_year_end": "12000.00",
        "months": [MONTH],
    },
    "account-interest": {
        "method": "annual",
        "opening": "10000.00",
        "credits": [{"month": 1, "amount": "800.00"}],
        "rate": "0.0262",
    },
    "cumulative-months": {
        "insurance": "pension",
        "segments": [
            {"region": "330000", "from": "2010-01", "to": "2012-06", "scheme": "employee"},
        ],
    },
    "pension-eligibility": PENSION_CASE,
    "medical-eligibility": MEDICAL_CASE,
    "retirement-age": {"category": "male", "born": "1972-09"},
    "pension-estimate": {
        "age_years": 60,
        "age_months": 3,
        "local_base": "8000.00",
        "average_index": "1.2",
        "contribution_months": 300,
        "personal_account": "137300.00",
    },
    "unemployment-term": {"contribution_months": 70, "unused_months": 3},
    "employer-dues": {
        "paid_on": "2026-11-27",
        "months": [{"month": "2026-03", "owed": "2160.00"}],
    },
    "identity-number": {"document_type": "resident-id", "number": "11010519491231002X"},
}

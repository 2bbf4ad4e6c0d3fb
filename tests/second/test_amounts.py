"""Ten thousand histories, reckoned by the rules and by a database that knows only the texts."""

from random import Random

import pytest

from calculators.catalogue import calculate
from calculators.reading.refusing import BadInput
from tests.calculators.conftest import KNOWN
from tests.second.loading import ask, lay_out

pytestmark = pytest.mark.django_db

CASES = 10_000
TABLES = {
    "asked": ("id", "transfer_year", "temporary", "before_1998", "balance"),
    "month": ("id", "place", "month", "base", "account", "employer", "personal", "paid", "owed"),
    "rate": ("year", "share"),
}
# 人社部发〔2017〕31号: the yearly rates, in millionths.
RATES = (
    (2016, 83_100), (2017, 71_200), (2018, 82_900), (2019, 76_100), (2020, 60_400),
    (2021, 66_900), (2022, 61_200), (2023, 39_700), (2024, 26_200),
)  # fmt: skip
ACCOUNT_SHARES = (80_000, 110_000, 50_000, 100_000, 160_000, 30_000, 87_654, 110_001, 79_999)
EMPLOYER_SHARES = (160_000, 200_000, 120_000, 140_000, 0, 35_000, 198_765)
PERSONAL_SHARES = (80_000, 40_000, 0, 110_000, 200_000, 12_345)


def histories(chance):
    """Return histories of every kind: long and short, derived and given, owed and doubled."""
    for number in range(CASES):
        derived = chance.random() < 0.4
        transfer = chance.randint(2016, 2026) if derived else chance.randint(1996, 2026)
        first = chance.choice((2016, 2017, 2020, 2015)) if derived else chance.randint(1990, 2026)
        first = min(first, transfer)
        months = [month(chance, first, transfer) for _each in range(chance.randint(0, 30))]
        months += [again(chance, each) for each in chance.sample(months, min(2, len(months)))]
        balance = None if derived else chance.randint(0, 50_000_000)
        case = (number, transfer, chance.randint(0, 1), chance.randint(0, 900_000), balance)
        yield case, [(number, place, *each) for place, each in enumerate(months)]


def month(chance, first, last):
    """Return one month of contributions; half of them round numbers, as in life."""
    year = chance.randint(first, last)
    base = chance.choice((chance.randint(0, 40) * 100_00, chance.randint(1, 4_000_000)))
    paid, owed = chance.random() < 0.9, chance.random() < 0.1
    shares = map(chance.choice, (ACCOUNT_SHARES, EMPLOYER_SHARES, PERSONAL_SHARES))
    return year * 100 + chance.randint(1, 12), base, *shares, int(paid), int(owed)


def again(chance, found):
    """Return the same month a second time, or one like it."""
    return found if chance.random() < 0.5 else (found[0], *month(chance, 2010, 2010)[1:])


def by_the_rules(case, months):
    """Return ①, ②, ③, ⑤, the months and the principal, or which error there is."""
    _id, transfer, temporary, before_1998, balance = case
    asked = {
        "transfer_on": f"{transfer}-12-31",
        "account": "temporary" if temporary else "general",
        "pre_1998_personal": money(before_1998),
        "balance_at_last_year_end": None if balance is None else money(balance),
        "months": [spelled(*each[2:]) for each in months],
    }
    try:
        found = calculate("pension-transfer-amount", asked, "en", KNOWN)["result"]
    except BadInput as refused:
        return refused.code
    names = ("pre_1998_personal", "balance_to_last_year_end", "current_year_principal", "pooled")
    sums = [fen(found[name]) for name in names]
    return *sums, found["months_counted"], fen(found["account_principal_transferred"])


def spelled(month, base, account, employer, personal, paid, owed):
    """Return a month as a program sends it."""
    return {
        "month": f"{month // 100}-{month % 100:02d}",
        "base": money(base),
        "account_rate": share(account),
        "employer_rate": share(employer),
        "personal_rate": share(personal),
        "paid": bool(paid),
        "personal_arrears": bool(owed),
    }


def money(fen):
    """Return fen as programs write money."""
    return f"{fen // 100}.{fen % 100:02d}"


def share(millionths):
    """Return millionths as programs write a rate."""
    return f"0.{millionths:06d}"


def fen(written):
    """Return the whole fen of an amount."""
    return int(written.replace(".", ""))


def by_the_database(rows):
    """Return the same for every row of the statement."""
    for _id, rate_is_missing, *found in rows:
        yield "rate_not_published" if rate_is_missing else tuple(map(int, found))


def test_ten_thousand_amounts_agree_with_the_database():
    cases = list(histories(Random(20091228)))
    rows = {
        "asked": [case for case, _months in cases],
        "month": [each for _case, months in cases for each in months],
        "rate": RATES,
    }
    for name, columns in TABLES.items():
        lay_out(name, columns, rows[name])

    found = list(by_the_database(ask("amounts")))

    assert len(found) == CASES
    assert found == [by_the_rules(*case) for case in cases]

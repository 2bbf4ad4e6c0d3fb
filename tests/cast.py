"""The cast, always the same: an applicant, clerks at each agency, a supervisor, a stranger."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from accounts.models import Person, User
from agencies.actions.reference import load_terms
from agencies.actors import Actor, actor_of
from agencies.models import Agency, CalendarDay, CalendarNotice, Post, Region
from applications.declaring import Service
from applications.models import Offer
from casework.actions.accounts import keep_first_accounts
from law.identity_number import check_character
from law.workdays import seed_days, seed_years
from records import accounts
from records.models import AccountYear, InsuredPeriod, Relationship
from tests.kept import kept
from transfers.actions import drafting
from transfers.models import Transfer

MONDAY = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai, weeks without holidays follow
PASSWORD = "correct horse battery"

PLACES = {
    "440000": ("广东省", "Guangdong", "province", None),
    "440100": ("广州市", "Guangzhou", "prefecture", "440000"),
    "510000": ("四川省", "Sichuan", "province", None),
    "510100": ("成都市", "Chengdu", "prefecture", "510000"),
    "330000": ("浙江省", "Zhejiang", "province", None),
    "330100": ("杭州市", "Hangzhou", "prefecture", "330000"),
}
HANDLED = {
    "pension": ("社会保险基金管理中心", "Social Insurance Fund Centre"),
    "medical": ("医疗保险服务中心", "Medical Insurance Service Centre"),
}


def identity_number(born_on: date, region: str = "510104", sequence: str = "000") -> str:
    """Return a number that passes its check and belongs to nobody alive."""
    first = f"{region}{born_on:%Y%m%d}{sequence}"
    return first + check_character(first)


@dataclass
class World:
    """The regions, agencies and people of a test."""

    agencies: dict[str, Agency]
    people: dict[str, Actor]
    person: Person
    stranger: Person

    def agency(self, insurance: str, place: str) -> Agency:
        """Return the agency for an insurance at a place: `guangzhou`, `chengdu`, `hangzhou` …"""
        return self.agencies[f"{insurance}-{place}"]

    def __getattr__(self, name: str) -> Actor:
        """Return an actor by name: `applicant`, `pension_new_a`, `pension_original_b` …"""
        try:
            return self.__dict__["people"][name]
        except KeyError as error:
            raise AttributeError(name) from error


def load_reference() -> None:
    """Load terms and calendar as an installation has them."""
    load_terms(now=MONDAY)
    notices = [CalendarNotice(year=year, loaded_at=MONDAY) for year in seed_years()]
    by_year = {each.year: each for each in CalendarNotice.objects.bulk_create(notices)}
    CalendarDay.objects.bulk_create(
        CalendarDay(
            notice=by_year[day.date.year],
            date=day.date,
            is_workday=day.is_workday,
            reason=day.name.zh,
            reason_en=day.name.en,
        )
        for day in seed_days()
    )


def make_agencies() -> dict[str, Agency]:
    """Make a pension and a medical agency for each place; the province supervises the city."""
    for code, (name, name_en, level, parent) in PLACES.items():
        Region.objects.create(code=code, name=name, name_en=name_en, level=level, parent_id=parent)
    made: dict[str, Agency] = {}
    for code, (name, name_en, _level, parent) in PLACES.items():
        for insurance in HANDLED:
            supervisor = made.get(f"{insurance}-{PLACES[parent][1].lower()}") if parent else None
            made[f"{insurance}-{name_en.lower()}"] = _agency(
                insurance, code, name, name_en, supervisor
            )
    keep_first_accounts(now=MONDAY)
    return made


def _agency(
    insurance: str, region: str, name: str, name_en: str, supervisor: Agency | None
) -> Agency:
    code = f"{insurance[0].upper()}{region}"
    return Agency.objects.create(
        code=code,
        name=name + HANDLED[insurance][0],
        name_en=f"{name_en} {HANDLED[insurance][1]}",
        region_id=region,
        supervisor=supervisor,
        address=f"{name}政务大道1号",
        address_en=f"1 Zhengwu Avenue, {name_en}",
        postcode="510000",
        phone="020-12333",
        email=f"{code.lower()}@agency.example",
        account_name=f"{name}社会保险基金财政专户",
        bank_name="示例银行",
        bank_account="0000000000000001",
        **{f"handles_{insurance}": True},
    )


def make_user(name: str, **fields: Any) -> User:
    """Make somebody who signs in by mail."""
    return User.objects.create_user(f"{name}@people.example", PASSWORD, **fields)


def make_clerk(name: str, agency: Agency, role: str = Post.Role.CLERK) -> Actor:
    """Make a member of an agency's staff."""
    user = make_user(name, display_name=name)
    Post.objects.create(user=user, agency=agency, role=role, started_at=MONDAY)
    return actor_of(user)


def make_person(name: str, born_on: date, **fields: Any) -> Person:
    """Make a person as the agencies' records know them."""
    facts = {
        "sex": "female",
        "hukou_region_code": "510100",
        "phone": "+8613800000000",
        "number": identity_number(born_on),
    }
    return Person.objects.create(name=name, born_on=born_on, **(facts | fields))


def make_verified_user(name: str, person: Person) -> Actor:
    """Make the sign-in of a person whose identity is proven."""
    user = make_user(name, person=person, identity_verified_at=MONDAY)
    return actor_of(User.objects.get(pk=user.pk))


def insure(
    person: Person,
    agency: Agency,
    insurance: str,
    years: range,
    *,
    base: int = 500_000,
    status: str = Relationship.Status.SUSPENDED,
    last_month: int = 12,
    **fields: Any,
) -> Relationship:
    """Give a person a record: a whole year each, the last one up to `last_month`."""
    relationship = Relationship.objects.create(
        person=person,
        agency=agency,
        insurance=insurance,
        status=status,
        personal_number=f"{agency.code}{person.pk:06d}{fields.get('scheme', '')[:1]}",
        opened_month=date(years[0], 1, 1),
        **fields,
    )
    balance = 0
    for year in years:
        until = last_month if year == years[-1] else 12
        credited = base * until * 8 // 100
        InsuredPeriod.objects.create(
            relationship=relationship,
            first_month=date(year, 1, 1),
            last_month=date(year, until, 1),
            base_fen=base,
            employer_rate=Decimal("0.16"),
            personal_rate=Decimal("0.08"),
            account_rate=Decimal("0.08"),
            scheme=relationship.scheme,
        )
        AccountYear.objects.create(
            relationship=relationship,
            year=year,
            opening_fen=balance,
            credited_fen=credited,
            credited_personal_fen=credited,
            closing_fen=balance + credited,
            is_closed=year < MONDAY.year,
        )
        balance += credited
    _close_sleeping_years(relationship, years[-1] + 1, balance)
    return relationship


def _close_sleeping_years(relationship: Relationship, first: int, balance: int) -> None:
    """Close the years after the last one paid as the books of an agency do; here nothing earns."""
    AccountYear.objects.bulk_create(
        AccountYear(relationship=relationship, year=year, opening_fen=balance, closing_fen=balance)
        for year in range(first, MONDAY.year)
    )


def pay_again(relationship: Relationship, months: int, base: int = 500_000) -> None:
    """Let somebody come back and pay from 2026-01 on, as the books of the agency then say."""
    Relationship.objects.filter(pk=relationship.pk).update(status="suspended")
    InsuredPeriod.objects.create(
        relationship=relationship,
        first_month=date(2026, 1, 1),
        last_month=date(2026, months, 1),
        base_fen=base,
        employer_rate=Decimal("0.16"),
        personal_rate=Decimal("0.08"),
        account_rate=Decimal("0.08"),
    )
    line = accounts.year_of(relationship, 2026)
    line.credited_fen += base * months * 8 // 100
    line.closing_fen += base * months * 8 // 100
    line.save()


def pay_twice(world: World) -> None:
    """Let Chengdu pay until March 2025, when Guangzhou paid already: three double months."""
    chengdu = world.agency("pension", "chengdu")
    held = Relationship.objects.get(person=world.person, agency=chengdu)
    last = held.periods.last()
    if last is None or last.last_month.year > 2024:
        return
    last.pk, last._state.adding = None, True
    last.first_month, last.last_month = date(2025, 1, 1), date(2025, 3, 1)
    last.save()
    year = held.account_years.get(year=2025)
    year.credited_fen = year.credited_personal_fen = 3 * 40_000
    year.closing_fen += year.credited_fen
    year.save()


def make_world() -> World:
    """Make everything a transfer needs, for both insurances; it is built once and then laid."""
    return kept(("world",), _build_world)


def make_world_online(*services: Service) -> World:
    """Make the same world, in which every agency offers these services online; built once too."""
    names = tuple(each.name for each in services)
    return kept(("world online", *names), lambda: _open(make_world(), names))


def _open(made: World, names: tuple[str, ...]) -> World:
    load_terms(now=MONDAY)
    Offer.objects.bulk_create(
        Offer(service=name, agency=agency, since=MONDAY)
        for name in names
        for agency in made.agencies.values()
    )
    return made


def _build_world() -> World:
    load_reference()
    agencies = make_agencies()
    person = make_person("王小燕", date(1992, 5, 10))
    stranger = make_person("李红", date(1990, 3, 4))
    people = {
        "applicant": make_verified_user("applicant", person),
        "other_person": make_verified_user("other", stranger),
        "unverified": actor_of(make_user("unverified")),
        "administrator": actor_of(make_user("admin", is_staff=True, is_superuser=True)),
        "second_administrator": actor_of(make_user("admin-b", is_staff=True, is_superuser=True)),
    }
    for insurance in HANDLED:
        new, old = agencies[f"{insurance}-guangzhou"], agencies[f"{insurance}-chengdu"]
        for letter in "ab":
            people[f"{insurance}_new_{letter}"] = make_clerk(f"{insurance}-new-{letter}", new)
            people[f"{insurance}_original_{letter}"] = make_clerk(f"{insurance}-old-{letter}", old)
        people[f"{insurance}_stranger"] = make_clerk(
            f"{insurance}-stranger", agencies[f"{insurance}-hangzhou"]
        )
        people[f"{insurance}_supervisor"] = make_clerk(
            f"{insurance}-supervisor", agencies[f"{insurance}-sichuan"], Post.Role.SUPERVISOR
        )
        people[f"{insurance}_auditor"] = make_clerk(
            f"{insurance}-auditor", agencies[f"{insurance}-sichuan"], Post.Role.AUDITOR
        )
        insure(person, old, insurance, range(2014, 2025))
        active = Relationship.Status.ACTIVE
        insure(person, new, insurance, range(2025, 2027), base=800_000, status=active, last_month=8)
    return World(agencies, people, person, stranger)


def make_draft(world: World, insurance: str, now: datetime = MONDAY) -> Transfer:
    """Make a complete draft from Chengdu to Guangzhou."""
    transfer = drafting.start(insurance, by=world.applicant, now=now)
    answers = {
        "original_region": "510100",
        "new_region": "440100",
        "employer_name": "广州示例科技有限公司",
        "contact_phone": "+8613800000000",
    }
    drafting.save(transfer, answers, by=world.applicant, now=now)
    return transfer

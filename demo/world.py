"""Loading the whole demo world in order."""

from collections.abc import Callable
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.models import Person, User
from agencies.actions import reference
from agencies.actors import actor_of
from agencies.models import Agency
from agencies.scopes import LEAST
from casework.actions import accounts as bank_accounts
from casework.actions import sending, systems, wishing
from casework.actions.accounts import keep_first_accounts
from casework.models import AccountProposal, ClientProposal, Dispatch, Wishes
from casework.rules.wishes import CHOOSABLE, Way
from demo import (
    advice,
    agencies,
    applicants,
    arrivals,
    bank,
    cards,
    care,
    cases,
    changes,
    claims,
    employers,
    enrolling,
    histories,
    hospitals,
    mandates,
    offers,
    out_of_work,
    paid,
    payers,
    people,
    record_files,
    retiring,
    staff,
    watching,
)
from demo.lives import HOW_MANY, Life, everybody_else
from demo.sign_ins import CHEN_EMAIL, TOUR_AGENCIES, VERIFIED_PEOPLE
from demo.stories import STORIES
from transfers.actions import taking_over

MERGED = ("P340200", "P340000")  # the agency of Wuhu, and that of its province
WISHES_FOR_TEXT_MESSAGES = CHEN_EMAIL
NEW_ACCOUNT = "P440000"  # two administrators have changed its account; its head has to confirm it


def load(*, now: datetime, say: Callable[[str], object]) -> None:
    """Load what is missing; the invented people and their cases come whole or not at all."""
    reference.load(now=now)
    agencies.load()
    keep_first_accounts(now=now)
    if User.objects.filter(email=f"admin@{staff.HOST}").exists():
        return
    say("Inventing people, their records and some forty cases")
    with transaction.atomic():
        _populate(now)
    _send_what_was_told(now)


def _send_what_was_told(now: datetime) -> None:
    """Send each message of the invented past at the moment it would have left."""
    for way in Way:
        waiting = Dispatch.objects.due(way, now).order_by("due_at", "pk")
        while (first := waiting.first()) is not None:
            sending.send_one(way, now=first.due_at)


def _wish_for_text_messages(email: str) -> None:
    """Let somebody have a phone confirmed, and be written to by text message alone."""
    user = User.objects.select_related("person").get(email=email)
    user.phone, user.phone_verified = str(user.person.phone), True
    user.save(update_fields=["phone", "phone_index", "phone_verified"])
    topics = (wishing.MUST_BE_TOLD, *CHOOSABLE)
    ways = {str(each): [Way.SMS] for each in topics}
    wishing.wish(user, wishing.Wished(ways, Wishes.Digest.NONE, desk_digest=False))


def _populate(now: datetime) -> None:
    lives = all_lives(timezone.localdate(now))
    persons = people.load(lives)
    histories.load(lives, persons, today=timezone.localdate(now))
    staff.load({code for story in STORIES for code in story.agencies} | TOUR_AGENCIES, now=now)
    hashed = make_password(staff.PASSWORD)
    for number, email in VERIFIED_PEOPLE.items():
        staff.make_verified_user(email, persons[number], hashed, now=now)
    _wish_for_text_messages(WISHES_FOR_TEXT_MESSAGES)
    _change_account(NEW_ACCOUNT, now=now)
    _let_in(NEW_ACCOUNT, now=now)
    offers.load(now=now)
    enrolling.load_values(now=now)
    hospitals.load(today=timezone.localdate(now))
    found = _applicants(persons, now)
    payers.load(hashed, persons, now=now)
    family = (persons[applicants.SUN], persons[applicants.ZHOU])
    nobodys = make_password(None)
    retiring.sign_up(nobodys, hashed, persons, now=now)
    of_cards = list(cards.scenes(nobodys, now=now))  # asked for first, and shown last
    others = (
        *changes.scenes(nobodys, now=now),
        *of_cards,
        *care.scenes(nobodys, hashed, now=now),
        *enrolling.scenes(hashed, now=now),
        *out_of_work.scenes(nobodys, hashed, now=now),
        *mandates.scenes(*family, now=now),
    )
    others += tuple(payers.scenes(now=now))
    others += tuple(claims.scenes(nobodys, hashed, now=now))  # of those who have no account yet
    others += tuple(retiring.scenes(persons, now=now))
    cases.load(found, others, now=now)
    employers.load(hashed, now=now)
    bank.load(now=now)
    cards.load(now=now)
    paid.load(now=now)
    record_files.load(now=now)
    arrivals.load(now=now)
    watching.load(hashed, now=now)
    advice.load(now=now)
    cases.ring(now)
    _merge(*MERGED, now=now)


def _administrators() -> list[User]:
    return [User.objects.get(email=f"{name}@{staff.HOST}") for name, _shown in staff.ADMINISTRATORS]


def _change_account(code: str, *, now: datetime) -> None:
    """Let a new bank account wait for the head of its agency; letters print the old one."""
    first, second = _administrators()
    agency = Agency.objects.get(code=code)
    proposal = AccountProposal(
        agency=agency,
        account_name=agency.account_name,
        bank_name=agency.bank_name,
        bank_account=f"{agency.bank_account[:-1]}2",
        reason="开户行网点撤并，原账户停用",
    )
    bank_accounts.propose(proposal, by=first, now=now)
    bank_accounts.approve(proposal, by=second, now=now)


def _let_in(code: str, *, now: datetime) -> None:
    """Let a system in whose secret waits for the head of its agency."""
    first, second = _administrators()
    proposal = ClientProposal.objects.create(
        agency=Agency.objects.get(code=code),
        name="核心业务系统",
        scopes=list(LEAST),
        proposed_by=first,
        proposed_at=now,
    )
    systems.approve(proposal, by=second, now=now)


def _merge(old: str, into: str, *, now: datetime) -> None:
    """Let one agency be closed and another act in its place, as two administrators do it."""
    first, second = (actor_of(each) for each in _administrators())
    merger = taking_over.propose_merger(
        Agency.objects.get(code=old),
        Agency.objects.get(code=into),
        on=timezone.localdate(now),
        document="示例机构改革文件",
        by=first,
        now=now,
    )
    taking_over.merge_agency(merger, by=second, now=now)


def all_lives(today: date) -> list[Life]:
    """Return everybody: the tour's people, the applicants, and those who fill the records."""
    taking_part = applicants.tour(today) + applicants.of_stories(today)
    taking_part += payers.lives(today)
    others = everybody_else(max(life.number for life in taking_part) + 1, today)
    return [*[*taking_part, *others][:HOW_MANY], *retiring.lives(today)]


def _applicants(persons: dict[int, Person], now: datetime) -> list[Person]:
    """Return the person of each story, with a sign-in that nobody but the story uses."""
    found = [persons[applicants.FIRST_STORY + index] for index in range(len(STORIES))]
    for number, person in enumerate(found, start=1):
        email = f"applicant-{number}@{staff.HOST}"
        staff.make_verified_user(email, person, make_password(None), now=now)
    return found

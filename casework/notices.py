"""What each kind of notice says, in the reader's language; it names no person and no amount."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import Mandate, Person
from casework.models import Case, Notice
from casework.notice_details import DETAILS
from casework.rules.wishes import Topic
from kit.questions import question

TITLES: dict[str, str] = {
    "taken-over": gettext_noop("Another agency has taken a case over"),
    "death-reported": gettext_noop("A death was reported and has to be confirmed"),
    "death-confirmed": gettext_noop("The insured person has died"),
    "death-taken-back": gettext_noop("The record of a death was wrong and is taken back"),
    "death-turned-down": gettext_noop("The report about a death does not count"),
    "goes-on-after-death": gettext_noop("The case is carried through after the death"),
    "ended-by-death": gettext_noop("The case has ended: the insured person has died"),
    "held-act-failed": gettext_noop("A decision that waited could not be carried out"),
    "prepared-act-overtaken": gettext_noop(
        "What was prepared for a second person fell away: the case has moved on"
    ),
    "account-proposed": gettext_noop("A new bank account has been proposed for your agency"),
    "account-approved": gettext_noop("A new bank account waits for your agency's supervisor"),
    "account-turned-down": gettext_noop("A proposed bank account was turned down"),
    "account-confirmed": gettext_noop("The bank account of your agency has changed"),
    "account-rejected": gettext_noop("Your agency has rejected a new bank account"),
    "post-proposed": gettext_noop("A clerk has been proposed; a second person has to agree"),
    "post-given": gettext_noop("Somebody has a new post at your agency"),
    "post-ended": gettext_noop("A post at your agency has ended"),
    "factor-anew": gettext_noop("One of your staff sets up a new second factor"),
    "staff-locked": gettext_noop("The account of one of your staff has been locked"),
    "agency-change-proposed": gettext_noop("A change of your agency's particulars is proposed"),
    "agency-changed": gettext_noop("The particulars of your agency have changed"),
    "agency-change-turned-down": gettext_noop(
        "A proposed change of your agency's particulars was turned down"
    ),
    "system-let-in": gettext_noop("A new system has access for your agency"),
    "system-changed": gettext_noop("What a system of your agency may do has changed"),
    "system-secret-fetched": gettext_noop("The secret of a system has been fetched"),
    "system-secret-changed": gettext_noop("The secret of a system has been changed"),
    "system-old-secret-ended": gettext_noop("The old secret of a system has ended"),
    "system-addresses-changed": gettext_noop("From where a system may call has been changed"),
    "system-keys-changed": gettext_noop("The keys by which a system signs have been changed"),
    "system-switched-off": gettext_noop("A system of your agency has been locked out"),
    "tokens-approve": gettext_noop("Second persons of your agency may approve by token"),
    "tokens-approve-no-more": gettext_noop(
        "Second persons of your agency approve on the pages only"
    ),
    "webhook-made": gettext_noop("A webhook of your agency has been set up"),
    "webhook-secret-changed": gettext_noop("The secret of a webhook has been changed"),
    "webhook-given-up": gettext_noop("A webhook has not taken an event for three days"),
    "webhook-ended": gettext_noop("A webhook of your agency has ended"),
    "proceeding": gettext_noop("A reconsideration or a lawsuit about a case was recorded"),
    "proceeding-reported": gettext_noop(
        "The insured person has filed a reconsideration or a lawsuit: please confirm"
    ),
    "acted-for-you": gettext_noop("Somebody acted for you, by your mandate"),
    "acted-at-counter": gettext_noop("This was done for you at a counter"),
    "mandate-accepted": gettext_noop("Your mandate was accepted"),
    "mandate-ended": gettext_noop("A mandate has ended"),
    "message": gettext_noop("There is a new message in a case"),
    "reminder": gettext_noop("A due day is near"),
    "late": gettext_noop("A term has been exceeded"),
    "escalated": gettext_noop("A late case was brought before you"),
    "rescheduled": gettext_noop("A due day has moved"),
    "term-extended": gettext_noop("Days do not count for a term: the due day has moved"),
    "urged": gettext_noop("You are reminded of a case"),
    "urge-answered": gettext_noop("The agency has answered the reminder"),
    "answer-awaited": gettext_noop("An answer of yours is still awaited"),
    "answer-owed": gettext_noop("The person still waits for your agency's answer"),
    "correction-reminder": gettext_noop("Your correction is still awaited"),
    "correction-ends-soon": gettext_noop("Please answer soon: your correction is awaited"),
    "correction-unanswered": gettext_noop("No correction came in time"),
    "second-person-awaited": gettext_noop("What was prepared waits for a second person"),
    "letter-unopened": gettext_noop("A letter was delivered and nobody has opened it"),
    "urging-unanswered": gettext_noop("A reminder still waits for an answer"),
    "clearing-waits": gettext_noop("Months paid twice still wait to be paid back"),
    "promise-passed": gettext_noop("A promised day has passed and it is not done"),
}
TO_AGENCIES = (
    "death-reported",
    "death-confirmed",
    "death-taken-back",
    "death-turned-down",
    "goes-on-after-death",
    "ended-by-death",
    "held-act-failed",
    "prepared-act-overtaken",
    "account-proposed",
    "account-approved",
    "account-turned-down",
    "account-confirmed",
    "account-rejected",
    "post-proposed",
    "post-given",
    "post-ended",
    "factor-anew",
    "staff-locked",
    "agency-change-proposed",
    "agency-changed",
    "agency-change-turned-down",
    "system-let-in",
    "system-changed",
    "system-secret-fetched",
    "system-secret-changed",
    "system-old-secret-ended",
    "system-addresses-changed",
    "system-keys-changed",
    "system-switched-off",
    "tokens-approve",
    "tokens-approve-no-more",
    "webhook-made",
    "webhook-secret-changed",
    "webhook-given-up",
    "webhook-ended",
    "proceeding-reported",
    "reminder",
    "escalated",
    "urged",
    "answer-owed",
    "second-person-awaited",
    "letter-unopened",
    "urging-unanswered",
    "clearing-waits",
)
# Of each kind of notice, what it is to the person who is told; or that only agencies are.
TOPICS: dict[str, Topic | Callable[[dict], Topic]] = {
    **dict.fromkeys(TO_AGENCIES, Topic.OFFICE),
    # Whoever gave no mandate, or never meant this, hears of it at once and can end it.
    "acted-for-you": Topic.SECURITY,
    "acted-at-counter": Topic.SECURITY,
    "mandate-accepted": Topic.SECURITY,
    "mandate-ended": Topic.DECISION,
    "proceeding": Topic.DECISION,
    "term-extended": Topic.DECISION,
    "taken-over": Topic.PROGRESS,
    "late": Topic.PROGRESS,
    "rescheduled": Topic.PROGRESS,
    "message": Topic.MESSAGE,
    "urge-answered": Topic.MESSAGE,
    "answer-awaited": Topic.REMINDER,
    "correction-reminder": Topic.NEEDED,
    "correction-ends-soon": Topic.NEEDED,
    "correction-unanswered": Topic.DECISION,
    "promise-passed": Topic.MESSAGE,
}


def topic_of(notice: Notice) -> Topic:
    """Return what a notice is about, as its reader wishes to hear of it or not.

    What no room has named for persons must reach them all the same; in a test it fails.
    """
    if notice.to_person_id is None:
        return Topic.OFFICE
    topic = TOPICS.get(notice.kind, Topic.OFFICE)
    named = topic if isinstance(topic, Topic) else topic(notice.data)
    return Topic.DECISION if named is Topic.OFFICE else named


def title(notice: Notice) -> str:
    """Return the headline."""
    return _(TITLES[notice.kind])


def body(notice: Notice) -> str:
    """Return the sentence beneath it."""
    if notice.case is None:
        return DETAILS[notice.kind](notice.data)
    case = _("Case %(number)s.") % {"number": notice.case.number}
    detail = DETAILS.get(notice.kind)
    if detail is None:
        return case
    return _("%(case)s %(detail)s") % {"case": case, "detail": detail(notice.data)}


def link(notice: Notice) -> str:
    """Return where the reader finds the thing itself: a letter, a message, what is asked."""
    if notice.to_person_id and notice.kind in LINKS:
        return LINKS[notice.kind](notice)
    if notice.kind.startswith("mandate-"):
        return reverse("mandates")
    if notice.kind in PAGES:
        return reverse(PAGES[notice.kind])
    if notice.kind.startswith("sharing-"):
        return reverse("my_sharings")
    if notice.kind.startswith("due-"):
        return reverse("dues")
    if notice.data.get("freed"):
        return f"{reverse('desk_queue')}?whose=unassigned"
    if notice.case is None:
        return reverse("desk_account" if notice.kind.startswith("account-") else "desk_notices")
    name = "desk_case" if notice.to_agency_id else "case"
    return reverse(name, args=[notice.case.number])


def shown(notice: Notice) -> dict[str, object]:
    """Return a notice as a list of notices shows it."""
    return {
        "title": title(notice),
        "body": body(notice),
        "href": reverse("notice", args=[notice.pk]) if notice.to_person_id else link(notice),
        "at": notice.at,
        "is_new": notice.read_at is None,
    }


def _of_case(name: str) -> Callable[[Notice], str]:
    return lambda notice: reverse(name, args=[notice.case.number if notice.case else ""])


# Of what is told to a person: where the thing itself stands. Without an entry it is the case.
LINKS: dict[str, Callable[[Notice], str]] = {
    "message": _of_case("case_messages"),
    "answer-awaited": _of_case("case_messages"),
    "correction-asked": _of_case("case_correct"),
    "correction-reminder": _of_case("case_correct"),
    "correction-ends-soon": _of_case("case_correct"),
}
# Of what is about no case: the name of the page on which it goes on.
PAGES: dict[str, str] = {}


def register(
    titles: Mapping[str, str],
    details: Mapping[str, Callable[[dict], str]],
    topics: Mapping[str, Topic | Callable[[dict], Topic]],
    pages: Mapping[str, str] | None = None,
    links: Mapping[str, Callable[[Notice], str]] | None = None,
) -> None:
    """Let a room above say what its kinds of notice are called, what is said beneath, what each of
    them is to a person, on which page what is about no case goes on, and where else one leads."""
    TITLES.update(titles)
    DETAILS.update(details)
    TOPICS.update(topics)
    PAGES.update(pages or {})
    LINKS.update(links or {})


LATEST = 5


def latest(person: Person) -> list[dict]:
    """Return what a person was told last, as it is shown."""
    return [shown(each) for each in _counted_along(_latest(person=person.pk), person)]


@question
def _latest(*, person: int) -> QuerySet[Notice]:
    own = Notice.objects.filter(to_person=person, mandate=None)
    return own.select_related("case").annotate(unread=_all_unread(person))[:LATEST]


def _all_unread(person: int) -> Coalesce:
    """Return how many of all notices to a person are not opened, as a column beside some."""
    own = Notice.objects.filter(to_person=person, mandate=None, read_at=None).order_by()
    by_person = own.values("to_person").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(by_person), 0)


def _counted_along(told: list[Notice], person: Person) -> list[Notice]:
    """Keep with the person how many are unread: the bar of the same page asks for it."""
    if told:
        unread: int = told[0].unread  # type: ignore[attr-defined]
        person.__dict__["unread_along"] = min(unread, MOST_COUNTED)
    return told


MOST_COUNTED = 10  # more is "9+" on a badge


def unread(person: Person) -> int:
    """Return how many things a person was told and has not opened, up to ten."""
    along: int | None = person.__dict__.get("unread_along")
    return len(_unread(person=person.pk)) if along is None else along


@question
def _unread(*, person: int) -> QuerySet[Notice]:
    own = Notice.objects.filter(to_person=person, mandate=None, read_at=None)
    return own.order_by().only("pk")[:MOST_COUNTED]


def latest_by_mandate(mandate: Mandate) -> list[dict]:
    """Return what whoever acts by a mandate was told last, about cases of its giver."""
    told = Notice.objects.filter(mandate=mandate, to_person=mandate.holder_id)
    return [shown(each) for each in told.select_related("case")[:LATEST]]


def unread_by_mandate(mandates: Iterable[Mandate]) -> dict[int, int]:
    """Return how many things whoever acts by each of these mandates was told and has not opened."""
    keys = sorted(each.pk for each in mandates)
    told = _unread_by_mandate(mandates=keys) if keys else []
    return Counter(each.mandate_id for each in told)


@question
def _unread_by_mandate(*, mandates: list[int]) -> QuerySet[Notice]:
    told = Notice.objects.filter(mandate__in=mandates, read_at=None)
    return told.order_by().only("pk", "mandate_id")[:MOST_COUNTED]


def latest_of(case: Case, person: Person | None) -> list[dict]:
    """Return what a person was told last about a case."""
    told = _latest_of(case=case.pk, person=person.pk) if person else []
    for each in _counted_along(told, person) if person else []:
        each.case = case
    return [shown(each) for each in told]


@question
def _latest_of(*, case: int, person: int) -> QuerySet[Notice]:
    own = Notice.objects.filter(case=case, to_person=person)
    return own.annotate(unread=_all_unread(person))[:LATEST]

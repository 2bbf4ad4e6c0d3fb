"""What each kind of notice says, in the reader's language; it names no person and no amount."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from accounts.models import Mandate, Person
from agencies import scopes
from agencies.models import Agency, Post, in_language
from casework.models import Case, Notice
from casework.rules.ladder import Rung
from casework.rules.wishes import Topic
from kit.questions import question
from kit.spelling import wording

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
    "system-switched-off": gettext_noop("A system of your agency has been locked out"),
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
    "system-switched-off",
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


def said_day(text: str) -> str:
    """Return a day that a notice keeps as text as its reader says it."""
    return date_format(date.fromisoformat(text), "DATE_FORMAT")


def _near(data: dict) -> str:
    if not data["left"]:
        return _("Today, %(day)s, is the last day.") % {"day": said_day(data["due_on"])}
    left = ngettext(
        "%(n)s working day is left, until %(day)s.",
        "%(n)s working days are left, until %(day)s.",
        data["left"],
    )
    return left % {"n": data["left"], "day": said_day(data["due_on"])}


def _late(data: dict) -> str:
    return _("The term ended on %(day)s. It was brought before %(rung)s.") % {
        "day": said_day(data["due_on"]),
        "rung": wording(Rung(data["rung"]).label),
    }


def _taken_over(data: dict) -> str:
    names = {"old": in_language(*data["old"]), "new": in_language(*data["new"])}
    return _("%(old)s has become part of %(new)s, which goes on with it; no term changes.") % names


def _awaited(data: dict) -> str:
    return _("The agency wrote on %(since)s and asked for it by %(day)s.") % {
        "since": said_day(data["since"]),
        "day": said_day(data["due_on"]),
    }


def _owed(data: dict) -> str:
    return _("The person wrote on %(since)s.") % {"since": said_day(data["since"])}


def _moved(data: dict) -> str:
    days = {"old": said_day(data["old"]), "new": said_day(data["due_on"])}
    return _("It was %(old)s and is now %(new)s, because the holiday calendar changed.") % days


def _extended(data: dict) -> str:
    days = {name: said_day(data[name]) for name in ("first_day", "last_day", "old", "due_on")}
    return _(
        "From %(first_day)s to %(last_day)s no day counts (document %(document)s). The due day was "
        "%(old)s and is now %(due_on)s."
    ) % {**days, "document": data["document"]}


def _urged(data: dict) -> str:
    if data["by_person"]:
        return _("The insured person asks when it will be done. Answer them on the page “Term”.")
    return _("The other agency asks when it will be done. Answer it on the page “Term”.")


def _urge_answered(data: dict) -> str:
    if data["done_by"]:
        return _("It will be done by %(day)s.") % {"day": said_day(data["done_by"])}
    return _("It cannot be done yet. The reason stands in the case.")


def _correction_awaited(data: dict) -> str:
    """Say since when, until when, and what happens then: the same words in every reminder."""
    days = {"since": said_day(data["since"]), "until": said_day(data["until"])}
    asked = _("The agency asked on %(since)s; its own term stands still until you answer.") % days
    if data["is_decided"]:
        then = _("After %(until)s the agency decides by what there is.")
    else:
        then = _(
            "After %(until)s the case is closed by itself. That is no refusal: you lose no month "
            "and no money, and you may apply again at any time."
        )
    return f"{asked} {then % days}"


def _correction_ended(data: dict) -> str:
    if data["is_decided"]:
        return _("The agency goes on and decides by what there is.")
    return _(
        "The case is closed. It was not refused: no month and no money is lost, and a new "
        "application may be made at any time."
    )


def _unopened(data: dict) -> str:
    return _("It is letter %(letter)s. Its term runs from the day it was delivered.") % data


def _unanswered(data: dict) -> str:
    said = _("By the insured person") if data["by_person"] else _("By the other agency")
    return _("%(who)s, on %(since)s.") % {"who": said, "since": said_day(data["since"])}


def _clearing_waits(data: dict) -> str:
    return _("Since %(since)s. The law names no term, and the person waits for the money.") % {
        "since": said_day(data["since"])
    }


def _promise_passed(data: dict) -> str:
    return _("It was to be done by %(day)s. The term runs on; it can be asked for again now.") % {
        "day": said_day(data["done_by"])
    }


def _account(data: dict) -> str:
    accounts = {"old": data["old"] or _("none"), "new": data["new"]}
    return _("Old account: %(old)s. New account: %(new)s.") % accounts


def _account_and_next(data: dict) -> str:
    nobody_yet = _("It is used for nothing until the supervisor of your agency has confirmed it.")
    return f"{_account(data)} {nobody_yet}"


def _post(data: dict) -> str:
    return f"{data['name']} · {Post.Role(data['role']).label}"


def _post_ended(data: dict) -> str:
    freed = data.get("freed", 0)
    if not freed:
        return _post(data)
    lies = ngettext(
        "%(n)s case lies in the queue again, for somebody else to take on.",
        "%(n)s cases lie in the queue again, for somebody else to take on.",
        freed,
    )
    return f"{_post(data)}. {lies % {'n': freed}}"


def _agency(data: dict) -> str:
    return changes_in_words(data["changes"])


def changes_in_words(changes: list) -> str:
    """Say each field of an agency with what stood there, and what stands there now or shall."""
    return " ".join(_field(*each) for each in changes)


def _field(name: str, old: list[str], new: list[str]) -> str:
    return _("%(field)s: %(old)s → %(new)s.") % {
        "field": Agency._meta.get_field(name).verbose_name,
        "old": in_language(*old) or _("none"),
        "new": in_language(*new) or _("none"),
    }


def _agency_and_next(data: dict) -> str:
    next_ = _("It counts when another administrator approves. If it is not right, tell them.")
    return f"{_agency(data)} {next_}"


def _agency_now(data: dict) -> str:
    return f"{_agency(data)} {_('If that is not right, tell the administrators.')}"


def _system(data: dict) -> str:
    return f"{data['name']} · {data['client']}"


def _system_and_next(data: dict) -> str:
    said = f"{_system(data)} · {scopes.in_words(data['scopes'])}."
    if not data["waits"]:
        return said
    return f"{said} {_('A supervisor of your agency fetches its secret.')}"


def _fetched(data: dict) -> str:
    return _("%(system)s, by %(who)s. If that is not right, have the system locked out.") % {
        "system": _system(data),
        "who": data["who"],
    }


def _mandate(data: dict) -> str:
    named = {"number": data["mandate"], "day": said_day(data["given_on"])}
    return _("It is mandate %(number)s of %(day)s.") % named


def _at_counter(data: dict) -> str:
    return _("At the counter of %(agency)s. If you were not there, tell the agency at once.") % {
        "agency": in_language(data["zh"], data["en"])
    }


def _who_decides(data: dict) -> str:
    if not data:
        return ""
    return _("Two persons of %(agency)s decide how it goes on; until then it stands still.") % {
        "agency": in_language(data["zh"], data["en"])
    }


DETAILS: dict[str, Callable[[dict], str]] = {
    "reminder": _near,
    "acted-for-you": _mandate,
    "acted-at-counter": _at_counter,
    "mandate-accepted": _mandate,
    "mandate-ended": _mandate,
    "late": _late,
    "answer-awaited": _awaited,
    "correction-reminder": _correction_awaited,
    "correction-ends-soon": _correction_awaited,
    "correction-unanswered": _correction_ended,
    "letter-unopened": _unopened,
    "urging-unanswered": _unanswered,
    "promise-passed": _promise_passed,
    "clearing-waits": _clearing_waits,
    "answer-owed": _owed,
    "escalated": _late,
    "rescheduled": _moved,
    "term-extended": _extended,
    "urged": _urged,
    "urge-answered": _urge_answered,
    "taken-over": _taken_over,
    "death-confirmed": _who_decides,
    "account-proposed": _account_and_next,
    "account-approved": _account_and_next,
    "account-turned-down": _account,
    "account-confirmed": _account,
    "account-rejected": _account,
    "agency-change-proposed": _agency_and_next,
    "agency-changed": _agency_now,
    "agency-change-turned-down": _agency,
    "system-let-in": _system_and_next,
    "system-changed": _system_and_next,
    "system-secret-fetched": _fetched,
    "system-switched-off": _system,
    "post-proposed": _post,
    "post-given": _post,
    "post-ended": _post_ended,
    "staff-locked": _post_ended,
    "factor-anew": _post,
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
    return [shown(each) for each in _latest(person=person.pk)]


@question
def _latest(*, person: int) -> QuerySet[Notice]:
    own = Notice.objects.filter(to_person=person, mandate=None)
    return own.select_related("case")[:LATEST]


MOST_COUNTED = 10  # more is "9+" on a badge


def unread(person: Person) -> int:
    """Return how many things a person was told and has not opened, up to ten."""
    return len(_unread(person=person.pk))


@question
def _unread(*, person: int) -> QuerySet[Notice]:
    own = Notice.objects.filter(to_person=person, mandate=None, read_at=None)
    return own.order_by().only("pk")[:MOST_COUNTED]


def latest_by_mandate(mandate: Mandate) -> list[dict]:
    """Return what whoever acts by a mandate was told last, about cases of its giver."""
    told = Notice.objects.filter(mandate=mandate, to_person=mandate.holder_id)
    return [shown(each) for each in told.select_related("case")[:LATEST]]


def latest_of(case: Case, person: Person | None) -> list[dict]:
    """Return what a person was told last about a case."""
    told = _latest_of(case=case.pk, person=person.pk) if person else []
    for each in told:
        each.case = case
    return [shown(each) for each in told]


@question
def _latest_of(*, case: int, person: int) -> QuerySet[Notice]:
    return Notice.objects.filter(case=case, to_person=person)[:LATEST]

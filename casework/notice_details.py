"""What is said beneath the headline of each kind of notice: by when, by whom, and what next."""

from collections.abc import Callable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies import scopes
from agencies.models import Agency, Post, in_language
from casework.rules.ladder import Rung
from kit.spelling import wording


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
    next_ = _("If that is not right, tell the administrators.")
    return f"{_agency(data)} {next_}"


def _system(data: dict) -> str:
    return f"{data['name']} · {data['client']}"


def _system_and_next(data: dict) -> str:
    said = f"{_system(data)} · {scopes.in_words(data['scopes'])}."
    if not data["waits"]:
        return said
    next_ = _("A supervisor of your agency fetches its secret.")
    return f"{said} {next_}"


def _fetched(data: dict) -> str:
    return _("%(system)s, by %(who)s. If that is not right, have the system locked out.") % {
        "system": _system(data),
        "who": data["who"],
    }


def _secret_changed(data: dict) -> str:
    said = _("The old one counts until %(day)s has ended.") % {"day": said_day(data["last_day"])}
    return f"{_fetched(data)} {said}"


def _addresses(data: dict) -> str:
    said = _("It may call from anywhere.")
    if data["networks"]:
        said = _("It may call from %(networks)s.") % {"networks": ", ".join(data["networks"])}
    return f"{_fetched(data)} {said}"


def _keys(data: dict) -> str:
    said = _("Its calls need no signature.")
    if data["keys"]:
        said = _("It has to sign by %(keys)s.") % {"keys": ", ".join(data["keys"])}
    return f"{_fetched(data)} {said}"


def _by_whom(data: dict) -> str:
    return _("By %(who)s.") % data


def _webhook(data: dict) -> str:
    return _("%(name)s. What was missed stands in the feed of events and can be sent again.") % data


def _webhook_by(data: dict) -> str:
    return _("%(name)s, by %(who)s. If that is not right, end it.") % data


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
    "system-secret-changed": _secret_changed,
    "system-old-secret-ended": _fetched,
    "system-addresses-changed": _addresses,
    "system-keys-changed": _keys,
    "system-switched-off": _system,
    "tokens-approve": _by_whom,
    "tokens-approve-no-more": _by_whom,
    "webhook-made": _webhook_by,
    "webhook-secret-changed": _webhook_by,
    "webhook-given-up": _webhook,
    "webhook-ended": _webhook,
    "post-proposed": _post,
    "post-given": _post,
    "post-ended": _post_ended,
    "staff-locked": _post_ended,
    "factor-anew": _post,
}

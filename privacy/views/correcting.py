"""“This is wrong”: for each kind of data, where it is put right (个人信息保护法 art. 46)."""

from dataclasses import dataclass

from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework.rules.procedures import procedures


@dataclass(frozen=True)
class Correctable:
    """One kind of data: what it is, how a mistake in it is put right, and the way there.

    `route` names a page, or a service where it begins with `service:`.
    """

    title: Promise
    how: Promise
    link: Promise
    route: str
    needs_person: bool = True


KINDS = (
    Correctable(
        _("How I sign in: mobile number, e-mail, password"),
        _("You change it yourself, at once."),
        _("Change how I sign in"),
        "account_settings",
        needs_person=False,
    ),
    Correctable(
        _("Name, identity document, date of birth, sex"),
        _("It is compared with the police register; an agency looks where they do not agree."),
        _("Have it put right"),
        "service:particulars-key",
    ),
    Correctable(
        _("Phone, e-mail and address on the agencies' record"),
        _("It takes effect when you have proven the new phone or e-mail by a code."),
        _("Have it changed"),
        "service:contact-change",
    ),
    Correctable(
        _("Months, contribution bases, personal account"),
        _(
            "Point at what is wrong, and show what you can, such as wage slips. Others of the "
            "agency that holds the record look at it again and answer in writing."
        ),
        _("Have it looked at again"),
        "service:record-objection",
    ),
    Correctable(
        _("A decision, a letter or the history of a case"),
        _(
            "What has happened is not rewritten. Open the case: under a decision you can object, "
            "and others of the agency look at it again."
        ),
        _("Open my cases"),
        "case_list",
    ),
    Correctable(
        _("Who looked at my data"),
        _("Nobody can remove a line. If an agency stands there that has nothing to do with you, "
          "call 12333 and name the day and the agency."),
        _("Who looked at my data"),
        "access_log",
    ),
)  # fmt: skip


def ways_to_correct(user: User) -> list[dict[str, object]]:
    """Return the kinds of data of this reader with the way to have each put right."""
    return [
        {"title": each.title, "how": each.how, "link": each.link, "href": href}
        for each in KINDS
        if (user.is_verified or not each.needs_person) and (href := _href(each.route))
    ]


def _href(route: str) -> str:
    """Return the address; nothing where this installation does not have the service."""
    kind, _colon, service = route.rpartition(":")
    if not kind:
        return resolve_url(route)
    known = {each.name for each in procedures()}
    return resolve_url("service_guide", service) if service in known else ""

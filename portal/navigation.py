"""Where one can go from every page: the menus, in one place."""

from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Link:
    """One entry of a menu; `here` when the reader stands on it or below it."""

    name: str
    label: str
    href: str
    here: bool = False


# One row beside the name of the portal, which leads home; everything else stands in the footer.
EVERYBODY = [
    ("services", _("Services")),
    ("agency_directory", _("Find an agency")),
    ("help", _("Help")),
]
INSURED_PERSON = [
    ("my_page", _("My page")),
    ("services", _("Services")),
    ("case_list", _("My cases")),
    ("help", _("Help")),
]
# The bar at the foot of a phone: where one begins, what one can do, how it stands, and oneself.
BAR = [
    ("home", _("Home"), "old-age"),
    ("services", pgettext_lazy("bar", "Services"), "work"),
    ("case_list", pgettext_lazy("bar", "Progress"), "clock"),
    ("my_page", pgettext_lazy("bar", "Me"), "person"),
]
DESK = [
    ("desk_today", _("Today")),
    ("desk_queue", _("Cases")),
    ("desk_notices", _("Inbox")),
    ("desk_escalations", _("Late cases brought up")),
]
TILL = [
    ("desk_account", _("Bank account")),
    ("desk_counter", _("File at the counter")),
    ("desk_bank", _("Bank statements")),
    ("desk_payouts", _("Payments to people")),
    ("desk_differences", _("Payments compared")),
    ("desk_identity", _("Confirm identity")),
    ("desk_mandates", _("Mandates")),
    ("desk_employers", _("Employers")),
    ("desk_record_files", _("Records brought in")),
    ("desk_questions", _("What people ask")),
]
LAST_AT_DESK = [("agency_directory", _("Agencies")), ("desk_help", _("Help"))]
OVERSIGHT = [
    ("desk_board", _("Figures")),
    ("desk_looks", _("Who looked")),
    ("desk_export", _("Take a list along")),
]
SUPERVISION = [
    ("desk_staff", _("Our clerks")),
    ("desk_sentences", _("Sentences we keep")),
    ("desk_offers", _("What we offer")),
    ("desk_issuing", _("Stop letters")),
    ("desk_systems", _("Systems")),
]
# In elder mode the menu keeps to what nobody can do without; the rest stays in the footer.
IN_ELDER_MODE = {"my_page", "services", "case_list", "help"}
FOOTER = [
    ("services", _("All services")),
    ("how_it_works", _("How it works")),
    ("verify", _("Check a letter")),
    ("calculators", _("Calculators")),
    ("rules", _("The rules we go by")),
    ("agency_directory", _("Find an agency")),
    ("mandates", _("Acting for others")),
    ("dues", _("What is due")),
    ("my_benefits", _("My benefits")),
    ("access_log", _("Who looked at my data")),
    ("accessibility", _("Accessibility statement")),
    ("privacy", _("Privacy")),
    ("punctuality", _("How punctual agencies are")),
    ("journal", _("Tamper-evident journal")),
    ("status", _("Is everything running?")),
    ("help", _("Help")),
]


@cache
def href_of(name: str) -> str:
    """Return the address of a page, or nothing where this installation does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def fewer(entries: list) -> list:
    """Return the entries of a menu that stay in elder mode."""
    return [entry for entry in entries if entry[0] in IN_ELDER_MODE]


def menu(entries, *, path: str) -> list[Link]:
    """Return the links of a menu; the one that leads deepest towards `path` is `here`."""
    links = [Link(name, label, href) for name, label in entries if (href := href_of(name))]
    below = [link.href for link in links if _leads_to(link.href, path)]
    deepest = max(below, key=len, default=None)
    return [Link(link.name, link.label, link.href, link.href == deepest) for link in links]


def _leads_to(href: str, path: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))

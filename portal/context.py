"""What every page knows besides its own subject: language, reading mode, menus, demo clock."""

from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Mandate, Person
from agencies import actors, visits
from casework import acting, notices
from casework.actions import halting
from casework.models import Halt
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock, preferences
from portal import navigation


def page(request: HttpRequest) -> dict:
    """Hand `page` to every template; its parts are worked out only when a template asks."""
    return {"page": Page(request)}


class Page:
    """The frame around a page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def service_name(self) -> str:
        """The name of the portal, as in the header and in every title."""
        return _("Social Insurance Online")

    @property
    def language(self) -> str:
        """The language of this page, as in `<html lang>`: `zh-Hans` or `en`."""
        return "zh-Hans" if (get_language() or "").startswith("zh") else "en"

    @property
    def other_languages(self) -> list[dict]:
        """The languages one can switch to, each with its own name for itself."""
        names = {"zh-hans": "中文", "en": "English"}
        return [
            {"code": code, "name": names[code]}
            for code, _name in settings.LANGUAGES
            if code != get_language()
        ]

    @property
    def elder(self) -> bool:
        """Whether the reader asked for large type and fewer things."""
        return preferences.wants_elder_mode(self.request)

    @cached_property
    def is_desk(self) -> bool:
        """Whether this page belongs to the clerks' desk, and its reader works there."""
        desk = navigation.href_of("desk_today")
        return bool(desk) and self.request.path.startswith(desk) and self.works_at_desk

    @property
    def offers_search(self) -> bool:
        """Whether the header leads to the search: at no desk, nor where a page has its own."""
        own = (self.href["home"], self.href["help"])
        return bool(self.href["help"]) and not self.is_desk and self.request.path not in own

    @cached_property
    def menu(self) -> list[navigation.Link]:
        """The links under the header."""
        return navigation.menu(self._entries(), path=self.request.path)

    def _entries(self) -> list:
        if self.works_at_desk:
            till = navigation.TILL if self.keeps_account else []
            above = navigation.SUPERVISION if self.supervises else []
            sees = navigation.OVERSIGHT if self.oversees else []
            return navigation.DESK + till + sees + above + navigation.LAST_AT_DESK
        entries = navigation.INSURED_PERSON if self.signed_in else navigation.EVERYBODY
        return navigation.fewer(entries) if self.elder else entries

    @cached_property
    def bar(self) -> list[tuple[navigation.Link, str]]:
        """The links at the foot of a phone, each with its icon; a desk is no place for a phone."""
        if self.works_at_desk:
            return []
        entries = [(name, label) for name, label, _icon in navigation.BAR]
        icons = {name: icon for name, _label, icon in navigation.BAR}
        links = navigation.menu(entries, path=self.request.path)
        return [(link, icons[link.name]) for link in links]

    @cached_property
    def unread(self) -> int:
        """How much was told to the reader that they have not opened yet."""
        person = actors.actor(self.request).person if self.bar and self.signed_in else None
        return notices.unread(person) if person else 0

    @property
    def signed_in(self) -> bool:
        """Whether somebody is signed in; error pages can come before that is known."""
        return hasattr(self.request, "user") and self.request.user.is_authenticated

    @cached_property
    def works_at_desk(self) -> bool:
        """Whether the reader is staff of an agency, and so is offered the desk."""
        return self.signed_in and actors.actor(self.request).is_staff

    @property
    def keeps_account(self) -> bool:
        """Whether the reader may match what the bank says (row 20)."""
        who = actors.actor(self.request)
        return self.works_at_desk and who.acts_for_agency and may_generally(who, Action.SETTLE)

    @property
    def does_cases(self) -> bool:
        """Whether the reader works on cases at the desk, and does not only read them."""
        return self.works_at_desk and actors.actor(self.request).acts_for_agency

    @property
    def supervises(self) -> bool:
        """Whether the reader may stop the letters of the agency."""
        if not self.works_at_desk:
            return False
        return may_generally(actors.actor(self.request), Action.STOP_ISSUING)

    @property
    def oversees(self) -> bool:
        """Whether the reader may read who looked at cases that are not their own (row 26)."""
        return self.works_at_desk and may_generally(actors.actor(self.request), Action.WHO_LOOKED)

    @cached_property
    def halt(self) -> Halt | None:
        """What stops letters and money of the agency at whose desk this page stands."""
        agency = actors.actor(self.request).agency if self.agency_name else None
        return halting.halt_over(agency) if agency else None

    @cached_property
    def present(self) -> Person | None:
        """Who stands at the counter of whoever reads this, if anybody does."""
        return visits.present(self.request) if self.signed_in else None

    @property
    def agency_name(self) -> str:
        """The agency at whose desk this page stands; empty elsewhere."""
        if not (self.is_desk and self.works_at_desk):
            return ""
        return str(actors.actor(self.request).agency)

    @cached_property
    def footer(self) -> list[navigation.Link]:
        """The links at the foot of the page; a work account holds no data of an insured person."""
        own = {"access_log", "mandates", "dues", "my_benefits"} if self.works_at_desk else set()
        return navigation.menu([each for each in navigation.FOOTER if each[0] not in own], path="")

    @cached_property
    def href(self) -> dict[str, str]:
        """Addresses the frame itself uses, empty where a page does not exist."""
        names = (
            "home",
            "account_login",
            "account_logout",
            "account_signup",
            "account_settings",
            "my_page",
            "desk_today",
            "set_preferences",
            "demo_clock",
            "help",
        )
        return {name: navigation.href_of(name) for name in names}

    @property
    def here(self) -> str:
        """This page's address, to come back to after a preference was changed."""
        return self.request.get_full_path()

    @cached_property
    def demo(self) -> dict | None:
        """What day it is in the demonstration; nothing outside it."""
        if not settings.DEMO:
            return None
        ahead = clock.days_ahead()  # asked once: every page draws this
        today = timezone.localdate(timezone.now() + timedelta(days=ahead))
        return {"today": today, "days_ahead": ahead}

    @property
    def session_seconds(self) -> int:
        """How long this sign-in still lasts; 0 for visitors."""
        return self.request.session.get_expiry_age() if self.signed_in else 0

    @property
    def acting_by(self) -> Mandate | None:
        """The mandate by which the reader acts for somebody on this page."""
        return getattr(self.request, "acting_by", None)

    @property
    def own_page(self) -> str:
        """Where somebody's own things are: of the reader, or of whoever they act for here."""
        return acting.own_page(self.request)

    def for_whom(self, address: str) -> str:
        """Return an address at which something begins, for whom the reader acts on this page."""
        mandate = self.acting_by
        if mandate is None:
            return address
        return f"{address}{'&' if '?' in address else '?'}{acting.NAME}={mandate.number}"

    @property
    def nonce(self) -> str:
        """The nonce that lets a script of ours run under the content security policy."""
        return str(getattr(self.request, "csp_nonce", ""))

"""What the people of a browser test do, page by page."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.test import Client

from accounts import sms
from agencies.actors import Actor
from casework.actions.duties import do_what_is_due
from kit import clock
from tests.browser.reading import Reader
from tests.cast import PASSWORD
from tests.story import send_all

EMPLOYER, ADDRESS = "广州示例科技有限公司", "广州市天河区示例路1号"


@dataclass(frozen=True)
class Newcomer:
    """Who somebody is, and how they will sign in."""

    name: str
    number: str
    phone: str
    password: str


def worker_works() -> None:
    """Do what the worker would do now, and let go the messages that are due."""
    while do_what_is_due(now=clock.now()):
        pass
    send_all(now=clock.now())


def latest_code() -> str:
    """Return the code of the latest text message."""
    return re.findall(r"\d{6}", sms.outbox[-1][1])[-1]


def sign_in(reader: Reader, name: str, password: str = PASSWORD) -> None:
    """Sign in by the form."""
    reader.open("/account/login/")
    reader.fill(login=name, password=password)
    reader.press("Sign in")


def signed_in(reader: Reader, who: Actor) -> Reader:
    """Return the window with one of the cast signed in already."""
    client = Client()
    client.force_login(who.user)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    reader.prefer(session.key, session.value)
    return reader


def join(reader: Reader, newcomer: Newcomer, document: str = "resident-id") -> None:
    """Create an account with a phone, then prove who one is."""
    reader.open("/")
    reader.follow("Sign in")
    reader.follow("Create an account")
    reader.fill(contact=newcomer.phone, password1=newcomer.password)
    reader.press("Create the account")
    reader.fill(code=latest_code())
    reader.press("Go on")
    reader.page.select_option("[name=document_type]", document)
    reader.fill(name=newcomer.name, number=newcomer.number[:-1])
    reader.press("Go on")  # a character is missing: the page says so
    reader.fill(number=newcomer.number)
    reader.press("Go on")
    reader.fill(code=latest_code())
    reader.press("Verify")
    reader.follow("Go on", within="main")


def fill_in(reader: Reader, insurance: str) -> None:
    """Answer the pages of an application, up to the last one."""
    reader.open("/my/")
    reader.follow("Move my insurance", within="main")
    reader.tick("insurance", insurance)
    reader.press("Continue")
    reader.tick("original", "510100")
    reader.press("Continue")
    reader.press("Continue")
    reader.fill(employer_name=EMPLOYER, contact_phone="138 0000 0000", contact_address=ADDRESS)
    reader.press("Continue")


def send(reader: Reader) -> str:
    """Send the application; return the case number of the receipt."""
    reader.tick("declared")
    reader.press("Send the application")
    assert reader.reads("Your application has been sent")
    return reader.page.locator(".receipt__number code").inner_text()

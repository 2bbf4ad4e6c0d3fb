"""The note that a new card can be collected: where, at which hours, until when, what to bring."""

from datetime import datetime

from agencies.actors import SYSTEM
from applications import documents, offers
from applications.actions.applying import application_of
from applications.models import Application
from law.wording import Text
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from letters.rules.numbers import Series
from services.cards.models import CardOrder
from services.cards.rules.banks import BANKS
from services.cards.rules.orders import Delivery

BRING = (
    Text("领卡人自己的身份证", "the identity card of whoever comes for it"),
    Text("旧社保卡（还在的）", "the old card, if you have it"),
)


def issue_note(order: CardOrder, now: datetime) -> None:
    """Give the person a note with place, hours and last day, once for each time it comes there."""
    application = application_of(order.case)
    if application.agency is None or order.collect_until is None:
        return
    number = next_number(application.agency, now, of=Series.DECISIONS)
    content = documents.collection_note(
        application,
        number,
        what=Text("新的社会保障卡", "your new social security card"),
        where=_where(order, application),
        until=order.collect_until,
        bring=BRING,
        now=now,
    )
    issue(
        order.case,
        Letter.Kind.COLLECTION,
        agency=application.agency,
        number=number,
        content=content,
        by=SYSTEM,
        now=now,
        to_person=True,
    )


def _where(order: CardOrder, application: Application) -> Text:
    if order.delivery == Delivery.BRANCH:
        bank = BANKS[order.bank].name
        return Text(f"{bank.zh}网点（来电通知）", f"a branch of {bank.en}; it calls you")
    agency = order.old_card.issuer
    offer = offers.offer_of(application.service, agency)
    if offer is None or not offer.counters:
        return Text(agency.address, agency.address_en or agency.address)
    zh = f"{offer.counters} {offer.hours}".strip()
    return Text(zh, f"{offer.counters_en or offer.counters} {offer.hours_en}".strip())

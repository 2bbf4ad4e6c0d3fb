"""No sentence promises what the portal cannot do: behind each promise there is a page or an act."""

import importlib
import re

from babel.messages.pofile import read_po
from django.conf import settings

from applications import catalogue
from applications.guides import LeadsNowhere, way_of
from applications.registry import services
from casework.rules.reasons import Reason
from services.reimbursement.figures import FUND_LABEL
from tests.rules.test_book_of_law import DECLARED, modules
from transfers.rules.reasons import REASONS

# By these words a way forward says that something is done, or found, on this portal.
HERE = re.compile(r"\bthis portal\b|\bunder “|\bonline\b|\bhere\b", re.IGNORECASE)
HERE_ZH = re.compile(r"平台上|本平台可以|“我的|在“|网上办理")
# What stands in quotation marks is a page or a button by its words, but for these.
QUOTED = re.compile(r"“([^”]+)”")
OF_OTHERS = {  # words of employers' records, of other programs, and examples of what to type
    "transferred within the pool",
    "统筹内转出",
    "living there for long",
    "异地长期居住人员",
    "add by URL",
    "通过网址添加",
    "subscribe",
    "订阅",
    "文本",
    "暂定",
    "card",
    "社保卡",
    "move",
    "转移",
    "unknown",
    "SIL 45, OPS 24",
}


def every_reason():
    """Return the reasons of transfers, and those that stand in the rules of a service."""
    found = {each.code: each for each in REASONS.values()}
    for module in map(importlib.import_module, modules(importlib.import_module, DECLARED)):
        kept = [each for each in vars(module).values() if isinstance(each, Reason)]
        found |= {each.code: each for each in kept}
    return list(found.values())


def test_a_way_forward_on_the_portal_names_its_page():
    silent = [
        (each.code, each.way_forward.en)
        for each in every_reason()
        if (HERE.search(each.way_forward.en) or HERE_ZH.search(each.way_forward.zh))
        and not each.leads_to
    ]

    assert silent == []


def test_every_page_that_a_reason_names_exists():
    lost = []
    for each in every_reason():
        try:
            way_of(each)
        except LeadsNowhere:
            lost.append((each.code, each.leads_to))

    assert lost == []


def labels():
    """Return what pages, fields and buttons are called, in both languages."""
    path = settings.BASE_DIR / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        texts = [each for each in read_po(file) if isinstance(each.id, str) and each.id]
    declared = {said for each in declared_texts() for said in (each.zh, each.en)}
    return declared | {each.id for each in texts} | {each.string for each in texts}, texts


def declared_texts():
    """Yield what services, their questions, answers and figures are called."""
    for service in services():
        yield service.title
        for field in service.fields:
            yield field.label
            yield from (text for text in (field.called,) if text)
            yield from (label for _value, label in field.choices)
    yield FUND_LABEL
    yield from (entry.title for entry in catalogue.entries())


def test_what_is_quoted_is_called_so_somewhere():
    known, texts = labels()
    sentences = [each.way_forward.en for each in every_reason()]
    sentences += [each.way_forward.zh for each in every_reason()]
    sentences += [each.id for each in texts] + [each.string for each in texts]
    quoted = {name for text in sentences for name in QUOTED.findall(text)}

    assert {
        name for name in quoted - known - OF_OTHERS if "%(" not in name and "{" not in name
    } == set()

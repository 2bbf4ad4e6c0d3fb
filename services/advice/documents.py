"""The documents that answers cite, by the short names that stand in the files of answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256

from law import documents as law
from law import local_documents, survivors_documents, unemployment_documents
from law.documents import Document, cite
from law.wording import Basis, Text

PORTAL_ONLINE = Document(
    "国务院令第716号",
    Text("国务院关于在线政务服务的若干规定", "Provisions on Online Government Services"),
    date(2019, 4, 26),
)
RIGHTS_RECORD = Document(
    "人社部令第14号",
    Text("社会保险个人权益记录管理办法", "Measures on Records of Personal Rights"),
    date(2011, 7, 1),
)
INJURY = Document(
    "国务院令第586号",
    Text("工伤保险条例", "Work Injury Insurance Regulations"),
    date(2011, 1, 1),
    verified=False,
)
MATERNITY = Document(
    "国务院令第619号",
    Text("女职工劳动保护特别规定", "Special Provisions on the Protection of Women Workers"),
    date(2012, 4, 28),
    verified=False,
)
ACCESSIBILITY = Document(
    "主席令第6号",
    Text("中华人民共和国无障碍环境建设法", "Law on Barrier-free Environments"),
    date(2023, 9, 1),
    verified=False,
)
NETWORK_IDENTITY = Document(
    "公安部等六部门令第173号",
    Text("国家网络身份认证公共服务管理办法", "Measures on the National Network Identity Service"),
    date(2025, 7, 15),
)

NAMES: dict[str, Document] = {
    "SIL": law.SOCIAL_INSURANCE_LAW,
    "SILR": law.SOCIAL_INSURANCE_LAW_RULES,
    "COL": law.COLLECTION_REGULATIONS,
    "OPS": law.HANDLING_REGULATIONS,
    "PIPL": law.PERSONAL_INFORMATION_LAW,
    "ARL": law.ADMINISTRATIVE_REVIEW_LAW,
    "ALL": law.ADMINISTRATIVE_LITIGATION_LAW,
    "DISPUTE": law.DISPUTE_MEASURES,
    "CIVIL": law.CIVIL_CODE,
    "HOLIDAYS": law.HOLIDAY_RULES,
    "PT": law.PENSION_TRANSFER,
    "P70": law.PENSION_NOTICE_70,
    "P187": law.PENSION_NOTICE_187,
    "P94": law.PENSION_NOTICE_94,
    "P5": law.PENSION_RULES_5,
    "LINK": law.PENSION_RESIDENT_LINK,
    "DOUBLE": law.PENSION_DUPLICATE_BENEFITS,
    "INSTITUTION": law.PENSION_INSTITUTION_LINK,
    "ARMY": law.PENSION_MILITARY,
    "HMT": law.RESIDENTS_FROM_OUTSIDE,
    "INTEREST": law.PENSION_INTEREST,
    "BASE": law.CONTRIBUTION_CUT,
    "OLD-AGES": law.RETIREMENT_OLD_AGES,
    "AGE": law.RETIREMENT_DECISION,
    "AGE-M": law.RETIREMENT_MEASURES,
    "PENSION": law.PENSION_REFORM,
    "UNEMPLOYMENT": law.UNEMPLOYMENT_REGULATIONS,
    "MT": law.MEDICAL_TRANSFER,
    "COVER": law.MEDICAL_ENROLMENT,
    "CARD": law.CARD_MEASURES,
    "CARD-BANK": law.CARD_WITH_BANK,
    "CARD-GUIDES": law.CARD_GUIDES,
    "ELSEWHERE": law.TREATMENT_ELSEWHERE,
    "ID": law.IDENTITY_NUMBER_STANDARD,
    "HERE": law.PORTAL_PRACTICE,
    "ONLINE": PORTAL_ONLINE,
    "FLEXIBLE": law.FLEXIBLE_RETIREMENT,
    "DISABLED": law.DISABILITY_ALLOWANCE,
    "U24": unemployment_documents.SMOOTH_CLAIMS,
    "U60": unemployment_documents.HANDLING_NOTICE,
    "U76": unemployment_documents.NEAR_RETIREMENT,
    "RECORD": RIGHTS_RECORD,
    "FOREIGN": local_documents.FOREIGNERS,
    "INJURY": INJURY,
    "CONTRACT": unemployment_documents.LABOUR_CONTRACT_LAW,
    "MATERNITY": MATERNITY,
    "SHARED": local_documents.FAMILY_SHARING,
    "FILE": law.RETIREMENT_FILES,
    "SURVIVORS": survivors_documents.SURVIVORS,
    "RESIDENT": local_documents.RESIDENT_PENSION,
    "ACCESS": ACCESSIBILITY,
    "NET-ID": NETWORK_IDENTITY,
}
UNVERIFIED = "?"


class UnknownDocument(ValueError):
    """An answer cites what is not in the list of documents."""


def name_of(said: str) -> tuple[str, str]:
    """Return the short name and the article of `SIL 45`; raises `UnknownDocument`."""
    name, _space, article = said.removesuffix(UNVERIFIED).partition(" ")
    if name not in NAMES:
        raise UnknownDocument(f"{said}: no document is called {name}")
    return name, article


@lru_cache(maxsize=4096)  # the list of documents is that of the release
def basis(said: str) -> Basis:
    """Return the citation written as `SIL 45`; a question mark after it: not confirmed."""
    name, article = name_of(said)
    return cite(NAMES[name], article, verified=not said.endswith(UNVERIFIED))


def traces(law: Iterable[str]) -> dict[str, str]:
    """Return each document that is cited, by its short name, with a trace of how it stands now."""
    return {name: trace(NAMES[name]) for name in sorted({name_of(each)[0] for each in law})}


def trace(document: Document) -> str:
    """Return a trace that changes with number, title, first day or standing of a document."""
    said = f"{document.number}|{document.title.zh}|{document.effective_on}|{document.verified}"
    return sha256(said.encode()).hexdigest()[:12]


def changed(cited: Mapping[str, str]) -> tuple[Document | None, ...]:
    """Return the documents that stand otherwise than they were cited; None: gone from the list."""
    found = ((NAMES.get(name), kept) for name, kept in cited.items())
    return tuple(each for each, kept in found if each is None or trace(each) != kept)

"""People: who signs in, whose identity is proven, who looked at what."""

from accounts.models.codes import IssuedCode, Purpose
from accounts.models.indexes import (
    document_index,
    name_index,
    number_index,
    phone_index,
    reason_index,
    surname_index,
    typed_indexes,
)
from accounts.models.kept import KeptWords
from accounts.models.looking import (
    AccessEntry,
    IdentityCheck,
    IdentityProof,
    Looked,
    NumberSearch,
    ProvenBy,
)
from accounts.models.mandates import Mandate
from accounts.models.persons import DocumentType, Person
from accounts.models.users import SignIn, User

__all__ = [
    "AccessEntry",
    "DocumentType",
    "IdentityCheck",
    "IdentityProof",
    "IssuedCode",
    "KeptWords",
    "Looked",
    "Mandate",
    "NumberSearch",
    "Person",
    "ProvenBy",
    "Purpose",
    "SignIn",
    "User",
    "document_index",
    "name_index",
    "number_index",
    "phone_index",
    "reason_index",
    "surname_index",
    "typed_indexes",
]

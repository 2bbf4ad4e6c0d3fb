"""People: who signs in, whose identity is proven, who looked at what."""

from accounts.models.codes import IssuedCode, Purpose
from accounts.models.indexes import number_index, number_indexes, phone_index, reason_index
from accounts.models.kept import KeptWords
from accounts.models.looking import (
    AccessEntry,
    IdentityCheck,
    IdentityProof,
    Looked,
    NumberSearch,
    ProvenBy,
)
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
    "NumberSearch",
    "Person",
    "ProvenBy",
    "Purpose",
    "SignIn",
    "User",
    "number_index",
    "number_indexes",
    "phone_index",
    "reason_index",
]

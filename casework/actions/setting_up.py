"""Setting agencies up from one file: what is missing is made, and what is there stays as it is.

A file that is read again changes nothing. What would change an agency that stands, its account or
who works there takes two persons in the administration: it is told, and not done.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.models.indexes import typed_indexes
from agencies.models import Agency, Post, Region
from casework.actions.accounts import keep_first_accounts
from casework.actions.offices import PARTICULARS
from casework.actions.posts import tell_given
from kit import wall

OF_A_REGION = ("code", "name", "name_en", "level", "parent")
OF_AN_ACCOUNT = ("account_name", "bank_name", "bank_account")
OF_AN_AGENCY = (
    *("code", "name", "name_en", "region", "supervisor", "handles", "address", "address_en"),
    *("postcode", "phone", "email", "account", "staff"),
)
OF_A_POST = ("email", "name", "role", "number", "relatives", "language")
INSURANCES = ("pension", "medical")
LONGEST_NAME = 80


class WrongFile(Exception):
    """The file cannot be carried out; `faults` says where and why, and nothing was done."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = list(faults)


@dataclass
class Done:
    """What was made, what stood there as the file has it, and what two persons have to change."""

    made: list[str] = field(default_factory=list)
    there: int = 0
    for_two: list[str] = field(default_factory=list)
    new_agencies: list[str] = field(default_factory=list)


@wall.as_house("set agencies up from a file of the operator")
def set_up(said: object, *, now: datetime, is_trial: bool = False) -> Done:
    """Carry a file out, whole or not at all; of a trial nothing stays.

    Raises `WrongFile`, which names every wrong place of the first part that has one.
    """
    if not isinstance(said, Mapping) or set(said) - {"regions", "agencies"}:
        raise WrongFile(["The file has two parts, `regions` and `agencies`, and no other."])
    done = Done()
    with transaction.atomic():
        _each(said.get("regions"), "regions", OF_A_REGION, lambda row: _region(row, done))
        rows = said.get("agencies")
        _each(rows, "agencies", OF_AN_AGENCY, lambda row: _agency(row, done))
        _each(rows, "agencies", OF_AN_AGENCY, lambda row: _supervisor(row, done))
        _each(rows, "agencies", OF_AN_AGENCY, lambda row: _staff(row, done, now))
        keep_first_accounts(now=now)
        if is_trial:
            transaction.set_rollback(True)
    return done


def _each(rows: object, part: str, known: Sequence[str], take: Any) -> None:
    """Take every row of a part; what is wrong in any of them is told together."""
    if rows is None:
        return
    if not isinstance(rows, list):
        raise WrongFile([f"{part}: this is a list, one entry for each."])
    faults: list[str] = []
    for number, row in enumerate(rows, start=1):
        where = f"{part} {number}"
        wrong = _shape(row, known)
        if not wrong:
            where = f"{part} {number} ({row['code']})"
            wrong = list(_tried(take, row))
        faults += [f"{where}: {each}" for each in wrong]
    if faults:
        raise WrongFile(faults)


def _shape(row: object, known: Sequence[str]) -> list[str]:
    if not isinstance(row, Mapping):
        return ["an entry has names and values."]
    unknown = [f"`{name}` is not known here." for name in row if name not in known]
    code = row.get("code", "")
    if not isinstance(code, str) or not code:
        return [*unknown, "`code` is needed, in quotation marks: a code is no number."]
    return unknown


def _tried(take: Any, row: Mapping[str, Any]) -> Iterator[str]:
    try:
        with transaction.atomic():
            take(row)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, texts in told.items():
            yield f"`{name}`: {' '.join(texts)}" if name else " ".join(texts)


def _refuse(name: str, text: str) -> None:
    raise ValidationError({name: text})


# --- Regions and agencies -------------------------------------------------------------------------
def _region(row: Mapping[str, Any], done: Done) -> None:
    values = {name: row.get(name, "") for name in ("name", "name_en", "level")}
    values["parent_id"] = row.get("parent") or None
    there = Region.objects.filter(code=row["code"]).first()
    if there is not None:
        _compare(f"region {there.code}", there, values, done)
        return
    made = Region(code=row["code"], **values)
    made.full_clean()
    made.save()
    done.made.append(f"region {made.code} {made.name}")


def _agency(row: Mapping[str, Any], done: Done) -> None:
    values = {name: row[name] for name in PARTICULARS if name in row}
    for name in ("code", "region", "supervisor"):
        values.pop(name, None)
    values["region_id"] = row.get("region", "")
    if not Region.objects.filter(code=values["region_id"]).exists():
        _refuse("region", "this region is neither in the file nor in the portal.")
    handled = row.get("handles") or []
    if not isinstance(handled, list) or not handled or set(handled) - set(INSURANCES):
        _refuse("handles", "name pension, medical or both, as a list.")
    values |= {f"handles_{each}": each in handled for each in INSURANCES}
    account = row.get("account") or {}
    if not isinstance(account, Mapping) or (account and set(account) != set(OF_AN_ACCOUNT)):
        _refuse("account", f"an account has {', '.join(OF_AN_ACCOUNT)}.")
    values |= {name: str(value) for name, value in account.items()}
    there = Agency.objects.filter(code=row["code"]).first()
    if there is not None:
        _compare(f"agency {there.code}", there, values, done)
        return
    made = Agency(code=row["code"], **values)
    made.full_clean()
    made.save()
    done.made.append(f"agency {made.code} {made.name}")
    done.new_agencies.append(made.code)


def _supervisor(row: Mapping[str, Any], done: Done) -> None:
    """Put an agency under another once all of the file are there."""
    named = row.get("supervisor")
    agency = Agency.objects.get(code=row["code"])
    above = Agency.objects.filter(code=named).first() if named else None
    if named and above is None:
        _refuse("supervisor", "this agency is neither in the file nor in the portal.")
    if above == agency.supervisor:
        return
    if agency.code not in done.new_agencies:
        done.for_two.append(f"agency {agency.code}: supervisor")
        return
    agency.supervisor = above
    agency.full_clean()
    agency.save(update_fields=["supervisor"])


def _compare(what: str, there: Region | Agency, values: Mapping[str, Any], done: Done) -> None:
    differ = sorted(name for name, value in values.items() if getattr(there, name) != value)
    if differ:
        done.for_two.append(f"{what}: {', '.join(name.removesuffix('_id') for name in differ)}")
    else:
        done.there += 1


# --- The first persons ----------------------------------------------------------------------------
def _staff(row: Mapping[str, Any], done: Done, now: datetime) -> None:
    """Give the first posts of an agency; every later one takes two administrators."""
    agency = Agency.objects.get(code=row["code"])
    is_first = not agency.posts.exists()
    staff = row.get("staff") or []
    if not isinstance(staff, list):
        _refuse("staff", "this is a list, one entry for each person.")
    for each in staff:
        wrong = _shape({"code": "-", **each} if isinstance(each, Mapping) else each,
                       ("code", *OF_A_POST))  # fmt: skip
        if wrong:
            _refuse("staff", " ".join(wrong))
        _post(agency, each, done, now, is_first=is_first)


def _post(
    agency: Agency, said: Mapping[str, Any], done: Done, now: datetime, *, is_first: bool
) -> None:
    email = str(said.get("email", "")).strip()
    user = User.objects.filter(email=email).first()
    role = said.get("role", Post.Role.CLERK.value)
    if user and agency.posts.filter(user=user, role=role, ended_at=None).exists():
        done.there += 1
        return
    if not is_first:
        done.for_two.append(f"agency {agency.code}: the post of {email}")
        return
    user = user or _user(email, said)
    if user.is_staff or user.is_superuser:
        _refuse("staff", f"{email} is an administrator, who sees no cases and holds no post.")
    numbers = [str(said.get("number", "")), *map(str, said.get("relatives") or [])]
    kept_from = [index for each in numbers if each for index in typed_indexes(each)]
    post = Post(user=user, agency=agency, role=role, kept_from=kept_from, started_at=now)
    post.full_clean()
    post.save()
    tell_given(post, now=now)
    done.made.append(f"post of {email} at {agency.code}: {role}")


def _user(email: str, said: Mapping[str, Any]) -> User:
    """Make an account without a password: its owner sets one by “forgotten password”.

    That the address is theirs is the operator's word, as it is for the first administrator.
    """
    name = str(said.get("name", ""))[:LONGEST_NAME]
    if not name:
        _refuse("staff", f"{email or 'an entry'} has no `name`: it stands on letters.")
    user = User(email=email, display_name=name, language=said.get("language", "zh-hans"))
    user.set_unusable_password()
    user.full_clean()
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user

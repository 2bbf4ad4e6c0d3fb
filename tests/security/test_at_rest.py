"""Whoever gets hold of a copy of the database learns nothing of anybody from it."""

import base64
import json
import re
import zlib
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from accounts.models import Person, User
from casework.models import Case, Correction
from kit.model_fields import Encrypted
from letters.models import LetterFile
from tests.cast import make_user
from tests.rows import columns
from tests.security.readable import READABLE
from tests.story import at_stage

KINDS = (models.CharField, models.TextField, models.JSONField, models.DateField, models.BinaryField)
WORDS = {
    "street": "桂花弄堂七十七号",
    "employer": "白鹭造纸厂",
    "note": "请打我邻居的电话",
    "phone": "+8613799998888",
}


# --- Every column is decided about ------------------------------------------------------------
def columns_with_words():
    """Return every column that could hold words, a date of a person or a file."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, KINDS)
        and not isinstance(field, (Encrypted, models.DateTimeField))
        and not field.choices
    }


def test_what_is_not_encrypted_has_a_reason_to_be_readable():
    """A new column is encrypted, or stands in the list with the reason why it need not be."""
    listed = {f"{model}.{name}" for model, names, _why in READABLE for name in names.split()}

    assert columns_with_words() - listed == set()
    assert listed - columns_with_words() == set()


# --- A copy of the database -------------------------------------------------------------------
def dump():
    """Return everything the database holds, value by value, as bytes."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            names = ", ".join(connection.ops.quote_name(each) for each in columns(model))
            cursor.execute(f"SELECT {names} FROM {model._meta.db_table}")
            for row in cursor:
                for value in row:
                    yield (
                        bytes(value)
                        if isinstance(value, (bytes, memoryview))
                        else (str(value).encode())
                    )


def unpacked(raw):
    """Return it as it stands, and what is packed in it."""
    yield raw
    for stream in re.finditer(rb"stream\r?\n", raw):
        try:
            yield zlib.decompressobj().decompress(raw[stream.end() :])
        except zlib.error:
            continue
    if b"\\u" in raw:
        escaped = re.sub(rb"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)).encode(), raw)
        yield escaped
    for packed in re.findall(rb"[A-Za-z0-9+/]{24,}={0,2}", raw[:100_000]):
        try:
            yield base64.b64decode(packed)
        except ValueError:
            continue


def found_in_dump(words):
    """Return which of these words can be read in a copy of the database."""
    spelled = {word: [word.encode(), word.encode("utf-16-be")] for word in words}
    found = set()
    for raw in dump():
        for piece in unpacked(raw):
            found |= {word for word, forms in spelled.items() if any(f in piece for f in forms)}
    return found


@pytest.mark.parametrize("insurance", ["pension", "medical"])
def test_no_word_of_a_person_can_be_read_in_a_copy_of_the_database(world, insurance):
    story = at_stage(world, "completed", insurance)
    person = Person.objects.get(pk=story.case.person_id)
    person.address = WORDS["street"]
    person.save()
    transfer = story.transfer
    transfer.employer_name, transfer.note = WORDS["employer"], WORDS["note"]
    transfer.contact_phone = WORDS["phone"]
    transfer.save()
    Correction.objects.create(
        case=story.case,
        note=WORDS["note"],
        fields=[{"field": "employer_name", "message": WORDS["note"]}],
        asked_at=story.now,
        answered_at=story.now,
    )
    hunted = [*WORDS.values(), str(person.name), str(person.number), person.born_on.isoformat()]
    hunted += [world.applicant.user.email, *kept_at_agencies(person)]

    assert LetterFile.objects.filter(letter__case=story.case).exists()
    assert found_in_dump([*hunted, "%PDF-"]) == set()


def kept_at_agencies(person):
    """Return the numbers under which agencies keep this person."""
    return person.relationships.values_list("personal_number", flat=True)


@pytest.mark.parametrize(
    "planted",
    [
        "白鹭造纸厂",
        json.dumps("白鹭造纸厂"),
        base64.b64encode("在白鹭造纸厂工作".encode()).decode(),
    ],
)
def test_the_hunt_finds_a_word_that_stands_in_the_clear(world, planted):
    at_stage(world, "in review")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_case SET matter = %s", [planted])

    assert found_in_dump(["白鹭造纸厂"]) == {"白鹭造纸厂"}


def test_the_hunt_looks_into_packed_streams():
    packed = b"%PDF stream\n" + zlib.compress("白鹭造纸厂".encode()) + b"endstream"

    assert any("白鹭造纸厂".encode() in piece for piece in unpacked(packed))


# --- How encrypted columns behave ---------------------------------------------------------------
@pytest.mark.django_db
def test_nobody_looks_for_a_value_where_it_could_never_be_found():
    with pytest.raises(FieldError):
        Correction.objects.filter(note="请核对").exists()

    assert not Correction.objects.filter(note="").exists()


def test_an_address_is_found_whole_in_any_capitals_and_by_no_part_of_it(world):
    address = world.applicant.user.email
    for name in ("email", "email__iexact", "emailaddress__email"):
        assert User.objects.get(**{name: address}).pk == world.applicant.user.pk
        assert User.objects.get(**{name: address.upper()}).pk == world.applicant.user.pk
    assert set(EmailAddress.objects.lookup([address.upper()])) == {
        world.applicant.user.emailaddress_set.get()
    }

    for name in ("email__contains", "email__startswith", "emailaddress__email__icontains"):
        with pytest.raises(FieldError):
            User.objects.filter(**{name: address[:4]}).exists()


@pytest.mark.django_db
def test_one_address_signs_one_account_in_however_it_is_written():
    User.objects.create_user("w@example.cn")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="W@Example.CN")
    with pytest.raises(IntegrityError), transaction.atomic():
        EmailAddress.objects.create(user=make_user("x"), email="W@example.cn", verified=True)


def test_while_two_keys_are_in_the_ring_an_address_is_found_under_either(world, settings):
    old, address = settings.FIELD_KEYS, world.applicant.user.email
    settings.FIELD_KEYS = f"new:{base64.b64encode(b'n' * 32).decode()},{old}"
    make_user("newer")

    for each in (address, "newer@people.example"):
        assert User.objects.get(email=each).emailaddress_set.get(email=each).email == each
    assert not EmailAddress(user=make_user("y"), email=address).can_set_verified()

    call_command("field_keys", stdout=StringIO())
    settings.FIELD_KEYS = settings.FIELD_KEYS.split(",")[0]
    assert User.objects.get(email=address).emailaddress_set.get().email == address


def test_a_new_key_takes_over_all_that_may_be_rewritten(world, settings):
    story = at_stage(world, "in review")
    old = settings.FIELD_KEYS
    settings.FIELD_KEYS = f"new:{base64.b64encode(b'n' * 32).decode()},{old}"

    said = StringIO()
    call_command("field_keys", stdout=said)

    again = StringIO()
    call_command("field_keys", stdout=again)
    assert "accounts.person.name: 0 put" in again.getvalue()
    assert "accounts.person.name: 0 put" not in said.getvalue()
    settings.FIELD_KEYS = settings.FIELD_KEYS.split(",")[0]
    assert Case.objects.get(pk=story.case.pk).person.name == world.person.name

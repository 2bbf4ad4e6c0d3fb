"""A system whose head has named its keys signs what it does; a copied token then does nothing."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver, algorithms

from agencies import call_signing
from agencies.models import ApiClient
from casework.actions import own_systems
from kit.errors import NotPermitted, NotValid
from tests.api.calling import address
from tests.api.conftest import submitted, system, world  # noqa: F401
from tests.cast import MONDAY, make_clerk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
BODY = b'{"note": ""}'


class Pair(HTTPSignatureKeyResolver):
    """A key of the agency's system."""

    def __init__(self, private=None):
        self.private = private or ed25519.Ed25519PrivateKey.generate()
        public = self.private.public_key()
        self.pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def resolve_public_key(self, key_id):
        raise NotImplementedError

    def resolve_private_key(self, key_id):
        return self.private


def signed(pair, program, path, body=BODY, *, slash=True, covers=call_signing.COVERED, **more):
    """Return the headers of a call as a system signs it."""
    url = f"http://testserver{address(path)}"
    headers = {"Authorization": program.headers["authorization"], "Idempotency-Key": f"key-{path}"}
    sent = SimpleNamespace(method="POST", url=url if slash else url.rstrip("/"), headers=headers)
    is_edwards = isinstance(pair.private, ed25519.Ed25519PrivateKey)
    algorithm = algorithms.ED25519 if is_edwards else algorithms.ECDSA_P256_SHA256
    signer = HTTPMessageSigner(signature_algorithm=algorithm, key_resolver=pair)
    name = call_signing.name_of(pair.pem)
    signer.sign(sent, key_id=name, covered_component_ids=covers, body=body, **more)
    return headers


@pytest.fixture
def head(world):  # noqa: F811
    return make_clerk("head", world.agency("pension", "guangzhou"), "supervisor")


@pytest.fixture
def pair(head, system):  # noqa: F811
    pair = Pair()
    own_systems.name_keys(ApiClient.objects.get(), pair.pem, by=head, now=MONDAY)
    return pair


WHOLE = (*call_signing.COVERED, "idempotency-key")


def accept(system, headers, submitted, body=BODY):  # noqa: F811
    path = address(f"cases/{submitted.case.number}/accept")
    seen = headers | {"If-Match": f'"{submitted.case.version}"'}
    return system.client.post(path, body, content_type="application/json", headers=seen)


def test_a_signed_call_is_taken_and_an_unsigned_one_is_not(pair, system, submitted):  # noqa: F811
    path = f"cases/{submitted.case.number}/accept"
    unsigned = system.post(path, {"note": ""})

    taken = accept(system, signed(pair, system, path, covers=WHOLE), submitted)

    assert (unsigned.status_code, unsigned.json()["code"]) == (403, "signature_required")
    assert taken.status_code == 200, taken.json()
    assert system.get(f"cases/{submitted.case.number}").status_code == 200  # reading needs none


def test_what_was_changed_on_the_way_or_is_old_is_refused(pair, system, submitted):  # noqa: F811
    path = f"cases/{submitted.case.number}/accept"
    right = signed(pair, system, path, covers=WHOLE)
    wrong = {
        "another body": (right, b'{"note": "x"}'),
        "another case": (signed(pair, system, "cases/2026-0000-0000/accept", covers=WHOLE), BODY),
        "another key": (signed(Pair(), system, path, covers=WHOLE), BODY),
        "repeated under another key": (right | {"Idempotency-Key": "another-key"}, BODY),
        "the key against repetition left out": (signed(pair, system, path), BODY),
        "ten minutes old": (
            signed(pair, system, path, covers=WHOLE, created=MONDAY - timedelta(minutes=10)),
            BODY,
        ),
        "no digest": (signed(pair, system, path, None, covers=WHOLE), BODY),
        "no signature at all": (right | {"Signature": "", "Signature-Input": "x=("}, BODY),
    }
    for why, (headers, body) in wrong.items():
        answer = accept(system, headers, submitted, body)
        assert (answer.status_code, answer.json()["code"]) == (403, "signature_required"), why


def test_the_address_is_signed_as_it_was_called(pair, system, submitted):  # noqa: F811
    path = f"cases/{submitted.case.number}/accept"
    headers = signed(pair, system, path, covers=WHOLE, slash=False)

    short = address(path).rstrip("/")
    seen = headers | {"If-Match": f'"{submitted.case.version}"'}
    answer = system.client.post(short, BODY, content_type="application/json", headers=seen)

    assert answer.status_code == 200, answer.json()


def test_two_keys_count_while_one_takes_the_place_of_the_other(head, pair, system, submitted):  # noqa: F811
    following = Pair(ec.generate_private_key(ec.SECP256R1()))
    known = ApiClient.objects.get()
    both = f"{pair.pem}\n{following.pem}"
    own_systems.name_keys(known, both, by=head, now=MONDAY + timedelta(hours=1))
    path = f"cases/{submitted.case.number}/accept"

    assert accept(system, signed(pair, system, path, covers=WHOLE), submitted).status_code == 200
    again = accept(system, signed(following, system, path, covers=WHOLE), submitted)
    assert again.status_code == 200  # the same key against repetition: the answer from before

    own_systems.name_keys(known, "", by=head, now=MONDAY + timedelta(hours=2))
    assert system.post(path, {"note": "", "version": 2}).json()["code"] == "move_not_possible"


def test_what_is_no_key_is_refused_and_only_the_head_names_one(head, world, system):  # noqa: F811
    known = ApiClient.objects.get()
    weak = Pair(rsa.generate_private_key(public_exponent=65537, key_size=2048)).pem
    for typed in ("x", weak, f"{Pair().pem}{Pair().pem}{Pair().pem}", "-----BEGIN PUBLIC KEY-----"):
        with pytest.raises(NotValid):
            own_systems.name_keys(known, typed, by=head, now=MONDAY)
    with pytest.raises(NotPermitted):
        own_systems.name_keys(known, Pair().pem, by=world.pension_new_a, now=MONDAY)

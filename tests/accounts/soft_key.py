"""A phone that holds passkeys, as far as the portal can tell: it answers challenges and signs."""

import hashlib
import json
import os
import struct

from allauth.account.utils import user_pk_to_url_str
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

HOST, ORIGIN = "localhost", "http://localhost"
PRESENT_AND_KNOWN, PRESENT, WITH_KEY = 0x05, 0x01, 0x40
STATE = "mfa.webauthn.state"


class SoftKey:
    """One passkey; `flags` says whether the finger was known, `origin` which page it answers."""

    def __init__(self, flags: int = PRESENT_AND_KNOWN, origin: str = ORIGIN) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.id, self.flags, self.origin = os.urandom(16), flags, origin

    def made(self, client) -> str:
        """Answer the challenge of a session with a new key."""
        key = ES256.from_cryptography_key(self.secret.public_key())
        kept = AttestedCredentialData.create(b"\0" * 16, self.id, key)
        data = AuthenticatorData.create(_host(), self.flags | WITH_KEY, 0, kept)
        attested = AttestationObject.create("none", data, {})
        return self._answer(client, "webauthn.create", attestationObject=bytes(attested))

    def shown(self, client, user, challenge: str = "") -> str:
        """Answer the challenge of a session with this key, as one that belongs to a user."""
        data = _host() + struct.pack(">BI", self.flags, 0)
        said = self._said(client, "webauthn.get", challenge)
        signed = data + hashlib.sha256(said).digest()
        signature = self.secret.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._told(
            clientDataJSON=said,
            authenticatorData=data,
            signature=signature,
            userHandle=user_pk_to_url_str(user).encode(),
        )

    def _answer(self, client, kind: str, **response: bytes) -> str:
        return self._told(clientDataJSON=self._said(client, kind, ""), **response)

    def _said(self, client, kind: str, challenge: str) -> bytes:
        asked = challenge or client.session[STATE]["challenge"]
        return json.dumps({"type": kind, "challenge": asked, "origin": self.origin}).encode()

    def _told(self, **response: bytes) -> str:
        name = websafe_encode(self.id)
        answer = {key: websafe_encode(value) for key, value in response.items()}
        told = {"id": name, "rawId": name, "type": "public-key", "response": answer}
        return json.dumps({**told, "clientExtensionResults": {}})


def _host() -> bytes:
    return hashlib.sha256(HOST.encode()).digest()

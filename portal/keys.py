"""The secret keys of one installation: made once, kept in files that only their owner can read."""

import base64
import os
import secrets
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from sealing import authority


def new_secret() -> str:
    """Return a key for signing sessions and links, or a password."""
    return secrets.token_urlsafe(48)


def new_field_keys() -> str:
    """Return a key ring with one AES-256 key, named after its making: "kid:base64key"."""
    return f"{secrets.token_hex(4)}:{new_index_key()}"


def new_index_key() -> str:
    """Return the key under which identity numbers can be looked up without being readable."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def new_signing_key() -> str:
    """Return the private key that signs the tokens of programs, as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem.decode()


def new_seal_root_key() -> str:
    """Return the private key of the root above the agencies' seals, as PEM."""
    return authority.key_as_pem(authority.new_private_key())


def new_journal_key() -> str:
    """Return the private key under which each day of the journal is published, as PEM."""
    key = ed25519.Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": new_secret,
    "FIELD_KEYS": new_field_keys,
    "BLIND_INDEX_KEY": new_index_key,
    "IDP_OIDC_PRIVATE_KEY": new_signing_key,
    "SEAL_ROOT_KEY": new_seal_root_key,
    "JOURNAL_KEY": new_journal_key,
}
SEAL_ROOT_NAME = "社会保险网上办事大厅电子印章根证书"
PASSWORDS = (
    "DATABASE_PASSWORD",  # of the application
    "MIGRATION_DATABASE_PASSWORD",  # of the owner of the tables
    "DATABASE_SUPERUSER_PASSWORD",  # of the server's own role, which no program uses
    "BROKER_PASSWORD",
    "BACKUP_PASSWORD",  # of the role that copies the database and reads nothing of it
    "METRICS_TOKEN",  # of whoever watches
    "GRAFANA_PASSWORD",  # of its administrator, where it runs beside the portal
)
# Others give these out, and an installation may do without: a container starts only where the file
# is there, if only empty.
GIVEN_BY_OTHERS = (
    "POLICE_GATEWAY_TOKEN",
    "CARD_MAKER_TOKEN",
    "ACCOUNT_CHECK_TOKEN",
    "TREATMENT_PLACES_GATEWAY_TOKEN",
    "IDENTITY_PROVIDER_CLIENT_SECRET",
)


def kept_key(folder: Path, name: str) -> str:
    """Return the key of that name, making it on the first call."""
    path = folder / name.lower()
    if not path.exists():
        write_once(path, MAKERS[name]())
    return path.read_text().strip()


def kept_root(
    folder: Path, *, name: str = SEAL_ROOT_NAME, begins_at: datetime | None = None
) -> str:
    """Return the certificate of the root above the agencies' seals, making both on the first call.

    It may begin in the past: the demo invents letters of months gone by.
    """
    path = folder / "seal_root_certificates"
    if not path.exists():
        key = authority.key_of_pem(kept_key(folder, "SEAL_ROOT_KEY"))
        begins_at = begins_at or datetime.now(UTC).replace(microsecond=0)
        write_once(path, authority.new_root(key, name=name, begins_at=begins_at))
    return path.read_text().strip()


def write_once(path: Path, text: str) -> None:
    """Write the file whole or not at all; of two processes at once the first one wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
    with os.fdopen(handle, "w") as file:
        file.write(text + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)


def write_all(folder: Path) -> None:
    """Make every key and password a production installation needs; existing ones stay."""
    for name in MAKERS:
        kept_key(folder, name)
    kept_root(folder)
    for name in PASSWORDS:
        write_once(folder / name.lower(), new_secret())
    for name in GIVEN_BY_OTHERS:
        write_once(folder / name.lower(), "")
    # The folder keeps strangers out. Each file by itself is mounted into containers whose users
    # are not its owner, so the files are open.
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o644)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))

"""The secret keys of one installation: made once, kept in files that only their owner can read."""

import base64
import os
import secrets
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)


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
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem.decode()


MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": new_secret,
    "FIELD_KEYS": new_field_keys,
    "BLIND_INDEX_KEY": new_index_key,
    "IDP_OIDC_PRIVATE_KEY": new_signing_key,
}
PASSWORDS = ("DATABASE_PASSWORD", "BROKER_PASSWORD", "CACHE_PASSWORD")


def kept_key(folder: Path, name: str) -> str:
    """Return the key of that name, making it on the first call."""
    path = folder / name.lower()
    if not path.exists():
        write_once(path, MAKERS[name]())
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
    for name in PASSWORDS:
        write_once(folder / name.lower(), new_secret())
    # The folder keeps strangers out. Each file by itself is mounted into containers whose users
    # are not its owner, so the files are open.
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o644)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))

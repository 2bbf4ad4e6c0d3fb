"""Two secrets that count at once, while a program learns the new one.

The library keeps one hash for each client. Where the secret has been changed, and the old one still
counts, that column holds both hashes; Django's own hashers made each of them.
"""

from typing import Any

from django.contrib.auth.hashers import BasePasswordHasher, check_password, mask_hash

SEPARATOR = "|"  # stands in no hash of Django's


class EitherOfTwo(BasePasswordHasher):
    """Knows both secrets; it is made from hashes and never from a secret."""

    algorithm = "either"

    def verify(self, password: str, encoded: str) -> bool:
        """Whether it is one of the two."""
        return any(check_password(password, each) for each in hashes_of(encoded))

    def encode(self, password: str, salt: str) -> str:
        """Refuse: a single secret is hashed by Django's usual hasher."""
        raise NotImplementedError

    def decode(self, encoded: str) -> dict[str, Any]:
        """Return what can be told of it."""
        return {"algorithm": self.algorithm, "hashes": hashes_of(encoded)}

    def safe_summary(self, encoded: str) -> Any:
        """Return what may be shown of it."""
        return {"algorithm": self.algorithm, "hashes": mask_hash("".join(hashes_of(encoded)))}

    def must_update(self, encoded: str) -> bool:
        """Leave it as it is: it ends with the overlap."""
        return False


def either(new: str, old: str) -> str:
    """Return what stands for two hashes at once, the new one first."""
    return f"{EitherOfTwo.algorithm}${SEPARATOR.join((new, old))}"


def hashes_of(encoded: str) -> list[str]:
    """Return the hashes that a column holds: the new one, then the old one if it still counts."""
    kind, _dollar, rest = encoded.partition("$")
    return rest.split(SEPARATOR) if kind == EitherOfTwo.algorithm else [encoded]

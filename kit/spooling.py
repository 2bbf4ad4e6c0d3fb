"""What is too large to be kept in memory while it arrives: in a file that nobody can open or read.

The file has no name, so it is gone with the process, and what lies in it is encrypted under a key
that only this object holds: it is personal, and a disk remembers.
"""

import os
import tempfile

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR


def _folder() -> str | None:
    """Return where files may be large: a container's own folder for them lies in its memory."""
    folder = os.environ.get("VAR_DIR", "")
    return folder if os.path.isdir(folder) else None


class Spool:
    """Takes bytes at one end and gives them out at the other, once, in the same order."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(dir=_folder())  # noqa: SIM115 -- closed with the request
        cipher = Cipher(AES(os.urandom(32)), CTR(os.urandom(16)))  # each key is used once
        self._seal, self._open = cipher.encryptor(), cipher.decryptor()
        self._read_to = self.length = 0

    def take(self, piece: bytes) -> None:
        """Add what has come."""
        self._file.seek(self.length)
        self._file.write(self._seal.update(piece))
        self.length += len(piece)

    def give(self, most: int) -> bytes:
        """Return some of it, or nothing when all was read."""
        self._file.seek(self._read_to)
        sealed = self._file.read(most)
        self._read_to += len(sealed)
        return self._open.update(sealed)

    def close(self) -> None:
        """Let it go."""
        self._file.close()

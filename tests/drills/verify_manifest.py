"""Looks at each file of a base backup by its manifest, as pg_verifybackup does.

For the drill: the PostgreSQL of the wheel brings a pg_verifybackup that ends by a segmentation
fault. An installation uses its server's own.
"""

import json
import sys
from hashlib import file_digest
from pathlib import Path


def wrong(folder: Path) -> list[str]:
    """Return the files that are missing, or not what the manifest says."""
    listed = json.loads((folder / "backup_manifest").read_text())["Files"]
    return [each["Path"] for each in listed if not _fits(folder / each["Path"], each)]


def _fits(path: Path, told: dict) -> bool:
    if not path.is_file() or path.stat().st_size != told["Size"]:
        return False
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == told["Checksum"]


if __name__ == "__main__":
    sys.exit("\n".join(wrong(Path(sys.argv[1]))) or 0)

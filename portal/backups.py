"""What the portal sees of its backups and disks: that they are there, and how old they are."""

import math
import shutil
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

NAMED = "%Y%m%dT%H%M%SZ"  # deploy/backup/base.sh


def disk_of(folder: Path) -> shutil._ntuple_diskusage:
    """Return how full the disk is on which a folder lies, or would."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(there)


def age_of_youngest(now: datetime) -> float | None:
    """Return the seconds since the youngest base backup; None where no folder is named."""
    if not settings.BACKUPS_DIR:
        return None
    moments = [_moment(each.name) for each in Path(settings.BACKUPS_DIR).glob("*Z")]
    youngest = max((each for each in moments if each), default=None)
    return (now - youngest).total_seconds() if youngest else math.inf


def _moment(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None

"""A copy of everything: asked for, put together by a duty, kept for a week, told to its owner."""

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import telling
from accounts.models import User
from applications import paper_files
from applications.models import PaperPage
from applications.rules.papers import State
from casework.models import Duty
from kit import wall
from kit.tables import Forwards
from letters.models import LetterFile
from privacy import files
from privacy.files import Kind
from privacy.models import Package
from privacy.readable import pdf_of
from privacy.schema import schema, text_of
from privacy.spreadsheet import xlsx_of
from services.advice.models import Attachment

KEPT = timedelta(days=7)
# Whoever has one of today waits: nothing new would stand in another.
ANEW_AFTER = timedelta(days=1)


@transaction.atomic
@wall.as_house("owe somebody a copy of what is held of them")
def ask(user: User, *, now: datetime) -> Package:
    """Owe somebody a copy of everything; asking again while one is there changes nothing.

    A copy that is older than a day gives way to the new one.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)  # of two clicks one asks
    known = Package.objects.there_for(user.pk, now).first()
    if known and (not known.is_ready or known.asked_at > now - ANEW_AFTER):
        return known
    for each in Package.objects.filter(user=user):
        _forget(each)
    package = Package.objects.create(user=user, asked_at=now)
    key = f"collect:{package.pk}"
    Duty.objects.create(key=key, kind=Duty.Kind.COLLECT, subject=str(package.pk), due_at=now)
    return package


def collect(duty: Duty, now: datetime) -> None:
    """Put a copy together and tell its owner; nothing where it was given up meanwhile."""
    package = Package.objects.select_related("user__person").filter(pk=duty.subject).first()
    if package is None or package.is_ready:
        return
    name = files.new_name()
    try:
        _write(name, package.user, now)
    except BaseException:
        files.unlink(name)
        raise
    package.name, package.made_at, package.expires_at = name, now, now + KEPT
    package.save()
    _tell(package)


def _write(name: str, user: User, now: datetime) -> None:
    files.keep(name, Kind.DATA, text_of(user, now=now))
    files.keep(name, Kind.READABLE, [pdf_of(user, now=now)])
    files.keep(name, Kind.TABLES, [xlsx_of(user)])
    writer = files.begin(name, Kind.EVERYTHING)
    try:
        with zipfile.ZipFile(Forwards(writer.write), "w", zipfile.ZIP_DEFLATED) as archive:
            for inside, blocks in _parts(name, user):
                _add(archive, inside, blocks, now)
        writer.close()
    except BaseException:
        writer.abandon()
        raise


def _add(archive: zipfile.ZipFile, inside: str, blocks: Iterator[bytes], now: datetime) -> None:
    entry = zipfile.ZipInfo(inside, date_time=now.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as part:
        for block in blocks:
            part.write(block)


def _parts(name: str, user: User) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield what lies in the archive: the files, the format, each letter and each paper."""
    yield Kind.DATA.value, files.read(name, Kind.DATA)
    yield "format.json", iter([json.dumps(schema(), ensure_ascii=False, indent=1).encode()])
    yield Kind.READABLE.value, files.read(name, Kind.READABLE)
    yield Kind.TABLES.value, files.read(name, Kind.TABLES)
    if user.person_id is None:
        return
    letters = LetterFile.objects.filter(letter__case__person=user.person_id)
    for each in letters.select_related("letter").order_by("pk").iterator(chunk_size=5):
        yield f"letters/{each.letter.number}.pdf", iter([bytes(each.pdf)])
    papers = PaperPage.objects.filter(case__person=user.person_id, state=State.CLEAN)
    for page in papers.select_related("case").order_by("pk"):
        inside = f"papers/{page.case.number}/{page.slot}-{page.pk}.{page.ending}"
        yield inside, paper_files.read(page.file)
    asked = Attachment.objects.filter(question__person=user.person_id, state=State.CLEAN)
    for paper in asked.select_related("question"):
        inside = f"papers/{paper.question.number}/{paper.pk}.{paper.ending}"
        yield inside, paper_files.read(paper.file)


def _tell(package: Package) -> None:
    user = package.user
    with translation.override(user.language):
        subject = _("A copy of all your data is ready")
        text = _(
            "[Social Insurance Online] A copy of all your data was asked for and can be fetched "
            "for seven days in your account, under “My data”. If it was not you, sign in, end the "
            "other sign-ins and set a new password."
        )
    telling.to_owner(user, subject, text)


def forget_old(*, now: datetime) -> None:
    """Erase what has lain for a week, and what a broken try has left."""
    for package in Package.objects.filter(expires_at__lte=now)[:100]:
        with transaction.atomic():
            _forget(package)
    left = set(files.left_lying())
    if left:
        left -= set(Package.objects.filter(name__in=left).values_list("name", flat=True))
    for name in left:
        files.unlink(name)


def forget_all_of(user: User) -> None:
    """Erase every copy of somebody's."""
    for package in Package.objects.filter(user=user):
        _forget(package)


def _forget(package: Package) -> None:
    files.erase(package.name)
    package.delete()

"""Issuing, renewing and revoking the certificates of the agencies' seals."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from cryptography import x509
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from casework.actions.owing import owe_again
from casework.models import Duty
from letters.models import Certificate
from letters.models.certificates import CertificateQuerySet
from sealing import authority, trust
from sealing.signers import SealKey, SigningFailed, letter_signer, signers

log = logging.getLogger(__name__)

YEARS = 3
# Before this much is left, somebody should know; then again, and once more on the last day.
WARNINGS = (timedelta(days=60), timedelta(days=14), timedelta(days=1))


class NoCertificate(SigningFailed):
    """The agency has no certificate that may sign now; its letters stay owed until it has."""


def the_one_for(agency: Agency, algorithm: str, *, now: datetime) -> Certificate:
    """Return the certificate an agency signs with now: the newest that is good.

    In the demo one is made where there is none; elsewhere that is an administrator's work.
    """
    found = _good(agency, algorithm, now)
    if found:
        return found
    if not settings.CERTIFICATES_ON_DEMAND:
        raise NoCertificate(f"{agency.code} has no certificate to sign with")
    return _made_on_demand(agency, algorithm, now)


def _good(agency: Agency, algorithm: str, now: datetime) -> Certificate | None:
    able = _of(agency, algorithm).filter(secret__isnull=False)
    return able.good_at(now).order_by("-running").first()


@transaction.atomic
def _made_on_demand(agency: Agency, algorithm: str, now: datetime) -> Certificate:
    """Make the first certificate of a year, unless somebody was faster."""
    _hold(agency)
    new_year = now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    found = _good(agency, algorithm, now)
    return found or issue(agency, algorithm, begins_at=new_year, now=now)


def _hold(agency: Agency) -> None:
    """Let those who issue for the same agency wait for each other, and nobody else for them."""
    list(Agency.objects.select_for_update(no_key=True).only("pk").filter(pk=agency.pk))


def key_of(certificate: Certificate) -> SealKey:
    """Return what a signer needs to sign with this certificate."""
    der = bytes(certificate.der)
    root = trust.root_of(der)
    if root is None or not certificate.secret:
        raise SigningFailed(f"{certificate.number} cannot sign: its root or its key is not here")
    return SealKey(
        number=certificate.number,
        holder=authority.holder_of(x509.load_der_x509_certificate(der)),
        certificate=der,
        chain=(root,),
        secret=certificate.secret,
    )


@transaction.atomic
def issue(
    agency: Agency,
    algorithm: str,
    *,
    now: datetime,
    by: User | None = None,
    begins_at: datetime | None = None,
    years: int = YEARS,
) -> Certificate:
    """Make a key and a certificate for an agency's seal, in place of the one before it.

    The older key is destroyed: what it signed stays valid, and nobody can sign with it any more.
    """
    _hold(agency)
    running = 1 + (_of(agency, algorithm).aggregate(last=Max("running"))["last"] or 0)
    made = _made(agency, algorithm, running, begins_at or now, years)
    certificate = Certificate.objects.create(
        agency=agency,
        algorithm=algorithm,
        running=running,
        issued_at=now,
        issued_by=by,
        **made,
    )
    _of(agency, algorithm).filter(running__lt=running).update(secret=None)
    _deliver_what_waited(agency, now)
    return certificate


def revoke(
    certificate: Certificate, *, at: datetime, reason: str, note: str = "", now: datetime
) -> None:
    """End a certificate from a moment on, maybe one in the past; what it signed later is void.

    A second revocation can only move the moment back: trust, once withdrawn, is not given again.
    """
    same = Certificate.objects.filter(pk=certificate.pk)
    earlier = same.filter(Q(revoked_at=None) | Q(revoked_at__gt=at))
    earlier.update(revoked_at=min(at, now), revocation=reason, revocation_note=note, secret=None)
    certificate.refresh_from_db()


def ending(*, now: datetime, within: timedelta = WARNINGS[0]) -> QuerySet[Certificate]:
    """Return the certificates in use that end soon or have ended: agencies about to fall silent."""
    in_use = Certificate.objects.newest_of_each().filter(agency__is_active=True, revoked_at=None)
    return in_use.filter(ends_at__lt=now + within).order_by("ends_at")


def agencies_without(*, now: datetime) -> QuerySet[Agency]:
    """Return the open agencies that cannot seal a letter now."""
    able = Certificate.objects.good_at(now).filter(secret__isnull=False)
    used = able.filter(algorithm=letter_signer().algorithm)
    return Agency.objects.active().exclude(pk__in=used.values("agency")).order_by("code")


def warn(*, now: datetime) -> int:
    """Write to the administrators when seals are about to end, once for each warning due.

    A mail server that is away lets the warning wait for the next look.
    """
    nearing = [each for each in ending(now=now) if _stage(each, now) > each.warnings]
    if not nearing:
        return 0
    try:
        with transaction.atomic():
            told = [each for each in nearing if _mark_warned(each, now)]
            _write_to_administrators(told)
    except (OSError, SMTPException) as error:
        log.warning("no warning of certificates that end: %s", type(error).__name__)
        return 0
    log.warning("certificates of %s seals end soon", len(told))
    return len(told)


def _mark_warned(certificate: Certificate, now: datetime) -> int:
    """Write the warning down, unless another driver was faster."""
    same = Certificate.objects.filter(pk=certificate.pk, warnings=certificate.warnings)
    return same.update(warnings=_stage(certificate, now))


def _stage(certificate: Certificate, now: datetime) -> int:
    """Return how many of the warnings are due."""
    return sum(certificate.ends_at <= now + before for before in WARNINGS)


def _write_to_administrators(nearing: list[Certificate]) -> None:
    if not nearing:
        return
    lines = "\n".join(
        f"{each.number}  {each.agency.name}  {timezone.localtime(each.ends_at):%Y-%m-%d %H:%M}"
        for each in nearing
    )
    for user in User.objects.filter(is_superuser=True, is_active=True).exclude(email=None):
        with translation.override(user.language):
            EmailMessage(
                subject=_("Seals of agencies are about to end"),
                body=_(
                    "After that these agencies can seal no letters, and what they decide waits. "
                    "Put new certificates in their place: manage.py certificates rotate"
                )
                + f"\n\n{lines}\n",
                to=[str(user.email)],
            ).send()


def _of(agency: Agency, algorithm: str) -> CertificateQuerySet:
    return Certificate.objects.filter(agency=agency, algorithm=algorithm)


def _made(
    agency: Agency, algorithm: str, running: int, begins_at: datetime, years: int
) -> dict[str, Any]:
    """Make the key and the certificate under the root that issues."""
    root, root_key = trust.issuing_root()
    new = signers()[algorithm].new_key()
    kind = "" if algorithm == Certificate.Algorithm.P256 else f"-{algorithm.upper()}"
    number = f"{agency.code}{kind}-{running}"
    der = authority.new_certificate(
        new.public,
        authority.Subject(agency.name, agency.code, number),
        begins_at=begins_at.replace(microsecond=0),
        ends_at=begins_at.replace(microsecond=0) + years * authority.YEAR,
        root=root,
        root_key=root_key,
    )
    read = x509.load_der_x509_certificate(der)
    return {
        "number": number,
        "serial": f"{read.serial_number:x}",
        "der": der,
        "secret": new.secret,
        "begins_at": read.not_valid_before_utc,
        "ends_at": read.not_valid_after_utc,
    }


def _deliver_what_waited(agency: Agency, now: datetime) -> None:
    """Try at once what could not be signed before."""
    unsigned = (SigningFailed.__name__, NoCertificate.__name__)
    waiting = Duty.objects.filter(issuer=agency, kind=Duty.Kind.DELIVER, done_at=None)
    owe_again(waiting.filter(last_error__in=unsigned), now=now)

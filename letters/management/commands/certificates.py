"""`manage.py certificates`: the certificates of the agencies' seals, from issue to revocation."""

from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from agencies.models import Agency
from kit import clock
from letters.actions import certificates
from letters.models import Certificate
from sealing.signers import letter_signer


class Command(BaseCommand):
    """Issue, rotate, revoke and list; only `issue` and `rotate` need the key of the root."""

    help = "Issue, rotate, revoke and list the certificates of the agencies' seals."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        issue = verbs.add_parser("issue", help="give a certificate to agencies that have none")
        rotate = verbs.add_parser(
            "rotate", help="put a new certificate in place of the present one"
        )
        for verb in (issue, rotate):
            verb.add_argument("agencies", nargs="*", metavar="CODE", help="code of an agency")
            verb.add_argument("--all", action="store_true", help="every agency that takes cases")
            verb.add_argument("--years", type=int, default=certificates.YEARS, choices=range(1, 11))
            verb.add_argument("--algorithm", choices=Certificate.Algorithm.values)
        rotate.add_argument("--ending-within", type=int, metavar="DAYS", help="those ending soon")
        revoke = verbs.add_parser("revoke", help="withdraw the trust from a moment on")
        revoke.add_argument("number", help="as it stands on the seal")
        revoke.add_argument("--reason", required=True, choices=Certificate.Revocation.values)
        revoke.add_argument("--at", help="from when on, as 2026-11-22T10:00; now, if not given")
        revoke.add_argument("--note", default="", help="what happened, for those who come after")
        verbs.add_parser("root", help="print the root certificates, for those who check offline")
        listed = verbs.add_parser("list", help="show certificates and how they stand")
        listed.add_argument("agencies", nargs="*", metavar="CODE", help="code of an agency")
        listed.add_argument("--ending-within", type=int, metavar="DAYS", help="those ending soon")

    def handle(self, *, verb: str, **options: Any) -> None:
        try:
            verbs = {"list": self.show, "root": self.print_root, "revoke": self.revoke}
            verbs |= {"issue": self.issue, "rotate": self.rotate}
            verbs[verb](now=clock.now(), **options)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error

    def issue(self, *, now: datetime, years: int, **options: Any) -> None:
        """Give a certificate to each agency that has none now."""
        algorithm = options["algorithm"] or letter_signer().algorithm
        able = Certificate.objects.good_at(now).filter(algorithm=algorithm, secret__isnull=False)
        having = set(able.values_list("agency", flat=True))
        for agency in self._chosen(options):
            if agency.pk in having:
                self.stdout.write(f"{agency.code} has one; `rotate` puts another in its place")
            else:
                self._tell(certificates.issue(agency, algorithm, now=now, years=years))

    def rotate(self, *, now: datetime, years: int, **options: Any) -> None:
        """Put a new certificate in place of the present one; sealed letters stay valid."""
        algorithm = options["algorithm"] or letter_signer().algorithm
        for agency in self._chosen(options, now=now):
            self._tell(certificates.issue(agency, algorithm, now=now, years=years))

    def revoke(
        self, *, now: datetime, number: str, reason: str, at: str | None, note: str, **_: Any
    ) -> None:
        """Withdraw the trust; what was sealed before the moment stays valid."""
        certificate = Certificate.objects.filter(number=number).first()
        if certificate is None:
            raise CommandError(f"There is no certificate {number}.")
        moment = _moment(at) if at else now
        certificates.revoke(certificate, at=moment, reason=reason, note=note, now=now)
        self.stdout.write(f"{number} is revoked from {_shown(certificate.revoked_at)} on")
        if certificates.agencies_without(now=now).filter(pk=certificate.agency_id).exists():
            self.stdout.write(
                f"Its agency cannot seal now: certificates issue {certificate.agency.code}"
            )

    def show(
        self, *, now: datetime, agencies: list[str], ending_within: int | None, **_: Any
    ) -> None:
        """Show what there is, and which agency cannot seal."""
        rows = Certificate.objects.defer("secret", "der")
        if agencies:
            rows = rows.filter(agency__code__in=agencies)
        if ending_within is not None:
            rows = certificates.ending(now=now, within=timedelta(days=ending_within))
        for row in rows.iterator(chunk_size=500):
            ended = f"revoked {_shown(row.revoked_at)} {row.revocation}" if row.revoked_at else ""
            self.stdout.write(
                f"{row.number:<16} {_shown(row.begins_at)} {_shown(row.ends_at)} "
                f"{row.agency.name} {ended}".rstrip()
            )
        without = certificates.agencies_without(now=now)
        if not agencies and ending_within is None and without.exists():
            codes = ", ".join(without.values_list("code", flat=True))
            self.stdout.write(f"Without a certificate: {codes}")

    def print_root(self, **_: Any) -> None:
        """Print what everybody may have: the certificates above the seals."""
        self.stdout.write(settings.SEAL_ROOT_CERTIFICATES)

    def _chosen(self, options: dict[str, Any], now: datetime | None = None) -> list[Agency]:
        """Return the agencies that were named."""
        codes, days = options["agencies"], options.get("ending_within")
        if sum((bool(codes), options["all"], days is not None)) != 1:
            raise CommandError("Name agencies by their codes, or all of them with --all.")
        if days is not None and now is not None:
            ending = certificates.ending(now=now, within=timedelta(days=days))
            return [certificate.agency for certificate in ending]
        active = Agency.objects.active().order_by("code")
        found = list(active if options["all"] else active.filter(code__in=codes))
        unknown = set(codes) - {agency.code for agency in found}
        if unknown:
            raise CommandError(f"No agency that takes cases: {', '.join(sorted(unknown))}")
        return found

    def _tell(self, certificate: Certificate) -> None:
        self.stdout.write(f"{certificate.number} until {_shown(certificate.ends_at)}")


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"{text} is no moment; write it as 2026-11-22T10:00.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _shown(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""

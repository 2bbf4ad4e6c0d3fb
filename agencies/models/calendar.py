"""Notices on holidays, every version of them, and their days."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.approval import Proposal, ProposalQuerySet
from agencies.models.regions import Region
from kit.held import ReferenceKey
from kit.models import Erasable, Immutable, Reference
from law.wording import Text
from law.workdays import ExceptionDay


class CalendarNotice(Reference):
    """A notice on the holidays of a year; its days replace those before it.

    Without an area it is the State Council's; with one it holds for a province or a city alone
    (全国年节及纪念日放假办法 art. 4).
    """

    year = models.PositiveSmallIntegerField(_("year"))
    area = ReferenceKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"level__in": [Region.Level.PROVINCE, Region.Level.PREFECTURE]},
        verbose_name=_("area"),
        help_text=_("Leave empty for the notice of the whole country."),
    )
    number = models.CharField(_("official number"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    is_verified = models.BooleanField(_("checked against the official text"), default=True)
    loaded_at = models.DateTimeField(_("loaded"))

    class Meta:
        verbose_name = _("holiday notice")
        verbose_name_plural = _("holiday notices")
        ordering = ["-year", "area_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(area=None),
                name="a_year_has_one_notice_for_the_country",
                violation_error_message=_("A notice of this year is there already."),
            ),
            models.UniqueConstraint(
                fields=["year", "area"],
                name="a_year_has_one_notice_for_an_area",
                violation_error_message=_("A notice of this year and area is there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.area_id or ''}".strip()


class CalendarDay(Reference, Erasable):
    """A published exception: a weekday off, or a weekend day worked.

    The area is that of its notice, kept here as well so that the database refuses a day twice.
    """

    notice = models.ForeignKey(CalendarNotice, on_delete=models.CASCADE, related_name="days")
    area = ReferenceKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("area"),
    )
    date = models.DateField(_("date"))
    is_workday = models.BooleanField(_("working day"))
    reason = models.CharField(_("reason"), max_length=60)
    reason_en = models.CharField(_("reason in English"), max_length=60)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["date"],
                condition=Q(area=None),
                name="a_day_stands_once_in_the_calendar_of_the_country",
            ),
            models.UniqueConstraint(
                fields=["date", "area"],
                name="a_day_stands_once_in_the_calendar_of_an_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the day in the area of its notice."""
        self.area_id = self.notice.area_id
        super().save(*args, **kwargs)

    @property
    def spoken(self) -> ExceptionDay:
        """The day as the rules read it."""
        return ExceptionDay(self.date, self.is_workday, Text(self.reason, self.reason_en))


class Announced(models.Model):
    """A notice as somebody gave it: the document, its days, and where they came from."""

    class Source(models.TextChoices):
        """Where its days came from."""

        RELEASE = "release", _("Came with the portal")
        COMMAND = "command", _("Command of whoever runs the portal")
        FILE = "file", _("File")
        FORM = "form", _("Form")

    number = models.CharField(_("number of the notice"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True)
    source = models.CharField(_("source"), max_length=8, choices=Source, editable=False)
    file_name = models.CharField(_("file"), max_length=120, blank=True, editable=False)
    file_sha256 = models.CharField(
        _("SHA-256 of the file"), max_length=64, blank=True, editable=False
    )
    # The decision by which the year has another number of holidays than the law says.
    deviation = models.CharField(_("special decision"), max_length=120, blank=True)
    days = models.JSONField(_("days"), editable=False)

    class Meta:
        abstract = True

    @property
    def spoken(self) -> tuple[ExceptionDay, ...]:
        """The days as the rules read them."""
        return tuple(
            ExceptionDay(date.fromisoformat(day), is_workday, Text(zh, en))
            for day, is_workday, zh, en in self.days
        )


class NoticeProposal(Announced, Proposal):
    """A notice that shall be loaded: its days count when another administrator approves."""

    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    area = ReferenceKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area"),
    )

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("proposed holiday notice")
        verbose_name_plural = _("proposed holiday notices")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=False), name="a_notice_is_proposed_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.area_id or ''}".strip()


class NoticeVersion(Announced, Immutable):
    """A notice as it was loaded: a corrected one is the next version, and this one stays."""

    notice = models.ForeignKey(CalendarNotice, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField(_("version"))
    loaded_at = models.DateTimeField(_("loaded"))
    # Nobody: it came with the portal, or by a command of whoever runs it.
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("approved by"),
    )

    class Meta:
        verbose_name = _("version of a holiday notice")
        verbose_name_plural = _("versions of the holiday notice")
        ordering = ["notice", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "version"], name="versions_of_a_notice_stand_in_one_line"
            ),
            models.CheckConstraint(
                condition=Q(source__in=["release", "command"], proposed_by=None, approved_by=None)
                | Q(
                    ~Q(proposed_by=F("approved_by")),
                    source__in=["file", "form"],
                    proposed_by__isnull=False,
                    approved_by__isnull=False,
                ),
                name="two_persons_load_a_holiday_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.version}"

"""Regions, agencies, who works where, the working-day calendar, dated numbers of the law."""

from agencies.models.calendar import CalendarDay, CalendarNotice, NoticeProposal, NoticeVersion
from agencies.models.offices import Agency, AgencyQuerySet, Merger, NamedThen, named_then, of_agency
from agencies.models.posts import ApiClient, Post, TokenRule, approve_on_pages_only
from agencies.models.regions import (
    INSURANCE_CHOICES,
    RECORDED_CHOICES,
    Region,
    in_language,
    places_above,
)
from agencies.models.rule_values import TERM, RuleValue, term_rule

__all__ = [
    "INSURANCE_CHOICES",
    "RECORDED_CHOICES",
    "TERM",
    "Agency",
    "AgencyQuerySet",
    "ApiClient",
    "CalendarDay",
    "CalendarNotice",
    "Merger",
    "NamedThen",
    "NoticeProposal",
    "NoticeVersion",
    "Post",
    "Region",
    "RuleValue",
    "TokenRule",
    "approve_on_pages_only",
    "in_language",
    "named_then",
    "of_agency",
    "places_above",
    "term_rule",
]

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    """The engine of every application."""

    name = "applications"
    verbose_name = _("Applications")

    def ready(self) -> None:
        """Say how its notices, cases and letters read, and how programs are answered."""
        from applications import letter_samples, registry
        from applications.actions import applying, demanding, judging, listing
        from applications.acts import doing
        from applications.api.serializers import ApplicationLineOut
        from applications.api.showing import application_lines
        from applications.correction import CORRECTION
        from applications.desk import services
        from applications.notices import DETAILS, TITLES, TOPICS
        from applications.objection import OBJECTION, days_to_object
        from applications.record_objection import RECORD_OBJECTION, stands_behind
        from applications.views import following
        from casework import case_pages, dates, notices, policies
        from casework.actions import holding, unanswered
        from casework.actions.duties import HANDLERS
        from casework.api import rooms
        from casework.desk import waiting
        from casework.models import Duty
        from letters import samples
        from payouts.registry import EACH_DAY

        registry.declare(OBJECTION, RECORD_OBJECTION, CORRECTION)
        policies.disputes(stands_behind, RECORD_OBJECTION.name)
        dates.register(days_to_object)
        EACH_DAY.append(demanding.issue_demands)
        notices.register(TITLES, DETAILS, TOPICS)
        room = rooms.Room(lines=application_lines, line_out=ApplicationLineOut)
        HANDLERS[Duty.Kind.JUDGE_PAPER] = judging.judge
        HANDLERS[Duty.Kind.TELL_LISTED] = listing.tell
        rooms.register(room, rooms.ALL_OTHERS)
        waiting.FURTHER["second"] = services.for_second_person
        HANDLERS[Duty.Kind.ISSUE] = partial(holding.carry_out, do=doing.do_held)
        case_pages.register(following.PAGES)
        unanswered.register(applying.close_unanswered, unanswered.ALL_OTHERS)
        samples.SAMPLES.update(letter_samples.SAMPLES)
        for kind, sample in letter_samples.FURTHER.items():
            samples.FURTHER.setdefault(kind, []).append(sample)

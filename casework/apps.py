from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """The room of cases, whatever service they belong to."""

    name = "casework"
    verbose_name = _("Casework")

    def ready(self) -> None:
        """Say what wants looking after at each round, and how alarms and what was missed go out."""
        from accounts import telling
        from casework import turn_triggers
        from casework.actions import (
            account_events,
            alarming,
            counting,
            following,
            second_persons,
            staffing,
            unanswered,
            urging,
        )
        from casework.actions.duties import CHORES, HANDLERS
        from casework.models import Duty
        from casework.rules import clocks

        telling.AFTERWARDS.append(account_events.keep)
        CHORES.extend((staffing.look_after_absences, counting.bring_up_to_date))
        post_migrate.connect(
            turn_triggers.put_up, sender=self, dispatch_uid="note changes of turns as figures"
        )
        HANDLERS[Duty.Kind.ALARM] = alarming.tell
        following.FINDERS.update(
            {
                clocks.CORRECTION.name: unanswered.find,
                clocks.SECOND_PERSON.name: second_persons.find,
                clocks.URGING_UNANSWERED.name: urging.find_unanswered,
                clocks.PROMISE.name: urging.find_promise,
            }
        )
        following.ENDINGS[clocks.CORRECTION.name] = unanswered.end

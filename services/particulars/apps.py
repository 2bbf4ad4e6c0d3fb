from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticularsConfig(AppConfig):
    """The room of corrected particulars: contact data, and who somebody is."""

    name = "services.particulars"
    label = "particulars"
    verbose_name = _("Particulars")

    def ready(self) -> None:
        """Declare the services, and say how what they owe is done."""
        from applications.registry import declare
        from casework import invariants, notices
        from casework.actions.duties import HANDLERS
        from casework.actions.saying import SAYERS
        from casework.models import Dispatch, Duty
        from services.particulars import invariants as own
        from services.particulars.actions import asking, contacts, pay_accounts
        from services.particulars.contact_change import CONTACT_CHANGE
        from services.particulars.key_change import KEY_CHANGE
        from services.particulars.notices import DETAILS, TITLES, TOPICS
        from services.particulars.pay_account import PAY_ACCOUNT
        from services.particulars.plain_change import PLAIN_CHANGE

        declare(CONTACT_CHANGE, PLAIN_CHANGE, KEY_CHANGE, PAY_ACCOUNT)
        HANDLERS[Duty.Kind.ASK_ELSEWHERE] = asking.ask_elsewhere
        SAYERS[Dispatch.What.OLD_CONTACT] = contacts.to_old_contact
        contacts.SAYERS[PAY_ACCOUNT.name] = pay_accounts.to_contact
        notices.register(TITLES, DETAILS, TOPICS)
        invariants.OF_SERVICES.extend(own.INVARIANTS)

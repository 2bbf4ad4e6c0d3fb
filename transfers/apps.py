from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """The room of transfers; it says how its held decisions are carried out."""

    name = "transfers"

    def ready(self) -> None:
        """Name the action behind the duty: the room of cases below knows no transfers."""
        from casework.actions.duties import HANDLERS
        from casework.models import Duty
        from transfers.actions import clearing, deciding

        HANDLERS[Duty.Kind.ISSUE] = deciding.carry_out
        HANDLERS[Duty.Kind.ASK_AGAIN] = clearing.ask_again

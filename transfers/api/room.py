"""How transfers are answered for at the addresses of every service (casework.api.rooms)."""

from applications.acts.table import BESIDE
from casework.api.rooms import Room
from transfers.api import acts, cases, showing
from transfers.serializers import told

ROOM = Room(
    lines=showing.case_lines,
    line_out=told.TransferLineOut,
    views={
        "applications": cases.StartTransfer,
        "case": cases.OneCase,
        "checks": cases.CaseChecks,
        "pre-check": acts.Precheck,
        "answers": acts.Answers,
        "submit": acts.Submit,
        "answer-correction": acts.AnswerCorrection,
        "withdraw": acts.Withdraw,
        "ask-correction": acts.ACT_VIEWS["ask-correction"],
        **{name: acts.ACT_VIEWS[name] for name in BESIDE},
    },
)

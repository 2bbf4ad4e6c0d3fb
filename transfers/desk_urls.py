"""Addresses of the desk of transfers."""

from django.urls import path

from applications.desk import acting
from transfers.acts.table import ACTS
from transfers.desk import (
    anew,
    bank,
    bank_line,
    clear,
    decision,
    difference,
    form,
    form_line,
    reissue,
    settle,
    void,
)

CASE = "cases/<str:number>/"

urlpatterns = [
    path("bank/", bank.desk_bank, name="desk_bank"),
    path("bank/lines/", bank.lines, name="desk_bank_lines"),
    path("bank/lines/match/", bank.match_certain, name="desk_bank_match_certain"),
    path("bank/lines/<int:line>/", bank_line.desk_bank_line, name="desk_bank_line"),
    path("bank/lines/<int:line>/<slug:act>/", bank_line.decide, name="desk_bank_decide"),
    path("bank/taken/<int:allotment>/", bank_line.take_away, name="desk_bank_take_away"),
    path("bank/<int:statement>/", bank.desk_bank_statement, name="desk_bank_statement"),
    path("bank/<int:statement>/ask-to-close/", bank.ask_to_close, name="desk_bank_ask_to_close"),
    path("bank/<int:statement>/close/", bank.close, name="desk_bank_close"),
    path(f"{CASE}form/send-anew/", anew.desk_anew, name="desk_anew"),
    path(f"{CASE}form/difference/", difference.desk_difference, name="desk_difference"),
    path(f"{CASE}form/difference/confirm/", difference.confirm, name="desk_difference_confirm"),
    path(
        f"{CASE}form/difference/send-back/",
        difference.send_back,
        name="desk_difference_send_back",
    ),
    path(f"{CASE}form/", form.desk_form, name="desk_form"),
    path(f"{CASE}form/prepare/", form.prepare, name="desk_form_prepare"),
    path(f"{CASE}form/send/", form.send, name="desk_form_send"),
    path(f"{CASE}form/send-back/", form.send_back, name="desk_form_send_back"),
    path(f"{CASE}form/lines/<int:line>/drop/", form_line.drop, name="desk_form_line_drop"),
    path(f"{CASE}form/lines/<slug:key>/", form_line.desk_form_line, name="desk_form_line"),
    path(f"{CASE}void/", void.desk_void, name="desk_void"),
    path(f"{CASE}void/approve/", void.approve, name="desk_void_approve"),
    path(f"{CASE}void/turn-down/", void.turn_down, name="desk_void_turn_down"),
    path(f"{CASE}settle/", settle.desk_settle, name="desk_settle"),
    path(f"{CASE}settle/arrived/<int:pk>/", settle.arrived, name="desk_settle_arrived"),
    path(f"{CASE}settle/correct/<int:pk>/", settle.correct, name="desk_settle_correct"),
    path(f"{CASE}settle/return/", settle.send_surplus, name="desk_settle_return"),
    path(f"{CASE}settle/confirm/", settle.confirm, name="desk_settle_confirm"),
    path(f"{CASE}settle/complete/", settle.complete, name="desk_settle_complete"),
    path(f"{CASE}settle/send-back/", settle.send_back, name="desk_settle_send_back"),
    path(f"{CASE}clear/", clear.desk_clear, name="desk_clear"),
    path(f"{CASE}clear/answer/", clear.note_answer, name="desk_clear_answer"),
    path(f"{CASE}clear/reveal/", clear.reveal, name="desk_clear_reveal"),
    path(f"{CASE}clear/prepare/", clear.prepare, name="desk_clear_prepare"),
    path(f"{CASE}clear/approve/", clear.approve, name="desk_clear_approve"),
    path(f"{CASE}clear/send-back/", clear.send_back, name="desk_clear_send_back"),
    path(f"{CASE}clear/bounced/", clear.bounced, name="desk_clear_bounced"),
    path(
        f"{CASE}clear/prepare-payment/",
        clear.prepare_payment,
        name="desk_clear_prepare_payment",
    ),
    path(f"{CASE}clear/pay/", clear.approve_payment, name="desk_clear_pay"),
    path(f"{CASE}reissue-letter/", reissue.desk_reissue, name="desk_reissue"),
    *(
        path(f"{CASE}{name}/", acting.desk_act, {"act": name}, name=f"desk_{name}")
        for name, act in ACTS.items()
        if act.run is not None and not act.page
    ),
    *(
        path(f"{CASE}{name}/", decision.desk_decision, {"name": name}, name=act.page)
        for name, act in ACTS.items()
        if act.prepared and not act.beside
    ),
    *(
        path(
            f"{CASE}{name}/",
            decision.send_back,
            {"name": name, "page": act.page},
            name=f"desk_{name}",
        )
        for name, act in ACTS.items()
        if act.prepared and act.beside
    ),
]

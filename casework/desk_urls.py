"""Addresses of the desk that all services share."""

from django.urls import path

from casework.desk import (
    account,
    board,
    escalations,
    exporting,
    identity,
    inbox,
    issuing,
    looks,
    staff,
    systems,
)

urlpatterns = [
    path("notices/", inbox.desk_notices, name="desk_notices"),
    path("escalations/", escalations.desk_escalations, name="desk_escalations"),
    path("escalations/<int:pk>/close/", escalations.close, name="desk_escalation_close"),
    path("account/", account.desk_account, name="desk_account"),
    path("account/confirm/", account.confirm, name="desk_account_confirm"),
    path("account/reject/", account.reject, name="desk_account_reject"),
    path("identity/", identity.desk_identity, name="desk_identity"),
    path("identity/confirm/", identity.confirm, name="desk_identity_confirm"),
    path("identity/leave/", identity.leave, name="desk_identity_leave"),
    path("board/", board.desk_board, name="desk_board"),
    path("looks/", looks.desk_looks, name="desk_looks"),
    path("export/", exporting.desk_export, name="desk_export"),
    path("staff/", staff.desk_staff, name="desk_staff"),
    path("staff/invite/", staff.invite, name="desk_staff_invite"),
    path("staff/confirm/", staff.confirm, name="desk_staff_confirm"),
    path("staff/turn-down/", staff.turn_down, name="desk_staff_turn_down"),
    path("staff/end/", staff.end, name="desk_staff_end"),
    path("staff/away/", staff.away, name="desk_staff_away"),
    path("staff/back/", staff.back, name="desk_staff_back"),
    path("systems/", systems.desk_systems, name="desk_systems"),
    path("systems/tokens/", systems.token_rule, name="desk_token_rule"),
    path("systems/secret/", systems.secret, name="desk_system_secret"),
    path("systems/take-back/", systems.take_back, name="desk_system_take_back"),
    path("systems/clients/<slug:client>/", systems.desk_system, name="desk_system"),
    path("issuing/", issuing.desk_issuing, name="desk_issuing"),
    path("issuing/stop/", issuing.stop, name="desk_issuing_stop"),
    path("issuing/go-on/", issuing.go_on, name="desk_issuing_go_on"),
    path("issuing/confirm/", issuing.confirm, name="desk_issuing_confirm"),
]

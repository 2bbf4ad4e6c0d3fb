"""Addresses of the desk that all services share."""

from django.urls import path

from casework.desk import account, escalations, identity, inbox, issuing, systems

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
    path("systems/", systems.desk_systems, name="desk_systems"),
    path("systems/secret/", systems.secret, name="desk_system_secret"),
    path("issuing/", issuing.desk_issuing, name="desk_issuing"),
    path("issuing/stop/", issuing.stop, name="desk_issuing_stop"),
    path("issuing/go-on/", issuing.go_on, name="desk_issuing_go_on"),
    path("issuing/confirm/", issuing.confirm, name="desk_issuing_confirm"),
]

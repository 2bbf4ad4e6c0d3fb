"""Addresses of the desk for money to people."""

from django.urls import path

from payouts.desk import back, batches, board

urlpatterns = [
    path("payouts/", board.board, name="desk_payouts"),
    path("payouts/prepare/", board.prepare, name="desk_payouts_prepare"),
    path("payouts/findings/<int:pk>/", board.clear, name="desk_finding"),
    path("payouts/payments/", board.payments, name="desk_payments"),
    path("payouts/payments/<int:pk>/again/", board.again, name="desk_payment_again"),
    path("payouts/batches/<slug:batch>/", batches.batch, name="desk_batch"),
    path("payouts/batches/<slug:batch>/decide/", batches.decide, name="desk_batch_decide"),
    path("payouts/batches/<slug:batch>/file/", batches.file, name="desk_batch_file"),
    path("payouts/batches/<slug:batch>/answer/", batches.answer, name="desk_batch_answer"),
    path("payouts/recoveries/", back.recoveries, name="desk_recoveries"),
    path("payouts/recoveries/<int:pk>/", back.recovery, name="desk_recovery"),
    path("payouts/entitlements/<int:pk>/", back.entitlement, name="desk_entitlement"),
]

"""Addresses of whoever applies: the wizard, and one's cases of every service."""

from django.urls import path

from applications.views import (
    applying,
    following,
    messages,
    my_cases,
    objecting,
    proving,
    sending,
)

urlpatterns = [
    path("services/<str:service>/apply/", applying.start, name="apply_start"),
    path("apply/<str:number>/check/", sending.check, name="apply_check"),
    path("apply/<str:number>/sent/", sending.sent, name="apply_sent"),
    path("apply/<str:number>/code/<slug:field>/", applying.code, name="apply_code"),
    path("apply/<str:number>/<slug:page>/", applying.page, name="apply_page"),
    path("cases/", my_cases.case_list, name="case_list"),
    path("cases/<str:number>/", following.case, name="case"),
    path("cases/<str:number>/correct/", following.correct, name="case_correct"),
    path("cases/<str:number>/withdraw/", following.withdraw, name="case_withdraw"),
    path("cases/<str:number>/messages/", messages.thread, name="case_messages"),
    path("cases/<str:number>/object/", objecting.begin, name="case_object"),
    path("cases/<str:number>/proofs/", proving.proofs, name="case_proofs"),
    path("cases/<str:number>/proofs/all/", proving.all_proofs, name="case_all_proofs"),
    path("cases/<str:number>/proofs/<int:sequence>/", proving.proof, name="case_proof"),
]

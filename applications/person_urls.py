"""Addresses of whoever applies: the wizard, and one's cases of every service."""

from django.urls import path

from applications.views import (
    applying,
    following,
    messages,
    my_cases,
    objecting,
    papers,
    proving,
    sending,
)

urlpatterns = [
    path("services/<str:service>/apply/", applying.start, name="apply_start"),
    path("apply/<str:number>/check/", sending.check, name="apply_check"),
    path("apply/<str:number>/sent/", sending.sent, name="apply_sent"),
    path("apply/<str:number>/papers/", papers.page, name="apply_papers"),
    path("apply/<str:number>/papers/add/<slug:slot>/", papers.add, name="apply_paper_add"),
    path("apply/<str:number>/papers/held/<slug:slot>/", papers.take_over, name="apply_paper_held"),
    path("apply/<str:number>/papers/page/<slug:key>/", papers.change, name="apply_paper_page"),
    path("papers/<slug:key>/", papers.file, name="paper_file"),
    path("papers/<slug:key>/picture/", papers.picture, name="paper_picture"),
    path("papers/<slug:key>/thumbnail/", papers.thumbnail, name="paper_thumbnail"),
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

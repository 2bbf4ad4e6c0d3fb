"""Addresses of this room."""

from django.urls import path

from transfers.views import applying, clearing, following, proving

urlpatterns = [
    path("my/", following.my_page, name="my_page"),
    path("transfer/", applying.start, name="transfer_start"),
    path("transfer/<str:number>/check/", applying.check, name="transfer_check"),
    path("transfer/<str:number>/<slug:page>/", applying.page, name="transfer_page"),
    path("cases/", following.case_list, name="case_list"),
    path("cases/<str:number>/", following.case, name="case"),
    path("cases/<str:number>/correct/", following.correct, name="case_correct"),
    path("cases/<str:number>/clearing/", clearing.answer, name="case_clearing"),
    path("cases/<str:number>/proofs/", proving.proofs, name="case_proofs"),
    path("cases/<str:number>/proofs/all/", proving.all_proofs, name="case_all_proofs"),
    path("cases/<str:number>/proofs/<int:sequence>/", proving.proof, name="case_proof"),
    path("cases/<str:number>/withdraw/", following.withdraw, name="case_withdraw"),
]

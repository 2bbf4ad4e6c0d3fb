"""Addresses of the desk for the cases of every service."""

from django.urls import path

from applications.desk import (
    acting,
    case,
    counter,
    death,
    employers,
    lists,
    mandates,
    messages,
    paper_intake,
    papers,
    proceedings,
    search,
    signing,
    term,
    told,
)

CASE = "cases/<str:number>/"

urlpatterns = [
    path("mandates/", mandates.desk_mandates, name="desk_mandates"),
    path("mandates/giver/", mandates.giver, name="desk_mandate_giver"),
    path("mandates/paper/", mandates.paper, name="desk_mandate_paper"),
    path("mandates/end/", mandates.end, name="desk_mandate_end"),
    path("mandates/approve/", mandates.approve, name="desk_mandate_approve"),
    path("", lists.desk_today, name="desk_today"),
    path("cases/", lists.desk_queue, name="desk_queue"),
    path("next/", lists.desk_next, name="desk_next"),
    path("search/", search.desk_search, name="desk_search"),
    path("counter/", counter.begin, name="desk_counter"),
    path("counter/visit/", counter.visit, name="desk_counter_visit"),
    path("counter/end/", counter.end, name="desk_counter_end"),
    path("counter/sign/<str:number>/", signing.sign, name="desk_counter_sign"),
    path("counter/form/<str:number>/", signing.form, name="desk_counter_form"),
    path("counter/scan/<str:number>/", signing.scan, name="desk_counter_scan"),
    path("counter/code/<str:number>/", signing.send_code, name="desk_counter_code"),
    path("employers/", employers.employers, name="desk_employers"),
    path("employers/<int:pk>/", employers.decide, name="desk_employer"),
    path("sentences/", messages.sentences, name="desk_sentences"),
    path(CASE, case.desk_case, name="desk_case"),
    path(f"{CASE}reveal/", case.reveal, name="desk_reveal"),
    path(f"{CASE}claim/", case.claim, name="desk_claim"),
    path(f"{CASE}release/", case.release, name="desk_release"),
    path(f"{CASE}take-back/", case.take_back, name="desk_take_back"),
    path(f"{CASE}death/", death.desk_death, name="desk_death"),
    path(f"{CASE}papers/", papers.desk_papers, name="desk_papers"),
    path(
        f"{CASE}papers/add/<slug:slot>/",
        paper_intake.desk_paper_add,
        name="desk_paper_add",
    ),
    path(f"{CASE}messages/", messages.thread, name="desk_messages"),
    path(f"{CASE}told/", told.desk_told, name="desk_told"),
    path(f"{CASE}proceedings/", proceedings.listed, name="desk_proceedings"),
    path(f"{CASE}term/", term.desk_term, name="desk_term"),
    path(f"{CASE}draft/", acting.draft, name="desk_draft"),
    path(f"{CASE}<slug:act>/", acting.desk_act, name=acting.ADDRESS),
]

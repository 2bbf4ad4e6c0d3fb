"""Addresses of the desk for the cases of every service."""

from django.urls import path

from applications.desk import acting, case, death, lists, messages, papers, proceedings, search

CASE = "cases/<str:number>/"

urlpatterns = [
    path("", lists.desk_today, name="desk_today"),
    path("cases/", lists.desk_queue, name="desk_queue"),
    path("next/", lists.desk_next, name="desk_next"),
    path("search/", search.desk_search, name="desk_search"),
    path("sentences/", messages.sentences, name="desk_sentences"),
    path(CASE, case.desk_case, name="desk_case"),
    path(f"{CASE}reveal/", case.reveal, name="desk_reveal"),
    path(f"{CASE}claim/", case.claim, name="desk_claim"),
    path(f"{CASE}release/", case.release, name="desk_release"),
    path(f"{CASE}take-back/", case.take_back, name="desk_take_back"),
    path(f"{CASE}death/", death.desk_death, name="desk_death"),
    path(f"{CASE}papers/", papers.desk_papers, name="desk_papers"),
    path(f"{CASE}messages/", messages.thread, name="desk_messages"),
    path(f"{CASE}proceedings/", proceedings.listed, name="desk_proceedings"),
    path(f"{CASE}draft/", acting.draft, name="desk_draft"),
    path(f"{CASE}<slug:act>/", acting.desk_act, name=acting.ADDRESS),
]

"""Addresses of notices, wishes, calendar, one's list of cases, and how punctual agencies are."""

from django.urls import path

from casework.desk.exporting import own_list
from casework.views import calendar, notices, punctuality

urlpatterns = [
    path("notices/", notices.notice_list, name="notice_list"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/wishes/", notices.notice_wishes, name="notice_wishes"),
    path("my/calendar/", calendar.my_calendar, name="my_calendar"),
    path("my/calendar/<str:number>/", calendar.case_days, name="case_days"),
    path("my/calendar.ics", calendar.calendar_file, name="calendar_file"),
    path("punctuality/", punctuality.punctuality, name="punctuality"),
    path("cases/list/", own_list, name="own_list"),
]

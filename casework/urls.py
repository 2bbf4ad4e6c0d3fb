"""Addresses of notices, wishes, the personal calendar and one's list of cases."""

from django.urls import path

from casework.desk.exporting import own_list
from casework.views import calendar, notices

urlpatterns = [
    path("notices/", notices.notice_list, name="notice_list"),
    path("notices/wishes/", notices.notice_wishes, name="notice_wishes"),
    path("my/calendar/", calendar.my_calendar, name="my_calendar"),
    path("my/calendar.ics", calendar.calendar_file, name="calendar_file"),
    path("cases/list/", own_list, name="own_list"),
]
